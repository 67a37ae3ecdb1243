"""Elementary functions that give the same digits on every machine, of numbers and arrays.

They take Python's floats, NumPy's numbers and arrays, and give the same kind and precision back (whole
numbers give float64). Special values are as NumPy's: the logarithm of 0 is −inf, that of −1 NaN. How they are
computed is in `gdviz.engine.elementary`; NumPy's sums, products, quotients and square roots are the same
everywhere, by IEEE 754.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.elementary import coefficients
from gdviz.engine.elementary.exponential import error_function, exponentials, hyperbolic_tangent
from gdviz.engine.elementary.logarithm import logarithms
from gdviz.engine.elementary.operations import ARRAYS, NUMBERS, Arithmetic, Function
from gdviz.engine.elementary.trigonometry import FAR, Sines, nearest_of_far, sines

_FEW = 4  # numbers up to which they are quicker one by one
_BLOCK = 8192  # numbers that are computed together, so that they stay in the processor's cache
_DOUBLE = np.dtype(np.float64)
_TINY, _HUGE = 2.0**-1022, np.finfo(np.float64).max  # the smallest and the largest normal number
_SCALE = 2.0**54  # makes the numbers below _TINY normal
_MOST = 64  # the largest exponent of a power by multiplication


def _of_each(make: Callable[[Arithmetic], Function]) -> Function:
    """The function of numbers and arrays that `make` gives for either arithmetic."""
    made = functools.cache(make)

    @functools.wraps(make)
    def function(x: Any) -> Any:
        if isinstance(x, float):  # Python's and NumPy's
            return type(x)(made(NUMBERS)(float(x)))
        if hasattr(x, "apply"):  # what stands for an array while it is seen what is done with it
            return x.apply(function)
        x = np.asarray(x)
        dtype = x.dtype if x.dtype.kind == "f" else _DOUBLE
        if x.size <= _FEW:
            few = np.array([made(NUMBERS)(each) for each in map(float, x.ravel().tolist())], dtype)
            return few.reshape(x.shape)[()]
        of_array = made(ARRAYS)
        if x.size <= _BLOCK:
            return of_array(x if dtype is _DOUBLE else x.astype(_DOUBLE)).astype(dtype, copy=False)
        values, result = x.reshape(-1), np.empty(x.size, dtype)
        for start in range(0, x.size, _BLOCK):
            part = slice(start, start + _BLOCK)
            result[part] = of_array(values[part].astype(_DOUBLE, copy=False))
        return result.reshape(x.shape)

    return function


def _guarded(on: Arithmetic, function: Function, sound: Function, other: Function) -> Function:
    """`function` where `sound` holds, `other` (of an array of few numbers) elsewhere."""

    def of_number(x: float) -> float:
        return function(x) if sound(x) else float(other(np.array([x]))[0])

    def of_array(x: Array) -> Any:
        holds = sound(x)
        if holds.all():
            return function(x)
        result = function(np.where(holds, x, 1.0))
        result[~holds] = other(x[~holds])
        return result

    return of_number if on is NUMBERS else of_array


@_of_each
def exp(on: Arithmetic) -> Function:
    """``e ** x``."""
    return exponentials(on).exp


@_of_each
def expm1(on: Arithmetic) -> Function:
    """``exp(x) - 1``, to the last digits near 0 as well; for x up to 700."""
    return exponentials(on).expm1


@_of_each
def tanh(on: Arithmetic) -> Function:
    """The hyperbolic tangent."""
    return hyperbolic_tangent(on)


@_of_each
def erf(on: Arithmetic) -> Function:
    """The error function, twice the normal distribution's area from 0 to √2·x."""
    return error_function(on)


@_of_each
def sigmoid(on: Arithmetic) -> Function:
    """``1 / (1 + exp(-x))``, to the last digits at both ends.

    >>> sigmoid(-40.0)
    4.248354255291589e-18
    """
    exponential, one = exponentials(on).exp, on.constant(1.0)

    def function(x: Any) -> Any:
        t = exponential(-x)
        t += one
        return one / t

    return function


def _hyperbolic(on: Arithmetic, near: Function) -> Function:
    """`near` up to 30; beyond it ``exp(x) / 2``, which there is both sinh and cosh."""
    exponential = exponentials(on).exp

    def function(x: Any) -> Any:
        size = abs(x)
        root = exponential(0.5 * size)
        return on.choose(size > 30.0, 0.5 * root * root, near(on.within(size, 0.0, 30.0)))

    return function


