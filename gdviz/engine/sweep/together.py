"""Many runs of one loss in closed form at once, each with the very digits that it has alone.

Every run goes through the operations that it goes through alone, in the same order; these work number by
number, so that only the arrays are larger. Parameters are the first axis: each is contiguous. The runs of a
tile are so few that they stay in the processor's cache. What becomes of them is looked at some steps at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.rules import Call, Rules, at_minimum, calls_within, outcome_of, turns_into, within
from gdviz.engine.sweep.steps import Steps, do, finite_tells

RATES = 2**21  # learning rates that are computed together, at the most
ROWS = 2**20  # bytes of rows that are looked at together, about: these, too, should stay in the cache
MOST_ROWS = 32


class Rates:
    """The learning rate of each step of each run, step after step."""

    still: Array | None = None  # the rates of every step, where they are always the same, full or 1

    def at(self, first: int, stop: int) -> Array:
        """The rates of the updates ``first:stop``, ``(steps, rows, columns)``, each of them full or 1."""
        raise NotImplementedError

    def each(self, steps: int, shape: tuple[int, ...]) -> Iterator[Array]:
        """The rate of each update, of a shape that goes with `shape`."""
        at_once = max(1, RATES // (shape[0] * shape[1]))
        for first in range(0, steps, at_once):
            yield from self.at(first, min(first + at_once, steps))


class _Arrivals:
    """At which minimum each run is, if at any, and since which row it has been there.

    `calls` have for each of some rows what is to be done before its step and after it. Where there is one
    minimum it is seen at once who is there; of several, which lie apart, the last row tells at which to look.
    """

    def __init__(self, rules: Rules, params: Array) -> None:
        self._rules, self._params = rules, params
        shape, rows = params.shape[1:], min(MOST_ROWS, max(2, ROWS // params.nbytes))
        self._inside, spare = np.empty((rows, *shape), bool), np.empty(shape, bool)
        self._stays, self._streak = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._one = len(rules.low) == 1
        self._rows = np.empty((1 if self._one else rows + 1, *params.shape), params.dtype)
        self.calls: list[tuple[list[Call], list[Call]]] = []
        for place, inside in enumerate(self._inside):
            if self._one:
                after = calls_within(params, rules.low[0], rules.high[0], inside, spare)
                self.calls.append(([(np.copyto, (self._rows[0], params))], after))
            else:
                self.calls.append(([], [(np.copyto, (self._rows[place + 1], params))]))

    def begin(self) -> None:
        """The runs are at their first row."""
        shape = self._params.shape[1:]
        self.basin, self.entered = np.full(shape, -1, np.int16), np.zeros(shape, np.int32)
        self._rows[0] = self._params
        do(self.calls[0][1])
        self.look(0, 1)

    def before(self, place: int) -> Array:
        """Where the runs were before the row that was seen at a place."""
        rows: Array = self._rows[0 if self._one else place]
        return rows

    def look(self, first: int, rows: int) -> None:
        """Find who arrived and who left at so many rows from `first` on, which have been seen."""
        before, inside = self.basin, self._inside[:rows]
        if self._one:
            self.basin = inside[-1].view(np.int8) - np.int16(1)
        else:
            self.basin = at_minimum(self._rules, self._params)
            self._rows[0] = self._rows[rows]
        new: Array = before != self.basin
        if (self.basin < 0).all():
            return
        if not self._one:
            if new.any():
                self._ends = self._ends_of_minima()
            within(np.moveaxis(self._rows[1 : rows + 1], 1, 0), *self._ends, inside)
        stays, streak = self._stays, self._streak
        stays[...] = streak[...] = inside[-1]
        for row in inside[-2::-1].view(np.uint8):
            np.bitwise_and(stays, row, stays)
            np.add(streak, stays, streak)
        new |= streak < rows
        if new.any():
            np.copyto(self.entered, first + rows - streak.astype(np.int32), where=new)

    def _ends_of_minima(self) -> tuple[Array, Array]:
        """The ends of the minimum at which each run is, ``(parameters, ...)``."""
        low, high = ([each[self.basin] for each in ends.T] for ends in (self._rules.low, self._rules.high))
        return np.array(low), np.array(high)


class RunsTogether:
    """Some runs of a loss, made again and again with other starts and rates: the memory stays the same.

    `shape` is ``(rows, columns)``, `plain` the optimizer without numbers that vary.
    """

    def __init__(
        self, problem: Objective, plain: Optimizer, rules: Rules, shape: tuple[int, int], dtype: np.dtype
    ) -> None:
        whole = (len(problem.parameter_names), *shape)
        self._problem, self._rules, self._shape = problem, rules, shape
        self._steps = Steps(problem, plain, whole, dtype)
        self._arrivals = _Arrivals(rules, self._steps.params)
        steps = self._steps
        others = steps.gradient if finite_tells(problem, dtype) else (*steps.gradient, *steps.params)
        self._loss, self._numbers = steps.loss.reshape(-1), [each.reshape(-1) for each in others]
        self._zeros = np.zeros(math.prod(shape), dtype)
        self._tail = _Tail(rules, steps.gradient)

    def make(self, optimizer: Optimizer, rates: Rates, start: Array, kept: dict[str, Array]) -> None:
        """Make runs from `start`, ``(parameters, rows, columns)``; put what is kept of them into arrays by
        name, ``(rows, columns)``. The optimizer and the rates may have numbers that vary over these."""
        rules, steps = self._rules, self._steps
        self._broken = np.full(self._shape, -1, np.int32)
        self._alive: Array | None = None  # 1 and 0, once a run has ended
        self._last_losses = np.zeros(self._shape, start.dtype)  # of runs that have ended
        self._optimizer = optimizer
        self._tail.begin()
        with np.errstate(all="ignore"):
            steps.begin(optimizer, start)
            first_loss = steps.loss.copy()
            if not self._finite():
                self._end(0, start)
            self._arrivals.begin()
            still = self._descend(rates)
            arrivals, sound = self._arrivals, self._broken < 0
            loss = steps.loss if self._alive is None else np.where(sound, steps.loss, self._last_losses)
            there = sound & (arrivals.basin >= 0) & (arrivals.entered <= rules.latest)
            kept["outcome"][...] = outcome_of(
                rules,
                broken=~sound,
                arrived=there,
                risen=loss > first_loss,
                turns=self._tail.turns,
                shrunk=self._tail.ends < 0.5 * self._tail.begins,
                still=still,
            )
        kept["arrived"][...] = np.where(there, arrivals.entered, np.int32(-1))
        kept["basin"][...] = np.where(there, arrivals.basin, np.int16(-1))
        kept["final_loss"][...] = loss
        kept["broken"][...] = self._broken

    def _descend(self, rates: Rates) -> Array:
        """Make all steps; returns which runs hardly moved in the last."""
        rules, steps, tail, arrivals = self._rules, self._steps, self._tail, self._arrivals
        each_rate = None if rates.still is not None else rates.each(rules.steps, self._shape)
        if rates.still is not None:
            steps.rate[...] = rates.still
        step = steps.calls
        calls = [[*before, *step, *after] for before, after in arrivals.calls]
        for first in range(1, rules.steps + 1, len(calls)):
            rows = min(len(calls), rules.steps + 1 - first)
            for place in range(rows):
                if each_rate is not None:
                    self._take(next(each_rate))
                for call, arrays in calls[place]:
                    call(*arrays)
                if not self._finite():
                    self._end(first + place, arrivals.before(place))
                if first + place >= tail.first:
                    tail.look(first + place)
            if first + rows > rules.steps:
                moved = np.abs(arrivals.before(rows - 1) - steps.params)
            arrivals.look(first, rows)
            if self._alive is not None and self._broken.min() >= 0:
                return np.zeros(self._shape, bool)
        still: Array = np.all(moved <= rules.still[:, np.newaxis, np.newaxis], axis=0)
        return still

    def _take(self, rate: Array) -> None:
        if self._alive is None:
            self._steps.rate[...] = rate
        else:
            np.multiply(rate, self._alive, self._steps.rate)

    def _finite(self) -> bool:
        """Whether every number of every run is: a sum of products tells, past the largest number zeros do."""
        loss = self._loss
        for each in self._numbers:
            if not math.isfinite(loss.dot(each)):
                return loss.dot(self._zeros) == 0 and all(
                    each.dot(self._zeros) == 0 for each in self._numbers
                )
        return True

    def _end(self, row: int, before: Array) -> None:
        """Some runs end here, since a number of theirs is not finite; they stand still from now on."""
        steps = self._steps
        sound = np.isfinite(steps.loss)
        for each in (*steps.gradient, *steps.params):
            sound &= np.isfinite(each)
        gone = np.flatnonzero(~sound)
        broken, last = self._broken.reshape(-1), self._last_losses.reshape(-1)
        new = gone[broken[gone] < 0]
        broken[new] = row
        points = before.reshape(len(before), -1).T[new]
        last[new] = steps.loss.reshape(-1)[new] if row == 0 else self._problem.value(points)
        if self._alive is None:
            self._alive = np.ones(self._shape, steps.params.dtype)
        self._alive.reshape(-1)[new] = 0
        self._park(gone)

    def _park(self, gone: Array) -> None:
        """Let runs that have ended stand where numbers are finite: nobody looks at them."""
        steps, problem = self._steps, self._problem
        place = np.array((problem.minima or (problem.start,))[0], steps.params.dtype)
        steps.params.reshape(len(place), -1)[:, gone] = place[:, np.newaxis]
        steps.gradient.reshape(len(place), -1)[:, gone] = problem.gradient(place)[:, np.newaxis]
        steps.loss.reshape(-1)[gone] = problem.value(place)
        steps.rate.reshape(-1)[gone] = 0
        for name, value in self._optimizer.slots().items():
            slot = steps.state[name].reshape(len(place), -1)
            slot[:, gone] = np.broadcast_to(np.asarray(value), self._shape).reshape(-1)[gone]


class _Tail:
    """How often the runs turned round in their last rows, and how their gradients shrank there."""

    def __init__(self, rules: Rules, gradient: Array) -> None:
        shape = gradient.shape[1:]
        self.first, self._last = rules.steps + 1 - rules.tail, rules.steps
        self._gradient = gradient
        self.begins, self.ends = np.empty(shape, gradient.dtype), np.empty(shape, gradient.dtype)
        self._turns, self._few, flags = (
            np.empty(shape, np.int32),
            np.empty(shape, np.uint8),
            np.empty(shape, bool),
        )
        self._calls: list[Call] = [
            *turns_into(flags, gradient),
            (np.add, (self._few, flags.view(np.uint8), self._few)),
        ]

    def begin(self) -> None:
        """Nothing is seen yet."""
        for each in (self.begins, self.ends, self._turns, self._few):
            each[...] = 0

    @property
    def turns(self) -> Array:
        """How often each run has turned round so far."""
        return self._turns + self._few

    def look(self, row: int) -> None:
        """What the gradients of a row, and of the one before it, show."""
        do(self._calls)
        if row == self.first:
            self._few[...] = 0  # there is none before it
        elif (row - self.first) % 255 == 0:
            self._turns += self._few
            self._few[...] = 0
        if row <= self.first + 1:
            np.maximum(self.begins, np.abs(self._gradient).max(axis=0), out=self.begins)
        if row >= self._last - 1:
            np.maximum(self.ends, np.abs(self._gradient).max(axis=0), out=self.ends)


__all__ = ["Rates", "RunsTogether"]
