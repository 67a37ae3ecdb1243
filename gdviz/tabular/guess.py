"""Guesses about a table in text from its beginning: separator, header, decimal mark."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gdviz.tabular.cells import EXPONENT, UNIT, Kind, read_cell, with_unit
from gdviz.tabular.error import DataError
from gdviz.tabular.printed import printed

USUAL = (",", ";", "\t", "|", "，", "；", "、", "^", "~")  # the full-width ones of Chinese keyboards
SEPARATORS = (*USUAL, ":", " ")  # a colon stands in times, too
MOST_LOOKED_AT = 100_000  # characters of a text from a clipboard
COMMENTS = ("#", "%", "//")
MOST_TITLES, MOST_BELOW, MOST_FOOTERS = 40, 3, 5
SAMPLE = 200  # lines that are looked at

BOUNDS = ("<", ">", "≤", "≥")  # of a number that could not be measured

Rows = Sequence[Sequence[str]]

DECIMALS = {  # certain to have a decimal mark; 1,234 is not: it may be a thousand
    ".": re.compile(rf"[+-]?(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f'’,]\d{{3}})+|\d*)\.\d+{EXPONENT}"),
    ",": re.compile(rf"[+-]?(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f'’.]\d{{3}})+|\d*),\d+{EXPONENT}"),
}
THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3}|,\d{3})")
SPACE_BEFORE_QUOTE = re.compile(r'(?:^|[,;\t]) +"', re.MULTILINE)
QUOTED_OR_BLANK = re.compile(r'("[^"]*")|\s+')
FOOTER = re.compile(
    r"(?:(?:grand |sub)?total|sum|mean|average|median|max|min|std|stdev|summe|mittelwert|gesamt|insgesamt"
    r"|合计|总计|总和|总分|平均|平均分|平均值|最高分|最低分|\[\d+ rows x \d+ columns\])\b[:：]?",
    re.IGNORECASE,
)
SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\s*', re.IGNORECASE)  # as a spreadsheet program writes it


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
    best = max(("\t", *USUAL), key=lambda separator: _merit(lines, separator))
    blanks, found = _merit(lines, " "), _merit(lines, best)
    if (
        found[0] and found[1] >= blanks[1] - 0.2 and found[2] >= blanks[2] - 0.2
    ):  # titles and names have blanks, too
        return best
    if blanks[0] and blanks[1] >= 0.8:
        return " "
    colons = _merit(lines, ":")
    return ":" if not found[0] and colons[0] and min(colons[1:]) >= 0.5 else best


def _merit(lines: Sequence[str], separator: str) -> tuple[bool, float, float]:
    try:
        spaces = guess_spaces(lines)
        reader = csv.reader(separated(lines, separator), delimiter=separator, skipinitialspace=spaces)
        rows = [row for row in reader if row]
    except csv.Error:
        return False, 0.0, 0.0
    if not rows:
        return False, 0.0, 0.0
    width = usual_width(rows)
    short = separator == " " and len(rows[0]) == width - 1  # it lacks the first name
    alike = (short + sum(len(row) == width for row in rows)) / len(rows)
    decimal = guess_decimal(rows, separator)
    cells = [cell for row in rows for cell in row]
    numbers = sum(read_cell(_without_unit(cell.strip()), decimal) is not Kind.TEXT for cell in cells)
    return width > 1, round(alike, 1), numbers / len(cells)


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
        yield (" ".join(line.split()) if '"' not in line else _single_blanks(line)) + end


def _single_blanks(line: str) -> str:
    return QUOTED_OR_BLANK.sub(lambda match: match[1] or " ", line).strip()


def is_table(text: str) -> bool:
    """Whether a text from a clipboard is a table: several columns, and numbers in them.

    >>> is_table("x\\ty\\n1\\t2\\n"), is_table("Dear all,\\nhere it is.\\n"), is_table("5")
    (True, False, False)
    """
    try:
        if printed(text) is not None:
            return True
    except DataError:
        return True  # that a part of it is missing is said when it is read
    lines = [line + "\n" for line in text[:MOST_LOOKED_AT].splitlines()[:SAMPLE] if line.strip()]
    separator = guess_separator(lines) if len(lines) > 1 else ","
    several, alike, _ = _merit(lines, separator)
    if len(lines) < 2 or not several or alike < 0.5:
        return False
    rows = list(csv.reader(separated(lines, separator), delimiter=separator))
    decimal = guess_decimal(rows, separator)
    cells = [read_cell(_without_unit(cell.strip()), decimal) for row in rows for cell in row]
    return sum(isinstance(cell, float) for cell in cells) > 0.2 * len(cells)


def comment_mark(lines: Sequence[str]) -> str:
    """What the lines begin with that are remarks; empty where there are none at the top.

    >>> comment_mark(["# made on Monday\\n", "1,2\\n"]), comment_mark(["1,2\\n"])
    ('#', '')
    """
    first = next((line.lstrip() for line in lines if line.strip()), "")
    return next((mark for mark in COMMENTS if first.startswith(mark)), "")


def mark_below(lines: Sequence[str], separator: str) -> str:
    """What lines among the data begin with that are remarks; empty where there are none.

    They have other cells than the data, or a text where the others have a number.

    >>> mark_below(["a,b\\n", "1,2\\n", "# a pause\\n", "3,4\\n"], ",")
    '#'
    """
    rows = [line.split(separator) for line in separated(lines, separator) if line.strip()]
    width = usual_width(rows or [[]])
    for mark in COMMENTS:
        told = [row for row in rows if row[0].lstrip().startswith(mark)]
        others = [row for row in rows[1:] if not row[0].lstrip().startswith(mark)]  # below the names
        if told and all(len(row) != width or _is_no_number(row, others) for row in told):
            return mark
    return ""


def _is_no_number(row: Sequence[str], others: Rows) -> bool:
    """Whether one of a row's cells is a text where most of the others have a number."""
    texts = [place for place, cell in enumerate(row) if read_cell(cell) is read_cell(cell, ",") is Kind.TEXT]
    return any(_is_numeric(others, place, decimal) for place in texts for decimal in DECIMALS)


