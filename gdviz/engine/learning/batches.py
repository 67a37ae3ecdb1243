"""Which examples each step takes; each batch can be had alone, so that a run can be taken up anywhere."""

from __future__ import annotations

import functools
import math
from typing import Literal

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array

Order = Literal["in_order", "shuffled", "random"]

_BLOCK = 1024  # steps whose random examples are drawn together


class Taken(Struct, frozen=True):
    """Where the batches have come to at a step: the place in the data, or in a shuffled epoch's order; which
    epoch that is; and how many examples have been taken."""

    step: int = 0
    place: int = 0
    epoch: int = 0
    examples: int = 0


class Sampler:
    """The examples of each step, for `examples` in all and `size` a step.

    - ``in_order``: as the course cuts them, from ``step * size mod examples`` on, up to the end of the data;
    - ``shuffled``: every epoch in another order, drawn from the seed, its last batch what is left;
    - ``random``: each example of a batch drawn from all of them.

    `since` is where a batch size takes over from another; see `resized`.
    """

    def __init__(self, examples: int, size: int, order: Order, seed: int, since: Taken | None = None) -> None:
        self.examples = examples
        self.size = size
        self.order = order
        self.seed = seed
        self.steps_per_epoch = -(-examples // size)
        self.since = since or Taken()
        self._whole = size == examples and order != "random"  # then all are taken as they stand
        self._rest = examples - self.since.place  # of the epoch that it begins in, if shuffled
        self._rest_steps = -(-self._rest // size)
        self._permutation = functools.lru_cache(maxsize=4)(self._shuffle)
        self._drawn = functools.lru_cache(maxsize=4)(self._draw)

    def rows(self, step: int) -> slice | Array:
        """The places of one step's examples, ``(batch,)``: a slice where they lie together."""
        if self.order == "random":
            block, place = divmod(step, _BLOCK)
            drawn: Array = self._drawn(block)[place]
            return drawn
        epoch, start = self.begin(step)
        if self._whole and (start == 0 or self.order == "in_order"):
            return slice(0, self.examples)
        if self.order == "in_order":
            return slice(start, min(start + self.size, self.examples))
        taken: Array = self._permutation(epoch)[start : start + self.size]
        return taken

    def begin(self, step: int) -> tuple[int, int]:
        """The epoch, and the place in its order, from which a step takes its examples: zeros at random."""
        steps = step - self.since.step
        if self.order == "shuffled":
            return self._shuffled(steps)
        return 0, (self.since.place + steps * self.size) % self.examples if self.order == "in_order" else 0

    def resized(self, step: int, size: int) -> Sampler:
        """The batches from `step` on with another size: they go on where these have come to."""
        epoch, place = self.begin(step)
        taken = Taken(step, place, epoch, int(self.processed(np.asarray(step))))
        return Sampler(self.examples, size, self.order, self.seed, taken)

    def processed(self, step: Array) -> Array:
        """How many examples have been processed after so many steps, of any shape."""
        return self.since.examples + self._taken_in(step - self.since.step)

    def _shuffled(self, steps: int) -> tuple[int, int]:
        """The epoch, and the place in its order, after so many steps of this size."""
        if steps < self._rest_steps:
            return self.since.epoch, self.since.place + steps * self.size
        epochs, place = divmod(steps - self._rest_steps, self.steps_per_epoch)
        return self.since.epoch + 1 + epochs, place * self.size

    def _taken_in(self, steps: Array) -> Array:
        """How many examples so many steps of this size take."""
        if self.order == "random":
            return steps * self.size
        if self.order == "shuffled":
            epochs, place = np.divmod(steps - self._rest_steps, self.steps_per_epoch)
            later = self._rest + epochs * self.examples + np.minimum(place * self.size, self.examples)
            return np.where(steps < self._rest_steps, steps * self.size, later)
        rounds, place = np.divmod(steps, len(self._cuts) - 1)
        taken: Array = rounds * self._cuts[-1] + self._cuts[place]
        return taken

    @functools.cached_property
    def _cuts(self) -> Array:
        """In order: the examples taken after each step until the batches come round; some are cut short."""
        if self._whole:
            return np.array([0, self.examples])
        round_trip = self.examples // math.gcd(self.examples, self.size)
        starts = (self.since.place + np.arange(round_trip) * self.size) % self.examples
        sizes = np.minimum(self.size, self.examples - starts)
        return np.concatenate([[0], np.cumsum(sizes)])

    def _shuffle(self, epoch: int) -> Array:
        return np.random.default_rng([self.seed, 1, epoch]).permutation(self.examples)

    def _draw(self, block: int) -> Array:
        return np.random.default_rng([self.seed, 2, block]).integers(0, self.examples, (_BLOCK, self.size))
