"""A plane through data of more than two inputs: what a picture of a model over two axes is drawn on."""

from __future__ import annotations

import functools

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.spread import mean_and_spread
from gdviz.engine.learning.training import Training

Held = tuple[tuple[str, float], ...]  # the names of inputs and where they are held


class InputPlane(Struct, frozen=True, eq=False):
    """The plane ``held + scale (x first + y second)``; `directions` are the two, at right angles:
    ``(2, inputs)``.

    `names` are the two inputs that the axes are, or empty where they are the principal directions; then
    `share` is how much of the variance of the inputs, each measured in its own deviation, lies in the plane.
    """

    held: Array
    scale: Array
    directions: Array
    names: tuple[str, str] | tuple[()] = ()
    share: float = 1.0

    def place(self, x: Array) -> Array:
        """Where examples ``(..., inputs)`` fall on the plane, at a right angle: ``(..., 2)``."""
        places: Array = ((x - self.held) / self.scale) @ self.directions.T
        return places

    def inputs(self, places: Array) -> Array:
        """The inputs ``(..., inputs)`` at places ``(..., 2)`` of the plane."""
        inputs: Array = self.held + (places @ self.directions) * self.scale
        return inputs


@functools.lru_cache(maxsize=64)
def plane_of(problem: Training, names: tuple[str, ...], held: Held, principal: bool) -> InputPlane:
    """The plane through the inputs of a problem that has two or more.

    The axes are the two inputs called `names`, or the first two where these are not there; the others are
    held where `held` says, else at their means over the training data. Or the `principal` directions are.
    """
    known = problem.data.input_names
    x = problem.split().own_x
    mean = x.mean(axis=0)
    if principal and len(known) > 2:
        return _principal(x, mean)
    chosen = [known.index(name) for name in dict.fromkeys(names) if name in known][:2]
    first, second = chosen if len(chosen) == 2 else (0, 1)
    at = mean.copy()
    for name, value in held:
        if name in known:
            at[known.index(name)] = value
    at[[first, second]] = 0.0
    axes = np.eye(len(known))
    return InputPlane(at, np.ones(len(known)), axes[[first, second]], (known[first], known[second]))


def _principal(x: Array, mean: Array) -> InputPlane:
    """Principal component analysis of the standardized inputs (Jolliffe, "Principal Component Analysis",
    2002, section 2.3); each direction is turned so that its largest part is positive."""
    _, scale = mean_and_spread(x)
    _, sizes, directions = np.linalg.svd((x - mean) / scale, full_matrices=True)
    chosen = directions[:2]
    largest = np.take_along_axis(chosen, np.abs(chosen).argmax(axis=1)[:, None], axis=1)
    total = float(np.square(sizes).sum())
    share = float(np.square(sizes[:2]).sum()) / total if total > 0 else 1.0
    return InputPlane(mean, scale, chosen * np.sign(largest), (), share)
