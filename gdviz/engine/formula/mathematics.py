"""A tree as mathematics for people: ``4w³ − 9w²``, with like terms collected and numbers in front."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

from gdviz.engine.formula.characters import GREEK
from gdviz.engine.formula.conditions import assumed, first_choice, is_condition, is_nowhere, opposite
from gdviz.engine.formula.gradient import inside_out
from gdviz.engine.formula.sum_text import (
    MOST_CHARACTERS,
    Base,
    Product,
    Sum,
    TooLongError,
    is_plain,
    root_text,
    scaled,
    write_sum,
)
from gdviz.engine.formula.tree import FUNCTIONS, Node, is_number
from gdviz.notation.numbers import exact

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


_NAME = re.compile(rf"[A-Za-z{GREEK}](?:[₀-₉]*|_[A-Za-z]+)")


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
        for inner in () if part in self.done else inside_out((part,)):  # a product of hundreds is deep
            if inner not in self.done:
                self.done[inner] = checked(self.collected(inner))
                self.work += sum(1 + len(product) for product in self.done[inner])
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
        a, b = part.args
        equal = part.op in ("min", "max") and a.op == b.op and a.args == b.args[::-1]
        if equal and (part.op, a.op) in (("min", "at_least"), ("max", "above")):
            sign = " = " if part.op == "min" else " ≠ "
            return re.sub(" [≥≤<>] ", sign, self.condition(a), count=1)
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


def summed(a: Sum, b: Sum) -> Sum:
    """a + b with like terms put together."""
    result = dict(a)
    alike = {frozenset(product): product for product in a}  # whatever the order of their factors
    for product, coefficient in b.items():
        product = alike.setdefault(frozenset(product), product)
        result[product] = result.get(product, 0.0) + coefficient
    return {product: coefficient for product, coefficient in result.items() if coefficient}


def multiplied(a: Sum, b: Sum) -> Sum:
    """a · b without multiplying sums out: sums of several terms stay factors, but (2w + 4b)/2 is w + 2b."""
    if not a or not b:
        return {}
    for number, other in ((a, b), (b, a)):
        if set(number) == {()}:
            share = number[()]
            whole = abs(share) < 1 and all((share * each).is_integer() for each in other.values())
            return scaled(other, share) if whole or len(other) == 1 else {as_product(other): share}
    (left, first), (right, second) = single(a), single(b)
    powers = dict(left)
    for base, exponent in right:
        powers[base] = powers.get(base, 0.0) + exponent
    powers = real_roots(together(powers))
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


def real_roots(powers: dict[Base, float]) -> dict[Base, float]:
    """sign(w)|w|^(1/3) as ∛w, sign(w)|w| as w, |w|² as w², and 1/∛w² without a sign's square above it."""
    result = dict(powers)
    for base, power in powers.items():
        inside = inside_bars(base)
        if not inside:
            continue
        sign: Base = (f"sign({inside})", "word", ())
        if power < 0 and result.get(sign, 0.0) % 2 == 0:
            result.pop(sign, None)  # it is 1 but where all of this has no value
        odd, thirds = result.get(sign, 0.0), round(3 * power)
        if base[0][0] == "∛" or odd not in (0, 1) or thirds % 2 != odd or abs(3 * power - thirds) > 1e-12:
            continue
        root: Base = (f"∛{inside}" if len(inside) == 1 else f"∛({inside})", "word", ())
        name: Base = (inside, "variable" if _NAME.fullmatch(inside) else "sum", ())
        whole = thirds % 3 == 0
        made, raised_to = (name, power) if whole else (root, float(thirds))
        del result[base]
        result.pop(sign, None)
        result[made] = result.get(made, 0.0) + raised_to
    return result


def inside_bars(base: Base) -> str:
    """What stands between the bars of an absolute value, or below a cube root; empty where it is neither."""
    text, kind, exponent = base
    if kind != "word" or exponent:
        return ""
    if text[0] == text[-1] == "|":
        return text[1:-1]
    if text[0] == "∛":
        return text[2:-1] if text[1] == "(" else text[1:]
    return text[4:-1] if text.startswith("abs(") else ""


def raised(terms: Sum, exponent: float) -> Sum:
    """terms to a power that is a number."""
    if exponent == 0.0:
        return {(): 1.0}
    if not terms:
        return {((as_base(terms), exponent),): 1.0}
    product, coefficient = single(terms)
    whole = exponent == int(exponent) if abs(exponent) < 1e15 else False
    simple = whole and abs(exponent) < 100 and (coefficient == 1.0 or exponent == -1.0 or not product)
    if exponent == 2.0 and product and (root_text(coefficient) or root_text(1 / coefficient)):  # (x/√2)²
        return multiplied({(): float(f"{coefficient * coefficient:.15g}")}, raised({product: 1.0}, 2.0))
    if not simple and (coefficient != 1.0 or len(product) != 1 or product[0][1] != 1.0):
        return {((as_base(terms), exponent),): 1.0}
    powers = real_roots({base: power * exponent for base, power in product})
    return {tuple(powers.items()): coefficient**exponent}


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
    if not terms:
        return "0", "number", exponent
    if len(terms) == 1:
        product, coefficient = next(iter(terms.items()))
        if coefficient == 1.0 and len(product) == 1 and product[0][1] == 1.0 and not product[0][0][2]:
            text, kind, _ = product[0][0]
            return text, kind, exponent
        if not product and coefficient >= 0 and is_plain(exact(coefficient)):
            return exact(coefficient), "number", exponent
    return write_sum(terms), "sum", exponent
