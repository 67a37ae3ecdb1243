"""The window's way in: sets the application up, opens the window, and keeps it alive when something fails."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gdviz.guard import Guard
from gdviz.recovery import Recovery


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
    code = 1
    with Guard(app) as guard:
        from gdviz.window import Window

        window = Window()
        recovery = Recovery(window, guard.seat)
        guard.watch(window, recovery.keep)
        window.show()
        if path is not None:
            guard.attempt(window.open_path, Path(path))
        signals = SignalWatch(app, recovery.keep_for_system)
        code = app.exec()
        signals.stop()
        recovery.end(proper=not window.isVisible() and not guard.untold)
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
    return app


class SignalWatch(QObject):
    """Lets Ctrl+C in the terminal close the window, and the system end the app without a question.

    Python sees signals only while it runs.
    """

    def __init__(self, parent: QObject, keep: Callable[[], object]) -> None:
        """`keep` keeps the work for the next start; then the system's end is obeyed."""
        super().__init__(parent)
        self._keep = keep
        self._before = {signal.SIGINT: signal.signal(signal.SIGINT, self._quit)}
        for name in ("SIGTERM", "SIGHUP"):  # Windows has the first, but never sends it
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
                self._before[number] = signal.signal(number, self._end)
        self._ended = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._breathe)
        self._timer.start(500)

    def _quit(self, number: int, frame: object) -> None:
        QApplication.quit()

    def _end(self, number: int, frame: object) -> None:
        self._ended = number
        self._timer.start(0)  # from the event loop: whatever is being done is finished first

    @Slot()
    def _breathe(self) -> None:
        """Python has run, and looked for signals."""
        if self._ended:
            self._timer.stop()
            self._keep()
            QApplication.exit(128 + self._ended)  # unlike `quit`, this closes no window, and asks nothing

    def stop(self) -> None:
        """Leave signals as they were."""
        self._timer.stop()
        for number, handler in self._before.items():
            signal.signal(number, handler)


__all__ = ["has_display", "main", "make_application"]
