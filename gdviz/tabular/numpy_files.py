"""Tables in NumPy's files: one array, or several of equally many rows side by side."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import MOST_INPUTS
from gdviz.notation.numbers import stored
from gdviz.tabular.content import DAMAGED, Content, drawn, part_of, written
from gdviz.tabular.error import DataError

TARGETS = ("y", "t", "target", "targets", "label", "labels", "class")
INPUTS = ("x", "data", "features")
SETS = ("_train", "_test", "_val", "_valid", "_validation", "train", "test")
Rows = Iterable[list[object]]


def of_array(data: bytes, seed: int | None) -> Content:
    """The table in a .npy file, of too many rows a part. Raises DataError where there is none."""
    try:
        with warnings.catch_warnings(action="ignore"):  # of heads that Python 2 has written
            array = _array(data)
    except DataError:
        raise
    except DAMAGED as error:
        raise DataError("objects" if "Object arrays" in str(error) else "damaged") from None
    if not (array.dtype.names or _is_table(array)):
        raise _images(array) or DataError("no_table", shape=_shape(array), dtype=str(array.dtype))
    array = array.ravel() if array.dtype.names else array
    taken = drawn(len(array), _width(array), seed)
    return part_of(Content(written(*_rows(array[taken])), "arrays"), len(array), taken, True, seed)


def _array(data: bytes) -> Array:
    """The array in a file, where it stands: nothing is copied."""
    file = io.BytesIO(data)
    version = np.lib.format.read_magic(file)
    readers = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
    if version not in readers:
        return np.load(io.BytesIO(data), allow_pickle=False)  # type: ignore[no-any-return]
    shape, by_columns, dtype = readers[version](file)
    if dtype.hasobject or min(shape, default=0) < 0:
        raise ValueError("Object arrays" if dtype.hasobject else "negative")
    if not math.prod(shape) * dtype.itemsize:
        raise DataError("no_table", shape=" × ".join(map(str, shape)), dtype=str(dtype))
    array = np.frombuffer(data, dtype, math.prod(shape), file.tell())
    return array.reshape(shape, order="F" if by_columns else "C")


def of_arrays(data: bytes, part: str | None, seed: int | None) -> Content:
    """The arrays of a .npz file that have equally many rows, the target (y, labels, …) last."""
    try:
        with warnings.catch_warnings(action="ignore"), np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: _loaded(file, name) for name in file.files}
    except DAMAGED:
        raise DataError("damaged") from None
    groups: dict[int, list[str]] = {}
    for name, array in arrays.items():
        if array is not None and _is_table(array):
            groups.setdefault(len(array), []).append(name)
    tables = {
        ", ".join(names): names
        for names in sorted(groups.values(), key=lambda names: (-len(names), _is_for_test(names)))
        if sum(_width(arrays[name]) for name in names) > 1
    }
    if not tables:
        for name, array in arrays.items():
            if array is not None and (images := _images(array, name)):
                raise images
        shapes = [f"{name} {'?' if each is None else _shape(each)}" for name, each in arrays.items()]
        raise DataError("no_table", shape=", ".join(shapes), dtype="npz")
    taken = part if part in tables else next(iter(tables))
    ordered = sorted(tables[taken], key=lambda name: _plain(name) in TARGETS)
    rows = len(arrays[ordered[0]])
    drawn_rows = drawn(rows, sum(_width(arrays[name]) for name in ordered), seed)
    read = [_rows(arrays[name][drawn_rows], "" if _plain(name) in INPUTS else name) for name in ordered]
    names = [name for part, _ in read for name in part]
    cells = ([cell for part in row for cell in part] for row in zip(*(rows for _, rows in read), strict=True))
    used = {name for names in tables.values() for name in names}
    left = tuple(name for name in arrays if name not in used)
    found = Content(written(names, cells), "arrays", taken, tuple(tables), left)
    return part_of(found, rows, drawn_rows, True, seed)


def _width(array: Array) -> int:
    return len(array.dtype.names) if array.dtype.names else array.size // max(len(array), 1)


def _loaded(file: Any, name: str) -> Any:
    """An array; None where it holds objects, or is none."""
    try:
        array = file[name]
        return array if isinstance(array, np.ndarray) else None
    except ValueError as error:
        if "Object arrays" in str(error):
            return None
        raise


def _plain(name: str) -> str:
    """Its name without what it is used for.

    >>> _plain("X_train"), _plain("label")
    ('x', 'label')
    """
    low = name.casefold()
    return next((low.removesuffix(each) for each in SETS if low.endswith(each) and low != each), low)


def _is_for_test(names: Sequence[str]) -> bool:
    return all("test" in name.casefold() or "val" in name.casefold() for name in names)


def _is_table(array: Array) -> bool:
    """Whether each example is a row; that of small images is one, too."""
    rows = array.ndim in (1, 2) or (array.ndim in (3, 4) and _width(array) <= MOST_INPUTS)
    return array.dtype.kind in "biufSUM" and rows and array.nbytes > 0


def _images(array: Array, name: str = "x") -> DataError | None:
    """What is said of many examples that have several dimensions each; None where they are none."""
    if array.ndim not in (3, 4) or array.dtype.kind not in "biuf" or len(array) < 2 or not array.size:
        return None
    return DataError("images", name=name, shape=_shape(array), count=len(array), limit=MOST_INPUTS)


def _shape(array: Array) -> str:
    return " × ".join(map(str, array.shape)) or "1"


def _rows(array: Array, name: str = "") -> tuple[list[str], Rows]:
    """The names and the rows of an array: of one with named fields, or of one or two dimensions."""
    if array.dtype.names:
        return list(array.dtype.names), (list(map(_cell, each.item())) for each in array)
    columns = array.reshape(len(array), -1)
    if columns.dtype.kind in "bM":
        columns = columns.astype(np.uint8 if columns.dtype.kind == "b" else str)
    names = [f"{name or 'x'}{place + 1}" for place in range(columns.shape[1])]
    if columns.shape[1] == 1:
        names = [name or "x"]
    return names, ([_cell(value) for value in row] for row in columns)


def _cell(value: object) -> object:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return stored(value) if isinstance(value, float | np.floating) else value
