"""Dates, times of day, months and days of the week, as people and programs write them, and as numbers."""

from __future__ import annotations

import datetime
import re

import numpy as np

from gdviz.base.arrays import Array
from gdviz.tabular.cells import Kind
from gdviz.tabular.table_column import TableColumn

# The names of the months, and of the days of a week, in their order.
_MONTHS = (
    "jan january januar janvier enero gennaio 一月",
    "feb february februar fév févr février febrero febbraio 二月",
    "mar march mär mrz märz mars marzo 三月",
    "apr april avr avril abril aprile 四月",
    "may mai mayo maggio 五月",
    "jun june juni juin junio giugno 六月",
    "jul july juli juil juillet julio luglio 七月",
    "aug august août agosto 八月",
    "sep sept september septembre septiembre settembre 九月",
    "oct october okt oktober octobre octubre ottobre 十月",
    "nov november novembre noviembre 十一月",
    "dec december dez dezember déc décembre diciembre dicembre 十二月",
)
_WEEKDAYS = (
    "mon monday mo montag lun lundi 周一 星期一",
    "tue tues tuesday di dienstag mar mardi 周二 星期二",
    "wed wednesday mi mittwoch mer mercredi 周三 星期三",
    "thu thur thurs thursday do donnerstag jeu jeudi 周四 星期四",
    "fri friday fr freitag ven vendredi 周五 星期五",
    "sat saturday sa samstag sam samedi 周六 星期六",
    "sun sunday so sonntag dim dimanche 周日 周天 星期日 星期天",
)
_PLACES, _PLACES_IN_WEEK = (
    {name: place for place, names in enumerate(each, 1) for name in names.split()}
    for each in (_MONTHS, _WEEKDAYS)
)
_MONTH = rf"(?P<month>{'|'.join(_PLACES)})"
_WEEKDAY = rf"(?:(?:{'|'.join(_PLACES_IN_WEEK)})\.?,? )?"
_DAYS = (  # with "2024-05", too, but no number such as 2024.5
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})(?:月|[-/.月](?P<d>\d{1,2})日?)?",
    r"(?P<d>\d{1,2})(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4}|\d\d)",
    rf"(?P<d>\d{{1,2}})\.?[- ]{_MONTH}\.?[- ,]+(?P<y>\d{{4}}|\d\d)",
    rf"{_MONTH}\.? (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})",
    rf"{_MONTH}[- ](?P<d>\d{{1,2}})[- ](?P<y>\d{{4}})",
    rf"{_MONTH}\.?[- ](?P<y>\d{{4}}|\d\d)",
    r"\d{1,2}月\d{1,2}日|\d{4}-?W\d\d|\d{4}[- ]?Q[1-4]|Q[1-4][- /]?\d{4}|\d{4}年第?[1-4]季度",
)
_TIME = (
    r"(?P<half>[上下]午 ?)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}(?:[.,]\d+)?))?"
    r"(?: ?(?P<noon>[AaPp])\.?[Mm]\.?)?(?P<zone> ?[A-Z]{1,5}(?:[+-]\d{1,2})?|[+-]\d\d:?\d\d)?"
)
_SHORT = re.compile(r"(\d{1,2}):[0-5]\d")  # hours and minutes, or minutes and seconds
_DATES = [
    re.compile(each, re.IGNORECASE)
    for each in (*(f"{_WEEKDAY}{day}(?: ?(?:星期|周)\\w)?(?:[T ,]+{_TIME})?" for day in _DAYS), _TIME)
]


def is_date(text: str) -> bool:
    """Whether a text is a date or a time of day.

    >>> [is_date(text) for text in ("2024-05-01", "1/2/24 8:15 PM", "5 Mar 2024", "12:30", "3.5", "cat 12")]
    [True, True, True, True, False, False]
    """
    return any(pattern.fullmatch(text) for pattern in _DATES)


def holds_dates(column: TableColumn) -> bool:
    """Whether all texts of a column are dates, or all its numbers days such as 20240131."""
    texts = _texts(column)
    numbers = column.numbers[column.codes < 0]
    if not len(numbers):
        return bool(texts) and all(map(is_date, texts[:1000]))
    if texts or len(numbers) < 2 or not 19000101 <= numbers.min() <= numbers.max() <= 21001231:
        return False
    return all(_day(str(round(value)), "") is not None for value in numbers[:1000].tolist())


def _texts(column: TableColumn) -> list[str]:
    return [text.strip() for text, kind in zip(column.texts, column.kinds, strict=True) if kind is Kind.TEXT]


