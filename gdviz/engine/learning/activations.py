"""Activation functions, in place, each with its derivative in terms of its own result.

`forward` turns the pre-activations in `values` into activations, in place. `backward` multiplies `outer`, the
derivative of the loss by the activations, by the activation's derivative, in place; `scratch` is an array of
the same shape to work in. The arrays are ``(..., units, examples)``: examples run along the last axis.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.functions import exp, expm1, sigmoid, tanh
from gdviz.engine.learning.constants import constant

HiddenName = Literal["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh"]
OutputName = Literal["linear", "sigmoid", "softmax"]

LEAK = 0.2  # the slope of tf.nn.leaky_relu below zero


@dataclass(frozen=True)
class Activation:
    """One activation function; `source` is the TensorFlow function that defines it."""

    source: str
    forward: Callable[[Array], Any]
    backward: Callable[[Array, Array, Array], Any]


def _nothing(*_: Array) -> None:
    """The identity changes nothing."""


def _relu(values: Array) -> None:
    np.maximum(values, constant(0.0, values.dtype), out=values)


def _relu_back(outer: Array, result: Array, scratch: Array) -> None:
    np.sign(result, out=scratch)  # 0 or 1, since the result is never negative
    np.multiply(outer, scratch, out=outer)


def _leaky(values: Array) -> None:
    np.maximum(values, values * LEAK, out=values)


def _leaky_back(outer: Array, result: Array, scratch: Array) -> None:
    np.copyto(scratch, 1.0)
    np.copyto(scratch, LEAK, where=result <= 0.0)
    np.multiply(outer, scratch, out=outer)


def _elu(values: Array) -> None:
    np.maximum(values, expm1(np.minimum(values, 0.0)), out=values)


def _elu_back(outer: Array, result: Array, scratch: Array) -> None:
    np.minimum(result, 0.0, out=scratch)
    np.add(scratch, 1.0, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _sigmoid(values: Array) -> None:
    values[...] = sigmoid(values)


def _sigmoid_back(outer: Array, result: Array, scratch: Array) -> None:
    np.subtract(constant(1.0, result.dtype), result, out=scratch)
    np.multiply(scratch, result, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _tanh(values: Array) -> None:
    values[...] = tanh(values)


def _tanh_back(outer: Array, result: Array, scratch: Array) -> None:
    np.square(result, out=scratch)
    np.subtract(constant(1.0, result.dtype), scratch, out=scratch)
    np.multiply(outer, scratch, out=outer)


def _softmax(values: Array) -> None:
    np.subtract(values, values.max(axis=-2, keepdims=True), out=values)
    values[...] = exp(values)
    np.divide(values, values.sum(axis=-2, keepdims=True), out=values)


def _softmax_back(outer: Array, result: Array, scratch: Array) -> None:
    np.multiply(outer, result, out=scratch)
    np.subtract(outer, scratch.sum(axis=-2, keepdims=True), out=outer)
    np.multiply(outer, result, out=outer)


ACTIVATIONS: dict[str, Activation] = {
    "linear": Activation("tf.identity", _nothing, _nothing),
    "relu": Activation("tf.nn.relu", _relu, _relu_back),
    "leaky_relu": Activation("tf.nn.leaky_relu", _leaky, _leaky_back),
    "elu": Activation("tf.nn.elu", _elu, _elu_back),
    "sigmoid": Activation("tf.nn.sigmoid", _sigmoid, _sigmoid_back),
    "tanh": Activation("tf.nn.tanh", _tanh, _tanh_back),
    "softmax": Activation("tf.nn.softmax", _softmax, _softmax_back),
}
