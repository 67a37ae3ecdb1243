"""What can be chosen of the views against the step. No Qt."""

from __future__ import annotations

from typing import Annotated, ClassVar

from gdviz.document.tiles import ParametersTile, PlotTile
from gdviz.engine.declare import described


class WeightsTile(ParametersTile, frozen=True, tag="weights"):
    """The parameters against step."""

    title: ClassVar[str] = "Parameters"
    shown_by: ClassVar[str] = "gdviz.views.time.weights:WeightsView"
    axes_show: ClassVar = frozenset({"parameters"})


class LearningRateTile(PlotTile, frozen=True, tag="learning_rate"):
    """The schedules against step."""

    title: ClassVar[str] = "Learning rate"
    shown_by: ClassVar[str] = "gdviz.views.time.learning_rate:LearningRateView"
    needs: ClassVar[str] = "learning_rate"


class AverageTile(ParametersTile, frozen=True, tag="average"):
    """The parameters with their moving average."""

    title: ClassVar[str] = "Moving average"
    shown_by: ClassVar[str] = "gdviz.views.time.average:AverageView"
    needs: ClassVar[str] = "effective_decay"
    axes_show: ClassVar = frozenset({"parameters"})


class LossHistoryTile(PlotTile, frozen=True, tag="loss_history"):
    """The loss against step."""

    title: ClassVar[str] = "Loss against step"
    shown_by: ClassVar[str] = "gdviz.views.time.loss_history:LossHistoryView"
    needs: ClassVar[str] = "loss"
    axes_show: ClassVar = frozenset({"parameters", "data"})

    log: Annotated[bool, described("Logarithmic", "Draws the loss on a logarithmic axis.")] = False
