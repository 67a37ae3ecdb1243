"""Where the units of a network stand in a diagram, and which of its weights are worth a line. No Qt."""

from __future__ import annotations

import math
from collections.abc import Collection

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array

GAP = 1.24  # from one unit to the next below it, in sizes of a unit
ASIDE = 1.12  # from one unit to the next beside it in the same layer
SHARE = 0.6  # how much of a layer's part of the width its units may take
COMFORT = 27.0  # pixels from which on a unit is large enough to stand in a single column
LINE = 0.7  # of a line of text: from which on a unit has a name beside it
LARGEST = 58.0  # pixels of a unit; the output may be larger
MOST_COLUMNS = 12
MOST_LINES = 180  # weights that are drawn of one layer


class Box(Struct, frozen=True):
    """A unit's square: its middle and its size, in pixels."""

    x: float
    y: float
    size: float

    @property
    def left(self) -> float:
        """Its left edge, where weights come in."""
        return self.x - self.size / 2

    @property
    def right(self) -> float:
        """Its right edge, where weights go out."""
        return self.x + self.size / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.size / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the square."""
        return abs(x - self.x) <= self.size / 2 and abs(y - self.y) <= self.size / 2


def arrange(
    counts: tuple[int, ...],
    width: float,
    height: float,
    *,
    scale: float = 1.0,
    output: float = 1.5,
    named: Collection[int] = (),
    line: float = 0.0,
) -> tuple[tuple[Box, ...], ...]:
    """The squares of each layer, inputs first, in an area `width` × `height` pixels.

    `scale` is that of the look. `output` says how many times larger than other units those of the last layer
    may be. A layer that would be too small in one column stands in two, zigzag, or in a block; a `named` one
    does only where a `line` of text has no room beside each of its units.

    >>> boxes = arrange((2, 3, 1), 300, 200)
    >>> [len(layer) for layer in boxes], boxes[0][0].y < boxes[0][1].y
    ([2, 3, 1], True)
    """
    slot = width / len(counts)
    layers = []
    for place, count in enumerate(counts):
        largest = LARGEST * scale * (output if place == len(counts) - 1 else 1.0)
        comfort = COMFORT * scale
        if place in named:
            comfort = min(comfort, line * LINE)
        columns, size = _fold(count, slot * SHARE, height, largest, comfort)
        layers.append(_layer(count, columns, size, slot * (place + 0.5), height))
    return tuple(layers)


def _fold(count: int, width: float, height: float, largest: float, comfort: float) -> tuple[int, float]:
    """How many columns a layer stands in, and the size of its units."""
    best = (1, 0.0)
    for columns in range(1, min(count, MOST_COLUMNS) + 1):
        size = min(largest, _tall(count, columns, height), width / (1 + (columns - 1) * ASIDE))
        if size >= min(comfort, largest):
            return columns, size
        if size > best[1]:
            best = columns, size
    return best[0], max(best[1], 2.0)


def _tall(count: int, columns: int, height: float) -> float:
    """The size at which the units are as tall as the area; two columns stand zigzag, half a unit apart."""
    if columns == 2:
        return height / (1 + (count - 1) * GAP / 2)
    return height / (1 + (math.ceil(count / columns) - 1) * GAP)


def _layer(count: int, columns: int, size: float, middle: float, height: float) -> tuple[Box, ...]:
    down = size * GAP
    boxes = []
    for place in range(count):
        row, column = divmod(place, columns)
        if columns == 2:
            y = (place - (count - 1) / 2) * down / 2
        else:
            y = (row - (math.ceil(count / columns) - 1) / 2) * down
        x = (column - (columns - 1) / 2) * size * ASIDE
        boxes.append(Box(middle + x, height / 2 + y, size))
    return tuple(boxes)


def strongest(weights: Array, most: int = MOST_LINES) -> list[tuple[int, int]]:
    """The places (from, to) of the largest weights ``(inputs, units)``, the weakest of them first.

    >>> strongest(np.array([[0.5, -2.0], [1.0, 0.0]]), 3)
    [(0, 0), (1, 0), (0, 1)]
    """
    sizes = np.abs(weights).ravel()
    order = np.argsort(sizes, kind="stable")[-most:]
    return [(int(place) // weights.shape[1], int(place) % weights.shape[1]) for place in order]
