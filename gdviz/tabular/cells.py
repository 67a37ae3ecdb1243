"""What a cell says: a number, a missing value, an infinite value, or text; and a column of them."""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.tabular.error import shown


class Kind(enum.Enum):
    """What a cell is that is not a finite number."""

    MISSING = "missing"
    INFINITE = "infinite"
    TEXT = "text"


MISSING = frozenset({"", "?", "-", "–", "—", "na", "n/a", "#n/a", "nan", "null"})
# What else stands for a missing number, in a column of numbers only: elsewhere it may be a class.
MISSING_NUMBER = frozenset(
    [
        ".",
        "..",
        "...",
        "…",
        "*",
        "/",
        "\\",
        "none",
        "missing",
        "unknown",
        "n.a.",
        "n.d.",
        "nd",
        "k.a.",
        "<na>",
        "nat",
        "nil",
        "(null)",
        "#div/0!",
        "#value!",
        "#ref!",
        "#name?",
        "#num!",
        "#null!",
        "#n/v",
        "#wert!",
        "#bezug!",
        "#zahl!",
        "空",
        "无",
        "缺",
        "缺失",
        "缺考",
        "未知",
        "未测",
        "暂无",
        "无数据",
        "欠測",
    ]
) | {"k. a."}
CURRENCY = "$€£¥₩₹元"
CODES = (  # of currencies: other capitals before digits make a number of a thing, not of money
    "(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|HKD|TWD|KRW|INR|AUD|CAD|NZD|SGD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|ZAR|TRY)"
)
UNIT = re.compile(
    rf"(?P<sign>[+-]?)(?P<before>(?:US|HK|NT|[ACS])?[{CURRENCY}]|{CODES}(?=[ \d]))? ?"
    rf"(?P<number>[\d.,][\d., '’\u00a0\u2009\u202f]*(?:[eE][+-]?\d+)?)(?<! ) ?"
    rf"(?P<behind>[{CURRENCY}%‰°µμΩ²³㎡㎥℃℉/^A-Za-z\u4e00-\u9fff][²³\-/^·A-Za-z0-9\u4e00-\u9fff]{{0,8}})?"
)
INFINITE = re.compile(r"[+-]?(?:inf(?:inity)?|∞)", re.IGNORECASE)
EXPONENT = r"(?:[eEdD][+-]?\d++)?"  # Fortran writes a D
PLAIN = re.compile(rf"[+-]?(?:\d++\.?\d*+|\.\d++){EXPONENT}")
BLANK = r"[ '’\u00a0\u2009\u202f]"  # between thousands
GROUPED = {  # by the decimal mark
    ".": re.compile(rf"[+-]?\d{{1,3}}(?:(?:{BLANK}\d{{3}})+|(?:,\d{{3}})+)(?:\.\d*)?"),
    ",": re.compile(rf"[+-]?\d{{1,3}}(?:(?:{BLANK}\d{{3}})+|(?:\.\d{{3}})+)(?:,\d*)?"),
}
# Full-width forms, which Chinese input methods write, and the true minus sign.
NARROW: dict[int, int] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{ord(wide): ord(narrow) for wide, narrow in zip("−–﹣￥￡", "---¥£", strict=True)},
}
POWER_OF_TEN = re.compile(r"(?<=\d) ?[×x*·] ?10(?:\^|\*\*)?\{?(?=[+-]?\d)([+-]?\d+)\}?$")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
IN_BRACKETS = re.compile(
    rf"\(([{CURRENCY}]?\d[\d.,]*[{CURRENCY}%]?)\)"
)  # how accountants write what is below zero


def read_cell(text: str, decimal: str = ".") -> float | Kind:
    """A finite number, or what else the cell is.

    >>> [read_cell(each) for each in ("1e-3", "+1", ".5", "1 234.5", "１２", "2×10³", "(7)")]
    [0.001, 1.0, 0.5, 1234.5, 12.0, 2000.0, -7.0]
    >>> read_cell("1.234,5", ","), read_cell("NA"), read_cell("1e999"), read_cell("cat")
    (1234.5, <Kind.MISSING: 'missing'>, <Kind.INFINITE: 'infinite'>, <Kind.TEXT: 'text'>)
    """
    text = text.strip()
    if text.casefold() in MISSING:
        return Kind.MISSING
    text = text.translate(NARROW)
    if "10" in text:
        text = POWER_OF_TEN.sub(r"e\1", text.translate(RAISED))
    if text.startswith("("):
        text = IN_BRACKETS.sub(r"-\1", text)
    number = ""
    if GROUPED[decimal].fullmatch(text):
        number = re.sub(BLANK, "", text).replace("," if decimal == "." else ".", "")
    elif decimal == "." or "." not in text:
        number = text
    if decimal == ",":
        number = number.replace(",", ".")
    if PLAIN.fullmatch(number):
        value = float(number.replace("D", "e").replace("d", "e"))
        return value if math.isfinite(value) else Kind.INFINITE
    return Kind.INFINITE if INFINITE.fullmatch(text) else Kind.TEXT


def with_unit(text: str, decimal: str = ".") -> tuple[float, str] | None:
    """A number with its unit before or behind it; None where the cell is no such thing.

    >>> with_unit("45.0%"), with_unit("$1,234"), with_unit("3.2 mm"), with_unit("cat")
    ((45.0, '%'), (1234.0, '$'), (3.2, 'mm'), None)
    """
    found = UNIT.fullmatch(IN_BRACKETS.sub(r"-\1", text.strip().translate(NARROW)))
    if found is None:
        return None
    value = read_cell(found["sign"] + found["number"], decimal)
    unit = found["before"] or found["behind"] or ""
    return (value, unit) if isinstance(value, float) and unit else None


