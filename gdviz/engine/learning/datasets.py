"""Datasets: seeded, with sizes and noise to set, and the user's own rows.

A dataset is one frozen class. To add one: subclass `Dataset` with a tag, and write `draw`; see
`kinds`. Random numbers come from a `RandomState` made from the dataset's own seed, so that every run on
a stage can learn from the same data.
"""

from __future__ import annotations

import functools
import itertools
import math
from typing import Annotated, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.declare import RuleError, described, ranged
from gdviz.engine.functions import cos, sin
from gdviz.engine.learning.dataset_base import (
    MOST_CLASSES,
    MOST_EXAMPLES,
    MOST_INPUTS,
    Dataset,
    DrawnDataset,
    Noise,
    Seed,
    Size,
)
from gdviz.engine.learning.normals import normals
from gdviz.notation.numbers import exact


class Yogurt(DrawnDataset, frozen=True, tag="yogurt"):
    """The course's yogurt shop: sales by two influences, ``y = x1 + x2 + rand / 10 - 0.05``."""

    title: ClassVar[str] = "Yogurt sales"
    classes = 0

    examples: Size = 32
    seed: Seed = 23455

    def draw(self) -> tuple[Array, Array]:
        """As the course draws them, from one RandomState in the same order."""
        random = np.random.RandomState(self.seed)
        x = random.rand(self.examples, 2)
        return x, x[:, 0] + x[:, 1] + (random.rand(self.examples) / 10.0 - 0.05)


class Ring(DrawnDataset, frozen=True, tag="ring"):
    """The course's disc in a cloud: class 1 where ``x1² + x2² < 2``."""

    title: ClassVar[str] = "Disc"

    examples: Size = 300
    seed: Seed = 2

    def draw(self) -> tuple[Array, Array]:
        """As the course draws them."""
        x = normals(np.random.RandomState(self.seed), self.examples, 2)
        return x, (x[:, 0] * x[:, 0] + x[:, 1] * x[:, 1] < 2).astype(np.int64)


class StraightLine(DrawnDataset, frozen=True, tag="line"):
    """A line with noise: ``y = slope x + intercept + noise``, x evenly drawn from [-1, 1]."""

    title: ClassVar[str] = "Line with noise"
    inputs = 1
    classes = 0

    examples: Size = 40
    slope: Annotated[
        float, ranged("Slope", "How steep the true line is.", ge=-100.0, le=100.0, slider=(-5.0, 5.0))
    ] = 2.0
    intercept: Annotated[
        float,
        ranged("Intercept", "Where the true line meets x = 0.", ge=-100.0, le=100.0, slider=(-5.0, 5.0)),
    ] = 1.0
    noise: Noise = 0.3

    @property
    def input_names(self) -> tuple[str, ...]:
        """``("x",)``."""
        return ("x",)

    def draw(self) -> tuple[Array, Array]:
        """The inputs, then the noise."""
        random = np.random.RandomState(self.seed)
        x = random.uniform(-1.0, 1.0, (self.examples, 1))
        return x, self.slope * x[:, 0] + self.intercept + self.noise * normals(random, self.examples)


class Moons(DrawnDataset, frozen=True, tag="moons"):
    """Two half circles that reach into each other."""

    title: ClassVar[str] = "Two moons"

    noise: Noise = 0.15

    def draw(self) -> tuple[Array, Array]:
        """Along each half circle evenly at random."""
        random = np.random.RandomState(self.seed)
        labels = _balanced(self.examples, 2, random)
        angle = random.uniform(0.0, np.pi, self.examples)
        upper = np.stack([cos(angle), sin(angle)], axis=1)
        lower = np.stack([1.0 - cos(angle), 0.5 - sin(angle)], axis=1)
        x = np.where(labels[:, None] == 0, upper, lower)
        return x + self.noise * normals(random, self.examples, 2), labels


