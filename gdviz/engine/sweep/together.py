"""Many runs of one loss in closed form at once, each with the very digits that it has alone.

Every run goes through the operations that it goes through alone, in the same order; these work number by
number, so that only the arrays are larger. Parameters are the first axis: each is contiguous. The runs of a
tile are so few that they stay in the processor's cache. What becomes of them is looked at some steps at once.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.arrivals import Arrivals, rows_of
from gdviz.engine.sweep.rules import Rules, outcome_of
from gdviz.engine.sweep.steps import Steps, finite_tells
from gdviz.engine.sweep.tail import Tail

RATES = 2**21  # learning rates that are computed together, at the most
FEW = 512  # runs among which it is not worth the while to leave some out
SOON = 8  # steps for which it is not, either


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


class RunsTogether:
    """Some runs of a loss, made again and again with other starts and rates: the memory stays the same.

    `shape` is ``(rows, columns)``, `plain` the optimizer without numbers that vary.
    """

    def __init__(
        self, problem: Objective, plain: Optimizer, rules: Rules, shape: tuple[int, int], dtype: np.dtype
    ) -> None:
        whole = (len(problem.parameter_names), *shape)
        self._problem, self._plain, self._rules, self._shape = problem, plain, rules, shape
        self._steps = steps = Steps(problem, plain, whole, dtype, rows_of(rules))
        self._arrivals = Arrivals(rules, steps.rows)
        tells, slopes = finite_tells(problem, dtype), [each.reshape(-1) for each in steps.gradient]
        self._points = [params.reshape(-1) for params in steps.rows]
        self._numbers = [
            slopes if tells else [*slopes, *params.reshape(len(params), -1)] for params in steps.rows
        ]
        self._loss, self._most = steps.loss.reshape(-1), steps.limit**2
        self._bits = [params.reshape(len(params), -1).view(f"u{dtype.itemsize}") for params in steps.rows]
        self._zeros = np.zeros(math.prod(shape), dtype)
        self._first_loss = np.empty(shape, dtype)
        self._tail = Tail(rules, steps.gradient)

    @functools.cached_property
    def _half(self) -> RunsTogether:
        """Half as many, in one row."""
        shape = (1, (len(self._zeros) + 1) // 2)
        return RunsTogether(self._problem, self._plain, self._rules, shape, self._zeros.dtype)

    def make(self, optimizer: Optimizer, rates: Rates, start: Array, kept: dict[str, Array]) -> None:
        """Make runs from `start`, ``(parameters, rows, columns)``; put what is kept of them into arrays by
        name, ``(rows, columns)``. The optimizer and the rates may have numbers that vary over these."""
        steps = self._steps
        self._alive: Array | None = None  # 1 and 0, once a run has ended
        self._optimizer = optimizer
        self._tail.begin()
        with np.errstate(all="ignore"):
            steps.begin(optimizer, start)
            self._first_loss[...] = steps.loss
            if not self.is_finite(0):
                self._end(0, 0)
            self._arrivals.begin()
            if rates.still is not None:
                steps.rate[...] = rates.still
                self._go_on(0, None, kept)
            else:
                self._go_on(0, rates.each(self._rules.steps, self._shape), kept)

    def _go_on(self, made: int, each_rate: Iterator[Array] | None, kept: dict[str, Array]) -> None:
        """Make all steps after so many, and keep what becomes of the runs; without rates that of before
        holds."""
        steps, tail, arrivals, last = self._steps, self._tail, self._arrivals, self._rules.steps
        settles, place = steps.forgets and each_rate is None, 0
        while made < last:
            rows = min(len(arrivals.calls), last - made)
            for row, after in enumerate(arrivals.calls[:rows], 1):
                if each_rate is not None:
                    self._take(next(each_rate))
                place = row % len(steps.calls)
                for call, arrays in steps.calls[place]:
                    call(*arrays)
                for call, arrays in after:
                    call(*arrays)
                if not self.is_finite(place):
                    self._end(made + row, place)
                if made + row >= tail.first:
                    tail.look(made + row)
            arrivals.look(made + 1, rows)
            made += rows
            if self._alive is not None and self._broken.min() >= 0:
                break
            if settles and made < last:
                going = self._going(place)
                if not going.size or (2 * going.size <= len(self._zeros) > FEW and last - made > SOON):
                    self._part_with(going, made, place, kept)
                    return
        self._keep(place, kept)

    def _take(self, rate: Array) -> None:
        if self._alive is None:
            self._steps.rate[...] = rate
        else:
            np.multiply(rate, self._alive, self._steps.rate)

    def _going(self, place: int) -> Array:
        """The places of the runs that are not where they were at the row before."""
        moves: Array = (self._bits[place] != self._bits[place - 1]).any(axis=0)
        if self._alive is not None:
            moves &= self._broken.reshape(-1) < 0
        return np.flatnonzero(moves)

    def _part_with(self, going: Array, made: int, place: int, kept: dict[str, Array]) -> None:
        """Go on with some runs alone: all others stand still, and will."""
        self._tail.count()
        fewer = self._with_some(going, place) if going.size else None
        self._tail.stays(made)
        self._keep(place, kept)
        if fewer is not None:
            part = {name: np.empty(fewer._shape, each.dtype) for name, each in kept.items()}
            fewer._go_on(made, None, part)
            for name, each in part.items():
                kept[name][np.unravel_index(going, self._shape)] = each[0, : going.size]

    def _with_some(self, places: Array, place: int) -> RunsTogether:
        """Some of the runs, at the first row of others; where these are more they have some twice."""
        fewer, steps = self._half, self._steps
        while 2 * places.size <= len(fewer._zeros) > FEW:
            fewer = fewer._half
        places = np.resize(places, fewer._shape)

        def some(each: Array) -> Array:
            return each.reshape(-1).take(places)

        fewer._optimizer, fewer._alive = self._plain, None
        fewer._steps.begin(self._plain, np.stack([some(each) for each in steps.rows[place]]))
        fewer._steps.rate[...], fewer._first_loss[...] = some(steps.rate), some(self._first_loss)
        fewer._arrivals.begin(some(self._arrivals.basin), some(self._arrivals.entered))
        fewer._tail.go_on_from(self._tail, places[0])
        return fewer

    def _keep(self, place: int, kept: dict[str, Array]) -> None:
        """Put what is kept into the arrays: the runs are at their last row."""
        rules, steps, arrivals = self._rules, self._steps, self._arrivals
        steps.see(place)
        loss, broken = steps.loss, None
        there = arrivals.basin >= 0
        there &= arrivals.entered <= rules.latest
        kept["broken"][...] = -1
        if self._alive is not None:
            broken = self._broken >= 0
            there &= ~broken
            np.copyto(loss, self._last_losses, where=broken)
            kept["broken"][...] = self._broken
        last_step = np.abs(steps.rows[place - 1] - steps.rows[place])
        kept["outcome"][...] = outcome_of(
            rules,
            broken=broken,
            arrived=there,
            risen=loss > self._first_loss,
            turns=self._tail.turns,
            shrunk=self._tail.ends < 0.5 * self._tail.begins,
            still=np.all(last_step <= rules.still[:, np.newaxis, np.newaxis], axis=0),
        )
        nowhere = there.view(np.int8) - np.int8(1)  # -1 where a run did not arrive, else 0
        kept["arrived"][...] = arrivals.entered | nowhere.astype(np.int32)
        kept["basin"][...] = arrivals.basin | nowhere
        kept["final_loss"][...] = loss

    def is_finite(self, place: int) -> bool:
        """Whether every number of every run is, at a row. Small parameters tell; else a sum of products does,
        past the largest number one with zeros."""
        if self._most:
            points = self._points[place]
            if points.dot(points) <= self._most:
                return True
            self._steps.see(place)
        loss, numbers = self._loss, self._numbers[place]
        for each in numbers:
            if not math.isfinite(loss.dot(each)):
                return loss.dot(self._zeros) == 0 and all(each.dot(self._zeros) == 0 for each in numbers)
        return True

    def _end(self, row: int, place: int) -> None:
        """Some runs end here, since a number of theirs is not finite; they stand still from now on."""
        steps = self._steps
        now, before = steps.rows[place], steps.rows[place - 1]
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
