"""Losses in closed form that are written as a formula: derivatives, mathematics and programs follow.

They take three to five times as long as one whose derivative is written out (see `curves` and `surfaces`).
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.expressions import filled, filled_gradient, value_like
from gdviz.engine.formula.break_lines import break_lines_of
from gdviz.engine.formula.breaks import breaks_of
from gdviz.engine.formula.formula_text import write
from gdviz.engine.problem import Bounds, Break, BreakLine, Objective, OneParameter, TwoParameters, Within

SAID = (("start",), ("bounds",), ("formula", "expression"), ("formula", "gradient_expressions"))


class ByFormula(Objective, frozen=True):
    """A loss that is written as a formula."""

    formula: ClassVar[str] = ""  # of the parameters and the fields; see `expressions`

    @property
    def expression(self) -> str:
        """The formula as mathematics."""
        return write(filled(self, self.formula))

    @property
    def gradient_expressions(self) -> tuple[str, ...]:
        """Its derivatives as mathematics."""
        return tuple(map(write, filled_gradient(self, self.formula, self.parameter_names)))


class CurveByFormula(ByFormula, OneParameter, frozen=True):
    """A loss of ``w``. A kind below it also says its `start`, and its `bounds` and `minima`."""

    given: ClassVar = {"formula": ("w",)}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "loss"), ("formula", "slope"), *SAID)

    def loss(self, w: Array) -> Array:
        """The formula."""
        return value_like(filled(self, self.formula), {"w": w}, np.asarray(w))[()]

    def breaks(self, low: float, high: float) -> tuple[Break, ...]:
        """Where the formula has a kink, a jump or a pole between `low` and `high`."""
        return breaks_of(filled(self, self.formula), "w", low, high)

    def slope(self, w: Array) -> Array:
        """Its derivative."""
        (root,) = filled_gradient(self, self.formula, self.parameter_names)
        return value_like(root, {"w": w}, np.asarray(w))[()]


class SurfaceByFormula(ByFormula, TwoParameters, frozen=True):
    """A loss of ``x`` and ``y``. A kind below it also says its `start`, and its `bounds` and `minima`."""

    given: ClassVar = {"formula": ("x", "y")}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "loss"), ("formula", "slopes"), *SAID)

    def loss(self, x: Array, y: Array) -> Array:
        """The formula."""
        return value_like(filled(self, self.formula), {"x": x, "y": y}, np.asarray(x))[()]

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Its derivatives."""
        by_x, by_y = filled_gradient(self, self.formula, self.parameter_names)
        values, like = {"x": x, "y": y}, np.asarray(x)
        return value_like(by_x, values, like)[()], value_like(by_y, values, like)[()]

    def break_lines(self, bounds: Bounds, within: Within | None = None) -> tuple[BreakLine, ...]:
        """Where the formula has kinks, jumps or poles inside `bounds`."""
        return break_lines_of(filled(self, self.formula), self.parameter_names, bounds)
