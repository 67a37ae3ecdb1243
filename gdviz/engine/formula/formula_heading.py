"""What may stand before a formula: ``loss =``, ``y =``, ``f(w) =``, ``L(w, b) =``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from gdviz.engine.formula.characters import GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.layout import at_top
from gdviz.engine.formula.letters import COUNTING, is_variable, is_word_for_variable
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import KEYWORDS, in_order


class Heading(Struct, frozen=True):
    """What the heading says: the variables in their order, None where it names none; its number of tokens.

    Where it names vectors, f(x) = x_1² + x_2², their numbers are the variables, and `vectors` what it names.
    """

    variables: tuple[str, ...] | None = None
    name: str = ""
    length: int = 0
    vectors: tuple[str, ...] = ()

    def of_vectors(self, body: Sequence[Token]) -> Heading:
        """The same where letters of the heading stand in the body with an index alone: 0, 1, or a sum's."""
        runs = [(token.text, token.suffix) for token in body if token.kind == "letters"]
        letters = {
            letter for run, suffix in runs for letter in (run if len(run) < 3 else (run,)) if not suffix
        }
        numbered = {run for run, suffix in runs if suffix in ("0", "1") or suffix[1:] in COUNTING}
        if self.variables is None or not (numbered - letters) & set(self.variables):
            return self
        return structs.replace(self, variables=None, vectors=self.variables)

    def in_vectors(self, names: Iterable[str]) -> tuple[str, ...]:
        """The variables of the body in the order of the vectors that they belong to."""
        places = {letter: place for place, letter in enumerate(self.vectors)}
        return tuple(sorted(in_order(set(names)), key=lambda name: places.get(name, places.get(name[0], 0))))


def heading_of(text: str, tokens: Sequence[Token]) -> Heading:
    """The heading of a formula. Raises FormulaError where what stands before "=" or "↦" is none."""
    arrow = next((place for place, token in enumerate(tokens) if token.text == "↦"), None)
    equals = _equal_signs(tokens[:arrow])
    if len(equals) > 1:
        return _of_several(text, tokens, equals)
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


def _equal_signs(tokens: Sequence[Token]) -> list[int]:
    """The places of the "=" that are in no bracket and no condition."""
    found: list[int] = []
    for token in at_top(tokens):
        place = tokens.index(token)
        in_rows = token.kind == "cases" and any(each.text in ("&", ",") for each in tokens[place:])
        if in_rows or (token.kind == "letters" and KEYWORDS.get(token.text) == "if"):
            break
        if token.text == "=" and not _is_asked(tokens[place + 1 :]):
            found.append(place)
    return found


def _is_asked(tokens: Sequence[Token]) -> bool:
    """Whether "=" before these tokens belongs to a question: x = 3 ? 1 : x."""
    for token in tokens:
        if token.text in ("<", ">", "≤", "≥", "≠", "=", "=="):
            return False
        if token.text == "?":
            return True
    return False


def _of_several(text: str, tokens: Sequence[Token], equals: Sequence[int]) -> Heading:
    """``z = f(x, y) = …``: one of the names has the variables. Raises FormulaError where none has."""
    starts = [0, *[place + 1 for place in equals[:-1]]]
    parts = [heading_of(text, tokens[start : stop + 1]) for start, stop in zip(starts, equals, strict=True)]
    full = next((part for part in parts if part.variables is not None), None)
    if full is None:
        raise FormulaError("equals", tokens[equals[1]].place)
    return Heading(full.variables, full.name, equals[-1] + 1)


def _variables_of(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """The variables with commas or semicolons between. Raises FormulaError where there is anything else."""
    variables: list[str] = []
    tokens = [
        token for token in tokens if token.text not in ("_", "(", ")")
    ] or tokens  # f[x_] := …, f({x}) = …
    for place, token in enumerate(tokens):
        if place % 2:
            if token.text not in ",;":
                raise _no_heading(text, [token])
            continue
        letter = token.text if len(token.text) == 1 else GREEK_NAMES.get(token.text, token.text)
        if not (is_variable(letter + token.suffix) or is_word_for_variable(letter + token.suffix)):
            raise _no_heading(text, [token])
        if letter + token.suffix in variables:
            raise FormulaError("named_twice", token.place, text=text[slice(*token.place)])
        variables.append(letter + token.suffix)
    if len(tokens) % 2 == 0:
        raise _no_heading(text, [tokens[-1]])
    return tuple(variables)


def _no_heading(text: str, tokens: Sequence[Token]) -> FormulaError:
    code = "prime" if any(token.text == "'" for token in tokens) else "heading"
    return FormulaError.at(text, tokens[0].start, tokens[-1].stop, code)