def guess_titles(rows: Rows, *, padded: bool) -> int:
    """How many rows at the top hold but one text, as a title does, where the table has more columns.

    `padded` ones may have empty cells behind the text, as a spreadsheet program writes them, or say what a
    device was set to.

    >>> guess_titles([["Weights of apples"], ["x", "y"], ["1", "2"]], padded=False)
    1
    """
    width = usual_width(rows)
    for place, row in enumerate(rows[:MOST_TITLES] if width > 1 else ()):
        alone = not any(cell.strip() for cell in row[1:]) and (padded or len(row) < width)
        if not alone or read_cell(row[0]) is not Kind.TEXT:
            return place + (_preamble(rows[place:], width) if padded else 0)
    return 0


def _preamble(rows: Rows, width: int) -> int:
    """How many rows at the top say what a device or a program was set to, above names or numbers."""
    decimal = guess_decimal(rows, "")
    numeric = [place for place in range(width) if _is_numeric(rows[1:], place, decimal)]
    read = [[read_cell(row[place], decimal) for place in numeric if place < len(row)] for row in rows]
    bare = len(list(itertools.takewhile(lambda cells: set(cells) <= {Kind.MISSING}, read[:MOST_TITLES])))
    if numeric and 0 < bare < len(rows) and guess_header(rows[bare:], decimal):
        return bare  # who made the table, and when
    top = len(list(itertools.takewhile(_says_settings, read[: MOST_TITLES + 1])))
    if read[0].count(Kind.TEXT) > 1:
        top = max(top, 1)  # how many there are, and the classes' names, as scikit-learn writes them
    mixed = [any(isinstance(cell, float) for cell in cells) for cells in read[:top]]
    if top == len(rows) or (top == 1 and read[0].count(Kind.TEXT) < 2):
        return 0  # there is no table below, or a mistake in the data
    if not any(mixed) and top <= 1 + MOST_BELOW:
        return 0
    return top if mixed[-1] else top - 1


def _says_settings(cells: Sequence[float | Kind]) -> bool:
    """Whether a text comes first in the columns of numbers; one behind a number is a mistake in the data."""
    return Kind.TEXT in cells and not isinstance(cells[0], float)


def lacks_first_name(rows: Rows, names: int) -> bool:
    """Whether the first of the rows names all columns but the first, as R and pandas print tables.

    >>> lacks_first_name([["x", "y"], ["1", "2.5", "a"], ["2", "3.5", "b"]], 2)
    True
    """
    body = [row for row in rows[1:] if len(row) == names + 1]
    labels = [row[0] for row in body]
    return len(body) == len(rows) - 1 > 0 and len(set(labels)) == len(labels) and all(row[-1] for row in body)


def guess_footer(rows: Iterable[Sequence[str]]) -> int:
    """How many of the last rows are no data, but totals and means, or what a program prints below a table.

    >>> guess_footer([["3", "6"], ["Total", "12"]]), guess_footer([["3", "6"], ["4", "8"]])
    (1, 0)
    """
    held = list(rows)
    beside = any(sum(map(bool, map(str.strip, row))) > 1 for row in held)
    said = [any(FOOTER.match(cell.strip()) for cell in row) or (beside and _is_note(row)) for row in held]
    return len(said) - said.index(True) if any(said) and all(said[said.index(True) :]) else 0


def _is_note(row: Sequence[str]) -> bool:
    """Whether but the first cell holds anything, and that a text: where the numbers come from."""
    return read_cell(row[0]) is Kind.TEXT and not any(cell.strip() for cell in row[1:])


def guess_below(rows: Rows, decimal: str) -> int:
    """How many rows below the names say more about the columns: units, kinds, a second line of names.

    >>> guess_below([["length", "kind"], ["cm", ""], ["5.0", "red"], ["4.8", "blue"]], ".")
    1
    """
    numeric = [place for place in range(usual_width(rows)) if _is_numeric(rows[1:], place, decimal)]
    below = 0
    for row in rows[1 : 1 + MOST_BELOW]:
        cells = [read_cell(row[place], decimal) for place in numeric if place < len(row)]
        if not numeric or any(cell is not Kind.TEXT and cell is not Kind.MISSING for cell in cells):
            break
        if any(cell.lstrip().startswith(BOUNDS) for cell in row):
            break
        if all(cell is Kind.MISSING for cell in cells) and sum(bool(cell.strip()) for cell in row) > 1:
            break
        below += 1
    return below if len(rows) > 1 + below else 0


