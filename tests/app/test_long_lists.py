"""Menus and drop-down lists that are longer than the screen."""

import pytest
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox


def test_long_menus_and_lists_scroll_in_one_column(bare_window):
    window = bare_window
    window.looks.set_look("projector")  # for fingers: rows are high
    menu = window.menus.menus["lessons"]
    menu.ensurePolished()
    assert menu.sizeHint().height() > window.screen().availableGeometry().height()
    assert menu.columnCount() == 1
    picker, option = window.lesson.picker, QStyleOptionComboBox()
    picker.initStyleOption(option)
    # Else it is a menu, as high as the screen and over what it belongs to.
    assert not picker.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, picker)


@pytest.mark.parametrize("name", ["view", "views"])
def test_on_a_projector_the_way_back_to_another_look_is_in_sight(bare_window, name):
    """Look and Language stood below the screen, behind a small arrow."""
    bare_window.looks.set_look("projector")
    menu = bare_window.menus.menus[name]
    menu.ensurePolished()
    assert menu.sizeHint().height() <= 720
