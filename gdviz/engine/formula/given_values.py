"""Values of letters that stand behind a formula: ``y = ax² + c, where a = 2 and c = −1``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gdviz.engine.formula.characters import GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.layout import COMPARED
from gdviz.engine.formula.names import is_variable
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import KEYWORDS, WHERE

GIVEN = "="  # the kind of brackets that stand round a value: no function's
Given = dict[str, list[Token]]  # by its name a letter's tokens: the letter, perhaps a sign, the number


def values_behind(tokens: Sequence[Token]) -> tuple[list[Token], Given]:
    """The tokens without such values, and these; all where one is that of a variable in the heading."""
    body, given = list(tokens[:-1]), Given()
    while found := _last(body):
        letter = found[0]
        given[GREEK_NAMES.get(letter.text, letter.text) + letter.suffix] = found
        body = body[: body.index(letter)]
        while body and _parts(body[-1]):
            body.pop()
    equals = next((at for at, token in enumerate(body) if token.text == "="), 0)
    names = {token.text + token.suffix for token in body[:equals]}
    if not body or names & set(given) or any(token.text in COMPARED - {"="} for token in body):
        return list(tokens), {}
    return [*body, tokens[-1]], given


def _last(body: list[Token]) -> list[Token]:
    """The letter and the number of ``, a = −2`` at the end; empty where there is no such thing."""
    if len(body) > 4 and [each.kind for each in body[-3::2]] == ["number"] * 2 and body[-2].text == ",":
        whole, comma, part = body[-3:]  # 0,5
        if whole.stop == comma.start and comma.stop == part.start:
            body = [*body[:-3], whole._replace(text=f"{whole.text}.{part.text}", stop=part.stop)]
    first = len(body) - 1 - (body[-2:-1] != [] and body[-2].text == "-")
    if first < 4 or body[-1].kind != "number":
        return []
    parts, letter, equals = body[first - 3 : first]
    named = letter.kind == "letters" and is_variable(
        GREEK_NAMES.get(letter.text, letter.text) + letter.suffix
    )
    return [letter, *body[first:]] if _parts(parts) and named and equals.text == "=" else []


def _parts(token: Token) -> bool:
    return token.text in (",", ";", *WHERE) or KEYWORDS.get(token.text) == "and"


def with_values(text: str, tokens: Sequence[Token], given: Mapping[str, list[Token]]) -> list[Token]:
    """The tokens with values, in brackets, for their letters. Raises FormulaError where one is unused."""
    made: list[Token] = []
    for token in tokens:
        start, stop = token.place
        if token.kind == "name" and token.text in given:
            inside = [each._replace(start=start, stop=stop) for each in given[token.text][1:]]
            made += [Token("sign", "(", start, stop, GIVEN), *inside, Token("sign", ")", start, stop, ")")]
        else:
            made.append(token)
    for name, (letter, *value) in given.items():
        if all(token.text != name for token in tokens):
            raise FormulaError.at(text, letter.start, value[-1].stop, "constraint")
    return made
