"""The question that comes when the window is to close while a file is being written."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


class UnfinishedBox(QMessageBox):
    """Asks whether to quit without the file, which `text` names; going on is what Enter and Escape answer."""

    def __init__(self, window: QWidget, title: str, text: str) -> None:
        super().__init__(window)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(title)
        self.setText(text)
        self.setInformativeText(self.tr("If gdviz closes now, the file is not written."))
        self.setStandardButtons(QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel)
        self.setDefaultButton(QMessageBox.StandardButton.Cancel)
        self.button(QMessageBox.StandardButton.Discard).setText(self.tr("Quit without it"))
        self.button(QMessageBox.StandardButton.Cancel).setText(self.tr("Go on"))

    def gives_up(self) -> bool:
        """Show the question until it is answered, and let go of it."""
        answer = self.exec()
        self.deleteLater()
        return answer == QMessageBox.StandardButton.Discard
