"""Numbers as people type them: ``0,05`` is five hundredths, ``1,234,567`` millions, ``1,234`` either."""

from __future__ import annotations

import re
import unicodedata

_LEADING = re.compile(r"(?P<sign>[-+]?)(?P<number>[\d.,]++)(?P<rest>[^,]*)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_GROUPED_BY_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_DECIMAL = re.compile(r"\d*,\d+")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2},\d{3}")
_NARROW_FORMS: dict[int, int | str] = {  # for the full-width ones of Chinese keyboards
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    ord("，"): ",",
    ord("。"): ".",
}
_DASH = re.compile(r"[–—﹣](?=[\d.,½⅓⅔¼¾⅛])")
_BLANKS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ '’\u00a0]\d{3})+(?![\d ])")
_POINTS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:\.\d{3}){2,}")
_FRACTION = re.compile(r"([-+−]?)(\d*) ?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒])")
_POWER = re.compile(r"(?:([-+−]?[\d.,]+) ?[×x·*] ?|([-+−]?))10(?:\^|\*\*)\(?([-+−]?\d+)\)?")


def typed(text: str) -> str:
    """A number in the characters that are read: blanks or apostrophes between thousands, ½ and 10^-3 as well.

    >>> typed("０．２"), typed("1 234,5"), typed("1'000"), typed("1.234.567"), typed("2½"), typed("3·10^-2")
    ('0.2', '1234,5', '1000', '1234567', '2.5', '3e-2')
    """
    text = _DASH.sub("-", text.translate(_NARROW_FORMS)).strip()
    text = _BLANKS.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    if _POINTS.fullmatch(text):
        text = text.replace(".", "")
    if found := _FRACTION.fullmatch(text):
        text = f"{found[1]}{float(found[2] or 0) + unicodedata.numeric(found[3])!r}"
    if found := _POWER.fullmatch(text):
        text = f"{found[1] or found[2] + '1'}e{found[3].replace('−', '-')}"
    return text


def meanings(text: str) -> tuple[str, ...]:
    """What a number with commas can mean, written with a point: none where it is none, two in doubt.

    >>> meanings("0,05"), meanings("1,234"), meanings("1,234,567.8"), meanings("1.234,5"), meanings("1,2,3")
    (('0.05',), ('1.234', '1234'), ('1234567.8',), ('1234.5',), ())
    """
    text = text.strip()
    found = _LEADING.fullmatch(text)
    if "," not in text or found is None:
        return () if "," in text else (text,)
    number = found["number"]
    if _DOUBTFUL.fullmatch(number):
        ways: tuple[str, ...] = (number.replace(",", "."), number.replace(",", ""))
    elif _DECIMAL.fullmatch(number):
        ways = (number.replace(",", "."),)
    elif _GROUPED.fullmatch(number):
        ways = (number.replace(",", ""),)
    elif _GROUPED_BY_POINTS.fullmatch(number):
        ways = (number.replace(".", "").replace(",", "."),)
    else:
        ways = ()
    return tuple(found["sign"] + way + found["rest"] for way in ways)
