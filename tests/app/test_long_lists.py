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


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_menus_fit_a_projector(bare_window, language):
    """What stood below the screen, behind a small arrow, was not found. The list of lessons scrolls."""
    bare_window.set_language(language)
    bare_window.looks.set_look("projector")
    heights = {}
    for name, menu in bare_window.menus.menus.items():
        menu.ensurePolished()
        heights[name] = menu.sizeHint().height()
    del heights["lessons"]
    assert max(heights.values()) <= 700, heights
