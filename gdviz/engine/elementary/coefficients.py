"""Constants and tables of the elementary functions, by whole numbers: correctly rounded on every machine.

A fixed-point number here is an int that counts units of 2**-BITS; the last few bits of it may be wrong.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator

BITS = 160
ONE = 1 << BITS

OCTAVE = 2048  # the parts of an octave in `powers_of_two`
UNIT = 256  # the parts of one in `logarithms`, `tangents` and `hyperbolic_tangents`
ANGLES = 1024  # the parts of a turn in `sines`
FLAT = 19.0625  # from here on tanh is 1
FLAT_ERROR = 6  # and erf


def near(value: int) -> float:
    """The float nearest to a fixed-point number."""
    return value / ONE


def pair(value: int) -> tuple[float, float]:
    """Two floats whose sum is a fixed-point number, to some 106 bits."""
    high = near(value)
    return high, near(value - _fixed(high))


def parts(value: int, bits: int) -> tuple[float, float, float]:
    """Three floats whose sum is a fixed-point number; the first two have at most so many bits."""
    first = _cut(value, bits)
    second = _cut(value - _fixed(first), bits)
    return first, second, near(value - _fixed(first) - _fixed(second))


def _fixed(value: float) -> int:
    return int(math.ldexp(value, BITS))


def _cut(value: int, bits: int) -> float:
    """The value with all but its first bits set to 0."""
    spare = max(value.bit_length() - bits, 0)
    return near((value >> spare) << spare)


def _series(argument: int, sign: int = 1, bits: int = BITS) -> int:
    """``x + x³/3 + x⁵/5 + …``, which is atanh x; with signs that alternate it is atan x."""
    square, power, total = argument * argument >> bits, argument, 0
    for odd in itertools.count(1, 2):
        if power in (0, -1):
            break
        total += power // odd
        power = sign * (power * square >> bits)
    return total


@functools.cache
def ln2() -> int:
    """``ln 2 = 2 atanh(1/3)``."""
    return 2 * _series(ONE // 3)


@functools.cache
def ln10() -> int:
    """``ln 10 = 3 ln 2 + 2 atanh(1/9)``."""
    return 3 * ln2() + 2 * _series(ONE // 9)


@functools.cache
def pi(bits: int = BITS) -> int:
    """By Machin's formula, in units of ``2**-bits``."""
    one = 1 << bits
    return 16 * _series(one // 5, -1, bits) - 4 * _series(one // 239, -1, bits)


@functools.cache
def powers_of_two() -> list[tuple[float, float]]:
    """``2 ** (k / OCTAVE)`` for k in [0, OCTAVE), each as a pair."""
    root = 2 * ONE
    for _ in range(OCTAVE.bit_length() - 1):
        root = math.isqrt(root << BITS)
    return [pair(power) for power in _powers(root, OCTAVE)]


@functools.cache
def logarithms() -> list[int]:
    """``ln(1 + k / UNIT)`` for k in [0, UNIT], in fixed point."""
    steps = (2 * _series(ONE // (2 * UNIT + 2 * k + 1)) for k in range(UNIT))
    return list(itertools.accumulate(steps, initial=0))


@functools.cache
def hyperbolic_tangents() -> list[float]:
    """``tanh(k / UNIT)`` for k from 0 up to FLAT."""
    powers = _powers(_exponential(2 * ONE // UNIT), round(FLAT * UNIT) + 1)
    return [near((power - ONE << BITS) // (power + ONE)) for power in powers]


@functools.cache
def bells() -> list[int]:
    """``2/√π exp(−(k / UNIT)²)``, the slopes of erf, for k from 0 up to FLAT_ERROR, in fixed point."""
    height = math.isqrt(4 * (ONE << 2 * BITS) // pi())
    ratio = (ONE << BITS) // _exponential(ONE // UNIT**2)
    ratios = _powers(ratio * ratio >> BITS, FLAT_ERROR * UNIT)  # of neighbors: exp(−(2k + 1) / UNIT²)
    steps = (each * ratio >> BITS for each in ratios)
    return list(itertools.accumulate(steps, lambda bell, step: bell * step >> BITS, initial=height))


@functools.cache
def errors() -> list[float]:
    """``erf(k / UNIT) = bell · (x + 2x³/3 + 4x⁵/15 + …)`` for k from 0 up to FLAT_ERROR."""
    return [near(bell * _odd_factorials(k * ONE // UNIT) >> BITS) for k, bell in enumerate(bells())]


@functools.cache
def tangents() -> list[float]:
    """``atan(k / UNIT)`` for k in [0, UNIT]."""
    steps = (_series((ONE * UNIT) // (UNIT * UNIT + k * (k + 1)), -1) for k in range(UNIT))
    return [near(value) for value in itertools.accumulate(steps, initial=0)]


@functools.cache
def sines() -> list[float]:
    """``sin(2π k / ANGLES)`` for k in [0, ANGLES)."""
    angle = 2 * pi() // ANGLES
    sine, cosine = _sine(angle), math.isqrt((ONE << BITS) - _sine(angle) ** 2)
    s, c, quarter = 0, ONE, [0.0]
    for _ in range(ANGLES // 4 - 1):
        s, c = (s * cosine + c * sine) >> BITS, (c * cosine - s * sine) >> BITS
        quarter.append(near(s))
    half = [*quarter, 1.0, *quarter[:0:-1]]
    return half + [-value for value in half]


def turns(bits: int) -> list[list[float]]:
    """``ANGLES / 2π * 2**k mod ANGLES`` for k from -53: four floats of so many bits whose sum it is."""
    deep = 1400
    whole = (ANGLES << 2 * deep) // (2 * pi(deep))  # ANGLES / 2π in units of 2**-deep
    places = [ANGLES.bit_length() - 1 - bits * k for k in range(5)]
    table: list[list[float]] = []
    for power in range(-53, 1025):
        rest = (whole << power + 53 >> 53) % (ANGLES << deep)
        table.append([])
        for place in places[1:]:
            shift = deep + place
            table[-1].append(math.ldexp(rest >> shift, place))
            rest &= (1 << shift) - 1
    return table


def _exponential(argument: int) -> int:
    """By its series; for small positive arguments."""
    term, total = ONE, 0
    for place in itertools.count(1):
        if not term:
            break
        total += term
        term = (term * argument >> BITS) // place
    return total


def _odd_factorials(argument: int) -> int:
    """``x + 2x³/(1·3) + 4x⁵/(1·3·5) + …``."""
    term, total, square = argument, 0, 2 * argument * argument >> BITS
    for odd in itertools.count(3, 2):
        if not term:
            break
        total += term
        term = (term * square >> BITS) // odd
    return total


def _sine(angle: int) -> int:
    """By its series; for small positive angles."""
    term, total, square = angle, 0, angle * angle >> BITS
    for even in itertools.count(2, 2):
        if term in (0, -1):
            break
        total += term
        term = -(term * square >> BITS) // (even * (even + 1))
    return total


def _powers(base: int, count: int) -> Iterator[int]:
    """``base ** k`` for k in [0, count)."""
    return itertools.accumulate(range(count - 1), lambda power, _: power * base >> BITS, initial=ONE)
