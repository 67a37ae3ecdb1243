"""Every number that a person reads, in three styles, and the reader of all of them. No Qt.

- Mathematics, on screen: `number` (all digits worth showing), `to_digits`, `apart`, `fixed`, `exact`. A real
  minus, powers of ten with superscripts, narrow spaces between groups of three from five digits on. Nothing
  in it allows a line to break.
- Entry, in fields that are typed into: `entry`.
- Program, in generated code and data: `literal`.

What is written is always the value rounded to the digits shown.
"""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from gdviz.notation.commas import meanings, typed

MINUS = "−"
NARROW = "\u202f"  # a thin space at which no line breaks
SUPERSCRIPTS = str.maketrans("0123456789−-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_DIGITS_OF = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺" + MINUS, "0123456789-+-", NARROW + "\u2009")
# The full-width forms of a Chinese keyboard, and its comma and full stop.
_POWER = re.compile("(?:(?P<factor>[-+]?[0-9.]+) ?[×·x*] ?|(?P<sign>[-+]?))10(?P<power>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")

DECIMALS = 6  # as the course prints
MOST = 9  # digits of a large number
HUGE = 1e7  # a program prints numbers from here on with an exponent
LARGE, SMALL = 9, -3  # the powers of ten from which on, and below which, a number is written with one


# -- mathematics ---------------------------------------------------------------------------------------------


def number(value: Any, unlike: Any = None, decimals: int = DECIMALS) -> str:
    """`value` with the digits worth showing: `decimals` of them, or fewer where these say it all.

    There are never more digits than the value's own precision needs, and zeros at the end stay only where
    they are due to rounding. Where the text would be that of `unlike`, another number, more digits are shown.

    >>> number(2.5999999999999996), number(0.09702986), number(-7), number(1e-7), number(12345.25)
    ('2.6', '0.097030', '−7', '10⁻⁷', '12\u202f345.25')
    >>> number(0.99999959, unlike=1.0), number(np.float32(12.959999)), number(1.1920929e-7)
    ('0.9999996', '12.959999', '1.192093×10⁻⁷')
    """
    if unlike is not None and float(value) != float(unlike):
        while decimals < 15 and f"{float(value):.{decimals}f}" == f"{float(unlike):.{decimals}f}":
            decimals += 1
    if isinstance(value, (int, np.integer)):
        return fixed(value, 0)
    plain = float(value)
    if not math.isfinite(plain) or plain == 0.0:
        return _without_digits(plain)
    digits, places = _shortest(value)
    own = digits - 1 - places  # decimals that the value has
    if SMALL <= places < LARGE:
        # A small number has some more decimals, and a large one no more than nine digits in all.
        wanted = min(decimals + max(0, -2 - places) * 2, max(decimals + 2, MOST - 1) - places)
        text = f"{plain:.{max(0, min(wanted, own))}f}"
        return _grouped(_stripped(text, value))
    mantissa, exponent = f"{plain:.{min(decimals, digits - 1)}e}".split("e")
    mantissa = _stripped(mantissa, value, int(exponent))
    return _scientific(mantissa, int(exponent))


def to_digits(value: Any, digits: int) -> str:
    """`value` rounded to so many digits, whole numbers to ones at most; without zeros at the end.

    >>> to_digits(12.959999, 4), to_digits(-1.0000004, 4), to_digits(123456.7, 4), to_digits(0.00012345, 2)
    ('12.96', '−1', '123\u202f457', '0.00012')
    """
    plain = float(value)
    if not math.isfinite(plain) or plain == 0.0:
        return _without_digits(plain)
    mantissa, power = f"{plain:.{digits - 1}e}".split("e")
    places = int(power)
    if digits <= places < LARGE:
        return fixed(plain, 0)
    return _positional(mantissa, places) or _scientific(_without_zeros(mantissa), places)


def apart(value: Any, digits: int, span: float) -> str:
    """`to_digits` of a place on an axis `span` long: its last digit is that of a number as large as the axis.

    Of years, prices and kelvins, which are large and close together, that takes more digits.

    >>> apart(2019.53, 3, 20.0), apart(273.1512, 3, 0.02), apart(0.5312, 3, 20.0), to_digits(2019.53, 3)
    ('2019.5', '273.1512', '0.531', '2020')
    """
    plain, span = abs(float(value)), abs(float(span))
    if 0.0 < span < plain < math.inf:
        digits += math.floor(math.log10(plain)) - math.floor(math.log10(span))
    return to_digits(value, min(digits, 17))


