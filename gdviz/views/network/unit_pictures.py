"""What each unit of a network does: its output over the inputs as a small picture, and on the examples.

All units are found in one batched call of the network: the grid and the examples are shown to it together.
"""

from __future__ import annotations

import functools
from typing import Literal

import contourpy
import numpy as np
from msgspec import Struct
from PySide6.QtGui import QColor, QImage

from gdviz.base.arrays import Array
from gdviz.engine.learning.activations import activation_called
from gdviz.engine.learning.features import of_inputs
from gdviz.engine.learning.network import activations
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import STEPS, class_colors, classes_scale, number_scale
from gdviz.look.look import Look, blend

Range = tuple[float, float]
Scheme = Literal["sign", "number", "classes"]

GRID = 24  # points along each side of a picture
COARSE = 14  # the same, where there are very many units
MANY_UNITS = 70
CURVE = 48  # points of a picture of one input
EXAMPLES = 1000  # examples that are looked at
FAINTEST = 0.25  # outputs no larger than this, in the whole of a layer, are drawn faintly
STRONG, BEND = 0.92, 0.75  # how much of its colour the largest output has, and how soon smaller ones show


class Probe(Struct, frozen=True, eq=False):
    """What a network is shown: first the `grid` × `grid` points of a plane (or as many of a line), top row
    first, then examples. `inputs` are as the model sees them: features, standardized; `shown` are the grid's
    features as they are of the data, ``(points, features)``."""

    kind: Literal["plane", "curve", "none"]
    grid: int
    shown: Array
    inputs: Array
    examples: int
    of: int  # how many examples there are
    ranges: tuple[Range, Range] = ((0.0, 1.0), (0.0, 1.0))  # of the picture's axes

    @property
    def points(self) -> int:
        """How many of the inputs belong to the picture."""
        return len(self.inputs) - self.examples


class Units(Struct, frozen=True, eq=False):
    """What the units of one layer (or the inputs) do; a first axis of units each.

    `values` are their outputs over the grid, ``(units, grid, grid)``, ``(units, grid)`` or ``(units, 0)``;
    `mean` those over the examples, `zero` the share of the examples on which they are exactly 0. A picture's
    colours are those of ``(value - middle) / reach``, by `scheme`; `border` is where an output that decides
    between two classes turns.
    """

    values: Array
    mean: Array
    zero: Array
    middle: Array
    reach: Array
    scheme: Scheme = "sign"
    border: float | None = None


