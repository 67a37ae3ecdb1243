"""How float32 results are rounded so that they are TensorFlow's, digit for digit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gdviz.base.arrays import Array

Real = type[np.floating[Any]]


def quotient(step: Array, divisor: int, real: Real) -> Array:
    """``step / divisor`` in the type `real`; in float32 times the reciprocal, as TensorFlow's graphs divide.

    Of the shape of `step`.

    >>> quotient(np.array([41]), 41, np.float64), quotient(np.array([41]), 41, np.float32)
    (array([1.]), array([0.99999994], dtype=float32))
    """
    steps: Array = step.astype(real)
    return steps * (real(1) / real(divisor)) if real is np.float32 else steps / real(divisor)


def once(function: Callable[..., Any], *arguments: Any, real: Real) -> Array:
    """`function` of `arguments`, rounded once to the type `real`: computed in float64 whatever `real` is.

    Of the shape that the arguments have together. A result past the largest number of the type stays at that.

    >>> from gdviz.engine.functions import power
    >>> once(power, np.float32(0.99), np.arange(3), real=np.float32)
    array([1.        , 0.99      , 0.98010004], dtype=float32)
    """
    exact = function(*(np.asarray(each, np.float64) for each in arguments))
    result: Array = np.asarray(np.minimum(exact, np.finfo(real).max))
    return result.astype(real)