class Circles(DrawnDataset, frozen=True, tag="circles"):
    """A circle inside a circle."""

    title: ClassVar[str] = "Two circles"

    noise: Noise = 0.1
    factor: Annotated[
        float,
        ranged(
            "Inner radius",
            "How large the inner circle is compared with the outer one. Nearer to 1 is harder.",
            gt=0.0,
            lt=1.0,
            slider=(0.1, 0.9),
        ),
    ] = 0.5

    def draw(self) -> tuple[Array, Array]:
        """Evenly at random around each circle; class 1 is the inner one."""
        random = np.random.RandomState(self.seed)
        labels = _balanced(self.examples, 2, random)
        angle = random.uniform(0.0, 2.0 * np.pi, self.examples)
        radius = np.where(labels == 1, self.factor, 1.0)
        x = radius[:, None] * np.stack([cos(angle), sin(angle)], axis=1)
        return x + self.noise * normals(random, self.examples, 2), labels


class ExclusiveOr(DrawnDataset, frozen=True, tag="xor"):
    """Class 1 where exactly one of the two inputs is positive: no straight line parts them."""

    title: ClassVar[str] = "Exclusive or"

    noise: Noise = 0.1

    def draw(self) -> tuple[Array, Array]:
        """Evenly over the square [-1, 1]², labelled before the noise."""
        random = np.random.RandomState(self.seed)
        x = random.uniform(-1.0, 1.0, (self.examples, 2))
        labels = ((x[:, 0] > 0) != (x[:, 1] > 0)).astype(np.int64)
        return x + self.noise * normals(random, self.examples, 2), labels


class Clusters(DrawnDataset, frozen=True, tag="clusters"):
    """Gaussian clusters around a circle, a class each."""

    title: ClassVar[str] = "Clusters"

    noise: Noise = 0.4
    groups: Annotated[
        int, ranged("Clusters", "How many clusters, and so classes, there are.", ge=2, le=6, slider=(2, 6))
    ] = 3

    @property
    def classes(self) -> int:
        """A class for each cluster."""
        return self.groups

    def draw(self) -> tuple[Array, Array]:
        """Centres at distance 1.5 from the origin, evenly around it."""
        random = np.random.RandomState(self.seed)
        labels = _balanced(self.examples, self.groups, random)
        angle = 2.0 * np.pi * labels / self.groups + np.pi / 2
        centers = 1.5 * np.stack([cos(angle), sin(angle)], axis=1)
        return centers + self.noise * normals(random, self.examples, 2), labels


class Spirals(DrawnDataset, frozen=True, tag="spirals"):
    """Spirals wound into each other: hard for small networks."""

    title: ClassVar[str] = "Spirals"

    noise: Noise = 0.05
    arms: Annotated[
        int, ranged("Arms", "How many spirals, and so classes, there are.", ge=2, le=5, slider=(2, 5))
    ] = 2
    turns: Annotated[
        float,
        ranged(
            "Turns", "How often each spiral winds round. More is harder.", gt=0.0, le=5.0, slider=(0.25, 2.0)
        ),
    ] = 1.0

    @property
    def classes(self) -> int:
        """A class for each arm."""
        return self.arms

    def draw(self) -> tuple[Array, Array]:
        """Evenly along each arm, from near the middle to radius 1.5."""
        random = np.random.RandomState(self.seed)
        labels = _balanced(self.examples, self.arms, random)
        along = random.uniform(0.1, 1.0, self.examples)
        angle = 2.0 * np.pi * (self.turns * along + labels / self.arms)
        x = 1.5 * along[:, None] * np.stack([cos(angle), sin(angle)], axis=1)
        return x + self.noise * normals(random, self.examples, 2), labels


class FiveFeatures(DrawnDataset, frozen=True, tag="five_features"):
    """Five inputs and two classes, parted by a curved surface; some of the labels are wrong."""

    title: ClassVar[str] = "Five features"
    inputs = 5

    examples: Size = 1200
    noise: Annotated[
        float,
        ranged(
            "Wrong labels",
            "What part of the labels is wrong. Larger lowers the accuracy that can be reached.",
            ge=0.0,
            le=0.5,
            slider=(0.0, 0.5),
        ),
    ] = 0.05

    def draw(self) -> tuple[Array, Array]:
        """Normal inputs; class 1 where ``x1 + x2 x3 - x4² + x5 / 2 + 1 > 0``."""
        random = np.random.RandomState(self.seed)
        x = normals(random, self.examples, 5)
        score = x[:, 0] + x[:, 1] * x[:, 2] - np.square(x[:, 3]) + x[:, 4] / 2.0 + 1.0
        wrong = random.rand(self.examples) < self.noise
        return x, ((score > 0) != wrong).astype(np.int64)