@functools.lru_cache(maxsize=16)
def probe_of(
    problem: Training, x_range: Range | None = None, y_range: Range | None = None, fine: int = 0
) -> Probe:
    """The grid over the data, or over these ranges, and some of the examples, evenly taken.

    It has `fine` points along each side, or as many as are enough for a small picture.
    """
    split = problem.split()
    every = max(1, -(-len(split.x) // EXAMPLES))
    examples = split.x[::every]
    inputs = problem.data.inputs
    if inputs > 2:
        return Probe("none", 0, np.empty((0, problem.inputs)), examples, len(examples), len(split.x))
    seen = np.concatenate([split.own_x, split.test_own_x])
    ranges = [
        given or _around(seen[:, place])
        for place, given in zip(range(inputs), (x_range, y_range), strict=False)
    ]
    if inputs == 1:
        kind: Literal["plane", "curve"] = "curve"
        grid = fine or CURVE
        shown = np.linspace(*ranges[0], grid)[:, None]
    else:
        kind = "plane"
        grid = fine or (GRID if sum(problem.model.hidden) < MANY_UNITS else COARSE)
        across, up = np.meshgrid(np.linspace(*ranges[0], grid), np.linspace(*ranges[1][::-1], grid))
        shown = np.stack([across.ravel(), up.ravel()], axis=1)
    both = np.concatenate([problem.seen(shown), examples])
    axes = (ranges[0], ranges[-1])
    return Probe(kind, grid, of_inputs(problem.of_inputs, shown), both, len(examples), len(split.x), axes)


def _around(values: Array) -> Range:
    """A little more than the values."""
    low, high = float(values.min()), float(values.max())
    pad = 0.05 * (high - low) or 1.0
    return low - pad, high + pad


def look_at(problem: Training, params: Array, probe: Probe) -> list[Units]:
    """What inputs and units do with these parameters ``(parameters,)``, the inputs first."""
    layers = problem.layers
    with np.errstate(all="ignore"):
        results = activations(layers, params, probe.inputs.astype(params.dtype))
        results[-1] = problem.own(results[-1])
        units = [_inputs(probe)]
        for place, result in enumerate(results):
            last = place == len(layers) - 1
            units.append(_units(problem, layers[place].activation, np.nan_to_num(result.T), probe, last))
    return units


def _picture(values: Array, probe: Probe) -> Array:
    """The part of outputs ``(units, points)`` that is over the grid, in its shape."""
    over = values[:, : probe.points]
    return over.reshape(len(values), probe.grid, probe.grid) if probe.kind == "plane" else over


def _inputs(probe: Probe) -> Units:
    values = probe.shown.T
    count = probe.inputs.shape[1]
    examples = probe.inputs[probe.points :]
    zeros = np.zeros(count)
    middle, reach = zeros, np.ones(count)
    if probe.points:
        low, high = values.min(axis=1), values.max(axis=1)
        about_zero = np.minimum(-low, high) > 0.2 * np.maximum(-low, high)
        middle = np.where(about_zero, 0.0, (low + high) / 2)
        reach = np.maximum(np.abs(high - middle), np.abs(low - middle))
    return Units(_picture(values, probe), examples.mean(axis=0), zeros, middle, reach)


def _units(problem: Training, activation: str, values: Array, probe: Probe, last: bool) -> Units:
    over, examples = values[:, : probe.points], values[:, probe.points :]
    scheme: Scheme = "sign"
    border = None
    if last and problem.data.classes:
        middle, reach = 0.5, 0.5
        scheme = "classes" if problem.data.classes > 2 else "sign"
        border = 0.5 if problem.data.classes == 2 else None
    elif last:
        targets = problem.split().labels
        low, high = float(targets.min()), float(targets.max())
        middle, reach, scheme = (low + high) / 2, max((high - low) / 2, 1e-12), "number"
    else:
        middle = activation_called(activation).middle
        largest = np.abs((over if over.size else examples) - middle)
        reach = max(float(largest.max()) if largest.size else 0.0, FAINTEST)
    count = len(values)
    return Units(
        _picture(values, probe),
        examples.mean(axis=1),
        (examples == 0).mean(axis=1),
        np.full(count, middle),
        np.full(count, reach),
        scheme,
        border,
    )


# -- colours ------------------------------------------------------------------------------------------------


def sign_colors(look: Look) -> tuple[str, str]:
    """The colours of what is negative and of what is positive: those of class 0 and class 1."""
    negative, positive = class_colors(look, 2)
    return negative, positive


@functools.lru_cache(maxsize=8)
def sign_scale(look: Look) -> Array:
    """From negative through the surface to positive: ``(STEPS, 4)``, as `class_colors` has its scales."""
    negative, positive = sign_colors(look)
    parts = np.linspace(-1.0, 1.0, STEPS)
    colors = [
        blend(positive if part > 0 else negative, look.surface, 1 - STRONG * abs(part) ** BEND)
        for part in parts.tolist()
    ]
    parsed = [QColor(color) for color in colors]
    return np.array([(each.blue(), each.green(), each.red(), 255) for each in parsed], np.uint8)


def colors_of(units: Units, look: Look, *, discrete: bool = False) -> Array:
    """The colours of each unit of a layer over the plane, ``(units, grid, grid, 4)``, blue first; `discrete`
    ones have no shades."""
    parts = (units.values - units.middle[:, None, None]) / units.reach[:, None, None]
    parts = np.sign(parts) if discrete else parts
    places = np.rint((np.clip(parts, -1.0, 1.0) + 1) * ((STEPS - 1) / 2)).astype(np.intp)
    if units.scheme == "classes":
        scales = classes_scale(look, len(places))
        places = np.rint(places * ((scales.shape[1] - 1) / (STEPS - 1))).astype(np.intp)
        colors = np.stack([each[place] for each, place in zip(scales, places, strict=True)])
    else:
        scale: Array = number_scale(look) if units.scheme == "number" else sign_scale(look)
        colors = scale[places]
    return np.asarray(colors)


def images_of(units: Units, look: Look, *, discrete: bool = False) -> list[QImage]:
    """A picture for each unit, of its colours."""
    colors = colors_of(units, look, discrete=discrete)
    size = colors.shape[1]
    return [
        QImage(each.tobytes(), size, size, 4 * size, QImage.Format.Format_RGB32).copy() for each in colors
    ]


def border_of(units: Units) -> tuple[Array, ...]:
    """Where the decision turns, as lines ``(points, 2)`` in parts of the picture from its top left."""
    if units.border is None or units.values.ndim != 3:
        return ()
    values = units.values[-1]
    side = np.linspace(0.0, 1.0, len(values))
    generator = contourpy.contour_generator(side, side, values, line_type=contourpy.LineType.Separate)
    return tuple(np.asarray(line) for line in generator.lines(units.border))
