"""A tree as mathematics for people: ``4w³ − 9w²``, with like terms collected and numbers in front."""

from __future__ import annotations

import itertools
import math
import re
from fractions import Fraction
from typing import Any

from gdviz.engine.formula.characters import GREEK
from gdviz.engine.formula.conditions import assumed, first_choice, is_condition, is_nowhere, opposite
from gdviz.engine.formula.tree import FUNCTIONS, Node, is_number
from gdviz.notation.numbers import MINUS, NARROW, SUPERSCRIPTS, exact

MOST_CHARACTERS = 400
MOST_WORK = 2000  # terms and factors put together on the way: bounds the time, whatever is typed
MOST_CASES = 2  # conditions that a formula is told apart by; with more it is a sum of choices
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SHOWN_FUNCTIONS = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "log2": "log₂",
    "log10": "log₁₀",
    "sqrt": "√",
}
SHOWN_CONSTANTS = {"pi": "π", "e": "e"}


# The base of a power: its text, its kind ("word" is a call, "sum" what needs brackets), and an exponent that
# is not a number, as the items of its sum; none where there is no such exponent.
Base = tuple[str, str, tuple[Any, ...]]
# A product: its bases, each with the number that is its power.
Product = tuple[tuple[Base, float], ...]
# A sum: each product with its coefficient, in the order in which they come up.
Sum = dict[Product, float]


class TooLongError(Exception):
    """The mathematics would not be readable."""


class BeyondNumbersError(Exception):
    """Numbers put together are past the largest or the smallest that there are."""


def write(root: Node) -> str:
    """The formula as text, "…" where it would be longer than a person would read, or have no number to it.

    >>> from gdviz.engine.formula.parser import parse_formula
    >>> write(parse_formula("w^4 - 3w^3 + 2")[0])
    'w⁴ − 3w³ + 2'
    """
    try:
        return by_cases(root, MOST_CASES)
    except (TooLongError, BeyondNumbersError, OverflowError):
        return "…"


def by_cases(root: Node, most: int) -> str:
    """The formula as mathematics, told apart by at most so many conditions, one within the other.

    >>> from gdviz.engine.formula.parser import parse_formula
    >>> by_cases(parse_formula("2w + (if w < 1 then 0 else 3)")[0], 2)
    'if w < 1 then 2w else 2w + 3'
    """
    condition = first_choice(root) if most else None
    if condition is None:
        return write_sum(Writer().terms(root))
    parts = [assumed(root, condition, holds=holds) for holds in (True, False)]
    if any(map(is_nowhere, parts)):
        return write_sum(Writer().terms(root))
    yes, no = (by_cases(part, most - 1) for part in parts)
    if yes == no:
        return yes
    if yes == "0" or (yes.startswith("if ") and not no.startswith("if ")):
        condition, yes, no = opposite(condition), no, yes
    if yes.startswith("if "):
        yes = f"({yes})"
    if len(yes) + len(no) > MOST_CHARACTERS:
        raise TooLongError
    return f"if {Writer().condition(condition)} then {yes} else {no}"


