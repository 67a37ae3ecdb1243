"""Wherever something is saved, a full, read-only or vanished place is a sentence, and loses nothing."""

import errno
import os

import pytest
from PySide6.QtWidgets import QLabel

from gdviz.document.edits import change
from gdviz.panels.export_dialog.code_dialog import CodeDialog

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

FULL, READ_ONLY, BROKEN = errno.ENOSPC, errno.EROFS, errno.EIO
SAID = {
    FULL: "There is no space left on the disk.",
    READ_ONLY: "It can't be written there: permission is denied.",
    BROKEN: f"It can't be written: {os.strerror(BROKEN)}.",
    "vanished": "The folder does not exist.",
}


def save_scene(window, path, qtbot, monkeypatch):
    assert not window.documents.write(path)
    return window


def save_data(window, path, qtbot, monkeypatch):
    window.outputs.save_data(path)
    qtbot.waitUntil(lambda: window.outputs.saving is None)
    return window


def save_picture(window, path, qtbot, monkeypatch):
    window.pictures.ask_export()
    dialog = window.pictures.dialog
    dialog.form.format.setCurrentIndex(dialog.form.format.findData(path.suffix[1:]))
    dialog.save_as(path)
    qtbot.waitUntil(lambda: dialog.filming is None)
    return dialog


def save_program(window, path, qtbot, monkeypatch):
    monkeypatch.setattr("gdviz.panels.export_dialog.code_dialog.ask_save_path", lambda *_: path)
    dialog = CodeDialog(window.session.scene.runs[0].experiment, "a", path.parent, window)
    dialog.save.click()
    return dialog


SAVING = {"a.gdviz": save_scene, "a.csv": save_data, "a.npz": save_data, "a.py": save_program}
SAVING |= {"a.png": save_picture}


@pytest.fixture
def edited(bare_window):
    """A window with something to lose."""
    bare_window.session.edit(
        change(bare_window.session.scene, "runs.0.schedule.learning_rate", 0.07), "Learning rate"
    )
    bare_window.settled()
    return bare_window


def fail(monkeypatch, number):
    """From now on no file is complete, or, where nothing may be written, none is begun."""
    opened = os.open

    def begin(path, flags, *more, **named):
        if flags & os.O_CREAT and number == READ_ONLY:
            raise OSError(number, os.strerror(number))
        return opened(path, flags, *more, **named)

    def complete(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", begin)
    monkeypatch.setattr(os, "fsync", complete)


def test_where_saving_fails_a_sentence_says_why_and_nothing_is_lost(edited, qtbot, tmp_path):
    scene = edited.session.scene
    for name, save in SAVING.items():
        for trouble, reason in SAID.items():
            path = tmp_path / name if trouble != "vanished" else tmp_path / "gone" / name
            if trouble != "vanished":
                path.write_text("what was there")
            with pytest.MonkeyPatch.context() as patch:
                if trouble != "vanished":
                    fail(patch, trouble)
                place = save(edited, path, qtbot, patch)
            told = [label.text() for label in place.findChildren(QLabel)]
            assert any(f"“{name}” can’t be saved. {reason}" in text for text in told), (name, trouble, told)
            if place is not edited:
                place.done(0)
                place.deleteLater()
            edited.banner.dismiss()
            assert [each.name for each in tmp_path.iterdir()] == ([name] if trouble != "vanished" else [])
            if trouble != "vanished":
                assert path.read_text() == "what was there"
                path.unlink()
    assert edited.session.scene == scene
    assert edited.documents.modified


def test_where_there_can_be_no_temporary_folder_a_sentence_says_so(edited, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    edited.pictures.drag("loss")
    assert edited.banner.label.text().startswith("“Loss.png” can’t be saved. It can't be written: ")
    edited.banner.dismiss()
    beats = change(edited.session.scene, "beats", [{"id": "a", "title": {"en": "a"}, "say": {"en": "b"}}])
    edited.documents.kept = lambda: beats
    edited.handouts.save(tmp_path / "a.pdf")
    assert edited.banner.label.text().startswith("“a.pdf” can’t be saved. It can't be written: ")
    assert not list(tmp_path.iterdir())
