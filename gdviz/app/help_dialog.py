"""The base of dialogs that are read, and closed."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.look.appearance import Appearance, appear
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.widgets import apply_look, scaled


class HelpDialog(Appearance, QDialog):
    """A dialog in the window's look, with buttons at its foot, of which the last closes it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        apply_look(self, look)
        self.page = QVBoxLayout(self)
        pad(self.page, scaled(look, 16), scaled(look, 10))

    def finish(self, *buttons: QPushButton) -> None:
        """Lay the foot out, and dress all that has been put in."""
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.reject)
        close.setDefault(True)
        foot = QHBoxLayout()
        self.page.addLayout(foot)
        foot.setSpacing(scaled(self.look, 8))
        for button in buttons:
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(close)
        appear(self, self.look)

    def put_beside(self, names: QListWidget, text: QWidget) -> None:
        """A list, and what it says of the one that is chosen."""
        sides = QHBoxLayout()
        self.page.addLayout(sides, 1)
        sides.setSpacing(scaled(self.look, 12))
        sides.addWidget(names)
        sides.addWidget(text, 1)

    def fit_names(self, names: QListWidget) -> None:
        """Let no name in the list be cut; the type must be known, so after `finish`."""
        names.setMinimumWidth(names.sizeHintForColumn(0) + scaled(self.look, 24))
