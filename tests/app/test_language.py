"""What Qt itself says, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QTreeView

from gdviz.base import qt_language


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
