"""The loss against step, on a linear or a logarithmic axis."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.learning.training_outcome import takes_all
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.recording import Recording
from gdviz.views.common.option_actions import OptionSwitch
from gdviz.views.plot.line import PlotLine
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import Extent, decades, from_zero, logarithms, readable
from gdviz.views.plot.time_plot import TimePlot
from gdviz.views.time.options import LossHistoryTile

DECADES = 8.0  # how far above its start a run that flies apart is followed


class LossHistoryView(TimePlot):
    """The loss of every run. Where the axis is logarithmic, losses of exactly zero are gaps."""

    name = "loss_history"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.log = False
        super().__init__(parent)
        self.log_action = OptionSwitch(self, "log", y_range=None)
        self._name_action()

    def _name_action(self) -> None:
        tip = self.tr(
            "Shows every tenfold drop of the loss as the same distance. A loss of zero leaves a gap."
        )
        self.log_action.name(self.tr("Logarithmic loss axis"), tip, off=self.tr("Linear loss axis"))

    def retranslate(self) -> None:
        """The menu's words, too."""
        self._name_action()
        super().retranslate()

    def actions_for_menu(self) -> list[QAction]:
        """The logarithmic axis."""
        return [self.log_action]

    def draw(self, frame: Frame, previous: Frame | None) -> None:
        """Follow the scene's kind of axis."""
        log = self.tile(frame, LossHistoryTile).log
        if log != self.log:
            self.log, previous = log, None
            self.plot.left_axis.log = log
        self.log_action.setChecked(log)
        super().draw(frame, previous)

    def lines(self, frame: Frame) -> list[PlotLine]:
        """A line for each run that has a loss."""
        name = self.tr("loss")
        return [PlotLine(place, frame.recordings[place], "loss", name) for place in self.places_of(frame)]

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The loss; of runs that learn from a part of the data at each step, on that part."""
        batches = all(_takes_parts(frame.recordings[place]) for place in frame.shown)
        if batches:
            return self.tr("loss of the batch (log)") if self.log else self.tr("loss of the batch"), ""
        return self.tr("loss (log)") if self.log else self.tr("loss"), ""

    def breaks(self, line: PlotLine) -> list[int]:
        """Where another penalty, or another batch size, makes it another loss."""
        recording = line.recording
        return recording.loss_breaks(of_batch=True) if isinstance(recording, TrainingRecording) else []

    def source_key(self, line: PlotLine) -> tuple[Any, ...]:
        """Logarithms are other values."""
        return (*super().source_key(line), self.log)

    def shape_values(self, values: Array) -> Array:
        """Decimal logarithms, NaN where there is none."""
        return logarithms(values) if self.log else values

    def range(self, frame: Frame, extents: list[Extent]) -> Range:
        """A loss begins at zero; decades are shown whole."""
        if self.log:
            return _followed(extents)
        found = readable(extents)
        return (0.0, 1.0) if found is None else from_zero(*found)


def _takes_parts(recording: Recording) -> bool:
    """Whether a step sees another loss than that of all examples, each once."""
    return recording.training is not None and not all(map(takes_all, recording.phases.settings))


def _followed(extents: list[Extent]) -> Range:
    """The range in decimal logarithms: of runs that fly apart a part."""
    ends = [
        (extent.low, min(extent.high, extent.first + DECADES) if extent.escapes else extent.high)
        for extent in extents
    ]
    if not ends:
        return 0.0, 1.0
    return decades(min(low for low, _ in ends), max(high for _, high in ends))
