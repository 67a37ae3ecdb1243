"""What can be chosen of the loss: which axes, and whether the batch's loss is drawn. No Qt."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import ParametersTile
from gdviz.engine.declare import described, ranged


class LossTile(ParametersTile, frozen=True, tag="loss"):
    """The landscape and the runs on it."""

    title: ClassVar[str] = "Loss"
    shown_by: ClassVar[str] = "gdviz.views.loss.view:LossView"
    needs: ClassVar[str] = "loss"
    of_selected: ClassVar[bool] = True
    axes_show: ClassVar = frozenset({"parameters", "data"})
    named_parts: ClassVar = ("view", "ball", "tangent", "arrow", "trace", "curve", "minimum", "numbers")

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

    surface: Annotated[
        bool,
        described("3-D surface", "Draws the loss of two parameters as a surface that turns, not as a plane."),
    ] = False
    azimuth: Annotated[
        float,
        ranged("Turned by", "How far the surface is turned, in degrees.", ge=-180.0, le=180.0),
    ] = 30.0
    elevation: Annotated[
        float,
        ranged(
            "Seen from",
            "How steeply the surface is looked at, in degrees; 90 is from above.",
            ge=0.0,
            le=90.0,
        ),
    ] = 40.0
    orbit: Annotated[
        float,
        ranged(
            "Turns while it plays",
            "How far the surface turns from the first step to the last, in degrees.",
            ge=-720.0,
            le=720.0,
        ),
    ] = 0.0

    noise: Annotated[
        bool,
        described(
            "Noise of the gradient",
            "Draws how the gradients of the batches scatter where the selected run is, as an ellipse of one "
            "standard deviation.",
        ),
    ] = False
    parabola: Annotated[
        bool,
        described(
            "Local parabola",
            "Draws the parabola that touches the loss of one parameter at the ball, and how far a step may "
            "reach on it.",
        ),
    ] = False

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """Where the ball lies, where there are one or two parameters, and its height."""
        heights = tuple(name for name in ("train_total_loss", "loss") if recording.has(name))[:1]
        names = tuple(recording.names)
        return (*names, *heights) if len(names) == 1 else (*heights, *(names if len(names) == 2 else ()))
