"""All losses known in closed form, gathered.

An objective is one frozen class. To add one: subclass `OneParameter` in `curves` or `TwoParameters` in
`surfaces` with a tag, and write its loss and its derivatives, or its `formula`; see `kinds`.
"""

from __future__ import annotations

from gdviz.base.arrays import Array
from gdviz.engine.curves import CourseSquare, DoubleWell, Parabola, Plateau, RastriginLine
from gdviz.engine.problem import Bounds, Objective, Point, Problem
from gdviz.engine.surfaces import Beale, Bowl, Himmelblau, Rastrigin, Ravine, Rosenbrock, Saddle

__all__ = [
    "Array",
    "Beale",
    "Bounds",
    "Bowl",
    "CourseSquare",
    "DoubleWell",
    "Himmelblau",
    "Objective",
    "Parabola",
    "Plateau",
    "Point",
    "Problem",
    "Rastrigin",
    "RastriginLine",
    "Ravine",
    "Rosenbrock",
    "Saddle",
]
