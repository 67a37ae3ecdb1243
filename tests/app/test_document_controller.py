"""Files: open, save, recent, drop, unsaved changes, and files that can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from gdviz.app import document_reading
from gdviz.document import codec, lessons
from gdviz.document.edits import change
from gdviz.document.scene import Scene
from gdviz.engine.descent import Descent

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

CTRL = Qt.KeyboardModifier.ControlModifier
Button = QMessageBox.StandardButton


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


@pytest.fixture
def choose(monkeypatch):
    """Answers for the file dialogs, which a test can't click."""
    answers = {}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(answers.get("open", "")), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(answers.get("save", "")), ""))
    return answers


@pytest.fixture
def answer(monkeypatch):
    """The button that is pressed in a message box, and the boxes that were shown."""
    shown = []

    def give(button):
        monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append(box.text()) or button)
        return shown

    return give


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "学习率 0.3.gdviz"
    codec.save(change(Scene(title="Mine", stage=()), "runs.0.schedule.learning_rate", 0.3), path)
    return path


def edit(window, rate=0.7):
    window.session.edit(change(window.session.scene, "runs.0.schedule.learning_rate", rate), "Learning rate")


def test_open_by_key(window, choose, file):
    choose["open"] = file
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    window.settled()
    assert window.session.scene == codec.load(file)
    assert window.windowTitle() == f"{file.name}[*] – gdviz"
    assert window.lesson.picker.currentText() == "Mine"
    assert window.settings.folder == file.parent
    assert window.settings.recent == [file]
    assert not window.isWindowModified()


def test_a_large_file_is_read_beside_the_window(window, file, tmp_path, qtbot, monkeypatch):
    """It held the window for a second."""
    monkeypatch.setattr(document_reading, "LARGE", 10)
    scene, other, broken = window.session.scene, tmp_path / "other.gdviz", tmp_path / "broken.gdviz"
    codec.save(Scene(title="Other", stage=()), other)
    broken.write_bytes(b"{" * 20)
    window.opening.open_path(file)
    assert window.session.scene is scene
    assert window.status.currentMessage() == f"Opening “{file.name}”…"
    window.opening.open_path(other)  # takes its place
    qtbot.waitUntil(lambda: window.session.scene is not scene)
    assert window.session.scene.title == "Other"
    assert (window.documents.path, window.status.currentMessage()) == (other, "")
    window.opening.open_path(broken)
    qtbot.waitUntil(lambda: "can’t be opened" in window.banner.label.text())
    window.opening.open_path(file)
    window.documents.new()  # nobody waits for it any more
    qtbot.wait(100)
    assert window.session.scene == Scene()
    window.opening.open_path(file)
    window.session.mark_saved()
    assert window.close()  # nor after the end
    qtbot.wait(100)
    assert window.session.scene == Scene()


def test_cancelling_a_dialog_changes_nothing(window, choose):
    scene = window.session.scene
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window.session.scene is scene
    assert window.documents.path is None


def test_save_as_adds_the_suffix_and_save_writes_there_again(window, choose, tmp_path):
    edit(window)
    assert window.isWindowModified()
    choose["save"] = tmp_path / "mine"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    path = tmp_path / "mine.gdviz"
    assert codec.load(path) == window.session.scene
    assert not window.isWindowModified()
    choose["save"] = ""
    edit(window, 0.05)
    assert window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert codec.load(path).runs[0].schedule.learning_rate == 0.05
    choose["save"] = tmp_path / "other.gdviz"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.documents.path == tmp_path / "other.gdviz"


def test_undoing_back_to_what_is_saved_is_not_modified(window, choose, tmp_path):
    choose["save"] = tmp_path / "a.gdviz"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    edit(window)
    assert window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert not window.isWindowModified()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.isWindowModified()


UNUSABLE = {
    "{": "ends too early",
    "": "empty",
    "\0\1\2": "not text",
    '{"gdviz": 99, "scene": {}}': "newer gdviz",
    '{"gdviz": 1, "scene": {"runs": [{"steps": 0}]}}': "runs[0].steps must be between 1 and 100000000",
    '{"gdviz": 1, "scene": {"runs": [{"stepz": 4}]}}': "Did you mean “steps”?",
}


