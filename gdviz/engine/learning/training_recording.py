"""The recording of a run that learns from data.

Small columns (losses, rates) are kept for every row. The parameters are kept for every row where that fits
into the budget; else only key frames are kept, in half of it, and the rows between them are made again when
asked for, with the same bits, in the other half.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.columns import Column, Layout, Place, on_heap
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.batches import Sampler
from gdviz.engine.learning.key_frames import KeyFrame, KeyFrames, frame_type, keep
from gdviz.engine.learning.openblas import kernel_is_fixed
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.scores import SCORES, scores_of
from gdviz.engine.learning.stepper import Burst, Stepper, burst_from, sampler_at, samplers_of
from gdviz.engine.learning.training import Training
from gdviz.engine.process import in_engine_process
from gdviz.engine.recording import Recording, layout_of

BUDGET = 256_000_000  # bytes of parameters, shadows and gradients in one recording
MADE = 4  # how many stretches of rows made again are kept
EVALUATED_ROWS = 1000  # at how many rows the whole data is looked at, at the most
FEWEST_EVALUATED = 100  # and where data and model are large
EVALUATION = 2e10  # products that this may take in a run before it becomes fewer

BATCH_COLUMNS = ("data_loss", "penalty", "gradient_norm")
WHOLE_COLUMNS = (
    "train_total_loss",
    "train_data_loss",
    "train_accuracy",
    "test_total_loss",
    "test_data_loss",
    "test_accuracy",
    *(f"{part}_{score}" for part in ("train", "test") for score in SCORES if score != "accuracy"),
)
LATER = WHOLE_COLUMNS[6:]  # that a run has only where they say something


class TrainingRecording(Recording):
    """Every row of a run that learns from data.

    `loss` is the total loss on the row's own batch, `data_loss` and `penalty` its two parts. The columns
    ``train_…`` and ``test_…`` are over the whole data; they are found for every `stride`-th row and the last,
    and are NaN between.
    """

    gradient_rows: Array
    loss_rows: Array
    learning_rate_rows: Array

    def __init__(self, experiment: Experiment, budget: int = BUDGET, place: Place = on_heap) -> None:
        self.budget = budget
        self.problem = training_of(experiment)
        super().__init__(experiment, place)
        self._samplers = samplers_of(self.phases)
        self._replay: Stepper | None = None
        self._made: tuple[tuple[int, Burst], ...] = ()  # the one made last in front
        self._one_at_a_time = threading.Lock()  # window and worker both may ask for rows

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: the published rows, and nothing that is made again when asked for."""
        held = {name: self._published_part(value) for name, value in vars(self).items()}
        held["batch_rows"] = {name: rows[: self.published] for name, rows in self.batch_rows.items()}
        held["_kept_frames"] = self._kept_frames[: len(self.key_frames)]
        del held["_one_at_a_time"], held["_samplers"]
        for name in ("columns", "_every", "_places"):  # found again when asked for
            held.pop(name, None)
        return held | {"_replay": None, "_made": ()}

    def __setstate__(self, held: dict[str, Any]) -> None:
        vars(self).update(held)
        self._one_at_a_time = threading.Lock()
        self._samplers = samplers_of(self.phases)

    def _published_part(self, value: Any) -> Any:
        return value[: self.published] if isinstance(value, np.ndarray) else value

    def _layout(self) -> Layout:
        experiment, budget = self.experiment, self.budget
        rows, width, dtype = experiment.rows, len(self.names), experiment.precision
        layout = dict(layout_of(experiment))
        vectors = {"params", "gradient", "shadow"} & layout.keys()
        row = width * len(vectors) * np.dtype(dtype).itemsize
        self._window = max(1, budget // 2 // row // MADE)  # rows made again together
        if rows * row > budget:
            frame = frame_type(experiment)
            self.spacing = -(-rows // max(1, budget // 2 // frame.itemsize))
            layout["key_frames"] = Column((-(-rows // self.spacing),), frame)
            layout |= {name: Column((0, width), dtype) for name in vectors}
        layout |= {name: Column((rows,), dtype) for name in BATCH_COLUMNS}
        self.stride = stride_of(experiment)
        layout |= {name: Column((rows // self.stride + 2,), dtype, np.nan) for name in WHOLE_COLUMNS}
        return layout

    def _take(self, arrays: dict[str, Array]) -> None:
        super()._take(arrays)
        self._kept_frames = arrays.get("key_frames", np.empty(0))
        self.batch_rows = {name: arrays[name] for name in BATCH_COLUMNS}
        self.whole_rows = {name: arrays[name] for name in WHOLE_COLUMNS}

    def keep_key_frame(self, frame: KeyFrame) -> None:
        """Keep the frame before the row that follows it, which comes next (the worker's)."""
        keep(self._kept_frames, (frame.row + 1) // self.spacing, frame)

    @property
    def key_frames(self) -> Sequence[KeyFrame]:
        """The key frames of the published rows; none where every row is kept."""
        if not self.spacing:
            return ()
        count = -(-self.published // self.spacing)
        return KeyFrames(self.phases, self.spacing, self._kept_frames, count)

    def _columns(self) -> tuple[str, ...]:
        """As of every recording, then the parts of the loss, the gradient's length, and the whole data's."""
        whole = (name for name in WHOLE_COLUMNS if self.has(name) or name not in LATER)
        return (*super()._columns(), *BATCH_COLUMNS, *whole)

    def column(self, name: str, start: int = 0, stop: int | None = None) -> Array:
        """The published rows ``start:stop`` of a column; parameters between key frames are made again."""
        start, stop, _ = slice(start, stop).indices(self.published)
        stop = max(start, stop)
        if name in self.batch_rows:
            return self.batch_rows[name][start:stop]
        if name in self.whole_rows:
            spread = np.full(stop - start, np.nan, self.experiment.precision)
            steps, values = self.evaluated(name)
            inside = (steps >= start) & (steps < stop)
            spread[steps[inside] - start] = values[inside]
            return spread
        if self.spacing:
            for prefix, rows in (("", "params"), ("shadow_", "shadow"), ("gradient_", "gradient")):
                bare = name.removeprefix(prefix)
                if name.startswith(prefix) and bare in self._places:
                    return self._column_made_again(rows, self._places[bare], start, stop)
        return super().column(name, start, stop)

    def has(self, column: str) -> bool:
        """Also of the whole data: test data and classes are not always there."""
        if column in self.whole_rows:
            return column in self._of_whole
        return column in self.batch_rows or super().has(column)

    @cached_property
    def _of_whole(self) -> frozenset[str]:
        """The columns of the whole data that are there."""
        tested = self.problem.train_size < self.problem.data.size
        unknown = SCORES.keys() - scores_of(self.problem)
        return frozenset(
            name
            for name in self.whole_rows
            if name.partition("_")[2] not in unknown and (tested or not name.startswith("test"))
        )

    def evaluated(self, name: str) -> tuple[Array, Array]:
        """The rows at which a column was found, and what was found: of the whole data some rows only."""
        if name not in self.whole_rows:
            return super().evaluated(name)
        last = self.published - 1
        steps = np.arange(0, last + 1, self.stride)
        values = self.whole_rows[name][: len(steps)]
        if self.finished and last % self.stride:
            steps, values = np.append(steps, last), self.whole_rows[name][: len(steps) + 1]
        return steps, values

    def count(self, name: str, step: Array) -> Array:
        """The counter `name` at each step; examples and epoch are counted as the batches are taken."""
        if name in ("examples", "epoch"):
            processed = self._processed(np.asarray(step))
            return processed if name == "examples" else processed // self.problem.train_size
        return super().count(name, step)

    def _processed(self, step: Array) -> Array:
        found = self._samplers[0].processed(step)
        for start, sampler in zip(self.phases.starts[1:], self._samplers[1:], strict=True):
            found = np.where(step < start, found, sampler.processed(step))
        return found

    def sampler(self, row: int) -> Sampler:
        """What says which examples are taken at `row`."""
        return sampler_at(self._samplers, self.phases, row)

    def batch(self, row: int) -> slice | Array:
        """The places of the examples of the batch at `row`, ``(batch,)``: a slice where they lie together."""
        return self.sampler(row).rows(row)

    @property
    def penalized(self) -> bool:
        """Whether there is a penalty at some step, even one that charges nothing."""
        problems = map(training_of, self.phases.settings)
        return any(not isinstance(problem.penalty, NoPenalty) for problem in problems)

    @property
    def batch_sizes(self) -> set[int]:
        """The sizes of batches that the run has on its way."""
        return {sampler.size for sampler in self._samplers}

    def loss_breaks(self, *, of_batch: bool) -> list[int]:
        """The steps from which on the total loss means something else: there is another penalty, or, where
        the loss is `of_batch`, another batch size."""
        meanings = [
            (training_of(settings).penalty, sampler.size if of_batch else 0)
            for settings, sampler in zip(self.phases.settings, self._samplers, strict=True)
        ]
        changed = zip(self.phases.starts[1:], meanings[1:], meanings[:-1], strict=True)
        return [start for start, now, before in changed if now != before]

    @property
    def charged(self) -> bool:
        """Whether a penalty is added to the loss at some step."""
        return any(training_of(settings).penalty.charges for settings in self.phases.settings)

    def problem_at(self, row: int) -> Training:
        """The problem with the settings in force at `row`: its penalty, and the rates of its layers."""
        return training_of(self.phases.at(row))

    def penalty(self, rows: Array, params: Array, is_weight: Array) -> Array:
        """The penalty in force at each of `rows`, in rising order, on its parameters: ``(rows,)``."""
        costs = np.empty(len(rows), params.dtype)
        for place, settings in enumerate(self.phases.settings):
            stop = self.phases.starts[place + 1] if place + 1 < len(self.phases.starts) else math.inf
            chosen = (rows >= self.phases.starts[place]) & (rows < stop)
            if chosen.any():
                costs[chosen] = training_of(settings).penalty.value(params[chosen], is_weight)
        return costs

    def newest(self, published: int) -> Array:
        """Without making a row again."""
        if not self.spacing:
            return super().newest(published)
        frames = self.key_frames[: -(-published // self.spacing)]
        return frames[-1].params

    def _between(self, rows: str, start: int, stop: int) -> Array:
        if not self.spacing:
            return super()._between(rows, start, stop)
        stop = min(stop, self.published)
        parts = []
        while start < stop:
            first, burst = self._made_again(start)
            part: Array = getattr(burst, rows)[start - first : stop - first]
            parts.append(part)
            start += len(part)
        return np.concatenate(parts) if parts else np.empty((0, len(self.names)), self.experiment.precision)

    def at_hand(self, row: int) -> bool:
        """Whether `row` and its neighbors can be read at once."""
        return all(self._known(near) is not None for near in self._near(row))

    def prepare(self, row: int) -> None:
        """Make `row` and its neighbors again, for who reads them in another thread."""
        for near in self._near(row):
            self._made_again(near)

    def _near(self, row: int) -> range:
        return range(max(0, row - 1), min(row + 2, self.published)) if self.spacing else range(0)

    def _first(self, row: int) -> int:
        """The first of the rows that are made again together with `row`."""
        return row - row % self.spacing % self._window

    def _known(self, row: int) -> tuple[int, Burst] | None:
        first = self._first(row)
        return next((made for made in self._made if made[0] == first), None)

    def _made_again(self, row: int) -> tuple[int, Burst]:
        """The rows around `row` that are made again together, and the first of them.

        What is there is had without waiting for what another thread makes.
        """
        found = self._known(row)
        if found is None:
            with self._one_at_a_time:
                found = self._known(row) or self._make_again(row)
        return found

    def _make_again(self, row: int) -> tuple[int, Burst]:
        first, frame = self._first(row), self.key_frames[row // self.spacing]
        self._made = self._made[: MADE - 1]  # the memory of the oldest first
        stop = min(first + self._window, frame.row + 1 + self.spacing, self.rows)
        made = first, self._burst(frame, first, stop)
        self._made = (made, *self._made[: MADE - 1])
        return made

    def _burst(self, frame: KeyFrame, first: int, stop: int) -> Burst:
        if not kernel_is_fixed():
            burst: Burst = in_engine_process(burst_from, self.experiment, frame, first, stop)
            return burst
        if self._replay is None:
            self._replay = Stepper(self.experiment)
        if not frame.row <= self._replay.row < first:
            self._replay.resume(frame)
        with np.errstate(all="ignore"):
            self._replay.skip(first - 1 - self._replay.row)
            return self._replay.burst(stop - first, with_outputs=False)

    def _column_made_again(self, rows: str, place: int, start: int, stop: int) -> Array:
        column = np.empty(stop - start, self.experiment.precision)
        if rows == "shadow" and self.shadow_rows is None:
            column[:] = np.nan
            return column
        at = start
        while at < stop:
            first, burst = self._made_again(at)
            part = getattr(burst, rows)[at - first : stop - first, place]
            column[at - start : at - start + len(part)] = part
            at += len(part)
        return column


def training_of(experiment: Experiment) -> Training:
    """The experiment's problem. Raises TypeError where that is not one of learning from data."""
    if not isinstance(experiment.problem, Training):
        raise TypeError("this experiment does not learn from data")
    return experiment.problem


def stride_of(experiment: Experiment) -> int:
    """Each how many-th row the whole data is looked at."""
    affordable = EVALUATION / (training_of(experiment).data.size * len(experiment.problem.parameter_names))
    return one_two_five((experiment.rows - 1) / min(max(FEWEST_EVALUATED, affordable), EVALUATED_ROWS))


def one_two_five(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is at least so much.

    >>> one_two_five(0.3), one_two_five(20.0), one_two_five(21.0), one_two_five(1000)
    (1, 20, 50, 1000)
    """
    ten = 1
    while True:
        for number in (ten, 2 * ten, 5 * ten):
            if number >= least:
                return number
        ten *= 10
