"""A linear model of standardized data in the data's own units, as a person wants to use it. No Qt."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.training import Training
from gdviz.notation.numbers import to_digits

MOST_TERMS = 3  # inputs up to which the formula is written


def own_weights(problem: Training, params: Array) -> tuple[Array, float] | None:
    """The weights ``(inputs,)`` and the bias of a linear model for data as they stand.

    None where nothing is standardized, or the model is not linear with one output.
    """
    linear = not problem.model.hidden and problem.model.output == "linear" and problem.outputs == 1
    if not linear or not (problem.standardize or problem.scales_target):
        return None
    split, (layer,) = problem.split(), problem.layers
    matrix = layer.matrix(params.astype(np.float64))[:, 0]
    weights = matrix[: problem.inputs] / split.scale * split.y_scale
    bias = matrix[problem.inputs] if layer.bias else 0.0
    return weights, float(bias * split.y_scale + split.y_shift - weights @ split.shift)


def own_formula(problem: Training, params: Array) -> str:
    """``ŷ = 2 · x + 1`` in the data's own units; "" where there is no such line, or no room for it."""
    found = own_weights(problem, params)
    if found is None or problem.inputs > MOST_TERMS:
        return ""
    weights, bias = found
    text = ""
    for weight, name in zip([*weights.tolist(), bias], [*problem.input_names, ""], strict=True):
        term = f"{to_digits(abs(weight), 4)} · {name}" if name else to_digits(abs(weight), 4)
        sign = "−" if weight < 0 else "+"
        text += f" {sign} {term}" if text else f"{sign if weight < 0 else ''}{term}"
    if problem.gives_logits:
        return f"z = {text}"
    called = problem.data.target_called
    return f"{called} ≈ {text}" if called else f"ŷ = {text}"


__all__ = ["own_formula", "own_weights"]
