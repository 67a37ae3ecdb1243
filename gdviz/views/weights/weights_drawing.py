"""All weights of a run, painted at once: as lines (from a picture that is kept), bins or bars."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from gdviz.base.arrays import Array
from gdviz.engine.quantities import NEAR_ZERO
from gdviz.look.look import LIGHT, Look, blend
from gdviz.views.common.over_plot import OverPlot
from gdviz.views.plot.curve import dashed

DASH, GAP = 5.0, 3.0  # pixels of a shadow's line in a look of scale 1
AHEAD = 0.28  # how strongly what is still to come is drawn


class Lines(Struct, frozen=True, eq=False):
    """Weights ``(rows, weights)`` at the steps `rows`, and their shadows or None.

    `now` are the values at the playhead's row `at`, in the order of the columns. `rough` lines are painted
    quickly, because they will soon be painted anew.
    """

    rows: Array
    values: Array
    shadows: Array | None
    at: int
    now: Array
    rough: bool = False


class Bins(Struct, frozen=True, eq=False):
    """How many weights lie between each two of `edges`, and how many shadows (or None)."""

    edges: Array
    counts: Array
    shadows: Array | None


class Bars(Struct, frozen=True, eq=False):
    """Weights from the largest to the smallest by size, and the shadow of each (or None)."""

    values: Array
    shadows: Array | None


Content = Lines | Bins | Bars


class WeightsItem(OverPlot):
    """Paints its content in the pixels of a pyqtgraph ViewBox."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, 10)
        self.color = LIGHT.run_colors[0]
        self.content: Content | None = None
        self._kept: tuple[tuple[Any, ...], QPixmap] | None = None
        self._keeps: Array | None = None  # what the picture was made of, so that its id stays its own

    def put(self, content: Content | None, color: str, look: Look) -> None:
        """Draw this from now on."""
        self.content, self.color, self.look = content, color, look
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """The content, within the plot."""
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(self.content, Lines):
            self._paint_lines(painter, self.content)
        elif isinstance(self.content, Bins):
            self._paint_bins(painter, self.content)
        elif isinstance(self.content, Bars):
            self._paint_bars(painter, self.content)
        painter.restore()

    # -- lines ---------------------------------------------------------------------------------------------

    def _paint_lines(self, painter: QPainter, lines: Lines) -> None:
        """What is passed strongly, what is to come faintly, and a dot for each weight at the playhead."""
        area = self.boundingRect()
        cursor, _ = self.place(float(lines.at), 0.0)
        passed = QRectF(area.left(), area.top(), max(0.0, cursor - area.left()), area.height())
        ahead = QRectF(max(area.left(), cursor), area.top(), max(0.0, area.right() - cursor), area.height())
        for part, opacity in ((passed, 1.0), (ahead, AHEAD)):
            painter.save()
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.setOpacity(opacity)
            if painter.paintEngine().type() == QPaintEngine.Type.Raster:
                painter.drawPixmap(area.topLeft(), self._picture(painter, lines))
            else:  # an export keeps lines as lines
                self._draw_lines(painter, lines)
            painter.restore()
        self._paint_dots(painter, cursor, lines.now)

    def _picture(self, painter: QPainter, lines: Lines) -> QPixmap:
        """The lines as they were painted last, as long as they stay the same."""
        area, ratio = self.boundingRect(), painter.device().devicePixelRatioF()
        (x0, x1), (y0, y1) = self._box.viewRange()
        rows = (int(lines.rows[0]), int(lines.rows[-1]), len(lines.rows)) if len(lines.rows) else ()
        key = (
            id(lines.values), rows, area.width(), area.height(), ratio,
            x0, x1, y0, y1, self.color, self.look, lines.rough,
        )  # fmt: skip
        if self._kept is None or self._kept[0] != key:
            size = area.size() * ratio
            pixmap = QPixmap(max(1, round(size.width())), max(1, round(size.height())))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            inner.translate(-area.topLeft())
            self._draw_lines(inner, lines)
            inner.end()
            self._kept = key, pixmap
            self._keeps = lines.values
        return self._kept[1]

    def _draw_lines(self, painter: QPainter, lines: Lines) -> None:
        look = self.look
        shadowed = lines.shadows is not None
        painter.setBrush(Qt.BrushStyle.NoBrush)
        color = QColor(blend(self.color, look.surface, 0.35 if shadowed else 0.0))
        color.setAlpha(200)
        width = 1.0 if lines.rough else 0.6 * look.curve_width
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not lines.rough)
        painter.setPen(QPen(color, width))
        for x, y in self._polylines(lines.rows, lines.values):
            painter.drawPath(pg.arrayToQPath(x, y))
        if lines.shadows is None:
            return
        painter.setPen(QPen(QColor(self.color), width))
        scale = look.font_scale
        for x, y in self._polylines(lines.rows, lines.shadows):
            along = np.hypot(np.diff(x), np.diff(y))
            if along.sum() > 0:
                x, y, inked = dashed(x, y, along, DASH * scale, GAP * scale)
                connect = np.append(inked, False)  # pyqtgraph reads as many as there are points
                painter.drawPath(pg.arrayToQPath(x, y, connect))

    def _polylines(self, rows: Array, values: Array) -> list[tuple[Array, Array]]:
        """In pixels, no further out than Qt can draw."""
        (_, _), (y0, y1) = self._box.viewRange()
        span = y1 - y0
        x, y = self.place(rows.astype(float), np.clip(values.T.astype(float), y0 - 9 * span, y1 + 9 * span))
        return [(x, each) for each in y]

    def _paint_dots(self, painter: QPainter, x: float, values: Array) -> None:
        look, radius = self.look, 0.17 * self.look.marker_size
        _, heights = self.place(0.0, values.astype(float))
        for value, y in zip(values.tolist(), heights.tolist(), strict=True):
            if not np.isfinite(y) or abs(y) > 1e5:
                continue
            if abs(value) <= NEAR_ZERO:
                painter.setBrush(QColor(look.surface))
                painter.setPen(QPen(QColor(self.color), look.thin_width))
            else:
                painter.setBrush(QColor(self.color))
                painter.setPen(QPen(QColor(look.surface), 0.6 * look.thin_width))
            painter.drawEllipse(QPointF(x, y), radius, radius)

    # -- bins and bars -------------------------------------------------------------------------------------

    def _paint_bins(self, painter: QPainter, bins: Bins) -> None:
        x, floor = self.place(bins.edges, 0.0)
        _, tops = self.place(0.0, bins.counts.astype(float))
        painter.setPen(QPen(QColor(self.look.surface), 0.7))
        painter.setBrush(QColor(blend(self.color, self.look.surface, 0.15)))
        for left, right, top in zip(x[:-1].tolist(), x[1:].tolist(), tops.tolist(), strict=True):
            if top < floor:
                painter.drawRect(QRectF(left, top, right - left, floor - top))
        if bins.shadows is not None:
            _, tops = self.place(0.0, bins.shadows.astype(float))
            edges = np.repeat(x, 2)[1:-1]
            heights = np.repeat(tops, 2)
            pen = QPen(QColor(self.look.text), 0.7 * self.look.curve_width)
            pen.setDashPattern([4.0, 2.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(pg.arrayToQPath(edges, heights))

    def _paint_bars(self, painter: QPainter, bars: Bars) -> None:
        """Full for positive weights, hollow for negative ones; a stroke where the shadow is."""
        look, sizes = self.look, np.abs(bars.values).astype(float)
        places = np.arange(len(sizes) + 1, dtype=float)
        x, floor = self.place(places, 0.0)
        _, tops = self.place(0.0, sizes)
        gap = min(0.12 * float(x[1] - x[0]) if len(x) > 1 else 0.0, 3.0)
        thin = len(x) > 1 and x[1] - x[0] < 4.0
        pen = QPen(QColor(self.color), max(1.0, 0.6 * look.curve_width))
        pale = blend(self.color, look.surface, 0.5)
        for place, top in enumerate(tops.tolist()):
            rect = QRectF(x[place] + gap, top, x[place + 1] - x[place] - 2 * gap, floor - top)
            positive = bool(bars.values[place] > 0)
            if thin:
                painter.fillRect(rect, QColor(self.color if positive else pale))
                continue
            if rect.height() < 0.5:
                continue
            painter.setPen(Qt.PenStyle.NoPen if positive else pen)
            painter.setBrush(QColor(self.color if positive else look.surface))
            half = 0.0 if positive else pen.widthF() / 2
            painter.drawRect(rect.adjusted(half, half, -half, 0))
        if bars.shadows is not None:
            _, heights = self.place(0.0, np.abs(bars.shadows).astype(float))
            painter.setPen(QPen(QColor(look.text), max(1.5, 0.8 * look.curve_width)))
            for place, y in enumerate(heights.tolist()):
                painter.drawLine(QPointF(x[place], y), QPointF(x[place + 1], y))
