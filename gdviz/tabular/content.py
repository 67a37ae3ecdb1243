"""The table in a file that is not text itself, as CSV, and which of the file's tables it is."""

from __future__ import annotations

import csv
import io
import itertools
import tokenize
import zipfile
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import MOST_EXAMPLES
from gdviz.tabular.error import DataError

# What is raised for an archive or arrays that are damaged, or whose heads tell of more than there can be.
DAMAGED = (
    *(ValueError, TypeError, KeyError, EOFError, OSError, MemoryError, OverflowError, RuntimeError),
    *(SyntaxError, tokenize.TokenError, zipfile.BadZipFile, zlib.error),
)
MOST_CELLS = 2_000_000  # of a table that is not text itself, and is held as a whole to be written as such
MOST_USED = 500_000  # cells of a table: each takes 60 bytes and 0.3 µs to become an example
AT_ONCE = 1000  # rows that are written while no other thread goes on
HEAD, TAIL = 250, 50  # rows at the ends of a table that are always there: titles, names, totals


class Content(Struct, frozen=True):
    """`data` is the table as CSV in UTF-8; `form` says what the file is, one of FORMS.

    `part` is the one of `parts` (sheets, arrays of equally many rows, files of an archive) that was taken;
    `passed_over` are those in which there is no table. Where `left` rows were left out, by a `seed` or beyond
    the first ones, `lines` says for each line of `data` which one of the table it is, counted from 1.
    """

    data: bytes
    form: str
    part: str = ""
    parts: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    left: int = 0
    lines: Array | None = None
    seed: int | None = 0


FORMS = {
    "workbook": "a workbook",
    "arrays": "NumPy arrays",
    "archive": "an archive",
    "page": "a web page",
    "printed": "a printed table",
}


def one_of_each(rows: int, parts: int, chance: np.random.Generator | int | None) -> Array:
    """A row of each of so many equal parts, by a seed; without one the first rows."""
    if chance is None or rows == parts:
        return np.arange(parts)
    edges = np.linspace(0, rows, parts + 1).astype(int)
    found: Array = np.random.default_rng(chance).integers(edges[:-1], edges[1:])
    return found


def most_rows(width: int) -> int:
    """How many rows of a table can be used."""
    return max(1, min(MOST_EXAMPLES, MOST_USED // width))


def drawn(rows: int, width: int, seed: int | None) -> Array:
    """The rows that are written of a table, counted from 0: all, or those that can be used and its ends.

    Raises DataError where the ends alone are too many.
    """
    most = most_rows(max(width, 1))
    if rows <= max(most, HEAD + TAIL):
        taken = np.arange(rows)
    else:
        ends = () if seed is None else (np.arange(HEAD), np.arange(rows - TAIL, rows))
        taken = np.unique(np.concatenate([one_of_each(rows, most, seed), *ends]))
    if len(taken) * width > MOST_CELLS:
        raise DataError("many_cells")
    return taken


def part_of(content: Content, rows: int, taken: Array, named: bool, seed: int | None) -> Content:
    """The content of which these `rows` were written, below a row of names or not."""
    if rows == len(taken):
        return content
    lines = np.concatenate([[1], taken + 2]) if named else taken + 1
    return replace(content, left=rows - len(taken), lines=lines, seed=seed)


def written(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """As CSV; a few rows more than can be used, so that it is seen that there are more.

    Raises DataError where there are characters in it that are none.
    """
    data = io.BytesIO()
    out = io.TextIOWrapper(data, "utf-8", newline="")
    writer = csv.writer(out)
    try:
        if names:
            writer.writerow(names)
        left = itertools.islice(rows, 10 * MOST_EXAMPLES + 1)
        while some := list(itertools.islice(left, AT_ONCE)):
            writer.writerows(some)
        out.flush()
        return data.getvalue()
    except (SystemError, UnicodeEncodeError):
        raise DataError("damaged") from None
