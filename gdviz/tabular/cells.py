"""What a cell says: a number, with its unit, a missing value, an infinite value, or text."""

from __future__ import annotations

import enum
import math
import re
import unicodedata
from collections.abc import Sequence
from typing import Literal


class Kind(enum.Enum):
    """What a cell is that is not a finite number."""

    MISSING = "missing"
    INFINITE = "infinite"
    TEXT = "text"


WORD = re.compile(r"\S+")
MISSING = frozenset({"", "?", "-", "–", "—", "na", "n/a", "#n/a", "nan", "null"})
# What else stands for a missing number, in a column of numbers only: elsewhere it may be a class. Spreadsheet
# programs name errors in the country's language (#DIV/0!, #WERT!, #¿NOMBRE?); Stata has .a to .z.
MISSING_NUMBER = re.compile(
    r"\.{1,3}|…|\*{1,4}|[/\\:]|\.[a-z]|<na>|k\. ?a\.|#[^\s\d#]+/?0?[!?]|#n/?[vd]|[$€£¥₹] ?-+"
    r"|[#(]?(?:none|missing|unknown|not available|n\.a\.|n\.d\.|nd|na|nat|nil|null)\)?"
    r"|空|无|缺|缺失|缺考|未知|未测|暂无|无数据|欠測",
    re.IGNORECASE,
)
CURRENCY = "$€£¥₩₹元"
CODES = (  # of currencies: other capitals before digits make a number of a thing, not of money
    "(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|HKD|TWD|KRW|INR|AUD|CAD|NZD|SGD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|ZAR|TRY)"
)
LETTER = r"[^\W\d_¼-¾⅐-⅞¹²³⁰-⁹]"  # of a unit: 5½ and 10⁶ have none
UNIT = re.compile(
    rf"(?P<sign>[+-]?)(?P<before>(?:US|HK|NT|[ACRS])?[{CURRENCY}]|Rs\.?|{CODES}(?=[ \d]))? ?"
    rf"(?P<number>(?(before)-?)[\d.,][\d., '’\u00a0\u2009\u202f]*(?:[eE][+-]?\d+)?)"
    rf"(?<![ \u00a0\u202f])[ \u00a0\u202f]?"
    rf"(?P<behind>(?!/\d|x\d)(?:[{CURRENCY}%‰°℃℉㎀-㏟/\"″]|{LETTER})"
    rf"(?:[²³\-/^·]|{LETTER}|\d(?![^\W_])){{0,8}}\.?(?: ?[{CURRENCY}])?)?"
)
INFINITE = re.compile(r"[+-]?(?:inf(?:inity)?|∞)", re.IGNORECASE)
EXPONENT = r"(?:[eEdD][+-]?\d++)?"  # Fortran writes a D
PLAIN = re.compile(rf"[+-]?(?:\d++\.?\d*+|\.\d++){EXPONENT}")
BLANK = r"[ '’\u00a0\u2009\u202f]"  # between thousands
GROUPED = {  # by the decimal mark; in India hundreds of thousands are parted, too
    ".": re.compile(rf"[+-]?(?!0)\d{{1,3}}(?:(?:{BLANK}\d{{3}})+|(?:,\d{{2,3}})*,\d{{3}})(?:\.\d*)?"),
    ",": re.compile(rf"[+-]?(?!0)\d{{1,3}}(?:(?:{BLANK}\d{{3}})+|(?:\.\d{{3}})+)(?:,\d*)?"),
}
# Full-width forms, which Chinese input methods write, the true minus sign, and what takes no place.
NARROW: dict[int, int | None] = {
    **dict.fromkeys((0x200B, 0x200E, 0xFEFF)),
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(wide): ord(narrow) for wide, narrow in zip("−–﹣￥￡", "---¥£", strict=True)},
}
POWER_OF_TEN = re.compile(  # 1920x1080 and 10² are none
    r"(?<=\d) ?[×x*·] ?10(?:(?:\^|\*\*)\{?([+-]?\d+)\}?|([⁻⁺]?[⁰¹²³⁴-⁹]+))$"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
WRITTEN_ROUND = (  # what is written round a number, and the number alone
    (re.compile(rf"\(([{CURRENCY}]?\d[\d.,]*[{CURRENCY}%]?)\)"), r"-\1"),  # as accountants: below zero
    (re.compile(r"- (?=[\d.,])(.*)"), r"-\1"),
    (re.compile(r"([\d.,]+[.,]\d\d)-"), r"-\1"),  # as SAP does
    (re.compile(r"=\"([^\"]*)\"|'(?=[\d.+-])([^']*)"), r"\1\2"),  # as a spreadsheet keeps text
    (re.compile(rf"([{CURRENCY}]) ?\(([\d.,]+)\)"), r"-\1\2"),
    (re.compile(r"(?:[~≈约]|ca?\.|circa|approx\.?) ?(?=[\d.+-])(.*)", re.IGNORECASE), r"\1"),  # about so much
)
# Behind a number: how uncertain it is (2.0 ± 0.1, 2.01(3)), or a range or the mark of a footnote ([1], *, †).
UNCERTAIN = re.compile(r" ?(?:±|\+/?-|\\pm) ?\d[\d.,]*|(?<=[.,]\d)(\d*)\(\d{1,3}\)")
NOTE = re.compile(r"(?<=[\w%°)]) ?(?:\[[^\]]*\]|\([+-]?[\d.,]+ ?(?:-|,|;|to) ?[+-]?[\d.,]+\)|[*†‡§¶]++)+$")
LONGEST_NUMBER = 80  # characters of a number with all that is round it
HOURS = re.compile(r"(\d+) ?(?:h|hrs?|hours?|Std|小时)\.?,? ?(\d+) ?(?:m|mins?|minutes?|分钟?)\.?")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|ère|e|ème|º|ª)|第(\d+)(?:名|位)?", re.IGNORECASE)
MIXED = re.compile(r"(-?)(\d+)[ -](\d+)/([1-9]\d*)|(-?)(\d*)([¼-¾⅐-⅞])")  # 1 1/2, 2½
MINUTES = re.compile(  # 5'10" may be feet and inches
    r"(\d+) ?(?:m|mins?\.?|minutes?|分),? ?(\d+(?:[.,]\d+)?) ?(?:s|secs?\.?|sek\.?|seconds?|秒)"
)
SCORE = re.compile(r"([\d.,]++) ?/ ?(\d++)")  # 7 / 10, as forms write points
LAP = re.compile(r"(?:(\d+):)?(\d+):(\d\d[.,]\d+)")  # with a part of a second: of hours and minutes none has
# Units that stand beside each other in one column, by how many of the smallest they are.
MULTIPLES: dict[str, dict[str, float]] = {
    "": {
        "": 1.0,
        "%": 0.01,
        **dict.fromkeys(("k", "K", "Tsd", "Tsd.", "thousand", "千"), 1e3),
        **dict.fromkeys(("万", "萬"), 1e4),
        **dict.fromkeys(("lakh", "Lakh", "lac", "Lac", "L"), 1e5),
        **dict.fromkeys(("M", "Mio", "Mio.", "Mn", "mn", "million", "Million", "百万"), 1e6),
        **dict.fromkeys(("crore", "Crore", "Cr", "cr"), 1e7),
        **dict.fromkeys(("亿", "億"), 1e8),
        **dict.fromkeys(("B", "bn", "Bn", "Mrd", "Mrd.", "billion", "Billion"), 1e9),
    },
    "min": {"min": 1.0, "h": 60.0},
}
# Kelvin, mol/l, bytes, liters, or a multiple; so is % among others: percent, or a hundredth.
UNCLEAR = ({"K", ""}, {"M", ""}, {"B", ""}, {"L", ""})
Units = Literal["plain", "multiples"]  # what a person says of numbers with different units


