"""Many runs of one loss in closed form at once, each with the very digits that it has alone.

Every run goes through the functions of the engine that it goes through alone (the loss, its gradient, the
optimizer), in the same order; these work number by number, so that only the arrays are larger. Parameters
are the first axis: each is contiguous. The runs of a tile are so few that they stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import GradientDescent, Optimizer, State
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.rules import Rules, at_minimum, outcome_of, turned, within

RATES = 2**21  # learning rates that are computed together, at the most


@dataclass(frozen=True)
class Tile:
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


def made_together(tile: Tile) -> dict[str, Array]:
    """What is kept of the runs of a tile, by name, each ``(rows, columns)``."""
    rules = tile.rules
    with np.errstate(all="ignore"):
        if len(rules.low) == 1:
            runs = _Runs(tile, rules.low[0], rules.high[0])
            basin = np.where(runs.inside, np.int16(0), np.int16(-1))
        else:
            runs = _Runs(tile)
            basin = at_minimum(rules, runs.params)
            if np.any(basin >= 0):
                low, high = rules.low[basin], rules.high[basin]
                runs = _Runs(tile, np.moveaxis(low, -1, 0).copy(), np.moveaxis(high, -1, 0).copy())
    arrived = np.where((basin >= 0) & (runs.broken < 0) & (runs.entered <= rules.latest), runs.entered, -1)
    outcome = outcome_of(
        rules,
        broken=runs.broken,
        arrived=arrived,
        risen=runs.loss > runs.first_loss,
        turns=runs.turns,
        shrunk=runs.shrunk,
        still=runs.still,
    )
    return {
        "outcome": outcome,
        "arrived": arrived.astype(np.int32),
        "final_loss": runs.loss,
        "basin": np.where(arrived >= 0, basin, np.int16(-1)),
        "broken": runs.broken,
    }


class _Runs:
    """The runs of a tile, made from their first row to their last.

    `low` and `high` are the ends between which a run has arrived, ``(parameters, ...)``.
    """

    def __init__(self, tile: Tile, low: Array | None = None, high: Array | None = None) -> None:
        problem, optimizer, rules = tile.problem, tile.optimizer, tile.rules
        self.tile = tile
        self.shape = tile.start.shape[1:]
        self.params = tile.start.copy()
        self.state = optimizer.start(self.params)
        self.gradient, self.before = np.empty_like(self.params), np.empty_like(self.params)
        self.loss: Array
        self.broken = np.full(self.shape, -1, np.int32)
        self.entered = np.zeros(self.shape, np.int32)
        self.inside = np.zeros(self.shape, bool)
        self.turns = np.zeros(self.shape, np.int16)
        self.shrunk, self.still = np.zeros(self.shape, bool), np.zeros(self.shape, bool)
        self._was_inside, self._spare_flags = np.empty(self.shape, bool), np.empty(self.shape, bool)
        self._spare = np.empty_like(self.params)
        self._zeros = np.zeros(self.params.size, self.params.dtype)
        self._at = np.moveaxis(self.params, 0, -1)  # as losses take points
        self._ends = None if low is None or high is None else (low, high)
        self._broken_losses = np.zeros(self.shape, self.params.dtype)

        problem.gradient(self._at, np.moveaxis(self.gradient, 0, -1))
        self.loss = self.first_loss = self._value()
        self._check(0, self.loss)
        self._look(0)
        self._descend(rules)
        gone = self.broken >= 0
        self.loss = np.where(gone, self._broken_losses, self.loss)

    def _descend(self, rules: Rules) -> None:
        problem, params, update = self.tile.problem, self.params, self.tile.optimizer.update
        if type(self.tile.optimizer) is GradientDescent:
            update = _descend_in_place
        first_of_tail, last = rules.steps + 1 - rules.tail, rules.steps
        swings = rules.tail >= 4
        begins = ends = np.zeros(self.shape, params.dtype)
        for row, rate in enumerate(self.tile.rates.each(rules.steps, self.shape), 1):
            if row == last:
                np.copyto(self._spare, params)
            update(params, self.gradient, self.state, rate)
            if row == last:
                np.subtract(self._spare, params, self._spare)
                self.still = np.all(np.abs(self._spare) <= rules.still[:, np.newaxis, np.newaxis], axis=0)
            self.gradient, self.before = self.before, self.gradient
            problem.gradient(self._at, np.moveaxis(self.gradient, 0, -1))
            loss_before, self.loss = self.loss, self._value()
            self._check(row, loss_before)
            if swings and row >= first_of_tail:
                if row > first_of_tail:
                    turned(self.gradient, self.before, self._spare, self._spare_flags)
                    np.add(self.turns, self._spare_flags, self.turns)
                if row <= first_of_tail + 1:
                    begins = np.maximum(begins, np.abs(self.gradient).max(axis=0))
                if row >= last - 1:
                    ends = np.maximum(ends, np.abs(self.gradient).max(axis=0))
            self._look(row)
            if row % 16 == 0 and self._all_gone():
                break
        self.shrunk = ends < 0.5 * begins

    def _value(self) -> Array:
        """The loss of each run, in an array of its own."""
        loss = self.tile.problem.value(self._at)
        own = loss.shape == self.shape and loss.base is None
        return loss if own else np.array(np.broadcast_to(loss, self.shape))

    def _look(self, row: int) -> None:
        """Which runs have just arrived."""
        if self._ends is None:
            return
        self.inside, self._was_inside = self._was_inside, self.inside
        within(self.params, *self._ends, self.inside, self._spare_flags)
        if row == 0:
            self._was_inside[...] = False
        np.greater(self.inside, self._was_inside, self._spare_flags)
        if self._spare_flags.any():
            self.entered[self._spare_flags] = row

    def _check(self, row: int, loss_before: Array) -> None:
        """Which runs end here, since a number of theirs is not finite; they stand still from now on."""
        if self._finite(self.loss) and self._finite(self.gradient) and self._finite(self.params):
            return
        sound = np.isfinite(self.loss)
        sound &= np.isfinite(self.gradient).all(axis=0)
        sound &= np.isfinite(self.params).all(axis=0)
        gone = ~sound
        new = gone & (self.broken < 0)
        self.broken[new] = row
        self._broken_losses[new] = (self.loss if row == 0 else loss_before)[new]
        self._park(gone)

    def _finite(self, numbers: Array) -> bool:
        """Whether all are finite: zero times any of them is zero then."""
        return bool(np.dot(numbers.reshape(-1), self._zeros[: numbers.size]) == 0)

    def _park(self, gone: Array) -> None:
        """Let runs that have ended go on from a place where numbers are finite: nobody looks at them."""
        place = self.tile.problem.minima or (self.tile.problem.start,)
        parked = np.array(place[0], self.params.dtype)
        self.params[:, gone] = parked[:, np.newaxis]
        at_rest = self.tile.problem.gradient(parked)
        self.gradient[:, gone] = at_rest[:, np.newaxis]
        self.loss[gone] = self.tile.problem.value(parked)
        for name, value in self.tile.optimizer.slots().items():
            self.state[name][:, gone] = np.broadcast_to(np.asarray(value), self.shape)[gone]

    def _all_gone(self) -> bool:
        return bool(self.broken.min() >= 0)


def _descend_in_place(params: Array, gradient: Array, state: State, rate: Array) -> None:
    """`GradientDescent.update` without its copy, which large arrays need not."""
    scratch = state["a"]
    np.multiply(gradient, rate, scratch)
    np.subtract(params, scratch, params)


__all__ = ["Rates", "Tile", "made_together"]
