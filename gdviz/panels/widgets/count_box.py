"""A small number between a minus and a plus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.layouts import bare
from gdviz.look.look import LIGHT, Look
from gdviz.look.widgets import scaled


class CountBox(Appearance, QWidget):
    """How many there are; a person asks for one more or one less."""

    asked = Signal(int)  # the number as it would be

    def __init__(self, fewest: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fewest, self.most = fewest, most
        self.count = fewest
        self.less, self.more = QToolButton(self), QToolButton(self)
        self.number = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self.row = bare(QHBoxLayout(self))
        for widget in (self.less, self.number, self.more):
            self.row.addWidget(widget)
        for button, slot in ((self.less, self._take), (self.more, self._add)):
            button.setAutoRaise(True)
            keep_keys(button, BUTTON)
            button.clicked.connect(slot)
        self.set_look(LIGHT)
        self.show_count(fewest)

    def show_count(self, count: int) -> None:
        """Show a number, without telling."""
        self.count = count
        self.number.setText(str(count))
        self.less.setEnabled(count > self.fewest)
        self.more.setEnabled(count < self.most)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        put_icon(self.less, "minus", look, 16)
        put_icon(self.more, "plus", look, 16)
        self.number.setMinimumWidth(scaled(look, 18))
        self.row.setSpacing(scaled(look, 2))

    def set_texts(self, less: str, more: str) -> None:
        """What the buttons do."""
        for button, text in ((self.less, less), (self.more, more)):
            button.setToolTip(text)
            button.setAccessibleName(text)

    @Slot()
    def _take(self) -> None:
        self.asked.emit(self.count - 1)

    @Slot()
    def _add(self) -> None:
        self.asked.emit(self.count + 1)
