"""Learning from data as a problem: data, model, loss and penalty."""

from __future__ import annotations

import functools
from typing import Annotated, ClassVar

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.declare import RuleError, described, ranged
from gdviz.engine.kinds import OneOf
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.features import (
    MOST_DEGREE,
    MOST_FEATURES,
    Trees,
    features_of,
    of_inputs,
)
from gdviz.engine.learning.features import titles as feature_titles
from gdviz.engine.learning.losses import Loss, MeanSquaredError, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model, parameter_names
from gdviz.engine.learning.network import Layer, output_of
from gdviz.engine.learning.penalties import NoPenalty, Penalty
from gdviz.engine.learning.spread import mean_and_spread
from gdviz.engine.problem import Problem

LARGE = 1e30  # a number of the data from which one in single precision may not hold what is predicted


class Split(Struct, frozen=True, eq=False):
    """The data as a model sees it: inputs ``(examples, inputs)``, targets ``(examples, outputs)``, labels.

    `labels` are the classes from 0, or the numbers where the target is one. `own_x` and `test_own_x` are the
    inputs as they stand in the data. `shift` and `scale` are what standardizing took from their features:
    ``(feature - shift) / scale``; `y_shift` and `y_scale` likewise from targets that are numbers. `held_back`
    says of each example of the data, in its order, whether it is tested on.
    """

    x: Array
    y: Array
    labels: Array
    test_x: Array
    test_y: Array
    test_labels: Array
    own_x: Array
    test_own_x: Array
    shift: Array
    scale: Array
    held_back: Array
    y_shift: float = 0.0
    y_scale: float = 1.0


Feature = Annotated[str, described("Feature", "A formula of the inputs.", min_length=1, max_length=100)]


