"""Text to tokens: numbers, runs of letters, signs and LaTeX commands, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from gdviz.engine.formula.characters import GREEK, GREEK_NAMES, SUBSCRIPTS, SUPERSCRIPTS, plain
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.vocabulary import FUNCTION_WORDS, LOGARITHMS, WORDS

_FUNCTION_AT_END = re.compile(
    rf"(?:{'|'.join(sorted(FUNCTION_WORDS, key=len, reverse=True))})$", re.IGNORECASE
)
_NUMBER = r"(?:\d++(?:[\u2009\u202f]\d{3})*(?:\.(?!\.)\d*+)?|\.\d++)(?:[eE][+-]?\d++)?"
_TOKEN = re.compile(
    rf"(?P<number>\d*[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|{_NUMBER})"
    r"|(?P<series>[∑∏]|[ΣΠ](?=\s*\(\s*[A-Za-z]\s*=)|(?:[ΣΠ]|sum|prod|\\Sigma)"
    r"(?=(?:\s*\^\s*\S+)?\s*(?:_\s*\(\s*[A-Za-z]\s*=|_\s*[A-Za-z]\s*=|[ᵢⱼₖₙ]₌))|\\(?:sum|prod)(?![A-Za-z]))"
    r"|(?P<under>[ᵢⱼₖₙ]₌[₀-₉]+)"
    rf"|(?P<letters>[A-Za-z]+|[{GREEK}]|[√∛∜㏑㏒]|(?<![\w)|}}\]⌋⌉!])[²-³⁴-⁹]√|[\u4e00-\u9fff]+)"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵃᵇᵏⁿˣʸᶻʷᵗᵖ⁽⁾]*[ᵃᵇᵏⁿˣʸᶻʷᵗᵖ][⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ᵃᵇᵏⁿˣʸᶻʷᵗᵖ⁽⁾]*)"
    r"|(?P<superscript>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<command>\\(?:begin|end)\s*\(\s*cases\s*\)|\\[A-Za-z]+|\\\\)"
    r"|(?P<sign>\*\*|<=|>=|=<|==|!=|<>|\.\.+|[-+*/^(),|;=<>≤≥≠⌊⌋⌈⌉&↦?:!_…%∧∨¬])"
)
_INDEX = re.compile(
    r"\d+|[₀-₉]+|_\s*(?:\d+|[₀-₉]+|\(\s*\d+\s*\))"
    r"|(?:_\s*[A-Za-z]+|_\s*\([^()]{1,12}\)|[ᵢⱼₖₙ](?!₌))"  # of a sum; others are refused by name
)
_INDEX_OF_E = re.compile(r"[₀-₉]+|_\s*(?:\d+|[₀-₉]+|\(\s*\d+\s*\))")
_E_IN_HEADING = re.compile(r"[(,;]\s*e\d+\s*[,;)][^=]*=")
_BASE = re.compile(r"(?:_\s*)?(?:10|2|₁₀|₂|\(\s*(?:10|2)\s*\))(?![\d.])|_\s*(?:\d+|\(\s*\d+\s*\))|[₀-₉]+")
_SINGLES = re.compile(r"\s*([\dA-Za-z])\s*([\dA-Za-z])")
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
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("ldots", "dots", "cdots"), ".."),
    **dict.fromkeys(("vert", "lvert", "rvert", "mid"), "|"),
    "lbrace": "(",
    "rbrace": ")",
    "lbrack": "(",
    "rbrack": ")",
    "land": "and",
    "lor": "or",
    "wedge": "and",
    "vee": "or",
    "lnot": "not",
    "neg": "not",
    "cr": ";",
}
_EQUAL_SIGNS = {
    "∧": "and",
    "∨": "or",
    "¬": "not",
    "<=": "≤",
    "=<": "≤",
    ">=": "≥",
    "!=": "≠",
    "<>": "≠",
    "…": "..",
}


class Token(NamedTuple):
    """A piece of the text with its place.

    `kind` is "number", "letters" (a run with its `suffix`, to be read as names), "name", "superscript",
    "sign", "frac", "cases", "series" (a sum's or a product's sign) or "end".
    """

    kind: str
    text: str
    start: int
    stop: int
    suffix: str = ""  # an index, a base, a root's degree; "digit" of a number of one digit

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
            raise FormulaError("character", (at, at + 1), text=text[at])
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
    if kind == "series":
        return [Token(kind, "∏" if found in ("∏", "Π", "prod", "\\prod") else "∑", start, stop)]
    if kind == "raised":
        raised = re.sub(r"(?<=[a-z])(?=\d)", "^", found.translate(SUPERSCRIPTS))  # e⁻ˣ² is e^(−x²)
        return [Token("sign", "^", start, start), *_within(raised, start, stop)]
    if kind == "under":
        return [Token("sign", "_", start, start), *_within(found.translate(SUBSCRIPTS), start, stop)]
    sign = _EQUAL_SIGNS.get(found, ".." if found.startswith("..") else found)
    return [Token("letters" if sign.isalpha() else kind, sign, start, stop)]


def with_loops(tokens: list[Token]) -> list[Token]:
    """The tokens with Python's ``for i in range`` as words of the grammar."""
    made = list(tokens)
    for at in range(len(tokens) - 3):
        if tokens[at].text == "for" and tokens[at + 2].text == "in":
            made[at] = Token("word", "each", *tokens[at].place)
            for place in (at + 2, at + 3):
                made[place] = Token("word", tokens[place].text, *tokens[place].place)
    return made


def _within(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of what stands raised or lowered from `start` to `stop`, in brackets."""
    inside = [each._replace(start=start, stop=stop) for each in tokens_of(text)[:-1]]
    return [Token("sign", "(", start, start), *inside, Token("sign", ")", stop, stop)]


def _letters(known: str, run: str, start: int, stop: int) -> Token:
    """A run of letters with the index that follows: of a variable any number, of a logarithm its base."""
    called = _FUNCTION_AT_END.search(run)
    if run == "∜" or (len(run) == 2 and run[1] == "√"):
        return Token("letters", "√", start, stop, run[0].translate(SUPERSCRIPTS) if run[1:] else "4")
    if run == "e":  # the number, unless an index can be nothing else or the heading has it
        index = (_INDEX if _E_IN_HEADING.search(known) else _INDEX_OF_E).match(known, stop)
    elif called is None:
        index = None if run in WORDS or run in "√∛π" else _INDEX.match(known, stop)
    else:
        index = _BASE.match(known, stop) if called[0].lower() in LOGARITHMS else None
    if index is None:
        return Token("letters", run, start, stop)
    digits = re.sub(r"[_()\s]", "", index[0].translate(SUBSCRIPTS))
    return Token("letters", run, start, index.end(), str(int(digits)) if digits.isdigit() else f"_{digits}")


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
        if singles := _SINGLES.match(known, stop):  # \\frac12, \\frac w2
            for each in (1, 2):
                piece, (begin, end) = singles[each], singles.span(each)
                kind, suffix = ("number", "digit") if piece.isdigit() else ("letters", "")
                tokens.append(Token(kind, piece, begin, end, suffix))
        return tokens
    if name in GREEK_NAMES or name == "sqrt" or name.lower() in FUNCTION_WORDS:
        return [_letters(known, GREEK_NAMES.get(name, name), start, stop)]
    raise FormulaError("command", (start, stop), text=text[start:stop])


__all__ = ["Token", "tokens_of"]
