"""A loss that the user types, with its gradient found symbolically.

The text is read by a grammar of our own (`parser`), the gradient found on the tree (`gradient`), both written
as mathematics (`notation`) and evaluated by NumPy (`tape`). Nothing typed ever reaches Python's `eval`, and
lengths, levels and numbers are bounded before any work is done.
"""

from __future__ import annotations

import functools
from typing import Annotated, ClassVar

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.declare import RuleError, described, ranged
from gdviz.engine.formula.break_lines import break_lines_of
from gdviz.engine.formula.breaks import breaks_of, gaps_of
from gdviz.engine.formula.formula_error import MESSAGES, MOST_CHARACTERS, FormulaError
from gdviz.engine.formula.formula_text import parse_formula, reading_of, write
from gdviz.engine.formula.gradient import gradient_of, slope_of
from gdviz.engine.formula.tape import Tape
from gdviz.engine.objectives import Bounds, Objective, Point
from gdviz.engine.problem import Break, BreakLine, Within

__all__ = ["MESSAGES", "Compiled", "Formula", "FormulaError", "compiled"]


STARTS = (0.9, 0.8, 0.7, 0.6, 0.55, 0.75, 0.65, 0.85)  # parts of the picture's width, one a parameter


class Compiled(Struct, frozen=True):
    """A formula ready for use: its parameters, tapes and mathematics."""

    names: tuple[str, ...]
    value: Tape
    gradient: Tape
    expression: str
    gradient_expressions: tuple[str, ...]
    left_out: tuple[str, ...]  # what stands behind it and is not read, such as "x > 0"


@functools.lru_cache(maxsize=64)
def compiled(text: str) -> Compiled:
    """Read a formula. Raises FormulaError, which names the place and the trouble.

    >>> compiled("(w + 1)^2").gradient_expressions
    ('2(w + 1)',)
    """
    root, names, left_out = reading_of(text)
    gradient = gradient_of(root, names)
    return Compiled(
        names,
        Tape((root,), names),
        Tape(gradient, names),
        write(root),
        tuple(write(slope_of(root, name)) for name in names),
        left_out,
    )


@functools.lru_cache(maxsize=64)
def hessian_tape(text: str) -> Tape:
    """What finds the second derivatives of a formula, row by row of its Hessian."""
    root, names, _ = reading_of(text)
    return Tape(
        tuple(bend for slope in gradient_of(root, names) for bend in gradient_of(slope, names)), names
    )


class Formula(Objective, frozen=True, tag="formula"):
    """A loss typed by the user, of any letters; see `parser`."""

    title: ClassVar[str] = "Your own formula"
    place = 1

    text: Annotated[
        str,
        described(
            "Formula",
            "The loss, as it is written on a blackboard: f(x, y) = sin 3x cos 2y + (x² + y²)/8. Any letters, "
            "with an index too, are variables; ln and log are natural, lg is to base 10, and e is the "
            "number. LaTeX is read as well.",
            max_length=MOST_CHARACTERS,
        ),
    ] = "w²/4 + sin 2w"
    low: Annotated[
        float,
        ranged("From", "Where the picture begins, on each axis.", ge=-1e6, le=1e6, slider=(-10.0, 0.0)),
    ] = -2.0
    high: Annotated[
        float, ranged("To", "Where the picture ends, on each axis.", ge=-1e6, le=1e6, slider=(0.0, 10.0))
    ] = 4.0

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise RuleError("the picture must end beyond its beginning: 'high' must be above 'low'")
        compiled(self.text)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The variables of the formula."""
        return compiled(self.text).names

    @property
    def start(self) -> Point:
        """A point well inside the picture, away from its middle."""
        width = self.high - self.low
        return tuple(self.low + part * width for part in STARTS[: len(self.parameter_names)])

    @property
    def bounds(self) -> Bounds:
        """``(low, high)`` for each parameter."""
        return ((self.low, self.high),) * len(self.parameter_names)

    @property
    def expression(self) -> str:
        """The formula as mathematics."""
        return compiled(self.text).expression

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """The symbolic derivatives as mathematics."""
        return compiled(self.text).gradient_expressions

    @property
    def left_out(self) -> tuple[str, ...]:
        """What stands behind the formula and is not read, such as "x > 0"."""
        return compiled(self.text).left_out

    def value(self, params: Array) -> Array:
        """The formula at `params`, ``(..., parameters)`` to ``(...)``; NaN where it is not defined."""
        (value,) = compiled(self.text).value(params)
        if hasattr(value, "dtype") and getattr(value, "ndim", 1) >= params.ndim - 1:
            found: Array = value
            return found
        return np.full(params.shape[:-1], value, params.dtype)  # of a formula that chooses a number

    def gradient(self, params: Array, out: Array | None = None) -> Array:
        """The symbolic gradient at `params`, of the same shape, written into `out` where it is given."""
        out = np.empty_like(params) if out is None else out
        for place, part in enumerate(compiled(self.text).gradient(params)):
            out[..., place] = part
        return out

    def exact_hessians(self, params: Array) -> Array:
        """By the chain rule, twice."""
        points, count = params.shape
        found = np.stack([np.broadcast_to(part, points) for part in hessian_tape(self.text)(params)], axis=-1)
        return found.reshape(points, count, count)

    def breaks(self, low: float, high: float) -> tuple[Break, ...]:
        """Where the formula of one variable has a kink, a jump or a pole between `low` and `high`."""
        names = self.parameter_names
        return breaks_of(parse_formula(self.text)[0], names[0], low, high) if len(names) == 1 else ()

    def break_lines(self, bounds: Bounds, within: Within | None = None) -> tuple[BreakLine, ...]:
        """Where the formula of two variables, or in a plane, has kinks, jumps or poles inside `bounds`."""
        return break_lines_of(*parse_formula(self.text), bounds, within)

    def gaps(self, low: float, high: float) -> tuple[tuple[float, float], ...]:
        """Where the formula of one variable has no value between `low` and `high`: each gap from and to."""
        names = self.parameter_names
        return gaps_of(parse_formula(self.text)[0], names[0], low, high) if len(names) == 1 else ()

    def curvature(self, point: Point) -> float | None:
        """As of every objective; None where the formula has no value."""
        with np.errstate(all="ignore"):
            defined = np.isfinite(self.value(np.asarray(point, np.float64)))
        return super().curvature(point) if defined else None
