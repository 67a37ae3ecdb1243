"""What Qt itself says, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QTreeView, QWidget

from gdviz.base import qt_language
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.pictures import draw
from gdviz.look.look import DARK
from gdviz.panels.export_dialog.code_dialog import CodeDialog
from tests.sampling import long


def test_a_file_dialog_is_in_chinese_throughout(qtbot):
    qt_language.switch("zh_CN")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    model = dialog.findChild(QTreeView).model()
    texts += [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    qt_language.switch("en")
    assert "大小" in texts
    assert [text for text in texts if text.strip() and text.isascii()] == []


class Ear(QObject):
    """Counts how often each widget hears of another language."""

    def __init__(self, window):
        super().__init__()
        self.heard = {}
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.LanguageChange:
            self.heard[watched] = self.heard.get(watched, 0) + 1
        return False


def test_a_picture_in_another_language_says_nothing_to_the_window(window):
    ear = Ear(window)
    title = window.windowTitle()
    drawing = draw(window.session.frame, Choices(language="zh_CN"))
    QCoreApplication.processEvents()
    assert any("损失" in getattr(item, "text", "") for item in drawing.items)
    assert ear.heard == {}
    assert window.windowTitle() == title


def test_every_widget_hears_of_another_language_once(window):
    dialog = CodeDialog(window.session.scene.runs[0].experiment, "w", window.settings.folder, window)
    dialog.show()
    QCoreApplication.processEvents()
    ear = Ear(window)
    window.set_language("zh_CN")
    QCoreApplication.processEvents()
    assert set(ear.heard.values()) == {1}
    assert {dialog, window, *window.stage.tiles.values()} <= set(ear.heard)
    assert dialog.leave.text() == "关闭"
    window.set_language("en")
    assert dialog.leave.text() == "Close"


@long
def test_an_open_dialog_takes_the_window_s_look(bare_window):
    dialog = CodeDialog(
        bare_window.session.scene.runs[0].experiment, "w", bare_window.settings.folder, bare_window
    )
    dialog.show()
    bare_window.looks.set_look("dark")
    assert dialog.look is DARK
    assert dialog.grab().toImage().pixelColor(3, 3).name() == DARK.window.lower()
