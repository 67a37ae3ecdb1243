"""Many runs of one loss in closed form at once, each with the very digits that it has alone.

Every run goes through the functions of the engine that it goes through alone (the loss, its gradient, the
optimizer), in the same order; these work number by number, so that only the arrays are larger. Parameters
are the first axis: each is contiguous. The runs of a tile are so few that they stay in the processor's cache.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import GradientDescent, Optimizer, State
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.rules import Rules, at_minimum, outcome_of, turned, within

RATES = 2**21  # learning rates that are computed together, at the most


@dataclass(frozen=True)
class RunBlock:
    """Runs that are made together: what they share, and what each of them begins from.

    `start` is ``(parameters, rows, columns)``, of the precision of the runs; the optimizer and `rates` may
    have numbers that vary over rows and columns.
    """

    problem: Objective
    optimizer: Optimizer
    rates: Rates
    start: Array
    rules: Rules


class Rates:
    """The learning rate of each step of each run, step after step."""

    def at(self, first: int, stop: int) -> Array:
        """The rates of the updates ``first:stop``, ``(steps, rows, columns)``, each of them full or 1."""
        raise NotImplementedError

    def each(self, steps: int, shape: tuple[int, ...]) -> Iterator[Array]:
        """The rate of each update, of a shape that goes with `shape`."""
        at_once = max(1, RATES // (shape[0] * shape[1]))
        for first in range(0, steps, at_once):
            yield from self.at(first, min(first + at_once, steps))


def make_together(tile: RunBlock, kept: dict[str, Array]) -> None:
    """Make the runs of a tile, and put what is kept of them into arrays by name, ``(rows, columns)``."""
    rules = tile.rules
    with np.errstate(all="ignore"):
        if len(rules.low) == 1:
            arrivals = _Arrivals(tile.start.shape[1:], rules.low[0], rules.high[0])
            runs = _Runs(tile, arrivals)
            there, basin = arrivals.inside, np.zeros((), np.int16)
        else:
            runs = _Runs(tile)
            basin = at_minimum(rules, runs.params)
            basin[runs.broken >= 0] = -1
            arrivals = _arrivals_at(tile, basin)
            there = basin >= 0
        there = there & (arrivals.entered <= rules.latest) & (runs.broken < 0)
        kept["outcome"][...] = outcome_of(
            rules,
            broken=runs.broken >= 0,
            arrived=there,
            risen=runs.loss > runs.first_loss,
            turns=runs.turns,
            shrunk=runs.shrunk,
            still=runs.still,
        )
    kept["arrived"][...] = np.where(there, arrivals.entered, np.int32(-1))
    kept["basin"][...] = np.where(there, basin, np.int16(-1))
    kept["final_loss"][...] = runs.loss
    kept["broken"][...] = runs.broken


class _Arrivals:
    """At which row each run came between two ends, ``(parameters, ...)``, where it still is."""

    def __init__(self, shape: tuple[int, ...], low: Array, high: Array) -> None:
        self.entered = np.zeros(shape, np.int32)
        self.inside = np.zeros(shape, bool)
        self._ends = low, high
        self._was_inside, self._spare = np.zeros(shape, bool), np.empty(shape, bool)

    def look(self, row: int, params: Array) -> None:
        """Where the runs are at a row, the rows one after the other."""
        self.inside, self._was_inside = self._was_inside, self.inside
        within(params, *self._ends, self.inside, self._spare)
        np.greater(self.inside, self._was_inside, self._spare)
        if self._spare.any():
            self.entered[self._spare] = row


def _arrivals_at(tile: RunBlock, basin: Array) -> _Arrivals:
    """The arrivals of runs at the minima at which they are known to end: they are made once more."""
    if np.all(basin < 0):
        return _Arrivals(basin.shape, tile.start, tile.start)
    low, high = (np.moveaxis(ends[basin], -1, 0).copy() for ends in (tile.rules.low, tile.rules.high))
    arrivals = _Arrivals(basin.shape, low, high)
    problem, params, update = tile.problem, tile.start.copy(), _update_of(tile.optimizer)
    state, gradient, at = tile.optimizer.start(params), np.empty_like(params), np.moveaxis(params, 0, -1)
    arrivals.look(0, params)
    for row, rate in enumerate(tile.rates.each(tile.rules.steps, basin.shape), 1):
        problem.gradient(at, np.moveaxis(gradient, 0, -1))
        update(params, gradient, state, rate)
        arrivals.look(row, params)
    return arrivals


class _Runs:
    """The runs of a tile, made from their first row to their last."""

    def __init__(self, tile: RunBlock, arrivals: _Arrivals | None = None) -> None:
        self.tile = tile
        self.shape = tile.start.shape[1:]
        self.params = tile.start.copy()
        self.broken = np.full(self.shape, -1, np.int32)
        self.shrunk, self.still = np.zeros(self.shape, bool), np.zeros(self.shape, bool)
        self.turns = np.zeros(self.shape, np.int32)
        self._state = tile.optimizer.start(self.params)
        self._gradient, self._before = np.empty_like(self.params), np.empty_like(self.params)
        self._at = np.moveaxis(self.params, 0, -1)  # as losses take points
        self._zeros = np.zeros(self.params.size, self.params.dtype)
        self._alive: Array | None = None  # 1 and 0, once a run has ended
        self._last_losses = np.zeros(self.shape, self.params.dtype)  # of runs that have ended
        self._find_gradient()
        self.loss = self.first_loss = self._value()
        self._check(0, self.loss)
        if arrivals is not None:
            arrivals.look(0, self.params)
        self._descend(tile.rules, arrivals)
        if self._alive is not None:
            self.loss = np.where(self.broken >= 0, self._last_losses, self.loss)

    def _descend(self, rules: Rules, arrivals: _Arrivals | None) -> None:
        params, update, tail = self.params, _update_of(self.tile.optimizer), _Tail(rules, self.params)
        for row, rate in enumerate(self.tile.rates.each(rules.steps, self.shape), 1):
            if row == rules.steps:
                last_but_one = params.copy()
            update(params, self._gradient, self._state, rate if self._alive is None else rate * self._alive)
            self._gradient, self._before = self._before, self._gradient
            self._find_gradient()
            loss_before, self.loss = self.loss, self._value()
            self._check(row, loss_before)
            if row >= tail.first:
                tail.look(row, self._gradient, self._before)
            if arrivals is not None:
                arrivals.look(row, params)
            if self._alive is not None and row % 16 == 0 and self.broken.min() >= 0:
                return
        last_but_one -= params
        self.still = np.all(np.abs(last_but_one) <= rules.still[:, np.newaxis, np.newaxis], axis=0)
        self.turns, self.shrunk = tail.turns, tail.ends < 0.5 * tail.begins

    def _find_gradient(self) -> None:
        self.tile.problem.gradient(self._at, np.moveaxis(self._gradient, 0, -1))

    def _value(self) -> Array:
        """The loss of each run, in an array of its own."""
        loss = self.tile.problem.value(self._at)
        own = loss.shape == self.shape and loss.base is None
        return loss if own else np.array(np.broadcast_to(loss, self.shape))

    def _check(self, row: int, loss_before: Array) -> None:
        """Which runs end here, since a number of theirs is not finite; they stand still from now on."""
        # A sum of products is finite only where every number is; past the largest number, zeros tell.
        losses, params, gradients = (each.reshape(-1) for each in (self.loss, self.params, self._gradient))
        if math.isfinite(np.dot(losses, losses)) and math.isfinite(np.dot(params, gradients)):
            return
        if not any(np.dot(each, self._zeros[: each.size]) for each in (losses, params, gradients)):
            return
        sound = np.isfinite(self.loss)
        sound &= np.isfinite(self._gradient).all(axis=0)
        sound &= np.isfinite(self.params).all(axis=0)
        gone = ~sound
        if not gone.any():
            return
        new = gone & (self.broken < 0)
        self.broken[new] = row
        self._last_losses[new] = (self.loss if row == 0 else loss_before)[new]
        self._alive = (self.broken < 0).astype(self.params.dtype)
        self._park(gone)

    def _park(self, gone: Array) -> None:
        """Let runs that have ended stand where numbers are finite: nobody looks at them."""
        problem = self.tile.problem
        place = np.array((problem.minima or (problem.start,))[0], self.params.dtype)
        self.params[:, gone] = place[:, np.newaxis]
        self._gradient[:, gone] = problem.gradient(place)[:, np.newaxis]
        self.loss[gone] = problem.value(place)
        for name, value in self.tile.optimizer.slots().items():
            self._state[name][:, gone] = np.broadcast_to(np.asarray(value), self.shape)[gone]


class _Tail:
    """How often the runs turned round in their last rows, and how their gradients shrank there."""

    def __init__(self, rules: Rules, params: Array) -> None:
        shape = params.shape[1:]
        self.first, self._last = rules.steps + 1 - rules.tail, rules.steps
        self.begins, self.ends = np.zeros(shape, params.dtype), np.zeros(shape, params.dtype)
        self._turns, self._few = np.zeros(shape, np.int32), np.zeros(shape, np.uint8)
        self._spare, self._flags = np.empty_like(params), np.empty(shape, bool)

    @property
    def turns(self) -> Array:
        """How often each run has turned round so far."""
        return self._turns + self._few

    def look(self, row: int, gradient: Array, before: Array) -> None:
        """What the gradients of a row, and of the one before it, show."""
        if row > self.first:
            turned(gradient, before, self._spare, self._flags)
            np.add(self._few, self._flags.view(np.uint8), self._few)
            if (row - self.first) % 255 == 0:
                self._turns += self._few
                self._few[...] = 0
        if row <= self.first + 1:
            np.maximum(self.begins, np.abs(gradient).max(axis=0), out=self.begins)
        if row >= self._last - 1:
            np.maximum(self.ends, np.abs(gradient).max(axis=0), out=self.ends)


def _update_of(optimizer: Optimizer) -> Callable[[Array, Array, State, Array], None]:
    """The optimizer's update, of plain descent without a copy that large arrays need not."""
    return _descend_in_place if type(optimizer) is GradientDescent else optimizer.update


def _descend_in_place(params: Array, gradient: Array, state: State, rate: Array) -> None:
    scratch = state["a"]
    np.multiply(gradient, rate, scratch)
    np.subtract(params, scratch, params)


__all__ = ["Rates", "RunBlock", "make_together"]
