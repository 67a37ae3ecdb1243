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
