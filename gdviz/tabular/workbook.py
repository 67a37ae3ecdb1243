"""The sheets of a workbook (.xlsx, .xls, .ods), read in a process of its own.

A sheet is read as all cells between its first and its last: a kilobyte with two cells, A1 and XFD1048576,
asks for hundreds of gigabytes, and what can't have them ends its process.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from gdviz.engine.process import EngineProcess
from gdviz.notation.numbers import number
from gdviz.tabular.content import MOST_CELLS, Content, written
from gdviz.tabular.error import DataError

MEMORY, TIMES = 600 * 2**20, 30  # bytes that reading may take, beside so many times the size of the file
SECONDS = 30  # of the processor
Sheet = list[list[object]]


def of_workbook(data: bytes, part: str | None) -> Content:
    """A sheet as it is shown: the first that holds a table, else the first that holds anything.

    Raises DataError where the workbook can't be read, or is empty.
    """
    process = EngineProcess()
    try:
        found: Content = process.call(_read_bounded, data, part)
        return found
    except (ChildProcessError, MemoryError):
        raise DataError("no_workbook") from None
    finally:
        process.close()


def _read_bounded(data: bytes, part: str | None) -> Content:
    """In the process: with bounds of memory and time, where the system knows them."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # it may be told why it ends
    if sys.platform == "linux":
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        bounds = ((resource.RLIMIT_AS, used + MEMORY + TIMES * len(data)), (resource.RLIMIT_CPU, SECONDS))
        for bound, most in (*bounds, (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(bound, (most, most))
    return _read(data, part)


def _read(data: bytes, part: str | None) -> Content:
    try:
        calamine: Any = import_module("python_calamine")
    except ImportError:
        raise DataError("workbook") from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: dict[str, Sheet] = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in book.sheet_names
        }
    except (calamine.CalamineError, ValueError, OSError):
        raise DataError("no_workbook") from None
    tables = [name for name, rows in sheets.items() if _is_table(rows)]
    tables = tables or [name for name, rows in sheets.items() if _kinds(rows)][:1]
    if not tables:
        raise DataError("empty")
    taken = part if part in tables else tables[0]
    if sum(map(len, sheets[taken])) > MOST_CELLS:
        raise DataError("many_cells", limit=number(MOST_CELLS))
    rows = ([_cell(cell) for cell in row] for row in sheets[taken])
    left = tuple(name for name in sheets if name not in tables)
    return Content(written([], rows), "workbook", taken, tuple(tables), left)


def _kinds(rows: Sheet) -> set[type]:
    return {type(cell) for row in rows for cell in row if cell != ""}


def _is_table(rows: Sheet) -> bool:
    return len(rows) > 1 and len(rows[0]) > 1 and bool(_kinds(rows) - {str})


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value)
