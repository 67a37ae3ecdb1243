"""Esc: it undoes one thing, in the order that the table of keys says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from gdviz.base.key_table import ESC
from gdviz.look.shortcuts import bind

End = Callable[[], bool]  # ends something; whether there was something to end


class Escape(QObject):
    """Asks each of `ends`, by its name in ESC, until one has ended something.

    An entry that is being typed into keeps Esc for itself.
    """

    def __init__(self, window: QWidget, ends: Mapping[str, End]) -> None:
        super().__init__(window)
        self.ends = [ends[name] for name in ESC]
        self.shortcut = bind(QShortcut(window), "escape")
        self.shortcut.activated.connect(self.undo)

    @Slot()
    def undo(self) -> None:
        """End the first that there is."""
        any(end() for end in self.ends)
