"""Sweeps as arrays by name, with the settings of their axes, and as files."""

from __future__ import annotations

import csv
import io
import itertools
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document import codec
from gdviz.document.atomic_file import whole_file
from gdviz.document.bounds import MOST_UNPACKED
from gdviz.document.scene import Scene
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.basins import minima_of
from gdviz.engine.sweep.rules import OUTCOMES
from gdviz.export.data.files import EARLY

AT_ONCE = 2**20  # runs whose lines, or bytes of which, are written together


class Sweep(Mapping[str, Array]):
    """The arrays of a sweep by name, each with an axis for each setting, in their order.

    `axes` has the numbers of each setting by its path. `outcome` holds places in `outcomes`, `basin` places
    in `minima`, ``(minima, parameters)``.
    """

    outcomes = OUTCOMES

    def __init__(
        self, scene: Scene, run: int, axes: tuple[SweepAxis, ...], arrays: Mapping[str, Array]
    ) -> None:
        self.scene = scene
        self.run = run
        self.axes = {axis.path: np.array(axis.values) for axis in axes}
        self._arrays = dict(arrays)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many places each axis has."""
        return tuple(map(len, self.axes.values()))

    @property
    def minima(self) -> Array:
        """The minima that runs may arrive at; none where something is learned from data, or each run has a
        loss of its own."""
        objective = self.scene.runs[self.run].objective
        differ = any(path.startswith("problem.") for path in self.axes)
        return np.empty((0, 0)) if objective is None or differ else minima_of(objective)

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def __repr__(self) -> str:
        size = " × ".join(map(str, self.shape))
        return f"<sweep of {size} runs over {', '.join(self.axes)}: {', '.join(self)}>"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write an NPZ, CSV or PNG file, as the path's ending says, whole or not at all.

        Raises ValueError for another ending or what has no picture, and DocumentError where it can't be
        written.
        """
        write = WRITERS.get(Path(path).suffix.lower())
        if write is None:
            raise ValueError(f"{path}: the ending should be one of {', '.join(WRITERS)}")
        with whole_file(path) as file:
            write(self, file)


def write_npz(sweep: Sweep, file: BinaryIO) -> None:
    """Every array by its name, the axes by their paths, and the scene as the text of a `.gdviz` file.

    On its stage is the map of these settings, and its first run is the one that varies.
    """
    from gdviz.export.data.sweep_picture import with_map  # here, since it reads the map in

    extra = {
        "axis_paths": np.array(list(sweep.axes)),
        "outcomes": np.array(OUTCOMES),
        "minima": sweep.minima,
        "run": np.array(0),
        "scene": np.array(codec.dumps(with_map(sweep), MOST_UNPACKED)),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, array in {**sweep, **sweep.axes, **extra}.items():
            with archive.open(zipfile.ZipInfo(f"{name}.npy", EARLY), "w", force_zip64=True) as part:
                _write_array(part, array)


def _write_array(part: IO[bytes], array: Array) -> None:
    """As NumPy writes it, some at a time: what is mapped need not fit into memory."""
    array = np.asarray(array, order="C")
    np.lib.format.write_array_header_1_0(cast(Any, part), np.lib.format.header_data_from_array_1_0(array))
    flat = array.reshape(-1)
    for first in range(0, flat.size, AT_ONCE):
        part.write(flat[first : first + AT_ONCE].tobytes())


def write_csv(sweep: Sweep, file: BinaryIO) -> None:
    """A line for each run: its settings, then what was kept; of the outcome its word."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*sweep.axes, *sweep])
    flat = {name: array.reshape(-1) for name, array in sweep.items()}
    settings = itertools.product(*(axis.tolist() for axis in sweep.axes.values()))
    for first in range(0, int(np.prod(sweep.shape)), AT_ONCE // 16):
        part = {name: array[first : first + AT_ONCE // 16] for name, array in flat.items()}
        columns = [_cells(name, each) for name, each in part.items()]
        for cells, place in zip(zip(*columns, strict=True), settings, strict=False):  # in this order
            writer.writerow([*place, *cells])
        file.write(text.getvalue().encode())
        text.seek(0)
        text.truncate()


def _cells(name: str, part: Array) -> list[object]:
    if name == "outcome":
        return [OUTCOMES[code] for code in part.tolist()]
    return [str(number) for number in part] if part.dtype == np.float32 else part.tolist()


def _write_png(sweep: Sweep, file: BinaryIO) -> None:
    from gdviz.export.data.sweep_picture import write_png  # here, since it reads the map in

    write_png(sweep, file)


WRITERS: dict[str, Callable[[Sweep, BinaryIO], None]] = {
    ".npz": write_npz,
    ".csv": write_csv,
    ".png": _write_png,
}
