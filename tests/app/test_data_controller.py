"""Numbers, programs and scenes that leave the window, and scenes that come back by the clipboard."""

import csv
import threading
import traceback

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from gdviz.document import lessons, share
from gdviz.export.data import files
from gdviz.panels.export_dialog.code_dialog import CodeDialog

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

CONTROL = Qt.KeyboardModifier.ControlModifier
Button = QMessageBox.StandardButton


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


def banner(window):
    return window.banner.label.text() if window.banner.isVisible() else ""


def clipboard():
    return QGuiApplication.clipboard()


def written(qtbot, window):
    """Wait until no export goes on."""
    qtbot.waitUntil(lambda: window.outputs.saving is None)


@pytest.fixture
def box(monkeypatch):
    """Presses a button in message boxes; returns what they ask."""

    def press(button):
        asked = []
        monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or button)
        return asked

    return press


@pytest.fixture
def choose(monkeypatch):
    """Answers the file dialog; `again` is the answer when it is shown once more."""

    def answer(path, form=0, again=None):
        answers = [path, again]

        def chosen(parent, title, proposed, filters):
            answer.proposed = proposed
            return str(answers.pop(0)), filters.split(";;")[form]

        monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)

    return answer


@pytest.mark.parametrize(("form", "ending"), [*enumerate((".csv", ".csv", ".npz", ".jsonl"))])
def test_data_is_exported_in_the_form_that_was_chosen(qtbot, window, tmp_path, choose, form, ending):
    choose(tmp_path / "numbers", form)
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    written(qtbot, window)
    path = tmp_path / f"numbers{ending}"
    assert choose.proposed.endswith("One step at a time.csv")
    assert "numbers" in window.status.currentMessage()
    w = window.session.frame.recordings[0].column("w")
    if ending == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (form == 0)
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        read = np.array([float(row[header.index("w")]) for row in rows], w.dtype)
        assert np.array_equal(read, w)
    elif ending == ".npz":
        with np.load(path) as archive:
            assert np.array_equal(archive["run1/w"], w)
    else:
        assert len(path.read_text().splitlines()) == len(w)
    assert window.settings.folder == tmp_path


def test_an_ending_that_was_typed_decides(qtbot, window, tmp_path, choose):
    choose(tmp_path / "typed.npz", 0)
    window.menus.actions["export_data"].trigger()
    written(qtbot, window)
    with np.load(tmp_path / "typed.npz") as archive:
        assert "run1/loss" in archive


def test_data_that_cannot_be_saved_is_said_until_it_can(qtbot, window, tmp_path, choose):
    choose(tmp_path / "missing" / "x.csv")
    window.menus.actions["export_data"].trigger()
    written(qtbot, window)
    assert banner(window) == "“x.csv” can’t be saved. The folder does not exist."
    choose(tmp_path / "x.csv")
    window.menus.actions["export_data"].trigger()
    written(qtbot, window)
    assert banner(window) == ""


@pytest.mark.parametrize(("button", "kept"), [(Button.Cancel, True), (Button.Yes, False)])
def test_a_file_that_the_added_ending_hits_is_asked_about(qtbot, window, tmp_path, choose, box, button, kept):
    (tmp_path / "old.csv").write_text("precious")
    choose(tmp_path / "old", again=tmp_path / "new")
    asked = box(button)
    window.menus.actions["export_data"].trigger()
    written(qtbot, window)
    assert asked == ["“old.csv” already exists. Overwrite it?"]
    assert ((tmp_path / "old.csv").read_text() == "precious") == kept
    assert (tmp_path / "new.csv").exists() == kept


@pytest.fixture
def slow(monkeypatch):
    """Lets an export wait half way, until `slow.set()`."""
    go_on = threading.Event()

    def write(runs, file, tell):
        file.write(b"half")
        while not go_on.wait(0.01):
            tell(0.5)
        file.write(b" and half")
        tell(1.0)

    monkeypatch.setitem(files.WRITERS, ".csv", write)
    yield go_on
    go_on.set()


