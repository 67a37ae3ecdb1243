"""The numbers of runs written beside the window: in a thread, so that the window stays usable."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gdviz.export.data import files

WAIT = 30  # milliseconds between two looks how far it is
PAUSE = 0.001  # seconds between two parts of the file


class _GaveUpError(Exception):
    """Nobody wants the file any more."""


class Saving(QObject):
    """Writes the numbers of `runs`, which are finished, to `path`. It begins by itself.

    Python's garbage collection must be off, as it is while there is a session: the thread must not collect
    what is Qt's.
    """

    progressed = Signal(float)  # the share that is written, from 0 to 1
    done = Signal()
    failed = Signal(object)  # Exception: there is no file

    def __init__(self, runs: files.Named, path: Path, *, bom: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._runs, self._bom = runs, bom
        self._share = 0.0
        self.complete = False  # the file is there
        self._given_up = False
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="gdviz numbers", daemon=True)
        self._thread.start()
        self._timer = QTimer(self)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        if self._thread.is_alive():
            self.progressed.emit(self._share)
            return
        self.stop()
        error, self._error = self._error, None  # else its traceback, which knows this object, would stay
        if error is None:
            self.done.emit()
        else:
            self.failed.emit(error)

    @Slot()
    def stop(self) -> None:
        """End soon; where the file is not complete, there is none."""
        self._timer.stop()
        self._given_up = True
        self._thread.join()

    # -- in the thread -------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            files.save(self._runs, self.path, bom=self._bom, tell=self._tell)
            self.complete = True
        except _GaveUpError:
            pass
        except Exception as error:
            self._error = error

    def _tell(self, share: float) -> None:
        self._share = share
        if self._given_up:
            raise _GaveUpError
        time.sleep(PAUSE)  # lets the window have the interpreter


__all__ = ["Saving"]
