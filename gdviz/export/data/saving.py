"""The numbers of runs written beside the window: in a thread, so that the window stays usable."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from gdviz.export.data import files
from gdviz.session.background import Background

WAIT = 0.03  # seconds between two times that it is told how far it is
PAUSE = 0.001  # seconds between two parts of the file


class _GaveUpError(Exception):
    """Nobody wants the file any more."""


class Saving(QObject):
    """Writes the numbers of `runs`, which are finished, to `path`. It begins by itself."""

    progressed = Signal(float)  # the share that is written, from 0 to 1
    done = Signal()
    failed = Signal(object)  # Exception: there is no file

    def __init__(self, runs: files.Named, path: Path, *, bom: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.complete = False  # the file is there
        self._runs, self._bom = runs, bom
        self._given_up = False
        self._told = 0.0  # when it was said how far it is
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.stop)  # first: the thread would be waited for until the file is complete
        self._background = Background(self, "gdviz numbers")
        self._background.done.connect(self._hear)
        self._background.submit(path, self._work)

    @Slot(object, object)
    def _hear(self, _path: Path, error: Exception | bool) -> None:
        if isinstance(error, Exception):
            self.failed.emit(error)
        else:
            self.done.emit()

    @Slot()
    def stop(self) -> None:
        """End soon; where the file is not complete, there is none."""
        self._given_up = True
        self._background.close()

    # -- in the thread -------------------------------------------------------------------------------------

    def _work(self) -> Exception | bool | None:
        try:
            files.save(self._runs, self.path, bom=self._bom, tell=self._tell)
        except _GaveUpError:
            return None
        except Exception as error:
            return error
        self.complete = True
        return True

    def _tell(self, share: float) -> None:
        if self._given_up:
            raise _GaveUpError
        now = time.monotonic()
        if now - self._told >= WAIT:
            self._told = now
            self.progressed.emit(share)
        time.sleep(PAUSE)  # lets the window have the interpreter
