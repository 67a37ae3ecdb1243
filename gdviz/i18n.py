"""Languages: read from Qt's translation sources directly, switched without a restart.

The `.ts` file that translators edit is the one that the app reads: there is no compiled copy to go stale.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from gdviz.resources import folder

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own language, so that it can be found
# What Qt's own translations lack, or say in a word that nobody uses; ours are asked first.
OF_QT = (
    QCoreApplication.translate("QFileDialog", "&Look in:"),
    QCoreApplication.translate("QFileDialog", "Files of &type:"),
    QCoreApplication.translate("QFileSystemModel", "Size"),
)
_installed: list[QTranslator] = []
_spoken = ["en"]
_rules: list[tuple[re.Pattern[str], str]] = []


class SourceTranslator(QTranslator):
    """Translates from the finished messages of a Qt Linguist `.ts` file."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messages = messages(path)

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The translation, or None where there is none: Qt's null string, so that the next one is asked."""
        return self.messages.get((context, source_text))

    def isEmpty(self) -> bool:
        """Whether there is nothing to translate with; Qt then does not install it."""
        return not self.messages


def messages(path: Path) -> dict[tuple[str, str], str]:
    """The finished messages of a `.ts` file: (context, source text) to translation."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") is not None:
                continue
            form = translation.find("numerusform")  # Chinese has one form for every number
            text = (translation if form is None else form).text
            if text:
                found[name, message.findtext("source", "")] = text
    return found


def declared(text: str) -> str:
    """The translation of a text that the engine or the document declares: titles, helps, outcomes, errors.

    >>> declared("Learning rate")
    'Learning rate'
    """
    return QCoreApplication.translate("declared", text) if text else ""


def rule(reason: str) -> str:
    """The translation of what a class of the engine demands: the sentence of its ValueError.

    Such a sentence has its numbers in it already; the file of translations has gaps there.

    >>> rule("the boundaries must rise")
    'the boundaries must rise'
    """
    for pattern, translation in _rules:
        found = pattern.fullmatch(reason)
        if found:
            return translation.format(*found.groups())
    return reason


def _patterns(texts: dict[tuple[str, str], str]) -> list[tuple[re.Pattern[str], str]]:
    """The rules of a language: what a sentence must look like, and its translation with gaps."""
    found = []
    for (context, source), translation in texts.items():
        if context == "rule":
            pieces = re.split(r"\{\d+\}", source)
            found.append((re.compile("(.+?)".join(map(re.escape, pieces)), re.DOTALL), translation))
    return found


def system_language() -> str:
    """The first of the user's languages that gdviz speaks, else English."""
    for name in QLocale.system().uiLanguages():
        for language in LANGUAGES:
            if name.replace("-", "_").split("_")[0] == language.split("_")[0]:
                return language
    return "en"


def switch(language: str) -> str:
    """Speak `language` (one of LANGUAGES; anything else: the system's) from now on; returns which it is.

    Texts that are on screen change when their widgets' `retranslate` is called.
    """
    if language not in LANGUAGES:
        language = system_language()
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    _rules.clear()
    if language != "en":
        app = QCoreApplication.instance()
        own = SourceTranslator(folder("translations") / f"gdviz_{language}.ts", app)
        _rules.extend(_patterns(own.messages))
        qt = QTranslator(app)
        qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for translator in (qt, own):  # the one installed last is asked first
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
    _spoken[:] = [language]
    return language


def spoken() -> str:
    """The language that `switch` chose last."""
    return _spoken[0]


__all__ = [
    "LANGUAGES",
    "SourceTranslator",
    "declared",
    "messages",
    "rule",
    "spoken",
    "switch",
    "system_language",
]
