"""Guesses about a table in text from its beginning: separator, header, decimal mark."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gdviz.tabular.cells import (
    CODES,
    CURRENCY,
    EXPONENT,
    PLAIN,
    POWER_OF_TEN,
    SCORE,
    UNCERTAIN,
    UNIT,
    Kind,
    read_cell,
)
from gdviz.tabular.error import DataError
from gdviz.tabular.printed import printed

USUAL = (",", ";", "\t", "|", "，", "；", "、", "^", "~")  # the full-width ones of Chinese keyboards
SEPARATORS = (*USUAL, ":", " ")  # a colon stands in times, too
MOST_WORDS = 3  # of a cell, where a table of words is to be told from sentences
MOST_LOOKED_AT = 100_000  # characters of a text from a clipboard
COMMENTS = ("#", "%", "//", "!", "--", "; ", "* ", "REM ", "> ", ">>> ")  # the last as prompts
SAMPLE, MOST_CELLS = 200, 20_000  # lines and cells that are looked at
Rows = Sequence[Sequence[str]]

_GROUPS = (
    r"[+-]?(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f'’{1}]\d{{3}})+|\d*)\{0}\d+{2}|\d{{1,3}}(?:\{1}\d{{3}}){{2,}}"
)
DECIMALS = {  # certain to have a decimal mark; 1,234 is not: it may be a thousand
    ".": re.compile(_GROUPS.format(".", ",", EXPONENT)),
    ",": re.compile(_GROUPS.format(",", ".", EXPONENT)),
}
ERRORS = frozenset("±+(\\")  # what is written before the error of a number
THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3}|,\d{3})")
UNIT_OF_MONEY = rf"(?:[{CURRENCY}]|{CODES})"
MONEY = re.compile(rf"{UNIT_OF_MONEY} ?{THOUSAND.pattern}|{THOUSAND.pattern} ?{UNIT_OF_MONEY}")
SPACE_BEFORE_QUOTE = re.compile(r'(?:^|[,;\t]) +"', re.MULTILINE)
QUOTED_OR_BLANK = re.compile(r'("[^"]*")|[ \t\u3000]+')
INLINE = {mark: re.compile(rf"(?=[^{mark}]*\d)[^{mark}]*\s{mark}\s*[^\W\d].*\s*") for mark in "#;!"}
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)  # as a spreadsheet program writes it


def guess_spaces(lines: Iterable[str]) -> bool:
    """Whether spaces stand between a separator and a quotation mark.

    >>> guess_spaces(['1, "a, b"']), guess_spaces(['1,"a"'])
    (True, False)
    """
    return SPACE_BEFORE_QUOTE.search("".join(lines)) is not None


def guess_separator(lines: Sequence[str]) -> str:
    """The separator that gives every line equally many cells, which read best as numbers.

    What stands above the table may have other lines: the best stretch of half the lines counts, too.

    >>> guess_separator(["x;y\\n", "1,5;2,5\\n"]), guess_separator(["a,b\\n", "1,2\\n"])
    (';', ',')
    """
    merits = {separator: _merit(lines, separator) for separator in ("\t", ";", *USUAL, " ", ":")}
    half = len(lines) // 2
    if half > 1 and not any(several and alike == 1.0 for several, alike, _ in merits.values()):
        for separator in merits:
            stretches = (lines[first : first + half] for first in (0, half // 2, half))
            merits[separator] = max(merits[separator], *(_merit(part, separator) for part in stretches))
    blanks, colons = merits.pop(" "), merits.pop(":")
    best = max(merits, key=merits.__getitem__)
    found = merits[best]
    reads_as_well = found[1] >= blanks[1] - 0.2 and found[2] >= blanks[2] - 0.2
    if blanks[0] and found[1] < 1.0 == blanks[1] and blanks[2] > found[2]:
        return " "  # the others are decimal commas
    if found[0] and (reads_as_well or found[1] == 1.0 > blanks[1]):
        return best  # titles, names and dates have blanks, too
    if blanks[0] and blanks[1] >= 0.8:
        return " "
    return ":" if not found[0] and colons[0] and min(colons[1:]) >= 0.5 else best


def _merit(lines: Sequence[str], separator: str) -> tuple[bool, float, float]:
    try:
        rows = [row for row in split(lines, separator) if row]
    except csv.Error:
        return False, 0.0, 0.0
    if not rows:
        return False, 0.0, 0.0
    width = usual_width(rows)
    short = separator == " " and len(rows[0]) == width - 1  # it lacks the first name
    alike = (short + sum(len(row) == width for row in rows)) / len(rows)
    cells = _bare_cells([row[: 1 + MOST_CELLS // len(rows)] for row in rows])
    decimal, _ = _decimal_of(cells, separator)
    numbers = sum(read_cell(cell, decimal) is not Kind.TEXT for cell in cells)
    return width > 1, round(alike, 1), numbers / len(cells)


def split(lines: Sequence[str], separator: str) -> Any:
    """A reader of the csv module of the rows in some lines."""
    spaces = guess_spaces(lines)
    return csv.reader(separated(lines, separator), delimiter=separator, skipinitialspace=spaces)


def separated(lines: Iterable[str], separator: str) -> Iterator[str]:
    """The lines as they can be split at a separator: any blanks are one, and none at the ends.

    >>> list(separated(["  1   2.5\\t3 \\n"], " "))
    ['1 2.5 3\\n']
    """
    if separator != " ":
        yield from lines
        return
    for line in lines:
        end = line[len(line.rstrip("\r\n")) :]
        yield QUOTED_OR_BLANK.sub(lambda match: match[1] or " ", line).strip(" \t\r\n") + end


def is_table(text: str) -> bool:
    """Whether a text from a clipboard is a table: several columns, and numbers or short words in them.

    Of a long one that begins with a bracket it is said where it is read.

    >>> is_table("x\\ty\\n1\\t2\\n"), is_table("Dear all,\\nhere it is.\\n"), is_table("5")
    (True, False, False)
    >>> is_table("red\\tsmall\\nblue\\tlarge\\n"), is_table("red,no\\nblue,yes\\nred,yes\\n")
    (True, True)
    """
    if len(text) > MOST_LOOKED_AT:
        text = text[:MOST_LOOKED_AT]
        if text.lstrip()[:1] in ("[", "{"):
            return True
        text = text[: text.rfind("\n") + 1] or text  # without the part of a line
    try:
        if (found := printed(text)) is not None:
            return isinstance(found, str) or len(found[1][0]) > 1
    except DataError:
        return True  # that a part of it is missing is said when it is read
    lines = [line + "\n" for line in text.splitlines()[:SAMPLE] if line.strip()]
    separator = guess_separator(lines) if len(lines) > 1 else ","
    several, alike, _ = _merit(lines, separator)
    if len(lines) < 2 or not several or alike < 0.5:
        return False
    rows = list(split(lines, separator))
    cells = _bare_cells(rows)
    decimal, _ = _decimal_of(cells, separator)
    if sum(isinstance(read_cell(cell, decimal), float) for cell in cells) > 0.2 * len(cells):
        return True
    short = all(0 < len(cell.split()) <= MOST_WORDS for row in rows for cell in row)
    return alike == 1.0 and separator != " " and (separator == "\t" or (short and len(rows) > 2))


def comment_mark(lines: Sequence[str]) -> str:
    """What the lines begin with that are remarks; empty where there are none at the top.

    >>> comment_mark(["# on Monday\\n", "1,2\\n"]), comment_mark(["#,x\\n", "1,2\\n"])
    ('#', '')
    """
    first, second = [*(line.lstrip() for line in lines if line.strip()), "", ""][:2]
    found = next((mark.strip() for mark in COMMENTS if first.startswith(mark)), "")
    behind = first[len(found) : len(found) + 1]
    return "" if behind in USUAL and first.count(behind) == second.count(behind) else found  # a name


def mark_below(lines: Sequence[str], separator: str) -> str:
    """What lines among the data begin with that are remarks; empty where there are none.

    They have other cells than the data, or a text where the others have a number.

    >>> mark_below(["a,b\\n", "1,2\\n", "# a pause\\n", "3,4\\n"], ",")
    '#'
    """
    rows = [line.split(separator) for line in separated(lines, separator) if line.strip()]
    width = usual_width(rows or [[]])
    for mark in COMMENTS[:3]:
        marked = [
            row[0].lstrip().startswith(mark) and row[0].strip() != mark for row in rows
        ]  # “#” is a name
        told = [row for row, there in zip(rows[1:], marked[1:], strict=True) if there]  # below the names
        others = [row for row, there in zip(rows[1:], marked[1:], strict=True) if not there]
        if told and all(len(row) != width or _is_no_number(row, others) for row in told):
            return mark
    return ""


def mark_behind(lines: Sequence[str]) -> str:
    """What remarks behind the data of a row begin with; empty where there are none.

    >>> mark_behind(["x y\\n", "1 2 ; a try\\n", "3 4\\n"]), mark_behind(["1 ; a\\n", "2 ; b\\n"])
    (';', '')
    """
    for mark, pattern in INLINE.items():
        told = [line for line in lines if mark in line]
        if told and len(told) < sum(map(bool, map(str.strip, lines))) and all(map(pattern.fullmatch, told)):
            return mark
    return ""


def _is_no_number(row: Sequence[str], others: Rows) -> bool:
    """Whether one of a row's cells is a text where most of the others have a number."""
    texts = [place for place, cell in enumerate(row) if read_cell(cell) is read_cell(cell, ",") is Kind.TEXT]
    return any(_is_numeric(others, place, decimal) for place in texts for decimal in DECIMALS)


