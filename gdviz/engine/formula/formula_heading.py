"""What may stand before a formula: ``loss =``, ``y =``, ``f(w) =``, ``L(w, b) =``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gdviz.engine.formula.characters import GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.names import is_variable
from gdviz.engine.formula.tokens import Token


@dataclass(frozen=True)
class Heading:
    """What the heading says: the variables in their order, None where it names none; its number of tokens."""

    variables: tuple[str, ...] | None = None
    name: str = ""
    length: int = 0


def heading_of(text: str, tokens: Sequence[Token]) -> Heading:
    """The heading of a formula. Raises FormulaError where what stands before "=" is none."""
    equals = [place for place, token in enumerate(tokens) if token.text == "="]
    if not equals:
        return Heading()
    if len(equals) > 1:
        raise FormulaError("equals", tokens[equals[1]].place)
    before = tokens[: equals[0]]
    if not before or before[0].kind != "letters":
        raise _no_heading(text, before or tokens[:1])
    name, *rest = before
    if not rest:
        return Heading(None, name.text + name.suffix, equals[0] + 1)
    opening, *inside, closing = rest if len(rest) >= 3 else (*rest, rest[-1])
    if opening.text != "(" or closing.text != ")" or not inside:
        raise _no_heading(text, before)
    variables: list[str] = []
    for place, token in enumerate(inside):
        if place % 2:
            if token.text not in ",;":
                raise _no_heading(text, [token])
            continue
        letter = token.text if len(token.text) == 1 else GREEK_NAMES.get(token.text, token.text)
        if not is_variable(letter + token.suffix):
            raise _no_heading(text, [token])
        if letter + token.suffix in variables:
            raise FormulaError("named_twice", token.place, text=text[slice(*token.place)])
        variables.append(letter + token.suffix)
    if len(inside) % 2 == 0:
        raise _no_heading(text, [inside[-1]])
    return Heading(tuple(variables), name.text + name.suffix, equals[0] + 1)


def _no_heading(text: str, tokens: Sequence[Token]) -> FormulaError:
    place = tokens[0].start, tokens[-1].stop
    return FormulaError("heading", place, text=shortened(text[slice(*place)]))


__all__ = ["Heading", "heading_of"]
