"""One run or all: what the switch says is what a setting, a drag and new data do."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdviz.document import edits, lessons
from gdviz.document.scene import Run, Scene
from gdviz.engine.schedules import Constant


def rates(window):
    return [run.schedule.learning_rate for run in window.session.scene.runs]


def starts(window):
    return [run.start for run in window.session.scene.runs]


@pytest.fixture
def compared(make_window):
    """Three runs that differ in the rate, and the views on which a start is dragged."""
    runs = tuple(
        Run(schedule=Constant(learning_rate=rate), color=color, steps=5)
        for color, rate in enumerate((0.1, 0.2, 0.3))
    )
    return make_window(Scene(runs=runs))


def drag_start(window, to):
    view = window.stage.view("loss")
    view.handle.moved.emit(to, 0.0)
    view.handle.released.emit()
    window.settled()


def test_a_start_that_the_compared_runs_share_is_dragged_in_all_unless_the_switch_says_one(compared):
    window = compared
    assert window.reach.isVisible()
    assert window.reach.all_runs
    assert window.reach.second.text() == "All 3 runs"
    drag_start(window, 2.0)
    assert starts(window) == [(2.0,)] * 3
    window.session.undo()
    assert len(set(starts(window))) == 1
    QTest.keyClick(
        window.stage, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert not window.reach.all_runs
    drag_start(window, 3.0)
    assert starts(window)[0] == (3.0,)
    assert starts(window)[1] != (3.0,)


def test_what_the_runs_differ_in_is_changed_in_one_and_that_is_said(compared):
    window = compared
    window.parameters.editor("schedule.learning_rate").choose(0.5)
    assert rates(window) == [0.5, 0.2, 0.3]
    assert "differ" in window.status.currentMessage()
    window.parameters.editor("steps").choose(7)
    assert [run.steps for run in window.session.scene.runs] == [7, 7, 7]


def test_a_copy_is_changed_by_itself_at_first(bare_window):
    window = bare_window
    assert not window.reach.isVisible()
    window.runs.duplicate.trigger()
    window.settled()
    assert window.reach.isVisible()
    assert not window.reach.all_runs
    window.parameters.editor("schedule.learning_rate").choose(0.5)
    assert len(set(rates(window))) == 2


def test_a_part_of_a_lesson_says_by_itself_what_may_be_changed(make_window, settings):
    settings.questions = True
    window = make_window(lessons.load(lessons.names()[1]))
    assert not window.reach.isVisible()


def test_a_hand_on_shared_data_changes_one_run_where_the_switch_says_one(bare_window):
    window = bare_window
    before = edits.duplicate_run(window.session.scene, 0)
    window.session.edit(before, "Copy")
    window.reach.set_all(False)
    both = replace(before, runs=tuple(replace(run, steps=9) for run in before.runs))
    window.stage.edited.emit(both, "On a view", "")
    assert [run.steps for run in window.session.scene.runs].count(9) == 1
    window.reach.set_all(True)
    window.stage.edited.emit(both, "On a view", "")
    assert [run.steps for run in window.session.scene.runs] == [9, 9]
