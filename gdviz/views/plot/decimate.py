"""Long columns as short polylines: what a screen can show of ten million rows, found in a moment.

Of every pixel column the smallest and the largest value are kept, so that no spike is lost. The extremes of
blocks of rows are remembered: rows that are added cost only their own blocks, and a picture of all rows is
made from the blocks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gdviz.base.arrays import Array, distinct

BLOCK = 256
SAMPLES = 20_000


class Extremes:
    """The smallest and largest values of a growing column, by blocks of rows.

    `read(start, stop)` gives the rows of the column; NaN counts as no value. `rows` says how many are known.
    """

    def __init__(self, read: Callable[[int, int], Array]) -> None:
        self._read = read
        self._low = np.empty(64)
        self._high = np.empty(64)
        self._blocks = 0
        self.rows = 0

    def update(self, rows: int) -> None:
        """Take notice of the rows up to `rows`. Only whole blocks are remembered; the rest is read anew."""
        blocks = rows // BLOCK
        if blocks > self._blocks:
            while blocks > len(self._low):
                self._low = np.concatenate([self._low, np.empty(len(self._low))])
                self._high = np.concatenate([self._high, np.empty(len(self._high))])
            fresh = self._read(self._blocks * BLOCK, blocks * BLOCK)
            starts = np.arange(0, len(fresh), BLOCK)
            np.fmin.reduceat(fresh, starts, out=self._low[self._blocks : blocks], dtype=float)
            np.fmax.reduceat(fresh, starts, out=self._high[self._blocks : blocks], dtype=float)
            self._blocks = blocks
        self.rows = rows

    def extent(self, start: int = 0, stop: int | None = None) -> tuple[float, float] | None:
        """The smallest and the largest value of rows ``start:stop``, a block more or less at a far start."""
        stop = self.rows if stop is None else min(stop, self.rows)
        if stop <= start:
            return None
        first = (start + BLOCK - 1) // BLOCK
        last = max(first, stop // BLOCK)
        edges = [self._read(start, min(first * BLOCK, stop)), self._read(max(start, last * BLOCK), stop)]
        low = np.concatenate([self._low[first:last], *edges])
        low = low[np.isfinite(low)]
        high = np.concatenate([self._high[first:last], *edges])
        high = high[np.isfinite(high)]
        return (float(low.min()), float(high.max())) if len(low) and len(high) else None

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """Rows ``start:stop`` in at most about two points a pixel column: row numbers and values, as floats.

        Where there are no more rows than that, they are all there. The first and the last row always are.
        """
        start, stop = max(start, 0), min(stop, self.rows)
        count = stop - start
        if count <= 0:
            return np.empty(0), np.empty(0)
        if count <= 2 * columns:
            return np.arange(start, stop, dtype=float), np.asarray(self._read(start, stop), float)
        if count <= 2 * columns * BLOCK:
            values = np.asarray(self._read(start, stop), float)
            starts = distinct(np.linspace(0, count, columns + 1)[:-1].astype(np.int64))
            low, high = np.fmin.reduceat(values, starts), np.fmax.reduceat(values, starts)
            x = start + starts.astype(float)
            ends = values[0], values[-1]
        else:
            first, last = start // BLOCK, stop // BLOCK
            starts = distinct(np.linspace(first, last, columns + 1)[:-1].astype(np.int64))
            low = np.fmin.reduceat(self._low[first:last], starts - first)
            high = np.fmax.reduceat(self._high[first:last], starts - first)
            x = np.maximum(starts * float(BLOCK), start)
            ends = float(self._read(start, start + 1)[0]), float(self._read(stop - 1, stop)[0])
        return _zigzag(x, low, high, start, stop, ends)


class Sampled:
    """A column that can be had at any step without the rows before: of a long one a good many samples do.

    `values(steps)` gives its values at whole steps. `known` rows are there from the beginning; with 0 those
    that have been published are.
    """

    def __init__(self, values: Callable[[Array], Array], known: int = 0) -> None:
        self._values = values
        self._known = known
        self.rows = known
        self._extent: tuple[int, tuple[float, float] | None] = (0, None)
        self._last: tuple[tuple[int, int], tuple[Array, Array]] | None = None
        self._polyline: tuple[tuple[int, int, int], tuple[Array, Array]] | None = None

    def update(self, rows: int) -> None:
        """Take notice of the rows up to `rows`."""
        self.rows = self._known or rows

    def extent(self) -> tuple[float, float] | None:
        """The smallest and the largest value."""
        if self._extent[0] != self.rows:
            values = self._sampled(0, self.rows)[1]
            values = values[np.isfinite(values)]
            found = (float(values.min()), float(values.max())) if len(values) else None
            self._extent = self.rows, found
        return self._extent[1]

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """Rows ``start:stop`` as `Extremes.polyline` has them."""
        asked = max(start, 0), min(stop, self.rows), columns
        if self._polyline is None or self._polyline[0] != asked:
            self._polyline = asked, self._drawn(*asked)
        return self._polyline[1]

    def _drawn(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        steps, values = self._sampled(start, stop)
        if len(steps) <= 2 * columns:
            return steps.astype(float), values.astype(float)
        extremes = Extremes(lambda first, last: values[first:last])
        extremes.update(len(values))
        places, drawn = extremes.polyline(0, len(values), columns)
        return steps[places.astype(np.int64)].astype(float), drawn

    def _sampled(self, start: int, stop: int) -> tuple[Array, Array]:
        if self._last is None or self._last[0] != (start, stop):  # once for range and line
            count = max(stop - start, 0)
            if count <= SAMPLES:
                steps = np.arange(start, start + count)
            else:
                steps = distinct(np.linspace(start, stop - 1, SAMPLES).astype(np.int64))
            self._last = (start, stop), (steps, self._values(steps))
        return self._last[1]


def _zigzag(
    x: Array, low: Array, high: Array, start: int, stop: int, ends: tuple[float, float]
) -> tuple[Array, Array]:
    """The polyline through the extremes of each column, from the first row to the last."""
    xs = np.empty(2 * len(x) + 2)
    ys = np.empty_like(xs)
    xs[0], xs[-1] = start, stop - 1
    ys[0], ys[-1] = ends
    # The second at the column's last row: a smooth curve goes straight on, which `simplified` makes use of.
    xs[1:-1:2], xs[2:-3:2], xs[-2] = x, x[1:] - 1, stop - 1
    # The nearer extreme first, so that a smooth curve stays smooth.
    falling = np.empty(len(x), bool)
    falling[1:] = high[1:] < low[:-1]
    falling[0] = abs(ends[0] - high[0]) < abs(ends[0] - low[0])
    falling[1:] |= (low[1:] < low[:-1]) & (high[1:] < high[:-1])
    ys[1:-1:2] = np.where(falling, high, low)
    ys[2:-1:2] = np.where(falling, low, high)
    return xs, ys


def until(x: Array, y: Array, step: float, value: float) -> tuple[Array, Array]:
    """The part of a polyline, two ``(points,)``, up to `step`, ending in `value`."""
    count = int(np.searchsorted(x, step, side="left"))
    return np.append(x[:count], step), np.append(y[:count], value)


def broken(x: Array, y: Array, steps: list[int]) -> tuple[Array, Array]:
    """The polyline with a gap before each of `steps`.

    >>> x, y = broken(np.array([1.0, 2.0, 3.0]), np.array([5.0, 6.0, 7.0]), [3])
    >>> x.tolist(), y.tolist()
    ([1.0, 2.0, 2.5, 3.0], [5.0, 6.0, nan, 7.0])
    """
    inside = [step for step in steps if len(x) and x[0] < step <= x[-1]]
    if not inside:
        return x, y
    places = np.searchsorted(x, inside)
    return np.insert(x, places, np.array(inside) - 0.5), np.insert(y, places, np.nan)


def without_loose_gaps(x: Array, y: Array) -> tuple[Array, Array]:
    """The polyline with values that are not finite as single gaps between points, none at its ends."""
    sound = np.isfinite(y)
    if sound.all():
        return x, y
    if not sound.any():
        return x[:0], y[:0]
    keep = sound.copy()
    keep[1:] |= sound[:-1]  # the first of a run of gaps stays
    last = len(sound) - int(np.argmax(sound[::-1]))
    keep[last:] = False
    y = np.where(sound, y, np.nan)
    return x[keep], y[keep]
