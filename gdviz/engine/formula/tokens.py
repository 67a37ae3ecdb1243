"""Text to tokens: numbers, runs of letters, signs and LaTeX commands, each with its place."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from gdviz.engine.formula.characters import (
    GREEK,
    GREEK_NAMES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    is_accented,
    plain,
)
from gdviz.engine.formula.commands import ACCENTS, BLANK, FONTS, FRACTIONS, NOTES, SIGNS
from gdviz.engine.formula.formula_error import FormulaError
from gdviz.engine.formula.vocabulary import (
    CHINESE,
    FUNCTION_WORDS,
    LOGARITHMS,
    ODD_NAMES,
    SAID_SIGNS,
    WORDS,
)


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_FUNCTION_AT_END = re.compile(rf"(?:{_any_of(FUNCTION_WORDS - ODD_NAMES)})$", re.IGNORECASE)
_FRACTION = "[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]"
_NUMBER = (
    r"(?:(?:[1-9]\d{0,2}(?:(?:[\u2009\u202f '_]|\\[, ])\d{3}(?!\d))+|\d++)(?:\{,\}\d++|\.(?!\.)\d*+)?|\.\d++)"
    r"(?:[eE][+-]?\d++)?"
)
_RAISED = "ᵃᵇᵏⁿˣʸᶻʷᵗᵖ"
_TOKEN = re.compile(
    r"(?P<row>\\\\(?:\s*\[[\d.]*[a-z]{2}\])?)"
    r"|(?P<blank>\s+|\$+|\\[,;:!>\s]|\\[\[\]()]|\\(?:left|right)(?![A-Za-z])(?:\s*\.)?"
    r"|::\s*[A-Z]\w*|(?<!\S)(?:\#\s*[^\W\d]|//\s*[^\W\d]{2}).*)"
    rf"|(?P<number>\d*{_FRACTION}|{_NUMBER})"
    r"|(?P<under>[ᵢⱼₖₙ]₌[₀-₉]+)"
    rf"|(?P<odd>(?i:{_any_of(ODD_NAMES)})(?![A-Za-z0-9]))"
    rf"|(?P<letters>[A-Za-z]+|[{GREEK}]|[√∛∜㏑㏒]|(?<![\w)|}}\]⌋⌉!])[²-³⁴-⁹]√|[∑∏]"
    rf"|{_any_of(CHINESE)}|[\u4e00-\u9fff]+)"
    rf"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺{_RAISED}⁽⁾]*[{_RAISED}][⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺{_RAISED}⁽⁾]*)"
    r"|(?P<superscript>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<subscript>[₀-₉]+|₊)"
    r"|(?P<environment>\\(?:begin|end)\s*\{\s*[A-Za-z]+\*?\s*\}"
    r"(?:(?<=array\})\s*\{(?:[lcr|\s]|@\s*\{[^{}]*\})*\})?)"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|[{}|&%_#]))"
    r"|(?P<sign>//|%/?%|\.?(?:\*\*|[*/^])|\.[-+]|<=>?|>=|=<|=>|==|!=|<>|:=|\|?->|&&|\.\.+"
    r"|[-+±∓(){}\[\],|;=<>≤≥≠⌊⌋⌈⌉&↦?:!_…%∧∨¬.@'\"∈⊤∂∞ℝ])"
)
_INDEX = re.compile(
    r"\d+|[₀-₉]+|[ᵢⱼₖₙ](?!₌)|_\s*(?:\d+|[₀-₉]+)|_[A-Za-z]+"
    r"|_\s*[({]\s*(?:\d+|(?:\\(?:text|mathrm|rm|mathit|textrm)\s*\{?\s*)?[A-Za-z]{1,12})\s*[)}]{1,2}"
    r"|\^\s*\{[(\[]\s*\d+\s*[)\]]\}|\$\d+|\[\d+\]"  # x^{(1)}, w^{[1]} of examples and layers; A$1; x[0]
)
_INDEX_OF_E = re.compile(r"[₀-₉]+|_\s*(?:\d+|[₀-₉]+|[({]\s*\d+\s*[)}])")
_E_IN_HEADING = re.compile(r"[(,;]\s*e\d+\s*[,;)][^=]*=")
_BASE = re.compile(r"(?:10|2|₁₀|₂)(?![\d.])|_\s*(?:\d+|[({]\s*\d+\s*[)}])|[₀-₉]+")
_SINGLES = re.compile(r"\s*([\dA-Za-z])\s*([\dA-Za-z])")
_PAREN = {**dict.fromkeys("([{", "("), **dict.fromkeys(")]}", ")")}
_SAME_SIGNS = {
    **dict.fromkeys(("∧", "&&"), "and"),
    "∨": "or",
    "¬": "not",
    "<=": "≤",
    "=<": "≤",
    "<=>": "=",
    ">=": "≥",
    "!=": "≠",
    "<>": "≠",
    "…": "..",
    ":=": "=",
    **dict.fromkeys(("->", "|->"), "↦"),
    "%%": "mod",
    "%/%": "//",  # R's
}


class Token(NamedTuple):
    """A piece of the text with its place.

    `kind` is "number", "letters" (a run with its `suffix`, to be read as names), "name", "superscript",
    "sign", "frac", "cases", "end", or what `layout` takes away: "font", "note".
    """

    kind: str
    text: str
    start: int
    stop: int
    suffix: str = ""  # an index, a base, a root's degree; "digit" of a number of one digit; a bracket's kind
    accented: bool = False  # a letter with a hat, a bar or an arrow

    @property
    def place(self) -> tuple[int, int]:
        """Where the token stands: (start, stop)."""
        return self.start, self.stop


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, an "end" token last. Raises FormulaError at a character that means nothing."""
    known = plain(text)
    tokens: list[Token] = []
    at = 0
    while at < len(known):
        match = _TOKEN.match(known, at)
        if known[at] == "~" and "\\" in known:  # TeX's blank
            at += 1
            continue
        if match is None:
            raise FormulaError("character", (at, at + 1), text=text[at])
        made = _tokens_at(known, match, text)
        opened = known.count("{", 0, at) > known.count("}", 0, at)
        in_rows = "\n" in match[0] and opened and "\\" not in known
        if in_rows and tokens and tokens[-1].text not in (*"(=,;", "\\\\"):
            made = [Token("sign", "\\\\", match.start(), match.end())]
        at = max(match.end(), made[-1].stop) if made else match.end()
        tokens += made
    return [*tokens, Token("end", "", len(text), len(text))]


