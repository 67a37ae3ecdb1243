"""What can be chosen of the fit: whose it is, and whether residuals are drawn. No Qt."""

from __future__ import annotations

from typing import Annotated, ClassVar

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
