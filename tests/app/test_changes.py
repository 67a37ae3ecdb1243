"""“And if I lower it now?”: settings from a step on, in the window, as a hand would do it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from gdviz.document import lessons
from gdviz.document.edits import change
from gdviz.document.scene import Run, Scene
from gdviz.engine.schedules import Constant
from tests.sampling import long

RATE = "schedule.learning_rate"
Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window):
    return make_window(Scene(runs=(Run(schedule=Constant(learning_rate=1.1), steps=30),)))


@pytest.fixture
def steep(window, hand):
    """A run whose rate is too large, at step 6."""
    window.session.set_playhead(6)
    window.settled()
    return window


def from_here(window):
    QTest.mouseClick(window.parameters.span.later, Left)


def changes(window, place=0):
    return [(each.step, each.set) for each in window.session.scene.runs[place].changes]


def flag(window, number=0, view="weights"):
    """Where a flag is in the plot's viewport."""
    view = window.stage.view(view)
    _, rect, _ = view.flags.placed()[number]
    return view.plot.viewport(), view.plot.mapFromScene(view.flags.mapToScene(rect.center()))


def pixels(window, step, view="weights"):
    return round(window.stage.view(view).plot.to_pixels(step, 0)[0])


def test_the_rate_is_lowered_now(steep, hand):
    before = hand.whole("weights", "w")[1].copy()
    from_here(steep)
    hand.type_value(RATE, "0.2")
    assert changes(steep) == [(6, {RATE: 0.2})]
    after = hand.whole("weights", "w")[1]
    assert after[:7].tolist() == before[:7].tolist()
    assert abs(after[-1] + 1) < 1e-3
    assert "0.2" in hand.arithmetic()
    hand.press(Key.Key_Left)
    assert "1.1" in hand.arithmetic()
    assert steep.parameters.editor(RATE).value == 1.1
    hand.press(Key.Key_Right)
    assert steep.parameters.editor(RATE).value == 0.2
    hand.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert changes(steep) == []


def test_at_the_last_step_it_says_that_nothing_follows(steep, hand):
    hand.press(Key.Key_End)
    steep.settled()
    from_here(steep)
    assert "No step follows step 30" in steep.status.currentMessage()
    steep.status.clearMessage()
    hand.type_value(RATE, "0.2")
    assert "No step follows step 30" in steep.status.currentMessage()
    hand.press(Key.Key_Left)
    steep.status.clearMessage()
    hand.type_value(RATE, "0.3")
    assert not steep.status.currentMessage()


@long
def test_a_dragged_slider_is_one_change_at_one_step(steep, hand):
    from_here(steep)
    steep.session.set_speed(1000)
    steep.session.play()
    for _ in hand.drag_slider(RATE, 0.2):
        steep.settled()
    steep.session.pause()
    assert len(changes(steep)) == 1
    steep.session.undo()
    assert changes(steep) == []


@long
def test_with_the_whole_run_it_is_as_ever(steep, hand):
    from_here(steep)
    QTest.mouseClick(steep.parameters.span.whole, Left)
    hand.type_value(RATE, "0.3")
    assert steep.session.scene.runs[0] == change(Scene(runs=(Run(steps=30),)), f"runs.0.{RATE}", 0.3).runs[0]


def test_what_holds_for_the_whole_run_is_closed_and_says_why(steep, hand):
    from_here(steep)
    closed = {editor.path for editor in steep.parameters.every_editor() if editor.closed_for}
    assert {"steps", "precision", "initial", "problem.kind", "average.kind"} <= closed
    assert not {path for path in closed if path.startswith(("schedule", "optimizer"))}
    for path in ("steps", "precision", "initial"):
        editor = steep.parameters.editor(path)
        assert not editor.isEnabled()
        assert "whole run" in editor.toolTip() or "start is over" in editor.toolTip()
    hand.press(Key.Key_Home)  # from the start on it is the whole run
    assert not [editor for editor in steep.parameters.every_editor() if editor.closed_for]


def test_another_optimizer_takes_over(steep, hand):
    from_here(steep)
    box = steep.parameters.editor("optimizer.kind").findChild(QComboBox)
    box.setCurrentIndex(box.findData("adam"))
    box.activated.emit(box.currentIndex())
    steep.settled()
    assert changes(steep) == [(6, {"optimizer": {"kind": "adam"}})]
    assert steep.parameters.editor("optimizer.beta1").isEnabled()
    hand.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert changes(steep) == []


