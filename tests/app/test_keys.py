"""The table of keys, and the window that listens to it."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox

from gdviz.base.key_table import APART, ESC, KEYS, NEAREST
from gdviz.document import edits, lessons
from gdviz.look.shortcuts import NAME, sequences
from gdviz.panels.widgets.choice import Choice
from gdviz.panels.widgets.entry import Entry
from gdviz.panels.widgets.slider import Slider

Key = Qt.Key
NONE, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def two_runs(make_window):
    """A window without views, with two runs that differ."""
    scene = replace(lessons.all()[0].scene, stage=())
    return make_window(edits.duplicate_run(scene, 0))


def press(window, key, modifier=NONE):
    """Press a key wherever the focus is."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    QApplication.processEvents()


def test_no_key_is_used_twice_where_both_could_act():
    for one, other in itertools.combinations(KEYS, 2):
        apart = frozenset({one.where, other.where}) in APART
        nearer = one.where is not other.where and {one.where, other.where} & set(NEAREST)
        shared = {QKeySequence(key) for key in one.keys} & {QKeySequence(key) for key in other.keys}
        assert not shared or apart or nearer, f"{one.name} and {other.name} share {shared}"


def test_names_are_unique_and_keys_are_written_as_qt_writes_them():
    assert len({key.name for key in KEYS}) == len(KEYS)
    for key in KEYS:
        assert [QKeySequence(each).toString() for each in key.keys] == list(key.keys)


def test_every_key_of_the_window_is_in_the_table(bare_window):
    known = {key.name for key in KEYS}
    for action in bare_window.findChildren(QAction):
        if action.shortcuts() and action.shortcutContext() == Qt.ShortcutContext.WindowShortcut:
            assert action.property(NAME) in known, action.text()
    for shortcut in bare_window.findChildren(QShortcut):
        assert shortcut.property(NAME) in known, shortcut.keys()


def test_every_key_of_the_table_is_told_and_listened_to(window):
    bound = {each.property(NAME) for kind in (QAction, QShortcut) for each in window.findChildren(kind)}
    for key in KEYS:
        assert key.name in bound or key.text is not None, key.name


def test_keys_of_the_list_of_runs_act_wherever_the_focus_is(two_runs):
    window, session = two_runs, two_runs.session
    window.stage.setFocus()
    press(window, Key.Key_H)
    assert [run.visible for run in session.scene.runs] == [False, True]
    press(window, Key.Key_H)
    name = session.scene.runs[0].name
    press(window, Key.Key_Down, ALT)
    assert session.scene.runs[1].name == name
    press(window, Key.Key_Up, ALT)
    assert session.scene.runs[0].name == name
    press(window, Key.Key_Delete)
    assert len(session.scene.runs) == 1


def test_an_arrow_at_the_first_step_leaves_the_focus_on_a_button(bare_window, qtbot):
    button = bare_window.lesson.next_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Left, Key.Key_Left):
        press(bare_window, key)
        assert bare_window.focusWidget() is button
        playhead = bare_window.session.playhead
        qtbot.waitUntil(lambda at=playhead: bare_window.transport.back.isEnabled() == (at > 0))
    assert playhead == 0


def test_a_run_is_renamed_though_the_list_is_hidden(two_runs):
    window = two_runs
    window.set_parameters_visible(False)
    window.stage.setFocus()
    press(window, Key.Key_F2)
    assert window.runs.list.isVisible()
    QTest.keyClicks(window.focusWidget(), "mine")
    press(window, Key.Key_Return)
    assert window.session.scene.runs[0].name == "mine"


def test_commands_act_from_an_entry_and_what_edits_text_does_not(two_runs):
    window = two_runs
    entry = next(entry for entry in window.findChildren(Entry) if entry.isVisible())
    exported = []
    window.menus.actions["export"].triggered.disconnect()
    window.menus.actions["export"].triggered.connect(lambda: exported.append(1))
    entry.setFocus()
    entry.setCursorPosition(0)
    text = entry.text()
    press(window, Key.Key_E, CTRL)
    assert exported == [1]
    assert entry.cursorPosition() == 0
    press(window, Key.Key_D, CTRL)
    assert len(window.session.scene.runs) == 3
    for key in (Key.Key_H, Key.Key_B, Key.Key_L, Key.Key_Delete):
        press(window, key)
    assert len(window.session.scene.runs) == 3
    assert not window.presenting.blank.isVisible()
    assert not window.session.loop
    assert entry.text() != text
    press(window, Key.Key_Escape)


