"""Random formulas: whatever is typed is a formula or a sentence, shown truly, with the right gradient.

Half are texts of any characters, or of the parts that formulas have in no sensible order: they may raise
FormulaError and nothing else. Half are drawn as trees. Their value and gradient are compared with complex
steps (Squire and Trapp 1998) through an evaluation of our own, and what is shown as mathematics is read back.
"""

import cmath
import math
import operator
import random

import numpy as np

from gdviz.engine.formula import FormulaError, compiled
from gdviz.engine.formula.parser import MOST_CHARACTERS, parse_formula
from gdviz.engine.formula.tape import Tape
from gdviz.engine.formula.tree import FUNCTIONS, Node

PIECES = [
    *("w", "x", "y", "w1", "w2", "w₁", "pi", "π", "e", "(", ")", "[", "}", "|", ",", "，", "、", "=", ";"),
    *("+", "-", "−", "*", "**", "^", "/", "÷", "×", "·", "²", "³", "⁻¹", "⁻", "⁰", "√", " ", "\n", "\u202f"),
    *(
        "0",
        "1",
        "2",
        "10",
        "0.5",
        ".5",
        "2.",
        "1e300",
        "1e-300",
        "3e-5",
        "1e400",
        "12345678",
        "９",
        "\0",
        "½",
    ),
    *FUNCTIONS,
    *("log", "sgn", "arcsin", "lambda", "__class__", "𝑥", "\u202e", "=>", "θ", "lg", "step", "if", "then"),
    *("else", "且", "<", "≤", "⌊", "⌉", "\\frac", "\\begin{cases}", "\\\\", "&", "f(x) =", "_", "；", "。"),
]
NUMBERS = ["0", "1", "2", "3", "10", "0.5", "1.5", "7", "100", "0.1", "12345678", "0.333333333333333"]
ODD_NUMBERS = ["1e300", "1e-300", "3e-5", "2.5e-7", "1e20", "4e15", "1e155", "0.00012", "1234567.891"]
EXPONENTS = [
    "2",
    "3",
    "-1",
    "0.5",
    "-2",
    "1",
    "0",
    "1.5",
    "(1/3)",
    "-0.5",
    "4",
    "7",
    "99",
    "100",
    "3e-5",
    "1e-9",
]
ONE_ARGUMENT = [name for name, count in FUNCTIONS.items() if count == 1]
STEP = 1e-40  # of the complex step: nothing is subtracted, so it may be as small as it likes
TINY = 4e-16  # how far a point is moved to see how much its last digit matters
FAR = 1e6  # an angle of which the last digits are seen in its sine
SMALL = (
    "sign",
    "abs",
    "max",
    "min",
    "relu",
    "at_least",
    "above",
)  # their kinks lie where the difference of two values is 0
SIMPLE = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "neg": lambda a, _: -a,
    "if": lambda a, _: a,
}
EXTREME = 1e150  # beyond it, or below its reciprocal, the next product may be past all numbers


def check(chance: random.Random) -> None:
    """One formula. Raises AssertionError, or whatever should not have been raised."""
    if chance.random() < 0.5:
        check_text(any_text(chance))
    else:
        names = chance.choice([("w",), ("x", "y"), ("w1", "w2"), ("a", "b", "θ0")])
        check_tree(
            f"{tree(chance, names, chance.randint(1, 4))} + 0{'0'.join(f'{n} + ' for n in names)}0", chance
        )


def any_text(chance: random.Random) -> str:
    """Characters, or parts of formulas, or a formula that a hand has slipped in."""
    kind = chance.random()
    if kind < 0.2:
        return "".join(
            chr(chance.choice([chance.randrange(128), chance.randrange(0xD800)])) for _ in range(20)
        )
    if kind < 0.6:
        return "".join(chance.choices(PIECES, k=chance.choice([3, 6, 12, 40, 200])))
    text = list(tree(chance, ("x", "y"), chance.randint(1, 4)))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text) + 1)
        text[place : place + chance.randint(0, 2)] = chance.choice(["", *PIECES])
    return "".join(text)


