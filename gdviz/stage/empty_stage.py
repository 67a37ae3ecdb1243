"""What the stage says while every view is hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance


class EmptyStage(Appearance, QWidget):
    """A sentence, and a button that brings the usual views."""

    usual_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.usual_wanted)
        layout = QVBoxLayout(self)
        layout.addStretch()
        layout.addWidget(self.text)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        """Put the texts anew, after a change of language."""
        self.text.setText(
            self.tr("Every view is hidden. Show one from the View menu, or all the usual ones:")
        )
        self.button.setText(self.tr("Show the usual views"))
