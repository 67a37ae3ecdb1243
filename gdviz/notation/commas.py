"""Commas in numbers: ``0,05`` is five hundredths, ``12,345,678`` millions, and ``1,234`` can be either."""

from __future__ import annotations

import re

_LEADING = re.compile(r"(?P<sign>[-+]?)(?P<number>[\d.,]++)(?P<rest>[^,]*)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_GROUPED_BY_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_DECIMAL = re.compile(r"\d*,\d+")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2},\d{3}")


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


__all__ = ["meanings"]
