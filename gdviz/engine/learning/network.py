"""A fully connected network on one flat vector of parameters.

The vector holds, layer by layer, the weights (inputs × units, row by row) and then the biases, as
TensorFlow lists trainable variables. Weights and biases of a layer are thereby one matrix with the biases as
its last row: with a column of ones beside the inputs, one product does both.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.activations import Activating, activation_called


class Layer(Struct, frozen=True):
    """One layer's place in the flat vector."""

    inputs: int
    units: int
    bias: bool
    start: int
    activation: str

    @property
    def rows(self) -> int:
        """The rows of its matrix: an input each, and one for the biases."""
        return self.inputs + self.bias

    @property
    def stop(self) -> int:
        """The end of its part of the vector."""
        return self.start + self.rows * self.units

    @property
    def weights_stop(self) -> int:
        """The end of its weights, where its biases begin."""
        return self.start + self.inputs * self.units

    def matrix(self, params: Array) -> Array:
        """Its weights, biases last, as a view into ``(..., parameters)``: ``(..., rows, units)``."""
        part = params[..., self.start : self.stop]
        return part.reshape(*part.shape[:-1], self.rows, self.units)


def layers_of(
    inputs: int, hidden: tuple[int, ...], outputs: int, bias: bool, names: Sequence[str]
) -> tuple[Layer, ...]:
    """The layers of a network, e.g. 2-11-1 has two; `names` are those of their activations.

    >>> layers = layers_of(2, (11,), 1, True, ("relu", "linear"))
    >>> len(layers), layers[-1].stop
    (2, 45)
    """
    layers: list[Layer] = []
    widths = (inputs, *hidden, outputs)
    for (before, units), name in zip(itertools.pairwise(widths), names, strict=True):
        start = layers[-1].stop if layers else 0
        layers.append(Layer(before, units, bias, start, name))
    return tuple(layers)


def weight_mask(layers: tuple[Layer, ...], dtype: Any) -> Array:
    """1 for each weight and 0 for each bias of the flat vector."""
    mask = np.zeros(layers[-1].stop, dtype)
    for layer in layers:
        mask[layer.start : layer.weights_stop] = 1
    return mask


def with_ones(x: Array, bias: bool) -> Array:
    """The inputs with a column of ones for the biases, where there are any."""
    return np.concatenate([x, np.ones((*x.shape[:-1], 1), x.dtype)], axis=-1) if bias else x


def activations(layers: tuple[Layer, ...], params: Array, x: Array) -> list[Array]:
    """Every layer's activations for inputs ``(examples, inputs)``; leading axes of `params` stay.

    The last is the output, ``(..., examples, outputs)``.
    """
    results: list[Array] = []
    held = np.swapaxes(x, -1, -2)  # examples along the last axis, as in `Backpropagation`
    for layer in layers:
        turned = np.swapaxes(layer.matrix(params), -1, -2)
        held = turned[..., : layer.inputs] @ held
        if layer.bias:
            np.add(held, turned[..., layer.inputs :], out=held)
        activation_called(layer.activation).forward(held)
        results.append(np.swapaxes(held, -1, -2))
    return results


def output_of(layers: tuple[Layer, ...], params: Array, x: Array) -> Array:
    """The network's output, ``(..., examples, outputs)``."""
    return activations(layers, params, x)[-1]


class Backpropagation:
    """Forward and backward pass for one batch size, with every array prepared.

    `params` and `gradient` are the flat vectors themselves: the object keeps views into them, so an optimizer
    that works in place is seen at once. Inside, examples run along the last axis: then every array that a
    ufunc or a product meets is contiguous, which for small arrays makes it several times faster.
    """

    def __init__(self, layers: tuple[Layer, ...], params: Array, gradient: Array, examples: int) -> None:
        self._steps = [_Step(layer, params, gradient, examples) for layer in layers]
        self.output: Array = self._steps[-1].result.T
        self.outer: Array = self._steps[-1].outer.T
        """The output, and where its derivative belongs before `backward`; both ``(examples, outputs)``."""

    def forward(self, inputs: Array) -> None:
        """Fill `output` from inputs ``(inputs, examples)`` with their row of ones: ``with_ones(x).T``."""
        for step in self._steps:
            np.dot(step.matrix_turned, inputs, out=step.result)
            step.activating.forward()
            inputs = step.held

    def backward(self, inputs: Array) -> None:
        """From `outer` to the gradient, by the chain rule; `inputs` as given to `forward`."""
        for place in range(len(self._steps) - 1, -1, -1):
            step = self._steps[place]
            step.activating.backward(step.outer, step.scratch)
            below = self._steps[place - 1] if place else None
            np.dot(below.held if below else inputs, step.outer_turned, out=step.gradient)
            if below:
                np.dot(step.weights, step.outer, out=below.outer)


class _Step:
    """One layer's arrays; `held` is its result with the row of ones that the next layer wants."""

    def __init__(self, layer: Layer, params: Array, gradient: Array, examples: int) -> None:
        matrix = layer.matrix(params)
        self.matrix_turned = matrix.T
        self.weights = matrix[: layer.inputs]
        self.gradient = layer.matrix(gradient)
        self.held = np.ones((layer.units + layer.bias, examples), params.dtype)
        self.result = self.held[: layer.units]
        self.outer = np.empty((layer.units, examples), params.dtype)
        self.outer_turned = self.outer.T
        self.scratch = np.empty_like(self.outer)
        self.activating = Activating(layer.activation, self.result)
