"""The list of runs, driven by mouse and keys."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from gdviz.document import edits
from gdviz.document.frame import Frame
from gdviz.document.scene import MAX_RUNS, Run, Scene
from gdviz.engine import runs as engine_runs
from gdviz.look.look import DARK, LIGHT, LOOKS
from gdviz.panels.runs.run_row import color_names
from gdviz.panels.runs.runs_model import MIME, STATE
from gdviz.panels.runs.runs_panel import RunsPanel

Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
THREE = Scene(runs=(Run(name="a", color=0), Run(name="b", color=1), Run(name="c", color=2)))


@pytest.fixture
def runs(stage):
    panel = stage.show(RunsPanel(), THREE, height=300)
    panel.list.setFocus()
    return panel


def names(stage):
    return [run.name for run in stage.scene.runs]


def row_rect(panel, place):
    return panel.list.visualRect(panel.model.index(place, 0))


def click(qtbot, panel, rect, button=Qt.MouseButton.LeftButton):
    qtbot.mouseClick(panel.list.viewport(), button, pos=rect.center())


def test_a_click_selects_a_run(runs, stage, qtbot):
    click(qtbot, runs, runs.row.text_rect(row_rect(runs, 2)))
    assert stage.selected == 2
    assert runs.list.currentIndex().row() == 2
    assert stage.edits == []


def test_the_arrow_keys_select(runs, stage, qtbot):
    qtbot.keyClick(runs.list, Key.Key_Down)
    assert stage.selected == 1


def test_a_click_on_the_eye_hides_and_shows_without_selecting(runs, stage, qtbot):
    click(qtbot, runs, runs.row.eye_rect(row_rect(runs, 1)))
    assert [run.visible for run in stage.scene.runs] == [True, False, True]
    click(qtbot, runs, runs.row.eye_rect(row_rect(runs, 1)))
    assert all(run.visible for run in stage.scene.runs)
    assert [text for text, _ in stage.edits] == ["Hide run", "Show run"]


def test_the_eye_has_a_key(runs, stage, qtbot):
    qtbot.keyClick(runs.list, Key.Key_H)
    assert not stage.scene.runs[0].visible


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups without a window system
def test_a_click_on_the_dot_offers_the_colors(runs, stage, qtbot):
    click(qtbot, runs, runs.row.dot_rect(row_rect(runs, 1)))
    assert runs.color_menu.isVisible()
    assert [action.text() for action in runs.color_actions] == list(color_names(LIGHT))
    assert runs.color_actions[1].isChecked()
    runs.color_menu.close()
    runs.color_actions[5].trigger()
    assert [run.color for run in stage.scene.runs] == [0, 5, 2]


def test_the_names_of_the_colors_follow_the_look(runs):
    assert len(set(color_names(DARK))) == 8
    runs.set_look(DARK)
    assert runs.color_actions[6].text() == "White"
    runs.set_look(LIGHT)
    assert runs.color_actions[6].text() == "Black"


def test_duplicate_puts_a_copy_behind_and_selects_it(runs, stage, qtbot):
    qtbot.keyClick(runs.list, Key.Key_D, CTRL)
    assert len(stage.scene.runs) == 4
    assert stage.selected == 1
    assert stage.scene.runs[1].experiment == stage.scene.runs[0].experiment
    assert stage.scene.runs[1].color == 3


def test_a_ninth_run_is_refused_with_a_sentence(stage, qtbot):
    scene = Scene()
    while len(scene.runs) < MAX_RUNS:
        scene = edits.duplicate_run(scene, 0)
    runs = stage.show(RunsPanel(), scene)
    qtbot.mouseClick(runs.buttons[0], Qt.MouseButton.LeftButton)
    assert len(stage.scene.runs) == MAX_RUNS
    assert stage.messages == ["A scene may have at most 8 runs."]


def test_delete_takes_the_selected_run_and_refuses_the_last(runs, stage, qtbot):
    stage.select(2)
    qtbot.keyClick(runs.list, Key.Key_Delete)
    assert (names(stage), stage.selected) == (["a", "b"], 1)
    stage.select(0)
    qtbot.mouseClick(runs.buttons[1], Qt.MouseButton.LeftButton)
    assert (names(stage), stage.selected) == (["b"], 0)
    qtbot.keyClick(runs.list, Key.Key_Delete)
    assert names(stage) == ["b"]
    assert stage.messages == ["The last run can't be deleted."]


def test_alt_arrows_reorder_and_the_selection_goes_along(runs, stage, qtbot):
    qtbot.keyClick(runs.list, Key.Key_Down, ALT)
    assert (names(stage), stage.selected) == (["b", "a", "c"], 1)
    qtbot.keyClick(runs.list, Key.Key_Down, ALT)
    qtbot.keyClick(runs.list, Key.Key_Down, ALT)
    assert (names(stage), stage.selected) == (["b", "c", "a"], 2)
    qtbot.keyClick(runs.list, Key.Key_Up, ALT)
    assert (names(stage), stage.selected) == (["b", "a", "c"], 1)


@pytest.mark.parametrize(
    ("dragged", "row", "order"), [(0, 3, "bca"), (2, 0, "cab"), (0, 1, "abc"), (1, 3, "acb")]
)
def test_a_drop_between_rows_reorders(runs, stage, dragged, row, order):
    data = runs.model.mimeData([runs.model.index(dragged, 0)])
    assert data.hasFormat(MIME)
    runs.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, QModelIndex())
    assert "".join(names(stage)) == order


def test_what_is_no_run_can_not_be_dropped(runs, stage):
    data = QMimeData()
    data.setText("1")
    runs.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert stage.edits == []


def test_f2_renames_in_place_and_escape_does_not(runs, stage, qtbot):
    qtbot.keyClick(runs.list, Key.Key_F2)
    entry = runs.list.findChild(QLineEdit)
    entry.selectAll()
    qtbot.keyClicks(entry, "dashing run")
    qtbot.keyClick(entry, Key.Key_Return)
    qtbot.waitUntil(lambda: names(stage)[0] == "dashing run")
    qtbot.keyClick(runs.list, Key.Key_F2)
    entry = QApplication.focusWidget()
    qtbot.keyClicks(entry, "x")
    runs.rename.trigger()  # as the menu does meanwhile
    qtbot.keyClick(entry, Key.Key_Escape)
    assert names(stage) == ["dashing run", "b", "c"]


def test_a_double_click_renames(runs, stage, qtbot):
    middle = runs.row.text_rect(row_rect(runs, 0)).center()
    qtbot.mouseClick(runs.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(runs.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert runs.list.findChild(QLineEdit) is not None


def test_a_run_without_a_name_is_called_by_what_sets_it_apart(stage):
    scene = edits.change(edits.duplicate_run(Scene(), 0), "runs.1.schedule.learning_rate", 0.7)
    runs = stage.show(RunsPanel(), scene)
    assert [runs.model.index(row, 0).data() for row in range(2)] == ["η = 0.1", "η = 0.7"]


def test_the_state_of_each_run_is_written_below_its_name(stage, session, qtbot):
    scene = edits.duplicate_run(edits.change(Scene(), "runs.0.steps", 2000), 0)
    scene = edits.change(scene, "runs.1.schedule.learning_rate", 1.2)
    runs = stage.show(RunsPanel(), scene)
    session.open(scene)
    qtbot.waitUntil(lambda: all(recording.finished for recording in session.frame.recordings))
    runs.show_frame(session.frame)
    assert [runs.model.index(row, 0).data(STATE) for row in range(2)] == ["", ""]  # no ending at the start
    session.set_playhead(session.frame.published[1] - 1)
    runs.show_frame(session.frame)
    assert runs.model.index(1, 0).data(STATE).startswith("Diverged at step")
    assert runs.model.index(0, 0).data(STATE) == ""
    session.set_playhead(2000)
    runs.show_frame(session.frame)
    assert runs.model.index(0, 0).data(STATE) != ""


def test_an_update_keeps_the_rows_and_edits_nothing(runs, stage):
    resets = []
    runs.model.modelReset.connect(lambda: resets.append(True))
    stage.scene = edits.rename_run(stage.scene, 1, "other")
    stage.feed()
    assert runs.model.index(1, 0).data() == "other"
    assert (resets, stage.edits) == ([], [])


def test_the_context_menu_has_everything(runs):
    texts = [action.text() for action in runs.menu.actions() if not action.isSeparator()]
    assert texts == [
        "Rename run", "Duplicate run", "Fork run here", "Delete the change at this step", "Hide run",
        "Color", "Move run up", "Move run down", "Delete run",
    ]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_rows_are_painted_in_the_runs_colors(runs, look):
    runs.set_look(look)
    image = runs.list.viewport().grab().toImage()
    for place, run in enumerate(THREE.runs):
        middle = runs.row.dot_rect(row_rect(runs, place)).center() * image.devicePixelRatio()
        assert image.pixelColor(middle).name().lower() == look.run_colors[run.color].lower()


def test_a_frame_of_more_runs_than_there_are_by_now_is_passed_by(runs):
    """As when the language is switched between a run's deletion and the next frame."""
    recordings = tuple(engine_runs.run(each.experiment) for each in THREE.runs)
    frame = Frame(THREE, recordings, tuple(each.published for each in recordings), 4, 0, 1)
    runs.model.show_states(frame)
    runs.model.show_runs(THREE.runs[:1], ("a",))
    runs.model.retranslate()
    assert len(runs.model.states) == 1
