"""The arithmetic of one step in lines, with and without its numbers, and the state that a past step met.

Language-free: symbols and numbers only. How a number is written is the caller's choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from gdviz.notation import numbers

Number = Callable[[Any], str]

_NAME = re.compile(r"\{(\w+)\}")


class Rule(Struct, frozen=True):
    """How one quantity is made: `key` names it, `formula` has the names of others in braces.

    >>> Rule("params", "{params} − {learning_rate}·{gradient}").formula
    '{params} − {learning_rate}·{gradient}'
    """

    key: str
    formula: str


class ArithmeticLine(Struct, frozen=True):
    """One line of a step: ``symbol ← formula = substituted = value``.

    E.g. ``w ← w − η·g = 5 − 0.2 × 12 = 2.6``. `value` is a scalar in the precision of the run.
    """

    symbol: str
    formula: str
    substituted: str
    value: Any


def put_in(formula: str, texts: Mapping[str, str]) -> str:
    """`formula` with `texts` put into its braces, in brackets where they would be misread without.

    A negative number is bracketed behind a sign, a power of ten everywhere but alone, and anything but plain
    digits under a power.

    >>> put_in("{m} + ({g} − {m})·(1 − {beta1})", {"m": "−3", "g": "12", "beta1": "0.9"})
    '−3 + (12 − (−3))·(1 − 0.9)'
    >>> put_in("{m} + {g}²", {"m": "2×10⁻⁷", "g": "10⁻³"})
    '(2×10⁻⁷) + (10⁻³)²'
    """

    def text(match: re.Match[str]) -> str:
        inserted = texts[match[1]]
        before, after = formula[: match.start()].rstrip(), formula[match.end() : match.end() + 1]
        negative = inserted.startswith(("−", "-")) and before != "" and not before.endswith("(")
        compound = "×" in inserted or (after == "²" and not re.fullmatch(r"\w+′?|[\d.\u202f]+", inserted))
        return f"({inserted})" if negative or compound else inserted

    return _NAME.sub(text, formula)


def lines(
    rules: tuple[Rule, ...],
    symbols: Mapping[str, str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    number: Number = numbers.number,
) -> tuple[ArithmeticLine, ...]:
    """The lines of a step that took the quantities from `before` to `after`, in the order of `rules`.

    Each rule sees what the rules above it have already made.
    """
    known = dict(before)
    result = []
    for rule in rules:
        texts = {key: number(known[key]) for key in _NAME.findall(rule.formula)}
        substituted = put_in(rule.formula, texts).replace("·", " × ")
        known[rule.key] = after[rule.key]
        result.append(
            ArithmeticLine(symbols[rule.key], put_in(rule.formula, symbols), substituted, after[rule.key])
        )
    return tuple(result)
