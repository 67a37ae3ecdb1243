"""Losses of one parameter."""

from __future__ import annotations

from typing import ClassVar

from gdviz.engine.problem import Array, OneParameter


class CourseSquare(OneParameter, frozen=True, tag="course"):
    """The course's loss ``(w + 1)²``; its gradient is ``2w + 2`` and its curvature 2."""

    title: ClassVar[str] = "(w + 1)²"

    start = (5.0,)
    bounds = ((-8.0, 6.0),)
    minima = ((-1.0,),)
    expression = "(w + 1)²"
    gradient_expressions = ("2w + 2",)

    def loss(self, w: Array) -> Array:
        """``(w + 1)²``."""
        shifted = w + 1
        return shifted * shifted

    def slope(self, w: Array) -> Array:
        """``2 (w + 1)``, in this order as automatic differentiation has it."""
        return 2 * (w + 1)
