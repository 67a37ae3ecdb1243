"""Where a formula of two variables has kinks, jumps or poles: lines and points, each named by its values."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.formula.breaks import bisected, kind_at, suspects
from gdviz.engine.formula.gradient import gradient_of
from gdviz.engine.formula.tape import Tape
from gdviz.engine.formula.tree import Node
from gdviz.engine.landscape import contour_lines, grid_axes
from gdviz.engine.problem import Bounds, BreakKind, BreakLine, Within

GRID = 81  # points along each axis
PARTS = 12  # of a line, each with a kind of its own; fewer where there are many lines
MOST = 60  # such parts
SHRINKS = 50


def break_lines_of(
    root: Node, names: tuple[str, ...], bounds: Bounds, within: Within | None = None
) -> tuple[BreakLine, ...]:
    """The breaks inside `bounds`; of a plane, if `within` takes its points ``(..., 2)`` to all parameters.

    >>> from gdviz.engine.formula.parser import parse_formula
    >>> [each.kind for each in break_lines_of(*parse_formula("1/(w² + b²)"), ((-2, 2), (-2, 2)))]
    ['pole']
    """
    if within is None and len(names) != 2:
        return ()
    within = within or (lambda points: points)
    value, slopes = Tape((root,), names), Tape(gradient_of(root, names), names)
    x, y = grid_axes(bounds, (GRID, GRID))
    ground = np.stack(np.meshgrid(x, y), axis=-1)
    cell = np.array([x[1] - x[0], y[1] - y[0]])
    found: list[BreakLine] = []
    with np.errstate(all="ignore"):
        for part in dict.fromkeys(factor for each in suspects(root) for factor in _factors(each)):
            section = _Section(value, slopes, Tape((part,), names), within, cell)
            values = section.part(ground)
            pieces = [*_lines(values, bounds), *_points(section, ground, values)][: MOST - len(found)]
            for piece, kind in zip(pieces, section.kinds(pieces), strict=True):
                if kind is not None:
                    found.append(BreakLine(kind, piece))
    return tuple(found)


def _factors(part: Node) -> Iterator[Node]:
    """What is zero where `part` is, and changes its sign there if anything does."""
    if part.op in ("*", "neg", "abs", "sqrt") or (part.op == "^" and part.args[1].number > 0):
        for inner in part.args[: 2 if part.op == "*" else 1]:
            yield from _factors(inner)
    elif part.op not in ("number", "constant"):
        yield part


def _lines(values: Array, bounds: Bounds) -> Iterator[Array]:
    """Pieces ``(points, 2)`` of the lines where the values are zero."""
    ((x, y),) = contour_lines(values, bounds, np.zeros(1))
    points = np.column_stack([x, y])
    lines = [line[~np.isnan(line[:, 0])] for line in np.split(points, np.flatnonzero(np.isnan(x)))]
    parts = min(PARTS, max(1, MOST // len(lines)))
    for line in lines:
        ends = np.unique(np.linspace(0, max(len(line) - 1, 0), parts + 1).astype(int))
        for begin, end in itertools.pairwise(ends.tolist()):
            yield line[begin : end + 1]


def _points(section: _Section, ground: Array, values: Array) -> Iterator[Array]:
    """Places ``(1, 2)`` where a part touches zero without crossing it, as w² + b² does."""
    sizes = np.abs(values)
    inner = sizes[1:-1, 1:-1]
    around = [
        sizes[1 + up : GRID - 1 + up, 1 + right : GRID - 1 + right]
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
        if (up, right) != (0, 0)
    ]
    least = np.argwhere(np.all([inner <= other for other in around], axis=0) & np.any(inner < around, axis=0))
    if np.nanmin(values) < 0 < np.nanmax(values):
        return  # its zeros are lines
    for row, column in least[:MOST].tolist():
        middle, reach = ground[row + 1, column + 1], section.cell
        for _ in range(SHRINKS):
            near = middle + reach * np.stack(np.meshgrid(*[np.linspace(-1, 1, 5)] * 2), axis=-1).reshape(
                -1, 2
            )
            middle, reach = near[np.argmin(np.abs(section.part(near)))], reach / 1.6
        if abs(float(section.part(middle[np.newaxis])[0])) <= 1e-9 * float(np.nanmax(sizes)):
            yield np.round(middle, 9)[np.newaxis] + 0.0


class _Section:
    """The formula along a straight line through a break."""

    def __init__(self, value: Tape, slopes: Tape, part: Tape, within: Within, cell: Array) -> None:
        self._value, self._slopes, self._part, self._within, self.cell = value, slopes, part, within, cell

    def part(self, points: Array) -> Array:
        """The part whose zeros are looked at, ``(..., 2)`` to ``(...)``."""
        return np.broadcast_to(np.asarray(self._part(self._within(points))[0], np.float64), points.shape[:-1])

    def kinds(self, pieces: list[Array]) -> Iterator[BreakKind | None]:
        """What is on each piece of a line, seen across its middle; at a point seen along the first axis."""
        if not pieces:
            return
        middles = np.array([(each[(len(each) - 1) // 2] + each[len(each) // 2]) / 2 for each in pieces])
        along = np.array([each[-1] - each[0] for each in pieces]) / self.cell
        across = np.column_stack([-along[:, 1], along[:, 0]])
        across[~along.any(axis=1)] = (1.0, 0.0)
        steps = across / np.hypot(*across.T)[:, np.newaxis] * self.cell
        ends = np.ones(len(pieces))
        crossed = bisected(lambda t: self.part(middles + t[:, np.newaxis] * steps), -ends, ends)
        for piece, middle, step, place in zip(pieces, middles, steps, crossed.tolist(), strict=True):
            if len(piece) == 1:
                yield self._kind(middle, step)
            else:
                yield self._kind(middle + place * step, step) if abs(place) < 0.999 else None

    def _kind(self, place: Array, step: Array) -> BreakKind | None:
        """What is at a place, seen along a step."""
        direction = self._within(np.array([place + step]))[0] - self._within(place[np.newaxis])[0]

        def value(t: Array) -> Array:
            points = self._within(place + t[:, np.newaxis] * step)
            return np.broadcast_to(np.asarray(self._value(points)[0], np.float64), t.shape)

        def slope(t: Array) -> Array:
            parts = self._slopes(self._within(place + t[:, np.newaxis] * step))
            total = sum(float(by) * np.asarray(part) for by, part in zip(direction, parts, strict=True))
            return np.broadcast_to(np.asarray(total, np.float64), t.shape)

        return kind_at(value, slope, 0.0, 1.0)
