"""The minima of a loss in and around its picture: where the runs of a sweep may arrive."""

from __future__ import annotations

import functools

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.problem import Objective
from gdviz.engine.stability import minima_near
from gdviz.engine.sweep.rules import REACH

# Places looked at along each axis, by the number of parameters.
ALONG = {1: 12001, 2: 181, 3: 21, 4: 9, 5: 6, 6: 5, 7: 4, 8: 4}
AROUND = 0.25  # how much is looked at beyond each side of the picture, of its size
AROUND_ONE = 1.0  # the same where there is one parameter
MOST = 400  # minima
TURNS = 80  # of the search for a minimum without curvature
STEEP = 1e-6  # of the highest around it: a direction that rises by less is level, as along a valley
LEVEL = 1e-8  # of the largest curvature: as good as none, as Newton's method leaves it along a ring
ROUND = 64  # directions around such a minimum


@functools.lru_cache(maxsize=32)
def minima_of(problem: Objective) -> Array:
    """The known minima, then those that are found, the deepest first, ``(minima, parameters)``.

    Found are those that a grid sees and Newton's method confirms, and of a loss of one or two parameters
    those without curvature, at a kink or as of w⁴: a valley without a lowest point has none.

    >>> from gdviz.engine.curves import DoubleWell
    >>> minima_of(DoubleWell()).round(3).tolist()
    [[-1.0], [1.0]]
    """
    low, high = np.array(problem.bounds, np.float64).T
    size = high - low
    known = np.array(problem.minima, np.float64).reshape(-1, len(low))
    count, around = ALONG[len(low)], AROUND if len(low) > 1 else AROUND_ONE
    spacing = (1 + 2 * around) / (count - 1)
    with np.errstate(all="ignore"):
        places = _lowest_places(problem, low - around * size, high + around * size, count)
        outside = (np.maximum(low - places, places - high) / size).max(axis=1)
        places = places[np.argsort(np.maximum(outside, 0.0), kind="stable")][: 4 * MOST]
        points, curvatures = minima_near(problem, places)
        near = np.all(np.abs(points - places) <= max(0.05, spacing) * size, axis=1)
        smooth = near & (curvatures[:, 0] > LEVEL * curvatures[:, -1])
        found = _with_others(known, points[smooth], size)
        if not smooth.all() and len(low) < 3:
            found = _with_others(found, _rough_minima(problem, places[~smooth], spacing, size), size)
        order = np.argsort(problem.value(found[len(known) :]), kind="stable") + len(known)
    return np.concatenate([known, found[order]])


def _rough_minima(problem: Objective, places: Array, spacing: float, size: Array) -> Array:
    """The minima near `places` ``(places, parameters)`` that have no curvature, one row each.

    Each place goes to where it is lower at a distance, which is halved where it is nowhere; the directions
    turn, so that none is left out. A minimum has the loss rise all round it, within what a run arrives at.
    """
    points, here = places.copy(), np.array(problem.value(places))
    reach = np.full((len(points), 1, 1), spacing)
    alone = places.shape[1] == 1
    angles = np.array([0.0, np.pi]) if alone else 2 * np.pi * np.arange(24) / 24
    for turn in range(TURNS):
        turned = angles if alone else angles + 2.4 * turn  # the golden angle
        around = points[:, np.newaxis] + reach * size * _toward(turned, places.shape[1])
        values = problem.value(around)
        best = np.nanargmin(np.where(np.isnan(values), np.inf, values), axis=1)
        lowest = np.take_along_axis(values, best[:, np.newaxis], axis=1)[:, 0]
        lower = lowest < here
        points[lower], here[lower] = around[lower, best[lower]], lowest[lower]
        reach[~lower] /= 2
    rises = _rises(problem, points, here, REACH * size)
    minima: Array = points[rises & np.isfinite(here)]
    return minima


def _rises(problem: Objective, points: Array, here: Array, reach: Array) -> Array:
    """Whether the loss is higher than at each of `points` in every direction from it, `reach` away, and rises
    there: beside a pole or a jump it falls on one side.

    The lowest of some is looked for between them, too: a valley may be steep on both sides.
    """
    count = ROUND if points.shape[1] == 2 else 2
    angles = np.broadcast_to(2 * np.pi * np.arange(count) / count, (len(points), count))
    ways = reach * _toward(angles, points.shape[1])
    outwards = (problem.gradient(points[:, np.newaxis] + ways) * ways).sum(axis=-1)
    falls = (outwards < -STEEP * outwards.max(axis=1, keepdims=True)).any(axis=1)
    values = problem.value(points[:, np.newaxis] + ways)
    highest, lowest, apart = values.max(axis=1), values.min(axis=1), 2 * np.pi / count
    angle = np.take_along_axis(angles, values.argmin(axis=1)[:, np.newaxis], axis=1)
    for _ in range(TURNS if points.shape[1] == 2 else 0):
        apart /= 1.5
        near = angle + apart * np.array([-1.0, 0.0, 1.0])
        values = problem.value(points[:, np.newaxis] + reach * _toward(near, 2))
        angle = np.take_along_axis(near, values.argmin(axis=1)[:, np.newaxis], axis=1)
        lowest = np.minimum(lowest, values.min(axis=1))
    digits = 8 * np.finfo(np.float64).eps * np.abs(here)
    rises: Array = (lowest - here > np.maximum(STEEP * (highest - here), digits)) & ~falls
    return rises


def _toward(angles: Array, parameters: int) -> Array:
    """The unit vectors at these angles, ``(points, angles)`` to ``(points, angles, parameters)``."""
    return np.stack([np.cos(angles), np.sin(angles)][:parameters], axis=-1)


def _lowest_places(problem: Objective, low: Array, high: Array, count: int) -> Array:
    """The places of a grid that have neighbors above them and none below, ``(places, parameters)``."""
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
    return places


def _with_others(found: Array, points: Array, size: Array) -> Array:
    """The minima found so far and those of `points` at which a run would be at none of the others."""
    minima = np.concatenate([found, np.empty((max(0, MOST - len(found)), len(size)))])
    count = len(found)
    for point in points:
        apart = np.any(np.abs(minima[:count] - point) > REACH * size, axis=1).all()
        if apart and count < len(minima):
            minima[count] = point
            count += 1
    return minima[:count]
