"""The gradient of a model at any point, over the whole data or a batch, and its parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.network import Backpropagation, weight_mask, with_ones
from gdviz.engine.learning.training import Training


def data_gradient(problem: Training, params: Array, rows: slice | Array | None = None) -> Array:
    """The data loss's gradient at `params` ``(parameters,)``, over the training data or some rows of it."""
    split, dtype = problem.split(), params.dtype
    x, y = split.x.astype(dtype), split.y.astype(dtype)
    if rows is not None:
        x, y = x[rows], y[rows]
    gradient = np.empty_like(params)
    passes = Backpropagation(problem.layers, params, gradient, len(x))
    inputs = np.ascontiguousarray(with_ones(x, problem.model.bias).T)
    passes.forward(inputs)
    problem.loss.gradient(passes.output, y, passes.outer)
    passes.backward(inputs)
    return gradient


def penalty_gradient(problem: Training, params: Array) -> Array:
    """The penalty's gradient at `params` ``(parameters,)``: ``l1 sign(w) + l2 w`` for weights, else 0."""
    gradient = np.zeros_like(params)
    add = problem.penalty.adder(weight_mask(problem.layers, params.dtype))
    if add is not None:
        add(params, gradient)
    return gradient


def total_gradient(problem: Training, params: Array, rows: slice | Array | None = None) -> Array:
    """The total loss's gradient at `params` ``(parameters,)``: what an optimizer is given."""
    total: Array = data_gradient(problem, params, rows) + penalty_gradient(problem, params)
    return total


def gradient_noise(problem: Training, params: Array, batches: Sequence[slice | Array], axes: Array) -> Array:
    """How the gradients of `batches` scatter at one and the same `params` ``(parameters,)``.

    Their covariance, the mean over the batches of (g − ḡ)(g − ḡ)ᵀ with ḡ the mean of all g, along `axes`
    ``(dimensions, parameters)``, unit vectors: ``(dimensions, dimensions)``. Where the batches are those of
    an epoch and equally large, ḡ is the gradient over all data.
    """
    gradients = np.stack([data_gradient(problem, params, rows) for rows in batches]) @ axes.T
    gradients -= gradients.mean(axis=0)
    noise: Array = gradients.T @ gradients / len(gradients)
    return noise
