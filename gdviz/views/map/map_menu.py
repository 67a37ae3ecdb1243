"""What the menu of a map offers: its two settings, and what its colors tell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class MapMenu(QObject):
    """The actions; each opens a list of choices, one of which is ticked."""

    chosen = Signal(str, str)  # an option of the tile, its new value

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._menus = {option: QMenu(parent) for option in ("x", "y", "shows")}
        self._groups: dict[str, QActionGroup] = {}

    def actions(
        self, choices: Mapping[str, Mapping[str, str]], now: Mapping[str, str], names: Mapping[str, str]
    ) -> list[QAction]:
        """The actions: of each option its `names`, its choices with their words, and the one that is made."""
        found = []
        for option, menu in self._menus.items():
            menu.clear()
            group = self._groups[option] = QActionGroup(self)
            for value, words in choices[option].items():
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(value == now[option])
                action.setData((option, value))
                group.addAction(action)
            group.triggered.connect(self._choose)
            menu.setTitle(names[option])
            found.append(menu.menuAction())
        return found

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        self.chosen.emit(*action.data())
