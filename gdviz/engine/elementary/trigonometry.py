"""sin, cos and tan, and atan: a table's value at the nearest place, and a short polynomial for the rest."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.engine.elementary import coefficients
from gdviz.engine.elementary.operations import ROUNDER, Arithmetic, Function

FAR = 40_000.0  # up to here the table's spacing in three parts brings an angle to the nearest place


class Sines(Struct, frozen=True, eq=False):
    """The functions in one arithmetic; `sine` and `cosine` are of what `nearest` gives."""

    nearest: Any  # of an angle up to FAR: the place in the table, and what it has beyond
    sine: Any
    cosine: Any
    arctangent: Function


@functools.cache
def sines(on: Arithmetic) -> Sines:
    """``sin(a + r) = sin a + cos a sin r − sin a (1 − cos r)``, a a multiple of 2π/1024.

    ``atan x = atan a + atan((x − a) / (1 + a x))``, a a multiple of 1/256, for x in [0, 1]; else by
    ``π/2 − atan(1/x)``.
    """
    table, arctangents = on.table(coefficients.sines()), on.table(coefficients.tangents())
    spacing = coefficients.parts(2 * coefficients.pi() // coefficients.ANGLES, 29)
    first, second, third = map(on.constant, spacing)
    per, rounder = on.constant(coefficients.ANGLES / (2 * math.pi)), on.constant(ROUNDER)
    mask, quarter = on.integer(coefficients.ANGLES - 1), on.integer(coefficients.ANGLES // 4)
    s3, s5, c2, c4 = (on.constant(1 / k) for k in (6, 120, 2, 24))
    a3, a5, one = on.constant(1 / 3), on.constant(1 / 5), on.constant(1.0)
    units, unit = on.constant(coefficients.UNIT), on.constant(1 / coefficients.UNIT)
    whole = on.whole

    def nearest(x: Any) -> tuple[Any, Any]:
        t = x * per
        t += rounder
        n = whole(t)
        t -= rounder
        r = x - t * first
        r -= t * second
        t *= third
        r -= t
        return n, r

    def sine(n: Any, r: Any) -> Any:
        square = r * r
        u = square * s5
        u -= s3
        u *= square
        u *= r
        u += r  # sin r
        v = square * c4
        v -= c2
        v *= square  # cos r − 1
        s = table(n & mask)
        u *= table(n + quarter & mask)
        v *= s
        u += v
        u += s
        return u

    def cosine(n: Any, r: Any) -> Any:
        return sine(n + quarter, r)

    def arctangent(x: Any) -> Any:
        t = x * units
        t += rounder
        n = whole(t)
        t -= rounder
        t *= unit
        r = x - t
        t *= x
        t += one
        r /= t
        square = r * r
        u = square * a5
        u -= a3
        u *= square
        u *= r
        u += r
        u += arctangents(n)
        return u

    return Sines(nearest, sine, cosine, arctangent)


@functools.cache
def _turns() -> Any:
    return np.array(coefficients.turns(26))


def nearest_of_far(x: Any) -> tuple[Any, Any]:
    """As `nearest`, for an array of finite angles however large (Payne and Hanek 1983)."""
    mantissa, exponent = np.frexp(x)
    digits = np.ldexp(mantissa, 53)
    upper = np.rint(np.ldexp(digits, -26))
    lower = digits - np.ldexp(upper, 26)
    place = np.zeros(x.shape, np.int64)
    angle, small = np.zeros(x.shape), np.zeros(x.shape)
    for half, shift in ((upper, 26), (lower, 0)):
        chunks = _turns()[exponent + shift]
        for order in range(4):
            product = half * chunks[:, order]
            if order < 2:
                rounded = np.rint(product)
                place += rounded.astype(np.int64)
                angle += product - rounded
            else:
                small += product
    rounded = np.rint(angle)
    place += rounded.astype(np.int64)
    rest: Any = ((angle - rounded) + small) * (2 * math.pi / coefficients.ANGLES)
    return place, rest
