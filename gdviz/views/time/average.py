"""The moving average: values, their shadows, and the effective decay on an axis of its own."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from gdviz.document.frame import Frame
from gdviz.notation.names import indexed
from gdviz.views.plot.chosen_plot import ChosenPlot
from gdviz.views.plot.decimate import Sampled
from gdviz.views.plot.line import DASHED, DOTTED, LineSource, PlotLine


class AverageView(ChosenPlot):
    """Every run that has a moving average."""

    name = "average"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, right_axis=True)

    def lines(self, frame: Frame) -> list[PlotLine]:
        """For each run each parameter and its shadow, then the effective decay."""
        lines = []
        for place in self.places_of(frame):
            recording = frame.recordings[place]
            several = len(recording.names) > 1
            stepped = not recording.descends  # values that are set hold until the next one: no ramp between
            for name, width, dashes in self.drawn_names(frame, place):
                value, shadow = self.tr("value"), self.tr("shadow")
                if several:
                    value = indexed(name)
                    shadow = self.tr("shadow of {name}").format(name=value)
                lines.append(
                    PlotLine(place, recording, name, indexed(name), value, dashes, width, stepped=stepped)
                )
                column = f"shadow_{name}"
                dashed = PlotLine(place, recording, column, shadow, shadow, DASHED, width, hollow=True)
                lines.append(replace(dashed, stepped=stepped))
            decay, kind = self.tr("decay, last step"), self.tr("decay, last step (right axis)")
            lines.append(
                PlotLine(
                    place,
                    recording,
                    "effective_decay",
                    decay,
                    kind,
                    DOTTED,
                    0.75,
                    right=True,
                    hollow=True,
                    stepped=not recording.descends,
                )
            )
        return lines

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The parameters on the left, the decay on the right."""
        return self.all_names(frame), self.tr("decay")  # of which step, the legend says

    def source(self, line: PlotLine) -> LineSource:
        """The decay is known from the step alone."""
        if line.column == "effective_decay":
            return Sampled(line.recording.effective_decays)
        return super().source(line)
