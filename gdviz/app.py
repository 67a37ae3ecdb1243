"""The window's way in: sets the application up, opens the window, and keeps it alive when something fails."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from gdviz import fonts

log = logging.getLogger("gdviz")


def main(path: str | os.PathLike[str] | None = None) -> int:
    """Open the window, with the file `path` or the first lesson; returns the exit code when it is closed."""
    if not has_display():
        print(
            "gdviz: there is no display to open a window on. Start it in a desktop session, "
            "or use the commands that need none: gdviz run, gdviz lessons, gdviz schema.",
            file=sys.stderr,
        )
        return 2
    gc.disable()  # what is imported and built now lives on: looking through it again and again costs time
    app = make_application()
    from gdviz.window import Window

    window = Window()
    guard = Guard(window)
    guard.trouble.connect(window.banner.say)
    sys.excepthook = guard.catch
    window.show()
    if path is not None:
        window.open_path(Path(path))
    interrupt = InterruptWatch(app)
    code = app.exec()
    interrupt.stop()
    sys.excepthook = sys.__excepthook__
    window.session.close()
    return code


def has_display() -> bool:
    """Whether Qt can open a window; without a display it would end the process with a core dump."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """The application object with its names, without a window."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("gdviz")
    app.setOrganizationName("gdviz")
    app.setApplicationDisplayName("gdviz")
    app.setDesktopFileName("gdviz")
    fonts.bring()
    return app


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


__all__ = ["Guard", "has_display", "main", "make_application"]
