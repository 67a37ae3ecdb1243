"""One plot: pyqtgraph's box, with pyqtgraph's axes beside it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsGridLayout, QSizePolicy

from gdviz.document.tiles import AXIS_END
from gdviz.look.look import Look
from gdviz.views.plot.axis import Axis, Range

CLOSEST, FARTHEST = 1e-9, 1e4  # of the view's own range: what a zoom can show, and how far away
PLACES = {"left": (0, 0), "bottom": (1, 1), "right": (0, 2)}  # row and column beside the box


class Panel(pg.GraphicsWidget):
    """A box with axes in a look, whose ranges follow nothing but the view and the hand.

    It is pyqtgraph's `PlotItem` without a menu of forty fields, which nobody sees and each plot would have.
    """

    def __init__(self, *, right_axis: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.vb: Any = pg.ViewBox(parent=self, enableMenu=False)
        self.vb.disableAutoRange()
        self.vb.setDefaultPadding(0.0)
        self.layout = QGraphicsGridLayout(self)
        self.layout.setSpacing(0)
        self.layout.addItem(self.vb, 0, 1)
        axes = {side: Axis(side) for side in PLACES}
        self.left_axis, self.bottom_axis, self.right_axis = axes.values()
        for side, axis in axes.items():
            axis.linkToView(self.vb)
            axis.setZValue(-100)  # grid and numbers below the curves
            axis.setFlag(axis.GraphicsItemFlag.ItemNegativeZStacksBehindParent)
            self.layout.addItem(axis, *PLACES[side])
        self.right_axis.setVisible(right_axis)

    def set_look(self, look: Look, *, grid: bool = True) -> None:
        """Colours, widths and type of the axes; `grid` draws hairlines at their numbers."""
        self.left_axis.set_look(look, grid=grid)
        self.bottom_axis.set_look(look, grid=grid)
        self.right_axis.set_look(look, grid=False)

    def limit_zoom(self, x: Range, y: Range) -> None:
        """Let a hand zoom no closer to x and y than numbers can tell apart, so far away, too, no farther than
        a scene keeps."""
        right, top = _farthest(x), _farthest(y)
        closest = {"minXRange": _closest(x), "minYRange": _closest(y)}
        self.vb.setLimits(xMin=-right, xMax=right, yMin=-top, yMax=top, **closest)

    def set_ranges(self, x: Range, y: Range) -> None:
        """Show this part of the plane."""
        self.vb.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=False)
        self.vb.updateMatrix()  # while it is painted it would be late: all would be painted once more


def _farthest(ends: Range) -> float:
    """How far from zero a zoom from `ends` may reach: themselves at least, however far they are."""
    low, high = ends
    own = max(abs(low), abs(high))
    return max(own, min(0.99 * AXIS_END, own + FARTHEST * (high - low)))


def _closest(ends: Range) -> float:
    """The smallest range that a zoom from `ends` may reach."""
    low, high = ends
    return max(CLOSEST * (high - low), 1e-12 * max(abs(low), abs(high)))
