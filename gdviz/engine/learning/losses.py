"""Losses of a model's output against the target, with their derivatives by the output.

Outputs and targets have the shape ``(..., examples, outputs)``. A loss is the mean over the last two axes (or
as its docstring says), a number for each of the leading axes. To add one: subclass `Loss` with a tag, and
write `formula`, or `value` and `gradient`; see `kinds`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged
from gdviz.engine.expressions import evaluated, filled, filled_gradient, value_like
from gdviz.engine.functions import exp, log, log1p
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.constants import constant


class Loss(Declared, frozen=True, tag_field="kind"):
    """How far the output is from the target."""

    title: ClassVar[str] = ""
    given: ClassVar = {"formula": ("output", "target")}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "value"), ("formula", "gradient"))
    formula: ClassVar[str] = ""  # of one ``output``, its ``target`` and the fields; see `expressions`
    outputs: ClassVar[str] = "numbers"  # what it wants: "numbers", "logits" or "probabilities"
    squared: ClassVar[float] = 0.0  # how many times the mean squared error it is; 0 where it is another

    def value(self, output: Array, target: Array) -> Array:
        """The loss, ``(..., examples, outputs)`` to ``(...)``: the mean of the formula."""
        return _mean(value_like(filled(self, self.formula), {"output": output, "target": target}, output))

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """The derivative of the loss by each output, written into `out` of the shape of `output`."""
        (root,) = filled_gradient(self, self.formula, ("output",))
        out[...] = evaluated(root, {"output": output, "target": target})
        _scale(out, 1.0 / _elements(output))


def _mean(each: Array) -> Array:
    """The mean over examples and outputs."""
    mean: Array = each.mean(axis=(-2, -1))
    return mean


def _elements(output: Array) -> int:
    """How many numbers the mean is over."""
    return int(output.shape[-1] * output.shape[-2])


def _scale(values: Array, factor: float) -> None:
    """Multiply in place."""
    np.multiply(values, constant(factor, values.dtype), out=values)


class MeanSquaredError(Loss, frozen=True, tag="mse"):
    """``tf.reduce_mean(tf.square(y - y_))``."""

    title: ClassVar[str] = "Mean squared error"
    squared = 1.0

    def value(self, output: Array, target: Array) -> Array:
        """Mean of ``(output - target)²``."""
        return _mean(np.square(output - target))

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``2 (output - target) / elements``."""
        np.subtract(output, target, out=out)
        _scale(out, 2.0 / _elements(output))


class HalfMeanSquaredError(Loss, frozen=True, tag="half_mse"):
    """``1/(2m) Σ (y - y_)²``, as Ng's "Machine Learning" and TensorFlow Playground define it."""

    title: ClassVar[str] = "Half mean squared error"
    formula: ClassVar[str] = "(output - target)**2 / 2"
    squared = 0.5

    def value(self, output: Array, target: Array) -> Array:
        """Half the mean of ``(output - target)²``."""
        half: Array = _mean(np.square(output - target)) * constant(0.5, output.dtype)
        return half

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``(output - target) / elements``."""
        np.subtract(output, target, out=out)
        _scale(out, 1.0 / _elements(output))


class MeanAbsoluteError(Loss, frozen=True, tag="mae"):
    """``tf.reduce_mean(tf.abs(y - y_))``."""

    title: ClassVar[str] = "Mean absolute error"

    def value(self, output: Array, target: Array) -> Array:
        """Mean of ``|output - target|``."""
        return _mean(np.abs(output - target))

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``sign(output - target) / elements``; 0 where they are equal."""
        np.subtract(output, target, out=out)
        np.sign(out, out=out)
        _scale(out, 1.0 / _elements(output))


class Huber(Loss, frozen=True, tag="huber"):
    """``tf.compat.v1.losses.huber_loss``: squared near the target, straight far from it (Huber 1964)."""

    title: ClassVar[str] = "Huber loss"

    delta: Annotated[
        float,
        ranged(
            "Delta",
            "How far from the target the loss turns from squared to straight. Larger is "
            "more like the squared error, smaller is less sensitive to outliers.",
            gt=0.0,
            le=1e6,
            slider=(0.1, 10.0),
            log=True,
        ),
    ] = 1.0

    def value(self, output: Array, target: Array) -> Array:
        """Mean of ``e² / 2`` where ``|e| <= delta``, else of ``delta |e| - delta² / 2``."""
        error = np.abs(output - target)
        inner = np.minimum(error, self.delta)
        return _mean(0.5 * inner * inner + self.delta * (error - inner))

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """The error, held within ±delta, divided by the elements."""
        np.subtract(output, target, out=out)
        np.clip(out, -self.delta, self.delta, out=out)
        _scale(out, 1.0 / _elements(output))


