"""The buttons at the foot of a dialog that says itself what they are called."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget


class DialogButtons(QDialogButtonBox):
    """One that accepts and one that rejects, in the order of the platform.

    None of Qt's standard buttons: with the language it would put its own words on them again.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.use, self.cancel = QPushButton(self), QPushButton(self)
        self.use.setObjectName("use")
        self.addButton(self.use, QDialogButtonBox.ButtonRole.AcceptRole)
        self.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