def _tokens_at(known: str, match: re.Match[str], text: str) -> list[Token]:
    """The tokens that begin at a match: none of a blank, three of the digits of ``\\frac12``."""
    kind, found, start, stop = str(match.lastgroup), match[0], match.start(), match.end()
    if kind == "blank":
        return []
    if kind == "row":
        return [Token("sign", "\\\\", start, stop)]
    if kind == "number":
        return [Token(kind, re.sub(r"[\u2009\u202f '_]|\\[, ]", "", found).replace("{,}", "."), start, stop)]
    if kind == "odd":
        return [Token("letters", found.lower(), start, stop)]
    if kind == "letters":
        marked = unicodedata.combining(text[stop : stop + 1] or " ") > 0
        return _letters(known, found, start, stop, marked, is_accented(text[start:stop]) or marked)
    if kind == "raised":
        raised = re.sub(r"(?<=[a-z])(?=\d)", "^", found.translate(SUPERSCRIPTS))  # e⁻ˣ² is e^(−x²)
        return [Token("sign", "^", start, start), *_within(raised, start, stop)]
    if kind in ("under", "subscript"):
        lowered = "+" if found == "₊" else found.translate(SUBSCRIPTS)
        return [Token("sign", "_", start, start), *_within(lowered, start, stop)]
    if kind == "environment":
        environment = re.sub(r"^\\(?:begin|end)\s*\{\s*|\s*\}.*$", "", found, flags=re.DOTALL)
        return [Token("cases", "end" if found[1] == "e" else "begin", start, stop, environment)]
    if kind == "command":
        return _command(known, found, start, stop, text)
    if kind == "sign" and found in _PAREN:
        return [Token(kind, _PAREN[found], start, stop, found)]
    if found == "&&" and r"\begin" in known:
        found = "&"  # aligned columns
    sign = _SAME_SIGNS.get(found, ".." if found.startswith("..") else found)
    sign = sign[1:] if sign[0] == "." and sign not in (".", "..") else sign  # .* of arrays
    return [Token("letters" if sign.isalpha() and sign != "ℝ" else kind, sign, start, stop)]