@_of_each
def sinh(on: Arithmetic) -> Function:
    """``(exp(x) - exp(-x)) / 2``."""

    def near(size: Any) -> Any:
        t = exponentials(on).expm1(size)
        return 0.5 * (t + t / (t + 1.0))

    of_size = _hyperbolic(on, near)
    return lambda x: on.choose(x < 0.0, -of_size(x), of_size(x))


@_of_each
def cosh(on: Arithmetic) -> Function:
    """``(exp(x) + exp(-x)) / 2``."""

    def near(size: Any) -> Any:
        t = exponentials(on).exp(size)
        return 0.5 * (t + 1.0 / t)

    return _hyperbolic(on, near)


def _logarithm(on: Arithmetic, function: Function, per_unit: float = 1.0) -> Function:
    """`function`, a multiple of the natural logarithm of positive normal numbers, for all numbers."""

    def other(x: Array) -> Array:
        small = (x > 0.0) & (x < _TINY)
        result: Array = np.log(np.where(small, 1.0, x))  # −inf, inf or NaN
        if small.any():
            of_scaled = np.array([logarithms(NUMBERS).ln(each * _SCALE) for each in x[small].tolist()])
            result[small] = (of_scaled - logarithms(NUMBERS).ln(_SCALE)) * per_unit
        return result

    return _guarded(on, function, lambda x: (x >= _TINY) & (x <= _HUGE), other)


@_of_each
def log(on: Arithmetic) -> Function:
    """The natural logarithm."""
    return _logarithm(on, logarithms(on).ln)


