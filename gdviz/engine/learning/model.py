"""A model as it stands in the document: its layers, activations and how its weights begin."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.declare import Declared, RuleError, described, ranged
from gdviz.engine.kinds import OneOf
from gdviz.engine.learning.activations import hidden_names, output_names, titles
from gdviz.engine.learning.initializers import Initializer, RandomNormal
from gdviz.engine.learning.network import Layer, layers_of

MOST_LAYERS = 6
Units = Annotated[int, ranged("Units", "How many units the layer has.", ge=1, le=64, slider=(1, 64))]
Factor = Annotated[
    float, ranged("Rate factor", "The layer's rate; 0 freezes it.", ge=0.0, le=1000.0, slider=(0.0, 2.0))
]


class Model(Declared, frozen=True):
    """A linear model (no hidden layer) or a fully connected network."""

    hidden: Annotated[
        tuple[Units, ...],
        described(
            "Hidden layers",
            "The units of each hidden layer, 1 to 64; none makes a linear model.",
            max_length=MOST_LAYERS,
        ),
    ] = (11,)
    activation: Annotated[
        str,
        described(
            "Activation",
            "What each hidden unit makes of its sum. With linear the network stays a line; the unit step has "
            "gradient 0, so that nothing below it learns.",
            words=titles(),
            choices=hidden_names(),
        ),
    ] = "relu"
    activations: Annotated[
        tuple[
            Annotated[
                str,
                described(
                    "Activation",
                    "What each unit makes of its sum.",
                    words=titles(),
                    choices=hidden_names(),
                ),
            ],
            ...,
        ],
        described(
            "Activation of each layer",
            "An activation for each hidden layer, the first layer first. Left empty, all have the same.",
            max_length=MOST_LAYERS,
        ),
    ] = ()
    output: Annotated[
        str,
        described(
            "Output",
            "What the last layer makes of its sum.",
            words=titles(),
            choices=output_names(),
        ),
    ] = "linear"
    bias: Annotated[bool, described("Bias", "Whether each unit has a bias besides its weights.")] = True
    weights: Annotated[OneOf[Initializer], described("Initial weights", "How the weights begin.")] = (
        RandomNormal()
    )
    first_bias: Annotated[
        float,
        ranged(
            "Initial bias",
            "Where the biases begin. A little above 0 lets every ReLU unit work at first; larger shifts all "
            "units.",
            ge=-1000.0,
            le=1000.0,
            slider=(-1.0, 1.0),
        ),
    ] = 0.0
    layer_rates: Annotated[
        tuple[Factor, ...],
        described(
            "Rate of each layer",
            "What multiplies the learning rate of each layer, the first layer first; 0 freezes a layer. "
            "Left empty, all learn alike.",
            max_length=7,
        ),
    ] = ()

    def __post_init__(self) -> None:
        if self.activations and len(self.activations) != len(self.hidden):
            raise RuleError(
                "the model has {layers} hidden layers, but activations has {found} names",
                layers=len(self.hidden),
                found=len(self.activations),
            )
        layers = len(self.hidden) + 1
        if self.layer_rates and len(self.layer_rates) != layers:
            raise RuleError(
                "the model has {layers} layers, but layer_rates has {found} numbers",
                layers=layers,
                found=len(self.layer_rates),
            )

    def layers(self, inputs: int, outputs: int) -> tuple[Layer, ...]:
        """The layers on the flat vector."""
        names = (*self.of_hidden, self.output)
        return layers_of(inputs, self.hidden, outputs, self.bias, names)

    @property
    def of_hidden(self) -> tuple[str, ...]:
        """The activation of each hidden layer."""
        return self.activations or (self.activation,) * len(self.hidden)

    def start(self, layers: tuple[Layer, ...], seed: int) -> NDArray[np.float64]:
        """The flat vector ``(parameters,)`` to begin with, drawn from the seed."""
        random = np.random.default_rng(seed)
        params = np.full(layers[-1].stop, self.first_bias)
        for layer in layers:
            drawn = self.weights.draw(layer.inputs, layer.units, random)
            params[layer.start : layer.weights_stop] = drawn.ravel()
        return params


def parameter_names(layers: tuple[Layer, ...]) -> tuple[str, ...]:
    """A name for each parameter: w, b for a line, w1, w2, b for a plane, else ``w2_1_3``: layer, from, to.

    >>> parameter_names(layers_of(1, (), 1, True, ("linear",)))
    ('w', 'b')
    """
    if len(layers) == 1 and layers[0].units == 1:
        inputs = layers[0].inputs
        weights = ("w",) if inputs == 1 else tuple(f"w{place + 1}" for place in range(inputs))
        return (*weights, *(["b"] if layers[0].bias else []))
    names: list[str] = []
    for number, layer in enumerate(layers, 1):
        names += [f"w{number}_{i + 1}_{j + 1}" for i in range(layer.inputs) for j in range(layer.units)]
        names += [f"b{number}_{j + 1}" for j in range(layer.units)] if layer.bias else []
    return tuple(names)