def joined_names(names: Sequence[str], below: Sequence[str]) -> list[str]:
    """Names of two rows as one where the upper ones stand above several columns, as merged cells do.

    >>> joined_names(["day", "soil", ""], ["", "depth", "width"]), joined_names(["x", "y"], ["cm", "cm"])
    (['day', 'soil depth', 'soil width'], ['x', 'y'])
    """
    under = [*map(str.strip, below[: len(names)]), *[""] * (len(names) - len(below))]
    told = [
        cell for name, cell in zip(names, under, strict=True) if not name.strip() or names.count(name) > 1
    ]
    over, found = "", []
    for name, cell in zip(names, under, strict=True):
        over = name.strip() or over
        found.append(f"{over} {cell}".strip())
    return found if any(told) and len(set(found)) == len(found) else list(names)


def usual_width(rows: Rows) -> int:
    """How many cells most rows have; of two equally frequent widths the larger."""
    widths = Counter(map(len, rows))
    return max(widths, key=lambda width: (widths[width], width))


def guess_decimal(rows: Rows, separator: str) -> str:
    """Whether numbers have a decimal point or a decimal comma.

    >>> guess_decimal([["0,5", "1"]], ";"), guess_decimal([["0.5", "1,234"]], ";")
    (',', '.')
    """
    cells = [_without_unit(cell.strip()) for row in rows for cell in row]
    certain = {
        mark: sum(bool(pattern.fullmatch(cell)) and not THOUSAND.fullmatch(cell) for cell in cells)
        for mark, pattern in DECIMALS.items()
    }
    if certain[","] != certain["."]:
        return max(certain, key=certain.__getitem__)
    if separator != "," and not certain["."] and any(THOUSAND.fullmatch(c) and "," in c for c in cells):
        return ","  # as in the countries where the semicolon separates
    return "."


def _without_unit(cell: str) -> str:
    found = UNIT.fullmatch(cell)
    return found["sign"] + found["number"] if found and (found["before"] or found["behind"]) else cell


def guess_header(rows: Rows, decimal: str) -> bool:
    """Whether the first row holds names: no number itself, but text where numbers stand below it.

    >>> guess_header([["x", "y"], ["1", "2"]], "."), guess_header([["1", "cat"], ["2", "dog"]], ".")
    (True, False)
    """
    first = [read_cell(cell, decimal) for cell in rows[0]]
    if _numbers_columns(rows) or _counts_years(rows, decimal):
        return True
    pairs = zip(rows[0], rows[1] if len(rows) > 1 else (), strict=False)
    units = [(with_unit(cell, decimal), with_unit(below, decimal)) for cell, below in pairs]
    if any(cell and below and cell[1] == below[1] for cell, below in units):
        return False  # 1,5 m above 2,5 m
    if any(value is not Kind.TEXT and value is not Kind.MISSING for value in first):
        return False
    if all(value is Kind.MISSING for value in first):
        return False
    numeric = [place for place in range(len(first)) if _is_numeric(rows[1:], place, decimal)]
    if numeric:
        return any(first[place] is Kind.TEXT for place in numeric)
    below = [{row[place] for row in rows[1:] if place < len(row)} for place in range(len(first))]
    return not any(cell in seen for cell, seen in zip(rows[0], below, strict=True))


def _numbers_columns(rows: Rows) -> bool:
    """Whether the first row only counts the columns, as pandas writes them: ,0,1,2 above 0,…"""
    counted = [[str(place + start) for place in range(len(rows[0]) - 1)] for start in (0, 1)]
    if len(rows[0]) < 2 or rows[0][0].strip() or list(rows[0][1:]) not in counted:
        return False
    return [row[0].strip() for row in rows[1:3]] in (["0", "1"], ["1", "2"])


def _counts_years(rows: Rows, decimal: str) -> bool:
    """Whether the first row holds texts and then years that follow each other, and no years stand below."""
    first = [read_cell(cell.strip().removesuffix("年"), decimal) for cell in rows[0]]
    years = [value for value in first if isinstance(value, float)]
    below = [read_cell(cell, decimal) for row in rows[1:3] for cell in row[-len(years) :]]
    steps = {later - year for year, later in itertools.pairwise(years)}
    return (
        len(years) > 1
        and len(steps) == 1
        and first[0] is Kind.TEXT
        and all(1500 <= year <= 2200 for year in years)
        and not all(isinstance(value, float) and 1500 <= value <= 2200 for value in below)
    )


def _is_numeric(rows: Rows, place: int, decimal: str) -> bool:
    """Whether at least half of the values of a column are numbers."""
    read = [read_cell(row[place], decimal) for row in rows if place < len(row)]
    numbers = sum(not isinstance(value, Kind) for value in read)
    return numbers > 0 and numbers >= sum(value is Kind.TEXT for value in read)