class Training(Problem, frozen=True, tag="training"):
    """A model that learns from data."""

    title: ClassVar[str] = "Learning from data"
    place = 3

    data: Annotated[OneOf[Dataset], described("Data", "What is learned from.")] = Ring()
    test_share: Annotated[
        float,
        ranged(
            "Test share",
            "What part of the data is held back to test on. Larger tests more surely and leaves less to "
            "learn from.",
            ge=0.0,
            le=0.9,
            slider=(0.0, 0.9),
        ),
    ] = 0.0
    features: Annotated[
        tuple[Feature, ...],
        described(
            "Features",
            "Which functions of the inputs the model is given, such as x1, x1² and sin x2: formulas in which "
            "the inputs are called x1, x2 … With none it is given the inputs themselves.",
            max_length=MOST_FEATURES,
        ),
    ] = ()
    degree: Annotated[
        int,
        ranged(
            "Polynomial degree",
            "Above 1 the model is also given all products of inputs up to this degree. Larger lets it bend "
            "more, and overfit.",
            ge=1,
            le=MOST_DEGREE,
            slider=(1, MOST_DEGREE),
        ),
    ] = 1
    standardize: Annotated[
        bool,
        described(
            "Standardize inputs",
            "Shifts and scales each input, or each feature of them, to mean 0 and standard deviation 1, "
            "measured on the training data.",
        ),
    ] = False
    standardize_target: Annotated[
        bool,
        described(
            "Standardize target",
            "Shifts and scales a target that is a number to mean 0 and standard deviation 1, measured on the "
            "training data; the loss is then of these. What is predicted is shown in the data's own units.",
        ),
    ] = False
    model: Annotated[Model, described("Model", "What learns.")] = Model()
    loss: Annotated[OneOf[Loss], described("Loss", "How far the model's output is from the target.")] = (
        MeanSquaredError()
    )
    penalty: Annotated[OneOf[Penalty], described("Penalty", "What large weights cost (regularization).")] = (
        NoPenalty()
    )

    def __post_init__(self) -> None:
        if not self.data.classes and (self.one_hot or self.model.output == "softmax"):
            raise RuleError("softmax needs classes to choose from, but this data's target is a number")
        features_of(self.features, self.degree, self.data.inputs)
        kept = self.data.size - round(self.data.size * self.test_share)
        if kept < 1:
            raise RuleError("no example is left to learn from: make test_share smaller")

    @property
    def one_hot(self) -> bool:
        """Whether the target is an output for each class, rather than a single number."""
        return self.data.classes > 2 or self.model.output == "softmax" or self.chooses

    @property
    def chooses(self) -> bool:
        """Whether the loss takes the outputs as logits of which one is right, not each as one of its own."""
        return isinstance(self.loss, SoftmaxCrossEntropy)

    @property
    def outputs(self) -> int:
        """How many outputs the model has."""
        return self.data.classes if self.one_hot else 1

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The model's layers on the flat vector of parameters."""
        return self.model.layers(self.inputs, self.outputs)

    @property
    def of_inputs(self) -> Trees:
        """The features that the model is given, as formulas of the inputs."""
        return features_of(self.features, self.degree, self.data.inputs)

    @property
    def inputs(self) -> int:
        """How many numbers the model is given of an example: its features."""
        return len(self.of_inputs)

    @property
    def input_names(self) -> tuple[str, ...]:
        """A name for each feature, in the names of the data: ``("x1", "x1²")``."""
        return feature_titles(self.of_inputs, self.data.input_names)

    @property
    def transforms(self) -> bool:
        """Whether the model is given anything but the inputs themselves."""
        return bool(self.features) or self.degree > 1

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """A name for each parameter, in the order of the flat vector."""
        return _names(self.model, self.inputs, self.outputs)

    @property
    def scales_target(self) -> bool:
        """Whether the target is standardized: classes never are."""
        return self.standardize_target and not self.data.classes

    @property
    def train_size(self) -> int:
        """How many examples are learned from."""
        return self.data.size - round(self.data.size * self.test_share)

    def start_from(self, seed: int) -> tuple[float, ...]:
        """The parameters to begin with, drawn from the seed."""
        return tuple(self.model.start(self.layers, seed).tolist())

    def split(self) -> Split:
        """The data, drawn, split and standardized; the same object for the same choices."""
        return _split(
            *(self.data, self.of_inputs, self.test_share, self.standardize),
            *(self.outputs, self.one_hot, self.low, self.scales_target),
        )

    def seen(self, x: Array) -> Array:
        """What the model is given of inputs ``(..., inputs)`` as they stand in the data: their features,
        standardized."""
        split = self.split()
        given: Array = (of_inputs(self.of_inputs, x) - split.shift) / split.scale
        return given

    @property
    def gives_logits(self) -> bool:
        """Whether the output is a logit, whose boundary is at 0, rather than a probability or a number."""
        return self.model.output == "linear" and self.loss.outputs == "logits"

    def predict(self, params: Array, x: Array) -> Array:
        """The output ``(..., examples, outputs)`` for inputs as they stand in the data, in its units, as
        probabilities where the model gives logits: with classes, the boundary is at 0.5 or between the
        largest two."""
        return self.own(output_of(self.layers, params, self.seen(x).astype(params.dtype)))

    @property
    def low(self) -> float:
        """The output that says class 0, where 1 says class 1: the target of the former."""
        numbers = self.loss.outputs == "numbers"
        two = self.data.classes > 0 and not self.one_hot
        return activation_called(self.model.output).low if numbers and two else 0.0

    def as_output(self, share: float) -> float:
        """The model's own output, of what `predict` made of it: 0 is `low`, 1 stays 1."""
        return self.low + (1.0 - self.low) * share

    def own(self, output: Array) -> Array:
        """The output ``(..., examples, outputs)``, turned in place, in the units of the data: logits as
        probabilities, -1 that says no as 0, a standardized number as the target's own."""
        if self.scales_target:
            split = self.split()
            if abs(split.y_shift) + split.y_scale > LARGE:
                output = output.astype(np.float64)
            np.multiply(output, output.dtype.type(split.y_scale), out=output)
            np.add(output, output.dtype.type(split.y_shift), out=output)
        if self.low:
            np.subtract(output, self.low, out=output)
            np.divide(output, 1.0 - self.low, out=output)
        if self.gives_logits:
            turned = np.swapaxes(output, -1, -2)
            activation_called("softmax" if self.chooses else "sigmoid").forward(turned)
        return output

    @property
    def turn(self) -> float:
        """The output above which a model of one output says class 1."""
        return 0.0 if self.gives_logits else self.as_output(0.5)

    def correct(self, output: Array, labels: Array) -> Array:
        """The share of examples classified rightly, ``(..., examples, outputs)`` to ``(...)``."""
        if self.one_hot:
            right = output.argmax(axis=-1) == labels
        else:
            right = (output[..., 0] > self.turn) == (labels > 0)
        share: Array = right.mean(axis=-1)
        return share


@functools.lru_cache(maxsize=64)
def _names(model: Model, inputs: int, outputs: int) -> tuple[str, ...]:
    return parameter_names(model.layers(inputs, outputs))


@functools.lru_cache(maxsize=32)
def _split(
    data: Dataset,
    features: Trees,
    test_share: float,
    standardize: bool,
    outputs: int,
    one_hot: bool,
    low: float,
    scales_target: bool,
) -> Split:
    own_x, labels = data.draw()
    x = of_inputs(features, own_x)
    held_back = np.zeros(len(x), bool)
    # A stream of its own, so that holding examples back does not change how they are drawn.
    order = np.random.default_rng(0).permutation(len(x))
    held_back[order[: round(len(x) * test_share)]] = True
    shift, scale = np.zeros(x.shape[1]), np.ones(x.shape[1])
    if standardize:
        shift, scale = mean_and_spread(x[~held_back])
    x = (x - shift) / scale if standardize else x
    y = np.eye(outputs)[labels] if one_hot else labels[:, None].astype(np.float64)
    y = low + (1.0 - low) * y if low else y
    kept, y_shift, y_scale = ~held_back, 0.0, 1.0
    if scales_target:
        y_shift, y_scale = map(float, mean_and_spread(y[kept, 0]))
        y = (y - y_shift) / y_scale
    parts = (x[kept], y[kept], labels[kept], x[held_back], y[held_back], labels[held_back])
    return Split(*parts, own_x[kept], own_x[held_back], shift, scale, held_back, y_shift, y_scale)
