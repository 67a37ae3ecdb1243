"""Tables that are not text: workbooks and NumPy's arrays as text; and what is something else by its name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.datasets import MOST_EXAMPLES
from gdviz.notation.numbers import number, stored
from gdviz.tabular.error import DataError, shown

ZIP, OLE, NPY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x93NUMPY"
LARGEST_UNPACKED = 500 * 10**6  # bytes: what is packed may be much larger than its file
_ARFF = re.compile(rb"\s*(?:%[^\n]*\n\s*)*@relation\b", re.IGNORECASE)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype html|html|head|table)\b", re.IGNORECASE)
_JSON = re.compile(rb"\s*(?:\{\s*\"|\[\s*[\[{])")
_LIBSVM = re.compile(rb"\s*[-+]?[\d.]+(?: +\d+:[-+.\deE]+)+ *(?:#[^\n]*)?\r?\n")
# What other programs write: the first bytes, the program, and what writes a table there.
_PROGRAMS = (
    (b"MATLAB 5", "MATLAB", "writetable"),
    (b"\x89HDF", "HDF5 / MATLAB 7.3", "writetable, DataFrame.to_csv"),
    (b"PAR1", "Parquet", "DataFrame.to_csv"),
    (b"ARROW1", "Arrow", "DataFrame.to_csv"),
    (b"\x80", "pickle", "DataFrame.to_csv"),
    (b"RDX", "R", "write.csv"),
    (b"X\n\0\0", "R", "write.csv"),
    (b"$FL2", "SPSS", "SAVE TRANSLATE"),
    (b"<stata_dta>", "Stata", "export delimited"),
    (b"SQLite format", "SQLite", ".mode csv"),
)
_OTHER = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"<?xml", "XML"),
    (b"version https://git-lfs", "Git LFS"),
)
_TARGETS = ("y", "t", "target", "targets", "label", "labels", "class")
# Possessive, and from where a word begins: else a long row of blanks or letters is gone over again and again.
_MATRIX = re.compile(rb"\s*+(?:\w++\s*+=\s*+)?+(?:\w++\.)?+(?:(?:array|tensor|matrix)\s*+\()?+\s*+[\[(]")
_LIST_NAME = re.compile(r"\b(\w++)\s*+=\s*+(?:\w++\.)?+(?:(?:array|tensor)\s*+\()?+\s*+\[(?!\s*+\[)")
_AROUND = re.compile(r"array|tensor|matrix|dtype=[\w.]+|\b\w++(?:\s*+=|\.)|[\s,;\[\]()]")
_ROW = re.compile(r"[\[(]([^\[\](){}]+)[\])]")
_GZIP = b"\x1f\x8b"
_TEXTS = (".csv", ".tsv", ".txt", ".tab", ".dat", ".data")
_NAMED = (("arff", _ARFF), ("web_page", _WEB_PAGE), ("libsvm", _LIBSVM), ("json", _JSON))


def as_text(data: bytes) -> bytes | None:
    """The table of a workbook or of NumPy's arrays as CSV in UTF-8; None where the data are text already.

    Raises DataError where it is something that can't be read, by its name.
    """
    for start, program, command in _PROGRAMS:
        if data.startswith(start):
            raise DataError("program", program=program, command=command)
    for start, kind in _OTHER:
        if data.lstrip()[: len(start)] == start:
            raise DataError("other", kind=kind)
    if data.startswith(_GZIP):
        return _within(_unpacked(data))
    if data.startswith(NPY):
        return _written(*_of_array(_array(io.BytesIO(data))))
    if data.startswith(ZIP):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
                if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED:
                    raise DataError("unpacked", limit=number(LARGEST_UNPACKED // 10**6))
        except zipfile.BadZipFile:
            raise DataError("damaged") from None
        if names and all(name.endswith(".npy") for name in names):
            return _written(*_of_arrays(data))
        if any(name.startswith(("xl/", "content.xml", "mimetype")) for name in names):
            return _of_workbook(data)
        return _of_archive(data)
    if data.startswith(OLE):
        return _of_workbook(data)
    if _MATRIX.match(data[:200]) and (printed := printed_array(data.decode("utf-8", "replace"))):
        return _written(*printed)
    for code, pattern in _NAMED:
        if pattern.match(data[:65536]):
            raise DataError(code)
    return None


def printed_array(text: str) -> tuple[list[str], list[list[str]]] | None:
    """Names and rows of an array as Python, NumPy, PyTorch or MATLAB prints it, or of lists with names.

    >>> printed_array("[[1, 2], [3, 4]]"), printed_array("x = [1, 2]; y = [3, 4]")
    (([], [['1', '2'], ['3', '4']]), (['x', 'y'], [['1', '3'], ['2', '4']]))
    """
    names = _LIST_NAME.findall(text)
    found = [part for group in _ROW.findall(text) for part in group.split(";") if part.strip()]
    rows = [re.split(r"\s*,\s*|\s+", part.strip().rstrip(",")) for part in found]
    outside = _AROUND.sub("", _ROW.sub("", text))
    alike = len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1
    numbers = all(_is_number(cell) for row in rows for cell in row)
    if not (alike and numbers) or outside:
        return None
    if len(names) == len(rows):
        return names, [list(row) for row in zip(*rows, strict=True)]
    return [], rows


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


# -- packed files --------------------------------------------------------------------------------------------


def _within(data: bytes) -> bytes:
    """What was packed, as text. Raises DataError where it can't be read."""
    text = as_text(data)
    return data if text is None else text