def check_text(text: str) -> None:
    """A formula or a sentence about a place in the text."""
    try:
        found = compiled(text)
    except FormulaError as error:
        start, stop = error.place
        assert 0 <= start <= stop <= len(text), (text, error.place)
        assert len(str(error)) < 300, text
    else:
        assert found.names, text


def tree(chance: random.Random, names: tuple[str, ...], depth: int) -> str:
    """A formula of some levels, as a person may write it."""
    if depth == 0 or chance.random() < 0.1:
        kind = chance.random()
        if kind < 0.6:
            return chance.choice(names)
        return chance.choice(["π", "e", *NUMBERS] if kind < 0.95 else ODD_NUMBERS)
    inner = tree(chance, names, depth - 1)
    kind = chance.randrange(7)
    if kind == 0:
        return f"{chance.choice(ONE_ARGUMENT)}({inner})"
    if kind == 1:
        return f"({inner})^{chance.choice(EXPONENTS)}"
    if kind == 2:
        return f"-({inner})"
    other = tree(chance, names, depth - 1)
    if kind == 3 and chance.random() < 0.3:
        return f"{chance.choice(['min', 'max'])}({inner}, {other})"
    if kind == 4 and chance.random() < 0.1:
        sign = chance.choice(["<", ">", "≤", "≥"])
        return f"(if {inner} {sign} {other} then {other} else {tree(chance, names, depth - 1)})"
    if kind == 4 and chance.random() < 0.2:
        return f"({inner})^({other})"
    return f"({inner}) {chance.choice('+-*/')} ({other})"


def check_tree(text: str, chance: random.Random) -> None:
    """Its value, its gradient and what is shown of both, at some points."""
    try:
        found = compiled(text)
    except FormulaError as error:
        assert error.code in ("too_large", "undefined", "too_long", "too_many"), (text, error)
        return
    points = np.array([[coordinate(chance) for _ in found.names] for _ in range(3)])
    with np.errstate(all="ignore"):
        at = Points(text, found.names, points)
        parts = sampled(found.value, at.near) + sampled(found.gradient, at.near)
        if "e300" not in text and "e-300" not in text:  # else the complex step is lost in such numbers
            for place, part in enumerate(parts[1:]):
                check_gradient(at, place, parts[0], part)
        for shown, part in zip((found.expression, *found.gradient_expressions), parts, strict=True):
            check_shown(at, shown, part)


class Points:
    """Where a formula is looked at: some points, each with others in its last digits beside it."""

    def __init__(self, text: str, names: tuple[str, ...], points: np.ndarray) -> None:
        self.text, self.names, self.points = text, names, points
        self.root, _ = parse_formula(text)
        moved = 1 + TINY * np.array([0, -3, 3])  # a result that differs between them is not to be compared
        self.near = points[:, np.newaxis] * moved[:, np.newaxis]
        self._steps: dict[tuple[int, int, int], tuple[float, float, float] | None] = {}

    def step(self, point: int, beside: int, place: int) -> tuple[float, float, float] | None:
        """The complex step there, by one parameter."""
        key = point, beside, place
        if key not in self._steps:
            self._steps[key] = complex_step(self.root, self.names, self.near[point, beside].tolist(), place)
        return self._steps[key]

    def lost(self, point: int) -> float:
        """What a derivative may lose in sums as of 1/y² − 1/y² near 0, which none of its values tells of."""
        sizes = np.abs(self.points[point])
        return float(1e-15 * max(sizes.max(), 1 / sizes.min()) ** 3)


def sampled(tape: Tape, near: np.ndarray) -> list[np.ndarray]:
    """Each value of a tape at and beside points, ``(points, 3)``."""
    return [np.broadcast_to(np.asarray(each, float), near.shape[:2]) for each in tape(near)]


