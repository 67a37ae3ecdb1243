"""A quiet line of words above a plot that says what is, or is not, drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gdviz.look.look import LIGHT, Look, text_font
from gdviz.look.widgets import scaled, set_ground


class Caption(QLabel):
    """Takes no room without words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAutoFillBackground(True)
        self.set_look(LIGHT)
        self.hide()

    def say(self, text: str) -> None:
        """Show these words; none for ""."""
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        set_ground(self, look, look.muted)
        self.setFont(text_font(look))
        self.setContentsMargins(scaled(look, 6), 0, scaled(look, 6), 0)
