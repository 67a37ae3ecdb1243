"""A teacher makes a lesson: parts out of the stage, words, a question, a goal; undone, checked, saved."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex
from PySide6.QtWidgets import QMessageBox
from shiboken6 import isValid

from gdviz.document import codec, edits, lessons
from gdviz.document.beats.ask import ChoiceQuestion, Number
from gdviz.panels.beat_editor.beat_form import GOAL
from tests.sampling import some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

RATE = "runs.0.schedule.learning_rate"


@pytest.fixture
def plain():
    """A scene of one's own with one view and no beats."""
    scene = lessons.load("1")
    return replace(scene, lesson="", title="Mine", stage=scene.stage[:1])


@pytest.fixture
def window(make_window, settings, plain):
    settings.questions, settings.keep_progress = True, False
    return make_window(plain)


@pytest.fixture
def editor(window, qtbot):
    window.menus.actions["edit_lesson"].trigger()
    yield window.dialogs.editor
    if window.dialogs.editor is not None:
        window.dialogs.editor.close()
    window.documents.edited = False


def set_rate(window, rate):
    window.session.edit(edits.change(window.session.scene, RATE, rate), "rate")
    window.settled()


def write(field, text):
    field.fields["en"].setText(text)
    field.edited.emit()


def pick(button, *values):
    for action in button.actions_:
        if action.isChecked() != (action.data() in values):
            action.trigger()


def type_in(field, text):
    field.setText(text)
    field.editingFinished.emit()


def test_a_lesson_is_made_out_of_the_stage_and_saved(window, editor, tmp_path):
    assert "Add the stage" in editor.told.text()
    window.session.set_playhead(4)
    editor.add()
    set_rate(window, 0.5)
    editor.add()
    window.settled()
    first, second = window.player.beats
    assert (first.set, first.play.to, second.set) == ({}, 4, {RATE: 0.5})
    assert editor.list.count() == 2
    write(editor.form.say, "Half. Where is w at step 2? {0.w@2}")
    assert window.beats.strip.say.text() == "Half. Where is w at step 2? −1"
    assert window.isWindowModified()
    assert window.documents.write(tmp_path / "mine.gdviz")
    assert not window.isWindowModified()
    saved = codec.load(tmp_path / "mine.gdviz")
    assert saved.beats == window.player.beats
    assert edits.get(saved, RATE) == 0.2  # the base is as it was
    editor.close()
    assert not window.player.editing
    assert window.player.active


def test_words_leave_what_was_set_up_on_the_stage(window, editor):
    editor.add()
    window.settled()
    set_rate(window, 0.7)
    write(editor.form.title, "First")
    assert edits.get(window.session.scene, RATE) == 0.7
    editor.take_stage()
    assert window.player.beats[0].set == {RATE: 0.7}
    assert window.player.beats[0].title.en == "First"


def test_a_question_is_right_where_its_claim_holds(window, editor):
    editor.add()
    window.settled()
    form = editor.form
    form.kind.setCurrentIndex(1)
    for option, text in zip(form.choice.options, ("2.6", "4.8"), strict=False):
        write(option.text, text)
    option = form.choice.options[0]
    option.claims.add_button.click()
    window.session.set_playhead(1)
    window.settled()
    option.claims.rows[0].take()
    (beat,) = window.player.beats
    assert isinstance(beat.ask, ChoiceQuestion)
    assert [bool(each.claims) for each in beat.ask.options] == [True, False]
    assert beat.ask.options[0].claims[0].row == 1
    assert beat.next == "answered"
    window.player.choose(0)
    assert window.player.right
    form.kind.setCurrentIndex(2)
    type_in(form.number.where.row, "2")
    assert form.number.problem.isHidden()  # nothing is wrong, but not all is written
    type_in(form.number.within, "close")
    assert form.number.problem.text().startswith("Right within must be a number")
    assert not form.number.problem.isHidden()
    type_in(form.number.within, "0.1")
    assert isinstance(window.player.beats[0].ask, Number)


def test_a_goal_needs_a_control_and_a_setting_that_reaches_it(window, editor, qtbot):
    editor.add()
    window.settled()
    form = editor.form
    form.kind.setCurrentIndex(GOAL)
    form._edit()
    assert form.problem.isVisibleTo(form)
    goal = form.goal
    pick(form.stage.free, RATE)
    goal.claims.add_button.click()
    claim = goal.claims.rows[0]
    claim.where.show_place(0, "w", 1)
    claim.within.setText("0.01")
    type_in(claim.number, "-1")
    set_rate(window, 0.5)
    goal.right_button.click()
    set_rate(window, 0.4)
    goal.wrong_button.click()
    (beat,) = window.player.beats
    assert beat.goal.solutions == ({RATE: 0.5},)
    assert beat.goal.not_solutions == ({RATE: 0.4},)
    assert (beat.free, beat.next) == ((RATE,), "goal")
    editor.check()
    qtbot.waitUntil(lambda: editor.told.text() == "All that the lesson says holds.")
    set_rate(window, 0.3)
    goal.right_button.click()
    editor.check()
    qtbot.waitUntil(lambda: editor.told.text().startswith("Part 1: "))


