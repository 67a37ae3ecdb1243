"""Products of a network's Hessian with vectors, exact in each piece of its loss (Pearlmutter, "Fast Exact
Multiplication by the Hessian", Neural Computation 6, 1994).

Differences of whole gradients would not do: training lets examples lie within a hair of the kinks of ReLU,
and each that is crossed adds a curvature that no step meets, often twenty times the true one. Here all is
differentiated by the chain rule; only the derivatives of activations and of the loss are, each by itself,
compared a hair apart, and where one jumps there, it bends by nothing on either side.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.activations import Activation, Identity, activation_called
from gdviz.engine.learning.losses import Loss
from gdviz.engine.learning.network import Layer

HAIR = 1e-6  # the largest change of a sum, where what depends on it is compared
DIGITS = 1e-10  # of large sums, at least: a smaller change would be lost


class HessianProducts:
    """Of the loss over some examples, at one point after the other.

    `inputs` are ``(inputs, examples)`` with their row of ones, `targets` ``(examples, outputs)``.
    """

    def __init__(self, layers: tuple[Layer, ...], inputs: Array, targets: Array, loss: Loss) -> None:
        self._layers, self._inputs, self._targets, self._loss = layers, inputs, targets, loss
        self._passed: list[_Passed] = []

    def move_to(self, params: Array) -> None:
        """From now on products are those at `params` ``(parameters,)``."""
        held, ways = self._inputs, []
        for layer in self._layers:
            activation, matrix = activation_called(layer.activation), layer.matrix(params)
            sums = matrix.T @ held
            result = sums.copy()
            activation.forward(result)
            ways.append((activation, matrix, held, sums if activation.of_sum else result, result))
            held = _with_ones(result, layer)
        self._output = ways[-1][-1]
        self._size = np.maximum(np.abs(self._output), np.abs(self._targets.T)).max(axis=0)
        outer = self._outer_of(self._output)
        self._passed = []
        for layer, (activation, matrix, held, seen, _) in zip(self._layers[::-1], ways[::-1], strict=True):
            back = _back(activation, outer, seen)
            self._passed.append(_Passed(layer, activation, matrix, held, seen, outer, back))
            outer = matrix[: layer.inputs] @ back
        self._passed.reverse()

    def times(self, vector: Array) -> Array:
        """The Hessian times `vector`, both ``(parameters,)``."""
        product, change = np.empty_like(vector), np.zeros_like(self._inputs)
        changes = []
        for each in self._passed:
            sums = each.layer.matrix(vector).T @ each.held + each.matrix.T @ change
            result = _back(each.activation, sums, each.seen)  # a derivative is the same both ways
            changes.append((change, sums if each.activation.of_sum else result))
            change = np.zeros((each.layer.units + each.layer.bias, result.shape[1]))
            change[: each.layer.units] = result
        outer = derivative(self._outer_of, self._output, result, self._size)
        for each, (change, seen) in zip(self._passed[::-1], changes[::-1], strict=True):
            back = _back(each.activation, outer, each.seen)
            if not isinstance(each.activation, Identity):  # which bends nothing
                back += derivative(functools.partial(_back, each.activation, each.outer), each.seen, seen)
            each.layer.matrix(product)[...] = change @ each.back.T + each.held @ back.T
            weights, turned = each.matrix[: each.layer.inputs], each.layer.matrix(vector)[: each.layer.inputs]
            outer = turned @ each.back + weights @ back
        return product

    def _outer_of(self, output: Array) -> Array:
        """The loss's derivative by the outputs, both ``(outputs, examples)``."""
        outer = np.empty_like(output.T)
        self._loss.gradient(output.T, self._targets, outer)
        return outer.T


class _Passed(Struct, frozen=True, eq=False):
    """What a layer had at the point: what it was given, what its derivative is found from, and the loss's
    derivatives by its results and by its sums."""

    layer: Layer
    activation: Activation
    matrix: Array
    held: Array
    seen: Array
    outer: Array
    back: Array


def derivative(
    function: Callable[[Array], Array], at: Array, along: Array, size: Array | None = None
) -> Array:
    """Of `function` at a point, `along` a direction of its shape; 0 for what jumps there.

    `size` is that of the numbers which it works with, where not of those in `at`, each by itself.

    >>> derivative(np.square, np.array([3.0, -1.0]), np.array([1.0, 2.0])).round(6).tolist()
    [6.0, -4.0]
    >>> derivative(np.sign, np.array([0.0, 1.0]), np.array([1.0, 1.0])).tolist()
    [0.0, 0.0]
    """
    longest = float(np.abs(along).max(initial=0.0))
    if not longest > 0:
        return np.zeros_like(function(at))
    hair = np.maximum(HAIR, DIGITS * (np.abs(at) if size is None else size)) / longest
    near, far = (
        (function(at + step * along) - function(at - step * along)) / (2 * step) for step in (hair / 8, hair)
    )
    # Over a jump the nearer quotient is the eightfold; over a kink between the two it is the right one.
    found: Array = np.where(np.abs(near) <= 2 * np.abs(far), near, 0.0)
    return found


def _back(activation: Activation, outer: Array, seen: Array) -> Array:
    found = outer.copy()
    activation.backward(found, seen, np.empty_like(found))
    return found


def _with_ones(result: Array, layer: Layer) -> Array:
    return np.concatenate([result, np.ones((1, result.shape[1]))]) if layer.bias else result
