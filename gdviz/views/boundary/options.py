"""What can be chosen of the decision boundary: whose it is, and over which inputs. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import ModelTile
from gdviz.engine.declare import described


class BoundaryTile(ModelTile, frozen=True, tag="boundary"):
    """The classes of the plane, as each run sees them."""

    title: ClassVar[str] = "Decision boundary"
    shown_by: ClassVar[str] = "gdviz.views.boundary.view:BoundaryView"
    smallest: ClassVar = (240.0, 215.0)
    needs: ClassVar[str] = "train_total_loss"
    pixels: ClassVar[bool] = True
    named_parts: ClassVar = ("view", "boundary")
    axes_show: ClassVar = frozenset({"data"})

    inputs: Annotated[
        tuple[str, ...],
        described(
            "Inputs",
            "The names of the two inputs that are the axes, where there are more than two; "
            "left empty, the first two.",
            max_length=2,
        ),
    ] = ()
    held: Annotated[
        tuple[tuple[str, float], ...],
        described(
            "Held inputs",
            "Where the other inputs are held, by their names; those that are not named at their means.",
            max_length=100,
        ),
    ] = ()
    discrete: Annotated[
        bool,
        described(
            "Discrete output", "Colors each place by the class that the model decides for, without shades."
        ),
    ] = False
    tested: Annotated[
        bool, described("Test points", "Draws the points that are held back for the test, too.")
    ] = True
    principal: Annotated[
        bool,
        described(
            "Principal directions",
            "With more than two inputs: the axes are the two directions in which these vary most.",
        ),
    ] = False

    def panels(self, runs: Sequence[Any]) -> int:
        """A panel a run."""
        return len(runs)

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """How many examples it tells rightly."""
        names = ("train_accuracy", "test_accuracy", "test_data_loss", "train_total_loss")
        return tuple(name for name in names if recording.has(name))
