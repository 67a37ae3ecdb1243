"""What shows where the hand is on panels: a ring around a point, a cross, words beside a place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.look.look import Look
from gdviz.views.grid.canvas import Canvas
from gdviz.views.plot.plot import text_with_ground

Place = tuple[float, float]  # in pixels of the canvas


def paint_ring(painter: QPainter, at: Place, size: float, look: Look) -> None:
    """Around a point of `size` pixels."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = size * 0.5 + 4.0
    for color, width in ((look.surface, 4.0), (look.text, 1.8)):
        painter.setPen(QPen(QColor(color), width * look.thin_width))
        painter.drawEllipse(QPointF(*at), radius, radius)


def paint_cross(painter: QPainter, at: Place, look: Look) -> None:
    """At the place that the mouse means on another panel."""
    x, y = at
    arm = 5.0 * look.font_scale
    for color, width in ((look.surface, 3.5), (look.text, 1.5)):
        painter.setPen(QPen(QColor(color), width * look.thin_width))
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))


def paint_words(painter: QPainter, canvas: Canvas, panel: int, at: Place, text: str) -> None:
    """Above a place, or below it where there is no room; never beyond the panel."""
    if not text:
        return
    area, look = canvas.areas[panel], canvas.look
    painter.setFont(canvas.number_font)
    metrics = QFontMetricsF(canvas.number_font)
    width, height = metrics.horizontalAdvance(text) + 10.0, metrics.height() + 4.0
    gap = 0.8 * look.marker_size + 4.0
    left = max(area.left() + 2, min(at[0] - width / 2, area.right() - width - 2))
    above = at[1] - gap - height
    rect = QRectF(left, above if above > area.top() + 2 else at[1] + gap, width, height)
    text_with_ground(painter, rect, text, look.text, look.surface)


__all__ = ["paint_cross", "paint_ring", "paint_words"]