def _unpacked(data: bytes) -> bytes:
    found = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        data = found.decompress(data, LARGEST_UNPACKED)
    except zlib.error:
        raise DataError("damaged") from None
    if not data:
        raise DataError("damaged")
    if found.unconsumed_tail:
        raise DataError("unpacked", limit=number(LARGEST_UNPACKED // 10**6))
    return data


def _of_archive(data: bytes) -> bytes:
    """The only table in an archive, as platforms hand them out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tables = [name for name in archive.namelist() if name.casefold().endswith(_TEXTS)]
        if len(tables) > 1:
            raise DataError("several", names=shown(", ".join(tables), 120))
        if not tables:
            raise DataError("other", kind="ZIP")
        try:
            return _within(archive.read(tables[0]))
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
            raise DataError("damaged") from None


# -- workbooks -----------------------------------------------------------------------------------------------


def _of_workbook(data: bytes) -> bytes:
    """The first sheet that holds a table, else the first that holds anything, as it is shown."""
    try:
        calamine: Any = import_module("python_calamine")
    except ImportError:
        raise DataError("workbook") from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        first: list[list[object]] = []
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=True)
            kinds = {type(cell) for row in rows for cell in row if cell != ""}
            if kinds - {str} and len(rows) > 1 and len(rows[0]) > 1:
                first = rows
                break
            first = first or (rows if kinds else [])
        if first:
            return _written([], ([_cell(cell) for cell in row] for row in first))
    except (calamine.CalamineError, ValueError, OSError):
        raise DataError("no_workbook") from None
    raise DataError("empty")


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    return str(value)


# -- arrays --------------------------------------------------------------------------------------------------


def _array(file: Any) -> Array:
    try:
        found: Array = np.load(file, allow_pickle=False)
    except ValueError as error:
        if "Object arrays" in str(error):
            raise DataError("no_table", shape="npy", dtype="object") from None
        raise DataError("damaged") from None
    except (EOFError, OSError):
        raise DataError("damaged") from None
    return found


def _of_array(array: Array, name: str = "") -> tuple[list[str], Iterable[Sequence[object]]]:
    """The names and the rows of an array: of one with named fields, or of one or two dimensions."""
    if array.dtype.names:
        return list(array.dtype.names), (each.item() for each in array.ravel())
    if array.dtype.kind not in "biufSU" or array.ndim not in (1, 2) or not array.size:
        raise DataError("no_table", shape=" × ".join(map(str, array.shape)), dtype=str(array.dtype))
    columns = array.reshape(len(array), -1)
    names = [f"{name or 'x'}{place + 1}" for place in range(columns.shape[1])]
    if name and columns.shape[1] == 1:
        names = [name]
    return names, (
        [stored(value) if columns.dtype.kind == "f" else value for value in row] for row in columns
    )


def _of_arrays(data: bytes) -> tuple[list[str], Iterable[Sequence[object]]]:
    """Arrays of equally many rows side by side, the target (y, labels, …) last."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (ValueError, EOFError, OSError, zipfile.BadZipFile):
        raise DataError("damaged") from None
    usable = {
        name: each for name, each in arrays.items() if each.ndim in (1, 2) and each.dtype.kind in "biufSU"
    }
    if sum(1 if each.ndim == 1 else each.shape[1] for each in usable.values()) < 2:
        shapes = [f"{name} {' × '.join(map(str, each.shape))}" for name, each in arrays.items()]
        raise DataError("no_table", shape=", ".join(shapes), dtype="npz")
    rows = max(
        (len(each) for each in usable.values()), key=lambda n: (sum(len(e) == n for e in usable.values()), n)
    )
    parts = [(name, each) for name, each in usable.items() if len(each) == rows]
    parts.sort(key=lambda part: part[0].lower().removesuffix("_train") in _TARGETS)
    read = [_of_array(each, "" if name.lower() == "x" else name) for name, each in parts]
    names = [name for part, _ in read for name in part]
    return names, (
        [cell for part in row for cell in part] for row in zip(*(each for _, each in read), strict=True)
    )


def _written(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """As CSV; a few rows more than can be used, so that it is seen that there are more."""
    out = io.StringIO()
    writer = csv.writer(out)
    if names:
        writer.writerow(names)
    for place, row in enumerate(rows):
        if place > 10 * MOST_EXAMPLES:
            break
        writer.writerow(row)
    return out.getvalue().encode()


__all__ = ["as_text", "printed_array"]
