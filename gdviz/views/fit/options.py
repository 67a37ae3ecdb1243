"""What can be chosen of the fit: whose it is, and whether residuals are drawn. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import ModelTile
from gdviz.engine.declare import described


class FitTile(ModelTile, frozen=True, tag="fit"):
    """The examples, and what each run makes of them."""

    title: ClassVar[str] = "Fit"
    shown_by: ClassVar[str] = "gdviz.views.fit.view:FitView"
    needs: ClassVar[str] = "train_total_loss"
    axes_show: ClassVar = frozenset({"data"})

    residuals: Annotated[
        bool, described("Residuals", "Draws how far each example is from what the model says.")
    ] = False

    def panels(self, runs: Sequence[Any]) -> int:
        """A panel a run, unless there is one input: then all are lines in one plot."""
        return 0 if runs[0].training is None or runs[0].training.data.inputs == 1 else len(runs)

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """How far it is from the examples."""
        names = ("train_accuracy", "test_accuracy", "test_data_loss", "train_total_loss")
        return tuple(name for name in names if recording.has(name))
