"""Losses of two parameters."""

from __future__ import annotations

from typing import ClassVar

from gdviz.engine.problem import Array, TwoParameters


class Rosenbrock(TwoParameters, frozen=True, tag="rosenbrock"):
    """Rosenbrock's valley (1960), ``(1 - x)² + 100 (y - x²)²``: a curved ravine to (1, 1)."""

    title: ClassVar[str] = "Rosenbrock's valley"

    start = (-1.2, 1.0)
    bounds = ((-2.0, 2.0), (-1.0, 3.0))
    minima = ((1.0, 1.0),)
    expression = "(1 − x)² + 100(y − x²)²"
    gradient_expressions = ("−2(1 − x) − 400x(y − x²)", "200(y − x²)")

    def loss(self, x: Array, y: Array) -> Array:
        """``(1 - x)² + 100 (y - x²)²``."""
        along, across = 1 - x, y - x * x
        return along * along + 100 * (across * across)

    def slopes(self, x: Array, y: Array) -> tuple[Array, Array]:
        """``(-2 (1 - x) - 400 x (y - x²), 200 (y - x²))``."""
        across = 200 * (y - x * x)
        return -2 * (1 - x) - 2 * x * across, across