def read_cell(text: str, decimal: str = ".") -> float | Kind:
    """A finite number, or what else the cell is.

    >>> [read_cell(each) for each in ("1e-3", "+1", ".5", "1 234.5", "１２", "2×10³", "(7)", "1,23,456")]
    [0.001, 1.0, 0.5, 1234.5, 12.0, 2000.0, -7.0, 123456.0]
    >>> read_cell("1.234,5", ","), read_cell("NA"), read_cell("1e999"), read_cell("cat")
    (1234.5, <Kind.MISSING: 'missing'>, <Kind.INFINITE: 'infinite'>, <Kind.TEXT: 'text'>)
    """
    text = text.strip()
    if decimal == "." and PLAIN.fullmatch(text):  # most are, and nothing else has to be asked
        return _finite(text)
    if text.casefold() in MISSING:
        return Kind.MISSING
    text = bare(text)
    if "10" in text and (power := POWER_OF_TEN.search(text)):
        text = f"{text[: power.start()]}e{power[1] or power[2].translate(RAISED)}"
    number = ""
    if GROUPED[decimal].fullmatch(text):
        number = re.sub(BLANK, "", text).replace("," if decimal == "." else ".", "")
    elif decimal == "." or "." not in text:
        number = text
    if decimal == ",":
        number = number.replace(",", ".")
    if PLAIN.fullmatch(number):
        return _finite(number)
    return Kind.INFINITE if INFINITE.fullmatch(text) else Kind.TEXT


def _finite(number: str) -> float | Kind:
    value = float(number.replace("D", "e").replace("d", "e"))
    return value if math.isfinite(value) else Kind.INFINITE


