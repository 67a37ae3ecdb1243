"""The parameter form, driven by mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from gdviz.document import edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import kind_of
from gdviz.look.look import DARK, LOOKS, PROJECTOR
from gdviz.panels.form.parameters import ParametersPanel

Key = Qt.Key
RATE = "schedule.learning_rate"


@pytest.fixture
def form(stage):
    return stage.show(ParametersPanel())


def slider_and_entry(form, path=RATE):
    control = form.editor(path).control
    return control.slider, control.entry


def at(slider, position):
    return QPoint(round(slider.x_of(position)), slider.height() // 2)


def retype(qtbot, entry, text):
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, text)


def wheel(widget):
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_a_drag_of_the_slider_is_one_change_that_all_follow_live(form, stage, qtbot):
    slider, entry = slider_and_entry(form)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=at(slider, 100))
    seen = []
    for position in (300, 500, 800):
        qtbot.mouseMove(slider, at(slider, position))
        seen.append(stage.scene.runs[0].schedule.learning_rate)
    assert seen == sorted(set(seen))
    assert stage.finished == 0
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at(slider, 800))
    assert stage.finished == 1
    assert len(stage.edits) == 4
    assert {merge for _, merge in stage.edits} == {"runs.0.schedule.learning_rate"}
    assert float(entry.text()) == stage.scene.runs[0].schedule.learning_rate == pytest.approx(1.0, rel=0.05)


def test_a_click_on_the_slider_leaves_the_focus_where_it_was(form, qtbot):
    _, entry = slider_and_entry(form)
    entry.setFocus()
    slider, _ = slider_and_entry(form, "steps")
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 600))
    assert QApplication.focusWidget() is entry


@pytest.mark.parametrize(("typed", "value"), [("0.2", 0.2), ("1e-4", 1e-4), ("1/4", 0.25), ("123.5", 123.5)])
def test_any_allowed_number_can_be_typed(form, stage, qtbot, typed, value):
    slider, entry = slider_and_entry(form)
    retype(qtbot, entry, typed)
    assert stage.edits == []
    qtbot.keyClick(entry, Key.Key_Return)
    assert stage.scene.runs[0].schedule.learning_rate == value
    assert [merge for _, merge in stage.edits] == [""]
    assert slider.value() == form.editor(RATE).control.scale.position(value)


def test_a_value_beyond_the_slider_puts_it_at_its_end_and_the_entry_tells_the_truth(form, stage, qtbot):
    slider, entry = slider_and_entry(form)
    retype(qtbot, entry, "5000")
    qtbot.keyClick(entry, Key.Key_Return)
    assert (slider.value(), entry.text()) == (slider.maximum(), "5000")


@pytest.mark.parametrize("typed", ["fast", "-1", "1e7", "nan", ""])
def test_a_wrong_entry_is_refused_with_what_would_be_right(form, stage, qtbot, typed):
    editor = form.editor(RATE)
    entry = editor.control.entry
    retype(qtbot, entry, typed)
    if not typed:
        entry.selectAll()
        qtbot.keyClick(entry, Key.Key_Backspace)
    qtbot.keyClick(entry, Key.Key_Return)
    assert stage.edits == []
    assert entry.text() == typed
    assert entry.wrong
    assert editor.error.isVisible()
    assert "from 0 to 1000000" in editor.error.text()
    assert editor.control.number == 0.1


def test_escape_brings_the_last_good_value_back(form, stage, qtbot):
    editor = form.editor(RATE)
    entry = editor.control.entry
    retype(qtbot, entry, "nonsense")
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.keyClick(entry, Key.Key_Escape)
    assert (entry.text(), entry.wrong, editor.error.isVisible()) == ("0.1", False, False)


def test_leaving_the_entry_commits(form, stage, qtbot):
    _, entry = slider_and_entry(form)
    retype(qtbot, entry, "0.3")
    form.editor("steps").control.entry.setFocus()
    assert stage.scene.runs[0].schedule.learning_rate == 0.3


def test_a_wrong_entry_is_forgotten_when_another_run_is_shown(form, stage, qtbot):
    stage.scene = edits.change(edits.duplicate_run(stage.scene, 0), f"runs.1.{RATE}", 0.7)
    stage.feed()
    editor = form.editor(RATE)
    retype(qtbot, editor.control.entry, "x")
    qtbot.keyClick(editor.control.entry, Key.Key_Return)
    stage.select(1)
    assert (editor.control.entry.text(), editor.control.entry.wrong) == ("0.7", False)
    assert not editor.error.isVisible()


def test_arrow_keys_step_to_round_numbers_and_end_with_the_key(form, stage, qtbot):
    slider, entry = slider_and_entry(form)
    entry.setFocus()
    qtbot.keyClick(entry, Key.Key_Up)
    assert stage.scene.runs[0].schedule.learning_rate == 0.11
    slider.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(slider, Key.Key_Left)
    qtbot.keyClick(slider, Key.Key_Left)
    assert stage.scene.runs[0].schedule.learning_rate == 0.099
    assert stage.finished == 3
    qtbot.keyClick(slider, Key.Key_End)
    assert stage.scene.runs[0].schedule.learning_rate == 10.0


def test_the_wheel_changes_a_value_only_with_the_focus(form, stage, qtbot):
    slider, entry = slider_and_entry(form)
    form.setFocus()
    wheel(slider)
    wheel(entry)
    assert stage.edits == []
    entry.setFocus()
    wheel(entry)
    assert stage.scene.runs[0].schedule.learning_rate == 0.11


def test_reset_goes_back_to_the_default_and_is_there_only_where_something_differs(form, stage, qtbot):
    editor = form.editor(RATE)
    assert not editor.reset.isVisible()
    retype(qtbot, editor.control.entry, "0.3")
    qtbot.keyClick(editor.control.entry, Key.Key_Return)
    assert editor.reset.isVisible()
    qtbot.mouseClick(editor.reset, Qt.MouseButton.LeftButton)
    assert stage.scene == Scene()
    assert not editor.reset.isVisible()
    assert editor.control.entry.text() == "0.1"


def test_another_kind_brings_its_fields_and_keeps_the_shared_ones(form, stage, qtbot):
    retype(qtbot, form.editor(RATE).control.entry, "0.3")
    qtbot.keyClick(form.editor(RATE).control.entry, Key.Key_Return)
    choice = form.editor("schedule.kind").choice
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(choice, Key.Key_Down)
    schedule = stage.scene.runs[0].schedule
    assert kind_of(schedule) == "exponential"
    assert schedule.learning_rate == 0.3
    assert form.editor(RATE).control.entry.text() == "0.3"
    qtbot.waitUntil(form.editor("schedule.staircase").isVisible)


def test_an_update_keeps_widgets_focus_and_what_is_being_typed_and_edits_nothing(form, stage, qtbot):
    editors = form.every_editor()
    _, entry = slider_and_entry(form)
    retype(qtbot, entry, "0.4")
    stage.scene = edits.change(stage.scene, "runs.0.steps", 77)
    stage.feed()
    assert form.every_editor() == editors
    assert QApplication.focusWidget() is entry
    assert entry.text() == "0.4"
    assert form.editor("steps").control.entry.text() == "77"
    assert stage.edits == []


def test_what_differs_from_other_runs_is_marked_with_their_values(stage, qtbot):
    scene = edits.duplicate_run(Scene(runs=(Run(name="slow"),)), 0)
    scene = edits.change(edits.rename_run(scene, 1, "fast"), f"runs.1.{RATE}", 0.7)
    form = stage.show(ParametersPanel(), scene)
    marked = [editor.path for editor in form.every_editor() if editor.mark.isVisible()]
    assert marked == [RATE]
    assert "fast: 0.7" in form.editor(RATE).mark.toolTip()
    stage.select(1)
    assert "slow: 0.1" in form.editor(RATE).mark.toolTip()
    stage.scene = edits.change(stage.scene, f"runs.1.{RATE}", 0.1)
    stage.feed()
    assert not form.editor(RATE).mark.isVisible()


def test_a_value_can_be_applied_to_all_runs(stage, qtbot):
    scene = edits.change(edits.duplicate_run(Scene(), 0), f"runs.1.{RATE}", 0.7)
    scene = edits.change(edits.duplicate_run(scene, 1), "runs.2.schedule.kind", "piecewise_constant")
    form = stage.show(ParametersPanel(), scene, selected=1)
    form.editor(RATE).spread_action.trigger()
    assert [getattr(run.schedule, "learning_rate", None) for run in stage.scene.runs] == [0.7, 0.7, None]
    form.editor("schedule.kind").spread_action.trigger()
    assert {kind_of(run.schedule) for run in stage.scene.runs} == {"constant"}


def test_one_run_alone_has_no_marks_and_nothing_to_apply(form):
    assert not any(
        editor.mark.isVisible() or editor.spread_action.isEnabled() for editor in form.every_editor()
    )


def test_the_start_has_an_entry_for_each_parameter_and_follows_the_loss(form, stage, qtbot):
    start = form.editor("initial")
    assert [label.text() for label in start.labels] == ["w"]
    retype(qtbot, start.controls[0].entry, "-3.5")
    qtbot.keyClick(start.controls[0].entry, Key.Key_Return)
    assert stage.scene.runs[0].initial == (-3.5,)
    assert start.reset.isVisible()
    qtbot.mouseClick(start.reset, Qt.MouseButton.LeftButton)
    assert stage.scene.runs[0].initial == ()
    assert start.controls[0].entry.text() == "5"
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "rosenbrock"), "", "")
    assert [label.text() for label in start.labels] == ["x", "y"]
    slider = start.controls[1].slider
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 0))
    assert stage.scene.runs[0].initial == (-1.2, stage.scene.runs[0].problem.bounds[1][0])


def test_a_formula_takes_effect_while_it_is_typed_and_shows_its_gradient(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "formula"), "", "")
    editor = form.editor("problem.text")
    retype(qtbot, editor.entry, "(w - 2)^2")
    qtbot.waitUntil(lambda: stage.scene.runs[0].problem.text == "(w - 2)^2")
    assert editor.entry.text() == "(w - 2)^2"
    qtbot.waitUntil(lambda: "∂loss/∂w = 2(w − 2)" in form.formula.text())  # after the plots
    qtbot.keyClick(editor.entry, Key.Key_Return)
    assert stage.finished == 1


def test_a_wrong_formula_names_the_place_and_the_last_good_one_stays(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "formula"), "", "")
    good = stage.scene.runs[0].problem.text
    editor = form.editor("problem.text")
    retype(qtbot, editor.entry, "w^2 + foo(w)")
    qtbot.waitUntil(editor.error.isVisible)
    assert "foo" in editor.error.text()
    assert editor.entry.wrong
    assert stage.scene.runs[0].problem.text == good
    qtbot.keyClick(editor.entry, Key.Key_Escape)
    assert (editor.entry.text(), editor.error.isVisible()) == (good, False)


def test_what_is_wrong_is_scrolled_to_where_it_stands_below_what_is_seen(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "formula"), "", "")
    editor = form.editor("problem.text")
    port = form.area.viewport()
    below = editor.entry.mapTo(form, editor.entry.rect().bottomLeft()).y()
    form.resize(form.width(), below + 4)
    editor.entry.setFocus()
    retype(qtbot, editor.entry, "w^2 + foo(w)")
    qtbot.waitUntil(editor.error.isVisible)
    qtbot.waitUntil(lambda: port.rect().contains(editor.error.mapTo(port, editor.error.rect().center())))


def test_a_number_that_does_not_go_with_the_others_is_refused_by_entry_and_slider(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "formula"), "", "")
    editor = form.editor("problem.high")
    slider, entry = slider_and_entry(form, "problem.high")
    qtbot.waitUntil(slider.isVisible)
    retype(qtbot, entry, "-3")
    qtbot.keyClick(entry, Key.Key_Return)
    assert "beyond its beginning" in editor.error.text()
    assert (entry.text(), entry.wrong, stage.scene.runs[0].problem.high) == ("-3", True, 4.0)
    qtbot.keyClick(entry, Key.Key_Escape)
    assert (entry.text(), entry.wrong, editor.error.isVisible()) == ("4", False, False)
    _, entry = slider_and_entry(form, "problem.low")
    retype(qtbot, entry, "3")
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at(slider, 100))
    assert editor.error.isVisible()
    assert slider.value() == editor.control.scale.position(4.0)
    assert stage.scene.runs[0].problem.high == 4.0


def test_an_entry_that_goes_away_with_its_kind_says_nothing(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.schedule.kind", "exponential"), "", "")
    _, entry = slider_and_entry(form, "schedule.decay_rate")
    qtbot.waitUntil(entry.isVisible)
    retype(qtbot, entry, "0.7")
    count = len(stage.edits)
    stage.scene = Scene()
    stage.feed()
    qtbot.waitUntil(lambda: not entry.isVisible())
    assert len(stage.edits) == count


def test_the_pieces_of_a_schedule_are_edited_in_rows(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.schedule.kind", "piecewise_constant"), "", "")
    table = form.editor("schedule").table
    qtbot.waitUntil(table.view.isVisible)
    table.select(2)
    qtbot.mouseClick(table.view.add, Qt.MouseButton.LeftButton)
    schedule = stage.scene.runs[0].schedule
    assert (schedule.boundaries, schedule.values) == ((10.0, 20.0, 30.0), (0.2, 0.1, 0.05, 0.05))
    table.select(0)
    table.view.setFocus()
    qtbot.keyClick(table.view, Key.Key_Delete)
    schedule = stage.scene.runs[0].schedule
    assert (schedule.boundaries, schedule.values) == ((20.0, 30.0), (0.1, 0.05, 0.05))
    type_into_cell(qtbot, table, 0, 0, "40")
    assert stage.scene.runs[0].schedule == schedule
    assert "increase" in form.editor("schedule").error.text()


def type_into_cell(qtbot, table, row, column, text):
    from PySide6.QtWidgets import QLineEdit

    index = table.model.index(row, column)
    table.view.setCurrentIndex(index)
    table.view.edit(index)
    entry = table.view.findChild(QLineEdit)
    entry.selectAll()
    qtbot.keyClicks(entry, text)
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.waitUntil(lambda: table.view.findChild(QLineEdit) is None)


def test_values_set_by_hand_hide_what_they_do_not_use_and_are_edited_in_rows(form, stage, qtbot):
    stage.take(edits.change(stage.scene, "runs.0.problem.kind", "scripted"), "", "")
    assert not form.sections["optimizer"].isVisible()
    assert not form.editor("steps").isVisible()
    editor = form.editor("problem.values")
    qtbot.waitUntil(editor.table.view.isVisible)
    type_into_cell(qtbot, editor.table, 1, 1, "12.5")
    assert stage.scene.runs[0].problem.values[1] == (100, 12.5)
    type_into_cell(qtbot, editor.table, 1, 0, "2.5")
    assert "whole number" in editor.error.text()
    QApplication.clipboard().setText("200\t3\n300\t4")
    editor.table.select(3)
    editor.table.view.setFocus()
    qtbot.keyClick(editor.table.view, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stage.scene.runs[0].problem.values[4:] == ((200, 3.0), (300, 4.0))


def test_a_section_folds_by_mouse_and_says_what_is_inside(form, qtbot):
    section = form.sections["schedule"]
    qtbot.mouseClick(section.heading, Qt.MouseButton.LeftButton)
    assert not form.editor(RATE).isVisible()
    assert section.heading.summary == "Constant"
    section.heading.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(section.heading, Key.Key_Space)
    assert form.editor(RATE).isVisible()


def test_every_field_explains_itself(form, stage):
    for kind in ("constant", "polynomial", "cosine_restarts"):
        stage.take(edits.change(stage.scene, "runs.0.schedule.kind", kind), "", "")
        for editor in form.every_editor():
            assert editor.title.text()
            assert editor.field.help in editor.toolTip() or not editor.field.help
            assert "Default" in editor.toolTip()
    assert "from 0 to 1000000" in form.editor(RATE).toolTip()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_form_fits_its_width_in_every_look(stage, qtbot, look):
    form = ParametersPanel()
    form.set_look(look)
    scene = edits.change(Scene(), "runs.0.schedule.kind", "exponential")
    scene = edits.change(scene, "runs.0.average.kind", "exponential")
    width = max(300, round(240 * look.font_scale))  # the narrowest that the window allows
    stage.show(form, scene, width=width)
    assert form.content.minimumSizeHint().width() <= form.area.viewport().width()
    if look is PROJECTOR:
        qtbot.waitUntil(lambda: form.content.height() > form.area.viewport().height())


def test_a_change_of_look_keeps_values_and_edits_nothing(form, stage):
    form.set_look(DARK)
    form.retranslate()
    assert stage.edits == []
    assert form.editor(RATE).control.entry.text() == "0.1"
