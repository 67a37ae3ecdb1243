"""What takes long to be saved is written while the window goes on."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from gdviz.app import document_controller, document_reading, document_saving
from gdviz.document import codec
from gdviz.document.edits import change
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene


def edit(window, rate):
    window.session.edit(change(window.session.scene, "runs.0.schedule.learning_rate", rate), "Learning rate")


def rate_in(path):
    return codec.load(path).runs[0].schedule.learning_rate


@pytest.fixture
def go_on(monkeypatch):
    """Lets what is written go on, once it is set, or fail, once it is called with an error."""
    event, written, errors = threading.Event(), document_saving.write_whole, []

    def write(path, data):
        event.wait(30.0)
        if errors:
            raise errors.pop()
        written(path, data)

    def go_on(*error):
        errors[:] = error
        event.set()

    monkeypatch.setattr(document_saving, "write_whole", write)
    go_on.stop = event.clear
    yield go_on
    event.set()


@pytest.fixture
def late(bare_window, tmp_path, go_on, monkeypatch):
    """A window whose document is being saved, with a rate of 0.3, and an edit of it to 0.4 since."""
    path = tmp_path / "a.gdviz"
    codec.save(Scene(title="before"), path)
    monkeypatch.setattr(document_controller, "PATIENCE", 0.01)
    edit(bare_window, 0.3)
    assert bare_window.documents.write(path)
    assert bare_window.status.currentMessage() == "Saving “a.gdviz”…"
    edit(bare_window, 0.4)
    assert codec.load(path).title == "before"
    return bare_window, path


def test_an_edit_meanwhile_is_modified_and_undone_it_is_not(late, go_on, qtbot):
    window, path = late
    go_on()
    qtbot.waitUntil(lambda: window.documents.path == path)
    assert (rate_in(path), window.isWindowModified(), window.status.currentMessage()) == (0.3, True, "")
    window.session.undo()
    assert not window.isWindowModified()
    codec.save(Scene(title="theirs"), path)
    edit(window, 0.5)
    QTimer.singleShot(0, lambda: window.findChild(QMessageBox).reject())
    window.documents.save()
    qtbot.waitUntil(lambda: not window.documents.saving.busy)
    assert window.isWindowModified()
    assert codec.load(path).title == "theirs"


def test_saved_again_meanwhile_it_is_saved_twice(late, go_on, qtbot):
    window, path = late
    assert window.documents.save()
    go_on()
    qtbot.waitUntil(lambda: window.documents.path == path and not window.documents.saving.busy)
    assert (rate_in(path), window.isWindowModified()) == (0.4, False)


def test_what_is_saved_is_what_was_there_when_it_was_asked_for(late, go_on, qtbot):
    """What was edited after the second Ctrl+S was saved with it, and closing the window asked nothing."""
    window, path = late
    window.documents.save()
    edit(window, 0.5)
    go_on()
    qtbot.waitUntil(lambda: window.documents.path == path and not window.documents.saving.busy)
    assert (rate_in(path), window.isWindowModified()) == (0.4, True)


@pytest.mark.parametrize("error", [(), (DocumentError("no_space"),)])
def test_each_place_that_is_asked_for_meanwhile_is_saved_to(late, go_on, qtbot, tmp_path, error):
    """Ctrl+S after Save as, or a full disk in the first place, and nothing was saved in the other."""
    window, path = late
    other = tmp_path / "b.gdviz"
    window.documents.write(other)
    window.documents.save()
    go_on(*error)
    qtbot.waitUntil(lambda: not window.documents.saving.busy)
    assert (window.documents.path, window.isWindowModified(), rate_in(other)) == (other, False, 0.4)
    assert codec.load(path).title == ("before" if error else "")


def test_what_is_opened_while_it_is_saved_is_what_was_saved(late, go_on):
    """It was read before it was written, and what had been there was on stage."""
    window, path = late
    window.session.undo()
    threading.Timer(0.05, go_on).start()
    assert window.documents.open(path)
    assert window.session.scene.runs[0].schedule.learning_rate == 0.3


def test_where_it_fails_a_sentence_says_so_and_nothing_is_lost(late, go_on, qtbot):
    window, path = late
    go_on(DocumentError("no_space"))
    qtbot.waitUntil(lambda: "“a.gdviz” can’t be saved. There is no space" in window.banner.label.text())
    assert codec.load(path).title == "before"
    assert (window.documents.path, window.isWindowModified()) == (None, True)


def test_the_end_waits_for_it_and_does_not_come_where_it_fails(late, go_on):
    window, path = late
    threading.Timer(0.05, go_on, [DocumentError("no_space")]).start()
    assert not window.close()
    assert "There is no space" in window.banner.label.text()
    go_on.stop()
    assert window.documents.write(path)
    threading.Timer(0.05, go_on).start()
    assert window.close()
    assert rate_in(path) == 0.4


def test_the_end_does_not_wait_for_ever_for_a_disk_that_does_not_answer(late, go_on, monkeypatch):
    window, path = late
    monkeypatch.setattr(document_controller, "LONGEST", 0.01)
    quits = QMessageBox.StandardButton.Discard
    told, answers = [], [QMessageBox.StandardButton.Cancel, quits]

    def ask(box):
        told.append(box.text())
        assert box.button(quits).text() == "Quit now"  # not "without it": it is written all the same
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "exec", ask)
    assert not window.documents.open(path)
    assert "still being saved. Wait" in window.banner.label.text()
    assert not window.close()
    assert window.close()
    assert told == ["“a.gdviz” is still being saved: the disk does not answer."] * 2
    assert window.documents.saving.busy  # so that what is on stage is kept
    go_on()
    assert window.documents.saving.wait(30.0)
    assert rate_in(path) == 0.3


def test_opened_anew_a_file_is_what_was_saved_there_meanwhile(bare_window, tmp_path, monkeypatch, qtbot):
    """What had been there was on stage where it was saved by the question, or while it was being read."""
    path, documents = tmp_path / "a.gdviz", bare_window.documents
    codec.save(Scene(title="before"), path)
    assert documents.open(path)
    edit(bare_window, 0.3)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Save)
    assert documents.open(path)
    assert bare_window.session.scene.runs[0].schedule.learning_rate == rate_in(path) == 0.3
    edit(bare_window, 0.4)
    monkeypatch.setattr(document_reading, "LARGE", 10)
    assert documents.open(path)
    assert documents.save()
    qtbot.wait(100)
    assert bare_window.session.scene.runs[0].schedule.learning_rate == rate_in(path) == 0.4
    assert not documents.modified