def test_the_window_goes_on_while_numbers_are_written(qtbot, window, tmp_path, choose, slow):
    choose(tmp_path / "long.csv")
    window.menus.actions["export_data"].trigger()
    qtbot.waitUntil(lambda: window.status.file.text() == "Writing “long.csv”… 50%")
    assert window.status.stop_saving_button.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Right)
    assert window.session.frame.playhead == 1
    window.menus.actions["export_data"].trigger()
    assert banner(window).startswith("“long.csv” is still being written.")
    window.documents.open_lesson("2")  # what is written stays what it was
    slow.set()
    written(qtbot, window)
    assert (tmp_path / "long.csv").read_bytes() == b"half and half"
    assert window.status.currentMessage() == "Saved as “long.csv”."
    assert not window.status.stop_saving_button.isVisible()


def test_an_export_is_stopped_and_leaves_what_was_there(qtbot, window, tmp_path, choose, slow):
    (tmp_path / "long.csv").write_text("old")
    choose(tmp_path / "long.csv")
    window.menus.actions["export_data"].trigger()
    qtbot.waitUntil(window.status.stop_saving_button.isVisible)
    qtbot.mouseClick(window.status.stop_saving_button, Qt.MouseButton.LeftButton)
    assert window.outputs.saving is None
    assert window.status.currentMessage() == "Stopped: “long.csv” was not written."
    assert [path.name for path in tmp_path.iterdir()] == ["long.csv"]
    assert (tmp_path / "long.csv").read_text() == "old"


def test_closing_asks_about_an_export(qtbot, window, tmp_path, choose, slow, box):
    choose(tmp_path / "long.csv")
    window.menus.actions["export_data"].trigger()
    asked = box(Button.Cancel)
    assert not window.close()
    assert window.outputs.saving is not None
    box(Button.Discard)
    assert window.close()
    assert asked == ["“long.csv” is still being written."]
    assert not list(tmp_path.iterdir())


def test_too_little_memory_for_an_export_is_said(qtbot, window, tmp_path, choose, monkeypatch):
    def write(runs, file, tell):
        raise MemoryError

    monkeypatch.setitem(files.WRITERS, ".csv", write)
    choose(tmp_path / "x.csv")
    window.menus.actions["export_data"].trigger()
    written(qtbot, window)
    assert "not enough memory" in banner(window)
    assert not list(tmp_path.iterdir())


def test_an_error_that_nobody_foresaw_tells_where_it_was(qtbot, window, tmp_path, choose, monkeypatch):
    def write(runs, file, tell):
        raise RuntimeError("odd")

    monkeypatch.setitem(files.WRITERS, ".csv", write)
    choose(tmp_path / "x.csv")
    with qtbot.captureExceptions() as errors:
        window.menus.actions["export_data"].trigger()
        qtbot.waitUntil(lambda: bool(errors))
    ((_, error, trace),) = errors
    assert str(error) == "odd"
    assert traceback.extract_tb(trace)[-1].name == "write"
    assert window.outputs.saving is None
    assert not list(tmp_path.iterdir())
    errors.clear()


def test_numbers_go_to_the_clipboard(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.AltModifier)
    header, first, *rows = clipboard().text().splitlines()
    assert header.split("\t")[:2] == ["run", "step"]
    recording = window.session.frame.recordings[0]
    assert len(rows) + 1 == recording.published
    mark = QLocale.system().decimalPoint()
    assert f"{float(recording.column('w')[0])!r}".replace(".", mark) in first.split("\t")


def test_a_table_too_large_for_the_clipboard_is_refused(window, monkeypatch):
    monkeypatch.setattr(files, "MOST_PASTED", 10)
    clipboard().setText("before")
    window.menus.actions["copy_data"].trigger()
    assert clipboard().text() == "before"
    assert "Export the data to a file" in banner(window)


