"""A linear model of standardized data in the data's own units, as a person wants to use it. No Qt."""

from __future__ import annotations

from typing import Literal

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.features import of_inputs
from gdviz.engine.learning.spread import mean_and_spread
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import to_digits

DIGITS = range(4, 13)
TRUE = 1e-3  # of the spread of what is predicted: so far may the line that is written be from the model's


def own_weights(problem: Training, params: Array) -> tuple[Array, float] | None:
    """The weights ``(inputs,)`` and the bias of a linear model for data as they stand.

    None where nothing is standardized, a number would be too large, or the model is not linear with one
    output.
    """
    linear = not problem.model.hidden and problem.model.output == "linear" and problem.outputs == 1
    if not linear or not (problem.standardize or problem.scales_target):
        return None
    split, (layer,) = problem.split(), problem.layers
    matrix = layer.matrix(params.astype(np.float64))[:, 0]
    weights = matrix[: problem.inputs] / split.scale * split.y_scale
    bias = matrix[problem.inputs] if layer.bias else 0.0
    own_bias = bias * split.y_scale + split.y_shift - sum(weights * split.shift)
    return (weights, float(own_bias)) if np.isfinite([*weights, own_bias]).all() else None


def own_terms(problem: Training, params: Array) -> tuple[str, Literal["=", "≈"], list[str]] | None:
    """The left side, the sign behind it and the terms, ``2 · x``, ``+ 1``, of the formula below; or None."""
    found = own_weights(problem, params)
    if found is None:
        return None
    weights, bias = found
    digits, terms = _digits(problem, weights, bias), list[str]()
    for weight, name in zip([*weights.tolist(), bias], [*problem.input_names, ""], strict=True):
        size = to_digits(abs(weight), digits)
        term = f"{size} · {name}" if name else size
        sign = "−" if weight < 0 else "+"
        terms.append(f"{sign} {term}" if terms else f"{sign if weight < 0 else ''}{term}")
    if problem.gives_logits:
        return "z", "=", terms
    called = problem.data.target_called
    return (called, "≈", terms) if called else ("ŷ", "=", terms)


def _digits(problem: Training, weights: Array, bias: float) -> int:
    """How many digits a line needs that predicts what the model does: of years around 2000, whose weight is
    taken two thousand times, more than four."""
    x = of_inputs(problem.of_inputs, problem.split().own_x)
    reach, allowed = np.abs(x).max(axis=0), TRUE * np.abs(weights * mean_and_spread(x)[1]).max()
    for digits in DIGITS if allowed > 0 else ():
        rounded = [float(f"{each:.{digits - 1}e}") for each in (*weights.tolist(), bias)]
        off = np.abs(np.array(rounded[:-1]) - weights) @ reach + abs(rounded[-1] - bias)
        if off <= allowed:
            return digits
    return DIGITS[0]


def own_formula(problem: Training, params: Array) -> str:
    """``ŷ = 2 · x + 1`` in the data's own units; "" where there is no such line."""
    found = own_terms(problem, params)
    return f"{found[0]} {found[1]} {' '.join(found[2])}" if found else ""
