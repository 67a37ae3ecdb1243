"""Crashes that Python can't catch: faulthandler writes where every thread was, into a file of our own.

A windowed app has no standard error on Windows, so the usual place would lose it.
"""

from __future__ import annotations

import contextlib
import faulthandler
from pathlib import Path


class NativeWatch:
    """Writes a report to `path` if the process crashes, until `close`."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where the file can't be written."""
        self._before = faulthandler.is_enabled()
        self._path = path
        self._file = path.open("wb", buffering=0)
        faulthandler.enable(self._file)

    def close(self) -> None:
        """Watch no more; the file goes if nothing is in it."""
        faulthandler.disable()
        with contextlib.suppress(OSError):
            empty = self._file.seek(0, 2) == 0
            self._file.close()
            if empty:
                self._path.unlink()
        if self._before:
            with contextlib.suppress(RuntimeError):  # there is no standard error
                faulthandler.enable()