class UserData(Dataset, frozen=True, tag="rows", cache_hash=True):
    """The user's own examples, which stand in the document: read from a CSV file or clicked on the plot."""

    title: ClassVar[str] = "Your own data"

    rows: Annotated[
        tuple[tuple[float, ...], ...],
        described("Rows", "The examples: the inputs of each.", min_length=1, max_length=MOST_EXAMPLES),
    ] = ((-1.0, -1.0), (1.0, 1.0))
    targets: Annotated[
        tuple[float, ...],
        described(
            "Targets", "What is to be learned: a number, or a class counted from 0.", max_length=MOST_EXAMPLES
        ),
    ] = (0.0, 1.0)
    names: Annotated[
        tuple[str, ...], described("Inputs", "What the inputs are called.", max_length=MOST_INPUTS)
    ] = ()
    class_names: Annotated[
        tuple[str, ...],
        described(
            "Classes",
            "What the classes are called; none where the target is a number.",
            max_length=MOST_CLASSES,
        ),
    ] = ("0", "1")
    target_name: Annotated[str, described("Target", "What the target is called.", max_length=200)] = ""

    def __post_init__(self) -> None:
        width = len(self.rows[0])
        if not 1 <= width <= MOST_INPUTS:
            raise RuleError(
                "a row needs 1 to {most} inputs, but row 0 has {found}", most=MOST_INPUTS, found=width
            )
        # Of all rows at once, since there are many: which one is wrong is asked only where one is.
        if set(map(len, self.rows)) != {width}:
            place, found = next((at, len(row)) for at, row in enumerate(self.rows) if len(row) != width)
            raise RuleError(
                "row {place} has {found} inputs, but row 0 has {width}", place=place, found=found, width=width
            )
        if not all(map(math.isfinite, itertools.chain.from_iterable(self.rows))):
            place = next(at for at, row in enumerate(self.rows) if not all(map(math.isfinite, row)))
            raise RuleError("row {place} has an input that is not a finite number", place=place)
        if len(self.targets) != len(self.rows):
            raise RuleError(
                "there are {rows} rows but {targets} targets", rows=len(self.rows), targets=len(self.targets)
            )
        if self.names and len(self.names) != width:
            raise RuleError(
                "there are {inputs} inputs but {names} names", inputs=width, names=len(self.names)
            )
        if not all(map(math.isfinite, self.targets)):
            place = next(at for at, target in enumerate(self.targets) if not math.isfinite(target))
            raise RuleError("target {place} is not a finite number", place=place)
        if self.class_names and (others := set(self.targets).difference(range(len(self.class_names)))):
            place, target = next((at, each) for at, each in enumerate(self.targets) if each in others)
            raise RuleError(
                "target {place} must be a class from 0 to {last}, but is {found}",
                place=place,
                last=len(self.class_names) - 1,
                found=exact(target),
            )
        if len(self.class_names) == 1:
            raise RuleError("there is only one class: a model needs at least two to tell apart")

    @property
    def inputs(self) -> int:
        """How many inputs each row has."""
        return len(self.rows[0])

    @property
    def classes(self) -> int:
        """How many classes there are, 0 where the target is a number."""
        return len(self.class_names)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names given, or x1, x2, …"""
        return self.names or super().input_names

    @property
    def target_called(self) -> str:
        """The name given."""
        return self.target_name

    def draw(self) -> tuple[Array, Array]:
        """The rows as they stand; not to be written to."""
        return _as_arrays(self)


@functools.lru_cache(maxsize=4)
def _as_arrays(data: UserData) -> tuple[Array, Array]:
    """Made once: of 100,000 rows that takes 20 ms, and views and hints all want them."""
    targets = np.asarray(data.targets)
    found = np.asarray(data.rows, np.float64), targets.astype(np.int64) if data.class_names else targets
    for array in found:
        array.flags.writeable = False
    return found


def _balanced(examples: int, classes: int, random: np.random.RandomState) -> Array:
    """Labels from 0, as many of each class as can be, in a random order."""
    return random.permutation(np.arange(examples) % classes)
