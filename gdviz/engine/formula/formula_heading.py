"""What may stand before a formula: ``loss =``, ``y =``, ``f(w) =``, ``L(w, b) =``."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gdviz.engine.formula.characters import GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError, shortened
from gdviz.engine.formula.names import is_variable
from gdviz.engine.formula.tokens import Token


class Heading(Struct, frozen=True):
    """What the heading says: the variables in their order, None where it names none; its number of tokens."""

    variables: tuple[str, ...] | None = None
    name: str = ""
    length: int = 0


def heading_of(text: str, tokens: Sequence[Token]) -> Heading:
    """The heading of a formula. Raises FormulaError where what stands before "=" or "↦" is none."""
    arrow = next((place for place, token in enumerate(tokens) if token.text == "↦"), None)
    equals = [place for place, token in enumerate(tokens[:arrow]) if token.text == "="]
    if len(equals) > 1:
        raise FormulaError("equals", tokens[equals[1]].place)
    if arrow is None and not equals:
        return Heading()
    name = list(tokens[: equals[0]]) if equals else []
    while len(name) > 1 and name[0].kind == name[1].kind == "letters":  # "let f(w) =", "设 f(w) ="
        name = name[1:]
    if equals and (not name or name[0].kind != "letters"):
        raise _no_heading(text, name or tokens[:1])
    called = name[0].text + name[0].suffix if name else ""
    if arrow is not None:
        if len(name) > 1:
            raise _no_heading(text, name)
        start = equals[0] + 1 if equals else 0
        inside = list(tokens[start:arrow])
        if inside and inside[0].text == "(" and inside[-1].text == ")":
            inside = inside[1:-1]
        return Heading(_variables_of(text, inside or tokens[arrow : arrow + 1]), called, arrow + 1)
    if len(name) == 1:
        return Heading(None, called, equals[0] + 1)
    if len(name) < 4 or name[1].text != "(" or name[-1].text != ")":
        raise _no_heading(text, name)
    return Heading(_variables_of(text, name[2:-1]), called, equals[0] + 1)


def _variables_of(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The variables with commas or semicolons between. Raises FormulaError where there is anything else."""
    variables: list[str] = []
    for place, token in enumerate(tokens):
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
    if len(tokens) % 2 == 0:
        raise _no_heading(text, [tokens[-1]])
    return tuple(variables)


def _no_heading(text: str, tokens: Sequence[Token]) -> FormulaError:
    place = tokens[0].start, tokens[-1].stop
    return FormulaError("heading", place, text=shortened(text[slice(*place)]))


__all__ = ["Heading", "heading_of"]
