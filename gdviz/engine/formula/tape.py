"""A tree as a tape: NumPy operations in order, each part that occurs several times computed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine import functions
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.tree import Node


def _power(base: Any, exponent: Any) -> Any:
    return (
        np.square(base)
        if isinstance(exponent, float) and exponent == 2.0
        else functions.power(base, exponent)
    )


def _divide(a: Any, b: Any) -> Any:
    # TensorFlow's graphs multiply by the reciprocal of a constant, which in float32 can be told apart.
    if isinstance(b, float) and getattr(a, "dtype", None) == np.float32:
        return np.multiply(a, np.float32(1) / np.float32(b))
    return np.divide(a, b)


def _at_least(a: Any, b: Any) -> Any:
    return np.heaviside(np.subtract(a, b), 1.0)


def _above(a: Any, b: Any) -> Any:
    return np.heaviside(np.subtract(a, b), 0.0)


def _choose(condition: Any, a: Any, b: Any) -> Any:
    """a where the condition holds, else b, in the condition's precision; no value where it has none."""
    chosen = np.where(np.isnan(condition), condition, np.where(condition, a, b))
    return chosen.astype(condition.dtype, copy=False)[()]


def _softplus(a: Any) -> Any:
    return np.add(np.maximum(a, 0.0), functions.log1p(functions.exp(np.negative(np.abs(a)))))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
    "^": _power,
    "neg": np.negative,
    "sin": functions.sin,
    "cos": functions.cos,
    "tan": functions.tan,
    "asin": functions.arcsin,
    "acos": functions.arccos,
    "atan": functions.arctan,
    "sinh": functions.sinh,
    "cosh": functions.cosh,
    "tanh": functions.tanh,
    "exp": functions.exp,
    "ln": functions.log,
    "log2": functions.log2,
    "log10": functions.log10,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "sigmoid": functions.sigmoid,
    "relu": lambda a: np.maximum(a, 0.0),
    "min": np.minimum,
    "max": np.maximum,
    "at_least": _at_least,
    "above": _above,
    "if": _choose,
    "floor": np.floor,
    "softplus": _softplus,
    "erf": functions.erf,
}


class Tape:
    """Evaluates one or several trees together, over the last axis of an array of parameters.

    Numbers are Python floats, so that float32 parameters give float32 results.
    """

    def __init__(self, roots: tuple[Node, ...], names: tuple[str, ...]) -> None:
        places: dict[Node, int] = {}
        self._start: list[Any] = []
        self._variables: list[tuple[int, int]] = []
        self._steps: list[tuple[Callable[..., Any], int, tuple[int, ...]]] = []
        for part in inside_out(roots):
            place = places[part] = len(places)
            self._start.append(part.number if part.op in ("number", "constant") else None)
            if part.op == "variable":
                self._variables.append((place, names.index(part.name)))
            elif part.args:
                self._steps.append((OPERATIONS[part.op], place, tuple(places[arg] for arg in part.args)))
        self._results = tuple(places[root] for root in roots)

    @property
    def steps(self) -> int:
        """How many NumPy operations an evaluation takes."""
        return len(self._steps)

    def __call__(self, params: Array) -> list[Any]:
        """The value of each tree at `params`, ``(..., parameters)`` to ``(...)``; a constant as a number."""
        values = self._start.copy()
        for place, index in self._variables:
            values[place] = params[..., index]
        for operation, place, args in self._steps:
            values[place] = operation(*[values[arg] for arg in args])
        return [values[place] for place in self._results]
