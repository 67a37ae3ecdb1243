"""The log: a small text file in the user's data folder, for people who ask what happened."""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

MOST_BYTES = 200_000  # then it becomes the old one, of which there is one


class LogFile(logging.Handler):
    """Appends each record and closes the file again, so that several gdviz can share it.

    Where it can't be written, nothing is: a full disk must not become another error.
    """

    def __init__(self, path: Path, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self.path = path
        self.setFormatter(
            logging.Formatter("%(asctime)s %(process)d %(threadName)s %(levelname)s %(name)s: %(message)s")
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        with contextlib.suppress(OSError, ValueError):
            text = self.format(record) + "\n"
            if self.path.exists() and self.path.stat().st_size > MOST_BYTES:
                self.path.replace(self.path.with_suffix(".old.log"))
            with self.path.open("a", encoding="utf-8", errors="replace") as file:
                file.write(text)
