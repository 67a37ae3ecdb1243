"""The sheets of a workbook (.xlsx, .xls, .ods)."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from gdviz.tabular.content import Content, written
from gdviz.tabular.error import DataError

Sheet = list[list[object]]


def of_workbook(data: bytes, part: str | None) -> Content:
    """A sheet as it is shown: the first that holds a table, else the first that holds anything.

    Raises DataError where the workbook can't be read, or is empty.
    """
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


__all__ = ["of_workbook"]
