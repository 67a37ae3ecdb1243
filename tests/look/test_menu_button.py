"""A button that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from gdviz.look.menu_button import MenuButton


def test_it_is_lit_no_longer_once_its_menu_has_gone(qtbot):
    button = QToolButton()
    qtbot.addWidget(button)
    menu = QMenu(button)
    MenuButton(button, menu)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    menu.aboutToHide.emit()
    assert not button.underMouse()
