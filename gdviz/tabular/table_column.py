"""A column of a table: its numbers, and what stands where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.notation.names import shown
from gdviz.tabular.cells import MISSING_NUMBER, Kind, Units, as_fractions, one_unit, read_cell, with_unit

# What stands for a missing number: nines, and what air quality stations and well logs write.
MISSING_CODE = re.compile(r"-?99+(?:\.(?:9+|0))?|-9\.9+|-200|-999\.25")

IS_DATE = re.compile("dat|day|tag|jour|fecha|日", re.IGNORECASE)  # a name of days, such as 1/2 and 3/4
LONGEST_UNIT = 4  # characters of one that leaves a doubt beside another: 5more is a text


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
    code: str = ""  # the number that stands for a missing one, such as -999
    unclear: bool = False  # whether its numbers have different units, or only some have one

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


def word(text: str) -> str:
    """What a text says, however it is written: Yes and yes are one word, A and a two letters.

    >>> word(" Yes "), word("A")
    ('yes', 'A')
    """
    text = text.strip()
    return text.casefold() if len(text) > 1 else text


def number_text(value: float) -> str:
    """The shortest text of a number; whole numbers without a point.

    >>> number_text(2.0), number_text(0.1), number_text(1e300)
    ('2', '0.1', '1e+300')
    """
    return str(int(value)) if value == int(value) and abs(value) < 2**53 else repr(value)


class ColumnReader:
    """Makes a column of its cells, a part at a time."""

    def __init__(self, decimal: str, codes: bool = True, units: Units | None = None) -> None:
        self.decimal = decimal
        self.codes = codes
        self.units = units
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

    @property
    def texts(self) -> int:
        """How many different texts are held."""
        return len(self._texts)

    def keep(self, rows: Array) -> None:
        """Drop all cells read so far but those at `rows`, places from 0, and the texts of no other cell."""
        if not self._numbers:
            return
        codes = np.concatenate(self._codes)[rows]
        used = np.unique(codes[codes >= 0])
        self._numbers = [np.concatenate(self._numbers)[rows]]
        self._codes = [_renumbered(codes, used, len(self._texts))]
        texts = list(self._texts)
        self._texts = {texts[place]: code for code, place in enumerate(used.tolist())}
        self._kinds = [self._kinds[place] for place in used.tolist()]

    def column(self, name: str, place: int) -> TableColumn:
        """What has been read; it is not held here any longer."""
        kinds = self._kinds
        if "+" in self._texts:  # the classes + and -
            kinds = [
                Kind.TEXT if text.strip() == "-" else kind
                for text, kind in zip(self._texts, kinds, strict=True)
            ]
        numbers = np.concatenate(self._numbers) if self._numbers else np.empty(0)
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        found = TableColumn(name, place, numbers, codes, tuple(self._texts), tuple(kinds))
        for held in (self._numbers, self._codes, self._texts, self._kinds):
            held.clear()
        found = _measured(found, self.decimal, self.units)
        return _without_code(found) if self.codes else found


def _measured(column: TableColumn, decimal: str, said: Units | None) -> TableColumn:
    """The column as numbers, where each text is one with a unit, or says that one is missing."""
    kinds = tuple(
        Kind.MISSING if kind is Kind.TEXT and MISSING_NUMBER.fullmatch(text.strip()) else kind
        for text, kind in zip(column.texts, column.kinds, strict=True)
    )
    texts = [text for text, kind in zip(column.texts, kinds, strict=True) if kind is Kind.TEXT]
    read = {}
    for text in texts:
        if (measure := with_unit(text, decimal)) is None:
            break  # of names not all have to be looked at
        read[text] = measure
    units = {unit for _, unit in read.values()}
    plain = column.codes < 0
    measured = 0 < len(read) == len(texts)
    short = measured and max(map(len, units)) < LONGEST_UNIT
    common = None
    if measured:
        units |= {""} if plain.any() else set()
        fractions = None if IS_DATE.search(column.name) else as_fractions([*read.values()], units)
        common = (
            ("", fractions) if fractions else one_unit(units) or (one_unit(units, said) if short else None)
        )
    if common is None:
        if short:
            return replace(column, kinds=kinds, unclear=True)
        mostly_numbers = plain.sum() > replace(column, kinds=kinds).are(Kind.TEXT).sum()
        return replace(column, kinds=kinds) if mostly_numbers else column
    unit, scales = common
    values = [told[0] * scales[told[1]] if (told := read.get(text)) else np.nan for text in column.texts]
    numbers = np.where(plain, column.numbers, np.array(values)[column.codes])
    left = np.flatnonzero(np.isnan(values))
    return replace(_with_texts(replace(column, kinds=kinds), left), numbers=numbers, unit=unit)


def _with_texts(column: TableColumn, places: Array) -> TableColumn:
    """The column with but some of its texts: the others stand in no cell, or were read as numbers."""
    return replace(
        column,
        codes=_renumbered(column.codes, places, len(column.texts)),
        texts=tuple(column.texts[place] for place in places),
        kinds=tuple(column.kinds[place] for place in places),
    )


def _renumbered(codes: Array, places: Array, texts: int) -> Array:
    """The codes where of so many texts but those at `places` stay."""
    found = np.full(texts + 1, -1, np.int32)  # the last for what is a number
    found[places] = range(len(places))
    renumbered: Array = found[codes]
    return renumbered


def _without_code(column: TableColumn) -> TableColumn:
    """The column without the number that stands for a missing one: -999, -99.99, 9999.

    That is the least or the largest one, of the usual codes, far from all others, that comes again; once only
    where it is -999 or below.
    """
    known = np.isfinite(column.numbers)
    values, counts = np.unique(column.numbers[known], return_counts=True)
    if len(values) < 3:
        return column
    for code, count, others in ((values[0], counts[0], values[1:]), (values[-1], counts[-1], values[:-1])):
        if abs(code) > 1e10 or abs(others).max() > 1e300:
            continue
        gap, spread = min(abs(others - code)), max(others[-1] - others[0], abs(others).max() / 10)
        usual = MISSING_CODE.fullmatch(number_text(float(code))) is not None
        told = usual and (
            gap > spread and (count > 1 or code <= -999) and (others[0] >= 0 or -200 != code <= -99)
            if code < 0
            else gap > 3 * spread and code >= 999 and count > 1
        )
        if told:
            codes = np.where(column.numbers == code, len(column.texts), column.codes).astype(np.int32)
            text = number_text(float(code))
            return replace(
                column,
                numbers=np.where(column.numbers == code, np.nan, column.numbers),
                codes=codes,
                texts=(*column.texts, text),
                kinds=(*column.kinds, Kind.MISSING),
                code=text,
            )
    return column


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
