"""Activation functions, in place, each with its derivative in terms of its own result or of its sum.

`forward` turns the pre-activations in `values` into activations, in place. `backward` multiplies `outer`, the
derivative of the loss by the activations, by the activation's derivative, in place, from what was `seen`: the
activations, or the sums where the derivative is `of_sum`; `scratch` is an array of the same shape to work in.
The arrays are ``(..., units, examples)``: examples run along the last axis.

To add one: subclass `Activation` with a tag and write its `formula` and `slope`; see `kinds`.
"""

from __future__ import annotations

import functools
from typing import ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, kind_of
from gdviz.engine.expressions import evaluated, names_in, replaced, result_of
from gdviz.engine.formula.tree import Node
from gdviz.engine.functions import exp, expm1, sigmoid, tanh
from gdviz.engine.kinds import kind_called, kinds_of
from gdviz.engine.learning.constants import constant

LEAK = 0.2  # the slope of tf.nn.leaky_relu below zero


class Activation(Declared, frozen=True, tag_field="kind"):
    """One activation function: by `forward` and `backward`, or by a `formula` and its `slope`."""

    title: ClassVar[str] = ""
    place: ClassVar[int] = 0  # where it stands among its kinds; equal ones as they are defined
    given: ClassVar = {"formula": ("z",), "slope": ("h", "z")}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "forward"), ("slope", "backward"))
    formula: ClassVar[str] = ""  # of a unit's sum ``z``; see `expressions`
    slope: ClassVar[str] = ""  # the formula's derivative, of its own result ``h`` or of the sum ``z``
    hidden: ClassVar[bool] = True  # whether hidden layers may have it
    output: ClassVar[bool] = False  # whether the last layer may have it
    middle: ClassVar[float] = 0.0  # the result that says neither yes nor no
    low: ClassVar[float] = 0.0  # the result that says no, where 1 says yes: the target of class 0
    can_die: ClassVar[bool] = False  # whether 0 for every example means that a unit can't learn any more

    def forward(self, values: Array) -> None:
        """The result in place of the sums."""
        values[...] = evaluated(result_of(self.formula), {"z": values})

    def backward(self, outer: Array, seen: Array, scratch: Array, /) -> None:
        """`outer` times the derivative, in place; `seen` is the sum where it is `of_sum`, else the result."""
        scratch[...] = evaluated(self.slope_read, {"z" if self.of_sum else "h": seen})
        np.multiply(outer, scratch, out=outer)

    @property
    def slope_read(self) -> Node:
        """The slope as a tree, of the sum alone or of the result alone."""
        root = result_of(self.slope)
        return replaced(root, {"h": result_of(self.formula)}) if self.of_sum else root

    @property
    def of_sum(self) -> bool:
        """Whether the derivative is found from the sum, which the result does not tell."""
        return "z" in names_in(result_of(self.slope))


class Activating:
    """One layer's activation on arrays that stay: `result` holds the sums before, the activations after."""

    def __init__(self, name: str, result: Array) -> None:
        self._activation = activation_called(name)
        self._result = result
        self._sums = np.empty_like(result) if self._activation.of_sum else None
        self._seen = result if self._sums is None else self._sums

    def forward(self) -> None:
        """From sums to activations, in place; the sums are kept where the way back needs them."""
        if self._sums is not None:
            np.copyto(self._sums, self._result)
        self._activation.forward(self._result)

    def backward(self, outer: Array, scratch: Array) -> None:
        """`outer` times the derivative, in place."""
        self._activation.backward(outer, self._seen, scratch)


def _same(values: Array) -> None:
    """The identity changes nothing."""


def _same_back(outer: Array, seen: Array, scratch: Array) -> None:
    """Nor does its derivative."""


def _relu(values: Array) -> None:
    np.maximum(values, constant(0.0, values.dtype), out=values)


def _relu_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.sign(seen, out=scratch)  # 0 or 1, since the seen is never negative
    np.multiply(outer, scratch, out=outer)


def _leaky(values: Array) -> None:
    np.maximum(values, values * LEAK, out=values)


def _leaky_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.copyto(scratch, 1.0)
    np.copyto(scratch, LEAK, where=seen <= 0.0)
    np.multiply(outer, scratch, out=outer)


def _elu(values: Array) -> None:
    np.maximum(values, expm1(np.minimum(values, 0.0)), out=values)


