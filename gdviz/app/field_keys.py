"""Who has a key: an entry keeps what edits its text and gives back the rest, a button what presses it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from gdviz.base.key_table import KEYS, Where

EDITING = ("undo", "redo", "copy", "paste_scene")  # what an entry has of its own
GIVEN_BACK = {
    QKeySequence(key)
    for command in KEYS
    if command.where is Where.WINDOW and command.name not in EDITING
    for key in command.keys
    if key.startswith(("Ctrl+", "Alt+"))
}

UNDOING = {QKeySequence(key) for c in KEYS if c.name in ("undo", "redo") for key in c.keys}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldKeys(QObject):
    """Stands before the widget that has the focus.

    Qt's entries have Ctrl+E, Ctrl+D and others on some systems, for what the arrows do as well. Space, which
    plays elsewhere, and Enter press the button that has the focus. Undo and redo are an entry's own while
    what is typed there has not been taken.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._at is not None and isValid(self._at):  # what had the focus may be gone with its dialog
            self._at.removeEventFilter(self)
        self._at = now if now is not None and self._window.isAncestorOf(now) else None
        if self._at is not None:
            self._at.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer for the entry that the window may have its keys, and for the button that it may not."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if not isinstance(event, QKeyEvent) or not (asked or event.type() == QEvent.Type.KeyPress):
            return False
        pressed = QKeySequence(event.keyCombination())
        as_it_was = isinstance(watched, QLineEdit) and not watched.isModified()
        if asked and (pressed in GIVEN_BACK or (as_it_was and pressed in UNDOING)):
            event.ignore()
            return True
        if isinstance(watched, QAbstractButton) and asked and pressed == QKeySequence(Qt.Key.Key_Space):
            event.accept()
            return True
        if isinstance(watched, QAbstractButton) and not asked and event.key() in ENTER:
            watched.click()
            return True
        return False
