"""The keys 1 to 9 while the mouse is over a widget, whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class DigitKeys(QObject):
    """Off until it is enabled, so that digits are free where nobody points at the widget."""

    pressed = Signal(int)  # from 0 for the key 1

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._count = 9
        self._enabled = False
        self.shortcuts: list[QShortcut] = []
        for place in range(9):
            shortcut = QShortcut(QKeySequence(Qt.Key.Key_1 + place), widget)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setEnabled(False)
            shortcut.setProperty("place", place)
            shortcut.activated.connect(self._press)
            self.shortcuts.append(shortcut)

    def set_count(self, count: int) -> None:
        """How many keys there is something for."""
        self._count = count
        self._apply()

    def set_enabled(self, enabled: bool) -> None:
        """Listen, or leave the keys to others."""
        if enabled != self._enabled:
            self._enabled = enabled
            self._apply()

    def _apply(self) -> None:
        for place, shortcut in enumerate(self.shortcuts):
            wanted = self._enabled and place < self._count
            if shortcut.isEnabled() != wanted:
                shortcut.setEnabled(wanted)

    @Slot()
    def _press(self) -> None:
        self.pressed.emit(self.sender().property("place"))


__all__ = ["DigitKeys"]
