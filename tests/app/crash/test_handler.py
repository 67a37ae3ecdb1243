"""The dialog about an uncaught error, by hand: what it says, copies and saves, and what it never does."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from gdviz.app.crash.handler import MOST_PLACES, CrashHandler
from gdviz.base import i18n
from gdviz.document import codec, share
from gdviz.document.edits import change
from gdviz.look.look import LOOKS

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(bare_window):
    """No view is needed here."""
    return bare_window


@pytest.fixture
def handler(window):
    """A handler that watches the window, and can keep its work, without hooks of its own."""
    handler = CrashHandler(window)
    handler.watch(window, lambda: True)
    return handler


@pytest.fixture
def fail(handler, qtbot):
    """Raises an error as a slot would, and gives the dialog that tells of it."""

    def fail(text="something broke", kind=RuntimeError):
        return failed(handler, qtbot, text, kind)

    yield fail
    if handler.dialog is not None:
        handler.dialog.accept()


def failed(handler, qtbot, text, kind):
    """The dialog that tells of an error."""
    try:
        raise kind(text)
    except kind:
        handler.catch(*sys.exc_info())
    qtbot.waitUntil(lambda: handler.dialog is not None and handler.dialog.isVisible())
    return handler.dialog


def press(button):
    QTest.mouseClick(button, LEFT)


def test_it_says_what_happened_where_the_work_is_and_what_to_do(window, fail):
    dialog = fail()
    assert dialog.parent() is window
    assert dialog.title.text() == "Something went wrong"
    text = dialog.text.text()
    assert "An unexpected error ended what gdviz was just doing." in text
    assert "a copy of it is kept in" in text
    assert Path(text.split("kept in ")[1].split(": should")[0]).name == "recovery"
    assert "save a copy under a new name, and start gdviz again" in text
    assert dialog.error.text() == "RuntimeError: something broke"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_it_says_where_no_copy_could_be_kept(handler, window, fail):
    handler.watch(window, lambda: False)
    assert "no copy of it could be kept: save one now" in fail().text.text()


def test_keeping_that_fails_is_told_as_well(handler, window, fail, qtbot):
    def keep():
        raise MemoryError("no room")

    handler.watch(window, keep)
    dialog = fail()
    assert "no copy of it could be kept" in dialog.text.text()
    qtbot.waitUntil(lambda: "and 1 more" in dialog.error.text())
    assert "MemoryError: no room" in dialog.details


def test_the_details_are_the_versions_the_traceback_and_the_scene(window, fail):
    dialog = fail()
    press(dialog.show_details)
    assert dialog.box.isVisible()
    press(dialog.copy)
    assert dialog.said.text() == "The details are on the clipboard."
    text = QApplication.clipboard().text()
    assert dialog.box.toPlainText() == text
    for word in ("gdviz 0.", "Python 3.", "NumPy ", "PySide6 6.", "Qt 6.", "language en", "raise kind(text)"):
        assert word in text
    assert share.from_line(text.splitlines()[-1]) == window.session.scene
    press(dialog.show_details)
    assert not dialog.box.isVisible()


def test_a_copy_is_saved_and_the_document_stays_what_it_was(window, fail, tmp_path, monkeypatch):
    window.session.edit(change(window.session.scene, "runs.0.steps", 7), "Steps")
    proposed = []
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda *arguments: proposed.append(Path(arguments[2]).name) or (str(tmp_path / "mine"), ""),
    )
    dialog = fail()
    press(dialog.save)
    assert proposed == ["One step at a time (copy).gdviz"]
    assert dialog.said.text() == "Saved as “mine.gdviz”."
    assert codec.load(tmp_path / "mine.gdviz") == window.session.scene
    assert window.session.modified
    assert window.documents.path is None


def test_a_copy_asks_before_the_added_ending_hits_a_file(window, fail, tmp_path, monkeypatch):
    """Such as the document's own file, with what was saved last."""
    own = tmp_path / "rate 0.2.gdviz"
    own.write_text("precious")
    answers = [str(own.with_suffix("")), ""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (answers.pop(0), ""))
    asked = []
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: asked.append(box.text()) or QMessageBox.StandardButton.Cancel
    )
    press(fail().save)
    assert asked == ["“rate 0.2.gdviz” already exists. Overwrite it?"]
    assert answers == []
    assert [path.name for path in tmp_path.iterdir()] == [own.name]
    assert own.read_text() == "precious"


def test_a_copy_that_can_not_be_saved_says_why(fail, tmp_path, monkeypatch):
    where = str(tmp_path / "no such folder" / "a.gdviz")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (where, ""))
    dialog = fail()
    press(dialog.save)
    assert dialog.said.text() == "“a.gdviz” can’t be saved. The folder does not exist."


