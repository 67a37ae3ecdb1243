"""Which numbers an axis shows: all of them, but a run that flies apart must not flatten the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from gdviz.notation.ticks import nice_step
from gdviz.views.plot.plot import Range

REACH = 5.0  # how many times its first distance from rest a run that flies apart is followed


class Extent(Struct, frozen=True):
    """The smallest and largest value of a curve. `escapes` marks one that flies apart.

    `rest` is where it should have gone (a minimum); `first` is where it began.
    """

    low: float
    high: float
    first: float
    escapes: bool = False
    rest: float = 0.0

    @property
    def readable(self) -> Range:
        """What of it is worth showing."""
        if not self.escapes:
            return self.low, self.high
        reach = REACH * (abs(self.first - self.rest) or 1.0)
        return max(self.low, self.rest - reach), min(self.high, self.rest + reach)


def readable(extents: Sequence[Extent], also: Sequence[float] = ()) -> Range | None:
    """The range that shows all extents as far as they are worth it, and the values `also`; None for nothing.

    >>> readable([Extent(-1.0, 5.0, 5.0), Extent(-9e9, 8e9, 5.0, escapes=True, rest=-1.0)])
    (-31.0, 29.0)
    """
    ranges = [extent.readable for extent in extents] + [(value, value) for value in also]
    if not ranges:
        return None
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def rounded(low: float, high: float, *, pad: float = 0.04) -> Range:
    """The range a little wider, with ends on round numbers, so that it stays while its data move a little.

    >>> rounded(-1.0, 5.0)
    (-2.0, 6.0)
    >>> rounded(0.1, 0.1), rounded(0.0, 0.0)
    ((0.0, 0.2), (-1.0, 1.0))
    """
    span = high - low
    if not math.isfinite(span):
        return (-1e300, 1e300)
    if span <= abs(high) * 1e-12 + 1e-300:
        around = abs(high) or 1.0
        return (low - around, high + around)
    step = nice_step(span / 10)
    low, high = low - pad * span, high + pad * span
    return math.floor(low / step) * step, math.ceil(high / step) * step
