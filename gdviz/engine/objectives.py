"""All losses known in closed form, gathered.

An objective is one frozen class. To add one: subclass `OneParameter` in `curves` or `TwoParameters` in
`surfaces` with a tag, write its loss and its derivatives, and name it in `AnyObjective`; panels, files, command line and
the generic tests find it from there. (Its module imports its base from `problem`, not from here.)
"""

from __future__ import annotations

from gdviz.engine.curves import CourseSquare
from gdviz.engine.problem import Array, Bounds, Objective, Point, Problem
from gdviz.engine.surfaces import Rosenbrock

AnyObjective = CourseSquare | Rosenbrock

__all__ = ["AnyObjective", "Array", "Bounds", "CourseSquare", "Objective", "Point", "Problem", "Rosenbrock"]
