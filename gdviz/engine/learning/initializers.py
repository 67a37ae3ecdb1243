"""How a network's weights begin, in TensorFlow's definitions; biases begin at a value of their own."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged
from gdviz.engine.learning.normals import normals_of_generator

Spread = Annotated[
    float,
    ranged(
        "Spread",
        "The standard deviation of the initial weights. Larger starts further out and less alike; too large "
        "saturates, too small hardly begins.",
        gt=0.0,
        le=1000.0,
        slider=(0.001, 3.0),
        log=True,
    ),
]


class Initializer(Declared, frozen=True, tag_field="kind"):
    """How weights begin."""

    title: ClassVar[str] = ""
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("draw",),)

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """The weights of a layer, ``(inputs, units)``."""
        raise NotImplementedError


class RandomNormal(Initializer, frozen=True, tag="normal"):
    """``tf.random_normal_initializer``."""

    title: ClassVar[str] = "Normal"

    spread: Spread = 1.0

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """Normal with mean 0."""
        return self.spread * normals_of_generator(random, (inputs, units))


class TruncatedNormal(Initializer, frozen=True, tag="truncated_normal"):
    """``tf.compat.v1.truncated_normal_initializer``: beyond two standard deviations it is drawn again."""

    title: ClassVar[str] = "Truncated normal"

    spread: Spread = 0.1

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """Normal with mean 0, within ±2 spreads."""
        weights = normals_of_generator(random, (inputs, units))
        while (outside := np.abs(weights) > 2.0).any():
            weights[outside] = normals_of_generator(random, (int(outside.sum()),))
        return weights * self.spread


class RandomUniform(Initializer, frozen=True, tag="uniform"):
    """``tf.random_uniform_initializer``."""

    title: ClassVar[str] = "Uniform"

    reach: Annotated[
        float,
        ranged(
            "Reach",
            "The weights are drawn evenly between −reach and reach. Larger starts further out.",
            gt=0.0,
            le=1000.0,
            slider=(0.001, 3.0),
            log=True,
        ),
    ] = 0.5

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """Evenly from [-reach, reach)."""
        return random.uniform(-self.reach, self.reach, (inputs, units))


class Glorot(Initializer, frozen=True, tag="glorot"):
    """``tf.keras.initializers.GlorotUniform`` (Glorot and Bengio 2010)."""

    title: ClassVar[str] = "Glorot"

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """Evenly from ±sqrt(6 / (inputs + units))."""
        reach = math.sqrt(6.0 / (inputs + units))
        return random.uniform(-reach, reach, (inputs, units))


class He(Initializer, frozen=True, tag="he"):
    """``tf.keras.initializers.HeNormal`` (He et al. 2015), truncated at two standard deviations."""

    title: ClassVar[str] = "He"

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """Truncated normal; the divisor makes up for the spread that the truncation takes."""
        spread = math.sqrt(2.0 / inputs) / 0.87962566103423978
        return TruncatedNormal(spread=spread).draw(inputs, units, random)


class ConstantValue(Initializer, frozen=True, tag="constant"):
    """``tf.constant_initializer``: all weights alike, so that the units of a layer never part."""

    title: ClassVar[str] = "Constant"

    value: Annotated[
        float,
        ranged(
            "Value",
            "What every weight begins at. All alike, the units learn the same.",
            ge=-1000.0,
            le=1000.0,
            slider=(-1.0, 1.0),
        ),
    ] = 0.1

    def draw(self, inputs: int, units: int, random: np.random.Generator) -> Array:
        """The value everywhere."""
        return np.full((inputs, units), self.value)
