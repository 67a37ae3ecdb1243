"""Actions of a panel that have an icon, perhaps a key, and a flat button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.shortcuts import bind


class KeyedButtons(QWidget):
    """A panel with such actions; `icons` are the names of their icons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icons: dict[QAction, str] = {}

    def add_action(self, name: str, slot: Callable[..., None], key: str = "") -> QAction:
        """An action of the panel with the icon `name`, and a key of the table where it has one."""
        action = QAction(self)
        if key:
            bind(action, key)
        action.triggered.connect(slot)
        self.icons[action] = name
        self.addAction(action)
        return action

    def add_button(self, action: QAction) -> QToolButton:
        """A flat button for an action; Tab alone gives it the focus."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAutoRaise(True)
        keep_keys(button, BUTTON)
        return button