def test_a_storm_of_errors_is_one_dialog_and_few_lines_of_log(handler, qtbot, caplog):
    def storm(times):
        for _ in range(times):
            try:
                raise RuntimeError("in a paint")
            except RuntimeError:
                handler.catch(*sys.exc_info())

    with caplog.at_level(logging.ERROR, "gdviz"):
        storm(1000)
        qtbot.waitUntil(lambda: handler.dialog is not None)
        dialog = handler.dialog
        storm(500)
    QApplication.processEvents()
    assert handler.dialog is dialog
    assert dialog.error.text() == "RuntimeError: in a paint"
    assert len(caplog.records) == 4
    dialog.accept()
    storm(10)
    QApplication.processEvents()
    assert handler.dialog is None


def test_an_endless_recursion_is_one_error_wherever_it_ends(handler):
    def deeper(n):
        return deeper(n + 1) if n % 2 else other(n)

    def other(n):
        return deeper(n + 1)

    for start in (0, 1, 2):
        try:
            deeper(start)
        except RecursionError:
            handler.catch(*sys.exc_info())
    assert len(handler.taken()) == 1


def test_errors_in_ever_new_places_come_to_an_end(handler):
    for number in range(MOST_PLACES + 20):
        try:
            exec(compile("\n" * number + "raise ValueError", "<made up>", "exec"))
        except ValueError:
            handler.catch(*sys.exc_info())
    assert len(handler.taken()) == MOST_PLACES


def test_an_error_of_the_dialog_itself_is_logged_and_opens_nothing(handler, fail, caplog, monkeypatch):
    dialog = fail()

    def broken():
        raise OSError("no clipboard")

    monkeypatch.setattr(QApplication, "clipboard", broken)
    monkeypatch.setattr("gdviz.app.crash.dialog.QGuiApplication.clipboard", broken)
    try:
        dialog._copy()
    except OSError:
        with caplog.at_level(logging.ERROR, "gdviz"):
            handler.catch(*sys.exc_info())
    QApplication.processEvents()
    assert "no clipboard" in caplog.text
    assert len(dialog.reports) == 1
    dialog.accept()
    QApplication.processEvents()
    assert handler.dialog is None


def test_where_the_dialog_can_not_be_made_the_log_has_it_all(handler, qtbot, caplog, monkeypatch):
    def broken(*_):
        raise OSError("no dialog")

    monkeypatch.setattr("gdviz.app.crash.dialog.CrashDialog", broken)
    with caplog.at_level(logging.ERROR, "gdviz"):
        handler.catch(ValueError, ValueError("first"), None)
        qtbot.waitUntil(lambda: "no dialog" in caplog.text)
    assert "first" in caplog.text
    assert handler.dialog is None


@pytest.mark.qt_log_ignore("This plugin does not support")  # grabbing the keyboard, on the offscreen platform
def test_it_can_be_answered_above_another_dialog_and_an_open_menu(window, fail):
    other = QDialog(window)
    other.open()
    menu = QMenu(window)
    menu.addAction("one")
    menu.popup(window.pos())
    assert QApplication.activePopupWidget() is menu
    dialog = fail()
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is dialog
    press(dialog.go_on)
    assert not dialog.isVisible()
    assert other.isVisible()
    other.close()


def test_an_error_outside_the_event_loop_is_told_like_any_other(handler, qtbot):
    assert handler.attempt(int, "7") == 7
    assert handler.attempt(int, "seven") is None
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert "seven" in handler.dialog.error.text()
    handler.dialog.accept()


def test_it_speaks_the_persons_language_and_follows_a_change(window, fail):
    window.set_language("zh_CN")
    dialog = fail()
    assert dialog.title.text() == "出错了"
    assert dialog.go_on.text() == "继续(&G)"
    assert "场景" in dialog.text.text()
    window.set_language("en")
    QApplication.processEvents()
    assert dialog.title.text() == "Something went wrong"


def test_nothing_is_cut_off(window, qtbot):
    for look in LOOKS:
        window.looks.set_look(look)
        for language in i18n.LANGUAGES:
            window.set_language(language)
            handler = CrashHandler(window)
            handler.watch(window, lambda: True)
            dialog = failed(handler, qtbot, "something broke", LookupError)
            nothing_is_cut_off(dialog)
            dialog.accept()


def nothing_is_cut_off(dialog):
    QApplication.processEvents()
    for label in (dialog.title, dialog.text, dialog.error):
        assert label.height() >= label.heightForWidth(label.width())
    for button in (dialog.show_details, dialog.copy, dialog.save, dialog.go_on):
        assert button.width() >= button.sizeHint().width()
    for part in dialog.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        assert part.isHidden() or dialog.rect().contains(part.geometry())
