"""What this is: versions, its license and those of what it stands on, and what each version brought."""

from __future__ import annotations

import platform

import numpy as np
import pyqtgraph
import PySide6
from msgspec.structs import asdict
from PySide6.QtCore import QSysInfo, Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gdviz.app.help_dialog import HelpDialog
from gdviz.app.licenses import Component, components
from gdviz.base.resources import folder
from gdviz.base.version import __version__
from gdviz.engine.kinds import failures, plug_ins, takes_plug_ins
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.read_text import ReadPage, ReadText
from gdviz.look.widgets import heading_font, scaled, within_screen

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class AboutDialog(HelpDialog):
    """What gdviz is, and the versions of all that matters when something has to be reported."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("About gdviz"))
        self.versions = versions(self.tr("System"))
        title = QLabel(f"gdviz {__version__}", self)
        picture = QLabel(self, pixmap=QIcon(str(folder("icons") / "gdviz.svg")).pixmap(scaled(look, 64)))
        what = [
            self.tr("See gradient descent: step by step, side by side, hands on."),
            self.tr(
                "The definitions are TensorFlow’s; in float32 the numbers agree with it digit for digit."
            ),
        ]
        head, words = QHBoxLayout(), QVBoxLayout()
        self.page.addLayout(head)
        head.setSpacing(scaled(look, 16))
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        words.setSpacing(scaled(look, 6))
        words.addWidget(title)
        for text in what:
            label = QLabel(text, self, wordWrap=True, textInteractionFlags=SELECTABLE)
            words.addWidget(label)
        self.page.addLayout(self._grid())
        for text in (
            self.tr(
                "© 2026 the gdviz authors. Under the MIT license: free to use, to change and to pass on."
            ),
            self.tr("Qt and PySide6 are used under the LGPL, version 3."),
            self._plug_ins(),
        ):
            label = QLabel(text, self, wordWrap=True)
            self.page.addWidget(label)
        self.said = QLabel(self)
        self.said.setProperty("role", "muted")
        self.page.addWidget(self.said)
        self.page.addStretch()
        self.copy = QPushButton(self.tr("&Copy versions"), self)
        self.copy.setToolTip(self.tr("Copies the versions, to be pasted into a report"))
        self.copy.clicked.connect(self._copy)
        self.licenses = QPushButton(self.tr("&Licenses…"), self)
        self.licenses.setToolTip(self.tr("Shows the licenses of gdviz and of the software that it builds on"))
        self.licenses.clicked.connect(self._show_licenses)
        self.finish(self.copy, self.licenses)
        title.setFont(heading_font(look, 1.5))
        width = max(scaled(look, 440), self.minimumSizeHint().width())
        self.setMinimumSize(width, self.page.totalHeightForWidth(width))

    def _plug_ins(self) -> str:
        """Which packages add kinds, and what was left out of them."""
        if not takes_plug_ins():
            return self.tr("The packaged app takes no plug-ins.")
        found = plug_ins()
        packages = sorted({each.package for each in found if not each.reason})
        lines = [self.tr("Plug-ins: {packages}").format(packages=", ".join(packages) or "–")]
        lines += [
            self.tr("Left out: {name} of {package}: {reason}").format(**asdict(each)) for each in failures()
        ]
        return "\n".join(lines)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(self.look, 16))
        grid.setVerticalSpacing(scaled(self.look, 3))
        grid.setColumnStretch(1, 1)
        for row, (name, version) in enumerate(self.versions[1:]):
            label, value = QLabel(name, self), QLabel(version, self)
            label.setProperty("role", "muted")
            value.setTextInteractionFlags(SELECTABLE)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        return grid

    @Slot()
    def _copy(self) -> None:
        lines = [f"{name} {version}" for name, version in self.versions]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.said.setText(self.tr("The versions are on the clipboard."))

    @Slot()
    def _show_licenses(self) -> None:
        dialog = LicensesDialog(self.look, components(folder("licenses")), self)
        dialog.exec()
        dialog.deleteLater()


def versions(system: str) -> list[tuple[str, str]]:
    """Names and versions of gdviz and what it runs on; `system` names the operating system's line."""
    place = f"{QSysInfo.prettyProductName()}, {QSysInfo.currentCpuArchitecture()}"
    return [
        ("gdviz", __version__),
        ("Qt", qVersion()),
        ("PySide6", PySide6.__version__),
        ("Python", platform.python_version()),
        ("NumPy", np.__version__),
        ("pyqtgraph", pyqtgraph.__version__),
        (system, f"{place}, {QGuiApplication.platformName()}"),
    ]


class LicensesDialog(HelpDialog):
    """gdviz and the works of others that it stands on, each with the text of its license."""

    def __init__(self, look: Look, listed: list[Component], parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("Licenses"))
        self.listed = listed
        head = QLabel(self.tr("gdviz and the software of others that it builds on, with thanks."), self)
        head.setWordWrap(True)
        self.names = QListWidget(self)
        self.names.addItems([f"{each.name} {each.version}".strip() for each in listed])
        self.license = QLabel(self, wordWrap=True, textInteractionFlags=SELECTABLE)
        self.text = ReadText(self)
        right = QWidget(self)
        column = bare(QVBoxLayout(right))
        column.addWidget(self.license)
        column.addWidget(self.text, 1)
        self.page.addWidget(head)
        self.put_beside(self.names, right)
        self.finish()
        self.license.setFont(heading_font(look))
        self.names.currentRowChanged.connect(self._show)
        self.fit_names(self.names)
        self.resize(within_screen(self, self.look, 960, 640))
        if listed:
            self.names.setCurrentRow(0)
        else:
            self.text.setPlainText(self.tr("There is no list here of what is installed."))

    @Slot(int)
    def _show(self, row: int) -> None:
        component = self.listed[row]
        texts = []
        for file in component.files:
            try:
                texts.append(file.read_text(encoding="utf-8", errors="replace"))
            except OSError as error:
                text = self.tr("The text “{file}” can’t be read: {reason}.")
                texts.append(text.format(file=file.name, reason=error.strerror or error))
        self.license.setText(component.license)
        nothing = self.tr("The text of this license is not installed here.")
        self.text.setPlainText(f"\n\n{'─' * 40}\n\n".join(texts) or nothing)


class NewsDialog(HelpDialog):
    """What each version brought, the newest first."""

    def __init__(self, look: Look, language: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("What’s new in gdviz"))
        self.text = ReadPage(self)
        self.page.addWidget(self.text, 1)
        self.finish()
        self.text.document().setDocumentMargin(scaled(look, 12))
        self.text.setMarkdown(changelog(language))
        self.resize(within_screen(self, self.look, 720, 600))


def changelog(language: str) -> str:
    """The changelog in a language, or in English; in Markdown."""
    for name in (f"changelog.{language}.md", "changelog.md"):
        path = folder() / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return ""