class Writer:
    """Collects the terms of each part once."""

    def __init__(self) -> None:
        self.done: dict[Node, Sum] = {}
        self.work = 0

    def terms(self, part: Node) -> Sum:
        """A part as a sum of products."""
        if part not in self.done:
            self.done[part] = checked(self.collected(part))
            self.work += sum(1 + len(product) for product in self.done[part])
            if self.work > MOST_WORK:
                raise TooLongError
        return self.done[part]

    def collected(self, part: Node) -> Sum:
        """A part from its arguments' sums."""
        if is_condition(part):
            return word(step_text(part, self) or f"({self.condition(part)})")
        if part.op == "if":
            condition, yes, no = part.args
            yes_text, no_text = write_sum(self.terms(yes)), write_sum(self.terms(no))
            return word(f"(if {self.condition(condition)} then {yes_text} else {no_text})")
        args = [self.terms(arg) for arg in part.args]
        if part.op in ("max", "min"):
            return word(f"{part.op}({', '.join(write_sum(self.terms(arg)) for arg in all_args(part))})")
        if part.op == "number":
            return {(): part.number} if part.number else {}
        if part.op in ("variable", "constant"):
            name = SHOWN_CONSTANTS.get(part.name, part.name.translate(SUBSCRIPTS))
            return {(((name, part.op, ()), 1.0),): 1.0}
        if part.op == "neg":
            return scaled(args[0], -1.0)
        if part.op == "+":
            return summed(args[0], args[1])
        if part.op == "-":
            return summed(args[0], scaled(args[1], -1.0))
        if part.op == "*":
            return multiplied(args[0], args[1])
        if part.op == "/":
            return multiplied(args[0], raised(args[1], -1.0))
        if part.op == "^" and part.args[1].op == "number":
            return raised(args[0], part.args[1].number)
        if part.op == "^" and set(args[1]) <= {()}:  # as in x^(y − y)
            return raised(args[0], args[1].get((), 0.0))
        if part.op == "^":
            return {((as_base(args[0], tuple(args[1].items())), 1.0),): 1.0}
        return word(call_text(part.op, [write_sum(arg) for arg in args]))

    def condition(self, part: Node) -> str:
        """A condition as it is written: ``w > 1``, with the numbers on the right."""
        if part.op in ("min", "max"):
            inner = [self.condition(arg) for arg in part.args]
            if part.op == "min":
                both = zip(part.args, inner, strict=True)
                inner = [f"({text})" if arg.op == "max" else text for arg, text in both]
            return (" and " if part.op == "min" else " or ").join(inner)
        left, right = (self.terms(arg) for arg in part.args)
        signs = ("≥", "≤") if part.op == "at_least" else (">", "<")
        if set(left) <= {()}:
            left, right, signs = right, left, signs[::-1]
        if set(right) <= {()} and () in left:
            constant: Sum = {(): -left[()]}
            right = summed(right, constant)
            left = {product: coefficient for product, coefficient in left.items() if product}
        if set(right) <= {()} and left and all(coefficient < 0 for coefficient in left.values()):
            left, right, signs = scaled(left, -1.0), scaled(right, -1.0), signs[::-1]
        return f"{write_sum(left)} {signs[0]} {write_sum(right)}"


def word(text: str) -> Sum:
    """A text that stands for itself."""
    return {(((text, "word", ()), 1.0),): 1.0}


def step_text(part: Node, writer: Writer) -> str:
    """``step(w)`` where a condition is that; else empty."""
    plain = part.op == "at_least" and is_number(part.args[1], 0.0)
    return f"step({write_sum(writer.terms(part.args[0]))})" if plain else ""


def all_args(part: Node) -> list[Node]:
    """The arguments of max(max(a, b), c): a, b and c."""
    found: list[Node] = []
    for arg in part.args:
        found += all_args(arg) if arg.op == part.op and not is_condition(arg) else [arg]
    return found


def checked(terms: Sum) -> Sum:
    """The same terms. Raises BeyondNumbersError where a coefficient or an exponent is none."""
    exponents = (exponent for product in terms for _, exponent in product)
    if not all(number and math.isfinite(number) for number in itertools.chain(terms.values(), exponents)):
        raise BeyondNumbersError
    return terms


def call_text(op: str, args: list[str]) -> str:
    """A function of its arguments as it is written."""
    if op == "abs":
        return f"abs({args[0]})" if "|" in args[0] else f"|{args[0]}|"
    if op == "floor":
        return f"⌊{args[0]}⌋"
    if op not in FUNCTIONS:
        raise KeyError(op)
    if op == "sqrt" and len(args[0]) == 1:
        return f"√{args[0]}"
    return f"{SHOWN_FUNCTIONS.get(op, op)}({', '.join(args)})"


def scaled(terms: Sum, by: float) -> Sum:
    """terms · by."""
    return {product: coefficient * by for product, coefficient in terms.items()}


