"""What a sweep tells of a run, and by which rules: the same for runs made together and alone.

A run *arrives* at the step from which it stays within `REACH` of a minimum, of the picture's size along each
parameter, to its end, the last tenth at least. Nearer than a thousandth of the picture the eye sees no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.outcome import NEAR
from gdviz.engine.problem import Objective

Call = tuple[Callable[..., Any], tuple[Any, ...]]  # what is called, and with which arrays

DIVERGED, RISEN, SWINGS, UNDERWAY, ARRIVED = range(5)
"""The outcomes: broken off, since a number was not finite; ended above its first loss; turns round at most
steps without getting nearer; none of these; arrived. Of those that hold `ARRIVED` counts, else the first."""
OUTCOMES = ("diverged", "risen", "swings", "underway", "arrived")
KEPT = ("outcome", "arrived", "final_loss", "basin", "broken")
"""The arrays that a sweep may keep: of each run its outcome, the step at which it arrived (-1: it did not),
the loss of its last row, the minimum that it arrived at (an index; -1: none), and the step at which it broke
off (-1: it did not)."""
REACH = 1e-3
LEARNED = 0.1  # of its first loss: a model that stays below has arrived
LONGEST_TAIL = 1000  # rows of the end that say whether a run swings, at the most


class Rules(Struct, frozen=True):
    """The rules for runs of a loss in closed form, of a number of steps, in a precision."""

    low: Array  # (minima, parameters): within these ends a run is at a minimum
    high: Array
    still: Array  # (parameters,): a last step that is shorter is no swing
    steps: int

    @property
    def tail(self) -> int:
        """How many rows of the end say whether a run swings; fewer than 4 say nothing."""
        return min((self.steps + 1) // 2, LONGEST_TAIL)

    @property
    def swinging(self) -> int:
        """At how many of them a run turns round, at least, that swings."""
        return -(-3 * (self.tail - 1) // 4) if self.tail >= 4 else self.steps + 1

    @property
    def latest(self) -> int:
        """The last step at which a run can arrive."""
        return self.steps - self.steps // 10


def do(calls: list[Call]) -> None:
    """Make the calls, one after the other."""
    for call, arrays in calls:
        call(*arrays)


def rules_for(problem: Objective, minima: Array, steps: int, dtype: np.dtype) -> Rules:
    """The rules for a loss with these minima, ``(minima, parameters)``. Two whose reach meets have each their
    half of the way between them."""
    low, high = np.array(problem.bounds, np.float64).T
    reach = REACH * (high - low)
    least, most = (minima - reach).astype(dtype), (minima + reach).astype(dtype)
    apart = np.abs(minima[:, np.newaxis] - minima) / reach
    for one, other in np.argwhere(np.triu(np.all(apart <= 2, axis=2), 1)):
        axis = int(np.argmax(apart[one, other]))
        left, right = sorted((one, other), key=lambda each: minima[each, axis])
        most[left, axis] = (minima[one, axis] + minima[other, axis]) / 2
        least[right, axis] = np.nextafter(most[left, axis], most[right, axis])
    return Rules(least, most, (NEAR * (high - low)).astype(dtype), steps)


def at_minimum(rules: Rules, params: Array) -> Array:
    """The first minimum that each point is at, ``(parameters, ...)`` to ``(...)``; -1 where there is none."""
    inside = np.empty(params.shape[1:], bool)
    if len(rules.low) == 1:
        within(params, rules.low[0], rules.high[0], inside)
        return inside.view(np.int8) - np.int8(1)
    basin, spare = np.full(params.shape[1:], -1, np.int16), np.empty_like(inside)
    for place in range(len(rules.low) - 1, -1, -1):
        for call, arrays in calls_within(params, rules.low[place], rules.high[place], inside, spare):
            call(*arrays)
            if call is np.logical_and and not inside.any():
                break  # nobody is there, whatever the other parameters are
        else:
            np.copyto(basin, place, where=inside)
    return basin


def within(params: Array, low: Array, high: Array, out: Array) -> None:
    """Whether each point, ``(parameters, ...)``, lies between two ends, each with parameters first."""
    do(calls_within(params, low, high, out, np.empty_like(out)))


def calls_within(params: Array, low: Array, high: Array, out: Array, spare: Array) -> list[Call]:
    """What finds that."""
    calls: list[Call] = []
    for place, (each, least, most) in enumerate(zip(params, low, high, strict=True)):
        found = spare if place else out
        calls.append((np.greater_equal, (each, least, found)))
        if place:
            calls.append((np.logical_and, (out, spare, out)))
        calls += [(np.less_equal, (each, most, spare)), (np.logical_and, (out, spare, out))]
    return calls


class GradientTurns:
    """Whether each gradient, ``(parameters, ...)``, of some rows has turned round from the one before it: in
    one dimension it has another sign, else a part of it points backward.

    `calls` are what is to be done at each row; then `find` leaves it in `flags`, ``(rows, ...)``. `last` is
    what the next row is compared with.
    """

    def __init__(self, gradient: Array, flags: Array) -> None:
        self._flags, self._signs = flags, np.zeros((len(flags) + 1, *gradient.shape[1:]), bool)
        self._one = len(gradient) == 1
        if self._one:
            self.calls: list[list[Call]] = [[(np.signbit, (gradient[0], sign))] for sign in self._signs[1:]]
            self.last: Array = self._signs[:1]
            return
        self.last = before = np.zeros_like(gradient)
        spare = np.empty_like(gradient)
        sums = [(np.add, (spare[0], each, spare[0])) for each in spare[1:]]
        self.calls = [
            [
                (np.multiply, (gradient, before, spare)),
                *sums,
                (np.less, (spare[0], 0, out)),
                (np.copyto, (before, gradient)),
            ]
            for out in flags
        ]

    def find(self, rows: int) -> None:
        """Find it of so many rows, the next of which is the first again."""
        if self._one:
            np.not_equal(self._signs[1 : rows + 1], self._signs[:rows], self._flags[:rows])
            self._signs[0] = self._signs[rows]


def turned(gradient: Array) -> Array:
    """Whether each gradient of rows, ``(parameters, rows)``, has turned round from the one before it, as
    above; of all but the first."""
    if len(gradient) == 1:
        sign = np.signbit(gradient[0])
        flags: Array = sign[1:] != sign[:-1]
        return flags
    products = gradient[:, 1:] * gradient[:, :-1]
    total: Array = products[0]
    for each in products[1:]:
        total = total + each
    return np.less(total, 0)


def outcome_of(
    rules: Rules,
    *,
    broken: Array | None,
    arrived: Array,
    risen: Array,
    turns: Array,
    shrunk: Array,
    still: Array,
) -> Array:
    """The outcome of each run, by what was seen of it: of those that hold the first, but arrived before all
    but broken. By arithmetic, which is ten times as fast as choosing."""
    outcome = np.full(arrived.shape, UNDERWAY, np.uint8)
    swings = turns >= rules.swinging
    swings &= ~(shrunk | still)
    outcome -= swings.view(np.uint8) * np.uint8(UNDERWAY - SWINGS)
    np.minimum(outcome, UNDERWAY - risen.view(np.uint8) * np.uint8(UNDERWAY - RISEN), out=outcome)
    np.maximum(outcome, arrived.view(np.uint8) * np.uint8(ARRIVED), out=outcome)
    if broken is not None:
        outcome[broken] = DIVERGED
    return outcome
