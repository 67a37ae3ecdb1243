"""A landscape ready to be painted: levels, areas and lines in data coordinates, made in any thread. No Qt."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.landscape import contour_bands, contour_levels, contour_lines, grid, grid_axes, percentiles
from gdviz.engine.learning.gradients import gradient_noise, total_gradient
from gdviz.engine.learning.plane import surface
from gdviz.engine.problem import TORN, Bounds, BreakLine, Objective
from gdviz.views.loss.model_chart import Chart

Shape = tuple[int, int]
Rows = slice | Array | None

FINEST = 161  # points of the grid along an axis, at most
PIXELS = 5.0  # of the screen between two points of the grid
COARSEST = 17
FIRST = 0.012  # seconds after which something should be seen
LONGEST = 2.5  # seconds that a landscape may take in all
BLOCK = 0.005  # seconds between two looks whether something newer is wanted
BATCH_LEVELS = 6


class LandscapeDrawing(Struct, frozen=True, eq=False):
    """A landscape within `bounds`: `bands` are one more than `levels`, each a list of polygons with holes.

    `values` is its grid, rows along y; `torn` the same without what lies beside a jump or a pole.
    """

    values: Array
    torn: Array
    bounds: Bounds
    levels: Array
    bands: list[list[list[Array]]]
    lines: list[tuple[Array, Array]]
    breaks: tuple[BreakLine, ...] = ()


class Moment(Struct, frozen=True, eq=False):
    """What belongs to one step alone: the gradient over all data, lines of the loss on its batch, and how the
    gradients of batches scatter on the chart ``(2, 2)``, where that is wanted."""

    row: int
    gradient: Array
    x: Array
    y: Array
    noise: Array | None = None


def drawing_of(values: Array, bounds: Bounds, breaks: tuple[BreakLine, ...] = ()) -> LandscapeDrawing:
    """The drawing of a grid of values, rows along y; no contour crosses `breaks` where the loss is torn."""
    poles = any(each.kind == "pole" for each in breaks)
    values = np.clip(values, *_usual(values)) if poles else values
    levels, torn = contour_levels(values), _torn(values, bounds, breaks)
    bands = contour_bands(values, bounds, levels)
    lines = contour_lines(torn, bounds, levels)
    return LandscapeDrawing(values, torn, bounds, levels, bands, lines, breaks)


def _usual(values: Array) -> tuple[float, float]:
    """Between which losses nearly all lie: beside a pole they grow for ever."""
    finite = values[np.isfinite(values)]
    least, low, high = percentiles(finite, (0, 6, 94)) if finite.size else (0.0, 0.0, 1.0)
    return (low if low - least > 4 * (high - low) else least), high


def _torn(values: Array, bounds: Bounds, breaks: Sequence[BreakLine]) -> Array:
    """The values without those beside a jump or a pole."""
    torn = [each.points for each in breaks if each.kind in TORN]
    if not torn:
        return values
    values = values.copy()
    x, y = grid_axes(bounds, values.shape)
    for points in torn:
        steps = np.linspace(0, len(points) - 1, 4 * len(points) - 3)
        column = np.searchsorted(x, np.interp(steps, np.arange(len(points)), points[:, 0]))
        row = np.searchsorted(y, np.interp(steps, np.arange(len(points)), points[:, 1]))
        for up, right in itertools.product((-1, 0), (-1, 0)):
            values[np.clip(row + up, 0, len(y) - 1), np.clip(column + right, 0, len(x) - 1)] = np.nan
    return values


class FormulaDrawing:
    """The drawing of a formula's landscape, made anew where something else is to be seen."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._drawing: LandscapeDrawing | None = None

    def of(
        self, objective: Objective | None, bounds: Bounds, width: float, height: float
    ) -> LandscapeDrawing | None:
        """The drawing within `bounds` for so many pixels; None without a formula or a place to draw."""
        key = (objective, bounds, width, height)
        if key != self._key:
            self._key, self._drawing = key, None
            if objective is not None and width > 1 and height > 1:
                values = grid(objective, bounds, grid_shape(width, height))
                self._drawing = drawing_of(values, bounds, objective.break_lines(bounds))
        return self._drawing


def grid_shape(width: float, height: float) -> Shape:
    """The finest grid that a picture of so many pixels can use: rows, columns."""
    rows, columns = (min(FINEST, max(24, round(size / PIXELS))) for size in (height, width))
    return rows, columns


def seconds_a_point(chart: Chart) -> float:
    """About how long the loss at one point takes, on a slow machine."""
    units = sum(layer.units for layer in chart.problem.layers)
    work = sum(layer.rows * layer.units for layer in chart.problem.layers)
    return 1e-6 + chart.problem.train_size * (units * 3e-9 + work * 1e-10)


def shapes_for(chart: Chart, finest: Shape) -> list[Shape]:
    """The grids to compute one after the other: a coarse one first where the finest takes its time."""
    each = seconds_a_point(chart)
    last = _within(finest, LONGEST / each)
    return [last] if last[0] * last[1] * each < 2 * FIRST else [_within(last, FIRST / each), last]


def _within(shape: Shape, points: float) -> Shape:
    """The shape with about so many points at most."""
    part = min(1.0, (points / (shape[0] * shape[1])) ** 0.5)
    rows, columns = (min(size, max(COARSEST, round(size * part))) for size in shape)
    return rows, columns


def drawings(chart: Chart, bounds: Bounds, shapes: list[Shape]) -> Iterator[LandscapeDrawing | None]:
    """The landscape of a chart of two dimensions, each time finer; None after every bit of work."""
    for shape in shapes:
        x, y = np.linspace(*bounds[0], shape[1]), np.linspace(*bounds[1], shape[0])
        values = np.empty(shape)
        step = max(1, int(BLOCK / (seconds_a_point(chart) * shape[1])))
        for start in range(0, shape[0], step):
            values[start : start + step] = surface(chart.problem, chart.plane, x, y[start : start + step])
            yield None
        yield drawing_of(values, bounds)


def moment_of(
    chart: Chart,
    bounds: Bounds,
    finest: Shape,
    row: int,
    params: Array,
    rows: Rows,
    lines: bool,
    batches: Sequence[slice | Array] = (),
) -> Moment:
    """The moment of a run's row at `params`, whose batch are the examples `rows`; lines where wanted, and the
    noise of the gradients of `batches`, if any."""
    params = params.astype(np.float64)
    gradient = total_gradient(chart.problem, params)
    noise = gradient_noise(chart.problem, params, batches, chart.axes) if batches else None
    if not lines:
        return Moment(row, gradient, np.empty(0), np.empty(0), noise)
    examples = rows.stop - rows.start if isinstance(rows, slice) else len(rows) if rows is not None else 1
    part = examples / chart.problem.train_size
    shape = _within(finest, 2 * FIRST / (1e-6 + part * seconds_a_point(chart)))
    x, y = np.linspace(*bounds[0], shape[1]), np.linspace(*bounds[1], shape[0])
    values = surface(chart.problem, chart.plane, x, y, rows)
    found = contour_lines(values, bounds, contour_levels(values, BATCH_LEVELS))
    gap = np.array([np.nan])
    return Moment(
        row,
        gradient,
        np.concatenate([gap, *(part for line in found for part in (line[0], gap))]),
        np.concatenate([gap, *(part for line in found for part in (line[1], gap))]),
        noise,
    )
