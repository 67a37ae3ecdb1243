"""Files that come while the window is open: handed over by a later start, or by the system."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from gdviz.app import single_instance

if TYPE_CHECKING:
    from gdviz.app.application import Application
    from gdviz.app.window import Window

SOON = 2.0  # seconds: files that come closer together were opened by one gesture of the person
MOST = 10  # files at once, each of which may take a window
PAUSE = 200  # ms between two looks whether the dialog is closed


class IncomingFiles(QObject):
    """Opens what comes: the first file of a gesture in this window, each further one in its own.

    `clock` gives seconds.
    """

    def __init__(
        self,
        window: Window,
        post: single_instance.InstanceServer,
        app: Application,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self.clock = clock
        self.window, self.post, self.app = window, post, app
        self.waiting: list[Path] = []  # until a dialog is closed
        self._last: tuple[Path | None, float] = (None, -math.inf)  # what was opened here, and when
        self._left_out = ""  # said when the others are open, since opening clears the banner
        self._opening = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        post.arrived.connect(self.receive)
        app.applicationStateChanged.connect(self._note_use)
        app.asked.connect(self._take_asked)
        self._take_asked()

    def open(self, files: Iterable[Path]) -> None:
        """Open files now, or when the dialog that is open is closed."""
        self._keep(files)
        self._go_on()

    @Slot(object)
    def receive(self, request: single_instance.OpenRequest) -> None:
        """Take the files that a later start hands over, and come to the front."""
        if request.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token  # Qt's Wayland part takes it from there
        self.come_forward()
        self._keep(request.files)

    @Slot()
    def _take_asked(self) -> None:
        """Take the files that the system asks to open."""
        files, self.app.files = self.app.files, []
        self._keep(files)

    def _keep(self, files: Iterable[Path]) -> None:
        """Remember files, to be opened when the event that brought them is over."""
        new = [file for file in dict.fromkeys(files) if file not in self.waiting]
        room = max(0, MOST - len(self.waiting))
        if len(new) > room:
            text = self.tr("gdviz opens at most {most} files at once. Not opened: {count}, from “{file}” on.")
            self._left_out = text.format(most=MOST, count=len(new) - room, file=new[room].name)
        self.waiting += new[:room]
        if self.waiting:
            if self._is_busy():
                text = self.tr("“{file}” opens when the dialog is closed.")
                self.window.status.say(text.format(file=self.waiting[0].name))
            self._timer.start(0)

    def come_forward(self) -> None:
        """Be in front of other windows and have the focus, as far as the desktop allows it."""
        window = QApplication.activeModalWidget() or self.window
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        window.raise_()
        window.activateWindow()

    def leave(self) -> None:
        """The window is closed: what still waits opens in windows of its own."""
        self.post.close()
        self._timer.stop()
        while self.waiting:
            single_instance.open_window(self.waiting.pop(0))

    @Slot(Qt.ApplicationState)
    def _note_use(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.post.note_use()

    def _is_busy(self) -> bool:
        return self._opening or QApplication.activeModalWidget() is not None

    @Slot()
    def _go_on(self) -> None:
        while self.waiting and not self._is_busy():
            self._opening = True
            try:
                self._show(self.waiting.pop(0))
            finally:
                self._opening = False
                self._timer.start(PAUSE)  # for the others, should an error end this
        if self.waiting:
            self._timer.start(PAUSE)
            return
        self._timer.stop()
        if self._left_out:
            self.window.banner.say(self._left_out)
            self._left_out = ""

    def _show(self, file: Path) -> None:
        last, then = self._last
        soon = self.clock() - then < SOON
        changed = self.window.session.modified and file == self.window.documents.path
        if changed or (soon and file == last):
            return  # it is here already
        if not soon:
            self.window.opening.open_path(file)
            self._last = file, self.clock()
        elif not single_instance.open_window(file):
            text = self.tr("No further window could be opened for “{file}”. Open it here with File > Open.")
            self.window.banner.say(text.format(file=file.name))
