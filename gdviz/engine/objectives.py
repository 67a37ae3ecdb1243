"""All losses known in closed form, gathered.

An objective is one frozen class. To add one: subclass `OneParameter` in `curves` or `TwoParameters` in
`surfaces` with a tag, write its loss and its derivatives, and name it in `AnyObjective`; panels, files,
command line and the generic tests find it from there. (A typed `Formula` joins them in `experiment`.)
"""

from __future__ import annotations

from gdviz.base.arrays import Array
from gdviz.engine.curves import CourseSquare, DoubleWell, Parabola, Plateau, RastriginLine
from gdviz.engine.problem import Bounds, Objective, Point, Problem
from gdviz.engine.surfaces import Beale, Bowl, Himmelblau, Rastrigin, Ravine, Rosenbrock, Saddle

AnyObjective = (
    CourseSquare
    | Parabola
    | DoubleWell
    | Plateau
    | RastriginLine
    | Bowl
    | Ravine
    | Rosenbrock
    | Himmelblau
    | Beale
    | Saddle
    | Rastrigin
)

__all__ = [
    "AnyObjective",
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
