"""What can be chosen of the decision boundary: whose it is. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from gdviz.document.tiles import ModelTile


class BoundaryTile(ModelTile, frozen=True, tag="boundary"):
    """The classes of the plane, as each run sees them."""

    title: ClassVar[str] = "Decision boundary"
    shown_by: ClassVar[str] = "gdviz.views.boundary.view:BoundaryView"
    smallest: ClassVar = (240.0, 215.0)
    needs: ClassVar[str] = "train_total_loss"
    pixels: ClassVar[bool] = True
    axes_show: ClassVar = frozenset({"data"})

    def panels(self, runs: Sequence[Any]) -> int:
        """A panel a run."""
        return len(runs)

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """How many examples it tells rightly."""
        names = ("train_accuracy", "test_accuracy", "train_total_loss")
        return tuple(name for name in names if recording.has(name))
