"""Files that come while the window is open: in it, in windows of their own, or when a dialog is closed."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from gdviz.app import incoming_files, single_instance
from gdviz.app.incoming_files import IncomingFiles
from gdviz.app.single_instance import InstanceServer, OpenRequest
from gdviz.document import codec
from gdviz.document.edits import change
from gdviz.document.scene import Scene

pytestmark = pytest.mark.usefixtures("form_when_asked_for")


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


class System(QObject):
    """What Arrivals needs of the application object."""

    asked = Signal()
    applicationStateChanged = Signal(Qt.ApplicationState)

    def __init__(self):
        super().__init__()
        self.files = []


@pytest.fixture
def beside(monkeypatch):
    """The files for which windows of their own were opened."""
    opened = []
    monkeypatch.setattr(single_instance, "open_window", lambda file=None: opened.append(file) or True)
    return opened


@pytest.fixture
def came(window, beside):
    """The window's incoming_files, with a system and a post that tests speak for."""
    post, system = InstanceServer(window), System()
    came = IncomingFiles(window, post, system)
    yield came
    post.close()


@pytest.fixture
def files(tmp_path):
    """Three scenes."""
    paths = [tmp_path / f"{name}.gdviz" for name in ("one", "two", "three")]
    for steps, path in enumerate(paths, 2):
        codec.save(change(Scene(stage=()), "runs.0.steps", steps), path)
    return paths


def hand(came, *paths):
    came.post.arrived.emit(OpenRequest(tuple(paths)))


def shows(came, path):
    return lambda: came.window.documents.path == path


def later(came):
    """From now on the files of before came long ago."""
    came.clock = itertools.count(came.clock() + incoming_files.SOON, incoming_files.SOON).__next__


def in_dialog(act):
    """Do something in the dialog that is about to open."""

    def wait():
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(10, wait)
        else:
            act(box)

    QTimer.singleShot(0, wait)


def test_a_file_opens_in_the_window(came, files, qtbot, monkeypatch):
    hand(came, files[0])
    qtbot.waitUntil(shows(came, files[0]))
    later(came)
    hand(came, files[1])
    qtbot.waitUntil(shows(came, files[1]))


def test_a_minimized_window_comes_back(came, files, qtbot):
    came.window.showMinimized()
    hand(came, files[0])
    qtbot.waitUntil(shows(came, files[0]))
    assert not came.window.isMinimized()
    assert came.window.isActiveWindow()


def test_the_permission_to_take_the_focus_is_passed_on(came, files, qtbot, monkeypatch):
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    came.receive(OpenRequest((files[0],), "token"))
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token"
    qtbot.waitUntil(shows(came, files[0]))


def test_of_several_files_the_first_opens_here_and_the_others_beside(came, files, qtbot, beside):
    hand(came, *files)
    qtbot.waitUntil(lambda: beside == files[1:])
    assert came.window.documents.path == files[0]


def test_a_whole_folder_does_not_flood_the_screen(came, files, qtbot, beside, tmp_path, monkeypatch):
    monkeypatch.setattr(incoming_files, "MOST", 2)
    came.open(files)
    assert came.window.documents.path == files[0]
    assert beside == [files[1]]
    assert "Not opened: 1, from “three.gdviz” on." in came.window.banner.label.text()


def test_files_that_come_one_by_one_but_soon_are_treated_alike(came, files, qtbot, beside, monkeypatch):
    came.clock = lambda: 0.0
    for file in files:
        hand(came, file)
    qtbot.waitUntil(lambda: beside == files[1:])
    hand(came, files[0])  # an impatient third click
    qtbot.waitUntil(lambda: not came.waiting)
    assert beside == files[1:]


def test_a_file_that_can_not_be_used_is_said(came, tmp_path, qtbot):
    hand(came, tmp_path / "none.gdviz")
    qtbot.waitUntil(came.window.banner.isVisible)
    assert "“none.gdviz” can’t be opened" in came.window.banner.label.text()


