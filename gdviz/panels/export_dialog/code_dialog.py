"""The same in code: the selected run as a program, in each framework, to be copied or saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gdviz.document.errors import DocumentError
from gdviz.engine.experiment import Experiment
from gdviz.export.programs import code
from gdviz.look.appearance import Appearance, appear
from gdviz.look.layouts import pad
from gdviz.look.look import Look
from gdviz.look.read_text import ReadText
from gdviz.look.shortcuts import native
from gdviz.look.widgets import apply_look, heading_font, look_around, scaled, set_role, within_screen
from gdviz.panels.widgets.save_place import ask_save_path, not_saved, saved


class CodeDialog(Appearance, QDialog):
    """Shows the programs of one run; each is written when its tab is first opened."""

    folder_used = Signal(object)  # Path: where a program was saved

    def __init__(
        self, experiment: Experiment, name: str, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.experiment, self.name, self.folder = experiment, name, folder
        self.look = look_around(self)
        self.title = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.tabs = QTabWidget(self, documentMode=True)
        self.pages: dict[code.Framework, ReadText] = {}
        for framework, words in code.FRAMEWORKS.items():
            page = ReadText(self.tabs)
            page.setLineWrapMode(ReadText.LineWrapMode.NoWrap)
            self.pages[framework] = page
            self.tabs.addTab(page, words)
        self.said = QLabel(self, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.copy, self.save, self.leave = QPushButton(self), QPushButton(self), QPushButton(self)
        self.copy.setObjectName("use")  # the one that the dialog is for
        self.copy.setDefault(True)
        self.save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_save)
        self.leave.clicked.connect(self.reject)
        self.tabs.currentChanged.connect(self._show)
        self._lay_out()
        appear(self, self.look)
        self._show()
        self.resize(self.sizeHint())  # more than the two thirds of the screen that Qt would take

    def _lay_out(self) -> None:
        self.foot = QHBoxLayout()
        self.page = QVBoxLayout(self)
        self.page.addWidget(self.title)
        self.page.addWidget(self.tabs, 1)
        self.page.addLayout(self.foot)
        self.foot.addWidget(self.said, 1)
        for button in (self.leave, self.save, self.copy):
            self.foot.addWidget(button)

    @property
    def framework(self) -> code.Framework:
        """Which program is shown."""
        return list(self.pages)[self.tabs.currentIndex()]

    @property
    def text(self) -> str:
        """The program that is shown."""
        return self.pages[self.framework].toPlainText()

    @Slot()
    def _show(self) -> None:
        page = self.pages[self.framework]
        if not page.toPlainText():
            page.setPlainText(code.program(self.experiment, self.framework, self.name))
        self._say("")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self._say(self.tr("The program is on the clipboard."))

    @Slot()
    def _ask_save(self) -> None:
        """Let the person choose where to save."""
        proposed = self.folder / f"gdviz_{self.framework}.py"
        title, kind = self.tr("Save the program"), self.tr("Python programs (*.py)")
        path = ask_save_path(self, title, proposed, kind)
        if path is None:
            return
        try:
            code.save(self.text, path)
        except DocumentError as error:
            self._say(not_saved(path, error), wrong=True)
            return
        self.folder = path.parent
        self.folder_used.emit(path.parent)
        self._say(saved(path))

    def _say(self, text: str, wrong: bool = False) -> None:
        self.said.setText(text)
        set_role(self.said, "error" if wrong else "muted")

    # -- look and language ---------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take colours, type and sizes."""
        self.look = look
        apply_look(self, look)
        self.title.setFont(heading_font(look, 1.15))
        pad(self.page, scaled(look, 16), scaled(look, 10))
        self.foot.setSpacing(scaled(look, 8))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 0.95)
        for page in self.pages.values():
            page.setFont(font)

    def sizeHint(self) -> QSize:
        """Room for a program, within the screen."""
        return within_screen(self, self.look, 900, 640)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.setWindowTitle(self.tr("Show as code"))
        self.title.setText(self.tr("“{run}” as a program").format(run=self.name))
        self.copy.setText(self.tr("&Copy"))
        self.copy.setToolTip(self.tr("Copies the whole program (Enter)"))
        self.save.setText(self.tr("&Save…"))
        self.save.setShortcut(QKeySequence(QKeySequence.StandardKey.Save))  # the text has put its own
        key = native(self.save.shortcut())
        self.save.setToolTip(self.tr("Saves the program as a file ({key})").format(key=key))
        self.leave.setText(self.tr("Close"))
        self.leave.setToolTip(self.tr("Goes back to the stage (Esc)"))
        needs = {
            "numpy": self.tr("Everything written out: derivatives, optimizer, learning rate"),
            "tensorflow": self.tr("TensorFlow 2 with Keras"),
            "tensorflow1": self.tr("As the course writes it: a graph and a session"),
            "torch": self.tr("PyTorch with its own derivatives"),
        }
        for place, framework in enumerate(self.pages):
            self.tabs.setTabToolTip(place, needs[framework])
        self._say("")
