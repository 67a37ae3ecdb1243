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
from gdviz.engine.sweep.rules import Call, GradientTurns, Rules, at_minimum, calls_within, outcome_of, within
from gdviz.engine.sweep.steps import Steps, do, finite_tells

RATES = 2**21  # learning rates that are computed together, at the most
ROWS = 2**20  # bytes of rows that are looked at together, about: these, too, should stay in the cache
MOST_ROWS = 16  # an even number
COUNTED = 8  # rows whose turns are counted together


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

    `calls` have for each of some rows, an even number of them, what is to be done after its step; the first
    is an odd one. Where there is one minimum it is seen at once who is there; of several, which lie apart,
    the last row tells at which to look.
    """

    def __init__(self, rules: Rules, both: tuple[Array, Array]) -> None:
        self._rules, params = rules, both[0]
        shape, one = params.shape[1:], len(rules.low) == 1
        rows = MOST_ROWS if one else min(MOST_ROWS, max(2, ROWS // params.nbytes // 2 * 2))
        self._both = both
        self._inside, spare = np.empty((rows, *shape), bool), np.empty(shape, bool)
        self._stays, self._streak = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._one = one
        self._rows = np.empty((0 if self._one else rows, *params.shape), params.dtype)
        self.calls: list[list[Call]] = []
        for place, inside in enumerate(self._inside):
            now = both[1 - place % 2]
            if not len(rules.low):
                self.calls.append([])
            elif self._one:
                self.calls.append(calls_within(now, rules.low[0], rules.high[0], inside, spare))
            else:
                self.calls.append([(np.copyto, (self._rows[place], now))])

    def begin(self) -> None:
        """The runs are at their first row."""
        self.basin = at_minimum(self._rules, self._both[0])
        self.entered = np.zeros(self.basin.shape, np.int32)
        if not self._one and self.basin.max() >= 0:
            self._ends = self._ends_of_minima()

    def look(self, first: int, rows: int) -> None:
        """Find who arrived and who left at so many rows from `first` on, which have been seen."""
        before, inside = self.basin, self._inside[:rows]
        if before.min() >= 0:
            if not self._one:
                within(np.moveaxis(self._rows[:rows], 1, 0), *self._ends, inside)
            if inside.all():
                return  # all were there and stayed
        if self._one:
            self.basin = inside[-1].view(np.int8) - np.int8(1)
        else:
            self.basin = at_minimum(self._rules, self._both[(first + rows - 1) % 2])
        if self.basin.max() < 0:
            return
        new: Array = before != self.basin
        moved = bool(new.any())
        if not self._one:
            if moved:
                self._ends = self._ends_of_minima()
            within(np.moveaxis(self._rows[:rows], 1, 0), *self._ends, inside)
        stays, streak = self._stays, self._streak
        if not moved:
            np.logical_and.reduce(inside, axis=0, out=stays.view(bool))
            if np.array_equal(stays, inside[-1].view(np.uint8)):
                return  # who is there was there at all rows
        stays[...] = streak[...] = inside[-1]
        for row in inside[-2::-1].view(np.uint8):
            np.bitwise_and(stays, row, stays)
            np.add(streak, stays, streak)
        new |= streak < rows
        np.copyto(self.entered, np.subtract(first + rows, streak, dtype=np.int32), where=new)

    def _ends_of_minima(self) -> tuple[Array, Array]:
        """The ends of the minimum at which each run is, ``(parameters, ...)``, or of the only one at which
        any is, ``(parameters,)``."""
        low, high = self._rules.low, self._rules.high
        one = self.basin.max()
        if self.basin.view(np.uint16).min() == one:  # as whole numbers without a sign -1 is the largest
            return low[one], high[one]
        where = self.basin.astype(np.intp)
        return low.T.take(where, axis=1), high.T.take(where, axis=1)


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
        self._arrivals = _Arrivals(rules, self._steps.both)
        steps = self._steps
        tells, slopes = finite_tells(problem, dtype), [each.reshape(-1) for each in steps.gradient]
        self._points = [[each.reshape(-1) for each in params] for params in steps.both]
        self._numbers = [slopes if tells else [*slopes, *points] for points in self._points]
        self._loss, self._most = steps.loss.reshape(-1), steps.limit**2
        self._bits = [each.view(f"u{dtype.itemsize}") for each in steps.both]
        self._zeros = np.zeros(math.prod(shape), dtype)
        self._tail = _Tail(rules, steps.gradient)

    def make(self, optimizer: Optimizer, rates: Rates, start: Array, kept: dict[str, Array]) -> None:
        """Make runs from `start`, ``(parameters, rows, columns)``; put what is kept of them into arrays by
        name, ``(rows, columns)``. The optimizer and the rates may have numbers that vary over these."""
        rules, steps = self._rules, self._steps
        self._alive: Array | None = None  # 1 and 0, once a run has ended
        self._optimizer = optimizer
        self._tail.begin()
        with np.errstate(all="ignore"):
            steps.begin(optimizer, start)
            first_loss = steps.loss.copy()
            if not self._finite(0):
                self._end(0)
            self._arrivals.begin()
            still = self._descend(rates)
            do(steps.see[rules.steps % 2])
            arrivals, loss = self._arrivals, steps.loss
            there = arrivals.basin >= 0
            there &= arrivals.entered <= rules.latest
            kept["broken"][...] = -1
            if self._alive is not None:
                there &= self._broken < 0
                np.copyto(loss, self._last_losses, where=self._broken >= 0)
                kept["broken"][...] = self._broken
            kept["outcome"][...] = outcome_of(
                rules,
                broken=None if self._alive is None else self._broken >= 0,
                arrived=there,
                risen=loss > first_loss,
                turns=self._tail.turns,
                shrunk=self._tail.ends < 0.5 * self._tail.begins,
                still=still,
            )
        nowhere = there.view(np.int8) - np.int8(1)  # -1 where a run did not arrive, else 0
        kept["arrived"][...] = arrivals.entered | nowhere.astype(np.int32)
        kept["basin"][...] = arrivals.basin | nowhere
        kept["final_loss"][...] = loss

    def _descend(self, rates: Rates) -> Array:
        """Make all steps; returns which runs hardly moved in the last."""
        rules, steps, tail, arrivals = self._rules, self._steps, self._tail, self._arrivals
        each_rate = None if rates.still is not None else rates.each(rules.steps, self._shape)
        if rates.still is not None:
            steps.rate[...] = rates.still
        calls = [[*steps.calls[1 - place % 2], *after] for place, after in enumerate(arrivals.calls)]
        for first in range(1, rules.steps + 1, len(calls)):
            rows = min(len(calls), rules.steps + 1 - first)
            for place in range(rows):
                if each_rate is not None:
                    self._take(next(each_rate))
                for call, arrays in calls[place]:
                    call(*arrays)
                row = first + place
                if not self._finite(row):
                    self._end(row)
                if row >= tail.first:
                    tail.look(row)
            arrivals.look(first, rows)
            if self._alive is not None and self._broken.min() >= 0:
                return np.zeros(self._shape, bool)
            if each_rate is None and steps.forgets and np.array_equal(self._bits[0], self._bits[1]):
                tail.stays(row)
                break
        before, after = steps.both
        still: Array = np.all(np.abs(before - after) <= rules.still[:, np.newaxis, np.newaxis], axis=0)
        return still

    def _take(self, rate: Array) -> None:
        if self._alive is None:
            self._steps.rate[...] = rate
        else:
            np.multiply(rate, self._alive, self._steps.rate)

    def _finite(self, row: int) -> bool:
        """Whether every number of every run is, at a row. Small parameters tell; else a sum of products does,
        past the largest number one with zeros."""
        if self._most:
            if all(each.dot(each) <= self._most for each in self._points[row % 2]):
                return True
            do(self._steps.see[row % 2])
        loss, numbers = self._loss, self._numbers[row % 2]
        for each in numbers:
            if not math.isfinite(loss.dot(each)):
                return loss.dot(self._zeros) == 0 and all(each.dot(self._zeros) == 0 for each in numbers)
        return True

    def _end(self, row: int) -> None:
        """Some runs end here, since a number of theirs is not finite; they stand still from now on."""
        steps = self._steps
        now, before = steps.both[row % 2], steps.both[1 - row % 2]
        sound = np.isfinite(steps.loss)
        for each in (*steps.gradient, *now):
            sound &= np.isfinite(each)
        gone = np.flatnonzero(~sound)
        if self._alive is None:
            self._alive = np.ones(self._shape, now.dtype)
            self._broken = np.full(self._shape, -1, np.int32)
            self._last_losses = np.zeros(self._shape, now.dtype)  # of runs that have ended
        broken, last = self._broken.reshape(-1), self._last_losses.reshape(-1)
        new = gone[broken[gone] < 0]
        broken[new] = row
        points = before.reshape(len(before), -1).T[new]
        last[new] = steps.loss.reshape(-1)[new] if row == 0 else self._problem.value(points)
        self._alive.reshape(-1)[new] = 0
        self._park(gone, now)

    def _park(self, gone: Array, params: Array) -> None:
        """Let runs that have ended stand where numbers are finite: nobody looks at them."""
        steps, problem = self._steps, self._problem
        place = np.array((problem.minima or (problem.start,))[0], params.dtype)
        params.reshape(len(place), -1)[:, gone] = place[:, np.newaxis]
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
        self._spare = np.empty(shape, gradient.dtype)
        self.turns, self._few = np.empty(shape, np.uint16), np.empty(shape, np.uint8)
        self._flags = np.empty((COUNTED, *shape), bool)
        self._turning = GradientTurns(gradient, self._flags)

    def begin(self) -> None:
        """Nothing is seen yet."""
        for each in (self.begins, self.ends, self.turns):
            each[...] = 0

    def look(self, row: int) -> None:
        """What the gradients of a row, and of the one before it, show."""
        place = (row - self.first) % COUNTED
        do(self._turning.calls[place])
        if place == COUNTED - 1 or row == self._last:
            self._count(row)
        if row <= self.first + 1:
            self._grow(self.begins)
        if row >= self._last - 1:
            self._grow(self.ends)

    def stays(self, row: int) -> None:
        """From a row on, which has been looked at, no gradient changes any more."""
        if self.first <= row < self._last and (row - self.first) % COUNTED < COUNTED - 1:
            self._count(row)
        if row <= self.first:
            self._grow(self.begins)
        self._grow(self.ends)

    def _count(self, row: int) -> None:
        rows = (row - self.first) % COUNTED + 1
        self._turning.find(rows)
        flags = self._flags[:rows]
        if row - self.first < COUNTED:
            flags[0] = False  # there is none before it
        np.add.reduce(flags.view(np.uint8), axis=0, dtype=np.uint8, out=self._few)
        self.turns += self._few

    def _grow(self, most: Array) -> None:
        for each in self._gradient:
            np.maximum(most, np.abs(each, out=self._spare), out=most)
