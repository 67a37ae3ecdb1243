"""Penalties on the weights (regularization), over weights and not biases, in TensorFlow's definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged
from gdviz.engine.expressions import (
    evaluated,
    filled,
    filled_gradient,
    numbers_of,
    result_of,
    typeset,
    value_like,
)
from gdviz.engine.formula.gradient import gradient_of
from gdviz.notation.numbers import factor, number

L1Scale = Annotated[
    float,
    ranged(
        "L1 scale",
        "How much each weight costs by its size. Larger drives more weights to exactly zero; 0 charges "
        "nothing.",
        ge=0.0,
        le=1e6,
        slider=(1e-5, 1.0),
        log=True,
    ),
]
L2Scale = Annotated[
    float,
    ranged(
        "L2 scale",
        "How much each weight costs by its square. Larger shrinks the weights and smooths the boundary; 0 "
        "charges nothing.",
        ge=0.0,
        le=1e6,
        slider=(1e-5, 1.0),
        log=True,
    ),
]


class Penalty(Declared, frozen=True, tag_field="kind"):
    """What is added to the loss for large weights: by its `scales`, or by a `formula`."""

    title: ClassVar[str] = ""
    given: ClassVar = {"formula": ("w",)}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "scales"),)
    formula: ClassVar[str] = ""  # what a weight ``w`` costs, with the fields; see `expressions`

    @property
    def scales(self) -> tuple[float, float]:
        """(scale of L1, scale of L2)."""
        return 0.0, 0.0

    @property
    def charges(self) -> bool:
        """Whether anything is added at all."""
        return any(self.scales) or bool(self.formula)

    def value(self, params: Array, is_weight: Array) -> Array:
        """The penalty, ``(..., parameters)`` to ``(...)``; `is_weight` is 1 for weights and 0 for biases.

        ``scale * sum(abs(w))`` for L1 (``tf.keras.regularizers.L1``), ``scale * sum(w²) / 2`` for L2
        (``tf.nn.l2_loss``), or the sum of the formula.
        """
        if self.formula:
            return _sum(value_like(filled(self, self.formula), {"w": params}, params), is_weight)
        l1, l2 = self.scales
        total = np.zeros(params.shape[:-1], params.dtype)
        if l1:
            total = total + params.dtype.type(l1) * _sum(np.abs(params), is_weight)
        if l2:
            total = total + params.dtype.type(l2) * (
                _sum(np.square(params), is_weight) / params.dtype.type(2)
            )
        return total

    def adder(self, is_weight: Array) -> Callable[[Array, Array], None] | None:
        """What adds the penalty's gradient to the loss's, constants prepared; None for no penalty."""
        if self.formula:
            return self._add_derivative(is_weight)
        l1, l2 = self.scales
        return Adder(is_weight, l1, l2) if l1 or l2 else None

    def _add_derivative(self, is_weight: Array) -> Callable[[Array, Array], None]:
        (root,) = filled_gradient(self, self.formula, ("w",))

        def add(params: Array, gradient: Array) -> None:
            gradient += _of_weights(value_like(root, {"w": params}, params), is_weight)

        return add

    def derivative(self, name: str, weight: Any) -> tuple[str, str, Any]:
        """The derivative by the weight `name`: its formula, the same with numbers, and its value."""
        real = type(weight)
        if self.formula:
            return self._derivative_of_formula(name, weight)
        l1, l2 = self.scales
        texts, numbers, value = [], [], 0.0
        if l1:
            texts.append(f"λ₁ · sign({name})")
            numbers.append(f"{number(real(l1))} × {factor(np.sign(weight))}")
            value += l1 * float(np.sign(weight))
        if l2:
            texts.append(f"λ₂ · {name}")
            numbers.append(f"{number(real(l2))} × {factor(weight)}")
            value += l2 * float(weight)
        return " + ".join(texts), " + ".join(numbers), real(value)

    def _derivative_of_formula(self, name: str, weight: Any) -> tuple[str, str, Any]:
        (root,) = gradient_of(result_of(self.formula), ("w",))
        fields = numbers_of(self)
        written = {each: factor(type(weight)(amount)) for each, amount in fields.items()}
        formula = typeset(root, lambda each: name if each == "w" else each, number)
        numbers = typeset(root, {**written, "w": factor(weight)}.__getitem__, number)
        value = type(weight)(evaluated(root, {**fields, "w": float(weight)}))
        return formula.replace("·", " · "), numbers.replace("·", " × "), value


def _sum(sizes: Array, is_weight: Array) -> Array:
    """The sum over the weights; not by a product, whose last bit depends on how many rows there are."""
    total: Array = _of_weights(sizes, is_weight).sum(axis=-1)
    return total


def _of_weights(values: Array, is_weight: Array) -> Array:
    """`values` with those of biases, also one that is no number, made 0 in place."""
    values[..., is_weight == 0] = 0
    return values


class Adder:
    """Adds ``l1 sign(w) + l2 w`` to a gradient in place, for the weights only."""

    def __init__(self, is_weight: Array, l1: float, l2: float) -> None:
        self._l1 = is_weight * is_weight.dtype.type(l1) if l1 else None
        self._l2 = is_weight * is_weight.dtype.type(l2) if l2 else None
        self._scratch = np.empty_like(is_weight)

    def __call__(self, params: Array, gradient: Array) -> None:
        """Add to `gradient` the penalty's gradient at `params`."""
        scratch = self._scratch
        if self._l2 is not None:
            np.multiply(params, self._l2, out=scratch)
            np.add(gradient, scratch, out=gradient)
        if self._l1 is not None:
            np.sign(params, out=scratch)
            np.multiply(scratch, self._l1, out=scratch)
            np.add(gradient, scratch, out=gradient)


class NoPenalty(Penalty, frozen=True, tag="none"):
    """The loss alone."""

    title: ClassVar[str] = "None"


class L1(Penalty, frozen=True, tag="l1"):
    """``scale * sum(abs(w))``."""

    title: ClassVar[str] = "L1"

    scale: L1Scale = 0.01

    @property
    def scales(self) -> tuple[float, float]:
        """(scale, 0)."""
        return self.scale, 0.0


class L2(Penalty, frozen=True, tag="l2"):
    """``scale * sum(w²) / 2``."""

    title: ClassVar[str] = "L2"

    scale: L2Scale = 0.01

    @property
    def scales(self) -> tuple[float, float]:
        """(0, scale)."""
        return 0.0, self.scale


class L1AndL2(Penalty, frozen=True, tag="l1_l2"):
    """Both, each with its own scale."""

    title: ClassVar[str] = "L1 and L2"

    l1: L1Scale = 0.001
    l2: L2Scale = 0.01

    @property
    def scales(self) -> tuple[float, float]:
        """(l1, l2)."""
        return self.l1, self.l2
