"""Typing numbers, and playing on by the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.sampling import some

Key = Qt.Key
RATE = "schedule.learning_rate"


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


def rate_entry(window):
    return window.parameters.editor(RATE).control.entry


def speed_entry(window):
    return window.transport.speed.entry


ENTRIES = pytest.mark.parametrize("find", [rate_entry, speed_entry])


def type_into(entry, text):
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)


@ENTRIES
@pytest.mark.parametrize("enter", some([Key.Key_Return, Key.Key_Enter], 1))
def test_after_enter_the_keys_move_the_playhead(window, find, enter):
    entry = find(window)
    type_into(entry, "0.5")
    QTest.keyClick(entry, enter)
    assert window.focusWidget() is window.stage
    assert entry.good.startswith("0.5")
    QTest.keyClick(window.focusWidget(), Key.Key_Right)
    window.settled()
    assert window.session.frame.playhead == 1
    QTest.keyClick(window.focusWidget(), Key.Key_Space)
    assert window.session.playing
    window.session.pause()


@ENTRIES
def test_space_plays_with_what_was_typed(window, find):
    entry = find(window)
    type_into(entry, "0.5")
    QTest.keyClick(entry, Key.Key_Space)
    assert " " not in entry.text()
    assert entry.good.startswith("0.5")
    assert window.session.playing
    QTest.keyClick(window.focusWidget(), Key.Key_Space)
    assert not window.session.playing
    assert entry.good.startswith("0.5")


@ENTRIES
def test_a_wrong_number_keeps_the_focus_after_enter(window, find):
    entry = find(window)
    type_into(entry, "-7x")
    QTest.keyClick(entry, Key.Key_Return)
    assert entry.wrong
    assert window.focusWidget() is entry
    QTest.keyClick(entry, Key.Key_Escape)
