"""Presenting: the stage and the playback alone, on the full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Signal, Slot

from gdviz.app.awake import Awake
from gdviz.app.blank import Blank

if TYPE_CHECKING:
    from gdviz.app.window import Window

LARGEST = (1 << 24) - 1  # Qt's QWIDGETSIZE_MAX


class Presenting(QObject):
    """Takes menus, panels, status and the window's frame away, and brings them back at Esc."""

    changed = Signal(bool)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.on = False
        self.blank = Blank(window, window.stage)
        self.awake = Awake()
        self.before = QRect()  # where the window was
        self._was_full = False
        window.installEventFilter(self)

    @Slot(bool)
    def set_on(self, on: bool) -> None:
        """Present, or go back to the window as it was."""
        if on == self.on:
            return
        window = self.window
        self.on = on
        # A hidden menu bar would take its keys along: it stays, without height.
        window.menuBar().setMaximumHeight(0 if on else LARGEST)
        if on:
            self._was_full, self.before = window.isFullScreen(), window.geometry()
        window.set_full_screen(on or self._was_full)
        window.arrangement.set_presenting(on)
        window.stage.setFocus()
        if on:
            self.awake.hold(self.tr("gdviz presents"))
            window.status.say(self.tr("Esc ends presenting."))
        else:
            self.awake.release()
            window.status.clearMessage()
        self.changed.emit(on)

    def end(self) -> bool:
        """Go back to the window as it was; whether it was presented."""
        presented = self.on
        self.set_on(False)
        return presented

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End with the window, which is not to be full the next time."""
        if event.type() == QEvent.Type.Close:
            self.end()
        return False