def _logarithm_to(on: Arithmetic, unit: int) -> Function:
    """The natural logarithm divided by `unit`, in fixed point: so exact that whole results are whole."""
    of, per_unit = logarithms(on), coefficients.pair((1 << 2 * coefficients.BITS) // unit)
    high, low = map(on.constant, per_unit)

    def function(x: Any) -> Any:
        a, b = of.ln_pair(x)
        product, rest = of.times(a, high)
        return product + (rest + (a * low + b * high))

    return _logarithm(on, function, per_unit[0])


@_of_each
def log2(on: Arithmetic) -> Function:
    """The logarithm to base 2."""
    return _logarithm_to(on, coefficients.ln2())


@_of_each
def log10(on: Arithmetic) -> Function:
    """The logarithm to base 10."""
    return _logarithm_to(on, coefficients.ln10())


@_of_each
def log1p(on: Arithmetic) -> Function:
    """``ln(1 + x)``, to the last digits near 0 as well; for finite x above -1."""
    of = _logarithm(on, logarithms(on).ln)

    def function(x: Any) -> Any:
        total = 1.0 + x
        return of(total) + (x - (total - 1.0)) / total  # what the sum has lost

    return function


def _of_angle(on: Arithmetic, pick: Callable[[Sines], Callable[[Any, Any], Any]]) -> Function:
    """One of the functions of a place in the table and what is beyond it, as a function of an angle."""
    function, of_arrays, nearest = pick(sines(on)), pick(sines(ARRAYS)), sines(on).nearest

    def other(x: Array) -> Array:
        finite = np.isfinite(x)
        return np.where(finite, of_arrays(*nearest_of_far(np.where(finite, x, 0.0))), np.nan)

    return _guarded(on, lambda x: function(*nearest(x)), lambda x: abs(x) <= FAR, other)


@_of_each
def sin(on: Arithmetic) -> Function:
    """The sine of an angle, however large."""
    return _of_angle(on, lambda of: of.sine)


@_of_each
def cos(on: Arithmetic) -> Function:
    """The cosine of an angle, however large."""
    return _of_angle(on, lambda of: of.cosine)


@_of_each
def tan(on: Arithmetic) -> Function:
    """The tangent of an angle, however large."""
    return _of_angle(on, lambda of: lambda place, rest: of.sine(place, rest) / of.cosine(place, rest))


def _arctangent(on: Arithmetic) -> Function:
    kernel, quarter = sines(on).arctangent, math.pi / 2

    def function(x: Any) -> Any:
        size = abs(x)
        steep = size > 1.0
        t = kernel(on.choose(steep, 1.0 / on.within(size, 1.0, math.inf), size))
        t = on.choose(steep, quarter - t, t)
        return on.choose(x < 0.0, -t, t)

    return function


@_of_each
def arctan(on: Arithmetic) -> Function:
    """The angle in [-π/2, π/2] with this tangent."""
    return _arctangent(on)


def _of_ratio(on: Arithmetic, function: Function) -> Function:
    """`function` on [-1, 1], NaN elsewhere."""
    return _guarded(on, function, lambda x: abs(x) <= 1.0, lambda x: np.full_like(x, np.nan))


@_of_each
def arcsin(on: Arithmetic) -> Function:
    """The angle in [-π/2, π/2] with this sine."""
    of = _arctangent(on)
    return _of_ratio(on, lambda x: 2.0 * of(x / (1.0 + on.sqrt((1.0 - x) * (1.0 + x)))))


@_of_each
def arccos(on: Arithmetic) -> Function:
    """The angle in [0, π] with this cosine."""
    of = _arctangent(on)

    def function(x: Any) -> Any:
        size = abs(x)
        angle = 2.0 * of(on.sqrt((1.0 - size) / (1.0 + size)))
        return on.choose(x < 0.0, math.pi - angle, angle)

    return _of_ratio(on, function)


def power(x: Any, y: Any) -> Any:
    """``x ** y``; for an exponent that is a whole number of Python's up to 64 by multiplication.

    >>> power(3.0, 4.0), power(np.float32(2), 0.5), power(-8.0, -1.0)
    (81.0, np.float32(1.4142135), -0.125)
    """
    if hasattr(x, "apply"):  # as above
        return x.apply(power, y) if hasattr(y, "dtype") else x.apply(lambda base: power(base, y))
    dtype = np.result_type(x, y)
    dtype = dtype if dtype.kind == "f" else _DOUBLE
    plain = isinstance(x, float | int) and isinstance(y, float | int) and not isinstance(x, np.generic)
    result: Any
    if isinstance(y, float | int) and not isinstance(y, np.generic) and y in range(-_MOST, _MOST + 1):
        result = _whole_power(np.asarray(x, _DOUBLE), int(y))
    else:
        bases, exponents = np.broadcast_arrays(np.asarray(x, _DOUBLE), np.asarray(y, _DOUBLE))
        result = _real_power(bases, exponents)
    return float(result) if plain else result.astype(dtype, copy=False)[()]


def _whole_power(x: Array, y: int) -> Any:
    result: Any = np.ones_like(x) if y % 2 == 0 else x
    size = abs(y) >> 1
    while size:
        x = x * x
        if size & 1:
            result = result * x
        size >>= 1
    return 1.0 / result if y < 0 else result


def _real_power(x: Array, y: Array) -> Array:
    """Of arrays of one shape."""
    size = np.abs(x)
    sound = (size >= _TINY) & (size <= _HUGE) & (np.abs(y) <= _HUGE)
    base, exponent = np.where(sound, size, 1.0), np.clip(np.where(sound, y, 1.0), -_BEYOND, _BEYOND)
    if x.size <= _FEW:
        pairs = zip(base.ravel().tolist(), exponent.ravel().tolist(), strict=True)
        result = np.array([_positive_power(NUMBERS)(*pair) for pair in pairs]).reshape(x.shape)
    else:
        result = _positive_power(ARRAYS)(np.ascontiguousarray(base), exponent)
    whole = np.rint(exponent) == exponent
    odd = np.fmod(exponent, 2.0) != 0.0
    result = np.where(x < 0.0, np.where(whole, np.where(odd, -result, result), np.nan), result)
    if not sound.all():
        small = (size > 0.0) & (size < _TINY) & (np.abs(y) <= _HUGE)
        result = np.where(sound, result, np.power(np.where(small, 1.0, x), y))  # exact: 0, 1, inf or NaN
        result = np.where(small, exp(y * log(np.where(small, size, 1.0))), result)
    return result


_BEYOND = 2.0**100  # an exponent that takes every number but 1 to 0 or infinity


@functools.cache
def _positive_power(on: Arithmetic) -> Callable[[Any, Any], Any]:
    of, of_pair = logarithms(on), exponentials(on).of_pair

    def function(x: Any, y: Any) -> Any:
        high, low = of.ln_pair(x)
        product, rest = of.times(high, y)
        # Where the product is past all bounds, so may be the rest: only that it is past them counts.
        return of_pair(product, on.within(rest + low * y, -0.5, 0.5))

    return function
