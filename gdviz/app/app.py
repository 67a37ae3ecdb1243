"""The window's way in: sets the application up, opens the window, and keeps it alive when something fails."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gdviz.app import single_instance
from gdviz.app.application import make_application
from gdviz.app.crash.handler import CrashHandler
from gdviz.app.first_paint import FirstPaint
from gdviz.app.incoming_files import IncomingFiles
from gdviz.app.recovery import Recovery
from gdviz.base import heap
from gdviz.session.warm_up import WarmUp

if TYPE_CHECKING:
    from gdviz.app.window import Window


def main(path: str | os.PathLike[str] | None = None, *others: str, new_window: bool = False) -> int:
    """Open the window, with the file `path` or the first lesson; returns the exit code when it is closed.

    A file opens in a window that is there already, unless `new_window` or there is none; each of the
    `others` in one of its own.
    """
    heap.keep_small()
    files = tuple(Path(os.path.abspath(file)) for file in (path, *others) if file is not None)
    post = single_instance.InstanceServer()
    with single_instance.turn() if files and not new_window else contextlib.nullcontext():
        token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
        if files and not new_window and single_instance.hand_over(single_instance.OpenRequest(files, token)):
            return 0
        app = make_application()
        if files:  # before another start may take its turn; else after the first paint
            post.listen()
    code = 1
    with CrashHandler(app) as handler:
        from gdviz.app.window import Window

        window = Window()
        recovery = Recovery(window, handler.run_files)
        handler.watch(window, recovery.keep)
        window.show()
        seen = FirstPaint(window)
        if not files:
            seen.over.connect(post.listen)
        WarmUp(window)
        incoming = IncomingFiles(window, post, app)
        if not files:
            window.dialogs.welcome()
        handler.attempt(incoming.open, files)
        signals = SignalWatch(app, recovery.keep_for_system)
        code = app.exec()
        incoming.leave()
        give_up_files(window)
        signals.stop()
        saved = not window.documents.saving.busy  # else it is not known whether it will be
        recovery.end(proper=saved and not window.isVisible() and not handler.untold)
        window.session.close()
    return code


def give_up_files(window: Window) -> None:
    """End what is still being written where the system ends gdviz, which asks nobody: a thread that Python's
    end cuts off would leave half a file.
    """
    window.outputs.stop_saving()
    if window.pictures.dialog is not None:
        window.pictures.dialog.done(0)


class SignalWatch(QObject):
    """Lets Ctrl+C in the terminal close the window, and the system end the app without a question.

    Python sees signals only while it runs.
    """

    def __init__(self, parent: QObject, keep: Callable[[], object]) -> None:
        """`keep` keeps the work for the next start; then the system's end is obeyed."""
        super().__init__(parent)
        self._keep = keep
        self._before = {}
        # Windows has the second, but never sends it.
        for name, handler in (("SIGINT", self._quit), ("SIGTERM", self._end), ("SIGHUP", self._end)):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup wants it
                self._before[number] = signal.signal(number, handler)
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
