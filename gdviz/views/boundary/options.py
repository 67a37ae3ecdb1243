"""What can be chosen of the decision boundary: whose it is. No Qt."""

from __future__ import annotations

from typing import ClassVar

from gdviz.document.tiles import ModelTile


class BoundaryTile(ModelTile, frozen=True, tag="boundary"):
    """The classes of the plane, as each run sees them."""

    title: ClassVar[str] = "Decision boundary"
    shown_by: ClassVar[str] = "gdviz.views.boundary.view:BoundaryView"
    needs: ClassVar[str] = "train_total_loss"
    axes_show: ClassVar = frozenset({"data"})
