"""A symbol for each colour of a run, so that runs are told apart without colour, too."""

from __future__ import annotations

import functools
import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from gdviz.look.paint import fill

NAMES = ("circle", "square", "triangle", "diamond", "cross", "down", "star", "pentagon")


def _polygon(corners: int, turn: float = -90.0, inner: float | None = None) -> QPainterPath:
    """A regular polygon of radius 0.5, or a star with so much of the radius at its inner corners."""
    points = []
    count = corners if inner is None else 2 * corners
    for corner in range(count):
        radius = 0.5 if inner is None or corner % 2 == 0 else 0.5 * inner
        angle = math.radians(turn + 360.0 * corner / count)
        points.append(QPointF(radius * math.cos(angle), radius * math.sin(angle)))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


@functools.cache
def symbol(color: int) -> QPainterPath:
    """The symbol of a run's colour number (0 … 7), about as large as a circle of diameter 1 around (0, 0)."""
    name = NAMES[color % len(NAMES)]
    if name == "circle":
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), 0.46, 0.46)
        return path
    if name == "square":
        path = QPainterPath()
        path.addRect(-0.42, -0.42, 0.84, 0.84)
        return path
    if name == "cross":
        path = QPainterPath()
        path.addRect(-0.16, -0.5, 0.32, 1.0)
        path.addRect(-0.5, -0.16, 1.0, 0.32)
        return path.simplified()
    shapes = {
        "triangle": (3, -90.0, None),
        "down": (3, 90.0, None),
        "diamond": (4, -90.0, None),
        "pentagon": (5, -90.0, None),
        "star": (5, -90.0, 0.45),
    }
    return _polygon(*shapes[name])


def paint_symbol(painter: QPainter, at: QPointF, which: int, color: str, size: float) -> None:
    """Paint a run's symbol, `size` pixels wide, around `at`."""
    painter.save()
    painter.translate(at)
    painter.scale(size, size)
    fill(painter, color)
    painter.drawPath(symbol(which))
    painter.restore()
