"""Text to tokens: numbers, runs of letters, signs and LaTeX commands, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from gdviz.engine.formula.characters import GREEK, GREEK_NAMES, SUBSCRIPTS, plain
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.vocabulary import FUNCTION_WORDS, LOGARITHMS, WORDS

_FUNCTION_AT_END = re.compile(
    rf"(?:{'|'.join(sorted(FUNCTION_WORDS, key=len, reverse=True))})$", re.IGNORECASE
)
_NUMBER = r"(?:\d++(?:[\u2009\u202f]\d{3})*\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?"
_TOKEN = re.compile(
    rf"(?P<number>\d*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|{_NUMBER})"
    rf"|(?P<letters>[A-Za-z]+|[{GREEK}]|[√∛]|[\u4e00-\u9fff]+)"
    r"|(?P<superscript>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<command>\\(?:begin|end)\s*\(\s*cases\s*\)|\\[A-Za-z]+|\\\\)"
    r"|(?P<sign>\*\*|<=|>=|=<|[-+*/^(),|;=<>≤≥⌊⌋⌈⌉&↦])"
)
_INDEX = re.compile(r"\d+|[₀-₉]+|_\s*(?:\d+|[₀-₉]+|\(\s*\d+\s*\))")
_BASE = re.compile(r"(?:_\s*)?(?:10|2|₁₀|₂|\(\s*(?:10|2)\s*\))(?![\d.])")
_TWO_DIGITS = re.compile(r"\s*(\d)\s*(\d)")
_COMMANDS = {
    **dict.fromkeys(("cdot", "times", "ast"), "*"),
    "div": "/",
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    "lt": "<",
    "gt": ">",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    **dict.fromkeys(("vert", "lvert", "rvert", "mid"), "|"),
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "(",
    "rbrack": ")",
    "land": "and",
    "lor": "or",
}
_EQUAL_SIGNS = {"<=": "≤", "=<": "≤", ">=": "≥"}


class Token(NamedTuple):
    """A piece of the text with its place.

    `kind` is "number", "letters" (a run with its `suffix`, to be read as names), "name", "superscript",
    "sign", "frac", "cases" or "end".
    """

    kind: str
    text: str
    start: int
    stop: int
    suffix: str = ""  # an index or a base; "digit" of a number of one digit

    @property
    def place(self) -> tuple[int, int]:
        """Where the token stands: (start, stop)."""
        return self.start, self.stop


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, an "end" token last. Raises FormulaError at a character that means nothing."""
    known = plain(text)
    length = len(re.sub(r"(?:(?<!\d)\.|[\s;,])+$", "", known))  # a period ends the sentence, if no number
    tokens: list[Token] = []
    at = 0
    while at < length:
        if known[at].isspace():
            at += 1
            continue
        match = _TOKEN.match(known, at)
        if match is None:
            raise FormulaError("sum" if text[at] in "∑∏" else "character", (at, at + 1), text=text[at])
        made = _tokens_at(known, match, text)
        tokens += made
        at = made[-1].stop
    tokens.append(Token("end", "", length, length))
    return tokens


def _tokens_at(known: str, match: re.Match[str], text: str) -> list[Token]:
    """The token that begins at a match, or two: the digits of ``\\frac12``."""
    kind, found, start, stop = str(match.lastgroup), match[0], match.start(), match.end()
    if kind == "command":
        return _command(known, found, start, stop, text)
    if kind == "letters":
        return [_letters(known, found, start, stop)]
    return [Token(kind, _EQUAL_SIGNS.get(found, found), start, stop)]


def _letters(known: str, run: str, start: int, stop: int) -> Token:
    """A run of letters with the index that follows: of a variable any number, of a logarithm its base."""
    called = _FUNCTION_AT_END.search(run)
    if called is None:
        index = None if run in WORDS or run in "√∛π" else _INDEX.match(known, stop)
    else:
        index = _BASE.match(known, stop) if called[0].lower() in LOGARITHMS else None
    if index is None:
        return Token("letters", run, start, stop)
    digits = re.sub(r"[_()\s]", "", index[0].translate(SUBSCRIPTS))
    return Token("letters", run, start, index.end(), str(int(digits)))


def _command(known: str, found: str, start: int, stop: int, text: str) -> list[Token]:
    name = found[1:]
    if name == "\\":
        return [Token("sign", "\\\\", start, stop)]
    if name.startswith(("begin", "end")):
        return [Token("cases", "begin" if name.startswith("begin") else "end", start, stop)]
    if name in _COMMANDS:
        sign = _COMMANDS[name]
        return [Token("letters" if sign.isalpha() else "sign", sign, start, stop)]
    if name in ("frac", "dfrac", "tfrac", "cfrac"):
        tokens = [Token("frac", found, start, stop)]
        digits = _TWO_DIGITS.match(known, stop)
        if digits:
            tokens += [Token("number", digits[each], *digits.span(each), "digit") for each in (1, 2)]
        return tokens
    if name in GREEK_NAMES or name == "sqrt" or name.lower() in FUNCTION_WORDS:
        return [_letters(known, GREEK_NAMES.get(name, name), start, stop)]
    raise FormulaError("sum" if name == "sum" else "command", (start, stop), text=text[start:stop])


__all__ = ["Token", "tokens_of"]