def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(window, tmp_path):
    scene = window.session.scene
    path = tmp_path / "broken.gdviz"
    for text, said in UNUSABLE.items():
        path.write_text(text)
        assert not window.opening.open_path(path)
        assert window.banner.isVisible()
        assert "“broken.gdviz” can’t be opened." in window.banner.label.text()
        assert said in window.banner.label.text()
        assert window.session.scene is scene
        assert window.documents.path is None
        assert window.settings.recent == []
        QTest.mouseClick(window.banner.close_button, Qt.MouseButton.LeftButton)
        assert not window.banner.isVisible()


def test_a_file_too_large_for_the_memory_is_not_the_one_that_save_overwrites(window, file, monkeypatch):
    before = window.windowTitle()

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(Descent, "__init__", fail)
    assert not window.documents.open(file)
    assert "not enough memory" in window.banner.label.text()
    assert window.documents.path is None
    assert window.windowTitle() == before


def test_what_is_wrong_is_said_in_chinese_too(window, tmp_path):
    window.set_language("zh_CN")
    path = tmp_path / "a.gdviz"
    path.write_text('{"gdviz": 1, "scene": {"runs": [{"steps": 0}]}}')
    window.opening.open_path(path)
    assert "runs[0].steps" in window.banner.label.text()
    assert "必须" in window.banner.label.text()


def test_a_file_that_cannot_be_written_says_so_and_stays_modified(window, choose, tmp_path):
    edit(window)
    choose["save"] = tmp_path / "no such folder" / "a.gdviz"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert "can’t be saved. The folder does not exist." in window.banner.label.text()
    assert window.isWindowModified()
    assert window.documents.path is None


def test_unsaved_changes_cancel_keeps_everything(window, answer, file):
    window.opening.open_path(file)
    edit(window)
    scene = window.session.scene
    shown = answer(Button.Cancel)
    assert not window.opening.open_path(file)
    window.lesson.go_on()
    assert window.session.scene is scene
    assert window.lesson.picker.currentText() == "Mine"
    assert not window.close()
    assert window.isVisible()
    assert len(shown) == 3
    assert file.name in shown[0]


def test_no_view_comes_first_in_a_new_document_because_it_was_picked_before(make_window):
    window = make_window(Scene())
    window.stage.picked = ("table",)
    window.documents.new()
    assert window.stage.picked == ()


def test_unsaved_changes_discard(window, answer, file):
    window.opening.open_path(file)
    edit(window)
    answer(Button.Discard)
    assert window.opening.open_path(file)
    assert window.session.scene == codec.load(file)


def test_unsaved_changes_save_first(window, answer, choose, file, tmp_path):
    window.documents.new()
    edit(window)
    mine = window.session.scene
    choose["save"] = tmp_path / "kept.gdviz"
    answer(Button.Save)
    assert window.opening.open_path(file)
    assert codec.load(tmp_path / "kept.gdviz") == mine


def test_a_broken_file_is_reported_without_asking_about_changes(window, answer, tmp_path):
    edit(window)
    shown = answer(Button.Discard)
    assert not window.opening.open_path(tmp_path / "missing.gdviz")
    assert shown == []
    assert window.isWindowModified()


def test_new_is_an_empty_scene(window):
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    window.settled()
    assert window.session.scene == Scene()
    assert window.windowTitle().startswith("Untitled")
    assert window.lesson.picker.currentIndex() == -1
    assert window.lesson.next_button.isEnabled()
    assert not window.isWindowModified()
    window.session.edit(change(window.session.scene, "title", "a [*]"), "Title")
    assert window.windowTitle() == "a [*][*][*] – gdviz"  # of two Qt shows one


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # said of any popup
def test_a_menu_that_is_open_goes_with_what_it_is_about(window, file):
    """Its entry applied a setting that the scene on stage had no more, and failed."""
    menu = QMenu(window)
    menu.addAction("Apply to all runs")
    menu.popup(window.pos())
    assert window.opening.open_path(file)
    assert not menu.isVisible()


