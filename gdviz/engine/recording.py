"""The recording of a run: columns, append-only, read by the window while the worker writes."""

from __future__ import annotations

import os

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.outcome import Outcome
from gdviz.engine.scripted import Scripted
from gdviz.notation.numbers import fixed


class RecordingTooLargeError(MemoryError):
    """The recording of an experiment would not fit into memory; `needed` is in bytes."""

    def __init__(self, needed: int) -> None:
        self.needed = needed
        super().__init__(
            f"recording this run would take {fixed(needed / 1e9, 1)} GB of memory, more than this machine "
            "can spare; fewer steps take less"
        )


def bytes_needed(experiment: Experiment) -> int:
    """The memory that the complete recording of an experiment takes, in bytes."""
    width = len(experiment.problem.parameter_names)
    columns = width  # the parameters
    if isinstance(experiment.average, MovingAverage):
        columns += width  # their shadows
    if not isinstance(experiment.problem, Scripted):
        columns += width + 2  # their gradient, the loss and the learning rate
    return experiment.rows * columns * np.dtype(experiment.precision).itemsize


def usable_memory() -> int:
    """Half of the machine's memory, in bytes; where the system doesn't tell, all that can be addressed."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):  # Windows: there, allocating fails at once
        return int(np.iinfo(np.intp).max)


class Recording:
    """Every row of one run. Row k holds the state after k updates; row 0 is the start.

    The arrays have room for the whole run from the beginning (memory is taken as they fill) and never move,
    so a reader may keep a view of the published rows while more are written. Only the writer (`Descent`)
    fills the `..._rows` arrays and calls `publish` and `finish`, in this order: rows first, then the count.

    Raises `RecordingTooLargeError` where the run would not fit into memory.
    """

    def __init__(self, experiment: Experiment) -> None:
        self.experiment = experiment
        self.names: tuple[str, ...] = experiment.problem.parameter_names
        self.published = 0
        self.outcome: Outcome | None = None
        needed = self.bytes_needed(experiment)
        if needed > usable_memory():
            raise RecordingTooLargeError(needed)
        try:
            self._allocate(experiment)
        except MemoryError:
            raise RecordingTooLargeError(needed) from None

    def bytes_needed(self, experiment: Experiment) -> int:
        """The memory that the complete recording takes, in bytes."""
        return bytes_needed(experiment)

    def _allocate(self, experiment: Experiment) -> None:
        rows, width, dtype = experiment.rows, len(self.names), np.dtype(experiment.precision)
        scripted = isinstance(experiment.problem, Scripted)
        averaged = isinstance(experiment.average, MovingAverage)
        self.params_rows: Array = np.empty((rows, width), dtype)
        self.shadow_rows: Array | None = np.empty((rows, width), dtype) if averaged else None
        self.gradient_rows: Array | None = None if scripted else np.empty((rows, width), dtype)
        self.loss_rows: Array | None = None if scripted else np.empty(rows, dtype)
        self.learning_rate_rows: Array | None = None if scripted else np.empty(rows, dtype)

    # -- writing (the worker) ------------------------------------------------------------------------------

    def publish(self, rows: int) -> None:
        """Declare the first `rows` rows complete."""
        self.published = rows

    def finish(self, outcome: Outcome) -> None:
        """Declare that no row will follow."""
        self.outcome = outcome

    # -- reading (anyone) ----------------------------------------------------------------------------------

    @property
    def finished(self) -> bool:
        """Whether no row will follow."""
        return self.outcome is not None

    @property
    def rows(self) -> int:
        """How many rows the run will have if it neither diverges nor is stopped."""
        return self.experiment.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in the order of a table or a CSV file."""
        names = self.names
        return (
            "step",
            "global_step",
            "epoch",
            "examples",
            "learning_rate",
            "loss",
            *names,
            *(f"shadow_{name}" for name in names),
            "effective_decay",
            *(f"gradient_{name}" for name in names),
        )

    def column(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """The published rows ``start:stop`` of a column, counted as in any slice.

        What is recorded comes without copying; the counters (whole numbers) and the effective decay are
        computed for these rows alone. A column that this run does not have (the shadow where there is no
        moving average) is all NaN. Raises KeyError for a name that is not in `columns`.
        """
        start, stop, _ = slice(start, stop).indices(self.published)
        stop = max(start, stop)
        if name in self.names:
            return self.params_rows[start:stop, self.names.index(name)]
        if name in ("step", "global_step", "epoch", "examples"):
            return self.count(name, np.arange(start, stop))
        if name == "loss" and self.loss_rows is not None:
            return self.loss_rows[start:stop]
        if name == "learning_rate" and self.learning_rate_rows is not None:
            return self.learning_rate_rows[start:stop]
        if name == "effective_decay" and isinstance(self.experiment.average, MovingAverage):
            global_step = self.count("global_step", np.arange(start, stop))
            return self.experiment.average.effective_decay(global_step, self.experiment.precision)
        for prefix, stored in (("shadow_", self.shadow_rows), ("gradient_", self.gradient_rows)):
            if name.startswith(prefix) and name.removeprefix(prefix) in self.names and stored is not None:
                return stored[start:stop, self.names.index(name.removeprefix(prefix))]
        if name not in self.columns:
            raise KeyError(name)
        return np.full(stop - start, np.nan, self.experiment.precision)

    @property
    def params(self) -> Array:
        """The parameters of the published rows, shape (rows, parameters), without copying."""
        return self.params_rows[: self.published]

    @property
    def gradient(self) -> Array | None:
        """The gradient at the parameters of each published row; None where there is no gradient."""
        return None if self.gradient_rows is None else self.gradient_rows[: self.published]

    @property
    def shadow(self) -> Array | None:
        """The shadow of the published rows; None without a moving average."""
        return None if self.shadow_rows is None else self.shadow_rows[: self.published]

    def count(self, name: str, step: Array) -> Array:
        """The counter `name` (step, global_step, examples or epoch) at each step of `step`."""
        experiment = self.experiment
        if name == "global_step":
            if isinstance(experiment.problem, Scripted):
                scripted = [0, *(global_step for global_step, _ in experiment.problem.values)]
                return np.asarray(scripted)[step]
            return step if experiment.advance_global_step else np.zeros_like(step)
        if name == "examples":
            return step * experiment.batches.step_size
        if name == "epoch":
            return step * experiment.batches.step_size // experiment.batches.examples
        return step