def bare(text: str) -> str:
    """A number without what is written round it."""
    text = text.translate(NARROW)
    if not text[:1].isdigit() or text.endswith("-"):
        for pattern, number in WRITTEN_ROUND:
            if found := pattern.fullmatch(text):
                return found.expand(number)
    return text


def with_unit(text: str, decimal: str = ".") -> tuple[float, str] | None:
    """A number with what is round it: its unit, how uncertain it is; None where it is no such thing.

    >>> with_unit("45.0%"), with_unit("$1.2M"), with_unit("3.2 mm"), with_unit("cat"), with_unit("7")
    ((45.0, '%'), (1.2, '$M'), (3.2, 'mm'), None, None)
    >>> with_unit("2.0 ± 0.1 cm"), with_unit("2.01(3)"), with_unit("1.5[a]"), with_unit("1 h 20 min")
    ((2.0, 'cm'), (2.01, '±'), (1.5, ''), (80.0, 'min'))
    """
    text = bare(text.strip())
    if len(text) > LONGEST_NUMBER:
        return None
    if told := HOURS.fullmatch(text):
        return 60.0 * int(told[1]) + int(told[2]), "min"
    if told := LAP.fullmatch(text):
        return 3600.0 * int(told[1] or 0) + 60.0 * int(told[2]) + float(told[3].replace(",", ".")), "s"
    if told := MINUTES.fullmatch(text):
        return 60.0 * int(told[1]) + float(told[2].replace(",", ".")), "s"
    if told := ORDINAL.fullmatch(text):
        return float(told[1] or told[2]), ""
    if told := MIXED.fullmatch(text):
        part = int(told[3]) / int(told[4]) if told[3] else unicodedata.numeric(told[7])
        size = float(told[2] or told[6] or 0) + part
        return -size if told[1] or told[5] else size, ""
    if told := SCORE.fullmatch(text):
        value = read_cell(told[1], decimal)
        return (value, f"/ {told[2]}") if isinstance(value, float) else None
    short = UNCERTAIN.sub(r"\1", text, count=1)
    kept = NOTE.sub("", short)
    found = UNIT.fullmatch(kept)
    if found is None:
        return None
    value = read_cell(found["sign"] + found["number"], decimal)
    unit = (found["before"] or "") + (found["behind"] or "")
    if not isinstance(value, float) or not (unit or kept != text):
        return None
    return value, unit or ("±" if short != text else "")


def as_fractions(scores: Sequence[tuple[float, str]], units: set[str]) -> dict[str, float] | None:
    """How much each of the units of ``7 / 10`` is, where they are fractions; None where they are scores.

    These are all of as many points, and none is above.

    >>> as_fractions([(1.0, "/ 2"), (3.0, "/ 4")], {"/ 2", "/ 4", ""})
    {'': 1.0, '/ 2': 0.5, '/ 4': 0.25}
    >>> as_fractions([(7.0, "/ 10"), (8.0, "/ 10")], {"/ 10"})
    """
    below = {unit: float(unit[2:]) for unit in sorted(units) if unit[:2] == "/ "}
    if set(below) != units - {""} or not all(below.values()):
        return None
    of_points = len(below) == 1 and all(unit and value <= below[unit] for value, unit in scores)  # not 1 1/2
    return None if of_points else {"": 1.0, **{unit: 1 / points for unit, points in below.items()}}


def one_unit(units: set[str], said: Units | None = None) -> tuple[str, dict[str, float]] | None:
    """The unit that numbers with these units share, and how many of it each is; None where there is none.

    It is `said` whether what may be either is a multiple, or numbers are taken as they stand.

    >>> one_unit({"mm"}), one_unit({"$k", "$"}), one_unit({"mm", "cm"}), one_unit({"K", ""})
    (('mm', {'mm': 1.0}), ('$', {'$': 1.0, '$k': 1000.0}), None, None)
    >>> one_unit({"K", ""}, "plain"), one_unit({"", "%"}, "multiples")
    (('K', {'': 1.0, 'K': 1.0}), ('', {'': 1.0, '%': 0.01}))
    """
    if len(units) == 1:
        return next(iter(units)), dict.fromkeys(units, 1.0)
    if said == "plain":
        named = units - {""}
        return (next(iter(named)), dict.fromkeys(sorted(units), 1.0)) if len(named) == 1 else None
    if not said and (units in UNCLEAR or "%" in units):
        return None
    least = min(units, key=len)
    stem = least[:1] if least and least[0] in CURRENCY and all(unit[0] == least[0] for unit in units) else ""
    for smallest, multiples in MULTIPLES.items():
        if all(unit[len(stem) :] in multiples for unit in units):
            return stem + smallest, {unit: multiples[unit[len(stem) :]] for unit in sorted(units)}
    return None
