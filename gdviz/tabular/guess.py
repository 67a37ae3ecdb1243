"""Guesses about a table in text from its beginning: separator, header, decimal mark."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gdviz.tabular.cells import EXPONENT, Kind, read_cell

SEPARATORS = (",", ";", "\t")
SAMPLE = 200  # lines that are looked at

Rows = Sequence[Sequence[str]]

DECIMALS = {  # certain to have a decimal mark; 1,234 is not: it may be a thousand
    ".": re.compile(rf"[+-]?(?:\d{{1,3}}(?:[ ,]\d{{3}})+|\d*)\.\d+{EXPONENT}"),
    ",": re.compile(rf"[+-]?(?:\d{{1,3}}(?:[ .]\d{{3}})+|\d*),\d+{EXPONENT}"),
}
THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3}|,\d{3})")
SPACE_BEFORE_QUOTE = re.compile(r'(?:^|[,;\t]) +"', re.MULTILINE)
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t])"?\s*', re.IGNORECASE)  # as a spreadsheet program writes it


def guess_spaces(lines: Iterable[str]) -> bool:
    """Whether spaces stand between a separator and a quotation mark.

    >>> guess_spaces(['1, "a, b"']), guess_spaces(['1,"a"'])
    (True, False)
    """
    return SPACE_BEFORE_QUOTE.search("".join(lines)) is not None


def guess_separator(lines: Sequence[str]) -> str:
    """The separator that gives every line equally many cells, which read best as numbers.

    >>> guess_separator(["x;y\\n", "1,5;2,5\\n"]), guess_separator(["a,b\\n", "1,2\\n"])
    (';', ',')
    """
    return max(SEPARATORS, key=lambda separator: _merit(lines, separator))


def _merit(lines: Sequence[str], separator: str) -> tuple[bool, float, float]:
    try:
        rows = [
            row for row in csv.reader(lines, delimiter=separator, skipinitialspace=guess_spaces(lines)) if row
        ]
    except csv.Error:
        return False, 0.0, 0.0
    if not rows:
        return False, 0.0, 0.0
    width = usual_width(rows)
    alike = sum(len(row) == width for row in rows) / len(rows)
    decimal = guess_decimal(rows, separator)
    cells = [cell for row in rows for cell in row]
    numbers = sum(read_cell(cell, decimal) is not Kind.TEXT for cell in cells) / len(cells)
    return width > 1, round(alike, 1), numbers


def usual_width(rows: Rows) -> int:
    """How many cells most rows have; of two equally frequent widths the larger."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width))


def guess_decimal(rows: Rows, separator: str) -> str:
    """Whether numbers have a decimal point or a decimal comma.

    >>> guess_decimal([["0,5", "1"]], ";"), guess_decimal([["0.5", "1,234"]], ";")
    (',', '.')
    """
    cells = [cell.strip() for row in rows for cell in row]
    certain = {
        mark: sum(bool(pattern.fullmatch(cell)) and not THOUSAND.fullmatch(cell) for cell in cells)
        for mark, pattern in DECIMALS.items()
    }
    if certain[","] != certain["."]:
        return max(certain, key=certain.__getitem__)
    if separator != "," and not certain["."] and any(THOUSAND.fullmatch(c) and "," in c for c in cells):
        return ","  # as in the countries where the semicolon separates
    return "."


def guess_header(rows: Rows, decimal: str) -> bool:
    """Whether the first row holds names: no number itself, but text where numbers stand below it.

    >>> guess_header([["x", "y"], ["1", "2"]], "."), guess_header([["1", "cat"], ["2", "dog"]], ".")
    (True, False)
    """
    first = [read_cell(cell, decimal) for cell in rows[0]]
    if any(value is not Kind.TEXT and value is not Kind.MISSING for value in first):
        return False
    if all(value is Kind.MISSING for value in first):
        return False
    numeric = [place for place in range(len(first)) if _is_numeric(rows[1:], place, decimal)]
    if numeric:
        return any(first[place] is Kind.TEXT for place in numeric)
    below = [{row[place] for row in rows[1:] if place < len(row)} for place in range(len(first))]
    return not any(cell in seen for cell, seen in zip(rows[0], below, strict=True))


def _is_numeric(rows: Rows, place: int, decimal: str) -> bool:
    """Whether at least half of the values of a column are numbers."""
    read = [read_cell(row[place], decimal) for row in rows if place < len(row)]
    numbers = sum(not isinstance(value, Kind) for value in read)
    return numbers > 0 and numbers >= sum(value is Kind.TEXT for value in read)
