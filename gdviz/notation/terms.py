"""Sums of terms written as mathematics: no superfluous 1 or 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gdviz.notation.numbers import exact


def shifted(name: str, by: float) -> str:
    """A parameter measured from `by`.

    >>> shifted("w", 0.0), shifted("w", 3.0), shifted("w", -1.0)
    ('w', '(w − 3)', '(w + 1)')
    """
    if by == 0:
        return name
    return f"({name} {'−' if by > 0 else '+'} {exact(abs(by))})"


def total(terms: Iterable[tuple[float, str]], written: Callable[[float], str] = exact) -> str:
    """The sum of terms ``factor · text``, those with the factor 0 left out. An empty text is a plain number.

    >>> total([(1.0, "x²"), (-2.5, "y²"), (0.0, "xy"), (-1.0, "")])
    'x² − 2.5y² − 1'
    """
    result = ""
    for factor, text in terms:
        if factor == 0:
            continue
        size = written(abs(factor))
        size = "" if size == "1" and text else size + ("·" if "×" in size and text else "")
        sign = ("−" if factor < 0 else "") if not result else (" − " if factor < 0 else " + ")
        result += sign + size + text
    return result or "0"
