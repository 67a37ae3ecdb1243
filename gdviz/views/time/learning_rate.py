"""The learning rate against step: the schedule to come, what is used of it, stairs and their smooth twin."""

from __future__ import annotations

from typing import Any

from gdviz.document.frame import Frame
from gdviz.engine.schedules import Constant, PiecewiseConstant, Schedule
from gdviz.views.plot.decimate import Sampled
from gdviz.views.plot.line import DOTTED, LineSource, PlotLine
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import Extent, rounded
from gdviz.views.plot.time_plot import TimePlot


class LearningRateView(TimePlot):
    """The schedule of every run that has one."""

    name = "learning_rate"

    def lines(self, frame: Frame) -> list[PlotLine]:
        """For each run the smooth twin, if there is one, and the rate itself."""
        lines = []
        for place in self.places_of(frame):
            recording = frame.recordings[place]
            schedules = [settings.schedule for settings in recording.phases.settings]
            stepped = all(map(_holds, schedules))
            if any(schedule.smooth_twin() for schedule in schedules):
                smooth = self.tr("without staircase")
                lines.append(
                    PlotLine(place, recording, "learning_rate", "", smooth, DOTTED, 0.75, ghost=True)
                )
            rate = self.tr("learning rate")
            lines.append(PlotLine(place, recording, "learning_rate", "η", rate, stepped=stepped))
        return lines

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The rate."""
        return self.tr("next η"), ""

    def source(self, line: PlotLine) -> LineSource:
        """The schedule, or its smooth twin."""
        recording = line.recording
        return Sampled(recording.smooth_rates if line.ghost else recording.rates, recording.foreseen)

    def source_key(self, line: PlotLine) -> tuple[Any, ...]:
        """A schedule is known beforehand, unless a question hides it."""
        return (*super().source_key(line), line.recording.foreseen)

    def extent(self, line: PlotLine, source: LineSource) -> Extent | None:
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


def _holds(schedule: Schedule) -> bool:
    """Whether a rate holds until another takes its place, rather than passing all between them."""
    flat = Constant | PiecewiseConstant
    return schedule.smooth_twin() is not None or (isinstance(schedule, flat) and not schedule.warmup_steps)