def summed(a: Sum, b: Sum) -> Sum:
    """a + b with like terms put together."""
    result = dict(a)
    alike = {frozenset(product): product for product in a}  # whatever the order of their factors
    for product, coefficient in b.items():
        product = alike.setdefault(frozenset(product), product)
        result[product] = result.get(product, 0.0) + coefficient
    return {product: coefficient for product, coefficient in result.items() if coefficient}


def multiplied(a: Sum, b: Sum) -> Sum:
    """a · b without multiplying sums out: a sum of several terms stays a factor."""
    if not a or not b:
        return {}
    if set(a) == {()}:
        return scaled(b, a[()]) if len(b) == 1 else {as_product(b): a[()]}
    if set(b) == {()}:
        return scaled(a, b[()]) if len(a) == 1 else {as_product(a): b[()]}
    (left, first), (right, second) = single(a), single(b)
    powers = dict(left)
    for base, exponent in right:
        powers[base] = powers.get(base, 0.0) + exponent
    powers = together(powers)
    return {tuple((base, exponent) for base, exponent in powers.items() if exponent): first * second}


def together(powers: dict[Base, float]) -> dict[Base, float]:
    """w · w^(w − 1) as w^w: powers of the same base with exponents that are no numbers."""
    symbolic = {base[:2] for base in powers if base[2]}
    result: dict[Base, float] = {}
    exponents: dict[tuple[str, str], Sum] = {}
    for (text, kind, exponent), power in powers.items():
        if (text, kind) not in symbolic:
            result[text, kind, exponent] = power
            continue
        own: Sum = scaled(dict(exponent), power) if exponent else {(): power}
        exponents[text, kind] = summed(exponents.get((text, kind), {}), own)
    for (text, kind), total in exponents.items():
        if set(total) <= {()}:
            result[text, kind, ()] = total.get((), 0.0)
        else:
            result[text, kind, tuple(total.items())] = 1.0
    return result


def raised(terms: Sum, exponent: float) -> Sum:
    """terms to a power that is a number."""
    if exponent == 0.0:
        return {(): 1.0}
    if not terms:
        return {((("0", "number", ()), exponent),): 1.0}
    product, coefficient = single(terms)
    whole = exponent == int(exponent) if abs(exponent) < 1e15 else False
    simple = whole and abs(exponent) < 100 and (coefficient == 1.0 or exponent == -1.0 or not product)
    if not simple and (coefficient != 1.0 or len(product) != 1 or product[0][1] != 1.0):
        return {((as_base(terms), exponent),): 1.0}
    return {tuple((base, power * exponent) for base, power in product): coefficient**exponent}


def single(terms: Sum) -> tuple[Product, float]:
    """A sum as one product and its coefficient."""
    if len(terms) == 1:
        return next(iter(terms.items()))
    return as_product(terms), 1.0


def as_product(terms: Sum) -> Product:
    """A sum as one factor."""
    return ((as_base(terms), 1.0),)


def as_base(terms: Sum, exponent: tuple[Any, ...] = ()) -> Base:
    """A sum as something that can be raised or multiplied."""
    if len(terms) == 1:
        product, coefficient = next(iter(terms.items()))
        if coefficient == 1.0 and len(product) == 1 and product[0][1] == 1.0 and not product[0][0][2]:
            text, kind, _ = product[0][0]
            return text, kind, exponent
        if not product and coefficient >= 0 and is_plain(exact(coefficient)):
            return exact(coefficient), "number", exponent
    return write_sum(terms), "sum", exponent


def write_sum(terms: Sum) -> str:
    """The terms with their signs between them."""
    if len(terms) == 1:
        ((product, coefficient),) = terms.items()
        if coefficient == 1.0 and len(product) == 1 and product[0][1] == 1.0 and not product[0][0][2]:
            return product[0][0][0]  # a sum that stands quite alone needs no brackets
    text = ""
    for product, coefficient in terms.items():
        term = write_product(product, abs(coefficient))
        if text:
            text += f" − {term}" if coefficient < 0 else f" + {term}"
        else:
            text = f"−{term}" if coefficient < 0 else term
        if len(text) > MOST_CHARACTERS:
            raise TooLongError
    return text or "0"


