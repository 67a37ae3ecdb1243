"""The value of an operation on numbers alone, in double precision."""

from __future__ import annotations

import math

import numpy as np

from gdviz.engine import functions
from gdviz.engine.formula.tape import OPERATIONS


def constant_value(op: str, args: list[float]) -> float:
    """The value of an operation on numbers. Raises OverflowError, ValueError or ZeroDivisionError."""
    with np.errstate(all="ignore"):
        value = float(CONSTANT_OPERATIONS[op](*args))
    if math.isnan(value) or (math.isinf(value) and 0.0 in args):
        raise ValueError("not defined")
    if math.isinf(value):
        raise OverflowError
    return value


CONSTANT_OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": functions.power,
    "neg": lambda a: -a,
    **{name: getattr(functions, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: getattr(functions, name) for name in ("exp", "log2", "log10", "sigmoid")},
    "asin": functions.arcsin,
    "acos": functions.arccos,
    "atan": functions.arctan,
    "ln": functions.log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": lambda a: float((a > 0) - (a < 0)),
    "relu": lambda a: max(a, 0.0),
    "floor": math.floor,
    "erf": functions.erf,
    "softplus": OPERATIONS["softplus"],
    "min": min,
    "max": max,
    "at_least": lambda a, b: float(a >= b),
    "above": lambda a, b: float(a > b),
    "if": lambda condition, a, b: a if condition else b,
}
