"""Many models that learn from the same data at once, each with the very digits that it has alone.

The products of all models are one call on a stack of matrices. Whether that call gives, for a model, what the
product of its own matrices gives, depends on NumPy and its library: it is tried with some runs, and where a
digit differs, runs are made one by one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.activations import Activating
from gdviz.engine.learning.network import Layer, weight_mask, with_ones
from gdviz.engine.learning.openblas import kernel_is_fixed
from gdviz.engine.learning.stepper import rate_factors, sampler_of
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.schedules import Schedule
from gdviz.engine.sweep.axes import Parts, placed
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, LEARNED, RISEN, UNDERWAY
from gdviz.engine.sweep.varied import Varied

NUMBERS = 60_000  # that an array of all models of a tile may hold: they stay in the cache
MOST = 512  # models of a tile
RATES = 2**20  # learning rates that are computed together, at the most
TRIED_STEPS = 16
TRIED_RATES = (0.3, 0.01, 0.07, 1.0, 0.003)
ALIGNED = 64  # bytes
START = (("problem", "model", "weights"), ("problem", "model", "first_bias"))  # decide the start alone

Given = dict[Parts, Array]  # numbers that vary, by their place: one for each run


def at_once(experiment: Experiment) -> int:
    """How many runs a tile has."""
    training = experiment.training
    assert training is not None
    examples = experiment.batches.batch_size or training.train_size
    widest = max(layer.units for layer in training.layers)
    return int(max(4, min(MOST, NUMBERS // (examples * widest))))


def starts_only(parts: Parts) -> bool:
    """Whether a number decides nothing but where a model begins."""
    return any(parts[: len(each)] == each for each in START)


@functools.lru_cache(maxsize=64)
def agrees(experiment: Experiment) -> bool:
    """Whether models made together have the digits that they have alone: some steps of a few are tried."""
    if not kernel_is_fixed():
        return False
    rates = TRIED_RATES
    short = replace(experiment, steps=TRIED_STEPS)
    try:
        models = _Models(short, {("schedule", "learning_rate"): np.array(rates)}, len(rates))
        with np.errstate(all="ignore"):
            together = [(loss, models.params.copy()) for loss in models.rows()]
            for place, rate in enumerate(rates):
                alone = replace(short, schedule=replace(experiment.schedule, learning_rate=rate))
                if not _same(alone, [(loss[place], params[place]) for loss, params in together]):
                    return False
    except (TypeError, ValueError, AttributeError, KeyError):
        return False
    return True


def _same(experiment: Experiment, rows: Sequence[tuple[Array, Array]]) -> bool:
    """Whether rows of a run, losses and parameters, are to the bit those that it has alone."""
    recording = TrainingDescent(experiment).run()
    losses, params = recording.column("loss"), recording.params
    return all(
        loss.tobytes() == losses[row].tobytes() and own.tobytes() == params[row].tobytes()
        for row, (loss, own) in enumerate(rows[: len(losses)])
    )


def make_learned(experiment: Experiment, given: Given, kept: dict[str, Array]) -> None:
    """Make runs with the numbers that vary, ``(runs,)``, and put what is kept of them into arrays by name."""
    count = len(kept["outcome"])
    with np.errstate(all="ignore"):
        models = _Models(experiment, given, count)
        broken, arrived = np.full(count, -1, np.int32), np.zeros(count, np.int32)
        last = first = np.empty(0)
        for row, loss in enumerate(models.rows()):
            if row == 0:
                first = last = loss
            sound = np.isfinite(loss) & np.isfinite(models.params).all(axis=1)
            new = ~sound & (broken < 0)
            broken[new] = row
            below = loss <= LEARNED * first
            arrived[~below] = row + 1
            last = np.where(broken < 0, loss, last)
            if row % 16 == 0 and broken.min() >= 0:
                break
        there = (arrived <= experiment.steps) & (broken < 0)
        outcome = np.full(count, UNDERWAY, np.uint8)
        outcome[last > first] = RISEN
        outcome[there] = ARRIVED
        outcome[broken >= 0] = DIVERGED
    kept["outcome"][...] = outcome
    kept["arrived"][...] = np.where(there, arrived, np.int32(-1))
    kept["basin"][...] = -1
    kept["final_loss"][...] = last
    kept["broken"][...] = broken


class _Models:
    """Models of one kind on their way, a row of parameters each."""

    def __init__(self, experiment: Experiment, given: Given, count: int) -> None:
        problem = experiment.training
        assert problem is not None
        self._experiment, self._problem, self._count = experiment, problem, count
        dtype = np.dtype(experiment.precision)
        self._layers, split = problem.layers, problem.split()
        starts = self._starts(experiment, given, count)
        self._whole = _aligned(starts.shape, dtype)
        self.params = self._whole[:, : starts.shape[1]]
        self.params[...] = starts
        self._gradient = np.zeros_like(self._whole)
        own = _by_owner(given)
        self._schedule: Schedule = replace(experiment.schedule, **own["schedule"])
        self._optimizer: Optimizer = replace(experiment.optimizer, **own["optimizer"])
        self._state = self._optimizer.start(self._whole)
        self._inputs = np.ascontiguousarray(with_ones(split.x.astype(dtype), problem.model.bias).T)
        self._targets = split.y.astype(dtype)
        self._sampler = sampler_of(experiment)
        self._mask = weight_mask(self._layers, dtype)
        charged = np.zeros_like(self._whole)
        charged[:, : len(self._mask)] = self._mask
        self._add_penalty = problem.penalty.adder(charged)
        self._factors = self._rate_factors(dtype)
        self._passes: dict[int, list[_Step]] = {}

    def _rate_factors(self, dtype: np.dtype) -> Array | None:
        """The learning rate's factor for each parameter; None where all layers learn alike."""
        factors = rate_factors(self._problem, dtype)
        if factors is None:
            return None
        whole = np.zeros(self._whole.shape[1], dtype)
        whole[: len(factors)] = factors
        return whole

    @staticmethod
    def _starts(experiment: Experiment, given: Given, count: int) -> Array:
        """Where each model begins."""
        varying = {parts: numbers for parts, numbers in given.items() if starts_only(parts)}
        if not varying:
            return np.tile(np.array(experiment.start), (count, 1))
        starts = []
        for place in range(count):
            one = experiment
            for parts, numbers in varying.items():
                one = placed(one, parts, numbers[place].item())
            starts.append(one.start)
        return np.array(starts)

    def rows(self) -> Iterator[Array]:
        """The loss of each model at each row; `params` are those of the row."""
        yield self._row(0)
        for row, rate in enumerate(self._rates(), 1):
            self._optimizer.update(self._whole, self._gradient, self._state, rate)
            yield self._row(row)

    def _rates(self) -> Iterator[Array]:
        steps, dtype = self._experiment.steps, self.params.dtype
        some = max(1, RATES // self._count)
        for first in range(0, steps, some):
            counts = np.arange(first, min(first + some, steps))
            counts = counts if self._experiment.advance_global_step else np.zeros_like(counts)
            column = np.broadcast_to(counts[:, np.newaxis], (len(counts), self._count))
            for rates in self._schedule.rates(column, dtype):
                rate = rates[:, np.newaxis]
                yield rate if self._factors is None else rate * self._factors

    def _row(self, row: int) -> Array:
        """Find the gradient of a row; returns the loss."""
        taken = self._sampler.rows(row)
        inputs = np.ascontiguousarray(self._inputs[:, taken])
        target = self._targets[taken]
        steps = self._passes.get(len(target))
        if steps is None:
            steps = [_Step(layer, self.params, self._gradient, len(target)) for layer in self._layers]
            self._passes[len(target)] = steps
        held = inputs
        for step in steps:
            np.matmul(step.matrix_turned, held, out=step.result)
            step.activating.forward()
            held = step.held
        output, outer = (np.swapaxes(each, -1, -2) for each in (steps[-1].result, steps[-1].outer))
        loss = self._problem.loss.value(np.ascontiguousarray(output), target)
        self._problem.loss.gradient(output, np.broadcast_to(target, output.shape), outer)
        for place in range(len(steps) - 1, -1, -1):
            step = steps[place]
            step.activating.backward(step.outer, step.scratch)
            below = steps[place - 1] if place else None
            np.matmul(below.held if below else inputs, np.swapaxes(step.outer, -1, -2), out=step.gradient)
            if below:
                np.matmul(step.weights, step.outer, out=below.outer)
        if self._add_penalty is not None:
            self._add_penalty(self._whole, self._gradient)
        total: Array = loss + self._problem.penalty.value(self.params, self._mask)
        return total


class _Step:
    """One layer's arrays for all models, as `network` has them for one."""

    def __init__(self, layer: Layer, params: Array, gradient: Array, examples: int) -> None:
        matrix = layer.matrix(params)
        self.matrix_turned = np.swapaxes(matrix, -1, -2)
        self.weights = matrix[:, : layer.inputs]
        self.gradient = layer.matrix(gradient)
        rows = layer.units + layer.bias
        held = _aligned((len(params), rows * examples), params.dtype)[:, : rows * examples]
        self.held = held.reshape(len(params), rows, examples)
        self.held[:, layer.units :] = 1
        self.result = self.held[:, : layer.units]
        outer = _aligned((len(params), layer.units * examples), params.dtype)[:, : layer.units * examples]
        self.outer = outer.reshape(len(params), layer.units, examples)
        self.scratch = np.empty_like(self.outer)
        self.activating = Activating(layer.activation, self.result)


def _aligned(shape: tuple[int, int], dtype: np.dtype) -> Array:
    """Zeros, with rows so much longer that each begins at a place of memory as a whole array does.

    Products of vectors are summed in an order that depends on where these begin.
    """
    most = ALIGNED // dtype.itemsize
    return np.zeros((shape[0], -(-shape[1] // most) * most), dtype)


def _by_owner(given: Given) -> dict[str, dict[str, Varied]]:
    """The numbers that vary of schedule and optimizer; of the latter one for each row of parameters."""
    found: dict[str, dict[str, Varied]] = {"schedule": {}, "optimizer": {}}
    for parts, numbers in given.items():
        if parts[0] == "schedule":
            found["schedule"][str(parts[1])] = Varied(numbers)
        elif parts[0] == "optimizer":
            found["optimizer"][str(parts[1])] = Varied(numbers[:, np.newaxis])
    return found
