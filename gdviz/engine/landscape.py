"""The loss as a landscape: its values on a curve or a grid, contours at good levels, what part to show.

Pure functions of arrays, meant for a worker thread. Grids have a row for each y and a column for each x.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from gdviz.base.arrays import Array
from gdviz.engine.problem import Bounds, Objective

if TYPE_CHECKING:
    import contourpy


HUGE = 1e100  # beyond it, differences of two values could overflow
ROUND_NUMBERS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


# -- values ----------------------------------------------------------------------------------------------


def curve(objective: Objective, bounds: Bounds, points: int = 801) -> tuple[Array, Array]:
    """The parameter and the loss, ``(points,)`` each, at evenly spaced places of a loss of one parameter.

    Where the loss overflows or has no value it is inf or NaN.
    """
    w = np.linspace(*bounds[0], points)
    with np.errstate(all="ignore"):
        return w, np.asarray(objective.value(w[:, np.newaxis]), np.float64)


def grid(objective: Objective, bounds: Bounds, shape: tuple[int, int] = (201, 201)) -> Array:
    """The loss of two parameters on a grid of `shape` (rows along y, columns along x) from edge to edge.

    Where the loss overflows or has no value it is inf or NaN.
    """
    x, y = grid_axes(bounds, shape)
    params = np.stack(np.meshgrid(x, y), axis=-1)
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(objective.value(params), np.float64), shape)


def grid_axes(bounds: Bounds, shape: tuple[int, ...]) -> tuple[Array, Array]:
    """The x of a grid's columns and the y of its rows, from edge to edge."""
    return np.linspace(*bounds[0], shape[1]), np.linspace(*bounds[1], shape[0])


