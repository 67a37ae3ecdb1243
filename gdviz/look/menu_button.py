"""A button that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMenu, QToolButton


class MenuButton(QObject):
    """Opens a menu at a click on a button, and lights that no longer once the menu has gone.

    Qt does not tell a button that the mouse has left it meanwhile: it stayed lit until the mouse came again.
    """

    def __init__(self, button: QToolButton, menu: QMenu) -> None:
        super().__init__(button)
        self.button = button
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.aboutToHide.connect(self._rest)

    @Slot()
    def _rest(self) -> None:
        self.button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self.button.update()
