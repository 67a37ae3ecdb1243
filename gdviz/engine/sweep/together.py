"""Many runs of one loss in closed form at once, each with the very digits that it has alone.

Every run goes through the operations that it goes through alone, in the same order; these work number by
number, so that only the arrays are larger. Parameters are the first axis: each is contiguous. The runs of a
tile are so few that they stay in the processor's cache. What becomes of them is looked at some steps at once;
those that stand still, or go to and fro between two points, are not gone on with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.arrivals import Arrivals
from gdviz.engine.sweep.rules import Rules, outcome_of
from gdviz.engine.sweep.steps import Steps, finite_tells
from gdviz.engine.sweep.tail import Tail

RATES = 2**21  # learning rates that are computed together, at the most
ROWS = 2**20  # bytes of rows that are looked at together, about: these, too, should stay in the cache
MOST_ROWS = 16  # an even number
FEW = 512  # runs among which it is not worth the while to leave some out


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
        rows = min(MOST_ROWS, max(2, ROWS // (math.prod(whole) * dtype.itemsize) // 2 * 2))
        self._problem, self._plain, self._rules, self._shape = problem, plain, rules, shape
        self._steps = steps = Steps(problem, plain, whole, dtype, rows)
        self._arrivals = Arrivals(rules, steps.rows)
        self._tells = finite_tells(problem, dtype)
        self._zeros = np.zeros(math.prod(shape), dtype)
        self._first_loss = np.empty(shape, dtype)
        self._tail = Tail(rules, steps.gradient)
        self._fewer: dict[int, RunsTogether] = {}

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
            if not self._finite(0):
                self._end(0, 0)
            self._arrivals.begin()
            self._go_on(0, rates, kept)

    def _go_on(self, made: int, rates: Rates | None, kept: dict[str, Array]) -> None:
        """Make all steps after so many; without rates those of before hold."""
        rules, steps, tail = self._rules, self._steps, self._tail
        each_rate = None
        if rates is not None and rates.still is not None:
            steps.rate[...] = rates.still
        elif rates is not None:
            each_rate = rates.each(rules.steps, self._shape)
        last, settles = 0, steps.forgets and each_rate is None
        while made < rules.steps:
            if last:
                steps.rows[0] = steps.rows[last]
            last = min(len(steps.calls), rules.steps - made)
            for place, calls in enumerate(steps.calls[:last], 1):
                if each_rate is not None:
                    self._take(next(each_rate))
                for call, arrays in calls:
                    call(*arrays)
                if steps.limit == 0 and not self._finite(place):
                    self._end(made + place, place)
                if made + place >= tail.first:
                    tail.look(made + place)
            self._end_too_large(made, last)
            made += last
            self._arrivals.look(made - last + 1, last)
            if self._alive is not None and self._broken.min() >= 0:
                break
            if settles and rules.steps - made > last >= 2:
                going = self._going(last)
                if 2 * going.size <= self._zeros.size > FEW or not going.size:
                    self._part_with(going, made, last, kept)
                    return
        self._keep(last, kept)

    def _take(self, rate: Array) -> None:
        if self._alive is None:
            self._steps.rate[...] = rate
        else:
            np.multiply(rate, self._alive, self._steps.rate)

    def _going(self, last: int) -> Array:
        """The places of the runs that are not where they were two rows ago."""
        bits = self._steps.rows[last - 2 : last + 1 : 2].view(f"u{self._steps.rows.itemsize}")
        moves: Array = bits[0] != bits[1]
        return np.flatnonzero(moves.any(axis=0))

    def _part_with(self, going: Array, made: int, last: int, kept: dict[str, Array]) -> None:
        """Go on with some runs alone: all others are where they were two rows ago, and so two rows later."""
        rules, steps, arrivals = self._rules, self._steps, self._arrivals
        fewer = self._with_some(going, last) if going.size else None
        odd = (rules.steps - made) % 2 == 1
        one = steps.gradient.copy()
        steps.see(last - 1)
        self._tail.alternate(made, one, steps.gradient.copy())
        arrivals.alternate(steps.rows[last - 1], rules.steps, ends_there=odd)
        if odd:
            steps.rows[[last - 1, last]] = steps.rows[[last, last - 1]]
        self._keep(last, kept)
        if fewer is not None:
            part = {name: np.empty(fewer._shape, each.dtype) for name, each in kept.items()}
            fewer._go_on(made, None, part)
            for name, each in part.items():
                kept[name][np.unravel_index(going, self._shape)] = each[0, : going.size]

    def _with_some(self, places: Array, last: int) -> RunsTogether:
        """Some of the runs, to be gone on with, in a row of its own whose length is a power of two."""
        count = max(FEW, 1 << (places.size - 1).bit_length())
        if count not in self._fewer:
            self._fewer[count] = RunsTogether(
                self._problem, self._plain, self._rules, (1, count), self._zeros.dtype
            )
        fewer, steps = self._fewer[count], self._steps
        places = np.resize(places, count)

        def some(each: Array) -> Array:
            return each.reshape(-1).take(places)

        params = steps.rows[last].reshape(len(steps.gradient), -1)[:, np.newaxis, places]
        fewer._steps.begin(self._plain, params)
        fewer._steps.rate[0], fewer._first_loss[0] = some(steps.rate), some(self._first_loss)
        fewer._optimizer, fewer._alive = self._plain, None
        if self._alive is not None:
            ended = self._alive, self._broken, self._last_losses
            fewer._alive, fewer._broken, fewer._last_losses = (some(each)[np.newaxis] for each in ended)
        fewer._arrivals.begin(some(self._arrivals.basin), some(self._arrivals.entered))
        fewer._tail.go_on_from(self._tail, places)
        return fewer

    def _keep(self, last: int, kept: dict[str, Array]) -> None:
        """Put what is kept into the arrays: the runs are at their last row."""
        rules, steps, arrivals = self._rules, self._steps, self._arrivals
        steps.see(last)
        loss, broken = steps.loss, None
        there = arrivals.basin >= 0
        there &= arrivals.entered <= rules.latest
        kept["broken"][...] = -1
        if self._alive is not None:
            broken = self._broken >= 0
            there &= ~broken
            np.copyto(loss, self._last_losses, where=broken)
            kept["broken"][...] = self._broken
        last_step = np.abs(steps.rows[last - 1] - steps.rows[last])
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

    def _end_too_large(self, made: int, last: int) -> None:
        """End those of the runs whose numbers were too large at one of the rows after so many."""
        steps = self._steps
        numbers = steps.rows[1 : last + 1].reshape(-1)
        if steps.limit == 0 or numbers.dot(numbers) <= steps.limit**2:
            return
        for place in range(1, last + 1):
            steps.see(place)
            if not self._finite(place):
                self._end(made + place, place)
        if self._alive is not None:
            self._park(np.flatnonzero(self._broken >= 0), steps.rows[last])

    def _finite(self, place: int) -> bool:
        """Whether every number of every run is, at a row: a sum of products tells, past the largest one
        that with zeros."""
        loss = self._steps.loss.reshape(-1)
        each_number = [*self._steps.gradient, *(() if self._tells else self._steps.rows[place])]
        numbers = [each.reshape(-1) for each in each_number]
        if all(math.isfinite(loss.dot(each)) for each in numbers):
            return True
        return loss.dot(self._zeros) == 0 and all(each.dot(self._zeros) == 0 for each in numbers)

    def _end(self, row: int, place: int) -> None:
        """Some runs end here, since a number of theirs is not finite; they stand still from now on."""
        steps = self._steps
        now = steps.rows[place]
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
        points = steps.rows[place - 1].reshape(len(now), -1).T[new]
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
