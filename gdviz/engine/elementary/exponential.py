"""exp, expm1, tanh and erf: a table's value at the nearest place, and a short polynomial for the rest."""

from __future__ import annotations

import functools
import math
from typing import Any

from msgspec import Struct

from gdviz.engine.elementary import coefficients
from gdviz.engine.elementary.operations import ROUNDER, Arithmetic, Function

LOWEST, HIGHEST = -746.0, 710.0  # what lies beyond is 0 and infinite
_FIRST = -1100  # the smallest power of two in the table of scales


class Exponentials(Struct, frozen=True, eq=False):
    """The functions in one arithmetic. `of_pair` is ``exp(a + b)`` for a b that is tiny beside a."""

    exp: Function
    expm1: Function  # up to 700
    of_pair: Any


@functools.cache
def exponentials(on: Arithmetic) -> Exponentials:
    """``exp x = 2**n · t · (1 + r + r²/2 + r³/6 + r⁴/24)``.

    t = 2**(k/2048) is from the table, and r = x − (n + k/2048) ln 2.
    """
    values = coefficients.powers_of_two()
    high, low = (on.table(column) for column in zip(*values, strict=True))
    scales = on.table([math.ldexp(1.0, k) if k < 1024 else math.inf for k in range(_FIRST, 1030)])
    spacing = coefficients.parts(coefficients.ln2() // coefficients.OCTAVE, 30)
    first, second = on.constant(spacing[0]), on.constant(spacing[1] + spacing[2])
    per = on.constant(coefficients.OCTAVE / coefficients.near(coefficients.ln2()))
    rounder = on.constant(ROUNDER - _FIRST * coefficients.OCTAVE)  # so that indices begin at 0
    fourth, third, half, one = map(on.constant, (1 / 24, 1 / 6, 0.5, 1.0))
    mask, bits = on.integer(coefficients.OCTAVE - 1), on.integer(coefficients.OCTAVE.bit_length() - 1)
    lowest, highest, end = on.constant(LOWEST), on.constant(HIGHEST), on.constant(700.0)
    whole, within = on.whole, on.within

    def reduced(x: Any) -> tuple[Any, Any, Any]:
        t = x * per
        t += rounder
        n = whole(t)
        t -= rounder
        r = x - t * first
        t *= second
        r -= t
        u = r * fourth
        u += third
        u *= r
        u += half
        u *= r
        u *= r
        u += r
        index = n & mask
        n >>= bits
        return index, scales(n), u

    def exp(x: Any) -> Any:
        index, scale, u = reduced(within(x, lowest, highest))
        t = high(index)
        u *= t
        u += t
        u *= scale
        return u

    def expm1(x: Any) -> Any:
        index, scale, u = reduced(within(x, lowest, end))
        t = high(index)
        u *= t
        u += low(index)
        u *= scale
        t *= scale
        t -= one
        t += u
        return t

    def of_pair(x: Any, tiny: Any) -> Any:
        index, scale, u = reduced(within(x, lowest, highest))
        u += tiny
        t = high(index)
        u *= t
        u += low(index)
        u += t
        u *= scale
        return u

    return Exponentials(exp, expm1, of_pair)


@functools.cache
def hyperbolic_tangent(on: Arithmetic) -> Function:
    """``tanh(a + r) = (t + tanh r) / (1 + t tanh r)``, t = tanh a from the table, a a multiple of 1/256."""
    positive = coefficients.hyperbolic_tangents()
    values = on.table([*(-value for value in positive[:0:-1]), *positive])
    per, rounder = on.constant(coefficients.UNIT), on.constant(ROUNDER + len(positive) - 1)
    c1, c3, c5 = (on.constant(c / coefficients.UNIT**k) for k, c in ((1, 1.0), (3, -1 / 3), (5, 2 / 15)))
    lowest, highest, one = on.constant(-coefficients.FLAT), on.constant(coefficients.FLAT), on.constant(1.0)
    whole, within = on.whole, on.within

    def tanh(x: Any) -> Any:
        r = within(x, lowest, highest) * per
        t = r + rounder
        index = whole(t)
        t -= rounder
        r -= t
        square = r * r
        u = square * c5
        u += c3
        u *= square
        u += c1
        u *= r
        t = values(index)
        d = t * u
        d += one
        t += u
        t /= d
        return t

    return tanh


@functools.cache
def error_function(on: Arithmetic) -> Function:
    """``erf(a + r) = erf a + erf′ a · (r − ar² + (2a² − 1)r³/3 − …)``, a a multiple of 1/256."""
    positive, bells = coefficients.errors(), [coefficients.near(bell) for bell in coefficients.bells()]
    values = on.table([*(-value for value in positive[:0:-1]), *positive])
    slopes = on.table([*bells[:0:-1], *bells])
    per, rounder = on.constant(coefficients.UNIT), on.constant(ROUNDER + len(positive) - 1)
    unit = on.constant(1 / coefficients.UNIT)
    lowest, highest = on.constant(-coefficients.FLAT_ERROR), on.constant(coefficients.FLAT_ERROR)
    whole, within = on.whole, on.within

    def erf(x: Any) -> Any:
        r = within(x, lowest, highest) * per
        a = r + rounder
        index = whole(a)
        a -= rounder
        r -= a
        r *= unit
        a *= unit * r  # now a·r
        square, both = r * r, a * a
        u = both * (4.0 * both - 12.0 * square) / 30.0
        u += square * square / 10.0
        u -= a * (both / 3.0 - square / 2.0)
        u += (2.0 * both - square) / 3.0
        u -= a
        u *= r
        u += r
        u *= slopes(index)
        u += values(index)
        return u

    return erf
