"""Which keys a widget keeps for itself, while the window's playback keys work everywhere else.

Space, the arrows, Home and End are shortcuts of the window. An entry of text keeps them by itself (Qt asks it
first); a button that was reached by Tab must keep Space, and a slider its arrows. Mouse clicks leave the
focus where it was (`Qt.TabFocus`), so that the keys play on after a click. PageUp and PageDown are the
clicker's, wherever the focus is.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

BUTTON = (Qt.Key.Key_Space,)
SLIDER = (
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
CHOICE = (*BUTTON, *SLIDER)
ARROWS = SLIDER[:4]


KEPT = "keptKeys"


class _Keeper(QObject):
    """Answers Qt's question whether the focused widget wants a key before the shortcuts.

    One for all: a filter on each of a window's hundred controls would hear of each time that one is painted.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.watched: QWidget | None = None
        self.keys: list[Qt.Key] = []
        application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Watch what has the focus, or what it is in, if that keeps keys."""
        if self.watched is not None and isValid(self.watched):
            self.watched.removeEventFilter(self)
        while new is not None and new.property(KEPT) is None:
            new = new.parentWidget()
        self.watched = new
        if new is not None:
            self.keys = new.property(KEPT)
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept the override of a kept key; let all else pass but an arrow, which moves no focus.

        A button gets one only where the playback can't go further.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.keys == [*BUTTON] and event.key() in ARROWS
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in self.keys or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        event.accept()
        return True


@functools.cache
def _keeper(application: QApplication) -> _Keeper:
    return _Keeper(application)


def keep_keys(
    widget: QWidget, keys: tuple[Qt.Key, ...], focus: Qt.FocusPolicy = Qt.FocusPolicy.TabFocus
) -> None:
    """Let `widget`, focused by Tab alone, use `keys` itself instead of the window's shortcuts."""
    widget.setFocusPolicy(focus)
    widget.setProperty(KEPT, [*keys])
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    _keeper(application)