def coordinate(chance: random.Random) -> float:
    """Mostly near 1, of either sign, now and then far away or close to 0."""
    size = chance.uniform(0.1, 3) if chance.random() < 0.9 else 10 ** chance.uniform(-6, 6)
    return size * chance.choice([1, 1, -1])


# -- gradients -----------------------------------------------------------------------------------------------


def check_gradient(at: Points, place: int, values: np.ndarray, gradient: np.ndarray) -> None:
    """Value and gradient against complex steps, where both are defined and the formula is smooth."""
    for point in np.flatnonzero(np.isfinite(values[:, 0]) & np.isfinite(gradient[:, 0])):
        expected = [at.step(point, beside, place) for beside in range(at.near.shape[1])]
        if None in expected:
            continue
        lost = expected[0][2]
        slopes, value, slope = [each for _, each, _ in expected], values[point, 0], gradient[point, 0]
        loose = 1e-9 + lost + 1e-7 * abs(slopes[0]) + 1e3 * (max(slopes) - min(slopes)) + at.lost(point)
        assert abs(slope - slopes[0]) <= loose, (at.text, at.points[point], place, slope, slopes)
        wanted = [each for each, _, _ in expected]
        loose = 1e-12 + lost + 1e-9 * abs(wanted[0]) + 1e3 * (max(wanted) - min(wanted))
        assert abs(value - wanted[0]) <= loose, (at.text, at.points[point], value, wanted)


def complex_step(
    root: Node, names: tuple[str, ...], point: list[float], place: int
) -> tuple[float, float, float] | None:
    """The value, the derivative by one parameter, and what sums may lose on the way to either.

    None where there is a kink, a pole or no real value.
    """
    at = {
        name: complex(value, STEP if n == place else 0.0)
        for n, (name, value) in enumerate(zip(names, point, strict=True))
    }
    try:
        done: dict[Node, complex] = {}
        result = evaluate(root, at, done)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    if not (cmath.isfinite(result) and abs(result) < 1e150):
        return None
    largest = max(abs(each.real) for each in done.values())
    steepest = max(1.0, max(abs(each.imag) for each in done.values()) / STEP)
    return result.real, result.imag / STEP, 1e-15 * largest * steepest


def evaluate(node: Node, at: dict[str, complex], done: dict[Node, complex]) -> complex:
    """A tree at a point, by Python's own functions. Raises ValueError where it is not smooth, or not real."""
    if node not in done:
        if node.op in ("number", "constant"):
            done[node] = complex(node.number)
        elif node.op == "variable":
            done[node] = at[node.name]
        else:
            args = node.args
            if node.op == "if":
                args = (node.args[1 if evaluate(node.args[0], at, done).real else 2],)
            result = operation(node.op, *(evaluate(arg, at, done) for arg in args))
            if not cmath.isfinite(result) or 0 < abs(result.imag) < STEP * 1e-150:
                raise ValueError("too large or too small to be told")
            done[node] = result
    return done[node]


def operation(op: str, a: complex, b: complex = 0j) -> complex:
    """One operation. A kink within the last digits is no place to compare at."""
    if op in SIMPLE:
        return SIMPLE[op](a, b)
    if op in SMALL:
        other = b if op in ("max", "min", "at_least", "above") else 0j
        if abs(a.real - other.real) <= 1e-9 * (abs(a) + abs(other)):
            raise ValueError("a kink")
        above = a.real > other.real
        return {
            "sign": lambda: complex(1 if above else -1),
            "abs": lambda: a if above else -a,
            "relu": lambda: a if above else 0j,
            "at_least": lambda: complex(above),
            "above": lambda: complex(above),
            "max": lambda: a if above else b,
            "min": lambda: b if above else a,
        }[op]()
    if op == "^":
        return power(a, b)
    if op in ("ln", "log2", "log10", "sqrt") and a.real <= 0:
        raise ValueError("not real")
    if op in ("asin", "acos") and abs(a.real) > 1 - 1e-9:
        raise ValueError("not real")
    if op in ("sin", "cos", "tan") and abs(a) > FAR:
        raise ValueError("its last digits count")
    if op == "sigmoid":
        return 1 / (1 + cmath.exp(-a))
    if op == "softplus":
        return max(a, 0j, key=lambda each: each.real) + cmath.log(1 + cmath.exp(-a if a.real > 0 else a))
    if op == "floor":
        if abs(a.real - round(a.real)) <= 1e-9 * (1 + abs(a)):
            raise ValueError("a jump")
        return complex(math.floor(a.real))
    if op == "log2":
        return cmath.log(a) / math.log(2)
    return getattr(cmath, "log" if op == "ln" else op)(a)


