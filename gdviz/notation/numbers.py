"""Numbers and formulas as people write them: a real minus, ×, superscripts, brackets around negative numbers.

Formulas are plain text with two marks that `to_html` turns into raised and lowered type: ``^(…)`` for an
exponent that has no superscript character of its own, and ``_(…)`` for an index.
"""

from __future__ import annotations

import html
import math
import re
from typing import Any

import numpy as np

MINUS = "−"
SUPERSCRIPTS = str.maketrans("0123456789−-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"


def number(value: Any, unlike: Any = None, decimals: int = 6) -> str:
    """`value` with the digits worth showing: few where they say it all, else `decimals`.

    A NumPy float32 counts as short where it is the float32 nearest to a short number or its neighbour.
    Where the text would be that of `unlike`, another number, more digits are shown.

    >>> number(2.5999999999999996), number(0.0970299), number(-7), number(1e-7), number(1234567.25)
    ('2.6', '0.097030', '−7', '10⁻⁷', '1234567')
    >>> number(0.99999959, unlike=1.0)
    '0.9999996'
    """
    if unlike is not None and float(value) != float(unlike):
        while decimals < 15 and f"{float(value):.{decimals}f}" == f"{float(unlike):.{decimals}f}":
            decimals += 1
    return _digits(value, decimals)


def factor(value: Any, unlike: Any = None) -> str:
    """`value` as it stands within a formula: in brackets where it is negative or has a power of ten.

    >>> factor(-7.0), factor(0.5)
    ('(−7)', '0.5')
    """
    text = number(value, unlike)
    return f"({text})" if text.startswith(MINUS) or ("10" in text and "×" in text) else text


def short(value: Any) -> str:
    """A number for a label on the picture: at most five significant digits."""
    plain = float(value)
    return number(float(f"{plain:.5g}")) if math.isfinite(plain) else number(plain)


def factor_short(value: Any) -> str:
    """`short`, in brackets where it is negative."""
    return factor(float(f"{float(value):.5g}"))


def pixel_digits(value: float, per_pixel: float) -> float:
    """`value` rounded to what a hand can place: a tenth of a pixel."""
    if not (per_pixel > 0 and math.isfinite(per_pixel)):
        return value
    return round(value, max(0, 1 - math.floor(math.log10(per_pixel))))


def _digits(value: Any, decimals: int) -> str:
    plain = float(value)
    if not math.isfinite(plain):
        return "NaN" if math.isnan(plain) else ("∞" if plain > 0 else MINUS + "∞")
    if plain == 0.0:
        return "0"
    # A few steps of rounding off count as none, but hardly any for one digit: −1 must not hide a rest.
    single = np.asarray(value).dtype == np.float32
    nearly, nearly_one_digit = (1.5e-7, 3e-8) if single else (1e-12, 1e-15)
    size = abs(plain)
    places = math.floor(math.log10(size))
    for digits in range(1, 8):
        short = f"{size:.{digits - 1}e}"
        # As short as six decimals allow, or a few digits of something tiny.
        mantissa = short.split("e")[0]
        limit = nearly_one_digit if digits == 1 else nearly
        if digits > 1 and mantissa.endswith("0"):
            continue  # the number with fewer digits, which was not near enough
        near = abs(float(short) - size) <= limit * size or (single and np.float32(short) == np.float32(size))
        if near and (digits - 1 - places <= 6 or digits <= 3):
            return _written(plain, short)
    if -3 <= places < 6:
        # Six decimals as the course prints them; no more than nine digits in all, no fewer than five.
        shown = f"{size:.{min(decimals + max(0, -2 - places) * 2, decimals + 2 - places)}f}"
        return (MINUS if plain < 0 else "") + shown
    return _written(plain, f"{size:.{decimals}e}", strip=False)


def _written(value: float, scientific: str, strip: bool = True) -> str:
    """A number from its scientific notation, written out where that is short."""
    mantissa, exponent_text = scientific.split("e")
    exponent, sign = int(exponent_text), MINUS if value < 0 else ""
    if strip and "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    decimals = len(mantissa.partition(".")[2]) - exponent
    if exponent < 7 and decimals <= 7 and exponent >= -5:
        return sign + f"{float(scientific):.{max(decimals, 0)}f}"
    power = "10" + str(exponent).translate(SUPERSCRIPTS)
    return sign + (power if mantissa == "1" else f"{mantissa} × {power}")


def power(base: str, exponent: str) -> str:
    """``base`` to the power of ``exponent``, with superscripts for whole numbers.

    >>> power("0.99", "3"), power("0.9", "3/10")
    ('0.99³', '0.9^(3/10)')
    """
    if re.fullmatch(r"[−-]?\d+", exponent):
        return base + exponent.translate(SUPERSCRIPTS)
    return f"{base}^({exponent})"


_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-zα-ωΑ-Ω][A-Za-z0-9₀-₉]*)|(?P<raised>[{_RAISED}]+)|(?P<space>\s+)|(?P<mark>.)"
)


