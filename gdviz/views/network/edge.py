"""A weight of a network as a line."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from gdviz.base.arrays import Array


class Edge(Struct, frozen=True):
    """A weight as it is drawn, from unit `source` of the column before to unit `target` of `column`."""

    column: int
    source: int
    target: int
    weight: float
    color: str
    width: float
    dashed: bool
    start: tuple[float, float]
    end: tuple[float, float]

    def points(self, at: Array) -> Array:
        """Places along the line, 0 at its start and 1 at its end: ``(len(at), 2)``."""
        (x0, y0), (x1, y1) = self.start, self.end
        bend, rise = 1.5 * at * (1 - at) + at**3, at * at * (3 - 2 * at)  # the curve that `path` draws
        return np.stack([x0 + (x1 - x0) * bend, y0 + (y1 - y0) * rise], axis=1)

    def path(self) -> QPainterPath:
        """Level where it leaves a unit and where it comes in."""
        (x0, y0), (x1, y1) = self.start, self.end
        path = QPainterPath(QPointF(x0, y0))
        half = (x1 - x0) / 2
        path.cubicTo(x0 + half, y0, x1 - half, y1, x1, y1)
        return path
