"""What a lesson says: as many whole sentences as have room, and the rest one click away. It never scrolls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.fonts import line_height
from gdviz.look.layouts import bare
from gdviz.look.look import Look, text_font

MOST = 0.085  # the part of the window's height that notes may take
FEWEST = 2  # lines that they may in any case, but in a window that is lower than this
LOW = 640  # pixels
WIDEST = 0.6  # of the window's width: the card with all of them
SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


class Notes(Appearance, QWidget):
    """The first sentences; a button opens a card with all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.label = QLabel(self)
        self.more = QToolButton(self)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self.open_card)
        self.card = QFrame(self, frameShape=QFrame.Shape.StyledPanel)
        self.card.setAutoFillBackground(True)
        self.card.hide()
        self.whole = QLabel(self.card)
        for label in (self.label, self.whole):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        inside = QVBoxLayout(self.card)
        inside.addWidget(self.whole)
        row = bare(QHBoxLayout(self))
        row.addWidget(self.label, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def set_text(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.card.hide()
            self.text = text
            self.whole.setText(text)
            self.setAccessibleDescription(text)
            self.fit()

    def fit(self) -> None:
        """Show as many whole sentences as there are lines for."""
        line = line_height(self.label.fontMetrics(), self.text.replace("\n", " "))
        height = self.window().height()
        most = max(FEWEST if height >= LOW else 1, int(MOST * height / line)) * line + 1
        paragraphs = [SENTENCES.split(each) for each in self.text.split("\n")]
        pieces = [piece for sentences in paragraphs for piece in sentences if piece]
        room = max(60, self.width() - self.more.sizeHint().width() - 8)
        count = len(pieces)
        while count and self._height(joined(pieces[:count]), room) > most:
            count -= 1
        said = self.text if count == len(pieces) else joined(pieces[:count])
        if said != self.label.text():
            self.label.setText(said)
        self.more.setVisible(count < len(pieces))

    def _height(self, text: str, width: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        return self.label.fontMetrics().boundingRect(0, 0, width, 100_000, flags, text).height()

    @Slot()
    def open_card(self) -> None:
        """Show all of it over the stage, until the next click."""
        if self.card.isVisible():
            self.card.hide()
            return
        self.card.setParent(self.window())  # over everything, and cut by nothing
        width = round(WIDEST * self.window().width())
        self.whole.setFixedWidth(width)
        self.card.adjustSize()
        corner = self.mapTo(self.window(), QPoint(self.width() - self.card.width(), self.height()))
        self.card.move(corner)
        self.card.show()
        self.card.raise_()

    def minimumSizeHint(self) -> QSize:
        """A few words wide."""
        return QSize(120, super().minimumSizeHint().height())

    def set_look(self, look: Look) -> None:
        """Take the type of `look`."""
        super().set_look(look)
        for part in (self.label, self.whole, self.more):
            part.setFont(text_font(look))
        self.fit()

    def retranslate(self) -> None:
        """Put every text anew."""
        self.more.setText(self.tr("More"))
        self.more.setToolTip(self.tr("Read all of the lesson’s notes"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other sentences."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """So has another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


def joined(sentences: Sequence[str]) -> str:
    """Sentences in one paragraph: after a Chinese full stop there is no space.

    >>> joined(["One.", "Two."]), joined(["一。", "二。"])
    ('One. Two.', '一。二。')
    """
    return "".join(each if each[-1] in "。！？" else f"{each} " for each in sentences).strip()
