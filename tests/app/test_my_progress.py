"""What a person answers is noted here, shown, taken along and deleted; the first start welcomes."""

from __future__ import annotations

import csv
import errno
import io
import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from gdviz.app.my_progress import LARGEST, progress_path
from gdviz.app.progress_dialog import ProgressDialog
from gdviz.app.settings import Settings
from gdviz.document import edits, lessons
from gdviz.document.atomic_file import write_whole
from gdviz.document.errors import DocumentError
from tests.sampling import some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")


@pytest.fixture(autouse=True)
def nothing_noted(qapp):
    """No file of another test."""
    progress_path().unlink(missing_ok=True)


@pytest.fixture
def window(make_window, settings):
    settings.questions = True
    return make_window(lessons.load(lessons.names()[1]))


def place_of(window, name):
    return next(place for place, beat in enumerate(window.player.beats) if beat.id == name)


def answer(window, name, option):
    window.player.go(place_of(window, name))
    window.settled()
    window.player.choose(option)
    window.settled()


def shown(window):
    dialog = ProgressDialog(window.progress, "en", window.look, window)
    table = dialog.table
    rows = [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]
    dialog.deleteLater()
    return rows


def test_the_first_answer_counts_and_is_there_at_the_next_start(window, make_window):
    assert shown(window) == []
    answer(window, "rate-1", 1)
    answer(window, "rate-1.2", 1)
    answer(window, "rate-1.2", 2)  # right, but not at first
    assert shown(window) == [["2 · Too large, too small", "1 of 3", "0 of 1", "not finished yet"]]
    window.player.go(len(window.player.beats) - 1)
    window.settled()
    window.progress.close()
    again = make_window(lessons.load(lessons.names()[1]))
    (row,) = shown(again)
    assert row[:3] == ["2 · Too large, too small", "1 of 3", "0 of 1"]
    assert row[3] == again.player.beats[-1].say.en
    answer(again, "rate-1", 0)
    assert shown(again)[0][1] == "1 of 3"
    found = list(csv.DictReader(io.StringIO(again.progress.table())))
    assert [(each["beat"], each["answer"], each["right"], each["tries"]) for each in found[:2]] == [
        ("rate-1", "B: −7", "True", "1"),
        ("rate-1.2", "B: They stay the same", "False", "2"),
    ]


def test_all_of_it_can_be_deleted(window, monkeypatch):
    answer(window, "rate-1", 1)
    window.progress.write()
    assert progress_path().is_file()
    dialog = ProgressDialog(window.progress, "en", window.look, window)
    monkeypatch.setattr(QMessageBox, "question", lambda *args: QMessageBox.StandardButton.Cancel)
    dialog.delete()
    assert dialog.table.rowCount() == 1
    monkeypatch.setattr(QMessageBox, "question", lambda *args: QMessageBox.StandardButton.Yes)
    dialog.delete()
    assert dialog.table.rowCount() == 0
    assert not progress_path().exists()
    dialog.deleteLater()


@pytest.mark.parametrize("way", some(["variable", "setting"], 1))
def test_nothing_is_noted_on_a_computer_that_is_shared(window, settings, monkeypatch, way):
    if way == "setting":
        settings.keep_progress = False
    else:
        monkeypatch.setenv("GDVIZ_SHARED", "1")
    answer(window, "rate-1", 1)
    window.progress.close()
    assert not progress_path().exists()
    assert shown(window) == []


def test_a_file_that_makes_no_sense_is_none(window):
    progress_path().parent.mkdir(parents=True, exist_ok=True)
    progress_path().write_text('[{"lesson": 3}, "x"')
    answer(window, "rate-1", 1)
    assert shown(window)[0][1] == "1 of 3"
    window.progress.write()
    aside = progress_path().with_suffix(".damaged.json")
    assert aside.read_text() == '[{"lesson": 3}, "x"'  # whose it is may still read it
    aside.unlink()


def large(path):
    path.write_text('[{"lesson": "a", "beat": "b"}]' + " " * LARGEST)


@pytest.mark.parametrize("make", [getattr(os, "mkfifo", large), large], ids=["pipe", "large"])
def test_what_never_ends_or_is_too_large_is_none(window, make):
    """The window waited for a pipe for ever."""
    progress_path().parent.mkdir(parents=True, exist_ok=True)
    make(progress_path())
    window.progress.read()
    assert window.progress.done == {}
    progress_path().with_suffix(".damaged.json").unlink()


def test_what_can_not_be_kept_is_said_once(window, monkeypatch):
    def full(*_):
        raise DocumentError("no_space")

    monkeypatch.setattr("gdviz.app.my_progress.write_whole", full)
    answer(window, "rate-1", 1)
    window.progress.write()
    assert "can’t be kept for the next start. There is no space" in window.status.currentMessage()
    window.status.clearMessage()
    window.progress.write()
    assert window.status.currentMessage() == ""
    monkeypatch.setattr("gdviz.app.my_progress.write_whole", write_whole)  # there is room again
    window.progress.close()
    assert "rate-1" in progress_path().read_text()


def test_a_file_that_can_not_be_taken_along_leaves_the_old_one(window, monkeypatch, tmp_path):
    place = tmp_path / "old.csv"
    place.write_text("mine")
    said = []
    monkeypatch.setattr("gdviz.app.progress_dialog.ask_save_path", lambda *_: place)
    monkeypatch.setattr("gdviz.app.progress_dialog.QMessageBox.warning", lambda *told: said.append(told[2]))

    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    dialog = ProgressDialog(window.progress, "en", window.look, window)
    dialog.export()
    dialog.deleteLater()
    assert said == ["“old.csv” can’t be saved. There is no space left on the disk."]
    assert place.read_text() == "mine"


def test_the_first_start_of_a_profile_welcomes_and_no_other_one(make_window, settings):
    settings.questions = True
    settings._store.clear()
    settings.new_profile = Settings().new_profile
    window = make_window()
    window.dialogs.welcome()
    assert [beat.id for beat in window.player.beats] == ["play", "step-back", "drag"]
    window.player.go(2)
    pace = window.session.speed
    window.session.edit(edits.change(window.session.scene, "runs.0.initial", [-4.0]), "start")
    window.player.tried()
    window.settled()
    assert window.player.attempt.solved
    assert (window.session.speed, window.session.playing) == (pace, False)  # the start itself was asked for
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    window.settled()
    assert window.player.beats == lessons.all()[0].beats
    assert window.player.place == 0
    window.dialogs.welcome()
    assert window.player.beats == lessons.all()[0].beats
    assert not Settings().new_profile
    window.documents.open_lesson(lessons.names()[1])
    window.menus.actions["tour"].trigger()
    assert [beat.id for beat in window.player.beats] == ["play", "step-back", "drag"]
    assert shown(window) == []


def test_the_tour_is_reached_by_dragging_the_start(make_window, settings):
    settings.questions = True
    window = make_window()
    window.dialogs.show_tour()
    window.player.go(2)
    window.settled()
    assert not window.player.lit
    assert window.beats.strip.next_button.text() == "Next"
    view = window.stage.view("loss")
    view.handle.moved.emit(-4.0, 0.0)
    view.handle.released.emit()
    window.settled()
    assert window.player.lit
