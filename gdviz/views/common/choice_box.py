"""A box of choices that a picture shows as words: the one that is chosen, without a frame or an arrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from gdviz.look.shortened import shortened


class ChoiceBox(QComboBox):
    """An ordinary box, until it is told to be words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worded = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def be_words(self) -> None:
        """Nobody will choose here any more."""
        self.worded = True
        self.setEditable(False)
        self.setMinimumSize(0, 0)
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
            self._paint_box(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = shortened(self.currentText(), self.fontMetrics(), self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_box(self, event: QPaintEvent) -> None:
        """As Qt does, which would cut a text that is too long, wherever it ends."""
        if self.isEditable():
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = shortened(self.currentText(), self.fontMetrics(), room.width() - 4)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()


__all__ = ["ChoiceBox"]
