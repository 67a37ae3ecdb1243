"""Random formulas: whatever is typed is a formula or a sentence, shown truly, with the right gradient.

Some are texts of any characters, or of the parts that formulas have in no sensible order: they may raise
FormulaError and nothing else. Others are drawn as trees. Their value and gradient are compared with complex
steps (Squire and Trapp 1998) through an evaluation of our own, and what is shown as mathematics is read back.
"""

import cmath
import math
import operator
import random
from typing import NamedTuple

import numpy as np

from gdviz.engine.formula import FormulaError, compiled
from gdviz.engine.formula.gradient import gradient_of
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
    *(".pow(", "np.", "=>", "for", "其中", "∈", "x̂", "w_max", "\\over", "\\text{", "||", "'", "的平方", "⊤"),
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
SMALLEST, TINIEST = 1e-150, STEP * 1e-150  # beyond which the next product may be no number
LAST_DIGITS = [1 + 5e-15 * random.Random(number).uniform(-1, 1) for number in range(997)]  # shown are 15
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


def check(chance: random.Random) -> None:
    """One formula. Raises AssertionError, or whatever should not have been raised."""
    if chance.random() < 0.6:
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
    names, (root, _) = found.names, parse_formula(text)
    trees = (root, *gradient_of(root, names))
    points = np.array([[coordinate(chance) for _ in names] for _ in range(3)])
    with np.errstate(all="ignore"):
        parts = sampled(found.value, points) + sampled(found.gradient, points)
        for point, values in zip(points.tolist(), zip(*parts, strict=True), strict=True):
            if "e300" not in text and "e-300" not in text:  # else the complex step is lost in such numbers
                check_gradient(text, trees, At(names, point), values)
        for shown, part, own in zip(
            (found.expression, *found.gradient_expressions), parts, trees, strict=True
        ):
            check_shown(text, shown, own, names, points.tolist(), part)


class At(NamedTuple):
    """A point, by the names of its parameters."""

    names: tuple[str, ...]
    point: list[float]

    def moved(self, place: int | None = None) -> dict[str, complex]:
        """Each parameter, one of them by a step that is imaginary."""
        return {
            name: complex(value, STEP if n == place else 0.0)
            for n, (name, value) in enumerate(zip(self.names, self.point, strict=True))
        }


def sampled(tape: Tape, points: np.ndarray) -> list[list[float]]:
    """Each value of a tape at the points."""
    return [np.broadcast_to(np.asarray(each, float), len(points)).tolist() for each in tape(points)]


def coordinate(chance: random.Random) -> float:
    """Mostly near 1, of either sign, now and then far away or close to 0."""
    size = chance.uniform(0.1, 3) if chance.random() < 0.9 else 10 ** chance.uniform(-6, 6)
    return size * chance.choice([1, 1, -1])


# -- gradients -----------------------------------------------------------------------------------------------


def check_gradient(text: str, trees: tuple[Node, ...], at: At, values: tuple[float, ...]) -> None:
    """Value and gradient against complex steps, where both are defined and the formula is smooth."""
    root, *slopes = trees
    if not math.isfinite(values[0]):
        return
    for place, slope in enumerate(values[1:]):
        found = value_at(root, at.moved(place)) if math.isfinite(slope) else None
        if found is None:
            continue
        for is_, wanted, own in (
            (slope, found.imag / STEP, slopes[place]),
            (values[0], found.real, root),
        ):
            if not alike(is_, wanted):
                loose = unsure(root, at, place) + unsure(own, at)
                assert abs(is_ - wanted) <= loose, (text, at.point, place, is_, wanted, loose)


def alike(a: float, b: float) -> bool:
    """Whether two values are the same but for their last digits."""
    return abs(a - b) <= 1e-9 + 1e-7 * abs(b)


def own_value(own: Node, names: tuple[str, ...], point: list[float], value: float) -> bool:
    """Whether a finite value is one by our own evaluation, too."""
    return math.isfinite(value) and value_at(own, At(names, point).moved()) is not None


