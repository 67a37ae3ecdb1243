"""The base of every dataset: what it tells of itself, and how it is drawn."""

from __future__ import annotations

from typing import Annotated, ClassVar

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, ranged

MOST_EXAMPLES = 100_000
MOST_INPUTS = 100
MOST_CLASSES = 10

Seed = Annotated[
    int,
    ranged(
        "Data seed",
        "Where the random numbers begin. Another seed draws other data.",
        ge=0,
        le=2**32 - 1,
        slider=(0, 100),
    ),
]
Size = Annotated[
    int,
    ranged(
        "Data points",
        "How many examples there are. More make the gradient steadier and an epoch longer.",
        ge=2,
        le=MOST_EXAMPLES,
        slider=(10, 2000),
        log=True,
    ),
]
Noise = Annotated[
    float,
    ranged(
        "Noise",
        "How far the examples scatter. Larger makes the task harder and tempts the model to overfit.",
        ge=0.0,
        le=10.0,
        slider=(0.0, 1.0),
    ),
]


class Dataset(Declared, frozen=True, tag_field="kind", weakref=True):
    """Examples to learn from."""

    title: ClassVar[str] = ""
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("draw",),)

    @property
    def inputs(self) -> int:
        """How many inputs each example has."""
        return 2

    @property
    def classes(self) -> int:
        """How many classes there are, 0 where the target is a number."""
        return 2

    @property
    def input_names(self) -> tuple[str, ...]:
        """A name for each input."""
        return tuple(f"x{place + 1}" for place in range(self.inputs))

    @property
    def target_called(self) -> str:
        """What the target is called; "" where it has no name."""
        return ""

    @property
    def size(self) -> int:
        """How many examples there are."""
        raise NotImplementedError

    def draw(self) -> tuple[Array, Array]:
        """The inputs ``(examples, inputs)`` and the targets ``(examples,)``: numbers, or classes from 0."""
        raise NotImplementedError


class DrawnDataset(Dataset, frozen=True):
    """A dataset that is drawn from a seed."""

    examples: Size = 200
    seed: Seed = 0

    @property
    def size(self) -> int:
        """How many examples there are."""
        return self.examples
