"""Formulas as people write them: with numbers put in, as rich text, as plain text.

Formulas are plain text with two marks that `to_html` turns into raised and lowered type: ``^(…)`` for an
exponent that has no superscript character of its own, and ``_(…)`` for an index.
"""

from __future__ import annotations

import html
import re
from typing import Any

from gdviz.notation.names import indexed
from gdviz.notation.numbers import NARROW, SUPERSCRIPTS, bracketed, number

WORDS = frozenset({"if", "then", "else", "and", "or"})  # of a choice
COMPARISONS = frozenset("<>≤≥")
FUNCTIONS = {"log2": "log₂", "log10": "log₁₀"}
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"


def power(base: str, exponent: str) -> str:
    """``base`` to the power of ``exponent``, with superscripts for whole numbers.

    >>> power("0.99", "3"), power("0.9", "3/10")
    ('0.99³', '0.9^(3/10)')
    """
    if re.fullmatch(r"[−-]?\d+", exponent):
        return base + exponent.translate(SUPERSCRIPTS)
    return f"{base}^({exponent})"


_TOKEN = re.compile(
    rf"(?P<number>\d+(?:{NARROW}\d{{3}})*(?:\.\d+)?)|(?P<name>[A-Za-zα-ωΑ-Ω][A-Za-z0-9₀-₉]*(?:_[A-Za-z]+)?)|(?P<raised>[{_RAISED}]+)|(?P<space>\s+)|(?P<mark>.)"
)


def substituted(expression: str, values: dict[str, Any]) -> str:
    """The expression with numbers in place of its variables, and every product written out with ×.

    The values are numbers, or texts of numbers.

    >>> substituted("2w + 2", {"w": 2.6})
    '2 × 2.6 + 2'
    >>> substituted("−2(1 − x) − 400x(y − x²)", {"x": -1.2, "y": 1.0})
    '−2 × (1 − (−1.2)) − 400 × (−1.2) × (1 − (−1.2)²)'
    >>> substituted("(w + 1)²", {"w": -7})
    '(−7 + 1)²'
    >>> substituted("2bw_max", {"b": 3, "w": 1, "w_max": 5})
    '2 × 3 × 5'
    >>> substituted("if w₁ > 1 then 2w₁ else 0", {"w1": -7})
    'if −7 > 1 then 2 × (−7) else 0'
    """
    expression = re.sub(r"(?:\^|\*\*)(\d+)", lambda match: match.group(1).translate(SUPERSCRIPTS), expression)
    names = sorted(values, key=len, reverse=True)
    result: list[str] = []
    ends_factor = False  # whether what stands last can be multiplied by what follows
    bars = 0  # open bars of absolute values
    for match in _TOKEN.finditer(expression):
        kind, text = match.lastgroup, match.group()
        pieces = _split_names(text.translate(_LOWERED), names) if kind == "name" else [text]
        for piece in pieces:
            is_value = kind == "name" and piece in values
            is_word = kind == "name" and piece in WORDS and not is_value
            is_function = kind == "name" and not is_value and not is_word and piece not in ("e", "π")
            opening = piece in ("(", "⌊") or (piece == "|" and bars == 0)
            closing = piece in (")", "⌋") or (piece == "|" and bars > 0)
            begins_factor = kind == "number" or (kind == "name" and not is_word) or opening or piece in "√∛"
            if begins_factor and ends_factor and not (result and result[-1].endswith("\x00")):
                _drop_spaces(result)
                result.append(" × ")
            if is_value:
                before = "".join(result[-2:]).strip()
                bare = not "".join(result).strip() or result[-1] in "(|⌊" or before in WORDS | COMPARISONS
                raised = expression[match.end() : match.end() + 1] in _RAISED
                text = values[piece] if isinstance(values[piece], str) else number(values[piece])
                result.append(text if bare and not raised else bracketed(text))
            elif is_function:
                # What follows a function's name is its argument, no factor.
                result.append(FUNCTIONS.get(piece, piece) + "\x00")
            else:
                result.append(" × " if piece in "·*⋅" else piece)
            if piece == "|":
                bars = 1 - bars
            if kind != "space":
                ends_factor = (
                    is_value or piece in ("e", "π") or kind == "number" or kind == "raised" or closing
                )
    return re.sub(" {2,}", " ", "".join(result).replace("\x00", ""))


def _split_names(text: str, names: list[str]) -> list[str]:
    """``xy`` as ``x``, ``y`` where both are variables; a name of its own stays whole."""
    pieces: list[str] = []
    rest = text
    while rest:
        name = next((name for name in [*names, "π", "e"] if rest.startswith(name)), None)
        if name is None:
            return [text]
        pieces.append(name)
        rest = rest[len(name) :]
    return pieces


def _drop_spaces(result: list[str]) -> None:
    while result and result[-1].isspace():
        result.pop()


_VARIABLE = re.compile(r"(?<![A-Za-z;&])([A-Za-zα-ω])(?![A-Za-z;])")
_INDEXED = re.compile(r"(?<![A-Za-z;&_])([A-Za-zα-ωΑ-Ω])(?:(\d+(?:_\d+)*)|_([A-Za-z]+))(?![A-Za-z0-9_])")
_MARKED = re.compile(r"(\^|_)\(")


def to_html(text: str, lowered: bool = False) -> str:
    """The formula as rich text: single letters in italics, ``^(…)`` raised, ``_(…)`` lowered.

    The numbers of a model's parameter are lowered, too, but within what is `lowered` already.

    >>> to_html("0.9^(3/10)")
    '0.9<sup>3/10</sup>'
    >>> to_html("w < 3")
    '<i>w</i> &lt; 3'
    >>> to_html("w2_1_3"), to_html("w_max")
    ('<i>w</i>₂[1,3]', '<i>w</i><sub>max</sub>')
    """
    result, place = [], 0
    for match in _MARKED.finditer(text):
        if match.start() < place:
            continue  # inside an exponent that is written already
        end = _closing(text, match.end())
        tag = "sup" if match.group(1) == "^" else "sub"
        result.append(_plain_html(text[place : match.start()], lowered))
        inside = to_html(text[match.end() : end], lowered or tag == "sub")
        result.append(f"<{tag}>{inside}</{tag}>")
        place = end + 1
    result.append(_plain_html(text[place:], lowered))
    return "".join(result)


def _plain_html(text: str, lowered: bool) -> str:
    text = indexed(html.escape(text, quote=False))
    if lowered:
        return _VARIABLE.sub(r"<i>\1</i>", text)
    pieces = _INDEXED.split(text)  # plain, letter, numbers or None, word or None, plain, …
    for place in range(0, len(pieces), 4):
        pieces[place] = _VARIABLE.sub(r"<i>\1</i>", pieces[place])
    for place in range(1, len(pieces), 4):
        letter, numbers, word = pieces[place : place + 3]
        index = word or numbers.replace("_", ",")
        pieces[place : place + 3] = [f"<i>{letter}</i>", f"<sub>{index}</sub>", ""]
    return "".join(pieces)


def _closing(text: str, start: int) -> int:
    """The place of the bracket that closes the one before `start`."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text)


def to_plain(text: str) -> str:
    """The formula as plain text to be copied: ``shadow_x`` rather than ``shadow_(x)``.

    >>> to_plain("shadow_(x) + 0.9^(3/10)")
    'shadow_x + 0.9^(3/10)'
    """
    return re.sub(r"_\((\w+)\)", r"_\1", text)
