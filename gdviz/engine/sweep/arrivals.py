"""At which minimum each of many runs is, and since when."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.sweep.rules import Rules, at_minimum, within

MANY = 8  # a part of the runs beside which it takes as long to look at all of them


class Arrivals:
    """At which minimum each run is, if at any, and since which row it has been there.

    Looked at are some rows at once, `rows`, ``(1 + rows, parameters, ...)``, the first of which is the last
    of those before. How far each run reaches in them tells who left nowhere; of the others the last row tells
    where they are.
    """

    def __init__(self, rules: Rules, rows: Array) -> None:
        self._rules, self._rows = rules, rows
        nowhere = np.full((1, rows.shape[1]), np.inf, rows.dtype)  # the last, which -1 stands for
        self._low = np.concatenate([rules.low, nowhere]).T
        self._high = np.concatenate([rules.high, -nowhere]).T
        self._extent = np.empty_like(rows[0]), np.empty_like(rows[0])
        self._stays, self._spare = np.empty(rows.shape[2:], bool), np.empty(rows.shape[2:], bool)

    def begin(self, basin: Array | None = None, entered: Array | None = None) -> None:
        """The runs are at the first row, perhaps at minima where they have been for a while."""
        self.basin = np.empty(self._stays.shape, np.int16)
        self.basin[...] = at_minimum(self._rules, self._rows[0]) if basin is None else basin
        self.entered = np.zeros(self._stays.shape, np.int32)
        if entered is not None:
            self.entered[...] = entered
        self._ends = self._low.take(self.basin, axis=1), self._high.take(self.basin, axis=1)
        self._any = bool(self.basin.max() >= 0)

    def look(self, first: int, rows: int) -> None:
        """Find who arrived and who left at so many rows from `first` on."""
        others = self._others(rows)
        if not others.size:
            return
        basin, entered = self.basin.reshape(-1), self.entered.reshape(-1)
        now = at_minimum(self._rules, _of(self._rows[rows], others))
        if not self._any and now.max() < 0:
            return
        moved = now != basin.take(others)
        if moved.any():
            where, to = others[moved], now[moved]
            basin[where] = to
            for ends, of_minima in zip(self._ends, (self._low, self._high), strict=True):
                for each, numbers in zip(ends, of_minima, strict=True):
                    each.reshape(-1)[where] = numbers.take(to)
            self._any = self._any or bool(to.max() >= 0)
        came = others[now >= 0]
        if came.size:
            among = came if MANY * came.size < basin.size else np.arange(basin.size)
            streaks = self._streaks(rows, among)
            entered[came] = first + rows - (streaks if among is came else streaks.take(came))

    def _others(self, rows: int) -> Array:
        """The places of those that do not stay at a minimum all the while."""
        some, (least, most) = self._rows[1 : rows + 1], self._extent
        if not self._any:
            return np.arange(self._stays.size)
        np.minimum.reduce(some, axis=0, out=least)
        np.maximum.reduce(some, axis=0, out=most)
        stays, spare = self._stays, self._spare
        stays[...] = True
        for ends in zip(least, most, *self._ends, strict=True):
            np.logical_and(stays, np.greater_equal(ends[0], ends[2], out=spare), out=stays)
            np.logical_and(stays, np.less_equal(ends[1], ends[3], out=spare), out=stays)
        return np.flatnonzero(np.logical_not(stays, out=spare))

    def _streaks(self, rows: int, places: Array) -> Array:
        """At how many of the last of so many rows some runs have been where they are."""
        low, high = (_of(each, places) for each in self._ends)
        some = _of(self._rows[1 : rows + 1], places).reshape(rows, len(low), -1)
        inside = np.empty((rows, len(places)), bool)
        within(np.moveaxis(some, 1, 0), low, high, inside)
        stays, streak = np.ones(len(places), np.uint8), np.zeros(len(places), np.uint8)
        for row in inside[::-1].view(np.uint8):
            np.bitwise_and(stays, row, out=stays)
            np.add(streak, stays, out=streak)
        return streak.astype(np.int32)

    def alternate(self, other: Array, last: int, *, ends_there: bool) -> None:
        """The runs go to and fro between where they are and other points, until a last row."""
        there = at_minimum(self._rules, other)
        self.entered[there != self.basin] = last
        if ends_there:
            self.basin[...] = there


def _of(params: Array, places: Array) -> Array:
    """The runs at some places, ``(rows and parameters, places)``."""
    flat = params.reshape(-1, params.shape[-2] * params.shape[-1])
    return flat if len(places) == flat.shape[1] else flat.take(places, axis=1)