def usual_width(rows: Rows) -> int:
    """How many cells most rows have; of two equally frequent widths the larger."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width))


def guess_decimal(rows: Rows, separator: str) -> tuple[str, str]:
    """Whether numbers have a decimal point or a decimal comma, and a cell that leaves a doubt about it.

    >>> guess_decimal([["0,5", "1"]], ";"), guess_decimal([["0.5", "1,234"]], ";")
    ((',', ''), ('.', ''))
    >>> guess_decimal([["1,234"]], ";"), guess_decimal([["1.234"]], ";"), guess_decimal([["1,234"]], ",")
    ((',', '1,234'), ('.', '1.234'), ('.', ''))
    >>> guess_decimal([["1.234 €"]], ";"), guess_decimal([["$1,234"]], ";")  # money has two decimals
    ((',', '1.234'), ('.', '1,234'))
    """
    decimal, doubt = _decimal_of(_bare_cells(rows), separator)
    if doubt and any(MONEY.fullmatch(cell.strip()) for row in rows for cell in row):
        return "," if decimal == "." else ".", doubt
    return decimal, doubt


def _decimal_of(cells: Sequence[str], separator: str) -> tuple[str, str]:
    certain = {
        mark: sum(bool(pattern.fullmatch(cell)) and not THOUSAND.fullmatch(cell) for cell in cells)
        for mark, pattern in DECIMALS.items()
    }
    if certain[","] != certain["."]:
        return max(certain, key=certain.__getitem__), ""
    doubt = next(filter(THOUSAND.fullmatch, cells), "") if separator != "," and not certain["."] else ""
    return ("," if "," in doubt else "."), doubt  # as in the countries where the semicolon separates


def _bare_cells(rows: Rows) -> list[str]:
    """All cells, numbers without their units, powers of ten and errors."""
    cells = [cell.strip() for row in rows for cell in row]
    return [cell if not cell or PLAIN.fullmatch(cell) else _bare(cell) for cell in cells]


def _bare(cell: str) -> str:
    if "10" in cell:
        cell = POWER_OF_TEN.sub("", cell)
    if not ERRORS.isdisjoint(cell):
        cell = UNCERTAIN.sub(r"\1", cell, 1)
    if score := SCORE.fullmatch(cell):
        return score[1]
    unit = UNIT.fullmatch(cell)
    return unit["sign"] + unit["number"] if unit and (unit["before"] or unit["behind"]) else cell


def _is_numeric(rows: Rows, place: int, decimal: str) -> bool:
    """Whether at least half of the values of a column are numbers."""
    read = [read_cell(row[place], decimal) for row in rows if place < len(row)]
    numbers = sum(not isinstance(value, Kind) for value in read)
    return numbers > 0 and numbers >= sum(value is Kind.TEXT for value in read)
