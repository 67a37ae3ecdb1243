"""Dividers, and what PySide holds of them."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from gdviz.stage.splitters import KeyHandle, ShareSplitter


def test_a_divider_that_goes_takes_nothing_along_of_what_it_divided(qtbot):
    splitter = ShareSplitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    first, last = QWidget(), QWidget()
    splitter.addWidget(first)
    splitter.addWidget(last)
    action = QMenu(first).addAction("")
    handle = splitter.handle(1)
    assert isinstance(handle, KeyHandle)
    assert handle.name() == "Divider"
    last.setParent(None)
    last.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(handle)
    assert isValid(action)