def test_unsaved_changes_are_asked_for(came, files, qtbot):
    session = came.window.session
    came.window.documents.new()
    session.edit(change(session.scene, "runs.0.steps", 9), "steps", "")
    asked = []

    def cancel(box):
        asked.append(box.text())
        box.button(QMessageBox.StandardButton.Cancel).click()

    in_dialog(cancel)
    hand(came, files[0])
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0].startswith("Save the changes")
    assert session.scene.runs[0].steps == 9
    assert came.waiting == []


def test_a_file_that_is_here_already_keeps_its_changes(came, files, qtbot, monkeypatch):
    later(came)
    hand(came, files[0])
    qtbot.waitUntil(shows(came, files[0]))
    session = came.window.session
    session.edit(change(session.scene, "runs.0.steps", 9), "steps", "")
    hand(came, files[0])
    qtbot.waitUntil(lambda: not came.waiting)
    assert session.scene.runs[0].steps == 9
    assert session.modified


def test_a_file_waits_until_the_dialog_is_closed(came, files, qtbot):
    seen = []

    def during(box):
        hand(came, files[0])
        seen.append(came.window.status.currentMessage())
        QTimer.singleShot(
            2 * incoming_files.PAUSE, lambda: (seen.append(came.window.documents.path), box.reject())
        )

    in_dialog(during)
    came.window.dialogs.show_shortcuts()
    assert seen == ["“one.gdviz” opens when the dialog is closed.", None]
    qtbot.waitUntil(shows(came, files[0]))


def test_a_file_that_comes_during_the_question_waits_for_the_answer(came, files, qtbot, beside):
    session = came.window.session
    came.window.documents.new()
    session.edit(change(session.scene, "runs.0.steps", 9), "steps", "")

    def during(box):
        hand(came, files[1])
        box.button(QMessageBox.StandardButton.Discard).click()

    in_dialog(during)
    hand(came, files[0])
    qtbot.waitUntil(lambda: beside == [files[1]])
    assert came.window.documents.path == files[0]


def test_an_error_at_one_file_keeps_no_other_back(came, files, qtbot, monkeypatch):
    later(came)
    opened = []

    def open_path(path):
        opened.append(path)
        if path == files[0]:
            raise RuntimeError("not foreseen")

    monkeypatch.setattr(came.window.opening, "open_path", open_path)
    with qtbot.captureExceptions() as errors:
        hand(came, *files)
        qtbot.waitUntil(lambda: opened == files)
    assert [str(error[1]) for error in errors] == ["not foreseen"]


def test_what_still_waits_when_the_window_closes_opens_elsewhere(came, files, beside):
    def during(box):
        hand(came, *files[:2])
        came.leave()
        box.reject()

    in_dialog(during)
    came.window.dialogs.show_shortcuts()
    assert beside == files[:2]


def test_a_window_that_can_not_be_opened_is_said(came, files, qtbot, monkeypatch):
    monkeypatch.setattr(single_instance, "open_window", lambda file=None: False)
    hand(came, *files[:2])
    qtbot.waitUntil(came.window.banner.isVisible)
    assert "“two.gdviz”" in came.window.banner.label.text()
    came.window.banner.dismiss()
    came.window.menus.actions["new_window"].trigger()
    assert came.window.banner.label.text() == "No more windows could be opened."


def test_the_menu_opens_one_more_window(came, beside):
    came.window.menus.actions["new_window"].trigger()
    assert beside == [None]


def test_a_window_that_is_used_is_found_first(came):
    assert came.post.listen()
    os.utime(came.post.address, (1, 1))
    came.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert came.post.address.stat().st_mtime == 1
    came.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert came.post.address.stat().st_mtime > 1


def test_a_file_that_the_system_asks_to_open(came, files, qtbot):
    came.app.files.append(files[0])
    came.app.asked.emit()
    qtbot.waitUntil(shows(came, files[0]))
    assert came.app.files == []


def test_the_application_takes_the_events_of_macos():
    script = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from gdviz.app.application import make_application
app = make_application()
told = []
app.asked.connect(lambda: told.append(1))
app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile("/tmp/a b.gdviz")))
app.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/a.gdviz")))
print(app.files, told)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == (f"[{Path('/tmp/a b.gdviz')!r}] [1]\n", "")