def loss_range(values: Array) -> tuple[float, float]:
    """The range of losses worth showing: all of them, but not the far end of one that shoots up or down.

    `values` may have any shape; infinite and missing ones do not count.

    >>> loss_range(np.array([0.0, 1.0, 2.0, np.inf]))
    (0.0, 2.0)
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        return (0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    inner_low, inner_high = percentiles(finite, (5, 95))
    reach = 4 * (inner_high - inner_low)
    if reach > 0:
        low, high = max(low, inner_low - reach), min(high, inner_high + reach)
    return (low, high) if low < high else (low - 0.5, high + 0.5)


def percentiles(values: Array, shares: Sequence[float]) -> list[float]:
    """Below which finite value so many percent of `values` lie, for each of `shares` (0 to 100).

    As NumPy's own, which reads its whole package of masked arrays in first.

    >>> percentiles(np.array([3.0, 1.0, 2.0]), (0, 50, 75))
    [1.0, 2.0, 2.5]
    """
    ordered = np.sort(values, axis=None)
    places = np.asarray(shares) / 100 * (len(ordered) - 1)
    return [float(each) for each in np.interp(places, np.arange(len(ordered)), ordered)]


# -- contours --------------------------------------------------------------------------------------------


def contour_levels(values: Array, count: int = 12) -> Array:
    """About `count` rising levels of round numbers that show the whole landscape; none where it is flat.

    How much the values spread decides the spacing: even for ripples, quadratic for a bowl (so that its rings
    are evenly spaced), logarithmic for a deep valley between high walls. Infinite and missing values are left
    out, and few huge ones do not matter. `values` may have any shape; the levels are ``(levels,)``.

    >>> contour_levels(10 * np.sin(np.linspace(0, 20, 1000)), 4).tolist()
    [-5.0, 0.0, 5.0]
    """
    finite = np.clip(values[np.isfinite(values)], -HUGE, HUGE)
    if not finite.size:
        return np.empty(0)
    lowest, low, middle, high = percentiles(finite, (0, 5, 50, 97))
    highest = float(finite.max())
    if not lowest < high or not np.isfinite(high - lowest):
        high = highest  # nearly all the same
    # Half of what the 5th percentile lies above the lowest: the first ring around the bottom.
    size, first = high - lowest, (low - lowest) / 2
    if not size > 1e-12 * abs(lowest) or not np.isfinite(size):
        return np.empty(0)
    spread = size / first if first > 0 else np.inf
    if spread < 25 or middle - lowest > 0.45 * size:  # as much land high up as at the bottom
        levels = _even_levels(lowest, high, count)
    else:
        parts = np.linspace(0, 1, count + 1)[1:]
        if spread < 250:
            heights = size * parts**2
        else:
            # From the first ring, or from a millionth where most of the landscape is at the bottom.
            heights = size * np.geomspace(max(1 / spread, 1e-6) / 2, 1, count)
        levels = _base(lowest, float(heights[0])) + np.array([_rounded(height) for height in heights])
    levels = np.unique(levels)
    return levels[(levels > lowest) & (levels < highest)]


def _even_levels(low: float, high: float, count: int) -> Array:
    """Multiples of a round step."""
    wanted = (high - low) / count
    power = 10.0 ** math.floor(math.log10(wanted))
    step = min(
        (power, 2 * power, 2.5 * power, 5 * power, 10 * power), key=lambda s: abs(math.log(s / wanted))
    )
    return step * np.arange(math.ceil(low / step), math.floor(high / step) + 1, dtype=np.float64)


def _rounded(height: float) -> float:
    """The nearest round number."""
    power = 10.0 ** math.floor(math.log10(height))
    return power * min(ROUND_NUMBERS, key=lambda number: abs(number - height / power))


def _base(lowest: float, first: float) -> float:
    """The height that the rings are counted from: the lowest value, as round as the first ring is high."""
    power = 10.0 ** math.floor(math.log10(first))
    return round(lowest / power) * power


def contour_lines(values: Array, bounds: Bounds, levels: Array) -> list[tuple[Array, Array]]:
    """For each level the x and the y of its lines, separated by single NaNs; empty where there is no line.

    `values` is a `grid` over `bounds`, ``(rows, columns)``.
    """
    generator = _generator(values, bounds, "ChunkCombinedNan")
    lines = []
    for level in levels:
        points = generator.lines(float(level))[0][0]
        points = np.empty((0, 2)) if points is None else points
        lines.append((points[:, 0], points[:, 1]))
    return lines


def contour_bands(values: Array, bounds: Bounds, levels: Array) -> list[list[list[Array]]]:
    """The areas below the first level, between each two, and above the last: one more than there are levels.

    `values` is a `grid` over `bounds`, ``(rows, columns)``.
    An area is a list of polygons, a polygon a list of closed rings of shape (points, 2): its outline, then
    its holes. Where the loss has no value there is no area.
    """
    generator = _generator(values, bounds, "Separate")
    finite = np.clip(values[np.isfinite(values)], -HUGE, HUGE)
    if not finite.size:
        return [[] for _ in range(len(levels) + 1)]
    margin = 1 + float(np.abs(finite).max())
    edges = [float(finite.min()) - margin, *levels.tolist(), float(finite.max()) + margin]
    bands = []
    for low, high in itertools.pairwise(edges):
        polygons, offsets = cast(tuple[list[Array], list[Array]], generator.filled(low, high))
        bands.append(
            [np.split(points, starts[1:-1]) for points, starts in zip(polygons, offsets, strict=True)]
        )
    return bands


def _generator(values: Array, bounds: Bounds, line_type: str) -> contourpy.ContourGenerator:
    import contourpy  # here, since a loss of one parameter needs none of it

    x, y = grid_axes(bounds, values.shape)
    z = np.clip(np.ma.masked_invalid(values), -HUGE, HUGE)
    return contourpy.contour_generator(x, y, z, line_type=line_type, fill_type="OuterOffset")


def shades(values: Array, levels: Array) -> NDArray[np.float32]:
    """How high each value lies, from 0 to 1, so that each band between two levels gets an equal share.

    For the colors of an image, of the shape of `values`: smooth within a band. Infinite values are 0 or 1;
    NaN stays NaN.

    >>> shades(np.array([0.0, 5.0, 10.0, 25.0, 40.0]), np.array([10.0])).tolist()
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    finite = values[np.isfinite(values)]
    if not finite.size:
        return np.full(values.shape, np.nan, np.float32)
    edges = np.array([float(finite.min()), *levels, float(finite.max())])
    return np.interp(values, edges, np.linspace(0, 1, len(edges))).astype(np.float32)


# -- what to show ----------------------------------------------------------------------------------------


def bounds_for(objective: Objective, paths: Iterable[Array] = ()) -> Bounds:
    """The part of the domain to show with paths on it, arrays of shape (rows, parameters).

    It holds the objective's own bounds and every start. A path that stays in the neighborhood (the same size
    again on each side) is held whole; one that leaves it, because it diverges, is followed a little way out.
    """
    own = np.array(objective.bounds)
    paths = [path for path in paths if len(path)]
    low = np.min([own[:, 0], *(path[0] for path in paths)], axis=0)
    high = np.max([own[:, 1], *(path[0] for path in paths)], axis=0)
    size = high - low
    lowest, highest = low.copy(), high.copy()
    for path in paths:
        # By columns, 20 times as fast as along an axis, and without a copy in double precision.
        least = np.array([column.min() for column in path.T], np.float64)
        most = np.array([column.max() for column in path.T], np.float64)
        leaves = np.any((least < low - size) | (most > high + size))
        reach = 0.25 * size if leaves else size
        lowest = np.minimum(lowest, np.maximum(least, low - reach))
        highest = np.maximum(highest, np.minimum(most, high + reach))
    margin = 0.05 * (highest - lowest)
    lowest = np.where(lowest < own[:, 0], lowest - margin, lowest)
    highest = np.where(highest > own[:, 1], highest + margin, highest)
    return tuple(zip(lowest.tolist(), highest.tolist(), strict=True))
