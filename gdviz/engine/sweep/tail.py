"""What the last rows of many runs show: whether these turn round and round without getting nearer."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import GradientTurns, Rules, turned

COUNTED = 8  # rows whose turns are counted together


class Tail:
    """How often the runs turned round in their last rows, and how their gradients, ``(parameters, ...)``,
    shrank there. Turns are counted for as long as there can be enough of them."""

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

    def look(self, row: int) -> None:
        """What the gradients of a row, and of the one before it, show."""
        if row <= self.first + 1:
            self._grow(self.begins)
        if row >= self._last - 1:
            self._grow(self.ends)
        if self._decided:
            return
        for call, arrays in self._turning.calls[self._held]:
            call(*arrays)
        self._held += 1
        if self._held == COUNTED or row == self._last:
            self._count()
            self._decided = int(self.turns.max()) + self._last - row < self._needed

    def go_on_from(self, other: Tail, places: Array) -> None:
        """Some runs of another are gone on with here, by the places that these have there."""
        self.begin()
        other._count()
        self._none_before, self._decided = other._none_before, other._decided
        for mine, its in (
            (self.begins, other.begins),
            (self.turns, other.turns),
            (self._turning.last, other._turning.last),
        ):
            mine.reshape(*mine.shape[:-2], -1)[...] = its.reshape(*its.shape[:-2], -1)[..., places]

    def alternate(self, row: int, one: Array, other: Array) -> None:
        """From a row on, which has been looked at, the runs have these two gradients in turn."""
        self._count()
        turns = turned(np.stack([one, other], axis=1))[0]
        self.turns += turns * np.uint16(self._last - max(row, self.first))
        for each in (one, other):
            self._gradient[...] = each
            if row <= self.first:
                self._grow(self.begins)
            self._grow(self.ends)

    def _count(self) -> None:
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
