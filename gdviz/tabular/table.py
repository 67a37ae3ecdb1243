"""A table in text, read column by column."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.notation.numbers import number
from gdviz.tabular.body import Body
from gdviz.tabular.cells import Kind, Units, read_cell
from gdviz.tabular.content import Content
from gdviz.tabular.drawn import in_columns
from gdviz.tabular.encoding import EncodedFile, check_text, codec_of, load, with_part
from gdviz.tabular.error import DataError
from gdviz.tabular.extent import (
    MOST_BELOW,
    find_body,
    guess_footer,
    joined_names,
    lacks_first_name,
)
from gdviz.tabular.guess import (
    SAMPLE,
    SEPARATOR_LINE,
    comment_mark,
    guess_decimal,
    guess_separator,
    guess_spaces,
    mark_behind,
    mark_below,
    separated,
    split,
    usual_width,
)
from gdviz.tabular.table_column import TableColumn

MOST_COLUMNS = 1000
SAMPLE_CHARACTERS = 1 << 18
WHOLE = re.compile(r"[+-]?\d+")
GROUP = re.compile(r"(?<=\d),\d{3}(?=[,.]|$)")  # the three digits behind a thousand's comma
END = "\x00end"  # a row of its own behind the last line, unless that is still inside quotation marks


class Table(Struct, frozen=True, eq=False):
    """What a file holds, and how it was read.

    `columns` hold at most MOST_EXAMPLES rows; `lines` (rows,) says on which line of the file each of these
    begins, counted from 1. `total_rows` counts all rows. Of more, those are held that `seed` draws, evenly
    spread over the file, or the first ones where it is None. `long_rows` are rows with more cells than there
    are columns, as (row, cells); what a short row lacks is missing.
    """

    columns: tuple[TableColumn, ...]
    lines: Array
    total_rows: int
    long_rows: tuple[tuple[int, int], ...]
    encoding: str
    separator: str
    decimal: str
    header: bool
    skipped: int = 0  # lines above the table: a title, remarks
    below: int = 0  # rows below the names: units, kinds
    comment: str = ""  # what remarks begin with, which are left out
    footer: int = 0  # rows at the end that are no data: totals, means
    seed: int | None = 0
    codes: bool = True  # whether numbers such as -999 may stand for missing ones
    units: Units | None = None  # what is said of numbers of which only some have a unit
    doubt: str = ""  # a cell that may be a thousand as well as have decimals: 1.234
    content: Content | None = None  # of a file that is not text itself
    turned: bool | None = None  # whether its rows are taken as columns; None where nothing speaks for it
    ended: str = ""  # what stands in the first row at the end that is no data

    @property
    def part(self) -> str | None:
        """Which of the file's tables it is; None where there is but one."""
        return self.content.part if self.content is not None else None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names; empty where the file gives none."""
        return tuple(column.name for column in self.columns)

    @property
    def rows(self) -> int:
        """How many rows can be used."""
        return len(self.lines)


def read_table(path: str | os.PathLike[str], **how: Any) -> Table:
    """Read a file. Raises DataError where it can't be read. `how` is that of `parse_table`."""
    return parse_table(load(path), **how)


def _check_width(width: int) -> None:
    if width > MOST_COLUMNS:
        raise DataError("many_columns", limit=number(MOST_COLUMNS))


def _check_commas(rows: list[list[str]], header: bool | None) -> None:
    """Raise DataError where commas stand between the cells and in the numbers, too.

    Then the rows have more cells than there are names, and as many where numbers such as 1,000.5 are one; or
    twice as many. Rows that are counted, as R does, have one more.
    """
    names, rows = len(rows[0]), [[cell.strip() for cell in row] for row in rows[1:]]
    if names < 2 or header is False or len(rows) < 2:
        return
    whole = all(map(WHOLE.fullmatch, itertools.chain(*rows)))
    counted = [row[0] for row in rows[:3]] in (["0", "1", "2"][: len(rows)], ["1", "2", "3"][: len(rows)])
    parted = [len(GROUP.sub("", ",".join(row)).split(",")) for row in rows]
    zeros = any(re.match("0[0-9]", cell) for row in rows for cell in row)
    if ({len(row) for row in rows} == {2 * names} and whole) or (
        set(parted) == {names} and max(map(len, rows)) > names and (zeros or not counted)
    ):
        raise DataError("two_commas")


