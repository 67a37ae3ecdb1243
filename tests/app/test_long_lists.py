"""Menus and drop-down lists that are longer than the screen."""

from PySide6.QtWidgets import QStyle, QStyleOptionComboBox


def test_long_menus_and_lists_scroll_in_one_column(bare_window):
    window = bare_window
    window.looks.set_look("projector")  # for fingers: rows are high
    menu = window.menus.menus["view"]
    menu.ensurePolished()
    assert menu.sizeHint().height() > window.screen().availableGeometry().height()
    assert menu.columnCount() == 1
    picker, option = window.lesson.picker, QStyleOptionComboBox()
    picker.initStyleOption(option)
    # Else it is a menu, as high as the screen and over what it belongs to.
    assert not picker.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, picker)
