"""The steps of a run that learns from data: one object that holds a row's state and goes on from it.

The worker's stepper makes the recording; a reader's own stepper, taken up at a key frame, makes the rows
between key frames again, with the same bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.averaging import MovingAverage, Shadow
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.batches import Sampler
from gdviz.engine.learning.key_frames import SCRATCH, KeyFrame
from gdviz.engine.learning.network import Backpropagation, weight_mask, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizer_base import copy_of
from gdviz.engine.phases import Phases

MOST_SIZES = 4  # of batches, for which the arrays of both passes are kept
SKIPPED = 64  # rows made together on the way to others

Batch = tuple[Backpropagation, Array, Array]  # what computes it, its inputs turned, its targets


class Burst(Struct, frozen=True, eq=False):
    """The rows that a burst has made, a first axis each; outputs and targets, if asked for, are lists."""

    params: Array
    gradient: Array
    shadow: Array | None
    outputs: list[Array]
    targets: list[Array]


class Stepper:
    """A run at one row, with the gradient of that row's batch already computed."""

    def __init__(self, experiment: Experiment) -> None:
        problem = experiment.problem
        assert isinstance(problem, Training)
        self.experiment = experiment
        self._loss = problem.loss
        self._phases = Phases(experiment)
        self._samplers = samplers_of(self._phases)
        dtype = np.dtype(experiment.precision)
        layers, split = problem.layers, problem.split()
        self.row = -1
        self.params = np.asarray(experiment.start, dtype)
        self.gradient = np.empty_like(self.params)
        self.state = experiment.optimizer.start(self.params)
        average = experiment.average
        self.shadow = Shadow(average, self.params) if isinstance(average, MovingAverage) else None
        self._layers = layers
        self._inputs = np.ascontiguousarray(with_ones(split.x.astype(dtype), problem.model.bias).T)
        self._targets = split.y.astype(dtype)
        self._passes: dict[int, Backpropagation] = {}
        self._batches: dict[int, Batch] = {}
        self._look_with(0)

    def _look_with(self, row: int) -> None:
        """Take what is in force at `row` for what is seen there, and for the update from there."""
        self._settings = self._phases.at(row)
        problem, dtype = self._settings.problem, self.params.dtype
        assert isinstance(problem, Training)
        self._sampler = sampler_at(self._samplers, self._phases, row)
        self._batches.clear()
        self._keeps_batches = self._inputs.shape[1] % self._sampler.size == 0  # the same few come round
        self._add_penalty = problem.penalty.adder(weight_mask(self._layers, dtype))
        self._factors = rate_factors(problem, dtype)

    def key_frame(self) -> KeyFrame:
        """The present row, to be taken up again by `resume`."""
        state = {name: array.copy() for name, array in self.state.items() if name not in SCRATCH}
        shadow = self.shadow and self.shadow.copy()
        return KeyFrame(self.row, self.params.copy(), self._settings.optimizer, state, shadow)

    def resume(self, frame: KeyFrame) -> None:
        """Go on from a key frame of an equal experiment."""
        self.row = frame.row
        self.params[:] = frame.params
        self._look_with(self.row)
        self.state = self._settings.optimizer.start(self.params) | copy_of(frame.state)
        self.shadow = frame.shadow and frame.shadow.copy()
        if self.row >= 0:
            self._find_gradient(self.row)

    def skip(self, rows: int) -> None:
        """Make the next `rows` rows and keep none of them."""
        while rows > 0:
            self.burst(min(rows, SKIPPED), with_outputs=False)
            rows -= SKIPPED

    def burst(self, rows: int, with_outputs: bool = True) -> Burst:
        """Make the next `rows` rows; the first burst of a run begins with row 0, the start."""
        parts: list[Burst] = []
        stop = self.row + 1 + rows
        while self.row + 1 < stop:
            until = self._phases.made_until(self.row + 1)
            end = stop if until is None else min(stop, until + 1)
            parts.append(self._burst(end - self.row - 1, until, with_outputs))
        return parts[0] if len(parts) == 1 else _joined(parts)

    def _burst(self, rows: int, until: int | None, with_outputs: bool) -> Burst:
        """The next rows, made with the same settings; where they reach `until`, others are in force there."""
        first = self.row + 1
        made = np.empty((rows, self.params.size), self.params.dtype)
        gradients = np.empty_like(made)
        outputs, targets = [], []
        update, params, gradient = self._settings.optimizer.update, self.params, self.gradient
        for place, rate in enumerate(self._rates(first, rows)):
            row = first + place
            if row > 0:
                update(params, gradient, self.state, rate)
            made[place] = params
            if row == until:
                before = self._settings.optimizer
                self._look_with(row)
                self.state = self._settings.optimizer.taken_over(params, before, self.state)
            output, target = self._find_gradient(row)
            gradients[place] = gradient
            if with_outputs:
                outputs.append(output.copy())
                targets.append(target)
        self.row = first + rows - 1
        burst = Burst(made, gradients, self._follow(first, made), outputs, targets)
        if self.shadow is not None and isinstance(self._settings.average, MovingAverage):
            self.shadow.average = self._settings.average
        return burst

    def _rates(self, first: int, rows: int) -> Array:
        """The learning rate of the update that makes each row, once for each parameter.

        Repeating it takes no memory, and a ufunc is quickest on arrays of one shape.
        """
        steps = np.maximum(np.arange(first - 1, first - 1 + rows), 0)
        rates = self._settings.schedule.rates(self._global_steps(steps), self.params.dtype)[:, np.newaxis]
        if self._factors is not None:
            return rates * self._factors
        return np.broadcast_to(rates, (rows, self.params.size))

    def _global_steps(self, steps: Array) -> Array:
        return steps if self.experiment.advance_global_step else np.zeros_like(steps)

    def _find_gradient(self, row: int) -> tuple[Array, Array]:
        """The gradient of the total loss on the row's batch; returns the batch's output and target."""
        passes, inputs, target = self._batch(row)
        passes.forward(inputs)
        self._loss.gradient(passes.output, target, passes.outer)
        passes.backward(inputs)
        if self._add_penalty is not None:
            self._add_penalty(self.params, self.gradient)
        return passes.output, target

    def _batch(self, row: int) -> Batch:
        """The batch of a row; those that come round again are kept."""
        rows = self._sampler.rows(row)
        if not isinstance(rows, slice):
            return self._passes_for(len(rows)), self._inputs.take(rows, 1), self._targets.take(rows, 0)
        batch = self._batches.get(rows.start)
        if batch is None:
            inputs, target = np.ascontiguousarray(self._inputs[:, rows]), self._targets[rows]
            batch = self._passes_for(len(target)), inputs, target
            if self._keeps_batches:
                self._batches[rows.start] = batch
        return batch

    def _passes_for(self, examples: int) -> Backpropagation:
        """The two passes for batches of this size."""
        passes = self._passes.get(examples)
        if passes is None:
            if len(self._passes) >= MOST_SIZES:
                del self._passes[next(iter(self._passes))]  # the oldest: batches cut short come in every size
            passes = Backpropagation(self._layers, self.params, self.gradient, examples)
            self._passes[examples] = passes
        return passes

    def _follow(self, first: int, params: Array) -> Array | None:
        """The shadow of each row, updated after the parameters and after the counter."""
        if self.shadow is None:
            return None
        return self.shadow.follow(params, self._global_steps(np.arange(first, first + len(params))))


