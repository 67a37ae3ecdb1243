"""Help: what this is, on what it stands, and what is new."""

from __future__ import annotations

import platform
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from gdviz import __version__
from gdviz.app import licenses
from gdviz.app.about import AboutDialog, LicensesDialog, NewsDialog, changelog
from gdviz.app.licenses import Component
from gdviz.app.reference_dialog import ReferenceDialog
from gdviz.base import qt_language
from gdviz.base.i18n import speaking
from gdviz.base.resources import folder
from gdviz.document.reference import sections
from gdviz.look.look import LOOKS
from tests.sampling import pairs

PROJECT = Path(__file__).parent.parent.parent
ENTRY = re.compile(r"^## (\S+)", re.MULTILINE)


@pytest.fixture
def show(qtbot):
    """Shows a dialog, as a person sees it."""

    def shown(dialog):
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return shown


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def cut(dialog):
    """The labels that have less room than their text needs."""
    labels = [label for label in dialog.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in labels if lacks_room(label)]


def lacks_room(label):
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.height() < label.sizeHint().height() or label.width() < label.sizeHint().width()


def test_about_names_the_versions_and_copies_them(show):
    dialog = show(AboutDialog(LOOKS["light"]))
    said = texts(dialog)
    assert f"gdviz {__version__}" in said
    for version in (qVersion(), platform.python_version(), np.__version__):
        assert version in said
    assert any("MIT license" in each for each in said)
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[:2] == [f"gdviz {__version__}", f"Qt {qVersion()}"]
    assert [line.split()[0] for line in lines[2:]] == ["PySide6", "Python", "NumPy", "pyqtgraph", "System"]
    assert "The versions are on the clipboard." in texts(dialog)


@pytest.mark.parametrize(("look", "language"), pairs(LOOKS, ["en", "zh_CN"]))
def test_nothing_in_the_dialogs_is_cut(show, look, language, qapp):
    qt_language.switch(language)
    try:
        dialogs = [
            AboutDialog(LOOKS[look]),
            LicensesDialog(LOOKS[look], licenses.installed()),
            NewsDialog(LOOKS[look], language),
            ReferenceDialog(LOOKS[look]),
        ]
        for dialog in dialogs:
            show(dialog)
            assert cut(dialog) == []
            assert dialog.windowTitle()
    finally:
        qt_language.switch("en")


def test_the_menu_opens_them_and_about_the_licenses(bare_window, monkeypatch):
    titles = []

    def close():
        box = QApplication.activeModalWidget()
        titles.append(box.windowTitle())
        if isinstance(box, AboutDialog):
            QTimer.singleShot(0, close)
            box.licenses.click()
        QDialog.reject(box)

    for name in ("about", "reference", "news"):
        QTimer.singleShot(0, close)
        bare_window.menus.actions[name].trigger()
    assert titles == ["About gdviz", "Licenses", "All parameters", "What’s new in gdviz"]


def test_each_license_is_shown_with_its_text(show, tmp_path):
    (tmp_path / "a.txt").write_text("All of a is free.")
    (tmp_path / "b.txt").write_bytes(b"And b too: \xff")
    listed = [
        Component("a", "1.0", "MIT", (tmp_path / "a.txt", tmp_path / "b.txt")),
        Component("Qt", "6", "LGPL-3.0-only"),
        Component("gone", "", "BSD", (tmp_path / "none.txt",)),
    ]
    dialog = show(LicensesDialog(LOOKS["light"], listed))
    assert [dialog.names.item(row).text() for row in range(3)] == ["a 1.0", "Qt 6", "gone"]
    assert dialog.license.text() == "MIT"
    assert dialog.text.toPlainText().startswith("All of a is free.")
    assert "And b too: \ufffd" in dialog.text.toPlainText()
    dialog.names.setCurrentRow(1)
    assert dialog.license.text() == "LGPL-3.0-only"
    assert dialog.text.toPlainText() == "The text of this license is not installed here."
    dialog.names.setCurrentRow(2)
    assert dialog.text.toPlainText().startswith("The text “none.txt” can’t be read: ")


def test_nothing_installed_is_said(show):
    dialog = show(LicensesDialog(LOOKS["light"], []))
    assert dialog.text.toPlainText() == "There is no list here of what is installed."


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_part_of_the_reference_is_shown(show, language):
    with speaking(language):
        dialog = show(ReferenceDialog(LOOKS["light"]))
        for row, section in enumerate(sections()):
            assert dialog.names.item(row).text() == section.title
            dialog.names.setCurrentRow(row)
            heads = [line.removeprefix("### ") for line in section.markdown.split("\n") if line[:4] == "### "]
            assert all(head in dialog.text.toMarkdown() for head in heads)


# -- versions and what each brought ------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_newest_entry_is_this_version(language, show):
    entries = ENTRY.findall(changelog(language))
    assert entries[0] == __version__
    assert entries == ENTRY.findall(changelog("en"))
    assert f"{__version__} " in show(NewsDialog(LOOKS["light"], language)).text.toPlainText()


def test_each_language_has_its_own(monkeypatch):
    assert {path.name for path in folder().glob("changelog*.md")} == {"changelog.md", "changelog.zh_CN.md"}
    assert changelog("zh_CN") != changelog("en") == changelog("de")


def test_the_version_stands_in_one_place():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    place = project["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{__version__}"' in (PROJECT / place).read_text(encoding="utf-8")