def test_every_change_is_undone_and_done_again(window, editor):
    for rate in (0.1, 0.3, 0.5):
        set_rate(window, rate)
        editor.add()
        window.settled()
    rates = [beat.set[RATE] for beat in window.player.beats]
    assert rates == [0.1, 0.3, 0.5]
    editor.move_up()
    editor.remove()
    assert [beat.set[RATE] for beat in window.player.beats] == [0.1, 0.3]
    for expected in ([0.1, 0.5, 0.3], [0.1, 0.3, 0.5], [0.1, 0.3], [0.1], []):
        editor.undo()
        assert [beat.set[RATE] for beat in window.player.beats] == expected
    editor.redo()
    editor.redo()
    assert [beat.set[RATE] for beat in window.player.beats] == [0.1, 0.3]
    assert editor.list.count() == 2


@pytest.mark.parametrize("closed", some(["close", "reject"], 1))
def test_nothing_stays_of_an_editor_that_is_closed(window, editor, closed):
    assert window.player.editing
    getattr(editor, closed)()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(editor)
    assert window.dialogs.editor is None
    assert not window.player.editing


def test_a_lesson_of_gdviz_becomes_one_s_own(window, editor, monkeypatch):
    window.documents.open_lesson(lessons.names()[1])
    window.settled()
    assert window.dialogs.editor is None
    window.dialogs.edit_lesson()
    editor = window.dialogs.editor
    assert [beat.id for beat in window.player.beats] == [beat.id for beat in lessons.find("2").beats]
    editor.remove()
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or 0)
    window.documents.open_lesson(lessons.names()[2])
    assert asked == ["Save the changes to “Too large, too small”?"]
    assert window.documents.to_keep.beats == window.player.beats
    editor.close()
    window.documents.edited = False


def test_an_editor_in_which_nothing_was_changed_leaves_the_lesson_as_it_was(window):
    window.documents.open_lesson(lessons.names()[1])
    window.dialogs.edit_lesson()
    window.player.go(2)
    window.dialogs.editor.close()
    assert window.session.scene.lesson == lessons.names()[1]
    assert window.lesson.place == 1
    assert (window.player.place, window.player.editing) == (2, False)
    assert not window.isWindowModified()


def test_a_part_is_dragged_to_another_place(window, editor):
    for rate in (0.1, 0.3, 0.5):
        set_rate(window, rate)
        editor.add()
        window.settled()
    assert editor.list.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert [beat.set[RATE] for beat in window.player.beats] == [0.5, 0.1, 0.3]
    assert [editor.list.item(row).text()[:1] for row in range(3)] == ["1", "2", "3"]
    assert window.player.beat.set[RATE] == 0.5  # the one that was on stage
    editor.undo()
    assert [beat.set[RATE] for beat in window.player.beats] == [0.1, 0.3, 0.5]


def test_a_part_rings_hides_moves_axes_plays_frees_and_recalls(window, editor):
    editor.add()
    editor.form.kind.setCurrentIndex(1)
    for option, text in zip(editor.form.choice.options, ("2.6", "4.8"), strict=False):
        write(option.text, text)
    editor.add()
    window.settled()
    stage, first = editor.form.stage, window.player.beats[0].id
    pick(stage.parts, "loss.tangent")
    pick(stage.free, RATE)
    pick(stage.recall, first)
    for form in (stage.mark, stage.axes, stage.play, stage.expect):
        form.add_button.click()
    ring = stage.mark.rows[0].controls
    ring["view"].show_value("loss")
    ring["view"].activated.emit(0)
    ring["part"].show_value("ball")
    ring["part"].activated.emit(0)
    axes = stage.axes.rows[0].controls
    type_in(axes["x"].low, "-10")
    type_in(axes["x"].high, "10")
    type_in(stage.play.rows[0].controls["to"], "3")
    claim = stage.expect.rows[0]
    claim.where.show_place(0, "w", 3)
    type_in(claim.number, "{0.w@2}")
    window.settled()
    beat = window.player.beats[1]
    assert (beat.hide, beat.free, beat.recall) == (("loss.tangent",), (RATE,), (first,))
    assert [(mark.view, mark.part) for mark in beat.mark] == [("loss", "ball")]
    assert [(each.view, each.x, each.y) for each in beat.axes] == [("loss", (-10, 10), None)]
    assert (beat.play.to, beat.next) == (3, "played")
    (expected,) = beat.expect
    assert (expected.row, expected.wanted.column, expected.wanted.row) == (3, "w", 2)
    assert len(window.stage.rings.rings) == 1  # the window shows it at once
    assert window.stage.view("loss").tile(window.session.frame, object).x_range == (-10, 10)
    editor.undo()
    assert window.player.beats[1].expect == ()
    assert not editor.form.stage.expect.rows


def test_what_is_wrong_is_said_where_it_is_and_counts_when_it_is_right(window, editor):
    editor.add()
    window.settled()
    stage = editor.form.stage
    stage.axes.add_button.click()
    row = stage.axes.rows[0]
    type_in(row.controls["milliseconds"], "9000")
    assert "5000" in row.errors["milliseconds"].text()
    assert not row.errors["milliseconds"].isHidden()
    write(editor.form.title, "Named")  # what is not right yet stays where it is
    assert stage.axes.rows == [row]
    assert row.controls["milliseconds"].text() == "9000"
    assert window.player.beats[0].axes == ()
    type_in(row.controls["milliseconds"], "300")
    assert row.errors["milliseconds"].isHidden()
    assert window.player.beats[0].axes[0].milliseconds == 300
