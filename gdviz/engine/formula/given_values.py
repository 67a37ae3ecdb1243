"""Values of letters behind a formula, or before it: ``y = ax² + c, where a = 2 and c = −1``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gdviz.engine.formula.characters import GREEK_NAMES
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.layout import COMPARED, closing_of
from gdviz.engine.formula.letters import is_variable
from gdviz.engine.formula.tokens import Token
from gdviz.engine.formula.vocabulary import FUNCTION_WORDS, KEYWORDS, WHERE

Given = dict[str, list[Token]]  # by its name a letter's tokens: the letter, perhaps a sign, the number


def values_behind(text: str, tokens: Sequence[Token]) -> tuple[list[Token], Given]:
    """The tokens without such values, and these. Raises FormulaError at one of a variable in the heading."""
    body, given = _turned(list(tokens[:-1])), Given()
    opening = next((at for at in range(len(body)) if _holds_values(body, at)), None)
    if opening is not None:  # (a = 2, b = 3)
        body = [*body[:opening], body[opening]._replace(text=","), *body[opening + 1 : -1]]
    while found := _last(body):
        letter = found[0]
        if _name(letter) in given:  # two values
            return list(tokens), {}
        given[_name(letter)] = found
        body = body[: body.index(letter)]
        while body and _parts(body[-1]):
            body.pop()
    equals = next((at for at, token in enumerate(body) if token.text == "="), 0)
    if not body or not given or any(token.text in COMPARED - {"="} for token in body):
        return list(tokens), {}
    for token in body[:equals]:
        if (name := _name(token)) in given:
            raise FormulaError.at(text, given[name][0].start, given[name][-1].stop, "setting")
    return [*body, tokens[-1]], given


def _last(body: list[Token]) -> list[Token]:
    """The letter and the value of ``, a = −1/2`` at the end; empty where there is no such thing."""
    at = next((at for at in range(len(body) - 1, 2, -1) if body[at].text == "="), 0)
    if not at:
        return []
    parts, letter, value = body[at - 2], body[at - 1], body[at + 1 :]
    return [letter, *value] if _parts(parts) and _is_value(letter, value) else []


def _is_value(letter: Token, value: Sequence[Token]) -> bool:
    """Whether it is a letter's, and made of numbers."""
    texts = [token.text for token in value]
    if texts[1:2] == [","] and value[0].stop + 1 == value[-1].start:  # 0,5
        texts[1:2] = []
    plain = bool(texts) and all(text[0].isdecimal() or text in ("-", "/", "π", "pi") for text in texts)
    return plain and letter.kind == "letters" and is_variable(_name(letter))


def _turned(body: list[Token]) -> list[Token]:
    """The values of ``a = 2; f(x) = ax²``, which stand before a heading, behind the formula."""
    for at, token in enumerate(body[3:], 3):
        apart = token.stop < body[min(at + 1, len(body) - 1)].start
        ends = token.text == ";" or (token.text in (".", ",") and apart)
        full_stop = body[at - 1].text.endswith(".")  # of a sentence, at its number
        if body[1].text == "=" and (ends or full_stop) and _is_value(body[0], body[2:at]):
            if full_stop:
                body[at - 1] = body[at - 1]._replace(text=body[at - 1].text[:-1], stop=body[at - 1].stop - 1)
            rest = _turned(body[at + (not full_stop) :])
            headed = any(each.text == "=" for each in rest)
            return [*rest, Token("sign", ",", *token.place), *body[:at]] if headed else body
    return body


def _holds_values(body: list[Token], at: int) -> bool:
    """Whether at a place brackets open that close at the end, and hold what letters are."""
    texts = [token.text for token in body[at : at + 3]]
    called = at > 0 and body[at - 1].text.lower() in FUNCTION_WORDS  # sum(i = 1 …)
    return not called and texts[:1] + texts[2:] == ["(", "="] and closing_of(body, at) == len(body) - 1


def _name(letter: Token) -> str:
    return GREEK_NAMES.get(letter.text, letter.text) + letter.suffix


def _parts(token: Token) -> bool:
    return token.text in (",", ";", *WHERE) or KEYWORDS.get(token.text) == "and"


def values_of(
    text: str, tokens: Sequence[Token], given: Mapping[str, list[Token]], declared: Sequence[str] | None
) -> dict[str, list[Token]]:
    """What stands for each letter that is used, with an end behind it. Raises FormulaError at a variable's.

    At least one letter is left: a heading's, which is `declared`, or another of the formula.
    """
    used = {(token.text, token.accented) for token in tokens if token.kind == "name"}
    others = declared or {name for name, _ in used if is_variable(name)} - {*given, "e"}
    made: dict[str, list[Token]] = {}
    for name, (letter, *value) in given.items():
        start, stop = letter.start, value[-1].stop
        if (name, not letter.accented) in used:  # ŷ, y = 1
            raise FormulaError("accent", letter.place, text=f"{name}\u0302", letter=name)
        if (name, letter.accented) not in used and others and name[0] not in {*others, "η"}:
            continue  # no start, x₀ = 2, and no rate
        if (name, letter.accented) not in used or not others:
            raise FormulaError.at(text, start, stop, "setting")
        made[name] = [
            *(
                each._replace(kind=each.kind.replace("letters", "name"), text=each.text.replace("π", "pi"))
                for each in value
            ),
            Token("end", "", stop, stop),
        ]
    return made
