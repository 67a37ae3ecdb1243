"""Loss functions of one or two parameters, with value, gradient, domain and known minima.

An objective is one frozen class. To add one: subclass `Objective` with a tag, write `value` and `gradient`
over the last axis of an array of any leading shape, and name it in `AnyObjective`.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from gdviz.engine.declare import Declared

Array = NDArray[np.floating[Any]]
Bounds = tuple[tuple[float, float], ...]
Point = tuple[float, ...]


class Problem(Declared, frozen=True, tag_field="kind"):
    """What a run works on."""

    title: ClassVar[str] = ""


class Objective(Problem, frozen=True):
    """A loss of one parameter ``w`` or two, ``x`` and ``y``, known in closed form."""

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """``("w",)`` or two names."""
        raise NotImplementedError

    @property
    def start(self) -> Point:
        """Where a run begins if the experiment says nothing."""
        raise NotImplementedError

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
        """The loss as mathematics, e.g. ``(w + 1)²``."""
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

    def curvature(self, point: Point) -> float | None:
        """The largest eigenvalue of the Hessian at `point` in size (L of 2/L); None where there is none."""
        return _largest_curvature(self, np.asarray(point, np.float64))


def _largest_curvature(objective: Objective, point: Array) -> float | None:
    """By central differences of the analytic gradient, with the step that balances the two errors."""
    h = np.cbrt(np.finfo(np.float64).eps) * np.maximum(1.0, np.abs(point))
    steps = np.diag(h)
    with np.errstate(all="ignore"):
        rows = (objective.gradient(point + steps) - objective.gradient(point - steps)) / (2 * h[:, None])
    if not np.all(np.isfinite(rows)):
        return None
    return float(np.max(np.abs(np.linalg.eigvalsh((rows + rows.T) / 2))))


class CourseSquare(Objective, frozen=True, tag="course"):
    """The course's loss ``(w + 1)²``; its gradient is ``2w + 2`` and its curvature 2."""

    title: ClassVar[str] = "(w + 1)²"

    parameter_names = ("w",)
    start = (5.0,)
    bounds = ((-8.0, 6.0),)
    minima = ((-1.0,),)
    expression = "(w + 1)²"
    gradient_expressions = ("2w + 2",)

    def value(self, params: Array) -> Array:
        """``(w + 1)²``."""
        return np.square(params[..., 0] + 1)

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """``2 (w + 1)``, in this order as automatic differentiation has it."""
        out = np.add(params, 1, out=out)
        return np.multiply(out, 2, out=out)


class Rosenbrock(Objective, frozen=True, tag="rosenbrock"):
    """Rosenbrock's valley (1960), ``(1 - x)² + 100 (y - x²)²``: a curved ravine to (1, 1)."""

    title: ClassVar[str] = "Rosenbrock's valley"

    parameter_names = ("x", "y")
    start = (-1.2, 1.0)
    bounds = ((-2.0, 2.0), (-1.0, 3.0))
    minima = ((1.0, 1.0),)
    expression = "(1 − x)² + 100(y − x²)²"
    gradient_expressions = ("−2(1 − x) − 400x(y − x²)", "200(y − x²)")

    def value(self, params: Array) -> Array:
        """``(1 - x)² + 100 (y - x²)²``."""
        x, y = params[..., 0], params[..., 1]
        return np.square(1 - x) + 100 * np.square(y - x * x)

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """``(-2 (1 - x) - 400 x (y - x²), 200 (y - x²))``."""
        out = np.empty_like(params) if out is None else out
        x, y = params[..., 0], params[..., 1]
        across = 200 * (y - x * x)
        out[..., 0] = -2 * (1 - x) - 2 * x * across
        out[..., 1] = across
        return out


AnyObjective = CourseSquare | Rosenbrock
