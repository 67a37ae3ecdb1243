"""The window's way in: sets the application up, opens the window, and keeps it alive when something fails."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from gdviz import running
from gdviz.application import make_application
from gdviz.arrivals import Arrivals

log = logging.getLogger("gdviz")


def main(path: str | os.PathLike[str] | None = None, *others: str, new_window: bool = False) -> int:
    """Open the window, with the file `path` or the first lesson; returns the exit code when it is closed.

    A file opens in a window that is there already, unless `new_window` or there is none; each of the
    `others` in one of its own.
    """
    files = tuple(Path(os.path.abspath(file)) for file in (path, *others) if file is not None)
    post = running.Post()
    with running.turn() if files and not new_window else contextlib.nullcontext():
        token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
        if files and not new_window and running.hand_over(running.Request(files, token)):
            return 0
        gc.disable()  # what is imported and built now lives on: looking through it again costs time
        app = make_application()
        post.listen()
    from gdviz.window import Window

    window = Window()
    guard = Guard(window)
    guard.trouble.connect(window.banner.say)
    sys.excepthook = guard.catch
    window.show()
    arrivals = Arrivals(window, post, app)
    arrivals.open(files)
    interrupt = InterruptWatch(app)
    code = app.exec()
    arrivals.leave()
    interrupt.stop()
    sys.excepthook = sys.__excepthook__
    window.session.close()
    return code


class Guard(QObject):
    """Catches what nobody caught, in any thread: logs it, says so once, and lets the window live on."""

    trouble = Signal(str)  # emitted in whatever thread; the window's slot runs in the window's

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()
        self._lock = threading.Lock()

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The exception hook."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("Unexpected error", exc_info=(kind, error, trace))
        last = traceback.extract_tb(trace)[-1:] if trace is not None else []
        place = f"{kind.__name__} {last[0].filename}:{last[0].lineno}" if last else kind.__name__
        with self._lock:
            if place in self._told:
                return
            self._told.add(place)
        text = self.tr(
            "Something unexpected happened in gdviz ({error}). Your scene is still here: "
            "save it under a new name, and start gdviz again if something looks wrong."
        )
        self.trouble.emit(text.format(error=f"{kind.__name__}: {error}"))


class InterruptWatch(QObject):
    """Lets Ctrl+C in the terminal end the app: Python sees signals only while it runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = signal.signal(signal.SIGINT, self._quit)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._breathe)
        self._timer.start(500)

    def _quit(self, number: int, frame: object) -> None:
        QApplication.quit()

    @Slot()
    def _breathe(self) -> None:
        """Nothing: Python has run, and looked for signals."""

    def stop(self) -> None:
        """Leave signals as they were."""
        self._timer.stop()
        signal.signal(signal.SIGINT, self._before)


__all__ = ["Guard", "main", "make_application"]
