"""Where an axis has its ticks and how their numbers are written: they never overlap, and need no offset."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from gdviz.notation.numbers import MINUS, fixed, power_of_ten

NICE = (1.0, 2.0, 5.0)


def nice_step(at_least: float) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that is not below `at_least` (> 0).

    >>> nice_step(0.3), nice_step(7), nice_step(2e-6)
    (0.5, 10.0, 2e-06)
    """
    power = math.floor(math.log10(at_least))
    for exponent in (power, power + 1):
        for factor in NICE:
            step = float(f"{factor}e{exponent}")
            if step >= at_least * (1 - 1e-9):
                return step
    return at_least


def multiples(low: float, high: float, step: float) -> list[float]:
    """The multiples of `step` from `low` to `high`, a hair beyond the ends included."""
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return [index * step for index in range(first, last + 1)] if last - first < 1000 else []


def tick_texts(values: Sequence[float], step: float) -> list[str]:
    """The numbers of ticks that lie `step` apart, all with the same number of decimals.

    >>> tick_texts([0.999998, 1.0], 2e-6), tick_texts([-20.0, 0.0], 10)
    (['0.999998', '1.000000'], ['−20', '0'])
    >>> tick_texts([0.0, 20000.0], 10000), tick_texts([0.0, 2e-9], 1e-9)
    (['0', '20\\u202f000'], ['0', '2×10⁻⁹'])
    """
    largest = max((abs(value) for value in values), default=0.0)
    if largest and (largest >= 1e9 or largest < 1e-4):
        return [_scientific(value, step) for value in values]
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 6
    return [_fixed(value, decimals, step) for value in values]


def _fixed(value: float, decimals: int, step: float) -> str:
    return fixed(0.0 if abs(value) < step * 1e-6 else value, decimals)


def _scientific(value: float, step: float) -> str:
    if abs(value) < step * 1e-6:
        return "0"
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    decimals = max(0, exponent - math.floor(math.log10(step) + 1e-9))
    mantissa = fixed(value / 10.0**exponent, decimals)
    if mantissa in ("1", MINUS + "1"):
        return mantissa[:-1] + power_of_ten(exponent)
    return f"{mantissa}×{power_of_ten(exponent)}"


def linear_ticks(
    low: float,
    high: float,
    length: float,
    room: Callable[[Sequence[str]], float],
    *,
    whole: bool = False,
) -> tuple[float, list[float]]:
    """The closest ticks whose numbers do not touch: their step and their values.

    `length` is the axis in pixels; `room` says how many pixels the longest of some numbers takes along the
    axis, with the gap that it needs. `whole` allows whole numbers only.
    """
    span = high - low
    if not (span > 0 and math.isfinite(span) and length > 0):
        return 1.0, []
    step = nice_step(span / max(length, 1.0) * 24)
    while True:
        if whole:
            step = max(step, 1.0)
        values = multiples(low, high, step)
        if len(values) <= 1 or room(tick_texts(values, step)) <= step / span * length:
            return step, values
        step = nice_step(step * 1.5)


def two_ticks(
    low: float, high: float, length: float, room: Callable[[Sequence[str]], float], *, whole: bool = False
) -> tuple[float, list[float]]:
    """Two numbers far apart, where there is no room for three: a step of both, and the two, or none.

    >>> two_ticks(-3.7, 3.7, 60, lambda texts: 10.0 * max(map(len, texts)))
    (2.0, [-2.0, 2.0])
    """
    span = high - low
    for parts in (4, 10, 20) if span > 0 and math.isfinite(span) else ():
        step = nice_step(max(span / parts, 1.0) if whole else span / parts)
        values = multiples(low, high, step)
        apart = values[-1] - values[0] if values else 0.0
        if apart and room(tick_texts([values[0], values[-1]], step)) <= apart / span * length:
            return step, [values[0], values[-1]]
    return 1.0, []


def log_ticks(
    low: float, high: float, length: float, room: Callable[[Sequence[str]], float]
) -> tuple[float, list[float], list[str]]:
    """Step, values and texts of a logarithmic axis; `low`, `high` and values are decimal logarithms."""
    span = high - low
    if not (span > 0 and math.isfinite(span) and length > 0):
        return 1.0, [], []
    # No two ticks on one pixel, however far one zooms.
    stride = max(1, int(nice_step(span / max(length, 1.0))))
    while True:
        first = math.ceil(low / stride) * stride
        values = [float(power) for power in range(first, math.floor(high) + 1, stride)]
        texts = [decade_text(int(value)) for value in values]
        if len(values) <= 1 or room(texts) <= stride / span * length:
            break
        stride = int(nice_step(stride * 1.5))
    if len(values) >= 3 or stride > 1:
        return float(stride), values, texts
    fine = [
        (math.log10(factor) + power, factor * 10.0**power)
        for power in range(math.floor(low), math.ceil(high) + 1)
        for factor in (1, 2, 5)
        if low <= math.log10(factor) + power <= high
    ]
    fine_texts = [tick_texts([value], 10.0 ** math.floor(math.log10(value) + 1e-9))[0] for _, value in fine]
    if len(fine) >= 2 and room(fine_texts) <= math.log10(2) / span * length:
        return 1.0, [place for place, _ in fine], fine_texts
    if len(values) >= 2:
        return 1.0, values, texts
    step, values = (
        linear_ticks(10.0**low, 10.0**high, length, room) if low > -300 and high < 300 else (1.0, values)
    )
    values = [value for value in values if value > 0]
    return 1.0, [math.log10(value) for value in values], tick_texts(values, step)


def decade_text(power: int) -> str:
    """A power of ten, written out where that is short.

    >>> decade_text(-2), decade_text(0), decade_text(3), decade_text(-7)
    ('0.01', '1', '1000', '10⁻⁷')
    """
    if -3 <= power <= 3:
        return f"{10.0**power:.{max(0, -power)}f}"
    return power_of_ten(power)
