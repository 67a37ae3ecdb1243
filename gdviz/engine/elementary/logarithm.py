"""ln, and ln as a sum of two numbers for powers: a table's value at the nearest place, and a polynomial."""

from __future__ import annotations

import functools
from typing import Any

from msgspec import Struct

from gdviz.engine.elementary import coefficients
from gdviz.engine.elementary.operations import ROUNDER, Arithmetic, Function

_SPLITTER = 2.0**27 + 1.0  # Veltkamp's: parts a number into two halves of its digits
_BITS = 42  # behind the point, so that an exponent times ln 2 plus a logarithm of the table is exact


class Logarithms(Struct, frozen=True, eq=False):
    """The functions in one arithmetic, of positive normal numbers."""

    ln: Function
    ln_pair: Any  # ln x as the sum of two numbers, exact to some 2**-68 of it
    times: Any  # the product of two numbers as such a sum: Dekker's


@functools.cache
def logarithms(on: Arithmetic) -> Logarithms:
    """``ln x = n ln 2 + ln c + ln(1 + r)``, c from the table and r = (x − c) / c, which is below 1/512."""
    logs, carries = _table()
    first, rest = (on.table(column) for column in zip(*logs, strict=True))
    carry = on.table(carries)
    ln2_first, ln2_rest = map(on.constant, _trimmed(coefficients.ln2()))
    per, spacing, rounder = (
        on.constant(coefficients.UNIT),
        on.constant(1 / coefficients.UNIT),
        on.constant(ROUNDER),
    )
    one, half, splitter = on.constant(1.0), on.constant(0.5), on.constant(_SPLITTER)
    factors = [on.constant((-1) ** (k + 1) / k) for k in (8, 7, 6, 5, 4, 3)]
    whole, split = on.whole, on.split

    def reduced(x: Any) -> tuple[Any, Any, Any, Any, Any]:
        mantissa, n = split(x)
        t = (mantissa - one) * per
        t += rounder
        index = whole(t)
        t -= rounder
        t *= spacing
        t += one
        mantissa = mantissa - t
        n += carry(index)
        lead = n * ln2_first
        lead += first(index)
        n *= ln2_rest
        n += rest(index)
        return lead, n, mantissa, t, mantissa / t

    def cubic(r: Any, square: Any, factors: list[Any]) -> Any:  # r³/3 − r⁴/4 + …
        u = r * factors[0]
        for factor in factors[1:]:
            u += factor
            u *= r
        u *= square
        return u

    def ln(x: Any) -> Any:
        lead, small, _, _, r = reduced(x)
        square = r * r
        u = cubic(r, square, factors[2:])
        square *= half
        u -= square
        u += small
        u += r
        u += lead
        return u

    def halves(a: Any) -> tuple[Any, Any]:
        t = a * splitter
        high = t - (t - a)
        return high, a - high

    def times(a: Any, b: Any) -> tuple[Any, Any]:
        product = a * b
        a1, a2 = halves(a)
        b1, b2 = halves(b)
        return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2

    def ln_pair(x: Any) -> tuple[Any, Any]:
        lead, small, d, c, r = reduced(x)
        r1, r2 = halves(r)
        r_rest = ((d - r1 * c) - r2 * c) / c
        bend = r1 * r1 * half  # exact
        u = cubic(r, r * r, factors)
        u -= r2 * (r + r1) * half
        u += r_rest
        u += small
        s = r - bend
        u += (r - s) - bend
        total = lead + s
        part = total - lead
        u += (lead - (total - part)) + (s - part)
        high = total + u
        return high, u - (high - total)

    return Logarithms(ln, ln_pair, times)


def _trimmed(value: int) -> tuple[float, float]:
    """A fixed-point number as a float with few digits behind the point, and the rest."""
    spare = coefficients.BITS - _BITS
    first = (value >> spare) << spare
    return coefficients.near(first), coefficients.near(value - first)


def _table() -> tuple[list[tuple[float, float]], list[float]]:
    """``ln c`` for c = 1 … 2 as pairs, halved where c is above √2, and then 1 for the exponent."""
    values = coefficients.logarithms()
    carried = [value > coefficients.ln2() // 2 for value in values]
    logs = [_trimmed(value - coefficients.ln2() * up) for value, up in zip(values, carried, strict=True)]
    return logs, [float(up) for up in carried]
