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
from numpy.typing import NDArray

from gdviz.engine.recording import Recording
from gdviz.files import whole_file
from gdviz.tables import CHUNK, csv_columns, csv_header, csv_rows

Array = NDArray[Any]
Named = Sequence[tuple[str, Recording]]

BOM = "\ufeff"  # tells spreadsheets that a CSV file is UTF-8
MOST_PASTED = 100_000  # cells of a row times rows that a clipboard is asked to hold
EARLY = (1980, 1, 1, 0, 0, 0)  # the time of each part of an NPZ: the same numbers make the same file


class TooManyCellsError(ValueError):
    """The table is too large for the clipboard; `cells` is how many it would have, `most` how many it may."""

    def __init__(self, cells: int) -> None:
        self.cells, self.most = cells, MOST_PASTED
        super().__init__(f"the table would have {cells} cells, more than the {MOST_PASTED} that are copied")


def save(runs: Named, path: str | os.PathLike[str], *, bom: bool = False) -> None:
    """Write the runs (label, recording) in the format that the ending of `path` tells; CSV where it is none.

    `bom` puts a mark in front of a CSV file, by which spreadsheets see that it is UTF-8. The file is whole or
    not there at all: raises DocumentError where it can't be written.
    """
    write = WRITERS.get(Path(path).suffix.lower(), write_csv)
    with whole_file(path) as file:
        if bom and write is write_csv:
            file.write(BOM.encode())
        write(runs, file)


def write_csv(runs: Named, file: BinaryIO) -> None:
    """A line for each row of each run, in UTF-8, the run's label first."""
    columns = csv_columns([recording for _, recording in runs])
    file.write(csv_header(columns).encode())
    for label, recording in runs:
        for lines in csv_rows(label, recording, columns):
            file.write(lines.encode())


def write_json_lines(runs: Named, file: BinaryIO) -> None:
    """A JSON object for each row of each run, one a line: ``{"run": "…", "step": 0, "w": 5.0, …}``.

    A column that a run does not have at all is left out of its rows.
    """
    for label, recording in runs:
        names = [name for name in recording.columns if _says_something(recording, name)]
        heads = [f"{json.dumps(name, ensure_ascii=False)}: " for name in names]
        run = f'{{"run": {json.dumps(label, ensure_ascii=False)}, '
        for first in range(0, recording.published, CHUNK):
            cells = [_json(recording.column(name, first, first + CHUNK)) for name in names]
            lines = [
                run + ", ".join(head + cell for head, cell in zip(heads, row, strict=True)) + "}\n"
                for row in zip(*cells, strict=True)
            ]
            file.write("".join(lines).encode("utf-8", "surrogatepass"))


def _json(values: Array) -> list[str]:
    # A float32 as text is the shortest that reads back to the same float32.
    texts = map(str, values if values.dtype == np.float32 else values.tolist())
    return [JSON_NUMBERS.get(text, text) for text in texts]


JSON_NUMBERS = {"nan": "null", "inf": "null", "-inf": "null"}  # JSON has no words for them


def _says_something(recording: Recording, name: str) -> bool:
    """Whether a run has this column: not where there is no number in it at all."""
    values = recording.column(name, 0, 1), recording.column(name)
    return bool(values[0].dtype.kind in "iu" or not np.isnan(values[1]).all())


def write_npz(runs: Named, file: BinaryIO) -> None:
    """An array for each column of each run, for `numpy.load`: ``run1/step``, ``run1/w``, …, and ``labels``.

    The arrays have the types of the recording: whole numbers, float32 or float64.
    """
    with zipfile.ZipFile(cast(Any, file), "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "labels", np.array([label for label, _ in runs]))
        for place, (_, recording) in enumerate(runs, 1):
            for name in recording.columns:
                _put(archive, f"run{place}/{name}", np.asarray(recording.column(name)))


def _put(archive: zipfile.ZipFile, name: str, array: Array) -> None:
    part = zipfile.ZipInfo(f"{name}.npy", EARLY)
    part.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(part, "w", force_zip64=True) as file:
        np.lib.format.write_array(cast(Any, file), np.ascontiguousarray(array), allow_pickle=False)


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


WRITERS: dict[str, Callable[[Named, BinaryIO], None]] = {
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


__all__ = [
    "BOM",
    "MOST_PASTED",
    "WRITERS",
    "TooManyCellsError",
    "pasted",
    "save",
    "text_of",
    "write_csv",
    "write_json_lines",
    "write_npz",
]
