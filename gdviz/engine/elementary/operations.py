"""The two kinds of numbers that the functions here compute with, so that each is written down once.

A function is built for Python's numbers and for arrays of float64 from the same lines, which use nothing but
``+ - * /``, tables and bits: both round alike, on every processor. Single numbers are several times quicker
as Python's; arrays are bound by the number of operations, so the lines work in place (``+=``) on values of
their own, and constants are 0-d arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

Function = Callable[[Any], Any]

ROUNDER = 1.5 * 2.0**52  # added and subtracted again it rounds to a whole number, to even where in the middle


class Arithmetic(Struct, frozen=True, eq=False):
    """How constants and tables are held, and numbers taken apart."""

    constant: Callable[[float], Any]
    integer: Callable[[int], Any]
    table: Callable[[Sequence[float]], Function]  # of numbers; gives what takes them by index
    whole: Function  # of a whole number plus ROUNDER: that number as an integer; of NaN any
    within: Callable[[Any, Any, Any], Any]  # a number brought between two; NaN stays
    split: Callable[[Any], tuple[Any, Any]]  # of a positive normal number: mantissa in [1, 2), exponent
    choose: Callable[[Any, Any, Any], Any]  # the second where the first is true, else the third
    sqrt: Function


def _table(values: Sequence[float]) -> Function:
    array = np.array(values)
    return lambda index: array.take(index, mode="clip")


_ROUNDER_BITS = np.array(ROUNDER).view(np.int64)
_ONE_BITS = np.array(1.0).view(np.int64)
_MANTISSA = np.array((1 << 52) - 1)
_MANTISSA_BITS = np.array(52)


def _whole(values: Any) -> Any:
    return values.view(np.int64) - _ROUNDER_BITS


def _within(values: Any, low: Any, high: Any) -> Any:
    return np.minimum(np.maximum(values, low), high)


def _split(values: Any) -> tuple[Any, Any]:
    bits = values.view(np.int64)
    mantissa = ((bits & _MANTISSA) | _ONE_BITS).view(np.float64)
    return mantissa, ((bits - _ONE_BITS) >> _MANTISSA_BITS).astype(np.float64)


def _whole_number(value: float) -> int:
    return int(value - ROUNDER) if value == value else 0  # NaN is equal to nothing


def _number_within(value: float, low: float, high: float) -> float:
    return low if value < low else high if value > high else value


def _split_number(value: float) -> tuple[float, float]:
    mantissa, exponent = math.frexp(value)
    return 2.0 * mantissa, exponent - 1.0


def _choose(condition: bool, this: float, that: float) -> float:
    return this if condition else that


ARRAYS = Arithmetic(
    constant=lambda value: np.array(value, np.float64),
    integer=np.array,
    table=_table,
    whole=_whole,
    within=_within,
    split=_split,
    choose=np.where,
    sqrt=np.sqrt,
)
NUMBERS = Arithmetic(
    constant=float,
    integer=int,
    table=lambda values: list(values).__getitem__,
    whole=_whole_number,
    within=_number_within,
    split=_split_number,
    choose=_choose,
    sqrt=math.sqrt,
)
