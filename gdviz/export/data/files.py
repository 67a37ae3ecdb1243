"""The numbers of runs: CSV, NPZ, JSON lines, and a table for the clipboard.

All hold every recorded column of every run, with as many digits as read back to the same bits. A cell that a
run has no number for is empty (CSV, table), null (JSON lines) or NaN (NPZ).
"""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document.atomic_file import whole_file
from gdviz.engine.recording import Recording
from gdviz.export.data.tables import CELLS, csv_columns, csv_header, csv_rows, parts

Named = Sequence[tuple[str, Recording]]
Tell = Callable[[float], None]

BOM = "\ufeff"  # tells spreadsheets that a CSV file is UTF-8
MOST_PASTED = 100_000  # cells of a row times rows that a clipboard is asked to hold
MADE_AGAIN = 256_000_000  # bytes of columns that are made again together
EARLY = (1980, 1, 1, 0, 0, 0)  # the time of each part of an NPZ: the same numbers make the same file


class TooManyCellsError(ValueError):
    """The table is too large for the clipboard; `cells` is how many it would have, `most` how many it may."""

    def __init__(self, cells: int) -> None:
        self.cells, self.most = cells, MOST_PASTED
        super().__init__(f"the table would have {cells} cells, more than the {MOST_PASTED} that are copied")


def save(runs: Named, path: str | os.PathLike[str], *, bom: bool = False, tell: Tell | None = None) -> None:
    """Write the runs (label, recording) in the format that the ending of `path` tells; CSV where it is none.

    `bom` puts a mark in front of a CSV file, by which spreadsheets see that it is UTF-8. `tell` is called
    many times with the share that is written, from 0 to 1; what it raises ends the writing. The file is whole
    or not there at all: raises DocumentError where it can't be written.
    """
    write = WRITERS.get(Path(path).suffix.lower(), write_csv)
    with whole_file(path) as file:
        if bom and write is write_csv:
            file.write(BOM.encode())
        write(runs, file, tell or _nobody)


def _nobody(share: float) -> None:
    """Nobody wants to know how far it is."""


def write_csv(runs: Named, file: BinaryIO, tell: Tell = _nobody) -> None:
    """A line for each row of each run, in UTF-8, the run's label first."""
    columns = csv_columns([recording for _, recording in runs])
    file.write(csv_header(columns).encode())
    written, rows = 0, sum(recording.published for _, recording in runs)
    for label, recording in runs:
        for lines in csv_rows(label, recording, columns):
            file.write(lines.encode())
            written += lines.count("\n")
            tell(min(1.0, written / rows))  # a label may have a line break of its own


def write_json_lines(runs: Named, file: BinaryIO, tell: Tell = _nobody) -> None:
    """A JSON object for each row of each run, one a line: ``{"run": "…", "step": 0, "w": 5.0, …}``.

    A column that a run does not have at all is left out of its rows.
    """
    written, rows = 0, sum(recording.published for _, recording in runs)
    for label, recording in runs:
        names = [name for name in recording.columns if _says_something(recording, name)]
        heads = [f"{json.dumps(name, ensure_ascii=False)}: " for name in names]
        run = f'{{"run": {json.dumps(label, ensure_ascii=False)}, '
        for steps, values in parts(recording, len(names)):
            cells = [_json(values(name)) for name in names]
            lines = [
                run + ", ".join(head + cell for head, cell in zip(heads, row, strict=True)) + "}\n"
                for row in zip(*cells, strict=True)
            ]
            file.write("".join(lines).encode("utf-8", "surrogatepass"))
            written += len(steps)
            tell(written / rows)


def _json(values: Array) -> list[str]:
    # A float32 as text is the shortest that reads back to the same float32.
    texts = map(str, values if values.dtype == np.float32 else values.tolist())
    return [JSON_NUMBERS.get(text, text) for text in texts]


JSON_NUMBERS = {"nan": "null", "inf": "null", "-inf": "null"}  # JSON has no words for them


