"""The minima of a loss in and around its picture: where the runs of a sweep may arrive."""

from __future__ import annotations

import functools

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.problem import Objective
from gdviz.engine.stability import minimum_near

ALONG = {1: 1501, 2: 181}  # places looked at along each axis, by the number of parameters
AROUND = 0.25  # how much is looked at beyond each side of the picture, of its size
MOST = 400  # minima
APART = 2.5e-3  # of the picture's size: nearer ones are the same; see `rules.REACH`, which is on both sides


@functools.lru_cache(maxsize=32)
def minima_of(problem: Objective) -> Array:
    """The known minima, then those that are found, the deepest first, ``(minima, parameters)``.

    Found are those that a grid sees and Newton's method confirms: a valley without a lowest point has none.

    >>> from gdviz.engine.curves import DoubleWell
    >>> minima_of(DoubleWell()).round(3).tolist()
    [[-1.0], [1.0]]
    """
    low, high = np.array(problem.bounds, np.float64).T
    size = high - low
    found = [np.array(known, np.float64) for known in problem.minima]
    known = len(found)
    with np.errstate(all="ignore"):
        for place in _lowest_places(problem, low - AROUND * size, high + AROUND * size):
            near = minimum_near(problem, place)
            if near is None or len(found) >= MOST:
                continue
            point = near[0]
            if np.all(np.abs(point - place) <= 0.05 * size) and _apart(point, found, size):
                found.append(point)
        if not found:
            return np.empty((0, len(low)))
        minima = np.array(found)
        order = np.argsort(problem.value(minima[known:]), kind="stable") + known
    return np.concatenate([minima[:known], minima[order]])


def _lowest_places(problem: Objective, low: Array, high: Array) -> Array:
    """The places of a grid that have neighbors above them and none below, ``(places, parameters)``."""
    count = ALONG[len(low)]
    axes = [np.linspace(*ends, count) for ends in zip(low, high, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = problem.value(grid)
    inner = (slice(1, -1),) * len(low)
    middle = values[inner]
    lowest, rises = np.isfinite(middle), np.zeros(middle.shape, bool)
    for shift in np.ndindex(*(3,) * len(low)):
        neighbor = values[tuple(slice(each, each + count - 2) for each in shift)]
        lowest &= ~(neighbor < middle)
        rises |= neighbor > middle
    places: Array = grid[inner][lowest & rises]
    return places[: 4 * MOST]


def _apart(point: Array, others: list[Array], size: Array) -> bool:
    return all(np.any(np.abs(point - each) > APART * size) for each in others)