def substituted(expression: str, values: dict[str, Any]) -> str:
    """The expression with numbers in place of its variables, and every product written out with ×.

    >>> substituted("2w + 2", {"w": 2.6})
    '2 × 2.6 + 2'
    >>> substituted("−2(1 − x) − 400x(y − x²)", {"x": -1.2, "y": 1.0})
    '−2 × (1 − (−1.2)) − 400 × (−1.2) × (1 − (−1.2)²)'
    >>> substituted("(w + 1)²", {"w": -7})
    '(−7 + 1)²'
    """
    expression = re.sub(r"(?:\^|\*\*)(\d+)", lambda match: match.group(1).translate(SUPERSCRIPTS), expression)
    names = sorted(values, key=len, reverse=True)
    result: list[str] = []
    ends_factor = False  # whether what stands last can be multiplied by what follows
    bars = 0  # open bars of absolute values
    for match in _TOKEN.finditer(expression):
        kind, text = match.lastgroup, match.group()
        pieces = _split_names(text, names) if kind == "name" else [text]
        for piece in pieces:
            is_value = kind == "name" and piece in values
            is_function = kind == "name" and not is_value and piece not in ("e", "π")
            opening = piece == "(" or (piece == "|" and bars == 0)
            closing = piece == ")" or (piece == "|" and bars > 0)
            begins_factor = kind == "number" or kind == "name" or opening or piece == "√"
            if begins_factor and ends_factor and not (result and result[-1].endswith("\x00")):
                _drop_spaces(result)
                result.append(" × ")
            if is_value:
                bare = not "".join(result).strip() or result[-1] in "(|"
                raised = expression[match.end() : match.end() + 1] in _RAISED
                written = number(values[piece]) if bare and not raised else factor(values[piece])
                result.append(written)
            elif is_function:
                result.append(piece + "\x00")  # what follows a function's name is its argument, no factor
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
_INDEXED = re.compile(r"(?<![A-Za-z;&])([A-Za-z])(\d+(?:_\d+)*)(?![A-Za-z0-9_])")
_MARKED = re.compile(r"(\^|_)\(")


def to_html(text: str, lowered: bool = False) -> str:
    """The formula as rich text: single letters in italics, ``^(…)`` raised, ``_(…)`` lowered.

    The numbers of a model's parameter are lowered, too, but within what is `lowered` already.

    >>> to_html("0.9^(3/10)")
    '0.9<sup>3/10</sup>'
    >>> to_html("w < 3")
    '<i>w</i> &lt; 3'
    >>> to_html("w2_1_3")
    '<i>w</i><sub>2,1,3</sub>'
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
    text = html.escape(text, quote=False)
    if lowered:
        return _VARIABLE.sub(r"<i>\1</i>", text)
    pieces = _INDEXED.split(text)  # plain, letter, numbers, plain, …
    for place in range(0, len(pieces), 3):
        pieces[place] = _VARIABLE.sub(r"<i>\1</i>", pieces[place])
    for place in range(1, len(pieces), 3):
        numbers = pieces[place + 1].replace("_", ",")
        pieces[place : place + 2] = [f"<i>{pieces[place]}</i>", f"<sub>{numbers}</sub>"]
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
