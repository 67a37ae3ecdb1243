"""Losses in closed form as Python: the value for every framework, the gradient for NumPy."""

from __future__ import annotations

from dataclasses import dataclass

from gdviz.engine.curves import CourseSquare, DoubleWell, Parabola, Plateau, RastriginLine
from gdviz.engine.formula import Formula
from gdviz.engine.formula.gradient import gradient_of, inside_out
from gdviz.engine.formula.parser import parse_formula
from gdviz.engine.formula.tree import Node
from gdviz.engine.problem import Problem
from gdviz.engine.surfaces import Beale, Bowl, Himmelblau, Rastrigin, Ravine, Rosenbrock, Saddle, _bowl
from gdviz.export.programs.text import Lines, number

NUMPY = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "ln": "log",
    "min": "minimum",
    "max": "maximum",
}
TENSORFLOW = {"ln": "math.log", "sigmoid": "sigmoid", "relu": "nn.relu", "min": "minimum", "max": "maximum"}
TORCH = {"ln": "log", "min": "minimum", "max": "maximum"}
NAMES = {"np": NUMPY, "tf": TENSORFLOW, "torch": TORCH}  # what our functions are called there


@dataclass(frozen=True)
class Written:
    """A function's body: what is computed first, and the results."""

    before: tuple[str, ...]
    results: tuple[str, ...]

    @property
    def value(self) -> Lines:
        """The body of a function that gives one number."""
        return [*self.before, f"return {self.results[0]}"]

    @property
    def vector(self) -> Lines:
        """The body of a function that gives an array of numbers."""
        return [*self.before, f"return np.array([{', '.join(self.results)}], real)"]


def loss_of(problem: Problem, module: str) -> Written:
    """The loss in the names of the parameters; `module` is ``np``, ``tf`` or ``torch``."""
    if isinstance(problem, Formula):
        root, names = parse_formula(problem.text)
        written = _written((root,), module)
        missing = [name for name in names if not _holds(root, name)]
        if module != "np" and missing:  # automatic differentiation wants to see every parameter
            zeros = "".join(f" + 0 * {name}" for name in missing)
            return Written(written.before, (written.results[0] + zeros,))
        return written
    before, value, _ = _known(problem, module)
    return Written(before, (value,))


def gradient_of_loss(problem: Problem) -> Written:
    """The derivative by each parameter, in NumPy."""
    if isinstance(problem, Formula):
        root, names = parse_formula(problem.text)
        return _written(gradient_of(root, names), "np")
    _, _, (before, results) = _known(problem, "np")
    return Written(before, results)


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


# -- typed formulas ------------------------------------------------------------------------------------------

LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}  # what binds more strongly has a higher level
ATOM = 5


def _holds(root: Node, name: str) -> bool:
    return any(part.op == "variable" and part.name == name for part in inside_out((root,)))


def _written(roots: tuple[Node, ...], module: str) -> Written:
    """Trees as Python; what occurs several times gets a name."""
    parts = inside_out(roots)
    uses: dict[Node, int] = dict.fromkeys(parts, 0)
    for part in parts:
        for arg in part.args:
            uses[arg] += 1
    texts: dict[Node, tuple[str, int]] = {}
    before: list[str] = []
    for part in parts:
        text, level = _piece(part, texts, module)
        if part.args and (uses[part] > 1 or len(text) > 60):
            before.append(f"t{len(before) + 1} = {text}")
            text, level = f"t{len(before)}", ATOM
        texts[part] = text, level
    return Written(tuple(before), tuple(texts[root][0] for root in roots))


def _piece(part: Node, texts: dict[Node, tuple[str, int]], module: str) -> tuple[str, int]:
    if part.op == "number":
        return number(part.number), (3 if part.number < 0 else ATOM)
    if part.op == "constant":
        return f"np.{part.name}", ATOM
    if part.op == "variable":
        return part.name, ATOM
    args = [texts[arg] for arg in part.args]
    if part.op == "neg":
        return f"-{_inside(args[0], 3)}", 3
    if part.op == "^":
        exponent = part.args[1]
        if exponent.op == "number" and exponent.number == 2 and part.args[0].op != "constant":
            return f"{module}.square({args[0][0]})", ATOM
        return f"{_inside(args[0], ATOM)} ** {_inside(args[1], ATOM)}", 4
    if part.op in LEVELS:
        level = LEVELS[part.op]
        closer = level + (part.op in "-/")
        return f"{_inside(args[0], level)} {part.op} {_inside(args[1], closer)}", level
    return _call(part, [text for text, _ in args], module), ATOM


def _inside(piece: tuple[str, int], level: int) -> str:
    text, own = piece
    return text if own >= level else f"({text})"


def _call(part: Node, args: list[str], module: str) -> str:
    """A function of its arguments; a framework's functions want tensors, numbers alone must become some."""
    op = part.op
    if module == "np":
        if op == "sigmoid":
            return f"(1 / (1 + np.exp(-({args[0]}))))"
        if op == "relu":
            return f"np.maximum({args[0]}, 0)"
        if op == "at_least":
            return f"np.heaviside({args[0]} - ({args[1]}), real(1))"
    else:
        make = {"tf": "tf.constant({}, real)", "torch": "torch.tensor({}, dtype=real)"}[module]
        constant = [all(each.op != "variable" for each in inside_out((arg,))) for arg in part.args]
        args = [make.format(arg) if fixed else arg for arg, fixed in zip(args, constant, strict=True)]
    if module == "tf" and op in ("log2", "log10"):
        return f"(tf.math.log({args[0]}) / np.log({op.removeprefix('log')}))"
    return f"{module}.{NAMES[module].get(op, op)}({', '.join(args)})"
