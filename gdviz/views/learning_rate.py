"""The learning rate against step: the schedule to come, what is used of it, stairs and their smooth twin."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.recording import Recording
from gdviz.engine.schedules import PiecewiseConstant, Schedule
from gdviz.session.frame import Frame
from gdviz.views.decimate import Extremes
from gdviz.views.math_text import number
from gdviz.views.ranges import Extent, rounded
from gdviz.views.time_plot import DOTTED, Line, Range, Source, TimePlot

Array = NDArray[Any]
SAMPLES = 20_000  # of a schedule that is longer


class ScheduleCurve:
    """A schedule over all the steps that a run will have, as a source of a line."""

    def __init__(self, recording: Recording, schedule: Schedule) -> None:
        self.rows = recording.rows
        self._recording = recording
        self._schedule = schedule

    def update(self, rows: int) -> None:
        """Nothing to do: the schedule is known from the beginning."""

    def rates(self, steps: Array) -> Array:
        """The rate at each of `steps`."""
        global_steps = self._recording.count("global_step", steps)
        return self._schedule.rates(global_steps, self._recording.experiment.precision)

    def extent(self) -> tuple[float, float] | None:
        """The smallest and the largest rate."""
        _, rates = self._sampled(0, self.rows)
        rates = rates[np.isfinite(rates)]
        return (float(rates.min()), float(rates.max())) if len(rates) else None

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """The rates of steps ``start:stop``, every one where there are few."""
        steps, rates = self._sampled(max(start, 0), min(stop, self.rows))
        if len(steps) <= 2 * columns:
            return steps.astype(float), rates.astype(float)
        sampled = Extremes(lambda first, last: rates[first:last])
        sampled.update(len(rates))
        places, values = sampled.polyline(0, len(rates), columns)
        return steps[places.astype(np.int64)].astype(float), values

    def _sampled(self, start: int, stop: int) -> tuple[Array, Array]:
        count = max(stop - start, 0)
        if count <= SAMPLES:
            steps = np.arange(start, start + count)
        else:
            steps = np.unique(np.linspace(start, stop - 1, SAMPLES).astype(np.int64))
        return steps, self.rates(steps)


class LearningRateView(TimePlot):
    """The schedule of every run that has one."""

    name = "learning_rate"

    def title(self) -> str:
        """The view's name."""
        return self.tr("Learning rate")

    def lines(self, frame: Frame) -> list[Line]:
        """For each run the smooth twin, if there is one, and the rate itself."""
        lines = []
        for place in frame.shown:
            recording = frame.recordings[place]
            if recording.learning_rate_rows is None:
                continue
            schedule = recording.experiment.schedule
            twin = schedule.smooth_twin()
            stepped = twin is not None or isinstance(schedule, PiecewiseConstant)
            if twin is not None:
                smooth = self.tr("without staircase")
                lines.append(Line(place, recording, "learning_rate", "", smooth, DOTTED, 0.75, ghost=True))
            rate = self.tr("learning rate")
            lines.append(Line(place, recording, "learning_rate", "η", rate, stepped=stepped))
        return lines

    def empty_text(self, frame: Frame) -> str:
        """All hidden, or all set by hand."""
        if frame.shown:
            return self.tr("Values that are set by hand have no learning rate.")
        return super().empty_text(frame)

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The rate."""
        return self.tr("learning rate η"), ""

    def source(self, line: Line) -> Source:
        """The schedule, or its smooth twin."""
        schedule = line.recording.experiment.schedule
        twin = schedule.smooth_twin() if line.ghost else None
        return ScheduleCurve(line.recording, twin or schedule)

    def extent(self, line: Line, source: Source) -> Extent | None:
        """All of it: a schedule does not fly apart."""
        found = source.extent()
        return None if found is None else Extent(*found, found[0])

    def range(self, frame: Frame, extents: list[Extent]) -> Range:
        """From zero where the rate changes much; else just what changes, to see it."""
        if not extents:
            return 0.0, 1.0
        low, high = min(extent.low for extent in extents), max(extent.high for extent in extents)
        if high <= 0:
            return 0.0, 1.0
        if high - low > 0.4 * high or high == low:
            return 0.0, rounded(0.0, high * 1.1)[1]
        return rounded(low, high)

    def value_text(self, line: Line, row: int, value: Any) -> str:
        """The rate with as many digits as it takes to see that it moved in this step."""
        neighbor = line.recording.column("learning_rate", max(row - 1, 0), row + 2)
        other = neighbor[0] if row > 0 else neighbor[-1]
        return f"{line.name} = {number(value, other)}"


__all__ = ["LearningRateView", "ScheduleCurve"]
