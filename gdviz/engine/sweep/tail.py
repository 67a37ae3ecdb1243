"""What the last rows of many runs show: whether these turn round and round without getting nearer."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import GradientTurns, Rules, do

COUNTED = 8  # rows whose turns are counted together


class Tail:
    """How often the runs turned round in their last rows, and how their gradients, ``(parameters, ...)``,
    shrank there. It is seen for as long as there can be enough turns for one that swings."""

    def __init__(self, rules: Rules, gradient: Array) -> None:
        shape = gradient.shape[1:]
        self.first, self._last = rules.steps + 1 - rules.tail, rules.steps
        self._needed, self._gradient = rules.swinging, gradient
        self.begins, self.ends = np.empty(shape, gradient.dtype), np.empty(shape, gradient.dtype)
        self._spare = np.empty(shape, gradient.dtype)
        self.turns, self._few = np.empty(shape, np.uint16), np.empty(shape, np.uint8)
        self._flags = np.empty((COUNTED, *shape), bool)
        self._turning = GradientTurns(gradient, self._flags)

    def begin(self) -> None:
        """Nothing is seen yet."""
        for each in (self.begins, self.ends, self.turns):
            each[...] = 0
        self._held, self._none_before = 0, True
        self._decided = self._needed > self._last - self.first

    def go_on_from(self, other: Tail, places: Array) -> None:
        """Some runs of another go on here, by their places there: all its rows are counted."""
        self._held, self._none_before, self._decided = 0, other._none_before, other._decided
        self.ends[...] = 0
        pairs = (
            (self.begins, other.begins),
            (self.turns, other.turns),
            (self._turning.last, other._turning.last),
        )
        for mine, its in pairs:
            flat = its.reshape(-1, its.shape[-2] * its.shape[-1])
            np.take(flat, places, axis=1, out=mine.reshape(len(flat), -1))

    def look(self, row: int) -> None:
        """What the gradients of a row, and of the one before it, show."""
        if self._decided:
            return
        do(self._turning.calls[self._held])
        self._held += 1
        if self._held == COUNTED or row == self._last:
            self.count()
            self._decided = int(self.turns.max()) + self._last - row < self._needed
        if row <= self.first + 1:
            self._grow(self.begins)
        if row >= self._last - 1:
            self._grow(self.ends)

    def stays(self, row: int) -> None:
        """From a row on, which has been looked at, no gradient changes any more."""
        self.count()
        if row <= self.first:
            self._grow(self.begins)
        self._grow(self.ends)

    def count(self) -> None:
        """Add the turns of rows that have not been counted."""
        if not self._held:
            return
        self._turning.find(self._held)
        flags = self._flags[: self._held]
        if self._none_before:
            flags[0] = False
        np.add.reduce(flags.view(np.uint8), axis=0, dtype=np.uint8, out=self._few)
        self.turns += self._few
        self._held, self._none_before = 0, False

    def _grow(self, most: Array) -> None:
        for each in self._gradient:
            np.maximum(most, np.abs(each, out=self._spare), out=most)
