"""The column of runs and parameters beside the stage."""

from __future__ import annotations

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document import lessons
from tests.sampling import long


def test_the_column_keeps_its_width_and_the_stage_takes_the_rest(make_window, settings):
    """However a window grows or shrinks, and after it was closed wide."""
    scene = replace(lessons.all()[0].scene, stage=())
    first = make_window(scene)
    width = first.column.width()
    for size in ((1920, 1080), (1000, 700), (1280, 720)):
        first.resize(*size)
        first.settled()
        assert first.column.width() == pytest.approx(min(width, size[0] / 3), abs=12)
    handle = first.splitter.handle(1)
    begin, end = handle.rect().center(), handle.rect().center() + QPoint(40, 0)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(handle, end)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=end)
    wider = first.column.width()
    assert wider == pytest.approx(width + 40, abs=2)
    first.resize(1920, 1080)
    first.settled()
    assert first.column.width() == wider
    first.close()
    second = make_window(scene)
    assert second.column.width() == wider
    second.looks.set_look("projector")
    second.settled()
    assert not second.column.isVisible()  # it lies over so narrow a stage when it is asked for
    second.reset_layout()
    second.looks.set_look("light")
    second.settled()
    assert second.column.width() == width


@long
def test_a_form_that_is_put_away_is_made_when_it_is_seen(make_window):
    window = make_window()
    window.set_parameters_visible(False)
    before = window.parameters.scene
    scene = lessons.load(lessons.names()[12])
    window.session.open(scene)
    assert window.parameters.scene is before
    window.set_parameters_visible(True)
    assert window.parameters.scene == scene
    window.set_parameters_visible(False)
    window.session.open(before)
    window.parameters.editor("schedule.learning_rate")  # who asks for an editor has it as it is
    assert window.parameters.scene == before


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_form_may_be_built_anew_while_a_menu_of_it_is_open(qtbot, bare_window):
    bare_window.session.open(replace(lessons.load("3"), stage=()))
    bare_window.settled()
    editor = bare_window.parameters.editor("schedule.decay_rate")
    place = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.mapToGlobal(place))
    QApplication.sendEvent(editor, asked)
    menu = QApplication.activePopupWidget()
    assert menu.actions() == [editor.reset_action, editor.spread_action]
    bare_window.session.open(replace(lessons.load("1"), stage=()))
    bare_window.settled()
    qtbot.waitUntil(lambda: not shiboken6.isValid(editor))  # the form comes after the stage
    assert not shiboken6.isValid(menu)
