"""What can be chosen of the progress: its axes. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from gdviz.document.tiles import LINE, PlotTile, averaged
from gdviz.engine.declare import described

Measure = Literal["accuracy", "precision", "recall", "rmse", "r2"]


class ProgressTile(PlotTile, frozen=True, tag="progress"):
    """The losses and the accuracy of runs that learn."""

    title: ClassVar[str] = "Progress"
    smallest: ClassVar = (310.0, 250.0)  # with its legend, and the switch between its plots
    shown_by: ClassVar[str] = "gdviz.views.progress.view:ProgressView"
    needs: ClassVar[str] = "train_total_loss"
    axes_show: ClassVar = frozenset({"parameters", "data"})
    named_parts: ClassVar = ("view", "batch")

    log: Annotated[bool, described("Logarithmic", "Draws the loss on a logarithmic axis.")] = False
    accuracy: Annotated[
        bool, described("Accuracy first", "Where there is room for one plot only, it is the accuracy's.")
    ] = False
    by_epoch: Annotated[
        bool, described("By epoch", "Counts epochs instead of steps on the axis of the progress.")
    ] = False

    score: Annotated[
        Measure,
        described(
            "Score",
            "What is drawn below the loss: accuracy, precision or recall of classes, or the root of the mean "
            "squared error or R² of numbers. What a run does not have is not drawn.",
            words={
                "accuracy": "Accuracy",
                "precision": "Precision",
                "recall": "Recall",
                "rmse": "RMSE",
                "r2": "R²",
            },
        ),
    ] = "accuracy"

    def written(self, runs: Sequence[Any]) -> float:
        """A third line of the legend, where there are many kinds of lines."""
        learning = [run.problem for run in runs if run.training is not None]
        kinds = (
            any(problem.test_share > 0 for problem in learning),
            any(averaged(run) for run in runs),
            any(problem.penalty.charges for problem in learning),
        )
        return LINE if sum(kinds) > 1 else 0.0

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """How well it does on the data that it learns from, and on other data."""
        score = self.score if recording.has(f"train_{self.score}") else "accuracy"
        names = ("train_total_loss", "test_data_loss", f"test_{score}", f"train_{score}")
        return tuple(name for name in names if recording.has(name))
