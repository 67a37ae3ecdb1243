"""A view in one file, as somebody adds it: the accuracy on the training data and, if asked, the test data."""

from __future__ import annotations

from typing import Annotated, ClassVar

from gdviz.document.frame import Frame
from gdviz.document.tiles import PlotTile
from gdviz.engine.declare import described
from gdviz.views.plot.line import DASHED, PlotLine
from gdviz.views.plot.time_plot import TimePlot


class AccuracyTile(PlotTile, frozen=True, tag="accuracy"):
    """Its place on the stage and its options."""

    title: ClassVar[str] = "Accuracy alone"
    shown_by: ClassVar[str] = "tests.views.added_view:AccuracyView"
    needs: ClassVar[str] = "train_accuracy"

    tested: Annotated[bool, described("Test data", "Draws the accuracy on the test data, too.")] = False


class AccuracyView(TimePlot):
    """A line for each run that tells classes apart."""

    name = "accuracy"

    def lines(self, frame: Frame) -> list[PlotLine]:
        """One or two for each run."""
        found = []
        for place in self.places_of(frame):
            recording = frame.recordings[place]
            found.append(PlotLine(place, recording, "train_accuracy", "train", "training set"))
            if self.tile(frame, AccuracyTile).tested and recording.has("test_accuracy"):
                found.append(PlotLine(place, recording, "test_accuracy", "test", "test set", DASHED))
        return found

    def axis_titles(self, frame: Frame) -> tuple[str, str]:
        """The share."""
        return "share classified rightly", ""
