"""Where the arrays of a sweep are kept while they are made: in memory, or mapped from files that outlive us.

A folder holds `plan.json` (what is swept, and how it is cut), an `.npy` file for each array, and `done.npy`
with a flag for each block, set once its numbers stand in the others. So a sweep that was ended, however, goes
on where it was, and the files are never read as a whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from gdviz.base.arrays import Array
from gdviz.engine.sweep.region import Box

PLAN = "plan.json"


class Store:
    """The arrays of one sweep, by name, and which of its blocks are in them."""

    def __init__(self, arrays: Mapping[str, Array], done: Array) -> None:
        self.arrays = dict(arrays)
        self.done = done

    def put(self, block: int, box: Box, made: Mapping[str, Array]) -> None:
        """Keep the numbers of a block."""
        where = tuple(slice(*ends) for ends in box)
        for name, each in made.items():
            self.arrays[name][where] = each
        self.done[block] = 1


def in_memory(types: Mapping[str, np.dtype], shape: tuple[int, ...], blocks: int) -> Store:
    """A new store without files."""
    arrays = {name: np.empty(shape, dtype) for name, dtype in types.items()}
    return Store(arrays, np.zeros(blocks, np.uint8))


def in_folder(
    folder: Path,
    plan: Mapping[str, object],
    types: Mapping[str, np.dtype],
    shape: tuple[int, ...],
    blocks: int,
) -> Store:
    """The store in a folder: the one that is there, where it is of the same plan, else a new one.

    Raises OSError where it can't be made, and FileExistsError where the folder holds anything else.
    """
    names = [*types, "done"]
    if folder.exists():
        if _plan_in(folder) == json.loads(json.dumps(plan)):
            arrays = {name: open_memmap(folder / f"{name}.npy", mode="r+") for name in names}
            return Store({name: arrays[name] for name in types}, arrays["done"])
        _refuse_others(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    try:
        made = {name: _new(folder / f"{name}.npy", dtype, shape) for name, dtype in types.items()}
        done = _new(folder / "done.npy", np.dtype(np.uint8), (blocks,))
        (folder / PLAN).write_text(json.dumps(plan, indent=1), encoding="utf-8")  # last: now it is whole
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Store(made, done)


def _new(path: Path, dtype: np.dtype, shape: tuple[int, ...]) -> Array:
    """An array mapped from a new file, which has its room on the disk.

    A file that is only so long, as NumPy makes it, ends the process by a signal once the disk is full.
    """
    array = open_memmap(path, mode="w+", dtype=dtype, shape=shape)
    if hasattr(os, "posix_fallocate"):
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)
    return array


def _plan_in(folder: Path) -> object:
    with contextlib.suppress(OSError, ValueError):
        return json.loads((folder / PLAN).read_text(encoding="utf-8"))
    return None


def _refuse_others(folder: Path) -> None:
    """Nothing is removed but what a sweep has left."""
    if not folder.is_dir() or any(each.name != PLAN and each.suffix != ".npy" for each in folder.iterdir()):
        raise FileExistsError(f"{folder} holds something else than a sweep")
