"""A curve that is quick to paint, whatever its shape: in single segments, with dashes cut by ourselves.

Qt's own stroker takes seconds for a dashed or antialiased path that swings up and down a thousand times.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from gdviz.base.arrays import Array
from gdviz.views.plot.decimate import without_loose_gaps

DENSE = 20_000.0  # pixels of line, from which on antialiasing shows nothing but costs much
MOST_DASHES = 400
FEW = 256  # points that are no trouble
BLOCK = 8


class Curve(pg.PlotCurveItem):
    """Takes points in data units with the size of such a unit in pixels, which dashes are measured in."""

    _pixels = (1.0, 1.0)  # of a data unit, when the points were set
    _rect = QRectF()

    def __init__(self) -> None:
        super().__init__(antialias=True, connect="finite")
        self.setSegmentedLineMode("on")
        self.dashes: tuple[float, ...] = ()

    def set_pen(self, pen: QPen, dashes: tuple[float, ...] = (), scale: float = 1.0) -> None:
        """The pen, and the lengths of dash and gap in widths of the pen; none for a solid line.

        `scale` is how many pixels of the screen the pen has in one of ours.
        """
        self.dashes = tuple(length * max(pen.widthF() / scale, 1.0) for length in dashes)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
        self.setPen(pen)

    def set_points(self, x: Array, y: Array, pixels: tuple[float, float]) -> None:
        """Draw through these points; NaN leaves a gap."""
        self._pixels = pixels
        x, y = simplified(*without_loose_gaps(x, y), pixels)
        along = np.hypot(np.diff(x) * pixels[0], np.diff(y) * pixels[1])
        along = np.where(np.isfinite(along), along, 0.0)
        length = float(along.sum())
        self.opts["antialias"] = length < DENSE
        if self.dashes and length > 0:
            x, y, connect = dashed(x, y, along, *self.dashes)
            self.setData(x, y, connect=connect)
        else:
            self.setData(x, y, connect="finite")

    def setData(self, *args: Any, **options: Any) -> None:
        """Draw these points."""
        super().setData(*args, **options)
        self.prepareGeometryChange()  # Qt looks for an item where it was: this comes first
        self._rect = self._bounds()

    def boundingRect(self) -> QRectF:
        """Of the points, in data units, with room for the pen: pyqtgraph's own is found anew too often."""
        return self._rect

    def _bounds(self) -> QRectF:
        x, y = self.getData()
        if x is None or not len(x) or not np.isfinite(y).any():
            return QRectF()
        room = self.opts["pen"].widthF() + 1.0
        dx, dy = (room / pixels if pixels > 0 else 0.0 for pixels in self._pixels)  # a plot may be folded
        left, right, low, high = np.nanmin(x), np.nanmax(x), np.nanmin(y), np.nanmax(y)
        return QRectF(left - dx, low - dy, right - left + 2 * dx, high - low + 2 * dy)


def simplified(x: Array, y: Array, pixels: tuple[float, float]) -> tuple[Array, Array]:
    """The polyline without points that nobody would miss: a quarter of a pixel off a straight line at most.

    Points are looked at eight by eight; both ends always stay. A short polyline stays as it is.
    """
    for _ in range(3):
        blocks = (len(x) - 1) // BLOCK
        if len(x) < FEW or blocks < 1:
            break
        inner = 1 + np.arange(blocks * BLOCK).reshape(blocks, BLOCK)[:, :-1]
        first = np.arange(blocks)[:, np.newaxis] * BLOCK
        px, py = x * pixels[0], y * pixels[1]
        run = px[first + BLOCK] - px[first]
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = (py[first + BLOCK] - py[first]) / run
            off = np.abs(py[inner] - py[first] - slope * (px[inner] - px[first]))
        straight = (np.nan_to_num(off, nan=1.0) < 0.25).all(axis=1)
        if not straight.any():
            break
        keep = np.ones(len(x), bool)
        keep[inner[straight]] = False
        x, y = x[keep], y[keep]
    return x, y


def dashed(x: Array, y: Array, along: Array, dash: float, gap: float) -> tuple[Array, Array, Array]:
    """The polyline with more points, and for each point whether a dash goes on to the next.

    `along` holds the lengths of its segments, `dash` and `gap` the lengths of a dash and a gap in the same
    unit. Where that would be very many dashes they are longer.
    """
    at = np.concatenate([[0.0], np.cumsum(along)])
    total = at[-1]
    period = max(dash + gap, total / MOST_DASHES)
    dash = period * dash / (dash + gap)
    starts = np.arange(0.0, total, period)
    cuts = np.concatenate([starts[1:], starts + dash])
    cuts = cuts[cuts < total]
    places = np.concatenate([at, cuts])
    order = np.argsort(places, kind="stable")
    places = places[order]
    x = np.concatenate([x, np.interp(cuts, at, x)])[order]
    y = np.concatenate([y, np.interp(cuts, at, y)])[order]
    middles = (places[1:] + places[:-1]) / 2
    inked = (middles % period < dash) & np.isfinite(y[1:]) & np.isfinite(y[:-1])
    return x, y, np.append(inked, False)


__all__ = ["Curve", "dashed"]
