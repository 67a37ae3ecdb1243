"""At which minimum each of many runs is, and since when."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import Call, Rules, at_minimum, calls_within, within

MANY = 3  # a part of the runs beside which it takes as long to look at all of them
ROWS = 16  # that are looked at together, an even number


def rows_of(rules: Rules) -> int:
    """How many rows of parameters there have to be: all that are looked at where there are several minima."""
    return ROWS if len(rules.low) > 1 else 2


class Arrivals:
    """At which minimum each of the runs in `rows` (see `Steps`) is, if at any (`basin`), and since which row
    of all it has been there (`entered`).

    `calls` have for each of the rows that are looked at together what is to be done after its step; they
    begin with the second of `rows`. Where there is one minimum it is seen at once who is there; of several,
    which lie apart, how far each run reaches in these rows tells who stayed where it was, and for the others
    the last row tells at which to look.
    """

    def __init__(self, rules: Rules, rows: Array) -> None:
        self._rules, self._rows = rules, rows
        shape = rows.shape[2:]
        self._stays, self._streak = np.empty(shape, np.uint8), np.empty(shape, np.uint8)
        self._one = len(rules.low) == 1
        if self._one:
            self._inside, spare = np.empty((ROWS, *shape), bool), np.empty(shape, bool)
            self.calls = [
                calls_within(rows[1 - place % 2], rules.low[0], rules.high[0], inside, spare)
                for place, inside in enumerate(self._inside)
            ]
            return
        self.calls = [list[Call]() for _ in rows]
        nowhere = np.full((1, rows.shape[1]), np.inf, rows.dtype)  # the last, which -1 stands for
        self._low = np.concatenate([rules.low, nowhere]).T
        self._high = np.concatenate([rules.high, -nowhere]).T
        self._extent = np.empty_like(rows[0]), np.empty_like(rows[0])
        self._ends = np.empty_like(rows[0]), np.empty_like(rows[0])  # of the minimum at which each run is

    def begin(self, basin: Array | None = None, entered: Array | None = None) -> None:
        """The runs are at the first of the rows, perhaps at minima where they have been for a while."""
        self.basin = at_minimum(self._rules, self._rows[0]) if basin is None else basin
        self.entered = np.zeros(self.basin.shape, np.int32) if entered is None else entered
        self._any = self.basin.max() >= 0
        if not self._one:
            self._put(np.s_[:], self.basin.reshape(-1).astype(np.intp))

    def look(self, first: int, rows: int) -> None:
        """Find who arrived and who left at so many rows from `first` on, which have been seen."""
        if self._one:
            self._look_at_one(first, rows)
        elif len(self._rules.low):
            self._look_at_several(first, rows)

    def _look_at_one(self, first: int, rows: int) -> None:
        before, inside = self.basin, self._inside[:rows]
        if before.min() >= 0 and inside.all():
            return  # all were there and stayed
        self.basin = inside[-1].view(np.int8) - np.int8(1)
        if self.basin.max() < 0:
            return
        new: Array = before != self.basin
        stays, streak = self._stays, self._streak
        if not new.any():
            np.logical_and.reduce(inside, axis=0, out=stays.view(bool))
            if np.array_equal(stays, inside[-1].view(np.uint8)):
                return  # who is there was there at all rows
        stays[...] = streak[...] = inside[-1]
        for row in inside[-2::-1].view(np.uint8):
            np.bitwise_and(stays, row, stays)
            np.add(streak, stays, streak)
        new |= streak < rows
        np.copyto(self.entered, np.subtract(first + rows, streak, dtype=np.int32), where=new)

    def _look_at_several(self, first: int, rows: int) -> None:
        others, basin = self._others(rows), self.basin.reshape(-1)
        if not others.size:
            return
        now = at_minimum(self._rules, _of(self._rows[rows % len(self._rows)], others))
        moved = now != basin.take(others)
        if moved.any():
            where, to = others[moved], now[moved]
            basin[where] = to
            self._put(where, to.astype(np.intp))
            self._any = True
        came = others[now >= 0]
        if came.size:
            many = MANY * came.size > basin.size
            streaks = self._streaks(rows, np.arange(basin.size) if many else came)
            self.entered.reshape(-1)[came] = first + rows - (streaks.take(came) if many else streaks)

    def _put(self, where: Any, at: Array) -> None:
        """The runs at these places are at other minima."""
        for ends, of_minima in zip(self._ends, (self._low, self._high), strict=True):
            for each, numbers in zip(ends, of_minima, strict=True):
                each.reshape(-1)[where] = numbers.take(at)

    def _others(self, rows: int) -> Array:
        """The places of those that do not stay at a minimum all the while."""
        stays, spare, (least, most) = self._stays.view(bool), self._streak.view(bool), self._extent
        if not self._any:
            return np.arange(stays.size)
        some = self._rows[1 : rows + 1] if rows < len(self._rows) else self._rows
        np.minimum.reduce(some, axis=0, out=least)
        np.maximum.reduce(some, axis=0, out=most)
        stays[...] = True
        for lowest, highest, low, high in zip(least, most, *self._ends, strict=True):
            np.logical_and(stays, np.greater_equal(lowest, low, spare), stays)
            np.logical_and(stays, np.less_equal(highest, high, spare), stays)
        return np.flatnonzero(np.logical_not(stays, spare))

    def _streaks(self, rows: int, places: Array) -> Array:
        """At how many of the last of so many rows some runs have been where they are."""
        low, high = (_of(each, places) for each in self._ends)
        some = _of(self._rows, places).reshape(len(self._rows), len(low), -1)
        inside = np.empty((len(some), len(places)), bool)
        within(np.moveaxis(some, 1, 0), low, high, inside)
        stays, streak = np.ones(len(places), np.uint8), np.zeros(len(places), np.uint8)
        for row in range(rows, 0, -1):
            np.bitwise_and(stays, inside[row % len(some)].view(np.uint8), stays)
            np.add(streak, stays, streak)
        return streak.astype(np.int32)


def _of(params: Array, places: Array) -> Array:
    """The runs at some places, ``(rows and parameters, places)``."""
    flat = params.reshape(-1, params.shape[-2] * params.shape[-1])
    return flat if len(places) == flat.shape[1] else flat.take(places, axis=1)
