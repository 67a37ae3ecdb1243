"""The parameters against step, each with its shadow."""

from __future__ import annotations

from gdviz.document.frame import Frame
from gdviz.notation.names import indexed
from gdviz.views.plot.chosen_plot import ChosenPlot
from gdviz.views.plot.line import DASHED, PlotLine


class WeightsView(ChosenPlot):
    """``w`` against step; ``x`` and ``y`` of two parameters; a few of many; dashed, the shadow."""

    name = "weights"

    def lines(self, frame: Frame) -> list[PlotLine]:
        """A line for each parameter of each run, or the few that are drawn, and one for its shadow."""
        lines = []
        for place in self.places_of(frame):
            recording = frame.recordings[place]
            several = len(recording.names) > 1
            for name, width, dashes in self.drawn_names(frame, place):
                kind = indexed(name) if several else self.tr("value")
                lines.append(PlotLine(place, recording, name, indexed(name), kind, dashes, width))
                if recording.averaged:
                    shadow = self.tr("shadow")
                    lines.append(
                        PlotLine(place, recording, f"shadow_{name}", "", shadow, DASHED, width, hollow=True)
                    )
        return lines

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The names of the parameters."""
        return self.all_names(frame), ""

    def reference_values(self, frame: Frame) -> tuple[float, ...]:
        """The known minima, where there is one parameter."""
        found = set()
        for place in frame.shown:
            problem = frame.scene.runs[place].objective
            if problem is not None and len(problem.parameter_names) == 1:
                low, high = problem.bounds[0]
                found |= {point[0] for point in problem.minima if low <= point[0] <= high}
        return tuple(sorted(found)) if len(found) <= 4 else ()