def exact(value: Any) -> str:
    """`value` with every digit of its precision.

    >>> exact(0.1), exact(-3.0), exact(2.5e-7), exact(1 / 3)
    ('0.1', '−3', '2.5×10⁻⁷', '0.333333333333333')
    """
    plain = float(value)
    if not math.isfinite(plain) or plain == 0.0:
        return _without_digits(plain)
    digits, places = _shortest(value)
    mantissa = _without_zeros(f"{plain:.{digits - 1}e}".split("e")[0])
    if SMALL - 2 <= places < LARGE:
        return _grouped(f"{plain:.{max(0, digits - 1 - places)}f}")
    return _scientific(mantissa, places)


def fixed(value: Any, decimals: int) -> str:
    """`value` with so many decimals, whatever they are: for ticks, columns and shares.

    >>> fixed(-0.5, 2), fixed(1234, 0), fixed(12345678, 0), fixed(-0.001, 1)
    ('−0.50', '1234', '12\u202f345\u202f678', '0.0')
    """
    if isinstance(value, (int, np.integer)) and decimals == 0:
        return _grouped(str(value))
    plain = float(value)
    if not math.isfinite(plain):
        return _without_digits(plain)
    text = f"{plain:.{decimals}f}"
    return _grouped(text if float(text) else text.removeprefix("-"))


def percent(share: float, decimals: int = 1) -> str:
    """A share of 1 in percent, without zeros at the end; 100 % only where it is all.

    >>> percent(0.985), percent(1.0), percent(0.99999), percent(2 / 3, 0)
    ('98.5%', '100%', '99.999%', '67%')
    """
    text = _without_zeros(fixed(100 * share, decimals))
    if ((text == "100" and share < 1) or (text == "0" and share > 0)) and decimals < DECIMALS:
        return percent(share, decimals + 1)
    return text + "%"


def factor(value: Any, unlike: Any = None) -> str:
    """`value` as it stands within a formula: in brackets where it is negative or has a power of ten.

    >>> factor(-7.0), factor(0.5)
    ('(−7)', '0.5')
    """
    return bracketed(number(value, unlike))


def bracketed(text: str) -> str:
    """A number that is written already, as it stands within a formula."""
    return f"({text})" if text.startswith(MINUS) or "×" in text else text


def power_of_ten(exponent: int) -> str:
    """``10ⁿ``."""
    return "10" + str(exponent).translate(SUPERSCRIPTS)


def placed(value: float, per_pixel: float) -> float:
    """`value` rounded to what a hand can place: a tenth of a pixel."""
    if not (per_pixel > 0 and math.isfinite(per_pixel)):
        return value
    return round(value, max(0, 1 - math.floor(math.log10(per_pixel))))


# -- entry and program ---------------------------------------------------------------------------------------


def entry(value: float) -> str:
    """The shortest text for a field, without the rounding errors of the last two of a number's 17 digits.

    >>> entry(0.2), entry(5.0), entry(0.00001), entry(1e20), entry(10000), entry(0.1 + 0.2)
    ('0.2', '5', '1e-5', '1e20', '10000', '0.3')
    """
    if isinstance(value, int):
        return str(value)
    mantissa, e, exponent = _repr(value).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def literal(value: float) -> str:
    """A Python literal that reads back to the same bits.

    >>> literal(2.0), literal(0.1), literal(-3)
    ('2', '0.1', '-3')
    """
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else repr(float(value))


def printed(value: float, decimals: int = DECIMALS) -> str:
    """As the course's programs print a number: with so many decimals, an enormous one with an exponent.

    >>> printed(2.6), printed(-0.5, 7), printed(2e9), printed(math.nan)
    ('2.600000', '-0.5000000', '2.000000e+09', '')
    """
    if math.isnan(value):
        return ""
    return f"{value:.{decimals}f}" if abs(value) < HUGE else f"{value:.{DECIMALS}e}"


def four_digits(value: Any) -> str:
    """A number for a label."""
    return to_digits(value, 4)


def stored(value: Any) -> str:
    """As data: the shortest text that gives a number back in its own precision; "" for none.

    >>> stored(np.float32(0.1)), stored(2.0), stored(math.nan)
    ('0.1', '2.0', '')
    """
    return "" if value != value else str(value)


# -- reading -------------------------------------------------------------------------------------------------