def in_order(column: TableColumn) -> Array | None:
    """1 to 12 for the names of months, 1 to 7 for those of a week in which no day comes again; else None.

    The numbers are (rows,), NaN where no name stands. Days that come again are rather kinds of days.
    """
    texts = [text.strip(" .").casefold() for text in column.texts]
    named = [text for text, kind in zip(texts, column.kinds, strict=True) if kind is Kind.TEXT]
    for places in (_PLACES, _PLACES_IN_WEEK):
        known = len(set(named)) > 1 and (column.codes >= 0).all() and all(name in places for name in named)
        once = len(named) == len(column.codes) - int(column.are(Kind.MISSING).sum())
        if known and (once or places is _PLACES):
            return np.array([places.get(text, np.nan) for text in texts])[column.codes]
    return None


def holds_times(column: TableColumn) -> bool:
    """Whether all texts of a column are times, without a day, that can be counted."""
    return (
        holds_dates(column) and all(map(_DATES[-1].fullmatch, _texts(column))) and counted(column) is not None
    )


def counted(column: TableColumn) -> tuple[Array, str] | None:
    """Days since the first date of a column, or how long it is since midnight or zero, with their unit.

    The numbers are (rows,), NaN where no value stands. 1:05 is 65, whatever the unit is. None where it can't
    be told which number is the day, as in 1/2/2024, where no date is named, as in 2024-W05, or here and there
    only, and where zones differ.
    """
    texts = [column.text(row).strip() for row in range(len(column.codes))]
    missing = column.are(Kind.MISSING)
    order = _order([text for text, gone in zip(texts, missing, strict=True) if not gone])
    seen = {text: _read(text, order) for text in set(texts)}
    read = [None if gone else seen[text] for text, gone in zip(texts, missing, strict=True)]
    if order is None or any(found is None for found, gone in zip(read, missing, strict=True) if not gone):
        return None
    zones = {each[2] for each in read if each and each[2]}
    days = np.array([np.nan if each is None else each[0] for each in read])
    seconds = np.array([np.nan if each is None else each[1] for each in read])
    if np.nanmax(days) == 0:
        short = [
            match
            for text, gone in zip(texts, missing, strict=True)
            if not gone and (match := _SHORT.fullmatch(text))
        ]
        if short and len(short) < len(texts) - missing.sum():
            return None
        if short and not all(len(match[0]) == 5 and int(match[1]) < 24 for match in short):
            return seconds / 60, "s" if any(int(match[1]) > 23 for match in short) else "min or s"
        steps = np.diff(seconds, prepend=seconds[0])
        after = np.nancumsum((steps < -43200) & ~(steps > 43200).any())  # a log goes on past midnight
        seconds += 86400 * after
        return (seconds / 60, "min") if short else (seconds, "s")
    if len(zones) > 1 or np.nanmin(days) == 0:
        return None
    return days - np.nanmin(days) + seconds / 86400, "d"


def _order(texts: list[str]) -> str | None:
    """Which number comes first in dates such as 31/1/2024: "d", "m", or None where both may be."""
    found = [match for text in texts if (match := _DATES[1].fullmatch(text))]
    if not found or all(match["mark"] == "." for match in found):
        return "d"
    first, second = max(int(match["d"]) for match in found), max(int(match["m"]) for match in found)
    return None if (first > 12) == (second > 12) else "d" if first > 12 else "m"


def _read(text: str, order: str | None) -> tuple[float, float, str] | None:
    """The number of the day, 0 where none is said, the seconds since midnight, and the zone."""
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(text))), None)
    told = match.groupdict() if match else {}
    hour, second = int(told.get("hour") or 0), told.get("second")
    if (told.get("noon") or told.get("half") or "").lower().startswith(("p", "下")):
        hour = hour % 12 + 12
    elif told.get("noon") or told.get("half"):
        hour %= 12
    time = 3600 * hour + 60 * int(told.get("minute") or 0) + float((second or "0").replace(",", "."))
    day: float | None = 0 if match and match.re is _DATES[-1] else _day(text, order, **told)
    return None if day is None else (day, time, told.get("zone") or "")


def _day(text: str, order: str | None, **told: str | None) -> float | None:
    """The number of a day; None where there is no such day."""
    if len(text) == 8 and text.isdecimal():
        told = {"y": text[:4], "m": text[4:6], "d": text[6:]}
    year, month, day = told.get("y"), told.get("m"), told.get("d") or "1"
    if name := told.get("month"):
        month = str(_PLACES.get(name.casefold(), ""))
    elif order == "m" and told.get("mark"):
        month, day = day, month
    if not year or not month:
        return None
    whole = int(year) if len(year) == 4 else 2000 + int(year) - 100 * (int(year) > 69)
    try:
        return datetime.date(whole, int(month), int(day or 1)).toordinal()
    except ValueError:
        return None
