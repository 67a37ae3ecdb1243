"""What can be chosen of the progress: its axes. No Qt."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import PlotTile
from gdviz.engine.declare import described


class ProgressTile(PlotTile, frozen=True, tag="progress"):
    """The losses and the accuracy of runs that learn."""

    title: ClassVar[str] = "Progress"
    shown_by: ClassVar[str] = "gdviz.views.progress.view:ProgressView"
    needs: ClassVar[str] = "train_total_loss"
    axes_show: ClassVar = frozenset({"parameters", "data"})

    log: Annotated[bool, described("Logarithmic", "Draws the loss on a logarithmic axis.")] = False
    by_epoch: Annotated[
        bool, described("By epoch", "Counts epochs instead of steps on the axis of the progress.")
    ] = False

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """How well it does on the data that it learns from, and on other data."""
        names = ("train_total_loss", "train_accuracy", "test_accuracy", "test_total_loss")
        return tuple(name for name in names if recording.has(name))
