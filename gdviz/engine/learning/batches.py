"""Which examples each step takes; each batch can be had alone, so that a run can be taken up anywhere."""

from __future__ import annotations

import functools
import math
from typing import Literal

import numpy as np

from gdviz.base.arrays import Array

Order = Literal["in_order", "shuffled", "random"]

_BLOCK = 1024  # steps whose random examples are drawn together


class Sampler:
    """The examples of each step, for `examples` in all and `size` a step.

    - ``in_order``: as the course cuts them, from ``step * size mod examples`` on, up to the end of the data;
    - ``shuffled``: every epoch in another order, drawn from the seed, its last batch what is left;
    - ``random``: each example of a batch drawn from all of them.
    """

    def __init__(self, examples: int, size: int, order: Order, seed: int) -> None:
        self.examples = examples
        self.size = size
        self.order = order
        self.seed = seed
        self.steps_per_epoch = -(-examples // size)
        self._permutation = functools.lru_cache(maxsize=4)(self._shuffle)
        self._drawn = functools.lru_cache(maxsize=4)(self._draw)

    def rows(self, step: int) -> slice | Array:
        """The examples of one step: a slice where they lie together."""
        if self.size == self.examples and self.order != "random":
            return slice(0, self.examples)
        if self.order == "in_order":
            start = step * self.size % self.examples
            return slice(start, min(start + self.size, self.examples))
        if self.order == "shuffled":
            epoch, place = divmod(step, self.steps_per_epoch)
            taken: Array = self._permutation(epoch)[place * self.size : (place + 1) * self.size]
            return taken
        block, place = divmod(step, _BLOCK)
        drawn: Array = self._drawn(block)[place]
        return drawn

    def processed(self, step: Array) -> Array:
        """How many examples have been processed after so many steps."""
        if self.order == "random":
            return step * self.size
        if self.order == "shuffled":
            epochs, place = np.divmod(step, self.steps_per_epoch)
            processed: Array = epochs * self.examples + np.minimum(place * self.size, self.examples)
            return processed
        rounds, place = np.divmod(step, len(self._taken) - 1)
        taken: Array = rounds * self._taken[-1] + self._taken[place]
        return taken

    @functools.cached_property
    def _taken(self) -> Array:
        """In order: the examples taken after each step until the batches come round; some are cut short."""
        round_trip = self.examples // math.gcd(self.examples, self.size)
        starts = np.arange(round_trip) * self.size % self.examples
        sizes = np.minimum(self.size, self.examples - starts)
        return np.concatenate([[0], np.cumsum(sizes)])

    def _shuffle(self, epoch: int) -> Array:
        return np.random.default_rng([self.seed, 1, epoch]).permutation(self.examples)

    def _draw(self, block: int) -> Array:
        return np.random.default_rng([self.seed, 2, block]).integers(0, self.examples, (_BLOCK, self.size))
