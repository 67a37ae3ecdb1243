"""A curve that is quick to paint, whatever its shape: in segments of pixels, with dashes cut by ourselves.

Qt's own stroker takes seconds for a dashed or antialiased path that swings up and down a thousand times. Qt
asks it for segments, too, where units across and up differ in length: in pixels they take a twentieth.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.views.plot.decimate import without_loose_gaps

DENSE = 40_000.0  # pixels of line, from which on antialiasing shows nothing but costs much
MOST_DASHES = 400
FAR = 1e99  # pixels, from which on Qt draws no line
FEW = 64  # points that are no trouble
BLOCK = 8


class Curve(pg.PlotCurveItem):
    """Takes points in data units with the size of such a unit in pixels, which dashes are measured in.

    A plot has dozens that change with every frame: pyqtgraph's own way to take and paint points, which asks
    for all that it could be told, takes several times as long.
    """

    dense = DENSE
    _pixels = (1.0, 1.0)  # of a data unit, when the points were set
    _rect = QRectF()
    _given: tuple[Array, Array, object] | None = None  # what `set_points` was given last

    def __init__(self) -> None:
        self._segments = np.zeros((0, 4))  # start and end, x and y
        self._in_pixels = PrimitiveArray(QLineF, 4)
        self._painted: tuple[tuple[float, ...], Any] | None = None  # to which pixels; as a painter takes them
        super().__init__()
        self.opts["antialias"] = True
        self.dashes: tuple[float, ...] = ()

    def set_pen(self, pen: QPen, dashes: tuple[float, ...] = (), scale: float = 1.0) -> None:
        """The pen, and the lengths of dash and gap in widths of the pen; none for a solid line.

        `scale` is how many pixels of the screen the pen has in one of ours.
        """
        self.dashes = tuple(length * max(pen.widthF() / scale, 1.0) for length in dashes)
        # Segments meet: square ends cover their joints, too, in half the time that round ones take.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.SquareCap)
        self.setPen(pen)

    def set_points(self, x: Array, y: Array, pixels: tuple[float, float]) -> None:
        """Draw through these points, as `simplified` leaves them; NaN leaves a gap."""
        self.set_few(*simplified(x, y, pixels), pixels)

    def set_few(self, x: Array, y: Array, pixels: tuple[float, float]) -> None:
        """As `set_points`, of points that `simplified` has been through."""
        how, given = (pixels, self.dashes, self.opts["pen"].widthF()), self._given
        if given and given[2] == how and np.array_equal(given[0], x) and np.array_equal(given[1], y):
            return
        self._given = x.copy(), y.copy(), how
        self._pixels = pixels
        x, y = without_loose_gaps(x, y)
        along = np.hypot((x[1:] - x[:-1]) * pixels[0], (y[1:] - y[:-1]) * pixels[1])
        joined = np.isfinite(along)
        if not joined.all():
            along = np.where(joined, along, 0.0)
        length = float(along.sum())
        self.opts["antialias"] = length < self.dense
        if self.dashes and length > 0:
            x, y, joined = dashed(x, y, along, *self.dashes)
        self._take(x, y, joined)

    def setData(self, x: ArrayLike = (), y: ArrayLike = ()) -> None:
        """Draw through these points; NaN leaves a gap."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        self._given = None
        self._take(x, y, np.isfinite(x[1:] - x[:-1]) & np.isfinite(y[1:] - y[:-1]))

    def _take(self, x: Array, y: Array, joined: Array) -> None:
        """These are the points; `joined` says of each but the last whether a line leads to the next."""
        self.prepareGeometryChange()  # Qt looks for an item where it was: this comes first
        self.xData, self.yData = x, y
        if not joined.all():
            places = np.flatnonzero(joined)
            starts, ends = (x[places], y[places]), (x[places + 1], y[places + 1])
        else:
            starts, ends = (x[:-1], y[:-1]), (x[1:], y[1:])
        self._segments = np.column_stack((*starts, *ends))
        self._painted = None
        self._rect = self._bounds()
        self.update()

    def paint(self, painter: QPainter, _option: Any, _widget: QWidget | None = None) -> None:
        """Segment by segment; plots are never turned."""
        if not len(self._segments):
            return
        to_pixels = painter.transform()
        place = to_pixels.m11(), to_pixels.m22(), to_pixels.dx(), to_pixels.dy()
        if self._painted is None or self._painted[0] != place:
            self._in_pixels.resize(len(self._segments))
            with np.errstate(over="ignore"):
                pixels = self._segments * (place[:2] * 2) + place[2:] * 2
            pixels.clip(-FAR, FAR, out=self._in_pixels.ndarray())
            self._painted = place, self._in_pixels.drawargs()
        painter.setTransform(QTransform())  # keeps the window and the viewport of a painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.opts["antialias"])
        for pen in (self.opts["shadowPen"], self.opts["pen"]):
            if pen is not None and pen.style() != Qt.PenStyle.NoPen:
                painter.setPen(pen)
                painter.drawLines(*self._painted[1])
        painter.setTransform(to_pixels)

    def boundingRect(self) -> QRectF:
        """Of the points, in data units, with room for the pen: pyqtgraph's own is found anew too often."""
        return self._rect

    def _bounds(self) -> QRectF:
        if not len(self._segments):
            return QRectF()
        room = self.opts["pen"].widthF() + 1.0
        dx, dy = (room / pixels if pixels > 0 else 0.0 for pixels in self._pixels)  # a plot may be folded
        ends = self._segments.min(axis=0).tolist(), self._segments.max(axis=0).tolist()
        (x0, y0, x1, y1), (x2, y2, x3, y3) = ends
        left, low = min(x0, x1) - dx, min(y0, y1) - dy
        return QRectF(left, low, max(x2, x3) + dx - left, max(y2, y3) + dy - low)


def simplified(x: Array, y: Array, pixels: tuple[float, float]) -> tuple[Array, Array]:
    """The polyline without points that nobody would miss: a quarter of a pixel off a straight line at most.

    It goes from left to right. Points are looked at eight by eight; both ends and all gaps always stay. A
    short polyline stays as it is.
    """
    for _ in range(3):
        if len(x) < FEW:
            break
        shape = (len(x) - 1) // BLOCK, BLOCK
        many = shape[0] * BLOCK
        with np.errstate(all="ignore"):
            px, py = x[: many + 1] * pixels[0], y[: many + 1] * pixels[1]
            across, up = px[:-1].reshape(shape), py[:-1].reshape(shape)
            slope = (py[BLOCK::BLOCK] - up[:, 0]) / (px[BLOCK::BLOCK] - across[:, 0])
            off = up[:, 1:] - up[:, :1] - slope[:, np.newaxis] * (across[:, 1:] - across[:, :1])
            straight = np.asarray((np.abs(off) < 0.25).all(axis=1))
        if not straight.any():
            break
        keep = np.ones(len(x), bool)
        keep[:many].reshape(shape)[:, 1:] &= ~straight[:, np.newaxis]
        x, y = x[keep], y[keep]
    return x, y


def dashed(x: Array, y: Array, along: Array, dash: float, gap: float) -> tuple[Array, Array, Array]:
    """The polyline with more points, and for each but the last whether a dash goes on to the next.

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
    return x, y, inked
