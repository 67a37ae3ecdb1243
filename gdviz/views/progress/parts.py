"""The two plots of the progress: the losses, and how good each run is."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.learning.scores import OF_CLASSES
from gdviz.look.look import blend
from gdviz.readings.learning_runs import learning_runs
from gdviz.views.common.plot_legend import LegendEntry
from gdviz.views.common.view import AnyTile
from gdviz.views.plot.line import DASHED, DOTTED
from gdviz.views.plot.plot import Range
from gdviz.views.plot.ranges import Extent, decades, from_zero, logarithms, readable, rounded
from gdviz.views.progress.options import Measure
from gdviz.views.progress.progress_lines import Kind, ProgressTrace, takes_all
from gdviz.views.progress.progress_plot import FAINTNESS, WIDTHS, ProgressPlot, dashes_of

SPIKES = 1.5  # how many times higher than the whole data's losses those of single batches are shown
OUTSHONE = 0.55  # how much of the surface the weights' accuracy has where that of the shadow is drawn
BELOW = 1.0  # decades below the whole data's losses, likewise
DENSEST = 1.5  # batches for each pixel of the view
LOSSES, SCORES = 3, 2  # parts of the height where both plots are shown


def shadow_traces(frame: Frame) -> list[ProgressTrace]:
    """The accuracy of each shadow, on the test set where there is one.

    Not where the rows of the shadow would have to be made again.
    """
    found = []
    for place, recording in learning_runs(frame):
        problem = recording.problem
        if recording.averaged and not recording.spacing and problem.data.classes:
            part = "test" if problem.train_size < problem.data.size else "train"
            found.append(ProgressTrace(place, recording, f"{part}_shadow_accuracy", "shadow"))
    return found


class LossProgress(ProgressPlot):
    """The total loss of every run: of its batches faintly, of the whole data strongly, the penalty filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.log = False
        self.bottom = True  # whether no other plot stands below
        self.has_batches = True
        self.restyle()

    def traces(self, frame: Frame) -> list[ProgressTrace]:
        """Batch, data loss where there is a penalty, test and training set of each run."""
        found = []
        for place, recording in learning_runs(frame):
            problem, whole = recording.problem, takes_all(recording)
            if self._shows_batches(frame) and not whole:
                found.append(ProgressTrace(place, recording, "loss", "batch"))
            if recording.penalized:
                found.append(ProgressTrace(place, recording, "train_data_loss", "data"))
            if problem.train_size < problem.data.size:
                found.append(ProgressTrace(place, recording, "test_data_loss", "test"))
            found.append(ProgressTrace(place, recording, "loss" if whole else "train_total_loss", "train"))
        return found

    def _shows_batches(self, frame: Frame) -> bool:
        """On paper they are left out where there are so many that they would be but a grey ground."""
        dense = self.for_export and frame.last > DENSEST * self.width()
        return not dense and "batch" not in frame.hides("progress")

    def shape(self, values: Array) -> Array:
        """Decimal logarithms on a logarithmic axis."""
        return logarithms(values) if self.log else values

    def range(self, extents: dict[Kind, list[Extent]]) -> Range:
        """From zero, or by decades; single batches may stick out."""
        whole = readable([each for kind in ("data", "train", "test") for each in extents.get(kind, [])])
        batch = readable(extents.get("batch", [])) or whole
        if whole is None or batch is None:
            return 0.0, 1.0
        if self.log:
            return decades(min(whole[0], max(batch[0], whole[0] - BELOW)), max(whole[1], batch[1]))
        return from_zero(min(whole[0], batch[0]), max(whole[1], min(batch[1], SPIKES * whole[1])))

    def name_axes(self) -> None:
        """The loss; the horizontal axis' title only where it is the lowest."""
        self.plot.left_axis.log = self.log
        along = (self.tr("epoch") if self.by_epoch else self.tr("step")) if self.bottom else ""
        self.plot.set_titles(bottom=along, left=self.tr("loss (log)") if self.log else self.tr("loss"))

    def height_with_legend(self) -> float:
        """The view has the legend above this plot: a part of its height, or all, is theirs."""
        view = self.parentWidget()
        whole = (view or self).height()
        return whole if self.bottom else whole * LOSSES / (LOSSES + SCORES)

    def kinds(self, color: str) -> list[LegendEntry]:
        """The lines and the filled band."""
        surface = self.look.surface
        found = [LegendEntry(self.tr("training set"), color)]
        if self.has("test"):
            found.append(LegendEntry(self.tr("test set"), color, None, DASHED))
        shadows = [] if self.frame is None or self.bottom else shadow_traces(self.frame)
        if shadows:
            found.append(LegendEntry(self.tr("shadow accuracy"), color, None, dashes_of(shadows[0])))
        if self.has("batch"):
            faint = blend(color, surface, FAINTNESS["batch"])
            found.append(LegendEntry(self.tr("batch"), faint, None, (), WIDTHS["batch"]))
        if self.bands:
            found.append(LegendEntry(self.tr("data loss"), color, None, DOTTED, WIDTHS["data"]))
            found.append(LegendEntry(self.tr("penalty"), blend(color, surface, 0.75), None, (), 4.0))
        return found


