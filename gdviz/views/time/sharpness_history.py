"""The sharpness against step, beside the curvature that a step can bear."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
from msgspec import Struct
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.problem import Objective
from gdviz.engine.recording import Recording
from gdviz.engine.sharpness import along, limit, sharpness_of
from gdviz.notation.numbers import number
from gdviz.readings.run_labels import frame_labels
from gdviz.readings.weight_samples import sampled
from gdviz.session.background import Background
from gdviz.session.seen import whole_of
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.plot.curve import Curve
from gdviz.views.plot.decimate import until
from gdviz.views.plot.line import DASHED
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.ranges import rounded
from gdviz.views.plot.step_plot import StepPlot

MOST = 400  # rows at which the sharpness is found, at the most
FEWEST = 20  # and where model and data are large
WORK = 4e7  # parameters × examples × rows that are looked at
PIECE = 16  # rows of a model between two looks whether anybody still waits
ABOVE = 1.6  # how far above the limit the axis goes for a sharpness that shoots up
DIGITS = 4  # of a sharpness, which is known to some three


class Known(Struct, frozen=True, eq=False):
    """What is known of a run: rows, its sharpness there, and what its steps can bear (NaN where unknown)."""

    rows: Array
    sharpness: Array
    limits: Array

    def up_to(self, published: int) -> Known:
        """What is known of the first rows alone."""
        count = int(np.searchsorted(self.rows, published))
        return Known(self.rows[:count], self.sharpness[:count], self.limits[:count])

    def at(self, row: int) -> int | None:
        """The place of the last of the rows up to `row`; None where there is none."""
        place = int(np.searchsorted(self.rows, row, side="right")) - 1
        return place if place >= 0 else None


class SharpnessView(StepPlot):
    """A line for each run with a loss, and one, dashed, for 2/η."""

    name = "sharpness"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: WeakKeyDictionary[Recording, tuple[int, Known]] = WeakKeyDictionary()  # of so many rows
        self._asked: tuple[tuple[Recording, int], ...] = ()
        self.lines: list[tuple[Curve, Curve, Curve]] = []  # of each run: whole, passed, limit
        self.plot.bottom_axis.whole = True
        self._work = Background(self, "gdviz sharpness")
        self._work.done.connect(self._take)
        self.restyle()

    # -- what a worker computes ----------------------------------------------------------------------------

    def _ask(self, frame: Frame, places: list[int]) -> None:
        """Ask for what is not known: a run that grows is looked at each time that it has doubled."""
        wanted = []
        for place in places:
            recording = whole_of(frame.recordings[place])
            published = recording.published
            rows = 2 ** (published.bit_length() - 1) if published and not recording.finished else published
            if rows:
                wanted.append((recording, rows))
        left = tuple((run, rows) for run, rows in wanted if self.known.get(run, (0, None))[0] != rows)
        if left and left != self._asked:
            self._asked = left
            self._work.submit(None, found, left)

    @Slot(object, object)
    def _take(self, _key: object, result: tuple[tuple[Recording, int], Known]) -> None:
        key, known = result
        self.known[key[0]] = key[1], known
        self._asked = tuple(each for each in self._asked if each != key)
        self.redraw()

    def known_of(self, frame: Frame, place: int) -> Known | None:
        """The newest that is known of a run, as far as it is shown."""
        found = self.known.get(whole_of(frame.recordings[place]))
        return None if found is None else found[1].up_to(frame.published[place])

    # -- drawing -------------------------------------------------------------------------------------------

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """The lines of every run, and where the playhead is on them."""
        places = self.places_of(frame)
        self._ask(frame, places)
        self.plot.set_titles(bottom=self.tr("step"), left="λ")
        shown = [(place, self.known_of(frame, place)) for place in places]
        self.set_axes(
            frame, (0.0, float(max(frame.last, 1))), self._range([known for _, known in shown if known])
        )
        self._draw_lines(frame, shown)
        self._name(frame, shown)
        self.flags.show_frame(frame, places)

    def put_away(self, frame: Frame) -> None:
        """Nothing is to be drawn."""
        super().put_away(frame)
        self._draw_lines(frame, [])
        self.caption.say("")

    @staticmethod
    def _range(known: list[Known]) -> tuple[float, float]:
        """From zero, or below where the sharpness is, to a little above limits and sharpness."""
        sharp = np.concatenate([each.sharpness for each in known] or [np.empty(0)])
        limits = np.concatenate([each.limits for each in known] or [np.empty(0)])
        sharp, limits = sharp[np.isfinite(sharp)], limits[np.isfinite(limits)]
        if not len(sharp):
            return 0.0, 1.0
        highest = float(sharp.max())
        if len(limits):  # a limit far above all sharpness is not worth the room, nor one that is far exceeded
            least = float(limits.min())
            highest = min(highest, ABOVE * max(least, float(np.median(sharp))))
            highest = max(highest, min(least, 4 * float(sharp.max())))
        low = min(0.0, float(np.percentile(sharp, 2)))
        found = rounded(low, max(1.1 * highest, low + 1e-9))
        return (min(0.0, found[0]) if low < 0 else 0.0), found[1]

    def _draw_lines(self, frame: Frame, shown: list[tuple[int, Known | None]]) -> None:
        while len(self.lines) < len(shown):
            three = (Curve(), Curve(), Curve())
            for height, item in zip((10, 40, 5), three, strict=True):
                item.setZValue(height)
                self.plot.box.addItem(item, ignoreBounds=True)
            self.lines.append(three)
        for three in self.lines[len(shown) :]:
            for item in three:
                item.setData([], [])
        self.cursor_line.setValue(frame.playhead)
        marks = []
        (x0, x1), (low, high) = self.plot.ranges
        pixels = self.plot.box.width() / (x1 - x0), self.plot.box.height() / (high - low)
        for (place, known), (whole, passed, bearable) in zip(shown, self.lines, strict=False):
            run = frame.scene.runs[place]
            color = self.look.run_colors[run.color]
            whole.set_pen(self.plot.pen(color, faint=True))
            passed.set_pen(self.plot.pen(color))
            limit = self.plot.pen(color, 1.4 * self.look.thin_width)
            bearable.set_pen(limit, DASHED, self.look.pen_scale)
            if known is None:
                for item in (whole, passed, bearable):
                    item.setData([], [])
                continue
            reach = 20 * (high - low)
            x = known.rows.astype(float)
            y = np.clip(known.sharpness, low - reach, high + reach)
            whole.set_points(x, y, pixels)
            bearable.set_points(x, np.clip(known.limits, low - reach, high + reach), pixels)
            row = frame.row(place)
            at = known.at(row)
            if at is None:
                passed.setData([], [])
                continue
            passed.set_points(*until(x, y, float(known.rows[at]), float(y[at])), pixels)
            if np.isfinite(y[at]):
                marks.append(Mark(float(known.rows[at]), float(y[at]), color, run.color))
        self.marks.put(tuple(marks), (), ())

    def _name(self, frame: Frame, shown: list[tuple[int, Known | None]]) -> None:
        """The legend, and of the selected run the two numbers that are compared."""
        labels = frame_labels(frame)
        colors = {place: frame.scene.runs[place].color for place, _ in shown}
        entries = []
        if len(shown) > 1:
            entries = [
                LegendEntry(labels[place], self.look.run_colors[color], color)
                for place, color in sorted(colors.items())
            ]
        drawn = [place for place, known in shown if known is not None and np.isfinite(known.limits).any()]
        every = [name_of(each) for place in drawn for each in frame.recordings[place].phases.settings]
        entries.append(LegendEntry(self.tr("sharpness λ")))
        if drawn:
            entries.append(LegendEntry(", ".join(filter(None, dict.fromkeys(every))), "", None, DASHED))
        self.legend.set_entries(tuple(entries))
        known = dict(shown).get(frame.selected)
        at = None if known is None else known.at(frame.row(frame.selected))
        if known is None or at is None:
            self.caption.say(self.tr("Computing the curvature…") if self._work.busy else "")
            return
        sharp, bearable, step = known.sharpness[at], known.limits[at], number(known.rows[at])
        if not np.isfinite(sharp):
            self.caption.say(self.tr("step {step}: the loss has no sharpness here").format(step=step))
            return
        name = name_of(frame.recordings[frame.selected].phases.at(int(known.rows[at])))
        texts = {"step": step, "sharp": _short(sharp), "limit": _short(bearable), "name": name}
        if not np.isfinite(bearable):
            text = self.tr("step {step}: λ = {sharp}")
        elif texts["sharp"] == texts["limit"]:
            text = self.tr("step {step}: λ = {sharp}, as large as {name}")
        elif sharp > bearable:
            text = self.tr("step {step}: λ = {sharp}, above {name} = {limit}")
        else:
            text = self.tr("step {step}: λ = {sharp}, below {name} = {limit}")
        self.caption.say(text.format(**texts))

    # -- gestures ------------------------------------------------------------------------------------------

    def range_changed(self) -> None:
        """Zoomed, panned or resized: other points are visible."""
        if self.frame is not None and self.empty.isHidden():
            shown = [(place, self.known_of(self.frame, place)) for place in self.places_of(self.frame)]
            self._draw_lines(self.frame, shown)


def found(
    wanted: tuple[tuple[Recording, int], ...],
) -> Iterator[tuple[tuple[Recording, int], Known] | None]:
    """What is asked for, a run after the other, with None between for who may want something else."""
    for recording, rows in wanted:
        problem = recording.experiment.problem
        if isinstance(problem, Objective):
            places = np.unique(np.linspace(0, rows - 1, min(rows, MOST)).astype(np.int64))
            sharp = sharpness_of(problem, recording.params_rows[places])
        elif isinstance(recording, TrainingRecording):
            size = len(recording.names) * recording.problem.train_size
            samples = sampled(recording, 0, rows, int(np.clip(WORK / size, FEWEST, MOST)))
            places = samples.rows
            problems = [recording.problem_at(row) for row in places.tolist()]
            values: list[float] = []
            for value in along(problems, samples.params):
                values.append(value)
                if len(values) % PIECE == 0:
                    yield None
            sharp = np.array(values)
        else:
            continue
        yield (recording, rows), Known(places, sharp, limits_of(recording, places))


def limits_of(recording: Recording, rows: Array) -> Array:
    """The curvature that the step from each of `rows` can bear; NaN where no limit is known."""
    rates = recording.rates(rows).astype(np.float64)
    limits = np.full(len(rows), np.nan)
    for place, settings in enumerate(recording.phases.settings):
        chosen = np.array([recording.phases.place(row) == place for row in rows.tolist()], bool)
        bearable = limit(settings, rates[chosen])
        if bearable is not None:
            limits[chosen] = bearable
    return limits


def name_of(settings: Experiment) -> str:
    """How the limit of a run with these settings is written: with momentum it is another one; "" for none."""
    optimizer = settings.optimizer
    if limit(settings, np.ones(1)) is None:
        return ""
    if not getattr(optimizer, "momentum", 0.0):
        return "2/η"
    return "2(1 + μ)/((1 + 2μ)·η)" if getattr(optimizer, "nesterov", False) else "2(1 + μ)/η"


def _short(value: float) -> str:
    return number(float(f"{value:.{DIGITS}g}"))
