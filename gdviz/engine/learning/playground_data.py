"""The six datasets of TensorFlow Playground (Smilkov and Carter 2016, src/dataset.ts), drawn anew.

Inputs lie within about [-6, 6]². The random numbers are ours, so the points are others; their distribution is
the same. The class that Playground calls 1 is class 1, -1 is class 0. Noise is its percentage as a share.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import ranged
from gdviz.engine.functions import cos, sin
from gdviz.engine.learning.dataset_base import DrawnDataset, Size
from gdviz.engine.learning.normals import normals

CENTERS = ((-4.0, 2.5), (0.0, 2.5), (4.0, 2.5), (-4.0, -2.5), (0.0, -2.5), (4.0, -2.5))
SIGNS = (1.0, -1.0, 1.0, -1.0, 1.0, -1.0)


class PlaygroundDataset(DrawnDataset, frozen=True):
    """What all six have: how many examples, and noise that moves an example before its label is found."""

    place: ClassVar[int] = 1

    examples: Size = 500
    noise: Annotated[
        float,
        ranged(
            "Noise",
            "How far chance moves an example before it gets its label. Larger makes the task harder.",
            ge=0.0,
            le=0.5,
            slider=(0.0, 0.5),
        ),
    ] = 0.0


class CircleInRing(PlaygroundDataset, frozen=True, tag="playground_circle"):
    """A disc of radius 2.5, class 1, in a ring from 3.5 to 5."""

    title: ClassVar[str] = "Disc in a ring"

    def draw(self) -> tuple[Array, Array]:
        """Half of the examples in the disc, half in the ring, evenly along radius and angle."""
        random = np.random.RandomState(self.seed)
        inside = (np.arange(self.examples) % 2)[random.permutation(self.examples)] == 1
        radius = np.where(inside, 0.0, 3.5) + np.where(inside, 2.5, 1.5) * random.rand(self.examples)
        angle = random.uniform(0.0, 2.0 * np.pi, self.examples)
        x = radius[:, None] * np.stack([sin(angle), cos(angle)], axis=1)
        moved = x + self.noise * random.uniform(-5.0, 5.0, (self.examples, 2))
        return x, (np.square(moved).sum(axis=1) < 2.5**2).astype(np.int64)


class Quarters(PlaygroundDataset, frozen=True, tag="playground_xor"):
    """Class 1 where both inputs have the same sign; nothing lies within 0.3 of the axes."""

    title: ClassVar[str] = "Four quarters"

    def draw(self) -> tuple[Array, Array]:
        """Evenly over the square, then moved away from the axes."""
        random = np.random.RandomState(self.seed)
        x = random.uniform(-5.0, 5.0, (self.examples, 2))
        x = x + np.where(x > 0, 0.3, -0.3)
        moved = x + self.noise * random.uniform(-5.0, 5.0, (self.examples, 2))
        return x, (moved[:, 0] * moved[:, 1] >= 0).astype(np.int64)


class TwoGaussians(PlaygroundDataset, frozen=True, tag="playground_gauss"):
    """Class 1 around (2, 2), class 0 around (-2, -2); noise widens both."""

    title: ClassVar[str] = "Two Gaussians"

    def draw(self) -> tuple[Array, Array]:
        """Normal, with a variance of 0.5 and 7 for each part of noise."""
        random = np.random.RandomState(self.seed)
        labels = (np.arange(self.examples) % 2)[random.permutation(self.examples)]
        x = (4.0 * labels - 2.0)[:, None] + np.sqrt(0.5 + 7.0 * self.noise) * normals(
            random, self.examples, 2
        )
        return x, labels


class TwoSpirals(PlaygroundDataset, frozen=True, tag="playground_spiral"):
    """Two spirals of one and three quarter turns, out to radius 5."""

    title: ClassVar[str] = "Two long spirals"

    def draw(self) -> tuple[Array, Array]:
        """At equal steps along each spiral, then moved by the noise, in a random order."""
        random = np.random.RandomState(self.seed)
        labels = np.arange(self.examples) % 2
        along = 2.0 * (np.arange(self.examples) // 2) / self.examples
        angle = 3.5 * np.pi * along + np.pi * (1 - labels)
        x = 5.0 * along[:, None] * np.stack([sin(angle), cos(angle)], axis=1)
        x = x + self.noise * random.uniform(-1.0, 1.0, (self.examples, 2))
        order = random.permutation(self.examples)
        return x[order], labels[order]


def _over_the_square(data: PlaygroundDataset) -> tuple[Array, Array]:
    """Examples evenly over the square, and each moved by the noise: ``(examples, 2)`` both."""
    random = np.random.RandomState(data.seed)
    x = random.uniform(-6.0, 6.0, (data.examples, 2))
    return x, x + data.noise * random.uniform(-6.0, 6.0, (data.examples, 2))


class SlopingPlane(PlaygroundDataset, frozen=True, tag="playground_plane"):
    """A number to learn: ``(x1 + x2) / 10``."""

    title: ClassVar[str] = "Plane"
    classes = 0

    examples: Size = 1200

    def draw(self) -> tuple[Array, Array]:
        """Evenly over the square; the target is that of the moved example."""
        x, moved = _over_the_square(self)
        return x, (moved[:, 0] + moved[:, 1]) / 10.0


class SixGaussians(PlaygroundDataset, frozen=True, tag="playground_multi_gauss"):
    """A number to learn: six cones of radius 2, up and down by turns, up to 1 and down to -1."""

    title: ClassVar[str] = "Six hills and hollows"
    classes = 0

    examples: Size = 1200

    def draw(self) -> tuple[Array, Array]:
        """Evenly over the square; the target is that of the moved example."""
        x, moved = _over_the_square(self)
        away = np.sqrt(np.square(moved[:, None, :] - np.array(CENTERS)).sum(axis=2))
        heights = np.clip(1.0 - away / 2.0, 0.0, 1.0)
        highest = heights.argmax(axis=1)
        return x, heights.max(axis=1) * np.array(SIGNS)[highest]
