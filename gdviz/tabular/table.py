"""A table in text, read column by column."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import os
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import MOST_EXAMPLES
from gdviz.notation.numbers import number
from gdviz.tabular.cells import ColumnReader, Kind, TableColumn, read_cell
from gdviz.tabular.content import Content
from gdviz.tabular.encoding import EncodedFile, check_text, codec_of, load, with_part
from gdviz.tabular.error import DataError
from gdviz.tabular.guess import (
    MOST_FOOTERS,
    SAMPLE,
    SEPARATOR_LINE,
    comment_mark,
    guess_below,
    guess_decimal,
    guess_footer,
    guess_header,
    guess_separator,
    guess_spaces,
    guess_titles,
    joined_names,
    lacks_first_name,
    mark_below,
    separated,
    usual_width,
)

MOST_COLUMNS = 1000
CHUNK = 4096  # rows that are held as text at a time
SAMPLE_CHARACTERS = 1 << 18
WHOLE = re.compile(r"[+-]?\d+")
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
    content: Content | None = None  # of a file that is not text itself

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


def _check_commas(rows: list[list[str]], separator: str, header: bool | None) -> None:
    """Raise DataError where commas stand between the cells and in the numbers, two cells for each name."""
    names, cells = len(rows[0]), [cell.strip() for row in rows[1:] for cell in row]
    twice = names > 1 and {len(row) for row in rows[1:]} == {2 * names}
    if separator == "," and twice and header is not False and all(map(WHOLE.fullmatch, cells)):
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
) -> Table:
    """The table in a file; what is None is guessed.

    `separator` is one of SEPARATORS, `decimal` is "." or ",", `encoding` is one of ENCODINGS. `skipped` lines
    above the table, `below` rows below its names and `footer` rows at its end are passed over; `seed` is that
    of `Table`, `part` one of `Content`. Raises DataError where there is no table in it.
    """
    source = with_part(source, part)
    if not source.data:
        raise DataError("empty")
    encoding, codec = codec_of(source.data, encoding)
    lines = _first_lines(source, codec)
    passed = 0
    if lines and (said := SEPARATOR_LINE.fullmatch(lines[0])):
        separator = separator or said[1]
        lines, passed = lines[1:], 1
    comment = comment_mark(lines) if skipped is None else ""
    kept = [line for line in lines if not (comment and line.lstrip().startswith(comment))]
    if skipped is not None:
        kept = lines = lines[max(0, skipped - passed) :]
    elif comment and not kept:
        kept, comment = lines, ""  # a column of texts that begin with the mark
    separator = separator or guess_separator(kept)
    if skipped is None and not comment and (comment := mark_below(kept, separator)):
        kept = [line for line in kept if not line.lstrip().startswith(comment)]
    spaces = guess_spaces(kept)
    sample = _sample(csv.reader(separated(kept, separator), delimiter=separator, skipinitialspace=spaces))
    if not sample:
        deque(_rows(source.text(codec), 0, separator, spaces), 0)  # perhaps there is more to be said
        raise DataError("empty")
    _check_width(usual_width(sample))  # before more is asked of all these cells
    if skipped is None:
        skipped = passed
        if not comment_mark(lines):
            titles = guess_titles(sample, padded=header is None)
            sample = sample[titles:]
            skipped += _line_of(lines, separator, spaces, titles)
    _check_commas(sample, separator, header)
    decimal = decimal or guess_decimal(sample, separator)
    guessed = guess_header(sample, decimal)
    remark = _names_in_remark(lines, comment, separator, sample) if comment and not guessed else []
    header = bool(guessed or remark) if header is None else header
    named = header and not remark  # by a row of its own
    if below is None:
        below = guess_below(sample, decimal) if named else 0
    width = max(usual_width(sample), len(sample[0]) if named else 0)
    _check_width(width)

    stream = source.text(codec)
    for _ in range(skipped):
        stream.readline()
    rows = _rows(stream, skipped, separator, spaces, comment)
    names = next((row for _, row in rows if any(map(str.strip, row))), []) if named else remark * header
    if named and lacks_first_name(sample, len(names)):
        names = ["", *names]
    for place, (_, row) in zip(range(below), rows, strict=False):
        names = joined_names(names, row) if place == 0 else names
    body = _Body(width, decimal, seed)
    body.take(rows)
    if footer is None:
        footer = guess_footer(body.last)
    total = body.end(footer)
    if not total:
        raise DataError("only_header")
    columns = body.columns([" ".join(name.split()) for name in names])
    return Table(
        columns,
        np.array(body.lines),
        total,
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
        source.content,
    )


def _names_in_remark(
    lines: Sequence[str], comment: str, separator: str, sample: list[list[str]]
) -> list[str]:
    """The names of the columns in the last remark above the data, as NumPy writes them; none elsewhere."""
    above = itertools.takewhile(lambda line: not line.strip() or line.lstrip().startswith(comment), lines)
    last = [line.lstrip().lstrip(comment) for line in above if line.strip()][-1:]
    found = _sample(csv.reader(separated(last, separator), delimiter=separator, skipinitialspace=True))
    texts = found and all(read_cell(cell) is Kind.TEXT for cell in found[0])
    return found[0] if texts and len(found[0]) == usual_width(sample) > 1 else []


def _line_of(lines: Sequence[str], separator: str, spaces: bool, rows: int) -> int:
    """How many lines the first `rows` rows take, with the blank ones among them."""
    reader = csv.reader(separated(lines, separator), delimiter=separator, skipinitialspace=spaces)
    found = 0
    for row in reader if rows else ():
        found += any(map(str.strip, row))
        if found == rows:
            return reader.line_num
    return 0


class _Body:
    """The rows below the header, being read: of more than can be used those that a seed draws, or the first.

    Each `stride` rows are one's place; when twice as many are held as can be used, one of each two stays.
    """

    def __init__(self, width: int, decimal: str, seed: int | None) -> None:
        self.width = width
        self.lines: list[int] = []
        self.long_rows: list[tuple[int, int]] = []
        self.last: deque[list[str]] = deque(maxlen=MOST_FOOTERS)
        self.total = 0
        self._readers = [ColumnReader(decimal) for _ in range(width)]
        self._part: list[Sequence[str]] = []
        self._chance = None if seed is None else np.random.default_rng(seed)
        self._stride = 1
        self._picks: list[int] = []  # of the rows of each place the one that is taken

    def take(self, rows: Iterator[tuple[int, list[str]]]) -> None:
        """Read the rows but those without any value at the end, as spreadsheet programs leave them behind."""
        void = array("L")  # lines without a value
        for line, row in rows:
            if not any(map(str.strip, row)):
                void.append(line)
                continue
            for each in void:
                self._add(each, [""])
            del void[:]
            self._add(line, row)

    def end(self, footer: int) -> int:
        """Leave out so many rows at the end, and what is more than can be used; how many there are in all."""
        self._flush()
        total = self.total - footer
        if self.total <= MOST_EXAMPLES:
            self._keep(np.arange(max(total, 0)))
        elif self._chance is not None:
            self._keep(self._one_of_each(len(self.lines) - footer // self._stride, MOST_EXAMPLES))
        return max(total, 0)

    def _add(self, line: int, row: list[str]) -> None:
        self.total += 1
        self.last.append(row)
        if self._chance is None:
            if len(self.lines) == MOST_EXAMPLES:
                return
        elif self._stride > 1 and not self._is_picked():
            return
        if len(row) != self.width:
            if any(map(str.strip, row[self.width :])):
                self.long_rows.append((len(self.lines), len(row)))
            row = row[: self.width] + [""] * (self.width - len(row))
        self.lines.append(line)
        self._part.append(row)
        if len(self._part) == CHUNK:
            self._flush()
        if len(self.lines) == 2 * MOST_EXAMPLES:
            self._flush()
            self._keep(self._one_of_each(2 * MOST_EXAMPLES, MOST_EXAMPLES))
            self._stride *= 2

    def _is_picked(self) -> bool:
        place = (self.total - 1) % self._stride
        if place == 0:
            if not self._picks:
                self._picks = self._random(0, self._stride, CHUNK).tolist()
            self._pick = self._picks.pop()
        return place == self._pick

    def _random(self, low: int, high: int, count: int) -> Array:
        assert self._chance is not None
        return self._chance.integers(low, high, count)

    def _one_of_each(self, rows: int, parts: int) -> Array:
        """A row of each of so many equal parts."""
        edges = np.linspace(0, rows, parts + 1).astype(int)
        assert self._chance is not None
        found: Array = self._chance.integers(edges[:-1], edges[1:])
        return found

    def _keep(self, rows: Array) -> None:
        """Only these of the rows that are held."""
        if len(rows) == len(self.lines):
            return
        self.lines = np.asarray(self.lines)[rows].tolist()
        places = {int(row): place for place, row in enumerate(rows)} if self.long_rows else {}
        self.long_rows = [(places[row], cells) for row, cells in self.long_rows if row in places]
        for reader in self._readers:
            reader.keep(rows)

    def _flush(self) -> None:
        for reader, cells in zip(self._readers, zip(*self._part, strict=True), strict=False):
            reader.add(cells)
        self._part.clear()

    def columns(self, names: Sequence[str]) -> tuple[TableColumn, ...]:
        """The columns, without those at the end that have neither a name nor a value."""
        named = itertools.chain(unique(names), itertools.repeat(""))
        found = [
            reader.column(name, place)
            for place, (reader, name) in enumerate(zip(self._readers, named, strict=False))
        ]
        while len(found) > 1 and not found[-1].name and not any(t.strip() for t in found[-1].texts):
            if (found[-1].codes < 0).any():
                break
            found.pop()
        return tuple(found)


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
    stream: Iterator[str], skipped: int, separator: str, spaces: bool, comment: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on; blank lines are left out.

    Raises DataError where a quotation mark is not closed.
    """
    if comment:  # emptied, so that lines are counted as they stand
        stream = ("\n" if line.lstrip().startswith(comment) else line for line in stream)
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


def unique(names: Sequence[str]) -> list[str]:
    """Names made different where they are the same.

    >>> unique(["x", "x", "", ""])
    ['x', 'x (2)', '', '']
    """
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if not name or seen[name] == 1 else f"{name} ({seen[name]})")
    return found
