"""A plot of how learning goes: columns of several runs by step or by epoch, with values at the playhead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem, QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.quantities import PARTS
from gdviz.look.look import PLAIN, blend, number_font, receding
from gdviz.readings.pointed import Pointed
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.plot.curve import Curve
from gdviz.views.plot.decimate import broken, until
from gdviz.views.plot.line import DASHED, DOTTED, escapes
from gdviz.views.plot.marks import Dots, Mark, Spot
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import Extent
from gdviz.views.plot.step_plot import StepPlot
from gdviz.views.progress.progress_lines import Data, Kind, ProgressTrace, epochs_a_step

DASHES: dict[Kind, tuple[float, ...]] = {"test": DASHED, "data": DOTTED}
WIDTHS: dict[Kind, float] = {"batch": 0.5, "data": 0.6}
FAINTNESS: dict[Kind, float] = {"batch": 0.62}  # how much of the surface the colour of what is passed has
AHEAD = 0.75  # the same, of what is still to come
GROWTH = 0.03  # what part of a run must be new for it to be drawn anew while it is computed
SPARSE = 7  # symbols along a line where colour alone must not tell


def dashes_of(trace: ProgressTrace) -> tuple[float, ...]:
    """The shadow is dashed as everywhere, where no test set is."""
    if trace.kind == "shadow":
        return DASHED if PARTS[trace.column] == "train" else DOTTED
    return DASHES.get(trace.kind, ())


class DrawnTrace:
    """A trace's values, and its items: the whole faintly, what is passed on top of it."""

    def __init__(self, trace: ProgressTrace) -> None:
        self.trace = trace
        self.data = Data(trace)
        self.whole = Curve()
        self.used = Curve()
        self.x: Array = np.empty(0)  # in steps
        self.y: Array = np.empty(0)