def _within(text: str, start: int, stop: int) -> list[Token]:
    """The tokens of what stands raised or lowered from `start` to `stop`, in brackets."""
    inside = [each._replace(start=start, stop=stop) for each in tokens_of(text)[:-1]]
    if not inside:
        raise FormulaError("character", (start, start + 1), text=text[:1])
    return [Token("sign", "(", start, start, "("), *inside, Token("sign", ")", stop, stop, ")")]


def _letters(
    known: str, run: str, start: int, stop: int, mark: int = 0, accented: bool = False
) -> list[Token]:
    """A run of letters with the index that follows: of a variable any number, of a logarithm its base."""
    if run in SAID_SIGNS:
        sign = SAID_SIGNS[run]
        return [Token("superscript" if sign in "²³" else "sign", sign, start, stop)]
    called = _FUNCTION_AT_END.search(run)
    if run == "∜" or (len(run) == 2 and run[1] == "√"):
        return [Token("letters", "√", start, stop, run[0].translate(SUPERSCRIPTS) if run[1:] else "4")]
    if run == "e":  # the number, unless an index can be nothing else or the heading has it
        index = (_INDEX if _E_IN_HEADING.search(known) else _INDEX_OF_E).match(known, stop)
    elif called is None:
        index = None if run in WORDS or run in "√∛π∑∏" else _INDEX.match(known, stop + mark)
        if index and "\\" in known and re.fullmatch(r"_\s*[A-Za-z]{2,}", index[0]):
            index = re.compile(r"_\s*[A-Za-z]").match(known, stop + mark)  # TeX lowers a single letter
    else:
        index = _BASE.match(known, stop) if called[0].lower() in LOGARITHMS else None
    if index is None:
        return [Token("letters", run, start, stop, "", accented)]
    digits = re.sub(r"\\[a-z]+|[\W_]", "", index[0].translate(SUBSCRIPTS))
    suffix = str(int(digits)) if digits.isdigit() else f"_{digits}"
    return [Token("letters", run, start, index.end(), suffix, accented)]


def _command(known: str, found: str, start: int, stop: int, text: str) -> list[Token]:
    name = found[1:].rstrip("*")
    if name in "{}":
        return [Token("sign", "(" if name == "{" else ")", start, stop, found)]
    if name in BLANK:
        return []
    if name in NOTES or name in FONTS or name in ACCENTS:
        return [Token("note" if name in NOTES else "font", name, start, stop)]
    if name in SIGNS:
        sign = SIGNS[name]
        return [Token("letters" if sign.isalpha() else "sign", sign, start, stop)]
    if name in FRACTIONS:
        tokens = [Token("frac", found, start, stop)]
        if singles := _SINGLES.match(known, stop):  # \\frac12, \\frac w2
            for each in (1, 2):
                piece, (begin, end) = singles[each], singles.span(each)
                kind, suffix = ("number", "digit") if piece.isdigit() else ("letters", "")
                tokens.append(Token(kind, piece, begin, end, suffix))
        return tokens
    if name in GREEK_NAMES or name in ("sqrt", "sum", "prod", "arg") or name.lower() in FUNCTION_WORDS:
        run = {"sum": "∑", "prod": "∏"}.get(name, GREEK_NAMES.get(name, name))
        return _letters(known, run, start, stop)
    raise FormulaError("command", (start, stop), text=text[start:stop])
