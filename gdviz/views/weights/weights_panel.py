"""One run's weights on one plot: lines against step, or at the playhead a histogram or bars by size."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from gdviz.base.arrays import Array, distinct
from gdviz.document.frame import Frame
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.quantities import NEAR_ZERO
from gdviz.look.look import number_font
from gdviz.look.widgets import set_ground
from gdviz.notation.names import indexed
from gdviz.notation.numbers import exact, number, to_digits
from gdviz.readings.instant import text_of
from gdviz.readings.pointed import Pointed
from gdviz.readings.run_labels import frame_labels
from gdviz.readings.weight_samples import Samples, sampled, weight_places
from gdviz.views.common.annotations import AnnotationLabel, Annotations
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.plot.marks import Spot
from gdviz.views.plot.plot import Range
from gdviz.views.plot.plot_view import PlotView
from gdviz.views.weights.options import WeightsForm
from gdviz.views.weights.weights_drawing import Bars, Bins, Content, Lines, WeightsItem

MOST_LINES = 100
MOST_ROWS = 400  # rows that a line is drawn through
ROUGH_ROWS = 100  # the same, while the run is being computed
SOME_ROWS = 32  # rows from which the ranges of the axes are found
BINS = 41  # an odd number: the middle one is around zero
NEAR = 9.0  # pixels within which the mouse means a line
GROWTH = 0.03  # what part of a run must be new for it to be drawn anew while it is computed


class Extents(Struct, frozen=True):
    """What the common axes must show of a run: its weights, the tallest bin, and how many weights."""

    low: float
    high: float
    tallest: float
    count: int

    @property
    def reach(self) -> float:
        """The largest size of a weight."""
        return max(-self.low, self.high)


class WeightsPanel(PlotView):
    """The run at `place`; the view gives the panel its axes."""

    name = "all_weights"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = 0
        self.form: WeightsForm = "lines"
        self.count = QLabel(self)
        self.count.setAutoFillBackground(True)
        self.count.setWordWrap(True)
        self.column.insertWidget(1, self.count)
        self.item = WeightsItem(self.plot.box)
        self.readout = Annotations(self.plot.box, 2000)
        self.zero_line = pg.InfiniteLine(angle=0, movable=False)
        self.zero_line.setZValue(1)
        self.plot.box.addItem(self.zero_line, ignoreBounds=True)
        self.cursor_line = pg.InfiniteLine(angle=90, movable=True)
        self.cursor_line.setZValue(500)
        self.cursor_line.sigDragged.connect(self._cursor_dragged)
        self.plot.box.addItem(self.cursor_line, ignoreBounds=True)
        self.weights: Array = np.empty(0, np.int64)  # places of all weights
        self.lined: Array = np.empty(0, np.int64)  # places of those that are drawn as lines
        self.bins: Range = (-1.0, 1.0)
        self._recording: TrainingRecording | None = None
        self._extents: tuple[int, bool, Extents] | None = None
        self._samples: tuple[tuple[Any, ...], Samples] | None = None
        self._shown: tuple[Any, ...] = ()  # what the item's content depends on
        self.plot.box.sigXRangeChanged.connect(self._range_changed)
        self.plot.box.sigResized.connect(self._range_changed)
        self.restyle()

    # -- what the view asks --------------------------------------------------------------------------------

    def take(self, place: int, recording: TrainingRecording) -> None:
        """Show this run from now on."""
        self.place = place
        if recording is not self._recording:
            self._recording = recording
            self.weights = weight_places(recording)
            every = np.linspace(0, len(self.weights) - 1, min(MOST_LINES, len(self.weights)))
            self.lined = self.weights[distinct(every.astype(np.int64))]
            self._extents = self._samples = None

    def extents(self, frame: Frame) -> Extents:
        """What the axes must show: some rows, found anew when the run has grown by some part, and the
        playhead's own, which may have a weight that is larger than all of theirs."""
        assert self._recording is not None
        published, over = frame.published[self.place], frame.outcomes[self.place] is not None
        known = self._extents
        if known is None or over != known[1] or self._grown(known[0], published):
            some = sampled(self._recording, 0, published, SOME_ROWS, self.weights)
            both = some.params if some.shadow is None else np.concatenate([some.params, some.shadow])
            both = both[np.isfinite(both).all(axis=1)]
            low, high = (float(both.min()), float(both.max())) if both.size else (0.0, 0.0)
            edges = bin_edges(max(-low, high))
            tallest = max((np.histogram(row, edges)[0].max() for row in both), default=1)
            found = Extents(min(low, 0.0), max(high, 0.0), float(tallest), len(self.weights))
            self._extents = known = (published, over, found)
        row, found = frame.row(self.place), known[2]
        here = [
            each[self.weights] for each in (self._recording.params_at(row), self._recording.shadow_at(row))
        ]
        low, high = min(found.low, np.min(here).item()), max(found.high, np.max(here).item())
        return replace(found, low=low, high=high)

    def show_run(self, frame: Frame, form: WeightsForm, x: Range, y: Range, bins: Range) -> None:
        """Draw the run at the playhead with these axes; `bins` is what a histogram divides."""
        self.form, self.bins, self.frame = form, bins, frame
        run = frame.scene.runs[self.place]
        self.plot.bottom_axis.whole = form in ("lines", "bars")
        self.plot.left_axis.whole = form == "histogram"
        self.set_axes(frame, x, y)
        lines = form == "lines"
        self.cursor_line.setVisible(lines)
        self.zero_line.setVisible(lines)
        if lines:
            self.cursor_line.setValue(frame.row(self.place))
        several = len(frame.scene.runs) > 1
        label = frame_labels(frame)[self.place] if several else ""
        color = self.look.run_colors[run.color]
        self.legend.set_entries((LegendEntry(label, color, run.color),) if several else ())
        samples = self._sampled(frame) if lines else None
        shown = (self._recording, frame.row(self.place), form, bins, samples, color, self.look)
        if shown != self._shown:
            self._shown = shown
            self._show_content(frame, color)
        self._write_count(frame)
        self.show_pointed()

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The view draws, by `show_run`."""

    def _show_content(self, frame: Frame, color: str) -> None:
        recording = self._recording
        assert recording is not None
        row = frame.row(self.place)
        params = recording.params_at(row)
        shadow = recording.shadow_at(row) if recording.averaged else None
        content: Content
        if self.form == "lines":
            samples, over = self._sampled(frame), frame.outcomes[self.place] is not None
            content = Lines(samples.rows, samples.params, samples.shadow, row, params[self.lined], not over)
        elif self.form == "histogram":
            edges = bin_edges(self.bins[1])
            counts = np.histogram(params[self.weights], edges)[0]
            shadows = None if shadow is None else np.histogram(shadow[self.weights], edges)[0]
            content = Bins(edges, counts, shadows)
        else:
            order = self.by_size(params)
            content = Bars(params[order], None if shadow is None else shadow[order])
        self.item.put(content, color, self.look)

    def by_size(self, params: Array) -> Array:
        """The places ``(weights,)`` of the weights among `params`, the largest first."""
        order: Array = self.weights[np.argsort(-np.abs(params[self.weights]), kind="stable")]
        return order

    def _sampled(self, frame: Frame) -> Samples:
        """The rows that the lines are drawn through: those that are visible, thinned."""
        assert self._recording is not None
        published, over = frame.published[self.place], frame.outcomes[self.place] is not None
        (left, right), _ = self.plot.ranges
        span = (left, right, over)
        known = self._samples
        if known is None or known[0][1:] != span or self._grown(known[0][0], published):
            start, stop = int(max(left, 0.0)), int(min(right, 1e12)) + 2
            most = MOST_ROWS if over else ROUGH_ROWS
            found = sampled(self._recording, start, min(stop, published), most, self.lined)
            self._samples = known = ((published, *span), found)
        return known[1]

    def _grown(self, before: int, now: int) -> bool:
        """Whether there are so many more rows that it shows."""
        assert self._recording is not None
        return abs(now - before) > GROWTH * self._recording.rows

    def _write_count(self, frame: Frame) -> None:
        """How many weights are as good as zero, and how many are not drawn."""
        recording = self._recording
        assert recording is not None
        row = frame.row(self.place)
        near = int((np.abs(recording.params_at(row)[self.weights]) <= NEAR_ZERO).sum())
        total = len(self.weights)
        parts = [
            self.tr("{near} of {count} weights within {limit} of zero").format(
                near=number(near), count=number(total), limit=exact(NEAR_ZERO)
            )
        ]
        if recording.averaged:
            near = int((np.abs(recording.shadow_at(row)[self.weights]) <= NEAR_ZERO).sum())
            parts.append(self.tr("shadow: {near}").format(near=number(near)))
        if self.form == "lines" and len(self.lined) < total:
            parts.append(self.tr("{drawn} are drawn").format(drawn=len(self.lined)))
        text = " · ".join(parts)
        if text != self.count.text():
            self.count.setText(text)

    def restyle(self) -> None:
        """Plot, lines and words."""
        super().restyle()
        look = self.look
        self.readout.set_look(look)
        self.zero_line.setPen(self.plot.pen(look.muted, look.thin_width, Qt.PenStyle.DashLine))
        self.cursor_line.setPen(self.plot.pen(look.text, look.thin_width))
        self.cursor_line.setHoverPen(self.plot.pen(look.accent, look.thin_width + 1))
        set_ground(self.count, look, look.muted)
        self.count.setFont(number_font(look))
        side = round(self.count.fontMetrics().height() * 0.9)
        self.count.setContentsMargins(side, 0, side, 0)

    # -- gestures ------------------------------------------------------------------------------------------

    @Slot()
    def _range_changed(self, *_changed: object) -> None:
        """Zoomed or panned: other rows are visible."""
        if self.frame is not None and self._recording is not None and self.form == "lines":
            run = self.frame.scene.runs[self.place]
            self._show_content(self.frame, self.look.run_colors[run.color])

    @Slot(object)
    def _cursor_dragged(self, _line: object) -> None:
        if self.frame is not None:
            step = round(float(self.cursor_line.value()))
            self.playhead_requested.emit(max(0, min(step, self.frame.last)))

    def show_pointed(self) -> None:
        """Say which weight the mouse is on, or which weights."""
        words = found = None
        if self.pointer is not None and self.frame is not None and self._recording is not None:
            point = self.plot.box.mapFromScene(self.pointer)
            if self.readout.area.contains(point):
                words = self._words_at(point.x(), point.y())
                found = self._weight_at(point.x(), point.y())
        self.point_at(found)
        pieces = () if words is None else (words,)
        if pieces != self.readout.pieces:
            self.readout.set_pieces(pieces)

    def _weight_at(self, x: float, y: float) -> Pointed | None:
        """The weight at a place: of a histogram none, since there are several."""
        assert self._recording is not None
        content = self.item.content
        if isinstance(content, Bins):
            return None
        found = self._on_line(content, x, y) if isinstance(content, Lines) else self._on_bar(x)
        return None if found is None else Pointed(self.place, self._recording.names[found[0]], found[1])

    def spot_of(self, pointed: Pointed) -> Spot | None:
        """On the weight's line at that step; on its bar at the playhead, in its bin."""
        recording, frame, content = self._recording, self.frame, self.item.content
        if recording is None or frame is None or pointed.run != self.place or content is None:
            return None
        place = next((each for each in self.weights if recording.names[each] == pointed.quantity), None)
        if place is None or pointed.row >= frame.published[self.place]:
            return None
        row = pointed.row if isinstance(content, Lines) else frame.row(self.place)
        params = recording.params_at(row)
        value = float(params[place])
        if isinstance(content, Lines):
            return Spot(float(row), value) if place in self.lined else None
        if isinstance(content, Bars):
            return Spot(float(np.flatnonzero(self.by_size(params) == place)[0]) + 0.5, abs(value))
        at = int(np.clip(np.searchsorted(content.edges, value) - 1, 0, len(content.counts) - 1))
        return Spot(value, float(content.counts[at]))

    def _words_at(self, x: float, y: float) -> AnnotationLabel | None:
        content = self.item.content
        if isinstance(content, Lines):
            return self._line_words(content, x, y)
        if isinstance(content, Bins):
            return self._bin_words(content, x, y)
        return self._bar_words(x, y)

    def _line_words(self, lines: Lines, x: float, y: float) -> AnnotationLabel | None:
        found = self._on_line(lines, x, y)
        if found is None:
            return None
        place, row, px, py = found
        return AnnotationLabel(px, py, self._weight_text(place, row), self.look.text, "above", 10.0)

    def _on_line(self, lines: Lines, x: float, y: float) -> tuple[int, int, float, float] | None:
        """The weight whose line is near, the row, and where that is drawn."""
        if not len(lines.rows):
            return None
        px, py = self.item.place(lines.rows.astype(float), lines.values.T.astype(float))
        nearest = int(np.argmin(np.abs(px - x)))
        apart = np.abs(np.nan_to_num(py[:, nearest], nan=np.inf) - y)
        line = int(np.argmin(apart))
        if apart[line] > NEAR * self.look.font_scale:
            return None
        place, row = int(self.lined[line]), int(lines.rows[nearest])
        return place, row, float(px[nearest]), float(py[line, nearest])

    def _weight_text(self, place: int, row: int) -> str:
        """A weight at a row, with its shadow."""
        recording = self._recording
        assert recording is not None
        name = recording.names[place]
        text = self.tr("{name} = {value} at step {step}")
        text = text.format(name=indexed(name), value=text_of(recording, name, row), step=number(row))
        if recording.averaged:
            shadow = text_of(recording, f"shadow_{name}", row)
            text = self.tr("{text}, shadow {value}").format(text=text, value=shadow)
        return text

    def _bin_words(self, bins: Bins, x: float, y: float) -> AnnotationLabel | None:
        edges, _ = self.item.place(bins.edges, 0.0)
        place = int(np.searchsorted(edges, x)) - 1
        if not 0 <= place < len(bins.counts):
            return None
        low, high = (to_digits(edge, 4) for edge in bins.edges[place : place + 2])
        text = self.tr("{count} weights from {low} to {high}")
        text = text.format(count=number(int(bins.counts[place])), low=low, high=high)
        return AnnotationLabel(x, y, text, self.look.text, "above", 10.0)

    def _bar_words(self, x: float, y: float) -> AnnotationLabel | None:
        found = self._on_bar(x)
        if found is None:
            return None
        return AnnotationLabel(x, y, self._weight_text(*found), self.look.text, "above", 10.0)

    def _on_bar(self, x: float) -> tuple[int, int] | None:
        """The weight whose bar is there, and the row."""
        assert self._recording is not None
        assert self.frame is not None
        row = self.frame.row(self.place)
        order = self.by_size(self._recording.params_at(row))
        edges, _ = self.item.place(np.arange(len(order) + 1, dtype=float), 0.0)
        place = int(np.searchsorted(edges, x)) - 1
        return (int(order[place]), row) if 0 <= place < len(order) else None


def bin_edges(reach: float) -> Array:
    """The edges of the bins from -reach to reach, the middle one around zero.

    >>> len(bin_edges(2.0)) - 1, float(bin_edges(2.0)[0])
    (41, -2.0)
    """
    return np.linspace(-1.0, 1.0, BINS + 1) * (reach or 1.0)
