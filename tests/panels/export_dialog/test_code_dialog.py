"""The same in code: the dialog is driven by keys and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from gdviz.base import qt_language
from gdviz.engine.experiment import Experiment
from gdviz.export.programs.code import FRAMEWORKS, program
from gdviz.look.look import LOOKS
from gdviz.panels.export_dialog.code_dialog import CodeDialog

EXPERIMENT = Experiment(steps=7, precision="float32")


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = CodeDialog(EXPERIMENT, "Run one", tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_each_tab_shows_its_program(qtbot, dialog):
    bar = dialog.tabs.tabBar()
    for place, framework in enumerate(FRAMEWORKS):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(place).center())
        assert dialog.framework == framework
        assert dialog.text == program(EXPERIMENT, framework, "Run one")
        assert bar.tabText(place) == FRAMEWORKS[framework]
        assert dialog.tabs.tabToolTip(place)


def test_enter_copies_the_whole_program(qtbot, dialog):
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == program(EXPERIMENT, "numpy", "Run one")
    assert "clipboard" in dialog.said.text()
    assert dialog.isVisible()


def test_saving_adds_the_ending_and_remembers_the_folder(qtbot, dialog, tmp_path, monkeypatch):
    asked = []

    def choose(parent, title, proposed, filters):
        asked.append(proposed)
        return str(tmp_path / "mine"), filters

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.tabs.setCurrentIndex(3)
    with qtbot.waitSignal(dialog.folder_used) as used:
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert used.args == [tmp_path]
    assert asked == [str(tmp_path / "gdviz_torch.py")]
    assert (tmp_path / "mine.py").read_text(encoding="utf-8") == program(EXPERIMENT, "torch", "Run one")
    assert "mine.py" in dialog.said.text()


def test_what_cannot_be_saved_is_said(qtbot, dialog, tmp_path, monkeypatch):
    path = str(tmp_path / "missing" / "x.py")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == "“x.py” can’t be saved. The folder does not exist."
    assert dialog.said.property("role") == "error"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert not list(tmp_path.iterdir())


def test_escape_closes(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_program_cannot_be_changed_but_read_by_keys(qtbot, dialog):
    page = dialog.pages["numpy"]
    page.setFocus()
    qtbot.keyClicks(page, "abc")
    assert dialog.text == program(EXPERIMENT, "numpy", "Run one")
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert not page.hasFocus()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_all_words_are_seen_in_every_look_and_language(qtbot, dialog, look):
    dialog.set_look(look)
    for language in ("zh_CN", "en"):
        qt_language.switch(language)
        dialog.retranslate()
        QApplication.processEvents()  # the layout follows
        assert dialog.windowTitle()
        for button in (dialog.copy, dialog.save, dialog.leave):
            assert button.toolTip()
            assert button.sizeHint().width() <= button.width() or not button.isVisible()
    assert dialog.palette().window().color().name() == look.window.lower()
