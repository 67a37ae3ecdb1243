"""Every parameter, its range, default and meaning: what `gdviz reference` prints, to read in the window."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QListWidget, QWidget

from gdviz.app.help_dialog import HelpDialog
from gdviz.document.reference import sections
from gdviz.look.look import Look
from gdviz.look.read_text import ReadPage
from gdviz.look.widgets import scaled, within_screen


class ReferenceDialog(HelpDialog):
    """The parts of a scene at the left, the parameters of the chosen one beside them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("All parameters"))
        self.sections = sections()
        self.names = QListWidget(self)
        self.names.addItems([section.title for section in self.sections])
        self.names.setAccessibleName(self.tr("Parts of a scene"))
        self.text = ReadPage(self)
        self.text.document().setDocumentMargin(scaled(look, 12))
        self.put_beside(self.names, self.text)
        self.finish()
        self.fit_names(self.names)
        self.names.currentRowChanged.connect(self._show)
        self.resize(within_screen(self, look, 1120, 660))
        self.names.setCurrentRow(1)  # a run: what its form asks for

    @Slot(int)
    def _show(self, row: int) -> None:
        self.text.setMarkdown(self.sections[row].markdown)
