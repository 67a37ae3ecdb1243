"""What a model says over a rectangle of its two inputs: values, colours and borders. Pure; for a worker.

Grids have a row for each height and a column for each width, from edge to edge of the ranges, the lowest
height first.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any, Literal, cast

import contourpy
import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.input_plane import InputPlane
from gdviz.engine.learning.network import output_of
from gdviz.engine.learning.training import Training
from gdviz.look.color_steps import STEPS, STRENGTHS

if TYPE_CHECKING:  # it knows Qt, which the process that computes this does without
    from gdviz.views.plot.axis import Range

Lines = tuple[Array, ...]
Kind = Literal["output", "number", "classes"]

AT_ONCE = 400_000  # numbers that one layer may hold at a time
HUGE = 1e30  # beyond it, differences would overflow in float32
FEW = 2_000_000  # numbers of a layer up to which all examples are judged while the playhead moves


class WantedOutput(Struct, frozen=True, eq=False):
    """One run at one row. `shadow` is None where there is none, or it is not to be drawn; `plane` is what the
    axes are of more than two inputs."""

    place: int
    row: int
    problem: Training
    params: Array | None
    shadow: Array | None
    plane: InputPlane | None = None


class Painting(Struct, frozen=True, eq=False):
    """How outputs become colours: `scale` is one of `class_colors`, `low` and `high` its ends for numbers;
    `levels` are the heights of lines of equal output, for numbers. `discrete` leaves out what is between: an
    output takes the color of what it decides for, a number that of its sign."""

    kind: Kind
    scale: Array
    low: float = 0.0
    high: float = 1.0
    levels: tuple[float, ...] = ()
    discrete: bool = False

    @property
    def turn(self) -> float:
        """Where on the scale, 0 to 1, a discrete color turns."""
        if self.kind == "number" and self.low < 0 < self.high:
            return -self.low / (self.high - self.low)
        return 0.5


class Score(Struct, frozen=True):
    """How good a model is on the examples: the share classified rightly, or its data loss; None: no tests."""

    train: float
    test: float | None


class OutputPicture(Struct, frozen=True, eq=False):
    """A run at a row over x × y.

    `values` are the predictions ``(rows, columns, outputs)`` of what the ground shows: the weights, or the
    shadow where only that is drawn. `image` is ``(rows, columns, 3)`` of red, green and blue. `lines` and
    `shadow_lines` are the borders as ``(points, 2)`` each.
    """

    wanted: WantedOutput
    x: Range
    y: Range
    values: Array
    image: Array
    lines: Lines
    shadow_lines: Lines
    score: Score | None
    shadow_score: Score | None


def pictures(
    wanted: tuple[WantedOutput, ...],
    x: Range,
    y: Range,
    shape: tuple[int, int],
    paintings: tuple[Painting, ...],
    fine: bool,
) -> Iterator[list[OutputPicture] | None]:
    """The runs' pictures, all together: each that comes is drawn. Without a pause, unless they are `fine`."""
    made = []
    for each, painting in zip(wanted, paintings, strict=True):
        work = _picture(each, x, y, shape, painting, fine)
        made.append((yield from work) if fine else drained(work))
    yield made