def unsure(root: Node, at: At, place: int | None = None) -> float:
    """How much a value, or a slope by one parameter, hangs on the last digit of each operation.

    Every result on the way is changed in its last digits, the two parts of complex ones by themselves
    (Vignes 1993). Infinite where it has no value, or leaves the numbers, in one of the ways.
    """
    seen = []
    for way in range(1, 7):
        found = value_at(root, at.moved(place), way)
        if found is None:
            return math.inf
        seen.append(found.real if place is None else found.imag / STEP)
    return 10 * (max(seen) - min(seen))


def value_at(root: Node, at: dict[str, complex], way: int = 0) -> complex | None:
    """A tree's value; None where there is a kink, a pole or no real value."""
    try:
        result = evaluate(root, at, {}, way)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    return result if cmath.isfinite(result) and abs(result) < 1 / SMALLEST else None


def evaluate(node: Node, at: dict[str, complex], done: dict[Node, complex], way: int) -> complex:
    """A tree at a point, by Python's own functions. Raises ValueError where it is not smooth, or not real.

    `way` says how the last digits are changed; 0 is not at all.
    """
    if node in done:
        return done[node]
    if node.op in ("number", "constant"):
        result = complex(node.number)
    elif node.op == "variable":
        result = at[node.name]
    else:
        args = node.args
        if node.op == "if":
            args = (node.args[1 if evaluate(node.args[0], at, done, way).real else 2],)
        values = [evaluate(arg, at, done, way) for arg in args]
        result = operation(node.op, *values)
        if not result and node.op in ("*", "/", "^", "exp") and all(values):
            raise ValueError("too small to be told")
        if not cmath.isfinite(result) or 0 < abs(result.real) < SMALLEST or 0 < abs(result.imag) < TINIEST:
            raise ValueError("too large or too small to be told")
    if way:
        place = 2 * len(done) + 131 * way
        result = complex(result.real * LAST_DIGITS[place % 997], result.imag * LAST_DIGITS[(place + 1) % 997])
    done[node] = result
    return result


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
        small = cmath.exp(-a if a.real > 0 else a)
        rest = cmath.log(1 + small) if abs(small) > 1e-5 else small - small**2 / 2 + small**3 / 3
        return max(a, 0j, key=lambda each: each.real) + rest
    if op == "erf":  # the imaginary part is the step, which is next to nothing
        return complex(math.erf(a.real), a.imag * 2 / math.sqrt(math.pi) * math.exp(-(a.real**2)))
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


def check_shown(
    text: str,
    shown: str,
    own: Node,
    names: tuple[str, ...],
    points: list[list[float]],
    values: list[float],
) -> None:
    """Shown mathematics, read back, has the same values wherever what is computed has one."""
    assert not any(word in shown for word in ("inf", "nan", "∞")), (text, shown)
    if shown == "…" or len(shown) > MOST_CHARACTERS - 20:
        return  # not written out, or not to be read
    try:
        again, _ = parse_formula(f"f({', '.join(names)}) = {shown}")
    except FormulaError as error:  # as −1/0 is refused, which is what w/(x − x) comes to
        # In one of the cases it may have no value; and nothing is one by more than there can be.
        seen = [each for at, each in zip(points, values, strict=True) if own_value(own, names, at, each)]
        unseen = error.code == "too_large" and not any(seen)  # 3^(−10¹⁴) as a divisor
        assert not seen or unseen or "if " in shown, (text, shown, str(error))
        assert error.code in ("undefined", "too_large"), (text, shown, str(error))
        return
    (read,) = sampled(Tape((again,), names), np.array(points))
    for point, wanted, found in zip(points, values, read, strict=True):
        if math.isfinite(wanted) and not (math.isfinite(found) and alike(found, wanted)):
            at = At(names, point)
            loose = unsure(own, at) + unsure(again, at)
            same = loose == math.inf or abs(found - wanted) <= loose
            assert same, (text, shown, point, wanted, found, loose)