def read(text: str, whole: bool = False) -> float | int | None:
    """The number that `text` writes in any of the styles, None if it writes none. A fraction is understood.

    So are a decimal comma, where it can be nothing else, and what else people type: see `typed`.

    >>> read("1e-4"), read(" 1/4 "), read("−2"), read("1,5"), read("12\u202f345"), read("2.5×10⁻⁷")
    (0.0001, 0.25, -2.0, 1.5, 12345.0, 2.5e-07)
    >>> read("０．２"), read("1,234"), doubt("1,234")
    (0.2, None, ('1.234', '1234'))
    >>> read("1e3", whole=True), read("2.5", whole=True)
    (1000, None)
    """
    text = typed(text)
    parts = text.strip().replace(MINUS, "-").split("/")
    if len(parts) > 2 or "_" in text:
        return None
    if "," in text:
        ways = [meanings(part) for part in parts]
        if any(len(way) != 1 for way in ways):
            return None
        parts = [way[0] for way in ways]
    try:
        if whole and len(parts) == 1 and parts[0].strip().lstrip("+-").isdecimal():
            return int(parts[0])
        numbers = [float(_plain(part)) for part in parts]
        value = numbers[0] / numbers[1] if len(numbers) == 2 else numbers[0]
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    if not math.isfinite(value) or (whole and not value.is_integer()):
        return None
    return int(value) if whole else value


def doubt(text: str) -> tuple[str, ...]:
    """The two numbers that a text with a comma can be; empty where there is no doubt."""
    ways = meanings(typed(text).replace(MINUS, "-"))
    return ways if len(ways) > 1 else ()


def _plain(text: str) -> str:
    """A number as Python writes it."""
    found = _POWER.fullmatch(text.strip())
    if found is None:
        return text.translate(_DIGITS_OF)
    return f"{found['factor'] or found['sign'] + '1'}e{found['power'].translate(_DIGITS_OF)}"


# -- how it is done ------------------------------------------------------------------------------------------


def _without_digits(plain: float) -> str:
    if math.isnan(plain):
        return "NaN"
    return "0" if plain == 0.0 else ("∞" if plain > 0 else MINUS + "∞")


def _repr(value: float) -> str:
    """The shortest text of a double, without the rounding errors of its last two digits."""
    return min(repr(float(value)), repr(float(f"{value:.15g}")), key=len)


def _shortest(value: Any) -> tuple[int, int]:
    """How many digits give the value back in its precision, and the power of ten of the first one."""
    text = str(np.float32(value)) if _is_single(value) else _repr(float(value))
    mantissa, _, power = text.lstrip("-").partition("e")
    whole, _, rest = mantissa.partition(".")
    digits = (whole + rest).lstrip("0")
    return len(digits.rstrip("0")), int(power or 0) + len(digits) - len(rest) - 1


def _is_single(value: Any) -> bool:
    return getattr(value, "dtype", None) == np.float32


def _stripped(text: str, value: Any, exponent: int = 0) -> str:
    """`text`, times ten to the `exponent`, without zeros at the end where these are not due to rounding.

    A few steps of rounding off count as none, but hardly any for one digit: −1 must not hide a rest.
    """
    plain, short = float(value), _without_zeros(text)
    one_digit = len(short.lstrip("-").replace(".", "").strip("0")) <= 1
    few, more = (3e-8, 1.5e-7) if _is_single(value) else (4e-15, 1e-12)
    nearly = few if one_digit else more
    return short if abs(float(f"{short}e{exponent}") - plain) <= nearly * abs(plain) else text


def _without_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(text: str) -> str:
    """A number written out, with its real minus; from five digits on in groups of three."""
    whole, dot, rest = text.partition(".")
    if len(whole) > 4 and len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW)
    return f"{whole}{dot}{rest}".replace("-", MINUS)


def _positional(mantissa: str, places: int) -> str:
    """A short number written out, "" where a power of ten is easier to read."""
    mantissa = _without_zeros(mantissa)
    decimals = max(0, len(mantissa.partition(".")[2]) - places)
    readable = SMALL - 2 <= places < LARGE and (places >= SMALL or decimals <= DECIMALS - 1)
    return _grouped(f"{float(f'{mantissa}e{places}'):.{decimals}f}") if readable else ""


def _scientific(mantissa: str, exponent: int) -> str:
    """``2.5×10⁻⁷``; ``10⁻⁷`` where it is one of these; written out where that is short."""
    if mantissa == _without_zeros(mantissa) and (written := _positional(mantissa, exponent)):
        return written
    mantissa = mantissa.replace("-", MINUS)
    if mantissa.removeprefix(MINUS) == "1":
        return mantissa[:-1] + power_of_ten(exponent)
    return f"{mantissa}×{power_of_ten(exponent)}"
