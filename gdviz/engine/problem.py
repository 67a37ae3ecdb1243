"""What a run works on: the base of all losses known in closed form.

The losses themselves stand in `curves` (of one parameter), `surfaces` (of two) and `formula` (typed).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared

Bounds = tuple[tuple[float, float], ...]
Point = tuple[float, ...]
Within = Callable[[Array], Array]


BreakKind = Literal["kink", "cusp", "vertical", "jump", "pole"]
TORN = ("jump", "pole")  # kinds beside which a loss has nothing to join; a cusp is a kink of vertical slopes
ROUNDING = 1e-9  # of a gradient: far more than its digits vary
NOISE = 1e-12  # of a loss, in its gradient: so much is left of what goes against itself there
BESIDE = 1e-6  # of the curvatures along two axes: as good as none between them
SAID = (("start",), ("bounds",), ("expression",), ("gradient_expressions",))  # what views and forms write


class Break(Struct, frozen=True):
    """Where a loss of one parameter is not smooth: its slope jumps or is infinite, or its value is."""

    kind: BreakKind
    at: float


class BreakLine(Struct, frozen=True, eq=False):
    """Where a loss of two parameters is not smooth: a line through `points` ``(points, 2)``, or one point."""

    kind: BreakKind
    points: Array


class Problem(Declared, frozen=True, tag_field="kind"):
    """What a run works on."""

    title: ClassVar[str] = ""
    steady_rate: ClassVar[float | None] = None  # with which a run gets down where usual rates fly apart
    place: ClassVar[int] = 0  # where it stands among its kinds; equal ones as they are defined

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """A name for each parameter."""
        raise NotImplementedError

    @property
    def start(self) -> Point:
        """Where a run begins if the experiment says nothing."""
        raise NotImplementedError

    def start_from(self, seed: int) -> Point:
        """Where a run with this seed begins if the experiment says nothing."""
        return self.start


class Objective(Problem, frozen=True):
    """A loss of one parameter ``w`` or two, ``x`` and ``y``, known in closed form.

    `value` and `gradient` work over the last axis of an array of any leading shape, in the precision of the
    array: a point of a batch has, to the last bit, the value that it has alone.
    """

    required: ClassVar[tuple[tuple[str, ...], ...]] = (("parameter_names",), ("value",), ("gradient",), *SAID)

    @property
    def bounds(self) -> Bounds:
        """The part of the domain worth showing, (low, high) for each parameter."""
        raise NotImplementedError

    @property
    def minima(self) -> tuple[Point, ...]:
        """The known minima, none if they are not known."""
        return ()

    @property
    def expression(self) -> str:
        """The loss as mathematics, with the numbers put in, e.g. ``(w + 1)²``."""
        raise NotImplementedError

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """The derivative by each parameter as mathematics, e.g. ``2w + 2``."""
        raise NotImplementedError

    def value(self, params: Array) -> Array:
        """The loss at `params`, shape ``(..., parameters)`` to shape ``(...)``."""
        raise NotImplementedError

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """The gradient at `params`, of the same shape, written into `out` where it is given."""
        raise NotImplementedError

    def exact_hessians(self, params: Array) -> Array | None:
        """The second derivatives at `params` ``(points, parameters)``, known otherwise than by differences:
        ``(points, parameters, parameters)``; None where they are not. At a kink they may be anything."""
        return None

    def breaks(self, low: float, high: float) -> tuple[Break, ...]:
        """Where the loss of one parameter has a kink, a jump or a pole between `low` and `high`, rising."""
        return ()

    def break_lines(self, bounds: Bounds, within: Within | None = None) -> tuple[BreakLine, ...]:
        """Where the loss of two parameters has kinks, jumps or poles inside `bounds`.

        Of more parameters in a plane: `within` takes its points ``(..., 2)`` to all of them.
        """
        return ()

    def curvature(self, point: Point) -> float | None:
        """The largest eigenvalue of the Hessian at `point` in size (L of 2/L); None where there is none."""
        return largest_curvature(self, np.asarray(point, np.float64))


def hessians(objective: Objective, params: Array) -> Array:
    """The Hessian at each of `params` ``(points, parameters)``, by central differences of the gradient, or as
    the objective knows it where these may differ from it by so much.

    NaN where the loss has no finite curvature, as at a kink: there a difference over a length that is eight
    times as small is eight times as large.

    The length balances the rounding error against the truncation error; about 10 digits are right. Far from
    zero it grows more slowly than the numbers: around 273.15 a landscape may be as wide as around 0.
    """
    size = np.maximum(1.0, np.abs(params))[:, :, np.newaxis]
    h = np.cbrt(np.finfo(np.float64).eps) * np.maximum(np.sqrt(size), 1e-3 * size)
    steps, around = h * np.eye(params.shape[1]), params[:, np.newaxis, :]
    with np.errstate(all="ignore"):
        ends = objective.gradient(around + steps), objective.gradient(around - steps)
        near = (ends[0] - ends[1]) / (2 * h)
        far = (objective.gradient(around + 8 * steps) - objective.gradient(around - 8 * steps)) / (16 * h)
        level = np.abs(objective.value(params))[:, np.newaxis, np.newaxis]
        rounding = (ROUNDING * (np.abs(ends[0]) + np.abs(ends[1])) + NOISE * level) / h
        along = np.sqrt(np.abs(np.diagonal(near, axis1=1, axis2=2)))
        rounding += BESIDE * along[:, :, np.newaxis] * along[:, np.newaxis, :] * (1 - np.eye(params.shape[1]))
        exact = objective.exact_hessians(params)
        kink = (np.abs(near) > 2 * np.abs(far) + rounding).any(axis=(1, 2), keepdims=True)
        if exact is not None:  # |w²| is as smooth as w², but not by the chain rule
            near = np.where(np.abs(exact - near) <= np.abs(near - far) + rounding, exact, near)
    found: Array = np.where(kink, np.nan, (near + np.swapaxes(near, 1, 2)) / 2)
    return found


def hessian(objective: Objective, point: Array) -> Array | None:
    """The Hessian at `point` ``(parameters,)``, as `hessians` has it; None where there is none."""
    (found,) = hessians(objective, np.asarray(point, np.float64)[np.newaxis])
    return found if np.isfinite(found).all() else None


def largest_curvature(objective: Objective, point: Array) -> float | None:
    """The largest eigenvalue of the Hessian in size."""
    found = hessian(objective, point)
    return None if found is None else float(np.max(np.abs(np.linalg.eigvalsh(found))))


class OneParameter(Objective, frozen=True):
    """A loss of ``w``: a subclass writes `loss` and `slope`, on a number or an array of any shape.

    At a single point they get a NumPy scalar, whose arithmetic costs a sixth of that of an array with one
    element and rounds the same.
    """

    required: ClassVar[tuple[tuple[str, ...], ...]] = (("loss",), ("slope",), *SAID)
    parameter_names = ("w",)

    def loss(self, w: Array) -> Array:
        """The loss at each `w`, of its shape and precision."""
        raise NotImplementedError

    def slope(self, w: Array) -> Array:
        """The derivative at each `w`, of its shape and precision."""
        raise NotImplementedError

    def value(self, params: Array) -> Array:
        """The loss at `params`, shape ``(..., 1)`` to shape ``(...)``."""
        return self.loss(params[..., 0][()])

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """The gradient at `params`, of the same shape, written into `out` where it is given."""
        if out is None:
            out = np.empty_like(params)
        if params.ndim == 1:  # a step of a run: numbers instead of arrays, and quicker by half
            out[0] = self.slope(params[0])
        else:
            out[..., 0] = self.slope(params[..., 0])
        return out


class TwoParameters(Objective, frozen=True):
    """A loss of ``x`` and ``y``: a subclass writes `loss` and `slopes`, on numbers or arrays of any shape."""

    required: ClassVar[tuple[tuple[str, ...], ...]] = (("loss",), ("slopes",), *SAID)
    parameter_names = ("x", "y")

    def loss(self, x: Array, y: Array) -> Array:
        """The loss at each (x, y), of their shape and precision."""
        raise NotImplementedError

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """The derivatives by x and by y at each (x, y), each of their shape and precision."""
        raise NotImplementedError

    def value(self, params: Array) -> Array:
        """The loss at `params`, shape ``(..., 2)`` to shape ``(...)``."""
        return self.loss(params[..., 0][()], params[..., 1][()])

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """The gradient at `params`, of the same shape, written into `out` where it is given."""
        if out is None:
            out = np.empty_like(params)
        if params.ndim == 1:  # as above
            out[0], out[1] = self.slopes(params[0], params[1])
        else:
            out[..., 0], out[..., 1] = self.slopes(params[..., 0], params[..., 1])
        return out
