"""What can be chosen of all weights: how they are drawn. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from gdviz.document.tiles import PlotTile
from gdviz.engine.declare import described

WeightsForm = Literal["lines", "histogram", "bars"]


class AllWeightsTile(PlotTile, frozen=True, tag="all_weights"):
    """All weights of every run."""

    title: ClassVar[str] = "All weights"
    shown_by: ClassVar[str] = "gdviz.views.weights.view:AllWeightsView"
    needs: ClassVar[str] = "train_total_loss"
    axes_show: ClassVar = frozenset({"parameters"})

    form: Annotated[
        WeightsForm, described("Form", "How all weights are drawn: as lines, a histogram or bars by size.")
    ] = "lines"

    def panels(self, runs: Sequence[Any]) -> int:
        """A panel a run."""
        return len(runs)
