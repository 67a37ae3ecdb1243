"""What painters are told again and again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter


def fill(painter: QPainter, color: str, alpha: int = 255) -> None:
    """Fill what is painted next, without an edge."""
    shade = QColor(color)
    shade.setAlpha(alpha)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)


def smooth_painter(device: QPaintDevice) -> QPainter:
    """One whose edges are smooth."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
