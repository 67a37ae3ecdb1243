"""What stands instead of a picture where there is nothing to draw: a sentence, perhaps a way out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gdviz.look.look import Look, text_font


class Empty(QWidget):
    """A sentence in the middle, and below it a button where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.label = QLabel(self)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch()
        layout.addWidget(self.label)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self.hide()

    def text(self) -> str:
        """The sentence."""
        return self.label.text()

    def say(self, text: str, button: str = "") -> None:
        """Put the sentence and the button's text; no button for ""."""
        self.label.setText(text)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(look.surface))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(look.muted))
        self.setPalette(palette)
        self.label.setPalette(palette)
        self.label.setFont(text_font(look))
        self.button.setFont(text_font(look))


__all__ = ["Empty"]