def parse_table(
    source: EncodedFile,
    *,
    separator: str | None = None,
    header: bool | None = None,
    decimal: str | None = None,
    encoding: str | None = None,
    skipped: int | None = None,
    below: int | None = None,
    footer: int | None = None,
    seed: int | None = 0,
    part: str | None = None,
    codes: bool = True,
    units: Units | None = None,
    turned: bool | None = None,
) -> Table:
    """The table in a file; what is None is guessed.

    `separator` is one of SEPARATORS, `decimal` is "." or ",", `encoding` is one of ENCODINGS. `skipped` lines
    above the table, `below` rows below its names and `footer` rows at its end are passed over; `seed` is that
    of `Table`, `part` one of `Content`; `codes` says whether numbers such as -999 may stand for missing ones,
    `units` how numbers are meant of which only some have a unit, None where that is to be asked; `turned`
    says whether a few rows that look like series are columns.
    Raises DataError where there is no table in it.
    """
    source = with_part(source, part, seed)
    if not source.data:
        raise DataError("empty")
    encoding, codec = codec_of(source.data, encoding)
    lines = _first_lines(source, codec)
    series = in_columns(lines)
    if series and turned is not False:
        source = replace(source, data=series.encode())
        codec, separator = "utf-8", ","
        lines = _first_lines(source, codec)
    passed = 0
    if lines and (said := SEPARATOR_LINE.fullmatch(lines[0])):
        separator = separator or said[1]
        lines, passed = lines[1:], 1
    comment = "" if skipped is not None else comment_mark(lines)
    kept = lines[max(0, (skipped or passed) - passed) :]
    if comment and not any(map(str.strip, _without_remarks(kept, comment))):
        comment = ""  # a column of texts that begin with the mark
    behind = mark_behind(list(_without_remarks(kept, comment)))
    kept = list(_without_remarks(kept, comment, behind))
    separator = separator or guess_separator(kept)
    if skipped is None and not comment and (comment := mark_below(kept, separator)):
        kept = list(_without_remarks(kept, comment))
    spaces = guess_spaces(kept)
    sample = _sample(split(kept, separator))
    if not sample:
        deque(_rows(source.text(codec), 0, separator, spaces), 0)  # perhaps there is more to be said
        raise DataError("empty")
    _check_width(usual_width(sample))  # before more is asked of all these cells
    guessed, doubt = guess_decimal(sample, separator)
    decimal, doubt = (decimal, "") if decimal else (guessed, doubt)
    top, begins = find_body(sample, decimal)
    if skipped is not None:
        top, begins = 0, begins if begins <= 1 + MOST_BELOW else 0
    else:
        skipped = passed + _line_of(kept, separator, top)
    if separator == ",":
        _check_commas(sample[max(0, begins - 1) :], header)
    sample = sample[top:]
    remark = _names_in_remark(lines, comment, separator, sample) if comment and begins == top else []
    header = begins > top or bool(remark) if header is None else header
    named = header and not remark  # by a row of its own
    if below is None:
        below = max(0, begins - top - 1) if named else 0
    width = max(usual_width(sample[below:] or sample), len(sample[0]) if named else 0)
    _check_width(width)

    stream = source.text(codec)
    for _ in range(skipped):
        stream.readline()
    rows = _rows(stream, skipped, separator, spaces, comment, behind)
    names = next((row for _, row in rows if any(map(str.strip, row))), []) if named else remark * header
    if named:
        rows = _without(names, rows)
    if named and lacks_first_name(sample[1 + below :], len(names)):
        names = ["", *names]
    for place, (_, row) in zip(range(below), rows, strict=False):
        names = joined_names(names, row) if place == 0 else names
    body = Body(width, decimal, seed, codes, units)
    body.take(rows)
    if footer is None:
        footer = guess_footer(body.last)
    total = body.end(footer)
    if not total:
        raise DataError("only_header")
    columns = body.columns([" ".join(name.split()) for name in names])
    places, left = np.array(body.lines), source.content.left if source.content else 0
    if source.content is not None and source.content.lines is not None:
        told = source.content.lines
        places = told[np.minimum(places, len(told)) - 1]
    return Table(
        columns,
        places,
        total + left,
        tuple(body.long_rows),
        encoding,
        separator,
        decimal,
        header,
        skipped,
        below,
        comment,
        footer,
        seed,
        codes,
        units,
        doubt,
        source.content,
        (turned is not False) if series else None,
        " ".join(" ".join(body.last[-footer]).split()) if footer else "",
    )


