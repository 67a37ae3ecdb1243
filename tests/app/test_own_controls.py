"""The controls that a lesson is about: large below a narrow stage, and what they change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document import edits, labels, lessons
from gdviz.panels.frame.own_controls import MOST, RATE, OwnControls, paths_of
from tests.app.conftest import short
from tests.sampling import long, pairs, some

pytestmark = pytest.mark.opens(1, look="projector")


def paths(window):
    return [each.path for each in window.own_controls.controls if not each.isHidden()]


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_a_lesson_has_some_that_it_is_about(lesson):
    freed = {path.split(".", 2)[2] for beat in lesson.beats for path in beat.free}
    differing = labels.differences(lesson.scene)
    for selected in range(len(lesson.scene.runs)):
        found = paths_of(lesson.scene, selected)
        assert 1 <= len(found) <= MOST
        assert {*found} <= {*freed, *differing, RATE}
    every = {path for selected in range(len(lesson.scene.runs)) for path in paths_of(lesson.scene, selected)}
    assert every & freed or lesson.number == 1  # whose start is dragged


@pytest.mark.parametrize(
    ("number", "language", "size"),
    some([(4, "en", (1024, 600)), (17, "en", (1280, 720)), (5, "zh_CN", (1280, 720))], 1),
)
def test_the_first_has_room_beside_the_tabs(number, language, size, make_window, settings):
    settings.look, settings.language = "projector", language
    window = make_window(lessons.find(str(number)).scene, size)
    assert paths(window)
    first = window.own_controls.controls[0]
    assert first.width() >= first.minimumSizeHint().width()


@pytest.mark.opens(2, look="projector")
def test_the_slider_changes_the_selected_run_and_can_be_undone(window):
    assert paths(window) == ["schedule.learning_rate"]
    window.session.select(1)
    window.settled()
    (control,) = window.own_controls.controls
    assert control.control.number == 0.2
    slider = control.control.slider
    at = QPoint(round(slider.x_of(slider.maximum() // 2)), slider.height() // 2)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
    window.settled()
    rates = [run.schedule.learning_rate for run in window.session.scene.runs]
    assert rates[1] == control.control.number != 0.2
    assert (rates[0], rates[2]) == (1.0, 0.0001)
    window.session.undo()
    window.settled()
    assert control.control.number == 0.2


@pytest.mark.parametrize(("step", "language"), some(pairs([3999, 3], ["zh_CN", "en"]), 1))
def test_they_change_the_run_from_the_step_on_where_the_form_does(step, language, make_window, settings):
    settings.look, settings.language = "projector", language
    window = make_window(edits.change(lessons.find("1").scene, "runs.0.steps", max(40, step + 1)))
    window.parameters.span.set_from_here(True)
    window.settled()
    window.session.set_playhead(step)
    window.settled()
    assert RATE in paths(window)  # there is room for what it says, too
    control = next(each for each in window.own_controls.controls if each.path == RATE)
    assert str(step) in control.title.text().replace("\u202f", "")
    control.control.entry.setFocus()
    control.control.entry.selectAll()
    QTest.keyClicks(control.control.entry, "0.07")
    QTest.keyClick(control.control.entry, Qt.Key.Key_Return)
    window.settled()
    (run,) = window.session.scene.runs
    assert [(each.step, each.set) for each in run.changes] == [(step, {"schedule.learning_rate": 0.07})]
    assert run.schedule.learning_rate == 0.2
    assert control.control.number == 0.07
    window.session.set_playhead(step - 1)
    window.settled()
    assert control.control.number == 0.2  # what is in force there
    window.parameters.span.set_from_here(False)
    window.settled()
    assert control.title.text().endswith("η")
    window.session.undo()
    assert not window.session.scene.runs[0].changes


def test_what_holds_for_the_whole_run_is_closed_meanwhile(window):
    window.own_controls.show_paths(["initial", "schedule.learning_rate"])
    window.parameters.span.set_from_here(True)
    window.session.set_playhead(5)
    window.settled()
    start, rate = window.own_controls.controls
    assert not start.isEnabled()
    assert start.toolTip()
    assert rate.isEnabled()
    window.session.set_playhead(0)
    window.settled()
    assert start.isEnabled()


@pytest.mark.opens(2, look="projector", questions=True)
def test_in_a_part_of_a_lesson_they_change_the_whole_run(window):
    window.parameters.span.set_from_here(True)
    window.settled()
    assert window.player.active
    assert window.own_controls.step == 0


@pytest.mark.parametrize(("language", "name"), [("en", "Learning rate η"), ("zh_CN", "学习率 η")])
def test_a_goals_control_is_called_as_in_its_words_where_there_is_room(language, name, make_window, settings):
    settings.look, settings.language, settings.questions = "projector", language, True
    window = make_window(lessons.find("2").scene)
    beats = window.player.beats
    window.player.go(next(place for place, beat in enumerate(beats) if beat.free))
    window.settled()
    (own,) = window.own_controls.controls
    assert own.title.text() == name
    window.own_controls.show_in(own.width() // 2)
    assert own.title.text() == "η"


@pytest.mark.opens(17, look="projector", questions=True)
def test_what_a_part_frees_of_a_list_is_one_number_in_one_row(window):
    beats = window.player.beats
    window.player.go(next(place for place, beat in enumerate(beats) if beat.free))
    window.settled()
    (own,) = window.own_controls.controls
    assert own.path == "problem.model.layer_rates.0"
    assert own.title.text() == "Rate factor, Layer 1"
    own.chosen.emit(0.5, False)
    assert window.session.scene.runs[0].problem.model.layer_rates == (0.5, 1.0)
    assert own.control.number == 0.5
    assert own.height() < 2 * window.look.touch


@pytest.mark.opens(2, look="projector")
def test_paths_of_the_scene_before_are_none_of_the_next(qtbot):
    controls = OwnControls()
    qtbot.addWidget(controls)
    controls.show_paths(["problem.model.layer_rates.0"])
    controls.show_scene(lessons.find("17").scene, 0)
    (control,) = controls.controls
    with qtbot.waitExposed(controls):
        controls.show()
    control.control.entry.setFocus()
    assert controls.isAncestorOf(QApplication.focusWidget())
    controls.show_scene(lessons.find("18").scene, 0)
    assert controls.controls == []
    assert QApplication.focusWidget() is None  # the keys are the window's, no button's


def test_the_switch_of_runs_keeps_its_side_and_a_kind_that_is_free_is_set_in_the_form(window):
    foot = window.arrangement.foot
    for _ in range(3):
        assert foot.indexOf(window.reach) < foot.indexOf(window.own_controls)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    part = {"id": "a", "title": {"en": "A"}, "say": {"en": "B"}, "free": ["runs.*.schedule.kind"]}
    window.session.edit(edits.change(window.session.scene, "beats", [part]), "parts")
    assert paths(window) == [RATE]


@long
@pytest.mark.opens(1)
def test_a_wide_window_has_the_panel_instead(window):
    assert not window.own_controls.isVisible()
    assert window.parameters.isVisible()


def test_where_the_row_and_the_views_above_never_rest_it_ends(make_window, settings):
    """The row hid the control where the tabs left it no room, had other tabs then, which left it some: the
    window failed as it was resized."""
    settings.look, settings.type_size, settings.questions = "light", 1.25, False
    window = make_window(short(lessons.find("17").scene), (1024, 600))
    (loss,) = (each for each in window.menus.actions.values() if each.data() == "loss")
    loss.trigger()
    for width, height in ((900, 500), (800, 500), (900, 500)):
        window.resize(width, height)
        window.settled()
        tabs, shown = window.arrangement.tabs, window.stage.fit.shown
        assert {name for name, button in tabs.buttons.items() if button.isChecked()} == {*shown}
