"""A stage that is too low for its rows scrolls; one that is high enough does not."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdviz.document import lessons

LEAST = 250


def open_lesson(window, number):
    window.documents.open_lesson(lessons.names()[number - 1])
    window.settled()


def bar(window):
    return window.stage.space.verticalScrollBar()


@pytest.mark.parametrize("number", [1, 13, 15])
def test_two_rows_fit_in_a_usual_window(window, number):
    open_lesson(window, number)
    assert bar(window).maximum() == 0
    assert window.stage.column.height() == window.stage.height()


def test_the_page_keys_show_the_rows_that_do_not_fit(window):
    window.set_look("projector")
    open_lesson(window, 13)
    highest = max(row.height() for row in window.stage.rows)
    assert highest >= LEAST * math.sqrt(window.look.font_scale) - 1
    assert bar(window).maximum() > 0
    window.stage.setFocus()
    QTest.keyClick(window.stage, Qt.Key.Key_PageDown)
    assert bar(window).value() == bar(window).maximum()
    QTest.keyClick(window.stage, Qt.Key.Key_PageUp)
    assert bar(window).value() == 0
    window.stage.toggle_enlarged("boundary")
    window.settled()
    assert bar(window).maximum() == 0
    window.stage.reduce()


def test_every_run_has_a_boundary_that_can_be_seen_on_a_projector(window):
    window.set_look("projector")
    open_lesson(window, 13)
    view = window.stage.view("boundary")
    areas = view.plot.areas
    assert len(areas) == 3
    assert len({area.top() for area in areas}) == 1
    assert all(min(area.width(), area.height()) >= 150 for area in areas)
    assert all(view.plot.rect().toRectF().contains(area) for area in areas)
    assert not view.legend.isVisible()
    window.set_look("light")
    window.settled()
    assert view.legend.isVisible()
    assert view.plot.spared == frozenset()
