"""How good a model is on examples, in the measures that people report beside the loss.

Each is found for outputs ``(..., examples, outputs)``, a number for each of the leading axes. What would be
divided by nothing is 0, as Keras's metrics have it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.training import Training

Score = Callable[[Training, Array, Array, Array], Array]  # problem, output, target, labels


def _accuracy(problem: Training, output: Array, target: Array, labels: Array) -> Array:
    """The share of examples that are classified rightly."""
    return problem.correct(output, labels)


def _said_one(problem: Training, output: Array) -> Array:
    """Of which examples the model says class 1, ``(..., examples)``."""
    if problem.one_hot:
        chosen: Array = output.argmax(axis=-1) == 1
        return chosen
    above: Array = output[..., 0] > problem.turn
    return above


def _ratio(part: Array, whole: Array) -> Array:
    ratio: Array = part / np.maximum(whole, 1)
    return ratio


def _precision(problem: Training, output: Array, target: Array, labels: Array) -> Array:
    """``tf.keras.metrics.Precision``: of the examples said to be of class 1, the share that are."""
    said = _said_one(problem, output)
    return _ratio((said & (labels == 1)).sum(axis=-1), said.sum(axis=-1))


def _recall(problem: Training, output: Array, target: Array, labels: Array) -> Array:
    """``tf.keras.metrics.Recall``: of the examples of class 1, the share that are said to be."""
    said = _said_one(problem, output)
    return _ratio((said & (labels == 1)).sum(axis=-1), (labels == 1).sum(axis=-1))


def _squared(output: Array, target: Array) -> Array:
    return np.square(output.astype(np.float64) - target)


def _rmse(problem: Training, output: Array, target: Array, labels: Array) -> Array:
    """``tf.keras.metrics.RootMeanSquaredError``: the root of the mean squared error, in own units."""
    root: Array = problem.split().y_scale * np.sqrt(_squared(output, target).mean(axis=(-2, -1)))
    return root


def _r2(problem: Training, output: Array, target: Array, labels: Array) -> Array:
    """``tf.keras.metrics.R2Score``: 1 minus the squared errors by those of the targets' mean."""
    if target.max() == target.min():
        return np.zeros(output.shape[:-2])
    around = float(np.square(target.astype(np.float64) - target.mean(dtype=np.float64)).sum())
    score: Array = 1.0 - _squared(output, target).sum(axis=(-2, -1)) / around
    return score


SCORES: dict[str, Score] = {
    "accuracy": _accuracy,
    "precision": _precision,
    "recall": _recall,
    "rmse": _rmse,
    "r2": _r2,
}
OF_CLASSES = ("accuracy", "precision", "recall")  # as shares; the others are of numbers


def scores_of(problem: Training) -> tuple[str, ...]:
    """Which scores say something of a problem: precision and recall want two classes, of which 1 is meant."""
    if not problem.data.classes:
        return ("rmse", "r2")
    return OF_CLASSES if problem.data.classes == 2 else OF_CLASSES[:1]
