"""A box of choices that a picture shows as words: the one that is chosen, without a frame or an arrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.choice_field import paint_choice, width_of_choice
from gdviz.look.look import Look, palette_of, text_font
from gdviz.look.shortened import shortened


class ChoiceBox(Appearance, QComboBox):
    """An ordinary box, until it is told to be words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.worded = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def set_look(self, look: Look) -> None:
        """Take type and colours."""
        super().set_look(look)
        self.setFont(text_font(look))
        self.setPalette(palette_of(look))
        self.updateGeometry()

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
            hint = super().sizeHint()
            return hint.expandedTo(QSize(width_of_choice(self, self.look), 0))
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.currentText()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Words that are too long are shortened, but something of them is always seen."""
        if not self.worded:
            return super().minimumSizeHint()
        return self.sizeHint().boundedTo(QSize(self.fontMetrics().averageCharWidth() * 9, 10_000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, or its words; where one types into it, its line stands upon the text."""
        if not self.worded:
            paint_choice(self, self.look)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        text = shortened(self.currentText(), self.fontMetrics(), self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