class TableColumn(Struct, frozen=True, eq=False):
    """One column: `numbers` (rows,), NaN where the cell is not a finite number.

    There `codes` (rows,) says which of `texts` stands in the cell and which of `kinds` it is; it is -1 where
    the cell is a number. `place` is counted from 0; `name` is empty where the file gives none.
    """

    name: str
    place: int
    numbers: Array
    codes: Array
    texts: tuple[str, ...]
    kinds: tuple[Kind, ...]
    unit: str = ""  # that stood beside each number

    @property
    def label(self) -> str:
        """The name in quotation marks, or the number counted from 1: for sentences."""
        return f"“{shown(self.name)}”" if self.name else str(self.place + 1)

    def are(self, kind: Kind, rows: int | None = None) -> Array:
        """Which of the first `rows` cells (all by default) are of this kind: (rows,), bool."""
        codes = self.codes[:rows]
        if not self.kinds:
            return np.zeros(len(codes), bool)
        return np.array([each is kind for each in self.kinds] + [False])[codes]  # the last for code -1

    def text(self, row: int) -> str:
        """What stands in a cell; a number as the shortest text that gives it back."""
        code = self.codes[row]
        return number_text(float(self.numbers[row])) if code < 0 else self.texts[code]

    def kind(self, row: int) -> Kind | None:
        """What a cell is; None for a finite number."""
        code = self.codes[row]
        return None if code < 0 else self.kinds[code]


def number_text(value: float) -> str:
    """The shortest text of a number; whole numbers without a point.

    >>> number_text(2.0), number_text(0.1), number_text(1e300)
    ('2', '0.1', '1e+300')
    """
    return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)


class ColumnReader:
    """Makes a column of its cells, a part at a time."""

    def __init__(self, decimal: str) -> None:
        self.decimal = decimal
        self._numbers: list[Array] = []
        self._codes: list[Array] = []
        self._texts: dict[str, int] = {}
        self._kinds: list[Kind] = []

    def add(self, cells: Sequence[str]) -> None:
        """Read the next cells."""
        numbers = plain_numbers(cells, self.decimal)
        if numbers is not None:
            codes = np.full(len(cells), -1, np.int32)
        else:
            numbers, codes = self._mixed(cells)
        self._numbers.append(numbers)
        self._codes.append(codes)

    def _mixed(self, cells: Sequence[str]) -> tuple[Array, Array]:
        numbers, codes = np.full(len(cells), np.nan), np.full(len(cells), -1, np.int32)
        for row, cell in enumerate(cells):
            code = self._texts.get(cell)
            if code is None:
                value = read_cell(cell, self.decimal)
                if not isinstance(value, Kind):
                    numbers[row] = value
                    continue
                code = self._texts[cell] = len(self._kinds)
                self._kinds.append(value)
            codes[row] = code
        return numbers, codes

    def keep(self, rows: Array) -> None:
        """Drop all cells read so far but those at `rows`, places from 0."""
        if self._numbers:
            self._numbers = [np.concatenate(self._numbers)[rows]]
            self._codes = [np.concatenate(self._codes)[rows]]

    def column(self, name: str, place: int) -> TableColumn:
        """What has been read."""
        kinds = self._kinds
        if "+" in self._texts:  # the classes + and -
            kinds = [
                Kind.TEXT if text.strip() == "-" else kind
                for text, kind in zip(self._texts, kinds, strict=True)
            ]
        numbers = np.concatenate(self._numbers) if self._numbers else np.empty(0)
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        found = TableColumn(name, place, numbers, codes, tuple(self._texts), tuple(kinds))
        missing = replace(found, kinds=tuple(map(_beside_numbers, found.texts, kinds)))
        if (codes < 0).sum() > missing.are(Kind.TEXT).sum():
            return missing
        return self._without_unit(missing) or found

    def _without_unit(self, column: TableColumn) -> TableColumn | None:
        """The column as numbers where each text is one with the same unit; None elsewhere."""
        if (column.codes < 0).any() or Kind.TEXT not in column.kinds:
            return None
        values = np.full(len(column.texts), np.nan)
        units = set()
        for code, (text, kind) in enumerate(zip(column.texts, column.kinds, strict=True)):
            if kind is Kind.TEXT:
                read = with_unit(text, self.decimal)
                if read is None:
                    return None
                values[code], unit = read
                units.add(unit)
        if len(units) != 1:
            return None
        numbers = values[column.codes]
        codes = np.where(np.isnan(numbers), column.codes, -1).astype(np.int32)
        return replace(column, numbers=numbers, codes=codes, unit=units.pop())


def _beside_numbers(text: str, kind: Kind) -> Kind:
    """What a cell is in a column of numbers."""
    return Kind.MISSING if kind is Kind.TEXT and text.strip().casefold() in MISSING_NUMBER else kind


def plain_numbers(cells: Sequence[str], decimal: str) -> Array | None:
    """The numbers where every cell is a plain finite one, quickly; else None."""
    whole = "\n".join(cells)
    if "_" in whole:  # Python would read 1_000 as a number
        return None
    if decimal == ",":
        if "." in whole:
            return None
        count, cells = len(cells), whole.replace(",", ".").split("\n")
        if len(cells) != count:  # a line break inside a cell
            return None
    try:
        numbers = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    return numbers if np.isfinite(numbers).all() else None