def power(a: complex, b: complex) -> complex:
    """By multiplication where the exponent is whole: polar coordinates would lose the step."""
    if b.imag == 0 and b.real == int(b.real) and abs(b.real) <= 64:
        result = 1 + 0j
        for _ in range(abs(int(b.real))):
            result *= a
        return 1 / result if b.real < 0 else result
    if a.real > 0:
        return cmath.exp(b * cmath.log(a))
    if a.real < 0 and b.imag == 0 and b.real == int(b.real) and abs(b.real) < 2**53:
        return cmath.exp(b * cmath.log(-a)) * (-1 if b.real % 2 else 1)
    raise ValueError("not real")


# -- what is shown -------------------------------------------------------------------------------------------


def check_shown(at: Points, shown: str, values: np.ndarray) -> None:
    """Shown mathematics, read back, has the same values wherever what is computed has one."""
    text = at.text
    assert not any(word in shown for word in ("inf", "nan", "∞")), (text, shown)
    if shown == "…" or len(shown) > MOST_CHARACTERS - 20:
        return  # not written out, or not to be read
    here = range(len(at.points))
    try:
        again, _ = parse_formula(f"f({', '.join(at.names)}) = {shown}")
    except FormulaError as error:  # as −1/0 is refused, which is what w/(x − x) comes to
        # In one of the cases it may have no value; and nothing is one by more than there can be.
        unseen = error.code == "too_large" and not values[np.isfinite(values)].any()
        never = not any(math.isfinite(values[point, 0]) and at.step(point, 0, 0) for point in here)
        assert never or unseen or "if " in shown, (text, shown, str(error))
        assert error.code in ("undefined", "too_large"), (text, shown, str(error))
        return
    (read,) = sampled(Tape((again,), at.names), at.near)
    for point in here:
        wanted, found, smooth = values[point], read[point], at.step(point, 0, 0)
        if smooth is None or not (np.isfinite(wanted).all() and np.abs(wanted).max() < 1e150):
            continue
        if not (found.all() and np.isfinite(found).all()) and leaves_range(again, at, point):
            continue
        assert np.isfinite(found).all(), (text, shown, at.points[point], wanted, found)
        loose = 1e-9 + smooth[2] + 1e-7 * abs(wanted[0]) + at.lost(point)
        loose += 1e3 * (np.ptp(wanted) + np.ptp(found))
        assert abs(found[0] - wanted[0]) <= loose, (text, shown, at.points[point], wanted[0], found[0])


def leaves_range(root: Node, at: Points, point: int) -> bool:
    """Whether on the way to its value, in this order, a text is past the largest or the smallest number."""
    done: dict[Node, complex] = {}
    try:
        evaluate(root, dict(zip(at.names, map(complex, at.points[point]), strict=True)), done)
    except OverflowError:
        return True
    except (ValueError, ZeroDivisionError):
        pass
    sizes = [abs(each) for each in done.values()]
    lost = [node for node in done if not done[node] and node.args and all(done.get(arg) for arg in node.args)]
    return bool(lost) or any(each > EXTREME or 0 < each < 1 / EXTREME for each in sizes)
