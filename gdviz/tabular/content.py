"""The table in a file that is not text itself, as CSV, and which of the file's tables it is."""

from __future__ import annotations

import csv
import io
import itertools
import tokenize
import zipfile
import zlib
from collections.abc import Iterable, Sequence

from msgspec import Struct

from gdviz.engine.learning.dataset_base import MOST_EXAMPLES
from gdviz.tabular.error import DataError

# What is raised for an archive or arrays that are damaged, or whose heads tell of more than there can be.
DAMAGED = (
    *(ValueError, TypeError, KeyError, EOFError, OSError, MemoryError, OverflowError, RuntimeError),
    *(SyntaxError, tokenize.TokenError, zipfile.BadZipFile, zlib.error),
)
MOST_CELLS = 2_000_000  # of a table that is not text itself, and is held as a whole to be written as such
MOST_USED = 500_000  # cells of a table: each takes 60 bytes and 0.3 µs to become an example


class Content(Struct, frozen=True):
    """`data` is the table as CSV in UTF-8; `form` says what the file is, one of FORMS.

    `part` is the one of `parts` (sheets, arrays of equally many rows, files of an archive) that was taken;
    `passed_over` are those in which there is no table.
    """

    data: bytes
    form: str
    part: str = ""
    parts: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


FORMS = {
    "workbook": "a workbook",
    "arrays": "NumPy arrays",
    "archive": "an archive",
    "page": "a web page",
    "printed": "a printed table",
}


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
        writer.writerows(itertools.islice(rows, 10 * MOST_EXAMPLES + 1))
        out.flush()
        return data.getvalue()
    except (SystemError, UnicodeEncodeError):
        raise DataError("damaged") from None
