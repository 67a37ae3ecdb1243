"""Losses in closed form as Python: the value for every framework, the gradient for NumPy."""

from __future__ import annotations

from gdviz.engine.by_formula import ByFormula
from gdviz.engine.curves import CourseSquare, DoubleWell, Parabola, Plateau, RastriginLine
from gdviz.engine.expressions import filled, filled_gradient
from gdviz.engine.formula import Formula
from gdviz.engine.formula.gradient import gradient_of, inside_out
from gdviz.engine.formula.parser import parse_formula
from gdviz.engine.formula.tree import Node
from gdviz.engine.problem import Problem
from gdviz.engine.surfaces import Beale, Bowl, Himmelblau, Rastrigin, Ravine, Rosenbrock, Saddle, _bowl
from gdviz.export.programs.printer import Written, renamed, written
from gdviz.export.programs.text import identifiers, number


def loss_of(problem: Problem, module: str) -> Written:
    """The loss in the names of the parameters; `module` is ``np``, ``tf`` or ``torch``."""
    if isinstance(problem, Formula):
        root, names = _formula(problem)
        body = written((root,), module)
        missing = [name for name in names if not _holds(root, name)]
        if module != "np" and missing:  # automatic differentiation wants to see every parameter
            zeros = "".join(f" + 0 * {name}" for name in missing)
            return Written(body.before, (body.results[0] + zeros,))
        return body
    if isinstance(problem, ByFormula):
        return written((filled(problem, problem.formula),), module)
    before, value, _ = _known(problem, module)
    return Written(before, (value,))


def gradient_of_loss(problem: Problem) -> Written:
    """The derivative by each parameter, in NumPy."""
    if isinstance(problem, Formula):
        root, names = _formula(problem)
        return written(gradient_of(root, names), "np")
    if isinstance(problem, ByFormula):
        return written(filled_gradient(problem, problem.formula, problem.parameter_names), "np")
    _, _, (before, results) = _known(problem, "np")
    return Written(before, results)


def _formula(problem: Formula) -> tuple[Node, tuple[str, ...]]:
    """A typed loss with its variables called as in the program."""
    root, names = parse_formula(problem.text)
    called = identifiers(names)
    return renamed(root, dict(zip(names, called, strict=True))), called


Known = tuple[tuple[str, ...], str, tuple[tuple[str, ...], tuple[str, ...]]]


def _known(problem: Problem, m: str) -> Known:
    """(lines before the loss, the loss, (lines before the derivatives, the derivatives))."""
    before: tuple[str, ...]
    match problem:
        case CourseSquare():
            return (), f"{m}.square(w + 1)", ((), ("2 * (w + 1)",))
        case Parabola():
            shift = _from("w", problem.minimum_w)
            return (
                (),
                f"{number(0.5 * problem.curvature_w)} * {m}.square({shift})",
                ((), (f"{number(problem.curvature_w)} * ({shift})",)),
            )
        case DoubleWell():
            tilt = number(problem.tilt)
            return (
                (),
                f"{m}.square(w * w - 1) + {tilt} * w",
                ((), (f"4 * (w * w - 1) * w + {tilt}",)),
            )
        case Plateau():
            steepness = number(problem.steepness)
            before = (f"t = {m}.tanh({steepness} * w)",)
            return before, "t * t", (before, (f"2 * t * (1 - t * t) * {steepness}",))
        case RastriginLine():
            return _rastrigin(problem.ripples, ("w",), m)
        case Rastrigin():
            return _rastrigin(problem.ripples, ("x", "y"), m)
        case Bowl():
            return _quadratic(problem)
        case Ravine():
            ratio = number(problem.ratio)
            return (), f"x * x / {ratio} + y * y", ((), (f"2 / {ratio} * x", "2 * y"))
        case Rosenbrock():
            return (
                (),
                f"{m}.square(1 - x) + 100 * {m}.square(y - x * x)",
                (("across = 200 * (y - x * x)",), ("-2 * (1 - x) - 2 * x * across", "across")),
            )
        case Himmelblau():
            before = ("first = x * x + y - 11", "second = x + y * y - 7")
            slopes = ("4 * first * x + 2 * second", "2 * first + 4 * second * y")
            return before, "first * first + second * second", (before, slopes)
        case Beale():
            before = (
                "a = 1.5 - x + x * y",
                "b = 2.25 - x + x * (y * y)",
                "c = 2.625 - x + x * (y * y * y)",
            )
            slopes = (
                "2 * (a * (y - 1) + b * (y * y - 1) + c * (y * y * y - 1))",
                "2 * x * (a + 2 * b * y + 3 * c * y * y)",
            )
            return before, "a * a + b * b + c * c", (before, slopes)
        case Saddle():
            return (), "x * x - y * y", ((), ("2 * x", "-2 * y"))
    raise TypeError(f"no program for the loss {type(problem).__name__}")


def _from(name: str, minimum: float) -> str:
    if minimum == 0:
        return name
    return f"{name} {'-' if minimum > 0 else '+'} {number(abs(minimum))}"


def _rastrigin(ripples: float, names: tuple[str, ...], m: str) -> Known:
    height = number(ripples)
    waves = " + ".join(f"({name} * {name} - {height} * {m}.cos(2 * np.pi * {name}))" for name in names)
    slopes = tuple(f"2 * {name} + {height} * np.sin(2 * np.pi * {name}) * (2 * np.pi)" for name in names)
    return (), f"{number(ripples * len(names))} + {waves}", ((), slopes)


def _quadratic(problem: Bowl) -> Known:
    xx, xy, yy = _bowl(problem.curvature_x, problem.curvature_y, problem.angle)
    before = (f"dx = {_from('x', problem.minimum_x)}", f"dy = {_from('y', problem.minimum_y)}")
    value = f"{number(0.5 * xx)} * dx * dx + {number(0.5 * yy)} * dy * dy"
    slopes = f"{number(xx)} * dx", f"{number(yy)} * dy"
    if xy:
        value += f" + {number(xy)} * dx * dy"
        slopes = f"{slopes[0]} + {number(xy)} * dy", f"{number(xy)} * dx + {slopes[1]}"
    return before, value, (before, slopes)


def _holds(root: Node, name: str) -> bool:
    return any(part.op == "variable" and part.name == name for part in inside_out((root,)))
