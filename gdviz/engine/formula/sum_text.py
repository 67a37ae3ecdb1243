"""Sums of products as text: numbers in front, dots only where factors would run together."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import Any

from gdviz.engine.formula.characters import GREEK
from gdviz.engine.formula.letters import Names
from gdviz.notation.numbers import MINUS, NARROW, SUPERSCRIPTS, exact

MOST_CHARACTERS = 1000

# The base of a power: its text, its kind ("word" is a call, "sum" what needs brackets), and an exponent that
# is not a number, as the items of its sum; none where there is no such exponent.
Base = tuple[str, str, tuple[Any, ...]]
# A product: its bases, each with the number that is its power.
Product = tuple[tuple[Base, float], ...]
# A sum: each product with its coefficient, in the order in which they come up.
Sum = dict[Product, float]


class TooLongError(Exception):
    """The mathematics would not be readable."""


def scaled(terms: Sum, by: float) -> Sum:
    """terms · by."""
    return {product: coefficient * by for product, coefficient in terms.items()}


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
    coefficient = 1.0 if exact(coefficient) == "1" else coefficient
    over = [item for item in product if item[1] > 0]
    under = [(base, -power) for base, power in product if power < 0]
    divisor = whole_divisor(coefficient)
    if divisor:
        coefficient = 1.0
    elif under and coefficient != int(coefficient) and (2 * coefficient) % 1 == 0:
        coefficient, divisor = 2 * coefficient, 2.0  # 3/(2√w)
    elif len(exact(coefficient)) > 8 and coefficient < 1e6:  # two thirds
        nearest = Fraction(coefficient).limit_denominator(12)
        if abs(float(nearest) - coefficient) < 1e-15 * coefficient:
            coefficient, divisor = float(nearest.numerator), float(nearest.denominator)
    roots = []
    if len(exact(coefficient)) > 8 and coefficient < 1e6:
        for inside, text in ((math.pi, "√π"), (2 * math.pi, "√(2π)")):  # of the normal distribution
            whole = Fraction(coefficient * math.sqrt(inside)).limit_denominator(12)
            if abs(float(whole) / math.sqrt(inside) - coefficient) < 4e-16 * coefficient:
                coefficient, divisor, roots = float(whole.numerator), float(whole.denominator), [text]
                divisor = 0.0 if divisor == 1.0 else divisor
                break
    if inverse := root_text(1 / coefficient) if 0.3 < coefficient < 1 else "":
        coefficient, roots = 1.0, [inverse]
    pieces = [piece(base, power) for base, power in in_order(over)]
    if not pieces or coefficient != 1.0:
        pieces.insert(0, root_text(coefficient) or exact(coefficient))
    below = [piece(base, power) for base, power in in_order(under)]
    below = [*([exact(divisor)] if divisor else []), *roots, *below]
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
    if kind == "sum" or (text[0] in "√∛" and text[-1] != ")" and (symbolic or power != 1.0)):
        text = f"({text})"
    if not symbolic:
        return text if power == 1.0 else text + exponent_text(power)
    exponent = write_sum(scaled(dict(symbolic), power))
    return f"{text}^{exponent}" if len(exponent) == 1 else f"{text}^({exponent})"


def side_by_side(pieces: list[str]) -> str:
    """Factors beside each other, with a dot only where they would run together."""
    text, before, letters = "", "", ""
    for part in pieces:
        alone = len(part) == 1 and part.isalpha()
        letters = letters + part[0] if part[0].isalpha() and not is_word(part) else ""
        if len(letters) > 1 and not runs_together(letters):
            letters, text, before = part[0], f"{text}·{part}", part
            letters = letters if alone else ""
            continue
        letters = letters if alone else ""
        open_ended = before[-1:] != ")" and (is_word(before) or "^" in before)
        name_after_name = is_word(part) and not is_plain(before) and before[-1:] != ")"
        bars = part[0] == "|" and "|" in text
        dot = (
            part[0].isdigit()
            or (
                part[0].isalpha() and (before in ("e", "Δ") or "_" in before or before[:1] in ("√", "∛"))
            )  # w_max·b, √2·x
            or bars
            or (part[0] == "(" and (before == "σ" or (is_word(before) and before[-1].isalpha())))  # price·(…)
            or (part[0] != "(" and (open_ended or name_after_name))
        )
        text += (" · " if before == "0" else "·") + part if before and dot else part  # not 0.2^x
        before = part
    return text


def runs_together(letters: str) -> bool:
    """Whether letters side by side are read as their product, and not as a word: no ``cos``, no ``hkq``."""
    return Names("", (), None).factors(letters)


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


def root_text(number: float) -> str:
    """√2 for 1.414…; else empty."""
    square = round(number * number) if 1 < number < 10 else 0
    near = square and number != int(number) and abs(number * number - square) < 4e-16 * square
    return f"√{square}" if near and square < 10 else ""


def whole_divisor(coefficient: float) -> float:
    """n where the coefficient is 1/n and that is the nicer way to write it; else 0."""
    if coefficient in (0.0, 1.0) or abs(coefficient) > 0.5:
        return 0.0
    inverse = 1.0 / coefficient
    nearest = round(inverse)
    nice = abs(inverse - nearest) < 1e-9 * abs(inverse) and nearest <= 1000
    return float(nearest) if nice else 0.0
