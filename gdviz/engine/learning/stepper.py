"""The steps of a run that learns from data: one object that holds a row's state and goes on from it.

The worker's stepper makes the recording; a reader's own stepper, taken up at a key frame, makes the rows
between key frames again, with the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.batches import Sampler
from gdviz.engine.learning.network import Backpropagation, weight_mask, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizer import State, copy_of

Array = NDArray[Any]

SCRATCH = "abcd"  # what an optimizer's state holds to work in, and need not be kept


@dataclass(frozen=True, eq=False)
class KeyFrame:
    """All that a run needs to go on from a row; row -1 stands before the start."""

    row: int
    params: Array
    state: State
    shadow: Array | None
    gathered: Array | None


@dataclass(frozen=True, eq=False)
class Burst:
    """The rows that a burst has made, a first axis each; outputs and targets a list each, by row."""

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
        self.loss = problem.loss
        self.sampler = sampler_of(experiment)
        dtype = np.dtype(experiment.precision)
        layers, split = problem.layers, problem.split()
        self.row = -1
        self.params = np.asarray(experiment.start, dtype)
        self.gradient = np.empty_like(self.params)
        self.state = experiment.optimizer.start(self.params)
        average = experiment.average
        self._average = average if isinstance(average, MovingAverage) else None
        from_zero = self._average is not None and self._average.start == "zero"
        self.shadow = np.zeros_like(self.params) if from_zero else self.params.copy()
        self.gathered = np.zeros(1, dtype)  # what the average makes of ones, from zero
        self._start = self.params.copy()
        self._layers = layers
        self._inputs = with_ones(split.x.astype(dtype), problem.model.bias)
        self._targets = split.y.astype(dtype)
        self._passes: dict[int, Backpropagation] = {}
        self._batches: dict[int, tuple[Array, Array]] = {}
        self._add_penalty = problem.penalty.adder(weight_mask(layers, dtype))
        self._factors = rate_factors(problem, dtype)

    def key_frame(self) -> KeyFrame:
        """The present row, to be taken up again by `resume`."""
        averaged = self._average is not None
        shadow, gathered = (self.shadow.copy(), self.gathered.copy()) if averaged else (None, None)
        state = {name: array.copy() for name, array in self.state.items() if name not in SCRATCH}
        return KeyFrame(self.row, self.params.copy(), state, shadow, gathered)

    def resume(self, frame: KeyFrame) -> None:
        """Go on from a key frame of an equal experiment."""
        self.row = frame.row
        self.params[:] = frame.params
        self.state = self.experiment.optimizer.start(self.params) | copy_of(frame.state)
        if frame.shadow is not None and frame.gathered is not None:
            self.shadow[:] = frame.shadow
            self.gathered[:] = frame.gathered
        if self.row >= 0:
            self._find_gradient(self.row)

    def burst(self, rows: int) -> Burst:
        """Make the next `rows` rows; the first burst of a run begins with row 0, the start."""
        first = self.row + 1
        made = np.empty((rows, self.params.size), self.params.dtype)
        gradients = np.empty_like(made)
        outputs, targets = [], []
        rates = self._rates(first, rows)
        update, params, gradient = self.experiment.optimizer.update, self.params, self.gradient
        for place in range(rows):
            row = first + place
            if row > 0:
                update(params, gradient, self.state, rates[place])
            made[place] = params
            output, target = self._find_gradient(row)
            gradients[place] = gradient
            outputs.append(output.copy())
            targets.append(target)
        self.row = first + rows - 1
        return Burst(made, gradients, self._follow(first, made), outputs, targets)

    def _rates(self, first: int, rows: int) -> Array:
        """The learning rate of the update that makes each row: 0-d arrays, or a rate for each parameter."""
        experiment = self.experiment
        steps = np.maximum(np.arange(first - 1, first - 1 + rows), 0)
        global_steps = steps if experiment.advance_global_step else np.zeros_like(steps)
        rates = experiment.schedule.rates(global_steps, self.params.dtype)
        return rates[:, np.newaxis] if self._factors is None else rates[:, np.newaxis] * self._factors

    def _find_gradient(self, row: int) -> tuple[Array, Array]:
        """The gradient of the total loss on the row's batch; returns the batch's output and target."""
        inputs, target = self._batch(row)
        passes = self._passes.get(len(target))
        if passes is None:
            passes = Backpropagation(self._layers, self.params, self.gradient, len(target))
            self._passes[len(target)] = passes
        passes.forward(inputs)
        self.loss.gradient(passes.output, target, passes.outer)
        passes.backward(inputs)
        if self._add_penalty is not None:
            self._add_penalty(self.params, self.gradient)
        return passes.output, target

    def _batch(self, row: int) -> tuple[Array, Array]:
        """The inputs, turned, and targets of a row's batch; batches that come round again are kept."""
        rows = self.sampler.rows(row)
        if not isinstance(rows, slice):
            return np.ascontiguousarray(self._inputs[rows].T), self._targets[rows]
        batch = self._batches.get(rows.start)
        if batch is None:
            batch = np.ascontiguousarray(self._inputs[rows].T), self._targets[rows]
            self._batches[rows.start] = batch
        return batch

    def _follow(self, first: int, params: Array) -> Array | None:
        """The shadow of each row, updated after the parameters and after the counter."""
        average = self._average
        if average is None:
            return None
        steps = np.arange(first, first + len(params))
        global_steps = steps if self.experiment.advance_global_step else np.zeros_like(steps)
        weights = 1 - average.effective_decay(global_steps, params.dtype)
        debias = average.debias and average.start == "zero"
        made, difference, shadow = np.empty_like(params), np.empty_like(self.shadow), self.shadow
        for place, (value, weight) in enumerate(zip(params, weights[:, np.newaxis], strict=True)):
            if first + place > 0:
                np.subtract(shadow, value, out=difference)
                np.multiply(difference, weight, out=difference)
                np.subtract(shadow, difference, out=shadow)
                if debias:
                    self.gathered -= (self.gathered - 1) * weight
            if not debias:
                made[place] = shadow
            elif self.gathered[0] > 0:
                np.divide(shadow, self.gathered, out=made[place])
            else:
                made[place] = self._start
        return made


def sampler_of(experiment: Experiment) -> Sampler:
    """What says which examples each step of an experiment takes."""
    problem = experiment.problem
    assert isinstance(problem, Training)
    size = experiment.batches.batch_size or problem.train_size
    return Sampler(problem.train_size, size, experiment.batches.order, experiment.seed)


def rate_factors(problem: Training, dtype: Any) -> Array | None:
    """The learning rate's factor for each parameter; None where all layers learn alike."""
    if not problem.model.layer_rates:
        return None
    factors = np.ones(problem.layers[-1].stop, dtype)
    for layer, factor in zip(problem.layers, problem.model.layer_rates, strict=True):
        factors[layer.start : layer.stop] = factor
    return factors