def _says_something(recording: Recording, name: str) -> bool:
    """Whether a run has this column: not where there is no number in it at all."""
    if name in recording.names:
        return True
    for prefix, rows in (("shadow_", recording.shadow_rows), ("gradient_", recording.gradient_rows)):
        if name.removeprefix(prefix) in recording.names:
            return rows is not None  # to look through them might mean to make them all again
    values = recording.column(name)
    return bool(values.dtype.kind in "iu" or not np.isnan(values).all())


def write_npz(runs: Named, file: BinaryIO, tell: Tell = _nobody) -> None:
    """An array for each column of each run, for `numpy.load`: ``run1/step``, ``run1/w``, …, and ``labels``.

    The arrays have the types of the recording: whole numbers, float32 or float64.
    """
    written, cells = 0, sum(len(recording.columns) * recording.published for _, recording in runs)

    def count(numbers: int) -> None:
        nonlocal written
        written += numbers
        tell(written / max(1, cells))

    with zipfile.ZipFile(cast(Any, file), "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "labels", np.array([label for label, _ in runs]))
        for place, (_, recording) in enumerate(runs, 1):
            for name, column in _whole_columns(recording, count):
                _put(archive, f"run{place}/{name}", column, count)


def _whole_columns(recording: Recording, count: Callable[[int], None]) -> Iterator[tuple[str, Array]]:
    """Every column from its first row to its last.

    Parameters that were not kept are made again once for as many columns as fit into memory together.
    """
    if not getattr(recording, "spacing", 0):
        for name in recording.columns:
            yield name, recording.column(name)
        return
    rows, itemsize = recording.published, np.dtype(recording.experiment.precision).itemsize
    together = max(1, MADE_AGAIN // max(1, rows * itemsize))
    names = list(recording.columns)
    for first in range(0, len(names), together):
        group = {
            name: np.empty(rows, recording.column(name, 0, 1).dtype)
            for name in names[first : first + together]
        }
        for steps, values in parts(recording, len(names)):
            for name, column in group.items():
                column[steps[0] : steps[-1] + 1] = values(name)
            count(0)  # it may take long
        yield from group.items()


def _put(
    archive: zipfile.ZipFile, name: str, array: Array, count: Callable[[int], None] | None = None
) -> None:
    """Write an array with one axis as NumPy does; `count` is told how many more numbers are written."""
    part = zipfile.ZipInfo(f"{name}.npy", EARLY)
    part.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(part, "w", force_zip64=True) as file:
        header = np.lib.format.header_data_from_array_1_0(array)
        np.lib.format.write_array_header_1_0(cast(Any, file), {**header, "fortran_order": False})
        for first in range(0, len(array), CELLS):
            numbers = array[first : first + CELLS]
            file.write(numbers.tobytes())
            if count is not None:
                count(len(numbers))


def pasted(runs: Named, decimal: str = ".") -> str:
    """The same table as text for a spreadsheet: tabs between cells, and the system's own `decimal` mark.

    Raises TooManyCellsError where it is larger than a clipboard should hold.
    """
    columns = csv_columns([recording for _, recording in runs])
    cells = (len(columns) + 1) * sum(recording.published for _, recording in runs)
    if cells > MOST_PASTED:
        raise TooManyCellsError(cells)
    return "".join(_pasted_lines(runs, columns, decimal))


def _pasted_lines(runs: Named, columns: Sequence[str], decimal: str) -> Iterator[str]:
    yield "\t".join(["run", *columns]) + "\n"
    for label, recording in runs:
        plain = _cell(label)
        # The rows without the label have no quotes: numbers alone.
        for lines in csv_rows("", recording, columns):
            for line in lines.splitlines():
                _, *numbers = line.split(",")
                yield "\t".join([plain, *(number.replace(".", decimal) for number in numbers)]) + "\n"


def _cell(label: str) -> str:
    """A label in one cell, which is not taken for a formula."""
    text = re.sub(r"\s+", " ", label)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


WRITERS: dict[str, Callable[[Named, BinaryIO, Tell], None]] = {
    ".csv": write_csv,
    ".npz": write_npz,
    ".jsonl": write_json_lines,
    ".ndjson": write_json_lines,
}


def text_of(runs: Named) -> str:
    """The CSV as text."""
    file = io.BytesIO()
    write_csv(runs, file)
    return file.getvalue().decode()
