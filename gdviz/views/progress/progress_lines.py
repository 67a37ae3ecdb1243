"""What the progress of learning is drawn from: a column of a run, thinned to what a screen can show."""

from __future__ import annotations

from typing import Literal
from weakref import WeakKeyDictionary

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning import training_outcome
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.quantities import PARTS, shadow_accuracy
from gdviz.engine.recording import Recording
from gdviz.session.seen import whole_of
from gdviz.views.plot.decimate import Extremes

Kind = Literal["batch", "data", "train", "test", "shadow"]


class ProgressTrace(Struct, frozen=True):
    """A column of the run at `place`: of its own batches, or of the whole data (found for some rows only,
    where it is not each batch's).

    That of the shadow is found here, at the rows at which the weights' is.
    """

    place: int
    recording: TrainingRecording
    column: str
    kind: Kind


class Data:
    """A trace's values as they grow."""

    def __init__(self, trace: ProgressTrace) -> None:
        self.trace = trace
        self.published = 0
        self.rows: Array = np.empty(0, np.int64)
        self.values: Array = np.empty(0)
        self._extremes: Extremes | None = None
        if trace.column == "loss":  # known at each step
            recording, column = trace.recording, trace.column
            self._extremes = Extremes(lambda start, stop: recording.column(column, start, stop))

    def update(self, published: int) -> None:
        """Take notice of published rows."""
        self.published = published
        if self._extremes is not None:
            self._extremes.update(published)
            return
        if self.trace.kind == "shadow":
            self._find_more(published)
            return
        rows, values = self.trace.recording.evaluated(self.trace.column)
        known = int(np.searchsorted(rows, published))
        self.rows, self.values = rows[:known], values[:known]

    def _find_more(self, published: int) -> None:
        """The accuracy of the shadow at the rows that are new."""
        recording, part = self.trace.recording, PARTS[self.trace.column]
        rows, _ = recording.evaluated(f"{part}_accuracy")
        self.rows = rows[: int(np.searchsorted(rows, published))]
        self.values = accuracies_of_shadow(recording, part, self.rows)

    @property
    def empty(self) -> bool:
        """Whether there is no finite number in it."""
        return self.extent() is None

    def extent(self) -> tuple[float, float] | None:
        """The smallest and the largest value."""
        if self._extremes is not None:
            return self._extremes.extent()
        values = self.values[np.isfinite(self.values)]
        return (float(values.min()), float(values.max())) if len(values) else None

    def first(self) -> float:
        """The value at the start."""
        if self._extremes is not None:
            return float(self.trace.recording.column(self.trace.column, 0, 1)[0])
        return float(self.values[0]) if len(self.values) else float("nan")

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """Steps and values of rows ``start:stop``, one more at each side."""
        if self._extremes is not None:
            return self._extremes.polyline(start, stop, columns)
        first, last = np.searchsorted(self.rows, [start, stop]).tolist()
        part = slice(max(first - 1, 0), last + 1)
        return self.rows[part].astype(float), self.values[part].astype(float)

    def at(self, row: int) -> tuple[int, float]:
        """The value at a row: of the whole data, the one found last, and the row that it is of."""
        if self._extremes is not None:
            return row, float(self.trace.recording.column(self.trace.column, row, row + 1)[0])
        found = int(np.searchsorted(self.rows, row, side="right")) - 1
        return (int(self.rows[found]), float(self.values[found])) if found >= 0 else (row, float("nan"))


def takes_all(recording: TrainingRecording) -> bool:
    """Whether each step takes all training data: the loss of its batch is that of the training set."""
    return all(map(training_outcome.takes_all, recording.phases.settings))


_ACCURACIES: WeakKeyDictionary[Recording, dict[str, Array]] = WeakKeyDictionary()


def accuracies_of_shadow(recording: TrainingRecording, part: Literal["train", "test"], rows: Array) -> Array:
    """At the first of the rows at which the weights' is known; found once for as long as the run stays."""
    known = _ACCURACIES.setdefault(whole_of(recording), {})
    found = known.get(part, np.empty(0))
    if len(found) < len(rows):
        found = known[part] = np.append(found, shadow_accuracy(recording, part, rows[len(found) :]))
    return found[: len(rows)]


def epochs_a_step(recording: TrainingRecording) -> float:
    """What part of an epoch a step is, on average until batches cut short at the end come round again."""
    size = recording.problem.train_size
    steps = size * -(-size // (recording.experiment.batches.batch_size or size))
    return float(recording.count("examples", np.array([steps]))[0]) / (size * steps)
