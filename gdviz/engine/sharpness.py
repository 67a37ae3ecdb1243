"""The sharpness along a run: the largest eigenvalue of the Hessian of its loss, beside what a step can bear.

Plain gradient descent on a quadratic loss settles along an axis of the Hessian as long as the curvature there
is below 2/η (Cohen et al., "Gradient Descent on Neural Networks Typically Occurs at the Edge of Stability",
ICLR 2021); with momentum μ as long as it is below 2(1 + μ)/η, with Nesterov's below 2(1 + μ)/((1 + 2μ)·η).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.network import Backpropagation, weight_mask, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.problem import Objective

LANCZOS = 12  # products with the Hessian before the vectors are made anew
RESTARTS = 8
EXACT = 1e-3  # relative error of an eigenvalue


def limit(settings: Experiment, rate: Array) -> Array | None:
    """The curvature that a step at `rate` can bear, of its shape; None where no such limit is known: of other
    optimizers, and of layers with rates of their own."""
    training, optimizer = settings.training, settings.optimizer
    if training is not None and training.model.layer_rates:
        return None
    with np.errstate(divide="ignore"):
        bearable: Array = 2.0 / np.asarray(rate, np.float64)
    if type(optimizer) is GradientDescent:
        return bearable
    if type(optimizer) is not Momentum:
        return None
    momentum = optimizer.momentum
    return bearable * (1 + momentum) / (1 + 2 * momentum if optimizer.nesterov else 1.0)


def sharpness_of(objective: Objective, params: Array) -> Array:
    """The largest eigenvalue of a loss in closed form at each of `params` ``(rows, parameters)``; NaN where
    the loss has no finite curvature.

    The Hessian is taken by central differences of the analytic gradient: about 10 digits are right.
    """
    params = np.asarray(params, np.float64)
    h = np.cbrt(np.finfo(np.float64).eps) * np.maximum(1.0, np.abs(params))
    count = params.shape[1]
    steps = h[:, np.newaxis, :] * np.eye(count)
    with np.errstate(all="ignore"):
        around = params[:, np.newaxis, :]
        change = objective.gradient(around + steps) - objective.gradient(around - steps)
        hessians = change / (2 * h[:, :, np.newaxis])
    hessians = (hessians + np.swapaxes(hessians, 1, 2)) / 2
    sound = np.isfinite(hessians).all(axis=(1, 2))
    found = np.full(len(params), np.nan)
    if sound.any():
        found[sound] = np.linalg.eigvalsh(hessians[sound])[:, -1]
    return found


class ModelSharpness:
    """The sharpness of a model's total loss over all training data, at one point after the other.

    The Hessian is met only in its products with vectors, central differences of the analytic gradient. Of
    these a few span a space in which the largest eigenvalue is found (Lanczos 1950); each point begins with
    the direction found at the last.
    """

    def __init__(self, problem: Training) -> None:
        split, layers = problem.split(), problem.layers
        self._params, self._gradient = np.zeros(layers[-1].stop), np.zeros(layers[-1].stop)
        self._inputs = np.ascontiguousarray(with_ones(split.x, problem.model.bias).T)
        self._targets = split.y
        self._passes = Backpropagation(layers, self._params, self._gradient, len(split.x))
        self._loss = problem.loss
        is_weight = weight_mask(layers, np.float64)
        # An L1 penalty has no curvature but at its kinks, where differences would see one.
        self._add_penalty = problem.penalty.adder(is_weight) if problem.penalty.formula else None
        self._bend = problem.penalty.scales[1] * is_weight
        self._direction = np.random.default_rng(0).normal(size=self._params.shape)

    def at(self, params: Array) -> float:
        """The sharpness at `params` ``(parameters,)``; NaN where it is not settled, as at a kink of ReLU."""
        params = np.asarray(params, np.float64)
        h = 1e-5 * max(1.0, float(np.abs(params).max()))
        with np.errstate(all="ignore"):
            for _ in range(RESTARTS):
                found, error = self._span(params, h)
                if not math.isfinite(found):
                    break
                if error <= EXACT * max(abs(found), 1e-12):
                    return found
        self._direction = np.random.default_rng(0).normal(size=self._params.shape)
        return math.nan

    def _span(self, params: Array, h: float) -> tuple[float, float]:
        """The largest eigenvalue in the space that some products span, and how far it may be off."""
        size = min(LANCZOS, len(params))
        basis = np.zeros((size, len(params)))
        diagonal, beside = np.zeros(size), np.zeros(size)
        vector = self._direction / np.linalg.norm(self._direction)
        used = 0
        for place in range(size):
            basis[place] = vector
            product = self._product(params, vector, h)
            diagonal[place] = vector @ product
            product -= basis[: place + 1].T @ (basis[: place + 1] @ product)
            beside[place] = np.linalg.norm(product)
            used = place + 1
            if not math.isfinite(beside[place]) or beside[place] <= 1e-10 * abs(diagonal[0]):
                break
            values, weights = np.linalg.eigh(_tridiagonal(diagonal[:used], beside[: used - 1]))
            if abs(beside[place] * weights[-1, -1]) <= EXACT * abs(values[-1]):
                break
            vector = product / beside[place]
        if not np.isfinite(diagonal[:used]).all() or not np.isfinite(beside[:used]).all():
            return math.nan, math.nan
        values, weights = np.linalg.eigh(_tridiagonal(diagonal[:used], beside[: used - 1]))
        self._direction = basis[:used].T @ weights[:, -1]
        return float(values[-1]), float(abs(beside[used - 1] * weights[-1, -1]))

    def _product(self, params: Array, vector: Array, h: float) -> Array:
        self._find(params + h * vector)
        ahead = self._gradient.copy()
        self._find(params - h * vector)
        product: Array = (ahead - self._gradient) / (2 * h) + self._bend * vector
        return product

    def _find(self, params: Array) -> None:
        """The loss's gradient over all training data, with that of a penalty by a formula."""
        self._params[:] = params
        self._passes.forward(self._inputs)
        self._loss.gradient(self._passes.output, self._targets, self._passes.outer)
        self._passes.backward(self._inputs)
        if self._add_penalty is not None:
            self._add_penalty(self._params, self._gradient)


def along(problems: Iterator[Training] | list[Training], params: Array) -> Iterator[float]:
    """The sharpness of each of `problems` (each the same as the one before, or with another penalty) at the
    row of `params` of the same place, one after the other."""
    known, model = None, None
    for problem, row in zip(problems, params, strict=True):
        if model is None or problem is not known:
            known, model = problem, ModelSharpness(problem)
        yield model.at(row)


def _tridiagonal(diagonal: Array, beside: Array) -> Array:
    matrix: Array = np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1)
    return matrix
