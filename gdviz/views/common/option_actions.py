"""Entries of a view's menu that change an option of its tile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup

from gdviz.views.common.view import View


class OptionSwitch(QAction):
    """Turns an option of a view on and off; `also` are options that are set with it."""

    def __init__(self, view: View, option: str, on: Any = True, off: Any = False, **also: Any) -> None:
        super().__init__(view, checkable=True)
        self._view, self._option, self._values, self._also = view, option, (off, on), also
        self.setData(option)
        self._changes = ("", "")  # what it is called in the history to turn it off, and on
        self.triggered.connect(self._turn)

    def name(self, text: str, tip: str = "", on: str = "", off: str = "") -> None:
        """What it is called, what it does; and how to turn it `on` and `off` is called, if not as it is."""
        self.setText(text)
        self.setToolTip(tip)
        self._changes = (off or text, on or text)

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        self._view.edit_tile(self._changes[on], **{self._option: self._values[on]}, **self._also)


class OptionChoice(QActionGroup):
    """An action for each value of an option of a view, one of which is ticked."""

    def __init__(self, view: View, option: str, values: Iterable[Any], **also: Any) -> None:
        super().__init__(view)
        self._view, self._option, self._also = view, option, also
        self.by_value: dict[Any, QAction] = {}
        for value in values:
            action = self.by_value[value] = QAction(self, checkable=True)
            action.setData(value)
        self.triggered.connect(self._choose)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self._view.edit_tile(action.text(), **{self._option: action.data()}, **self._also)