class SigmoidCrossEntropy(Loss, frozen=True, tag="sigmoid_cross_entropy"):
    """Mean of ``tf.nn.sigmoid_cross_entropy_with_logits``: the output is a logit."""

    title: ClassVar[str] = "Sigmoid cross-entropy"
    outputs: ClassVar[str] = "logits"

    def value(self, output: Array, target: Array) -> Array:
        """Mean of ``max(x, 0) - x z + ln(1 + exp(-|x|))`` for logit x and target z."""
        each = np.maximum(output, 0.0) - output * target + log1p(exp(-np.abs(output)))
        return _mean(each)

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``(sigmoid(output) - target) / elements``."""
        np.copyto(out, output)
        activation_called("sigmoid").forward(out)
        np.subtract(out, target, out=out)
        _scale(out, 1.0 / _elements(output))


class SoftmaxCrossEntropy(Loss, frozen=True, tag="softmax_cross_entropy"):
    """Mean of ``tf.nn.sparse_softmax_cross_entropy_with_logits`` over the examples; targets are one-hot."""

    title: ClassVar[str] = "Softmax cross-entropy"
    outputs: ClassVar[str] = "logits"

    def value(self, output: Array, target: Array) -> Array:
        """Mean over the examples of ``ln(sum(exp(x))) - x[label]``."""
        shifted = output - output.max(axis=-1, keepdims=True)
        log_sum = log(exp(shifted).sum(axis=-1))
        return _mean((log_sum * target.sum(axis=-1) - (shifted * target).sum(axis=-1))[..., np.newaxis])

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``(softmax(output) - target) / examples``."""
        np.subtract(output, output.max(axis=-1, keepdims=True), out=out)
        out[...] = exp(out)
        np.multiply(out, target.sum(axis=-1, keepdims=True) / out.sum(axis=-1, keepdims=True), out=out)
        np.subtract(out, target, out=out)
        _scale(out, 1.0 / output.shape[-2])


class ClippedCrossEntropy(Loss, frozen=True, tag="clipped_cross_entropy"):
    """The course's ``-tf.reduce_mean(y_ * tf.log(tf.clip_by_value(y, 1e-12, 1.0)))``, over all elements."""

    title: ClassVar[str] = "Clipped cross-entropy"
    outputs: ClassVar[str] = "probabilities"
    lowest: ClassVar[float] = 1e-12

    def value(self, output: Array, target: Array) -> Array:
        """``-mean(target ln(clip(output, 1e-12, 1)))``."""
        return -_mean(target * log(np.clip(output, self.lowest, 1.0)))

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``-target / output / elements`` inside the clip, 0 outside it."""
        inside = (output >= self.lowest) & (output <= 1.0)
        np.divide(target, np.where(inside, output, 1.0), out=out)
        np.multiply(out, inside * (-1.0 / _elements(output)), out=out, casting="same_kind")


class AsymmetricCost(Loss, frozen=True, tag="asymmetric"):
    """The course's loss of one's own: too much and too little cost differently, summed over the batch.

    ``tf.reduce_sum(tf.where(tf.greater(y, y_), too_much * (y - y_), too_little * (y_ - y)))``.
    """

    title: ClassVar[str] = "Cost of too much and too little"

    too_much: Annotated[
        float,
        ranged(
            "Too much costs",
            "The cost of each unit above the target. Larger makes the model predict less.",
            ge=0.0,
            le=1e6,
            slider=(0.0, 10.0),
        ),
    ] = 1.0
    too_little: Annotated[
        float,
        ranged(
            "Too little costs",
            "The cost of each unit below the target. Larger makes the model predict more.",
            ge=0.0,
            le=1e6,
            slider=(0.0, 10.0),
        ),
    ] = 9.0

    def value(self, output: Array, target: Array) -> Array:
        """Sum of the costs."""
        error = output - target
        costs = np.where(error > 0.0, error * self.too_much, error * -self.too_little)
        total: Array = costs.sum(axis=(-2, -1))
        return total

    def gradient(self, output: Array, target: Array, out: Array) -> None:
        """``too_much`` where the output is above the target, else ``-too_little``."""
        out[...] = np.where(output > target, self.too_much, -self.too_little)