def burst_from(experiment: Experiment, frame: KeyFrame, first: int, stop: int) -> Burst:
    """The rows ``first:stop`` of a run, made again from a key frame before them."""
    stepper = Stepper(experiment)
    with np.errstate(all="ignore"):
        stepper.resume(frame)
        stepper.skip(first - 1 - stepper.row)
        return stepper.burst(stop - first, with_outputs=False)


def sampler_of(experiment: Experiment) -> Sampler:
    """What says which examples each step of an experiment takes, as long as nothing changes."""
    problem = experiment.problem
    assert isinstance(problem, Training)
    size = experiment.batches.batch_size or problem.train_size
    return Sampler(problem.train_size, size, experiment.batches.order, experiment.seed)


def samplers_of(phases: Phases) -> list[Sampler]:
    """What says which examples each step takes, for each of the phases."""
    samplers = [sampler_of(phases.settings[0])]
    for start, settings in zip(phases.starts[1:], phases.settings[1:], strict=True):
        samplers.append(samplers[-1].resized(start, sampler_of(settings).size))
    return samplers


def sampler_at(samplers: list[Sampler], phases: Phases, row: int) -> Sampler:
    """The one of `samplers` that says which examples are taken at `row`."""
    return samplers[phases.place(row)]


def _joined(bursts: list[Burst]) -> Burst:
    """Bursts that follow each other as one."""
    shadows = [burst.shadow for burst in bursts if burst.shadow is not None]
    return Burst(
        np.concatenate([burst.params for burst in bursts]),
        np.concatenate([burst.gradient for burst in bursts]),
        np.concatenate(shadows) if shadows else None,
        [output for burst in bursts for output in burst.outputs],
        [target for burst in bursts for target in burst.targets],
    )


def rate_factors(problem: Training, dtype: Any) -> Array | None:
    """The learning rate's factor for each parameter, ``(parameters,)``; None where all layers learn alike."""
    if not problem.model.layer_rates:
        return None
    factors = np.ones(problem.layers[-1].stop, dtype)
    for layer, factor in zip(problem.layers, problem.model.layer_rates, strict=True):
        factors[layer.start : layer.stop] = factor
    return factors