@pytest.mark.parametrize("kind", [Entry, Slider, Choice])
def test_a_clickers_keys_and_undo_act_wherever_the_focus_is(two_runs, kind):
    window, session = two_runs, two_runs.session
    before = session.scene
    session.edit(edits.duplicate_run(before, 0), "Duplicate")
    window.settled()
    control = next(each for each in window.findChildren(kind) if each.isVisible() and each.isEnabled())
    control.setFocus()
    press(window, Key.Key_PageDown)
    assert (session.playhead, len(session.scene.runs)) == (1, 3)
    press(window, Key.Key_Z, CTRL)
    assert session.scene == before


def test_undo_in_an_entry_takes_back_what_is_typed_before_the_edit(two_runs):
    window, session = two_runs, two_runs.session
    session.edit(edits.duplicate_run(session.scene, 0), "Duplicate")
    entry = next(each for each in window.findChildren(Entry) if each.isVisible())
    entry.setFocus()
    good = entry.text()
    QTest.keyClicks(entry, "7")
    press(window, Key.Key_Z, CTRL)
    assert (entry.text(), len(session.scene.runs)) == (good, 3)


def test_arrows_go_ten_steps_with_shift(two_runs):
    for kind in (Entry, Slider):
        control = next(each for each in two_runs.findChildren(kind) if each.isVisible())
        steps = []
        control.stepped.connect(steps.append)
        control.setFocus()
        for modifier in (NONE, Qt.KeyboardModifier.ShiftModifier):
            QTest.keyClick(control, Key.Key_Up, modifier)
        assert steps == [1, 10]


def test_letters_are_typed_into_a_box_of_numbers(bare_window):
    window = bare_window
    box = QSpinBox(window)
    box.show()
    box.setFocus()
    press(window, Key.Key_B)
    press(window, Key.Key_Period)
    assert not window.presenting.blank.isVisible()


def test_keys_of_one_character_can_be_switched_off(bare_window, make_window):
    window = bare_window
    window.stage.setFocus()
    window.menus.actions["single_keys"].setChecked(False)
    for key in "BWLH.1":
        QTest.keyClick(window.stage, key)
    assert not window.presenting.blank.isVisible()
    assert not window.session.loop
    assert window.session.scene.runs[0].visible
    assert window.transport.loop.toolTip() == "Start again at the end"
    window.menus.actions["single_keys"].setChecked(True)
    QTest.keyClick(window.stage, "B")
    assert window.presenting.blank.isVisible()
    QTest.keyClick(window.presenting.blank, "B")
    window.menus.actions["single_keys"].setChecked(False)
    other = make_window(window.session.scene)  # the next start remembers it
    QTest.keyClick(other.stage, "B")
    assert not other.presenting.blank.isVisible()
    assert not other.menus.actions["single_keys"].isChecked()


def test_esc_undoes_one_thing_at_a_time_in_the_order_of_the_table(make_window):
    window = make_window()
    press(window, Key.Key_F5)
    window.stage.toggle_enlarged(window.stage.visible_views()[0].name)
    window.set_parameters_visible(True)
    window.pen.actions["spotlight"].setChecked(True)
    window.pen.actions["pen"].setChecked(True)
    QTest.keyClick(window.stage, "B")
    there = {
        "blank": window.presenting.blank.isVisible,
        "pen": lambda: bool(window.pen.layer.tool),
        "spotlight": window.pen.spotlight.isVisible,
        "panels": lambda: window.arrangement.panels_open,
        "enlarged": lambda: window.stage.enlarged is not None,
        "presenting": lambda: window.presenting.on,
    }
    order = [name for name in ESC if name != "held"]  # what is held is put down as soon as the focus goes
    for done in range(len(order)):
        assert [there[name]() for name in order] == [False] * done + [True] * (len(order) - done)
        press(window, Key.Key_Escape)
    assert not any(is_there() for is_there in there.values())


def test_sequences_are_those_of_the_table():
    assert [key.toString() for key in sequences("step_back", "page_back")] == ["Left", "PgUp"]
    assert sequences("black", singles=False) == ()
