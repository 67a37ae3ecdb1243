"""Values set by hand instead of descent, to watch what the moving average makes of them."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar

from gdviz.engine.declare import RuleError, described
from gdviz.engine.problem import Problem


class Scripted(Problem, frozen=True, tag="scripted"):
    """A list of (global_step, value): row i + 1 of the recording holds the i-th of them."""

    title: ClassVar[str] = "Values set by hand"
    place = 2

    values: Annotated[
        tuple[tuple[int, float], ...],
        described(
            "Values", "The list of (global step, value), one for each row.", max_length=10_000, min_length=1
        ),
    ] = ((0, 1.0), (100, 10.0), (100, 10.0), (100, 10.0))

    parameter_names = ("w",)
    start = (0.0,)

    def __post_init__(self) -> None:
        for place, (global_step, value) in enumerate(self.values):
            if not 0 <= global_step <= 1_000_000_000_000:
                raise RuleError("the global step of value {place} must be between 0 and 1e12", place=place)
            if not math.isfinite(value):
                raise RuleError("value {place} must be a finite number", place=place)

    def column(self, start: float, first: int, stop: int) -> list[float]:
        """Rows first..stop-1 of the values: row 0 is the start."""
        values = [value for _, value in self.values[max(first - 1, 0) : max(stop - 1, 0)]]
        return [start, *values] if first == 0 else values