def drained(work: Generator[None, None, Any]) -> Any:
    """What a generator returns, without its pauses."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return stop.value


def _picture(
    wanted: WantedOutput, x: Range, y: Range, shape: tuple[int, int], painting: Painting, fine: bool
) -> Generator[None, None, OutputPicture]:
    across, up = np.linspace(*x, shape[1]), np.linspace(*y, shape[0])
    points = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    if wanted.plane is not None:
        points = wanted.plane.inputs(points)
    values: list[Array] = []
    lines: list[Lines] = []
    scores: list[Score | None] = []
    for params in (wanted.params, wanted.shadow):
        if params is None:
            lines.append(())
            scores.append(None)
            continue
        output = yield from outputs_at(wanted.problem, params, points)
        values.append(output.reshape(*shape, -1))
        lines.append(borders(values[-1], across, up, painting))
        yield
        scores.append((yield from score_of(wanted.problem, params, fine)))
    image = np.ascontiguousarray(colored(values[0], painting)[..., 2::-1])
    return OutputPicture(wanted, x, y, values[0], image, lines[0], lines[1], scores[0], scores[1])


def outputs_at(problem: Training, params: Array, points: Array) -> Generator[None, None, Array]:
    """The predictions at points ``(points, inputs)``: ``(points, outputs)``; pauses on the way."""
    widest = max(problem.data.inputs, problem.inputs, *(layer.units for layer in problem.layers))
    step = max(1, AT_ONCE // widest)
    parts = []
    for start in range(0, len(points), step):
        with np.errstate(all="ignore"):
            parts.append(problem.predict(params, points[start : start + step]))
        yield
    return np.concatenate(parts)


def score_of(problem: Training, params: Array, fine: bool = True) -> Generator[None, None, Score | None]:
    """How good the model is on all examples; None where that takes long and there is no time."""
    split, layers = problem.split(), problem.layers
    widest = max(layer.units for layer in layers)
    if not fine and (len(split.x) + len(split.test_x)) * widest > FEW:
        return None
    found: list[float | None] = []
    for inputs, targets, labels in (
        (split.x, split.y, split.labels),
        (split.test_x, split.test_y, split.test_labels),
    ):
        if not len(inputs):
            found.append(None)
            continue
        step, parts = max(1, AT_ONCE // widest), []
        with np.errstate(all="ignore"):
            for start in range(0, len(inputs), step):
                parts.append(output_of(layers, params, inputs[start : start + step].astype(params.dtype)))
                yield
            output = np.concatenate(parts)
            if problem.data.classes:
                found.append(float(problem.correct(output, labels)))
            else:
                found.append(float(problem.loss.value(output, targets.astype(params.dtype))))
    train, test = found
    assert train is not None
    return Score(train, test)


def decision(values: Array) -> Array:
    """One number that tells two classes apart at 0.5: the only output, or how much class 1 leads.

    >>> decision(np.array([[[0.2], [0.7]]])).tolist(), decision(np.array([[[0.25, 0.75]]])).tolist()
    ([[0.2, 0.7]], [[0.75]])
    """
    if values.shape[-1] == 1:
        only: Array = values[..., 0]
        return only
    leads: Array = 0.5 + (values[..., 1] - values[..., 0]) / 2
    return leads


def colored(values: Array, painting: Painting) -> Array:
    """The colour of each prediction, ``(..., outputs)`` to ``(..., 4)``; NaN gets the middle's."""
    values = np.nan_to_num(values.astype(np.float64), nan=0.5, posinf=HUGE, neginf=-HUGE)
    if painting.kind == "classes":
        ranked = np.partition(values, -2, axis=-1)
        lead = np.clip(ranked[..., -1] - ranked[..., -2], 0.0, 1.0)
        lead = np.ones_like(lead) if painting.discrete else lead
        strength = np.rint(lead * (STRENGTHS - 1)).astype(np.intp)
        several: Array = painting.scale[values.argmax(axis=-1), strength]
        return several
    if painting.kind == "output":
        share = decision(values)
    else:
        share = (values[..., 0] - painting.low) / (painting.high - painting.low)
    if painting.discrete:
        share = (share > painting.turn).astype(np.float64)
    one: Array = painting.scale[np.rint(np.clip(share, 0.0, 1.0) * (STEPS - 1)).astype(np.intp)]
    return one


def borders(values: Array, across: Array, up: Array, painting: Painting) -> Lines:
    """Where the decision turns: at 0.5, or between classes; for numbers, lines of equal output.

    `values` are ``(len(up), len(across), outputs)``.
    """
    values = np.clip(np.nan_to_num(values.astype(np.float64), nan=0.5), -HUGE, HUGE)
    if painting.kind == "classes":
        return _class_borders(values, across, up)
    if painting.kind == "output":
        return _contours(decision(values), across, up, (0.5,))
    return _contours(values[..., 0], across, up, painting.levels)


def _contours(heights: Array, across: Array, up: Array, levels: tuple[float, ...]) -> Lines:
    generator = contourpy.contour_generator(across, up, heights, line_type=contourpy.LineType.Separate)
    return tuple(line for level in levels for line in cast(list[Array], generator.lines(level)))


def _class_borders(values: Array, across: Array, up: Array) -> Lines:
    """Between each two classes once: where a class and the best of those behind it are level, and lead."""
    classes = values.shape[-1]
    lines: list[Array] = []
    for place in range(classes - 1):
        best = values[..., place + 1 :].max(axis=-1)
        others = values[..., :place].max(axis=-1) if place else np.full(best.shape, -np.inf)
        lead = np.maximum(best, values[..., place]) >= others
        if not lead.any():
            continue
        for line in _contours(values[..., place] - best, across, up, (0.0,)):
            columns = np.rint((line[:, 0] - across[0]) / (across[1] - across[0])).astype(np.intp)
            rows = np.rint((line[:, 1] - up[0]) / (up[1] - up[0])).astype(np.intp)
            lines.extend(_pieces(line, lead[rows, columns]))
    return tuple(lines)


def _pieces(line: Array, kept: Array) -> Iterator[Array]:
    """The stretches of a line whose points are kept, those of two points and more."""
    ends = np.flatnonzero(np.diff(np.concatenate([[False], kept, [False]]).astype(np.int8)))
    for start, stop in zip(ends[::2], ends[1::2], strict=True):
        if stop - start > 1:
            yield line[start:stop]
