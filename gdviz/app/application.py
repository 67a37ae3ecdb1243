"""The application object around the window, and what Qt says when it can't be made."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from gdviz.base import (
    preflight,
    pyside_features,  # noqa: F401 - before all that is read in after PySide6
)
from gdviz.look import accessible, fonts


class Application(QApplication):
    """Knows the files that macOS asks it to open, which come as events rather than as arguments."""

    asked = Signal()  # one more of `files`

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.files: list[Path] = []  # asked for and not yet taken

    def event(self, event: QEvent) -> bool:
        """Take a file that the system asks to open."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.files.append(Path(event.file()))
            self.asked.emit()
            return True
        return super().event(event)


def make_application() -> Application:
    """The application object with its names, without a window.

    Where Qt can't start it would abort with a core dump: the process ends with a sentence instead.
    """
    Application.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    said: list[str] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        said.append(text)
        if kind == QtMsgType.QtFatalMsg:
            _give_up(said)

    before = qInstallMessageHandler(listen)
    app = Application(sys.argv[:1])
    qInstallMessageHandler(before)
    for text in said:
        print(text, file=sys.stderr)
    app.setApplicationName("gdviz")
    app.setOrganizationName("gdviz")
    app.setApplicationDisplayName("gdviz")
    app.setDesktopFileName("gdviz")
    fonts.bring()
    accessible.install()
    return app


def _give_up(said: list[str]) -> None:
    """Say why Qt could not start, and end the process before Qt aborts it."""
    import PySide6

    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    os._exit(preflight.tell(preflight.start_problem(said, str(plugins))))
