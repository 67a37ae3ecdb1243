"""Where a model's many parameters become a picture: planes through them, the loss on a plane, paths on it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.training import Training

_BLOCK = 16  # rows whose copies stay in the cache: of thousands at once they take twice as long
_AT_ONCE = 2_000_000  # numbers that one layer may hold while a surface is computed


class Plane(Struct, frozen=True, eq=False):
    """A plane in the space of the parameters: ``origin + x across + y along``.

    `across` and `along` are unit vectors at right angles. `names` are the two parameters that the axes are,
    or empty where the axes are directions of the run; then `share` is how much of the run's movement (its
    squared distances from the origin) lies in the plane, 0 to 1.
    """

    origin: Array
    across: Array
    along: Array
    names: tuple[str, str] | tuple[()] = ()
    share: float = 1.0

    def place(self, params: Array) -> Array:
        """Where parameters ``(..., parameters)`` fall on the plane, at a right angle: ``(..., 2)``."""
        rows = params.reshape(-1, params.shape[-1])
        places = np.empty((len(rows), 2))
        for block, offset in self._offsets(rows):
            places[block, 0], places[block, 1] = offset @ self.across, offset @ self.along
        return places.reshape(*params.shape[:-1], 2)

    def _offsets(self, rows: Array) -> Iterator[tuple[slice, Array]]:
        """How far rows ``(rows, parameters)`` are from the origin, some after the other."""
        for start in range(0, len(rows), _BLOCK):
            block = slice(start, start + _BLOCK)
            yield block, rows[block] - self.origin

    def distance(self, params: Array) -> float:
        """How far parameters ``(parameters,)`` are from the plane, at a right angle."""
        return float(np.linalg.norm(params - self.params(self.place(params))))

    def part_of(self, path: Array) -> float:
        """How much of the movement of rows ``(rows, parameters)`` lies in the plane, 0 to 1; 1 of none."""
        held = float(np.square(self.place(path)).sum())
        whole = sum(float(np.square(offset).sum()) for _, offset in self._offsets(path))
        return held / whole if whole > 0 else 1.0

    def params(self, places: Array) -> Array:
        """The parameters at places ``(..., 2)`` of the plane."""
        at: Array = self.origin + places[..., :1] * self.across + places[..., 1:] * self.along
        return at


def parameter_plane(names: tuple[str, ...], params: Array, first: int, second: int) -> Plane:
    """The plane of two parameters, all others held at `params` ``(parameters,)``.

    Places on it are the two parameters' own values.
    """
    origin = np.array(params, np.float64)
    origin[[first, second]] = 0.0
    axes = np.eye(len(names))
    return Plane(origin, axes[first], axes[second], (names[first], names[second]))


def principal_plane(path: Array, every: Array | None = None) -> Plane:
    """The plane through the end of a run that holds most of its movement (its two principal directions).

    `path` holds the parameters of some rows of the run, the last of them its end, ``(rows, parameters)``. Its
    `share` is that of `every` row, where these are given: the batches of some may always be the same ones.
    Principal component analysis about the end, as in Li et al., "Visualizing the Loss Landscape of Neural
    Nets" (2018), section 7.
    """
    path = np.asarray(path, np.float64)
    origin = path[-1]
    _, sizes, directions = np.linalg.svd(path - origin, full_matrices=False)
    if not sizes.any():  # the run stood still: any plane will do
        axes = np.eye(path.shape[1])
        return Plane(origin, axes[0], axes[1 % path.shape[1]])
    along = directions[1] if len(directions) > 1 else _any_right_angle(directions[0])
    # The start lies to the left and below, whatever sign the decomposition has chosen.
    across = directions[0] * (1.0 if (path[0] - origin) @ directions[0] <= 0 else -1.0)
    along = along * (1.0 if (path[0] - origin) @ along <= 0 else -1.0)
    plane = Plane(origin, across, along)
    return replace(plane, share=plane.part_of(path if every is None else every))


def _any_right_angle(direction: Array) -> Array:
    """A unit vector at a right angle to `direction`."""
    other = np.zeros_like(direction)
    other[int(np.argmin(np.abs(direction)))] = 1.0
    other = other - (other @ direction) * direction
    unit: Array = other / max(float(np.linalg.norm(other)), np.finfo(np.float64).tiny)
    return unit


def total_loss(problem: Training, params: Array, rows: slice | Array | None = None) -> Array:
    """The total loss at parameters ``(..., parameters)`` over the training data, or over some rows of it."""
    split, layers = problem.split(), problem.layers
    x, y = split.x.astype(params.dtype), split.y.astype(params.dtype)
    if rows is not None:
        x, y = x[rows], y[rows]
    points = params.reshape(-1, params.shape[-1])
    widest = max(layer.units for layer in layers)
    step = max(1, _AT_ONCE // (len(x) * widest))
    losses = np.empty(len(points), params.dtype)
    with np.errstate(all="ignore"):
        for start in range(0, len(points), step):
            some = points[start : start + step]
            losses[start : start + step] = problem.loss.value(output_of(layers, some, x), y)
        losses += problem.penalty.value(points, weight_mask(layers, params.dtype))
    return losses.reshape(params.shape[:-1])


def surface(problem: Training, plane: Plane, x: Array, y: Array, rows: slice | Array | None = None) -> Array:
    """The total loss on a plane at the coordinates `x` × `y`: ``(len(y), len(x))``."""
    places = np.stack(np.meshgrid(x, y), axis=-1)
    return total_loss(problem, plane.params(places), rows)
