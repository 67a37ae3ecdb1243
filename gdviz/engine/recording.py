"""The recording of a run: columns, append-only, read by the window while the worker writes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.columns import Column, Layout, Place, on_heap
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.key_frames import KeyFrame
from gdviz.engine.learning.training import Training
from gdviz.engine.outcome import Outcome
from gdviz.engine.phases import Phases
from gdviz.engine.scripted import Scripted
from gdviz.notation.numbers import fixed

EXPLODED = 10.0  # times the first loss: a run that diverges is seen to do so from there on
COUNTERS = ("step", "global_step", "epoch", "examples")


class RecordingTooLargeError(MemoryError):
    """The recording of an experiment would not fit into memory; `needed` is in bytes."""

    def __init__(self, needed: int) -> None:
        self.needed = needed
        super().__init__(
            f"recording this run would take {fixed(needed / 1e9, 1)} GB of memory, more than this machine "
            "can spare; fewer steps take less"
        )

    def __reduce__(self) -> tuple[type[RecordingTooLargeError], tuple[int]]:
        """Pickled by what it is made of, not by its sentence."""
        return type(self), (self.needed,)


def layout_of(experiment: Experiment) -> Layout:
    """The arrays of the complete recording of an experiment; ``published`` counts the rows that are there."""
    rows, width, dtype = experiment.rows, len(experiment.problem.parameter_names), experiment.precision
    layout = {"published": Column((1,), np.int64, 0), "params": Column((rows, width), dtype)}
    if isinstance(experiment.average, MovingAverage):
        layout["shadow"] = Column((rows, width), dtype)
    if not isinstance(experiment.problem, Scripted):
        layout["gradient"] = Column((rows, width), dtype)
        layout |= {name: Column((rows,), dtype) for name in ("loss", "learning_rate")}
    return layout


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

    def __init__(self, experiment: Experiment, place: Place = on_heap) -> None:
        self.experiment = experiment
        self.phases = Phases(experiment)
        self.names: tuple[str, ...] = experiment.problem.parameter_names
        self.outcome: Outcome | None = None
        self.spacing = 0  # rows between key frames; 0 where every row is kept
        layout = self._layout()
        self.nbytes = needed = sum(column.nbytes for column in layout.values())  # once it is complete
        if needed > usable_memory():
            raise RecordingTooLargeError(needed)
        try:
            self._take(place(layout))
        except MemoryError:
            raise RecordingTooLargeError(needed) from None

    def _layout(self) -> Layout:
        return layout_of(self.experiment)

    def _take(self, arrays: dict[str, Array]) -> None:
        self._published = arrays["published"]
        self.params_rows: Array = arrays["params"]
        self.shadow_rows: Array | None = arrays.get("shadow")
        self.gradient_rows: Array | None = arrays.get("gradient")
        self.loss_rows: Array | None = arrays.get("loss")
        self.learning_rate_rows: Array | None = arrays.get("learning_rate")

    # -- writing (the worker) ------------------------------------------------------------------------------

    def publish(self, rows: int) -> None:
        """Declare the first `rows` rows complete. The count never falls, even if rows are written again."""
        self._published[0] = max(rows, self.published)

    def finish(self, outcome: Outcome) -> None:
        """Declare that no row will follow."""
        self.outcome = outcome

    # -- reading (anyone) ----------------------------------------------------------------------------------

    @property
    def published(self) -> int:
        """How many rows may be read."""
        return int(self._published[0])

    @property
    def key_frames(self) -> Sequence[KeyFrame]:
        """The key frames of the published rows; none where every row is kept."""
        return ()

    @property
    def finished(self) -> bool:
        """Whether no row will follow."""
        return self.outcome is not None

    @cached_property
    def exploded(self) -> int:
        """Of a finished run the first row whose loss is `EXPLODED` times the first one; -1 without any."""
        losses = np.empty(0) if self.loss_rows is None else self.loss_rows[: self.published]
        beyond = losses > EXPLODED * np.abs(losses[:1])
        return int(np.argmax(beyond)) if beyond.any() else -1

    @property
    def rows(self) -> int:
        """How many rows the run will have if it neither diverges nor is stopped."""
        return self.experiment.rows

    @property
    def foreseen(self) -> int:
        """Of how many rows may be told what is known without computing them, such as the learning rate."""
        return self.rows

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns, in the order of a table or a CSV file."""
        return self._columns()

    def _columns(self) -> tuple[str, ...]:
        names = self.names
        return (
            *COUNTERS,
            "learning_rate",
            "loss",
            *names,
            *(f"shadow_{name}" for name in names),
            "effective_decay",
            *(f"gradient_{name}" for name in names),
        )

    def knows(self, column: str) -> bool:
        """Whether there is such a column: as ``in columns``, which takes long where these are thousands."""
        return column in self._every

    @cached_property
    def _every(self) -> frozenset[str]:
        return frozenset(self.columns)

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each parameter is in a row."""
        return {name: place for place, name in enumerate(self.names)}

    def column(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """The published rows ``start:stop`` of a column, counted as in any slice.

        What is recorded comes without copying; the counters (whole numbers) and the effective decay are
        computed for these rows alone. A column that this run does not have (the shadow where there is no
        moving average) is all NaN. Raises KeyError for a name that is not in `columns`.
        """
        start, stop, _ = slice(start, stop).indices(self.published)
        stop = max(start, stop)
        if name in self._places:
            return self.params_rows[start:stop, self._places[name]]
        if name in COUNTERS:
            return self.count(name, np.arange(start, stop))
        if name == "loss" and self.loss_rows is not None:
            return self.loss_rows[start:stop]
        if name == "learning_rate" and self.learning_rate_rows is not None:
            return self.learning_rate_rows[start:stop]
        if name == "effective_decay" and self.averaged:
            return self.effective_decays(np.arange(start, stop))
        for prefix, stored in (("shadow_", self.shadow_rows), ("gradient_", self.gradient_rows)):
            if name.startswith(prefix) and name.removeprefix(prefix) in self._places and stored is not None:
                return stored[start:stop, self._places[name.removeprefix(prefix)]]
        if not self.knows(name):
            raise KeyError(name)
        return np.full(stop - start, np.nan, self.experiment.precision)

    def rates(self, step: Array) -> Array:
        """The learning rate of the update from each step of `step` (integers >= 0), recorded or not."""
        return self._by_phase(step, step, lambda settings: settings.schedule.rates)

    def smooth_rates(self, step: Array) -> Array:
        """As `rates`, without the stairs of schedules that have some."""
        return self._by_phase(
            step, step, lambda settings: (settings.schedule.smooth_twin() or settings.schedule).rates
        )

    def effective_decays(self, step: Array) -> Array:
        """The decay of the shadow in the update that makes each step; of the start, in that which it meets.

        Raises AttributeError where there is no moving average.
        """
        return self._by_phase(step, step - 1, lambda settings: settings.average.effective_decay)

    def _by_phase(self, step: Array, in_force: Array, function_of: Callable[[Any], Any]) -> Array:
        """A function of global_step and precision, that of the settings which `in_force` says, at `step`."""
        global_step, dtype = self.count("global_step", step), self.experiment.precision
        phases = self.phases.settings
        if len(phases) == 1:
            found: Array = function_of(phases[0])(global_step, dtype)
            return found
        found = np.empty(step.shape, dtype)
        place = np.searchsorted(self.phases.starts, np.maximum(in_force, 0), side="right") - 1
        for phase in np.unique(place):
            found[place == phase] = function_of(phases[phase])(global_step[place == phase], dtype)
        return found

    def has(self, column: str) -> bool:
        """Whether this run has numbers in a column; False also for a name that is not in `columns`."""
        if column in ("loss", "learning_rate"):
            return self.descends
        if column == "effective_decay":
            return self.averaged
        for prefix, there in (("shadow_", self.averaged), ("gradient_", self.descends)):
            if column.startswith(prefix) and column.removeprefix(prefix) in self._places:
                return there
        return column in COUNTERS or column in self._places

    @property
    def training(self) -> Training | None:
        """What the run learns from data; None where it does not."""
        return self.experiment.training

    @property
    def averaged(self) -> bool:
        """Whether a shadow follows the parameters."""
        return self.shadow_rows is not None

    @property
    def descends(self) -> bool:
        """Whether there is a loss that the run goes down, with gradient and learning rate."""
        return self.loss_rows is not None

    # Parameters, shadow and gradient of rows, shape (rows, parameters): kept or made again, they read alike.

    @property
    def params(self) -> Array:
        """The parameters of all published rows, without copying where they are kept."""
        return self.params_between(0, self.published)

    @property
    def gradient(self) -> Array | None:
        """The gradient at the parameters of each published row; None where there is no gradient."""
        return self.gradient_between(0, self.published) if self.descends else None

    @property
    def shadow(self) -> Array | None:
        """The shadow of the published rows; None without a moving average."""
        return self.shadow_between(0, self.published) if self.averaged else None

    def params_between(self, start: int, stop: int) -> Array:
        """The parameters of the published rows ``start:stop``."""
        return self._between("params", start, stop)

    def shadow_between(self, start: int, stop: int) -> Array:
        """The shadow of the published rows ``start:stop``; without a moving average, the parameters."""
        return self._between("shadow" if self.averaged else "params", start, stop)

    def gradient_between(self, start: int, stop: int) -> Array:
        """The gradient of each published row ``start:stop``, of a run that learns on the row's own batch.

        Raises TypeError where nothing descends.
        """
        if not self.descends:
            raise TypeError("values that are set by hand have no gradient")
        return self._between("gradient", start, stop)

    def params_at(self, row: int) -> Array:
        """The parameters of one published row."""
        params: Array = self.params_between(row, row + 1)[0]
        return params

    def shadow_at(self, row: int) -> Array:
        """The shadow of one published row; without a moving average, its parameters."""
        shadow: Array = self.shadow_between(row, row + 1)[0]
        return shadow

    def gradient_at(self, row: int) -> Array:
        """The gradient of one published row."""
        gradient: Array = self.gradient_between(row, row + 1)[0]
        return gradient

    def at_hand(self, row: int) -> bool:
        """Whether `row` and its neighbors can be read at once; else `prepare` makes them, in any thread."""
        return True

    def prepare(self, row: int) -> None:
        """Have `row` and its neighbors at hand."""

    def newest(self, published: int) -> Array:
        """The parameters of the last of so many rows, or of the last key frame where only these are kept."""
        newest: Array = self.params_rows[published - 1]
        return newest

    def _between(self, rows: str, start: int, stop: int) -> Array:
        kept: Array = getattr(self, f"{rows}_rows")
        return kept[start : min(stop, self.published)]

    def evaluated(self, name: str) -> tuple[Array, Array]:
        """The rows at which a column was found, and what was found: where not said otherwise, all rows."""
        return np.arange(self.published), self.column(name)

    def count(self, name: str, step: Array) -> Array:
        """The counter `name` (step, global_step, examples or epoch) at each step of `step`."""
        experiment = self.experiment
        if name == "global_step":
            if isinstance(experiment.problem, Scripted):
                scripted = [0, *(global_step for global_step, _ in experiment.problem.values)]
                return np.asarray(scripted)[step]
            return step if experiment.advance_global_step else np.zeros_like(step)
        if name == "examples":
            return self._processed(step)
        if name == "epoch":
            return self._processed(step) // experiment.batches.examples
        return step

    def _processed(self, step: Array) -> Array:
        """How many examples the updates before each step have taken, where there is no data to take from."""
        sizes = [settings.batches.step_size for settings in self.phases.settings]
        if not self.phases.changes:
            return step * sizes[0]
        starts = np.array(self.phases.starts)
        before = np.concatenate([[0], np.cumsum(np.diff(starts) * sizes[:-1])])
        phase = np.searchsorted(starts, step, side="right") - 1
        taken: Array = before[phase] + (step - starts[phase]) * np.array(sizes)[phase]
        return taken
