"""The lesson's picker."""

import pytest

from gdviz.panels.frame.lesson import LessonPanel
from tests.app.painted import Painted


@pytest.fixture
def picker(qtbot):
    panel = LessonPanel()
    qtbot.addWidget(panel)
    panel.set_lessons([("one", "One step at a time"), ("two", "Too large, too small")])
    panel.show_scene("", "", "two")
    return panel.picker


def said(picker, width):
    picker.setFixedSize(width, 30)
    return [each.text for each in Painted(picker).words]


def test_a_title_without_room_leaves_the_number_that_tells_lessons_apart(picker):
    assert said(picker, 400) == ["2 · Too large, too small"]
    assert said(picker, 72) == ["2"]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_list_has_every_title_whole_however_narrow_the_picker_is(picker, qtbot):
    picker.setStyleSheet("QComboBox { combobox-popup: 0; }")  # as in the window: a list as wide as its box
    picker.setFixedSize(90, 30)
    picker.window().show()
    picker.showPopup()
    rows = picker.view()
    assert rows.viewport().width() >= rows.sizeHintForColumn(0) > 90
    picker.hidePopup()
