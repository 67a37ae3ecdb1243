"""Reads a large document beside the window, and brings it once no dialog could lose it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from gdviz.session.background import Background

LARGE = 2**21  # bytes of a file that is read beside the window: half a tenth of a second
PAUSE = 100  # milliseconds between two looks whether the dialog is closed


class DocumentReading(QObject):
    """One document at a time: what another was begun before is not brought."""

    read = Signal(object, object)  # what was wanted, what `function` returned
    working = Signal(str)  # a sentence: what is being read; "" once it is not any more

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.wanted: object = None  # what is being read
        self._background = Background(self, "gdviz document")
        self._background.done.connect(self._take)
        self._background.failed.connect(self._fail)

    def begin(self, wanted: object, name: str, function: Callable[..., Any], *args: object) -> None:
        """Read what is wanted by ``function(*args)``, which runs in a thread."""
        self.wanted = wanted
        self.working.emit(self.tr("Opening “{file}”…").format(file=name))
        self._background.submit(wanted, function, *args)

    def cancel(self) -> None:
        """Nothing that is being read is wanted any more."""
        if self.wanted is not None:
            self.wanted = None
            self._background.cancel()
            self.working.emit("")

    def close(self) -> None:
        """End the thread, too."""
        self.cancel()
        self._background.close()

    @Slot(object, object)
    def _take(self, wanted: object, found: object) -> None:
        if wanted is not self.wanted or not self.window.isVisible():
            return
        if QApplication.activeModalWidget() is not None:
            QTimer.singleShot(PAUSE, self, lambda: self._take(wanted, found))
            return
        self.cancel()
        self.read.emit(wanted, found)

    @Slot(object, object)
    def _fail(self, _wanted: object, error: Exception) -> None:
        self.cancel()
        raise error


def is_large(path: Path) -> bool:
    """Whether a file is to be read beside the window."""
    try:
        return path.stat().st_size > LARGE
    except (OSError, ValueError):
        return False
