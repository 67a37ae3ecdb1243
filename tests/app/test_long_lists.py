"""Menus and drop-down lists that are longer than the screen."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication


@pytest.fixture
def window(bare_window):
    """In the look for fingers, in which rows are high."""
    bare_window.looks.set_look("projector")
    return bare_window


def test_a_long_menu_scrolls_in_one_column(window):
    menu = window.menus.menus["view"]
    menu.popup(QPoint(0, 0))
    room = window.screen().availableGeometry().height()
    rows = sum(menu.actionGeometry(action).height() for action in menu.actions())
    assert menu.columnCount() == 1
    assert menu.height() <= room < rows
    menu.hide()


def test_a_list_drops_below_its_field_and_scrolls(window):
    picker = window.lesson.picker
    picker.showPopup()
    QApplication.processEvents()
    shown = picker.view().window().geometry()
    assert shown.top() >= picker.mapToGlobal(QPoint(0, picker.height())).y() - 2
    assert shown.bottom() <= window.screen().availableGeometry().bottom()
    assert picker.view().verticalScrollBar().maximum() > 0
    picker.hidePopup()