def write_product(product: Product, coefficient: float) -> str:
    """A product: the number, the variables, the words, and what it is divided by."""
    over = [item for item in product if item[1] > 0]
    under = [(base, -power) for base, power in product if power < 0]
    divisor = whole_divisor(coefficient)
    if divisor:
        coefficient = 1.0
    elif len(exact(coefficient)) > 8 and coefficient < 1e6:  # two thirds
        nearest = Fraction(coefficient).limit_denominator(12)
        if abs(float(nearest) - coefficient) < 1e-15 * coefficient:
            coefficient, divisor = float(nearest.numerator), float(nearest.denominator)
    pieces = [piece(base, power) for base, power in in_order(over)]
    if not pieces or coefficient != 1.0:
        pieces.insert(0, exact(coefficient))
    below = [piece(base, power) for base, power in in_order(under)]
    if divisor:
        below.insert(0, exact(divisor))
    if not below:
        return side_by_side(pieces)
    return f"{side_by_side(pieces)}/{below[0] if len(below) == 1 else f'({side_by_side(below)})'}"


KINDS = ("number", "constant", "variable", "word", "sum")


def in_order(factors: list[tuple[Base, float]]) -> list[tuple[Base, float]]:
    """Numbers first, then constants, variables by name, words and brackets as they come."""

    def place(item: tuple[Base, float]) -> tuple[int, str]:
        text, kind, exponent = item[0]
        if exponent and kind in ("number", "constant"):
            return KINDS.index("word"), ""  # x·e^(−x²)
        if kind != "variable":
            return KINDS.index(kind), ""
        return KINDS.index(kind), "~" if exponent else " " + text if text[
            0
        ] in GREEK else text  # yx^(y − 1), λw

    return sorted(factors, key=place)


def piece(base: Base, power: float) -> str:
    """One factor with its exponent."""
    text, kind, symbolic = base
    if kind == "sum":
        text = f"({text})"
    if not symbolic:
        return text if power == 1.0 else text + exponent_text(power)
    exponent = write_sum(scaled(dict(symbolic), power))
    return f"{text}^{exponent}" if len(exponent) == 1 else f"{text}^({exponent})"


def side_by_side(pieces: list[str]) -> str:
    """Factors beside each other, with a dot only where they would run together."""
    text, before = "", ""
    for part in pieces:
        open_ended = before[-1:] != ")" and (is_word(before) or "^" in before)
        name_after_name = is_word(part) and not is_plain(before) and before[-1:] != ")"
        bars = part[0] == before[-1:] == "|"
        dot = part[0].isdigit() or bars or (part[0] != "(" and (open_ended or name_after_name))
        text += f"·{part}" if before and dot else part
        before = part
    return text


def is_word(text: str) -> bool:
    """Whether a piece begins with a name of several letters."""
    return len(text) > 1 and text[:2].isalpha()


def is_plain(text: str) -> bool:
    """Whether a text is a number without a sign and a power of ten."""
    return re.fullmatch(rf"[\d.{NARROW}]+", text) is not None


def exponent_text(power: float) -> str:
    """A number as an exponent: raised where it is whole."""
    if power == int(power) and abs(power) < 1000:
        return str(int(power)).translate(SUPERSCRIPTS)
    text = exact(power)
    if len(text) > 6 and abs(power) < 100:
        nearest = Fraction(power).limit_denominator(12)
        if abs(float(nearest) - power) < 1e-15:
            text = f"{nearest}".replace("-", MINUS)
    return f"^{text}" if is_plain(text) else f"^({text})"


def whole_divisor(coefficient: float) -> float:
    """n where the coefficient is 1/n and that is the nicer way to write it; else 0."""
    if coefficient in (0.0, 1.0) or abs(coefficient) > 0.5:
        return 0.0
    inverse = 1.0 / coefficient
    nearest = round(inverse)
    nice = abs(inverse - nearest) < 1e-9 * abs(inverse) and nearest <= 1000
    return float(nearest) if nice else 0.0
