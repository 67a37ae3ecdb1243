"""Symbols at points: little pictures of them on a screen, outlines on paper."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPaintEngine, QPainter

RASTER = (QPaintEngine.Type.Raster, QPaintEngine.Type.OpenGL2, QPaintEngine.Type.X11)


class Scatter(pg.ScatterPlotItem):
    """pyqtgraph's, which would put its pictures of symbols on paper, too."""

    def paint(self, painter: QPainter, *args: Any) -> None:
        """From pictures only where pixels are wanted."""
        self.opts["useCache"] = painter.paintEngine().type() in RASTER
        super().paint(painter, *args)
        self.opts["useCache"] = True  # else points that come after a paper would have no pictures