def _without(names: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The rows, but not the names again: files were put behind each other."""
    return (each for each in rows if each[1] != names)


def _names_in_remark(
    lines: Sequence[str], comment: str, separator: str, sample: list[list[str]]
) -> list[str]:
    """The names of the columns in the last remark above the data, as NumPy writes them; none elsewhere."""
    above = itertools.takewhile(lambda line: not line.strip() or line.lstrip().startswith(comment), lines)
    last = [line.lstrip().lstrip(comment) for line in above if line.strip()][-1:]
    found = _sample(csv.reader(separated(last, separator), delimiter=separator, skipinitialspace=True))
    texts = found and all(read_cell(cell) is Kind.TEXT for cell in found[0])
    return found[0] if texts and len(found[0]) == usual_width(sample) > 1 else []


def _without_remarks(lines: Iterable[str], comment: str, behind: str = "") -> Iterator[str]:
    """The lines with their remarks left out; one that is a remark itself stays as an empty line."""
    for line in lines:
        if comment and line.lstrip().startswith(comment):
            yield "\n"
        else:
            yield line.partition(behind)[0] + "\n" if behind and behind in line else line


def _line_of(lines: Sequence[str], separator: str, rows: int) -> int:
    """How many lines the first `rows` rows take, with the blank ones among them."""
    reader, found = split(lines, separator), 0
    for row in reader if rows else ():
        found += any(map(str.strip, row))
        if found == rows:
            return int(reader.line_num)
    return 0


def _first_lines(source: EncodedFile, codec: str) -> list[str]:
    """The lines that guesses are made from. Raises DataError where they are not text."""
    text = source.text(codec).read(SAMPLE_CHARACTERS)
    check_text(text)
    lines = list(io.StringIO(text, newline=""))
    if len(text) == SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()  # probably only a part of it
    return lines[:SAMPLE]


def _sample(reader: Iterator[list[str]]) -> list[list[str]]:
    """Rows to guess from; what is wrong with a row is left to the reading of the whole."""
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        rows.extend(row for row in reader if any(map(str.strip, row)))
    return rows


def _rows(
    stream: Iterator[str],
    skipped: int,
    separator: str,
    spaces: bool,
    comment: str = "",
    behind: str = "",
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on; blank lines are left out.

    Raises DataError where a quotation mark is not closed.
    """
    if comment or behind:
        stream = _without_remarks(stream, comment, behind)
    ready = itertools.chain(separated(stream, separator), [END])
    reader = csv.reader(ready, delimiter=separator, skipinitialspace=spaces)
    began = skipped + 1
    row: list[str] = []
    try:
        for row in reader:
            if row and not (len(row) == 1 and not row[0].strip()):
                if row[-1].endswith(END):
                    break
                yield began, row
            began = skipped + reader.line_num + 1
    except csv.Error:
        raise DataError("long_cell", line=began, limit=number(csv.field_size_limit())) from None
    if row != [END]:
        raise DataError("open_quote", line=began)