def test_a_flag_is_dragged_to_another_step_and_back(steep, hand):
    from_here(steep)
    hand.type_value(RATE, "0.2")
    viewport, at = flag(steep)
    by = pixels(steep, 16) - pixels(steep, 6)
    QTest.mousePress(viewport, Left, pos=at)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(viewport, at + QPoint(round(share * by), 0))
        steep.settled()
    QTest.mouseRelease(viewport, Left, pos=at + QPoint(by, 0))
    assert changes(steep) == [(16, {RATE: 0.2})]  # taken by its words, it does not jump under the mouse
    steep.session.undo()
    assert changes(steep) == [(6, {RATE: 0.2})]


def test_delete_takes_the_selected_flag_back(steep, hand):
    from_here(steep)
    hand.type_value(RATE, "0.2")
    for view in ("weights", "loss_history"):
        viewport, at = flag(steep, view=view)
        QTest.mouseClick(viewport, Left, pos=at)
        QTest.keyClick(steep.stage.view(view), Key.Key_Delete)
        assert changes(steep) == []
        assert len(steep.session.scene.runs) == 1
        steep.session.undo()
        steep.settled()
    assert changes(steep) == [(6, {RATE: 0.2})]


def test_the_menu_takes_the_change_at_the_playhead_back(steep, hand):
    from_here(steep)
    hand.type_value(RATE, "0.2")
    hand.press(Key.Key_Right)
    assert not steep.runs.unchange.isEnabled()
    hand.press(Key.Key_Left)
    steep.runs.unchange.trigger()
    assert changes(steep) == []


@long
def test_a_flag_says_what_changes(steep, hand):
    from_here(steep)
    hand.type_value(RATE, "0.2")
    steep.settled()
    (shown,) = steep.stage.view("weights").flags.shown
    assert shown.text == "η 0.2"
    assert shown.sentence == "From step 6: Learning rate 0.2 (before: 1.1)"
    assert steep.runs.model.labels[0] or steep.runs.model.states[0].endswith("hanged at step 6")
    steep.set_language("zh_CN")
    steep.settled()
    assert "第 6 步" in steep.stage.view("weights").flags.shown[0].sentence


def test_another_lesson_is_set_as_a_whole_again(steep):
    """In the lesson after, a rate held from a step on that nobody had asked for."""
    from_here(steep)
    steep.documents.open_lesson(lessons.names()[1])
    steep.settled()
    assert not steep.parameters.span.from_here


def test_both_futures_stand_on_one_stage(steep, hand):
    hand.press(Key.Key_D, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert steep.session.selected == 1
    assert steep.parameters.span.from_here
    hand.type_value(RATE, "0.2")
    assert (changes(steep, 0), changes(steep, 1)) == ([], [(6, {RATE: 0.2})])
    one, other = (hand.whole("weights", "w", place)[1] for place in (0, 1))
    assert one[:7].tolist() == other[:7].tolist()
    assert one[7] != other[7]
    assert [label for label in steep.runs.model.labels if "from step 6" in label]


@long
def test_the_key_presses_the_switch(steep):
    action = steep.parameters.span.action
    assert action in steep.menus.menus["runs"].actions()
    action.trigger()
    assert steep.parameters.span.from_here
    action.trigger()
    assert not steep.parameters.span.from_here


def test_flags_at_one_step_do_not_lie_on_each_other(steep, hand):
    for rate in (0.2, 0.3, 0.4):
        steep.runs.fork.trigger()
        hand.type_value(RATE, str(rate))
    rects = [rect for _, rect, _ in steep.stage.view("weights").flags.placed()]
    assert len(rects) == 3
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)


def test_flags_fly_above_the_plot_with_the_symbol_of_their_run(steep, hand):
    view = steep.stage.view("weights")
    low = view.plot.area.top()
    for rate in (0.2, 0.3):
        steep.runs.fork.trigger()
        hand.type_value(RATE, str(rate))
    placed = view.flags.placed()
    edges = [view.plot.mapFromScene(view.flags.mapToScene(rect.bottomLeft())).y() for _, rect, _ in placed]
    assert max(edges) <= view.plot.area.top()
    assert low < view.plot.area.top()
    assert len({flag.symbol for flag, _, _ in placed}) == 2
    for _ in range(4):
        steep.session.undo()
    steep.settled()
    assert view.plot.area.top() == low
