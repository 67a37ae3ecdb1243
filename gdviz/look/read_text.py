"""Texts that are read, not written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser, QWidget

SMALLEST, LARGEST = 6.0, 72.0  # points: Qt itself would let the wheel shrink type to nothing

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object


class _WithEnds(_Base):
    """Ctrl and the wheel change the type of a text between ends."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        size = self.font().pointSizeF() + event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not SMALLEST <= size <= LARGEST:
            event.accept()
            return
        super().wheelEvent(event)


class ReadPage(_WithEnds, QTextBrowser):
    """A text with headings and the like; its links are for whoever shows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)


class ReadText(_WithEnds, QPlainTextEdit):
    """A plain text, which Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
