"""What can be chosen of the loss: which axes, and whether the batch's loss is drawn. No Qt."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import ParametersTile
from gdviz.engine.declare import described


class LossTile(ParametersTile, frozen=True, tag="loss"):
    """The landscape and the runs on it."""

    title: ClassVar[str] = "Loss"
    shown_by: ClassVar[str] = "gdviz.views.loss.view:LossView"
    needs: ClassVar[str] = "loss"
    of_selected: ClassVar[bool] = True
    axes_show: ClassVar = frozenset({"parameters", "data"})

    batch: Annotated[
        bool, described("Batch's loss", "Draws the loss on the step's own batch beside the whole data's.")
    ] = True
    parts: Annotated[
        bool,
        described(
            "Inside the step",
            "Draws what the step of the selected run adds up, one arrow behind the other, and how far it "
            "reaches along each axis.",
        ),
    ] = False

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """Where the ball lies, where there is one parameter, and its height."""
        heights = tuple(name for name in ("train_total_loss", "loss") if recording.has(name))[:1]
        return (*(recording.names if len(recording.names) == 1 else ()), *heights)
