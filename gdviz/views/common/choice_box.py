"""A box of choices that a picture shows as words: the one that is chosen, without a frame or an arrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """An ordinary box, until it is told to be words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worded = False

    def be_words(self) -> None:
        """Nobody will choose here any more."""
        self.worded = True
        self.setEditable(False)
        self.currentTextChanged.connect(self._text_changed)
        self._text_changed()

    @Slot()
    def _text_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Words need no more than their own size."""
        if not self.worded:
            return super().sizeHint()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.currentText()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Words that are too long are shortened, but something of them is always seen."""
        if not self.worded:
            return super().minimumSizeHint()
        return self.sizeHint().boundedTo(QSize(self.fontMetrics().averageCharWidth() * 9, 10_000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, or its words."""
        if not self.worded:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


__all__ = ["ChoiceBox"]
