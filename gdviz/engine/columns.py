"""Where the columns of a recording lie: in this process's memory, or in memory that an engine process shares.

What a recording holds is a layout, from which either place makes the arrays. Shared memory has no name in
Linux (it is a file of memory alone) and loses it at once elsewhere, so that nothing is left behind however a
process ends; Windows frees its mappings with the last process that holds one.
"""

from __future__ import annotations

import _thread
import contextlib
import math
import mmap
import os
import sys
import tempfile
import weakref
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from gdviz.base.arrays import Array

ALIGNED = 64  # bytes: where each array begins


LARGE = 1 << 22  # bytes of memory that a thread of its own lets go


class _Mapping(mmap.mmap):
    """Lets go of its pages in a thread: of 200 MB that takes a fifth of a second, whoever had it last."""

    def __del__(self) -> None:
        if len(self) > LARGE:
            with contextlib.suppress(RuntimeError):  # at the end of the interpreter there are no threads
                _thread.start_new_thread([self].clear, ())


class Column(NamedTuple):
    """An array of a recording; `fill` is what it holds at first, None where that does not matter."""

    shape: tuple[int, ...]
    dtype: Any
    fill: float | None = None

    @property
    def nbytes(self) -> int:
        """The memory that it takes."""
        return math.prod(self.shape) * int(np.dtype(self.dtype).itemsize)


Layout = Mapping[str, Column]
Place = Callable[[Layout], dict[str, Array]]


def on_heap(layout: Layout) -> dict[str, Array]:
    """The arrays in this process's own memory. Raises MemoryError where there is no room."""
    arrays = {name: np.empty(column.shape, column.dtype) for name, column in layout.items()}
    _fill(layout, arrays)
    return arrays


class SharedColumns:
    """Arrays that another process maps too, by the same layout and this one's `handle`.

    It is a `Place`: called with a layout. Without a handle it makes the memory; its pages are taken as they
    are written. Raises MemoryError where there is no room for them all, and OSError where there is no such
    memory. On POSIX the handle is a file descriptor, which is closed with this object: the arrays live on.
    """

    def __init__(self, handle: int | str | None = None) -> None:
        self.handle = handle
        self._owner = handle is None

    def __call__(self, layout: Layout) -> dict[str, Array]:
        """The arrays of a layout."""
        places, size = {}, 0
        for name, column in layout.items():
            places[name] = size
            size += -(-column.nbytes // ALIGNED) * ALIGNED
        size = max(size, ALIGNED)
        if self._owner and size > available_memory():
            raise MemoryError
        shared = self._mapped(size)
        arrays = {
            name: np.frombuffer(shared, np.uint8, column.nbytes, places[name])
            .view(column.dtype)
            .reshape(column.shape)
            for name, column in layout.items()
        }
        if self._owner:
            _fill(layout, arrays)
        return arrays

    def _mapped(self, size: int) -> mmap.mmap:
        if sys.platform == "win32":
            self.handle = self.handle or f"gdviz-{os.getpid()}-{os.urandom(8).hex()}"
            return _Mapping(-1, size, tagname=str(self.handle))
        if self.handle is None:
            self.handle = _nameless_file()
            os.ftruncate(self.handle, size)
        assert isinstance(self.handle, int)
        weakref.finalize(self, os.close, self.handle)
        return _Mapping(self.handle, size)


def _fill(layout: Layout, arrays: Mapping[str, Array]) -> None:
    for name, column in layout.items():
        if column.fill is not None:
            arrays[name].fill(column.fill)


def _nameless_file() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("gdviz recording", os.MFD_CLOEXEC)
    handle, path = tempfile.mkstemp(prefix="gdviz-")
    os.unlink(path)
    return handle


def available_memory() -> int:
    """The memory that can be taken without harm to other programs, in bytes, where the system tells."""
    with contextlib.suppress(OSError, ValueError), open("/proc/meminfo", encoding="ascii") as told:
        for line in told:
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return int(np.iinfo(np.intp).max)
