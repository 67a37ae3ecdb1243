"""Data from a file come into the selected run: by menu, by the form's button, dropped on the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from gdviz.document import lessons
from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.panels.data_dialog.data_dialog import DataDialog
from tests.sampling import long

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def csv(tmp_path):
    path = tmp_path / "pets.csv"
    lines = [f"{4 + place / 10},{40 + place},{'cat' if place % 3 else 'dog'}" for place in range(60)]
    path.write_text("weight,length,kind\n" + "\n".join(lines))
    return path


def answering(accept=True):
    """Answer the dialog that opens next."""

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DataDialog)
        if accept:
            dialog.use.click()
        else:
            dialog.reject()

    QTimer.singleShot(0, answer)


@pytest.fixture
def choose(monkeypatch, csv):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(csv), ""))


def check(window):
    (run,) = window.session.scene.runs
    assert isinstance(run.problem.data, UserData)
    assert (run.problem.data.size, run.problem.data.class_names) == (60, ("dog", "cat"))
    assert window.session.history.undo_text == "Import “pets.csv”"


@long
def test_open_offers_tables_and_pictures_too_and_takes_them(window, monkeypatch, csv):
    asked = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *args: asked.append(args[-1]) or (str(csv), "")
    )
    answering()
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    check(window)
    first = asked[0].split(";;")[0]
    assert all(f"*.{ending}" in first for ending in ("gdviz", "png", "svg", "pdf", "npz", "csv", "xlsx"))


@long
def test_the_menu_imports_data_as_one_change(window, choose, csv):
    before = window.session.scene
    answering()
    QTest.keyClick(window, Qt.Key.Key_I, CTRL)
    window.settled()
    check(window)
    assert window.stage.is_shown("boundary")
    assert window.settings.folder == csv.parent
    assert window.parameters.sections["data"].isVisible()
    window.session.undo()
    assert window.session.scene == before


def test_a_dropped_file_with_data_goes_to_the_selected_run(bare_window, csv):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(csv))])
    point, keys = QPoint(600, 300), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, Qt.DropAction.CopyAction, data, LEFT, keys)
    QApplication.sendEvent(bare_window, enter)
    assert enter.isAccepted()
    answering()
    QApplication.sendEvent(
        bare_window, QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, LEFT, keys)
    )
    bare_window.settled()
    check(bare_window)
    assert bare_window.documents.path is None


def test_the_forms_button_imports_too(make_window, choose):
    window = make_window(Scene(runs=(Run(problem=Training(data=UserData())),)))
    answering()
    field = window.parameters.editor("problem.data")
    QTest.mouseClick(field.read, LEFT)
    window.settled()
    check(window)
    assert field.sentence.text() == "60 rows, 2 inputs, 2 classes"


def test_nothing_changes_where_the_person_cancels(bare_window, choose, monkeypatch):
    before = bare_window.session.scene
    answering(accept=False)
    bare_window.menus.actions["import_data"].trigger()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: ("", ""))
    bare_window.menus.actions["import_data"].trigger()
    assert bare_window.session.scene == before
    assert not bare_window.session.history.can_undo


TABLE = "长度\t重量\t种类\n" + "".join(
    f"{n / 2:.1f}\t{n % 7}\t{'猫' if n % 2 else '狗'}\n".replace(".", ",") for n in range(1, 31)
)


def check_table(window):
    (run,) = window.session.scene.runs
    assert run.problem.data.names == ("长度", "重量")
    assert run.problem.data.class_names == ("猫", "狗")
    assert run.problem.data.rows[0] == (0.5, 1.0)


def test_a_table_is_pasted_anywhere(bare_window):
    before = bare_window.session.scene
    QApplication.clipboard().setText(TABLE)
    answering()
    QTest.keyClick(bare_window, Qt.Key.Key_V, CTRL)
    bare_window.settled()
    check_table(bare_window)
    bare_window.session.undo()
    assert bare_window.session.scene == before


def test_after_a_pasted_table_the_stage_has_the_keys(window):
    """The view that had the keys went behind the dialog, and Space dropped the list of lessons down."""
    window.stage.visible_views()[0].plot.setFocus()
    QApplication.clipboard().setText(TABLE)
    answering()
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    window.settled()
    focused = window.focusWidget()
    assert focused is not None
    assert focused is window.stage or window.stage.isAncestorOf(focused)


def test_data_leave_the_questions_and_are_not_lost_with_them(make_window, settings, monkeypatch):
    settings.questions = True
    window = make_window(lessons.load(lessons.names()[1]))
    window.player.go(1)
    asked = window.session.scene
    QApplication.clipboard().setText(TABLE)
    answering()
    QTest.keyClick(window, Qt.Key.Key_V, CTRL)
    assert window.session.scene.runs[window.session.selected].problem.data.names == ("长度", "重量")
    assert not window.beats.strip.isVisible()
    assert not window.beats.question.isVisible()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Cancel)
    assert not window.documents.may_leave()
    window.session.undo()
    assert window.session.scene == asked
    window.beats.strip.resume_button.click()
    assert window.player.active
    assert window.player.place == 1


def test_a_table_selected_elsewhere_is_dropped(bare_window):
    data = QMimeData()
    data.setText(TABLE)
    point, keys = QPoint(600, 300), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, Qt.DropAction.CopyAction, data, LEFT, keys)
    QApplication.sendEvent(bare_window, enter)
    assert enter.isAccepted()
    answering()
    QApplication.sendEvent(
        bare_window, QDropEvent(QPointF(point), Qt.DropAction.CopyAction, data, LEFT, keys)
    )
    bare_window.settled()
    check_table(bare_window)


def test_words_on_the_clipboard_are_no_table(bare_window):
    before = bare_window.session.scene
    QApplication.clipboard().setText("Dear all,\nhere it is, as promised.\n")
    QTest.keyClick(bare_window, Qt.Key.Key_V, CTRL)
    assert "neither a scene nor a table" in bare_window.banner.label.text()
    assert bare_window.session.scene is before