class ScoreProgress(ProgressPlot):
    """How good each run is: the share of examples that it classifies rightly, or another score."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot.box.setMouseEnabled(x=True, y=False)
        self.score: Measure = "accuracy"
        self.single = False  # no other plot is to be seen
        self._outshone: set[tuple[int, str]] = set()
        self.restyle()

    def tile(self, frame: Frame, kind: type[AnyTile]) -> AnyTile:
        """The vertical range that the scene keeps is that of the losses."""
        found = super().tile(frame, kind)
        return replace(found, y_range=None)

    def traces(self, frame: Frame) -> list[ProgressTrace]:
        """Training and test set of each run that has the score."""
        found: list[ProgressTrace] = []
        kinds: tuple[Kind, ...] = ("test", "train")
        for place, recording in learning_runs(frame):
            found += (
                ProgressTrace(place, recording, f"{kind}_{self.score}", kind)
                for kind in kinds
                if recording.has(f"{kind}_{self.score}")
            )
        shadows = shadow_traces(frame) if self.score == "accuracy" else []
        self._outshone = {(trace.place, trace.column.replace("_shadow", "")) for trace in shadows}
        return found + shadows

    def faintness(self, trace: ProgressTrace) -> float:
        """The weights' own accuracy shakes around that of their shadow, which must be seen."""
        return OUTSHONE if (trace.place, trace.column) in self._outshone else super().faintness(trace)

    def shape(self, values: Array) -> Array:
        """Shares in percent."""
        return 100.0 * values if self.score in OF_CLASSES else values

    def range(self, extents: dict[Kind, list[Extent]]) -> Range:
        """All of a share, or the upper half where that holds everything; of others what is to be read."""
        if self.score not in OF_CLASSES:
            whole = readable([each for kind in ("train", "test") for each in extents.get(kind, [])])
            if whole is None:
                return 0.0, 1.0
            return (0.0, rounded(0.0, whole[1])[1]) if self.score == "rmse" else rounded(*whole)
        lows = [each.low for some in extents.values() for each in some]
        return (50.0, 102.0) if min(lows, default=0.0) >= 50.0 else (0.0, 104.0)

    def name_axes(self) -> None:
        """What the score is; shares in percent."""
        along = self.tr("epoch") if self.by_epoch else self.tr("step")
        titles = {
            "accuracy": self.tr("accuracy %"),
            "precision": self.tr("precision %"),
            "recall": self.tr("recall %"),
            "rmse": self.tr("RMSE"),
            "r2": "R²",
        }
        self.plot.set_titles(bottom=along, left=titles[self.score])

    def kinds(self, color: str) -> list[LegendEntry]:
        """The lines, where the legend of the losses does not say it."""
        if not self.single:
            return []
        found = [LegendEntry(self.tr("training set"), color)]
        if self.has("test"):
            found.append(LegendEntry(self.tr("test set"), color, None, DASHED))
        shadows = [] if self.frame is None or self.score != "accuracy" else shadow_traces(self.frame)
        if shadows:
            found.append(LegendEntry(self.tr("shadow"), color, None, dashes_of(shadows[0])))
        return found if len(found) > 1 else []