def test_while_computing_nothing_is_exported(window, monkeypatch, choose, tmp_path):
    monkeypatch.setattr(type(window.session), "computing", True)
    choose(tmp_path / "x.csv")
    window.menus.actions["export_data"].trigger()
    window.menus.actions["copy_data"].trigger()
    assert "still being computed" in banner(window)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "address",
    [
        "https://playground.tensorflow.org/#activation=relu&dataset=xor&noise=10&networkShape=3",
        "#activation=relu&networkShape=3",
    ],
)
def test_an_address_of_playground_is_pasted(qtbot, window, address):
    clipboard().setText(address)
    window.menus.actions["paste_scene"].trigger()
    (made,) = window.session.scene.runs
    assert (made.problem.model.activation, made.problem.model.hidden) == ("relu", (3,))
    clipboard().setText(address.replace("relu", "gelu"))
    window.menus.actions["paste_scene"].trigger()
    assert "activation must be one of" in banner(window)


def test_a_scene_is_copied_and_pasted_with_keys(qtbot, window):
    window.documents.open_lesson("3")
    window.settled()
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.AltModifier)
    line = clipboard().text()
    assert share.from_line(line) == lessons.load("3")
    window.documents.open_lesson("1")
    window.settled()
    clipboard().setText(f"Look at this:\n{line}")  # words around it: no scene by itself
    qtbot.keyClick(window.stage, Qt.Key.Key_V, CONTROL)
    assert window.session.scene == lessons.load("1")
    assert "begins with “gdviz1:”" in banner(window)
    clipboard().setText(f"  {line}\n")
    qtbot.keyClick(window.stage, Qt.Key.Key_V, CONTROL)
    window.settled()
    assert window.session.scene == lessons.load("3")
    assert window.documents.path is None
    assert window.session.frame.recordings[0].published == 41
    assert banner(window) == ""  # what was wrong before is over


def test_of_a_long_line_the_file_is_suggested(qtbot, window):
    said = []
    window.outputs.said.connect(said.append)
    window.outputs.copy_scene()
    letters = np.random.default_rng(1).integers(0x4E00, 0x9000, 9000)  # that can't be packed
    window.session.edit(replace(window.session.scene, notes="".join(map(chr, letters))), "Notes")
    window.outputs.copy_scene()
    assert "paste it into a message" in said[0]
    assert "a file holds the same" in said[1]
    assert share.from_line(clipboard().text()) == window.session.scene


def test_a_damaged_line_is_said_and_changes_nothing(qtbot, window):
    scene = window.session.scene
    clipboard().setText(share.to_line(scene)[:-5])
    qtbot.keyClick(window, Qt.Key.Key_V, CONTROL)
    assert banner(window).startswith("The shared scene is damaged")
    assert window.session.scene == scene


def test_a_text_entry_keeps_the_key_to_itself(qtbot, window):
    before = window.session.scene
    entry = QLineEdit(window)
    entry.show()
    entry.setFocus()
    clipboard().setText(share.to_line(lessons.load("3")))
    qtbot.keyClick(entry, Qt.Key.Key_V, CONTROL)
    assert entry.text() == clipboard().text()
    assert window.session.scene is before


def test_unsaved_changes_are_asked_about_before_pasting(window, monkeypatch):
    before = window.session.scene
    monkeypatch.setattr(type(window.documents), "may_leave", lambda self: False)
    clipboard().setText(share.to_line(lessons.load("3")))
    window.menus.actions["paste_scene"].trigger()
    assert window.session.scene is before


def test_the_code_of_the_selected_run_is_shown(qtbot, window):
    window.documents.open_lesson("2")
    window.settled()
    window.session.select(1)
    shown = []

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CodeDialog)
        shown.append((dialog.experiment, dialog.text))
        dialog.reject()

    QTimer.singleShot(0, look)
    qtbot.keyClick(window, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert shown[0][0] == window.session.scene.runs[1].experiment
    assert "rate = real(0.2)" in shown[0][1]


def test_no_two_commands_have_the_same_key(window):
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for name, action in window.menus.actions.items()
        for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))
