"""Lines with a light edge, so that they stand out from what they cross."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from gdviz.base.arrays import Array
from gdviz.look.look import Look
from gdviz.views.plot.curve import Curve

EMPTY = np.empty(0)
GAP = np.full((1, 2), np.nan)
DASHED = (4.0, 2.5)


class EdgedLine(Curve):
    """Lines through points; `dashes` are in their own widths, none for solid lines."""

    def __init__(self, dashes: tuple[float, ...] = ()) -> None:
        super().__init__()
        self._pattern = dashes
        self._style: tuple[object, ...] = ()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_style(self, look: Look, color: str, width: float, edge: float = 0.0) -> None:
        """Color and width in pixels; `edge` is how much wider the edge in the surface's color is."""
        style = (look, color, width, edge)
        if style == self._style:
            return
        self._style = style
        scale = look.pen_scale
        self.set_pen(self._pen(color, scale * width), self._pattern, scale)
        self.setPen(self._pen(color, scale * width))
        self.setShadowPen(self._pen(look.surface, scale * (width + edge)) if edge else None)

    def _pen(self, color: str, width: float) -> QPen:
        """Its segments meet: square ends, which are much quicker than round ones, cover their joints."""
        pen = QPen(QColor(color), width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        flat = bool(self._pattern)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.SquareCap)
        return pen

    def set_lines(self, lines: Sequence[Array], pixels: tuple[float, float]) -> None:
        """Draw these, each ``(points, 2)``; `pixels` are the sizes of the units of both axes."""
        if not lines:
            self.setData(EMPTY, EMPTY)
            return
        x, y = np.concatenate([part for line in lines for part in (line, GAP)][:-1]).T
        self.set_points(x, y, pixels)
