"""Which numbers an axis shows: all of them, but a run that flies apart must not flatten the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
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


def from_zero(low: float, high: float) -> Range:
    """The range of a loss, rounded: from zero, unless all of it is far above.

    >>> from_zero(3.0, 46.0), from_zero(40.0, 46.0)
    ((0.0, 50.0), (39.0, 47.0))
    """
    return (0.0, rounded(0.0, high)[1]) if 0 <= low < 0.5 * high else rounded(low, high)


def logarithms(values: Array) -> Array:
    """Decimal logarithms for a logarithmic axis, NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log10(np.where(values > 0, values, np.nan))


def decades(low: float, high: float) -> Range:
    """The range of decimal logarithms, a little wider."""
    pad = max(0.04 * (high - low), 0.05)
    return low - pad, high + pad