def test_recent_files_open_from_the_menu(window, file, tmp_path):
    other = tmp_path / "other.gdviz"
    codec.save(Scene(title="Other"), other)
    for path in (file, other):
        assert window.opening.open_path(path)
    menu = window.menus.menus["recent"]
    menu.aboutToShow.emit()
    entries = [action for action in menu.actions() if action.data()]
    assert [Path(action.data()) for action in entries] == [other, file]
    entries[1].trigger()
    assert window.session.scene == codec.load(file)
    menu.aboutToShow.emit()
    assert Path(menu.actions()[0].data()) == file
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["No recent files"]


def test_lessons_open_from_the_menu(window):
    entries = [action for action in window.menus.menus["lessons"].actions() if action.data()]
    assert len(entries) == len(lessons.names()) >= 7
    entries[3].trigger()
    assert window.session.scene == lessons.all()[3].scene


def drop(window, *urls, view="loss"):
    """Drop on a view, as the desktop would: the event goes to the innermost widget, then outwards."""
    data = QMimeData()
    data.setUrls(list(urls))
    tile = window.stage.tile(view)
    point = tile.mapTo(window, tile.rect().center())
    target = window.childAt(point)
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(point), actions, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(point), actions, data, buttons, keys))
    return enter.isAccepted()


def test_a_file_dropped_on_any_view_opens(window, file):
    for view in ("loss", "weights", "this_step", "loss_history", "table"):
        window.menus.actions[lessons.names()[0]].trigger()
        window.stage.set_shown(view, True)
        window.session.mark_saved()
        window.settled()
        assert drop(window, QUrl.fromLocalFile(str(file)), view=view)
        assert window.session.scene == codec.load(file)


def test_other_things_are_not_taken(window, file):
    window.stage.set_shown("loss", True)
    scene = window.session.scene
    assert not drop(window)
    assert not drop(window, QUrl("https://example.org/a.gdviz"))
    assert not drop(window, QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(file)))
    assert window.session.scene is scene


def test_the_proposed_name_is_a_possible_one():
    from gdviz.document.atomic_file import file_name

    assert file_name("Too large, too small") == "Too large, too small"
    assert file_name('a/b\\c: "d"?\n*') == "a b c d"
    assert file_name("...") == "scene"


@pytest.fixture
def press(monkeypatch):
    """Presses the button of that role in the next message boxes; returns what they said."""
    said = []

    def give(role):
        def pressed(box):
            said.append((box.text(), box.detailedText()))
            button = next(each for each in box.buttons() if box.buttonRole(each) == role)
            monkeypatch.setattr(box, "clickedButton", lambda: button)

        monkeypatch.setattr(QMessageBox, "exec", pressed)
        return said

    return give


def others_write(file, window):
    window.documents.open(file)
    window.settled()
    edit(window)
    codec.save(change(codec.load(file), "title", "Theirs"), file)
    return file.read_bytes()


def test_what_another_program_has_saved_is_not_overwritten_without_a_question(window, file, press, choose):
    theirs = others_write(file, window)
    said = press(QMessageBox.ButtonRole.RejectRole)
    assert not window.documents.save()
    assert file.read_bytes() == theirs
    assert window.session.modified
    ((text, detail),) = said
    assert file.name in text
    assert '"Theirs"' in detail
    assert '"Mine"' in detail


def test_it_can_be_overwritten_and_then_is_ours(window, file, press):
    others_write(file, window)
    said = press(QMessageBox.ButtonRole.DestructiveRole)
    assert window.documents.save()
    assert codec.load(file) == window.session.scene
    edit(window, 0.4)
    assert window.documents.save()
    assert len(said) == 1


def test_or_a_copy_is_saved(window, file, press, choose, tmp_path):
    theirs = others_write(file, window)
    press(QMessageBox.ButtonRole.AcceptRole)
    choose["save"] = tmp_path / "copy.gdviz"
    assert window.documents.save()
    assert file.read_bytes() == theirs
    assert codec.load(choose["save"]) == window.session.scene
    assert window.documents.path == choose["save"]


def test_a_file_that_is_gone_is_written_again_without_a_question(window, file):
    others_write(file, window)
    file.unlink()
    assert window.documents.save()
    assert codec.load(file) == window.session.scene