class ProgressPlot(StepPlot):
    """The base of the two plots of the view; the view sets `by_epoch`."""

    name = "progress"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.by_epoch = False
        self.drawn: list[DrawnTrace] = []
        self.bands: dict[int, QGraphicsPolygonItem] = {}  # a run's penalty, by its place
        self._units: dict[int, float] = {}  # units of the axis that a step of each run takes
        self._key: tuple[Any, ...] = ()
        self._styles: list[tuple[Any, ...]] = []  # what the items depend on
        self._drawing = False
        self._taken: Frame | None = None  # whose rows are drawn
        self._stand: tuple[int, ...] = ()

    # -- what a subclass says ------------------------------------------------------------------------------

    def traces(self, frame: Frame) -> list[ProgressTrace]:
        """What to draw, on top last."""
        raise NotImplementedError

    def shape(self, values: Array) -> Array:
        """Values as they are drawn."""
        return values

    def range(self, extents: dict[Kind, list[Extent]]) -> Range:
        """The vertical axis, from the extents of what is drawn, by kind."""
        raise NotImplementedError

    def faintness(self, trace: ProgressTrace) -> float:
        """How much of the surface the colour of what is passed has."""
        return FAINTNESS.get(trace.kind, 0.0)

    def name_axes(self) -> None:
        """Put the titles of the axes."""
        raise NotImplementedError

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Bring the picture to `frame`: only the playhead, where nothing else changed."""
        key = (frame.scene, frame.selected, frame.recordings, self.look, self.by_epoch)
        same = previous is not None and key[1:] == self._key[1:] and self._key[0] is frame.scene
        if not same:
            self._key = key
            self._build(frame)
        grown = not same or self._grown(frame)
        if grown:
            self._taken = frame
            self._take_data(frame)
        if grown or self._stand != self._stand_of(frame):
            self._move(frame)
        self.flags.show_frame(frame, sorted(self._units), lambda place: self._units[place])

    def _stand_of(self, frame: Frame) -> tuple[int, ...]:
        """Where the cursor stands, and the row that each run is drawn up to."""
        return frame.playhead, *(frame.row(place) for place in self._units)

    def _grown(self, frame: Frame) -> bool:
        """Whether there are so many more rows that it shows; a run that is over is always shown whole."""
        taken = self._taken
        if taken is None or frame.last != taken.last or frame.outcomes != taken.outcomes:
            return True
        counts = zip(frame.published, taken.published, frame.recordings, strict=True)
        return any(abs(now - before) > GROWTH * recording.rows for now, before, recording in counts)

    def clear(self) -> None:
        """Forget what was drawn."""
        self._key = ()
        self._remove_items()

    def _remove_items(self) -> None:
        for drawn in self.drawn:
            for item in (drawn.whole, drawn.used):
                self.plot.box.removeItem(item)
        for band in self.bands.values():
            self.plot.box.removeItem(band)
        self.drawn, self.bands, self._styles = [], {}, []

    def _build(self, frame: Frame) -> None:
        """The items of every trace, keeping the values that are known."""
        known = {drawn.trace: drawn.data for drawn in self.drawn}
        traces = self.traces(frame)
        colors = [self.look.run_colors[frame.scene.runs[trace.place].color] for trace in traces]
        styles = [
            (trace.place, trace.kind, trace.column, color, self.faintness(trace), self.look)
            for trace, color in zip(traces, colors, strict=True)
        ]
        if styles != self._styles:
            self._remove_items()
            self.drawn, self._styles = [DrawnTrace(trace) for trace in traces], styles
            for drawn, color in zip(self.drawn, colors, strict=True):
                self._style(drawn, color)
        self._units = {}
        self.plot.bottom_axis.whole = not self.by_epoch
        for drawn, trace in zip(self.drawn, traces, strict=True):
            drawn.trace, drawn.data = trace, known.get(trace) or Data(trace)
            if trace.place not in self._units:
                self._units[trace.place] = epochs_a_step(trace.recording) if self.by_epoch else 1.0
        self.name_axes()

    def _style(self, drawn: DrawnTrace, color: str) -> None:
        trace, look = drawn.trace, self.look
        width = look.curve_width * WIDTHS.get(trace.kind, 1.0)
        faint = self.faintness(trace)
        behind = 10 if trace.kind in ("batch", "data") else 60 if trace.kind == "shadow" else 40
        for item, amount, part, height in ((drawn.whole, AHEAD, 0.45, 0), (drawn.used, faint, 1.0, 10)):
            if trace.kind == "batch":  # a ground for the others: never the only sign of anything
                shade = blend(color, look.surface, max(amount, faint))
            else:
                shade = receding(color, look.surface, amount)
            pen = self.plot.pen(shade, max(part * width, min(width, look.thin_width)))
            item.set_pen(pen, dashes_of(trace), self.look.pen_scale)
            item.setZValue(behind + height + trace.place)
            self.plot.box.addItem(item, ignoreBounds=True)
        if trace.kind == "data":
            band = QGraphicsPolygonItem()
            band.setPen(Qt.PenStyle.NoPen)
            fill = QColor(color)
            fill.setAlpha(56)
            band.setBrush(fill)
            band.setZValue(5)
            self.plot.box.addItem(band, ignoreBounds=True)
            self.bands[trace.place] = band

    def _take_data(self, frame: Frame) -> None:
        """New rows: ranges and points."""
        extents: dict[Kind, list[Extent]] = {}
        for drawn in self.drawn:
            drawn.data.update(frame.published[drawn.trace.place])
            found = drawn.data.extent()
            if found is not None:
                low, high, first = self.shape(np.array([*found, drawn.data.first()])).tolist()
                low = high if np.isnan(low) else low
                if np.isfinite([low, high]).all():
                    wild = escapes(drawn.trace.recording, found, drawn.data.first())
                    extent = Extent(low, high, first if np.isfinite(first) else low, wild)
                    extents.setdefault(drawn.trace.kind, []).append(extent)
        self._drawing = True
        self.set_axes(frame, (0.0, self._end(frame)), self.range(extents))
        self._drawing = False
        self._draw_whole()
        self._name_lines(frame)

    def _end(self, frame: Frame) -> float:
        """Where the horizontal axis ends."""
        ends = [1e-9]
        for place, unit in self._units.items():
            done = frame.outcomes[place] is not None
            ends.append(unit * ((frame.published[place] if done else frame.recordings[place].rows) - 1))
        return max(ends)

    def _draw_whole(self) -> None:
        """The points that the screen can show of what is visible."""
        (left, right), _ = self.plot.ranges
        columns = max(64, int(self.plot.box.width()))
        totals: dict[int, DrawnTrace] = {}
        for drawn in self.drawn:
            unit = self._units[drawn.trace.place]
            start, stop = int(max(left / unit, 0.0)) - 1, int(min(right / unit, 1e12)) + 3
            drawn.x, y = drawn.data.polyline(start, stop, columns)
            drawn.y = self.shape(y)
            self._give(drawn, drawn.whole, drawn.x, drawn.y)
            if drawn.trace.kind == "train":
                totals[drawn.trace.place] = drawn
        for drawn in self.drawn:
            band = self.bands.get(drawn.trace.place)
            if drawn.trace.kind == "data" and band is not None:
                self._fill(band, drawn, totals[drawn.trace.place])

    def _give(self, drawn: DrawnTrace, item: Curve, x: Array, y: Array) -> None:
        """Give an item its points, no further than Qt can draw."""
        (left, right), (low, high) = self.plot.ranges
        span = high - low
        pixels = self.plot.box.width() / (right - left), self.plot.box.height() / span
        x, y = broken(x, y, self._breaks(drawn.trace))
        x = x * self._units[drawn.trace.place]
        item.set_points(x, np.clip(y, low - 20 * span, high + 20 * span), pixels)

    def _breaks(self, trace: ProgressTrace) -> list[int]:
        """Where the values become those of another loss; a step's accuracy is the same all the way."""
        if trace.kind == "data" or not trace.column.endswith("loss"):
            return []
        return trace.recording.loss_breaks(of_batch=trace.kind == "batch")

    def _fill(self, band: QGraphicsPolygonItem, below: DrawnTrace, above: DrawnTrace) -> None:
        """The penalty: what lies between the data loss and the total loss."""
        unit = self._units[above.trace.place]
        (_, _), (low, high) = self.plot.ranges
        span = high - low
        bottom = np.clip(np.nan_to_num(below.y, nan=low - span), low - span, high + span)
        top = np.clip(np.nan_to_num(above.y, nan=low - span), low - span, high + span)
        # Each with its own steps: rows may have come between the one and the other.
        points = [QPointF(*place) for place in zip((above.x * unit).tolist(), top.tolist(), strict=True)]
        below_x, bottom = below.x[::-1] * unit, bottom[::-1]
        back = [QPointF(*place) for place in zip(below_x.tolist(), bottom.tolist(), strict=True)]
        band.setPolygon(QPolygonF(points + back))

    def _move(self, frame: Frame) -> None:
        """The cursor, what is passed of each trace, and the values at the playhead."""
        self._stand = self._stand_of(frame)
        self.cursor_line.setValue(frame.playhead * self._units.get(frame.selected, self._any_unit()))
        marks, dots = [], []
        for drawn in self.drawn:
            trace = drawn.trace
            if frame.published[trace.place] == 0:
                drawn.used.setData([], [])
                continue
            run, row = frame.scene.runs[trace.place], frame.row(trace.place)
            found, value = drawn.data.at(row)
            y = float(self.shape(np.array([value]))[0])
            self._give(drawn, drawn.used, *until(drawn.x, drawn.y, found, y))
            if trace.kind not in ("train", "test", "shadow"):
                continue
            color = self.look.run_colors[run.color]
            x = found * self._units[trace.place]
            if np.isfinite(y):
                marks.append(Mark(x, y, color, run.color, hollow=trace.kind != "train"))
            dots += self._symbols(drawn, row, color, run.color)
        self.marks.put(tuple(marks), tuple(dots), ())
        if self.alone:
            self._name_lines(frame)

    def _symbols(self, drawn: DrawnTrace, row: int, color: str, which: int) -> list[Dots]:
        """Some symbols along a line, where colour alone must not tell runs apart."""
        if self.look.name not in PLAIN or len(self._units) < 2 or drawn.trace.kind != "train":
            return []
        (left, right), _ = self.plot.ranges
        unit = self._units[drawn.trace.place]
        shift = 0.5 + drawn.trace.place / 8
        steps = (left + (right - left) / SPARSE * (np.arange(SPARSE) + shift % 1)) / unit
        steps = steps[(steps >= 0) & (steps <= row)].astype(np.int64)
        heights = self.shape(np.array([drawn.data.at(step)[1] for step in steps.tolist()], float))
        return [Dots(steps * unit, heights, color, which, self.look.marker_size * 0.5)]

    def _any_unit(self) -> float:
        return next(iter(self._units.values()), 1.0)

    def _name_lines(self, frame: Frame) -> None:
        """The kinds of lines; the runs, where no other legend says them."""
        places = sorted(self._units)
        entries = self.run_entries(frame, places)
        colors = [frame.scene.runs[place].color for place in places]
        shared = self.look.run_colors[colors[0]] if len(set(colors)) == 1 else self.look.text
        self.legend.set_entries((*entries, *self.kinds(shared)))

    def kinds(self, color: str) -> list[LegendEntry]:
        """The kinds of lines that are drawn, in the legend's words."""
        return []

    def has(self, kind: Kind) -> bool:
        """Whether there are values of a kind."""
        return any(drawn.trace.kind == kind and not drawn.data.empty for drawn in self.drawn)

    # -- look and gestures ---------------------------------------------------------------------------------

    def restyle(self) -> None:
        """The width of the left axis, too, which the plots of the view share."""
        super().restyle()
        metrics = QFontMetricsF(number_font(self.look))
        self.plot.left_axis.setWidth(round(metrics.horizontalAdvance("00.000") + 1.9 * metrics.height()))

    def retranslate(self) -> None:
        """The view draws anew."""

    def step_at(self, x: float) -> float:
        """The step of the selected run there."""
        assert self.frame is not None
        return x / self._units.get(self.frame.selected, self._any_unit())

    def range_changed(self) -> None:
        """Zoomed, panned or resized: other points are visible."""
        if self.frame is not None and self.drawn and not self._drawing:
            self._draw_whole()
            self._move(self.frame)

    # -- what a hand points at -----------------------------------------------------------------------------

    def _spot(self, drawn: DrawnTrace, row: int) -> Spot | None:
        """The number of a trace at a row that has one."""
        published = 0 if self._taken is None else self._taken.published[drawn.trace.place]
        if not 0 <= row < published:
            return None
        found, value = drawn.data.at(row)
        height = float(self.shape(np.array([value]))[0])
        return Spot(row * self._units[drawn.trace.place], height) if found == row else None

    def spot_of(self, pointed: Pointed) -> Spot | None:
        """On the trace of that run and column."""
        found = (
            self._spot(drawn, pointed.row)
            for drawn in self.drawn
            if (drawn.trace.place, drawn.trace.column) == (pointed.run, pointed.quantity)
        )
        return next(found, None)

    def show_pointed(self) -> None:
        """Tell which row of which trace the mouse is near."""
        self.point_at(self.nearest(self._at_pointer()))

    def _at_pointer(self) -> Iterator[tuple[Pointed, Spot]]:
        """The numbers of the row that the mouse is at, or those found last before it."""
        if self.pointer is None or self._taken is None:
            return
        x = self.plot.box.mapSceneToView(self.pointer).x()
        for drawn in self.drawn:
            trace = drawn.trace
            row = min(round(x / self._units[trace.place]), self._taken.published[trace.place] - 1)
            if row >= 0:
                row, _ = drawn.data.at(row)
                spot = self._spot(drawn, row)
                if spot is not None:
                    yield Pointed(trace.place, trace.column, row), spot
