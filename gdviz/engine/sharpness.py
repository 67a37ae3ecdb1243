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
from gdviz.engine.learning.hessian_products import HessianProducts, derivative
from gdviz.engine.learning.network import weight_mask, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.problem import Objective, hessians

LANCZOS = 12  # products with the Hessian before the vectors are made anew
RESTARTS = 8
EXACT = 1e-4  # relative error of an eigenvalue
NOTHING = 1e-6  # of the largest curvature, upwards or downwards: as good as none


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
    """
    params = np.asarray(params, np.float64)
    bends = hessians(objective, params)
    sound = np.isfinite(bends).all(axis=(1, 2))
    found = np.full(len(params), np.nan)
    if sound.any():
        found[sound] = np.linalg.eigvalsh(bends[sound])[:, -1]
    return found


class ModelHessian:
    """The Hessian of a model's total loss over all training data, met in its products with vectors.

    They are exact on each side of a kink. An L1 penalty has no curvature.
    """

    def __init__(self, problem: Training) -> None:
        split = problem.split()
        inputs = np.ascontiguousarray(with_ones(split.x, problem.model.bias).T)
        self._of_loss = HessianProducts(problem.layers, inputs, split.y, problem.loss)
        self._is_weight, self._penalty = weight_mask(problem.layers, np.float64), problem.penalty
        self._params = np.zeros_like(self._is_weight)

    def move_to(self, params: Array) -> None:
        """From now on it is that at `params` ``(parameters,)``."""
        self._params = params
        self._of_loss.move_to(params)

    def times(self, vector: Array) -> Array:
        """Its product with `vector` ``(parameters,)``."""
        product: Array = self._of_loss.times(vector) + self._penalty.scales[1] * self._is_weight * vector
        return product + derivative(self._charge, self._params, vector) if self._penalty.formula else product

    def _charge(self, params: Array) -> Array:
        """The derivative of a penalty by a formula."""
        charge = np.zeros_like(params)
        if add := self._penalty.adder(self._is_weight):
            add(params, charge)
        return charge


class ModelSharpness:
    """The sharpness of a model's total loss over all training data, at one point after the other.

    A few products of the Hessian span a space in which the largest eigenvalue is found (Lanczos 1950); each
    point begins with the direction found at the last, and with as much of another: alone it may have become
    that of the second largest, in whose place no product shows a larger one.
    """

    def __init__(self, problem: Training) -> None:
        self._hessian = ModelHessian(problem)
        self._other = _unit(np.random.default_rng(0).normal(size=problem.layers[-1].stop))
        self._direction = self._other

    def at(self, params: Array) -> float:
        """The sharpness at `params` ``(parameters,)``; NaN where there is none that is finite."""
        params = np.asarray(params, np.float64)
        with np.errstate(all="ignore"):
            self._hessian.move_to(params)
            self._direction = _unit(self._direction + self._other)
            for _ in range(RESTARTS):
                found, near = self._span()
                if not math.isfinite(found):
                    break
                if near:
                    return found
        self._direction = self._other
        return math.nan

    def _span(self) -> tuple[float, bool]:
        """The largest eigenvalue in the space that some products span, and whether it is near enough."""
        size = min(LANCZOS, len(self._other))
        basis = np.zeros((size, len(self._other)))
        diagonal, beside = np.zeros(size), np.zeros(size)
        vector, near, used = self._direction, False, 0
        while used < size and not near:
            basis[used] = vector
            product = self._hessian.times(vector)
            diagonal[used] = vector @ product
            used += 1
            product -= basis[:used].T @ (basis[:used] @ product)
            beside[used - 1] = np.linalg.norm(product)
            if not (math.isfinite(diagonal[used - 1]) and math.isfinite(beside[used - 1])):
                return math.nan, False
            values, weights = np.linalg.eigh(_tridiagonal(diagonal[:used], beside[: used - 1]))
            error = abs(beside[used - 1] * weights[-1, -1])
            near = error <= max(EXACT * abs(values[-1]), NOTHING * np.abs(values).max())
            vector = product / beside[used - 1]
        self._direction = basis[:used].T @ weights[:, -1]
        return float(values[-1]), bool(near)


def _unit(vector: Array) -> Array:
    unit: Array = vector / np.linalg.norm(vector)
    return unit


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
