"""What can be chosen of the views against the step. No Qt."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from gdviz.document.tiles import ParametersTile, PlotTile
from gdviz.engine.declare import described

ON_LINES = ("view", "ball", "curve", "cursor")  # what of a plot against the step a beat can ring
FEW = 2  # parameters of a run that a legend gives in numbers


def few(recording: Any) -> tuple[str, ...]:
    """The parameters of a recording, where they are few."""
    return tuple(recording.names) if len(recording.names) <= FEW else ()


def with_shadows(recording: Any) -> tuple[str, ...]:
    """The same, each with its shadow where it has one."""
    columns = (each for name in few(recording) for each in (name, f"shadow_{name}"))
    return tuple(each for each in columns if recording.averaged or not each.startswith("shadow_"))


class WeightsTile(ParametersTile, frozen=True, tag="weights"):
    """The parameters against step."""

    title: ClassVar[str] = "Parameters"
    shown_by: ClassVar[str] = "gdviz.views.time.weights:WeightsView"
    named_parts: ClassVar = ON_LINES
    axes_show: ClassVar = frozenset({"parameters"})

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """The parameters, where they are few, and their shadow where there is one parameter."""
        return few(recording) if len(recording.names) != 1 else with_shadows(recording)


class LearningRateTile(PlotTile, frozen=True, tag="learning_rate"):
    """The schedules against step."""

    title: ClassVar[str] = "Learning rate"
    shown_by: ClassVar[str] = "gdviz.views.time.learning_rate:LearningRateView"
    smallest: ClassVar = (290.0, 225.0)  # with its legend
    named_parts: ClassVar = ON_LINES
    needs: ClassVar[str] = "learning_rate"

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """The rate."""
        return ("learning_rate",) if recording.has("learning_rate") else ()


class AverageTile(ParametersTile, frozen=True, tag="average"):
    """The parameters with their moving average."""

    title: ClassVar[str] = "Moving average"
    shown_by: ClassVar[str] = "gdviz.views.time.average:AverageView"
    smallest: ClassVar = (290.0, 250.0)  # with its legend, of two lines
    named_parts: ClassVar = (*ON_LINES, "shadow", "decay")
    needs: ClassVar[str] = "effective_decay"
    axes_show: ClassVar = frozenset({"parameters"})

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """Value and shadow of each parameter, and the decay."""
        return (*with_shadows(recording), *(("effective_decay",) if recording.averaged else ()))


class LossHistoryTile(PlotTile, frozen=True, tag="loss_history"):
    """The loss against step."""

    title: ClassVar[str] = "Loss against step"
    shown_by: ClassVar[str] = "gdviz.views.time.loss_history:LossHistoryView"
    named_parts: ClassVar = ON_LINES
    needs: ClassVar[str] = "loss"
    axes_show: ClassVar = frozenset({"parameters", "data"})

    log: Annotated[bool, described("Logarithmic", "Draws the loss on a logarithmic axis.")] = False

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """The loss."""
        return ("loss",) if recording.has("loss") else ()


class SharpnessTile(PlotTile, frozen=True, tag="sharpness"):
    """The largest curvature along the runs."""

    title: ClassVar[str] = "Sharpness"
    shown_by: ClassVar[str] = "gdviz.views.time.sharpness_history:SharpnessView"
    needs: ClassVar[str] = "loss"
    axes_show: ClassVar = frozenset({"parameters", "data"})
