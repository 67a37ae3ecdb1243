"""My version of a lesson: kept without a question, brought back by the menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from gdviz.app.my_versions import path_of
from gdviz.document import codec, lessons
from gdviz.document.edits import change
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from tests.sampling import long

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

FIRST, SECOND = lessons.names()[:2]


@pytest.fixture(autouse=True)
def nothing_asked(monkeypatch, settings):
    """A question fails the test; nothing is kept at its beginning and its end."""

    def asked(box):
        raise AssertionError(box.text())

    def forget():
        settings.keep_versions = True
        for name in lessons.names():
            path_of(name).unlink(missing_ok=True)

    monkeypatch.setattr(QMessageBox, "exec", asked)
    forget()
    yield
    forget()


def edit(window, rate):
    scene = change(window.session.scene, "runs.0.schedule.learning_rate", rate)
    window.session.edit(scene, "Learning rate")
    return scene


def trigger(window, name):
    assert window.menus.actions[name].isEnabled(), name
    window.menus.actions[name].trigger()


def test_a_changed_lesson_is_left_without_a_question_and_comes_back(bare_window):
    window = bare_window
    assert not window.menus.actions["my_version"].isEnabled()
    mine = edit(window, 0.07)
    window.documents.open_lesson(SECOND)
    assert window.session.scene == lessons.load(SECOND)
    assert not window.menus.actions["my_version"].isEnabled()
    window.documents.open_lesson(FIRST)
    assert window.session.scene == lessons.load(FIRST)
    trigger(window, "my_version")
    assert window.session.scene == mine
    assert not window.session.modified


def test_reset_is_one_key_and_the_newest_version_wins(bare_window):
    window = bare_window
    for rate in (0.07, 0.08):
        mine = edit(window, rate)
        QTest.keyClick(window.stage, Qt.Key.Key_F8)
        assert window.session.scene == lessons.load(FIRST)
    trigger(window, "my_version")
    assert window.session.scene == mine


@long
def test_going_to_my_version_keeps_what_is_on_stage(bare_window):
    window = bare_window
    old = edit(window, 0.07)
    trigger(window, "reset_lesson")
    new = edit(window, 0.08)
    trigger(window, "my_version")
    assert window.session.scene == old
    trigger(window, "my_version")
    assert window.session.scene == new


def test_closing_the_window_keeps_it_too(bare_window, make_window):
    mine = edit(bare_window, 0.07)
    assert bare_window.close()
    window = make_window(lessons.load(FIRST))
    trigger(window, "my_version")
    assert window.session.scene == mine


def test_what_is_undone_or_saved_or_a_file_is_no_version(bare_window, tmp_path, monkeypatch):
    window = bare_window
    edit(window, 0.07)
    window.session.undo()
    window.documents.open_lesson(SECOND)
    edit(window, 0.08)
    path = tmp_path / "mine.gdviz"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    assert window.documents.save()
    window.documents.new()
    assert window.session.scene == Scene()
    assert not window.menus.actions["reset_lesson"].isEnabled()
    assert not any(path_of(name).exists() for name in (FIRST, SECOND))


def test_on_a_shared_computer_nothing_is_kept_or_offered(bare_window):
    window = bare_window
    edit(window, 0.07)
    trigger(window, "reset_lesson")
    assert path_of(FIRST).is_file()
    trigger(window, "keep_versions")
    assert not window.settings.keep_versions
    assert not window.menus.actions["my_version"].isEnabled()
    kept = path_of(FIRST).read_bytes()
    edit(window, 0.08)
    window.documents.open_lesson(SECOND)
    assert path_of(FIRST).read_bytes() == kept


def test_no_failure_stops_a_class(bare_window, monkeypatch):
    window = bare_window
    edit(window, 0.07)
    trigger(window, "reset_lesson")
    path_of(FIRST).write_text("{")
    trigger(window, "my_version")
    assert window.session.scene == lessons.load(FIRST)

    def full(*args):
        raise DocumentError("read_only")

    save = codec.save
    monkeypatch.setattr(codec, "save", full)
    mine = edit(window, 0.08)
    window.documents.open_lesson(SECOND)
    assert window.session.scene == lessons.load(SECOND)
    assert window.banner.isHidden()
    assert "can’t be kept beyond this window" in window.status.currentMessage()
    window.documents.open_lesson(FIRST)  # and what was done is not lost as long as it is open
    trigger(window, "my_version")
    assert window.session.scene == mine
    monkeypatch.setattr(codec, "save", save)
    window.versions.keep()  # as the window does when it closes: there may be room again
    assert codec.load(path_of(FIRST)) == mine


@long
def test_with_questions_my_version_is_explored_and_the_parts_stay_the_lessons(make_window, settings):
    settings.questions = True
    window = make_window(lessons.load(FIRST))
    window.player.explore()
    mine = edit(window, 0.07)
    window.player.resume()
    assert window.player.active
    trigger(window, "my_version")
    assert window.session.scene == mine
    assert window.player.exploring
    window.player.resume()
    assert window.player.base == lessons.load(FIRST)