def _elu_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.minimum(seen, 0.0, out=scratch)
    np.add(scratch, 1.0, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _sigmoid(values: Array) -> None:
    values[...] = sigmoid(values)


def _sigmoid_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.subtract(constant(1.0, seen.dtype), seen, out=scratch)
    np.multiply(scratch, seen, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _tanh(values: Array) -> None:
    values[...] = tanh(values)


def _tanh_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.square(seen, out=scratch)
    np.subtract(constant(1.0, seen.dtype), scratch, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _softmax(values: Array) -> None:
    np.subtract(values, values.max(axis=-2, keepdims=True), out=values)
    values[...] = exp(values)
    np.divide(values, values.sum(axis=-2, keepdims=True), out=values)


def _softmax_back(outer: Array, seen: Array, scratch: Array) -> None:
    np.multiply(outer, seen, out=scratch)
    np.subtract(outer, scratch.sum(axis=-2, keepdims=True), out=outer)
    np.multiply(outer, seen, out=outer)


class Identity(Activation, frozen=True, tag="linear"):
    """``tf.identity``."""

    title: ClassVar[str] = "Linear"
    output = True
    forward = staticmethod(_same)
    backward = staticmethod(_same_back)


class ReLU(Activation, frozen=True, tag="relu"):
    """``tf.nn.relu``."""

    title: ClassVar[str] = "ReLU"
    can_die = True
    forward = staticmethod(_relu)
    backward = staticmethod(_relu_back)


class LeakyReLU(Activation, frozen=True, tag="leaky_relu"):
    """``tf.nn.leaky_relu``."""

    title: ClassVar[str] = "Leaky ReLU"
    forward = staticmethod(_leaky)
    backward = staticmethod(_leaky_back)


class ELU(Activation, frozen=True, tag="elu"):
    """``tf.nn.elu``."""

    title: ClassVar[str] = "ELU"
    forward = staticmethod(_elu)
    backward = staticmethod(_elu_back)


class Sigmoid(Activation, frozen=True, tag="sigmoid"):
    """``tf.nn.sigmoid``."""

    title: ClassVar[str] = "Sigmoid"
    output = True
    middle = 0.5
    forward = staticmethod(_sigmoid)
    backward = staticmethod(_sigmoid_back)


class Tanh(Activation, frozen=True, tag="tanh"):
    """``tf.nn.tanh``; as an output it says no with -1."""

    title: ClassVar[str] = "Tanh"
    output = True
    low = -1.0
    forward = staticmethod(_tanh)
    backward = staticmethod(_tanh_back)


class Softplus(Activation, frozen=True, tag="softplus"):
    """``tf.nn.softplus``: ``ln(1 + exp(z))``."""

    title: ClassVar[str] = "Softplus"
    formula: ClassVar[str] = "softplus(z)"
    slope: ClassVar[str] = "sigmoid(z)"


class Swish(Activation, frozen=True, tag="swish"):
    """``tf.nn.silu``: ``z sigmoid(z)`` (Ramachandran, Zoph and Le 2017)."""

    title: ClassVar[str] = "Swish"
    formula: ClassVar[str] = "z * sigmoid(z)"
    slope: ClassVar[str] = "sigmoid(z) + z * (sigmoid(z) * (1 - sigmoid(z)))"


class Sine(Activation, frozen=True, tag="sine"):
    """``tf.sin`` (Sitzmann et al. 2020)."""

    title: ClassVar[str] = "Sine"
    formula: ClassVar[str] = "sin(z)"
    slope: ClassVar[str] = "cos(z)"


class Step(Activation, frozen=True, tag="step"):
    """1 where the sum is 0 or more, else 0 (Rosenblatt 1958). Its gradient is 0: nothing below it learns."""

    title: ClassVar[str] = "Unit step"
    middle = 0.5
    formula: ClassVar[str] = "at_least(z, 0) + 0 * z"  # which automatic differentiation finds to be flat
    slope: ClassVar[str] = "0 * z"


class Softmax(Activation, frozen=True, tag="softmax"):
    """``tf.nn.softmax``."""

    title: ClassVar[str] = "Softmax"
    hidden = False
    output = True
    middle = 0.5
    forward = staticmethod(_softmax)
    backward = staticmethod(_softmax_back)


@functools.cache
def activation_called(name: str) -> Activation:
    """The activation with this tag. Raises KeyError where there is none."""
    return kind_called(Activation, name)()


def hidden_names() -> tuple[str, ...]:
    """The activations that hidden layers may have."""
    return tuple(kind_of(kind) for kind in kinds_of(Activation) if kind.hidden)


def output_names() -> tuple[str, ...]:
    """The activations that the last layer may have."""
    return tuple(kind_of(kind) for kind in kinds_of(Activation) if kind.output)


def titles() -> dict[str, str]:
    """How people read their names."""
    return {kind_of(kind): kind.title for kind in kinds_of(Activation)}
