"""The sheets of a workbook (.xlsx, .xls, .ods), read in a process of its own.

A sheet is read as all cells between its first and its last: a kilobyte with two cells, A1 and XFD1048576,
asks for hundreds of gigabytes, and what can't have them ends its process.
"""

from __future__ import annotations

import contextlib
import io
import os
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from importlib import import_module
from itertools import compress, islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np

from gdviz.engine.process import EngineProcess
from gdviz.tabular.content import Content, drawn, part_of, written
from gdviz.tabular.error import DataError

LARGE = 20 * 2**20  # bytes of a sheet that may well be more than can be read
MEMORY = 100 * 2**20  # bytes that reading may take, beside what is unpacked
SECONDS, A_SECOND = 10, 4 * 2**20  # of the processor, and so many bytes for each one more
UNCOMPUTED = re.compile(
    rb'<c(?![^>]{,200}t="str")(?: [^>]{,200}+)?><f(?:[^<>]{,200}/>|[^<>]{,200}+>[^<]*+</f>)'
    rb"(?:<v ?/>|<v></v>)?</c>"
)


def of_workbook(data: bytes, part: str | None, unpacked: int, seed: int | None) -> Content:
    """A sheet as it is shown: the first that holds a table, else the first that holds anything.

    `unpacked` is how many bytes it says it unpacks to. Raises DataError where the workbook can't be read, or
    is empty.
    """
    process = EngineProcess()
    try:
        found: Content = process.call(_read_bounded, data, part, unpacked, seed)
        return found
    except (ChildProcessError, MemoryError):
        raise DataError("many_cells" if unpacked > LARGE else "no_workbook") from None
    finally:
        process.close()


def _read_bounded(data: bytes, part: str | None, unpacked: int, seed: int | None) -> Content:
    """In the process: with bounds of memory and time, where the system knows them."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it may be told why it ends
    if sys.platform == "linux":
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY + unpacked,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + unpacked // A_SECOND,) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return _read(data, part, seed)


def _read(data: bytes, part: str | None, seed: int | None) -> Content:
    try:
        calamine: Any = import_module("python_calamine")
    except ImportError:
        raise DataError("workbook") from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        told = {name: _told(_rows(book, name)) for name in book.sheet_names}
        tables = [
            name for name, (rows, columns, kinds) in told.items() if rows > 1 < columns and kinds - {str}
        ]
        tables = tables or [name for name, (_, _, kinds) in told.items() if kinds][:1]
        taken = part if part and part in tables else next(iter(tables or told), "")
        if not taken:
            raise DataError("empty")
        rows, columns, _ = told[taken]
        if _uncomputed(data, taken) * 2 > rows:
            raise DataError("uncomputed")
        if not tables:
            raise DataError("empty")
        some = drawn(rows, columns, seed)
        chosen = np.zeros(rows, bool)
        chosen[some] = True
        cells = ([_cell(cell) for cell in row] for row in compress(_rows(book, taken), chosen.tolist()))
        left = tuple(name for name in told if name not in tables)
        found = Content(written([], cells), "workbook", taken, tuple(tables), left)
        return part_of(found, rows, some, False, seed)
    except DataError:
        raise
    except (calamine.CalamineError, ValueError, OSError):
        raise DataError("no_workbook") from None


def _rows(book: Any, name: str) -> Iterator[list[object]]:
    """The rows of a sheet, one at a time, from the first that holds anything."""
    sheet = book.get_sheet_by_name(name)
    return islice(sheet.iter_rows(), sheet.start[0] if sheet.start else 0, None)


def _told(sheet: Iterator[list[object]]) -> tuple[int, int, set[type]]:
    """How many rows and columns a sheet has, and the types of its cells."""
    rows = columns = 0
    kinds: set[type] = set()
    for row in sheet:
        rows, columns = rows + 1, len(row)
        kinds.update(type(cell) for cell in row if cell != "")
    return rows, columns, kinds


def _uncomputed(data: bytes, sheet: str) -> int:
    """How many formulas of a sheet have no value beside them: programs write such, not spreadsheets."""
    failed = zipfile.BadZipFile, KeyError, StopIteration, ElementTree.ParseError
    with contextlib.suppress(*failed), zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = ElementTree.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iterfind("{*}Relationship")
        named = next(each for each in told if each.get("name") == sheet)
        link = next(value for name, value in named.items() if name.endswith("}id"))
        target = next(each.get("Target", "") for each in links if each.get("Id") == link)
        return len(UNCOMPUTED.findall(archive.read(posixpath.join("/xl", target)[1:])))
    return 0


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value)
