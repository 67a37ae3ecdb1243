"""Qt's `tr()` in the language that is spoken; the window's language, switched without a restart.

One translator stays installed and asks `i18n` which language is meant now: a picture in another language
(`i18n.speaking`) is laid out without a word to the window.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from gdviz.base import i18n

# What Qt's own translations lack, or say in a word that nobody uses; ours are asked first.
OF_QT = (
    QCoreApplication.translate("QFileDialog", "&Look in:"),
    QCoreApplication.translate("QFileDialog", "Files of &type:"),
    QCoreApplication.translate("QFileSystemModel", "Size"),
)


class Translator(QTranslator):
    """Asks `i18n`; Qt's own translator is asked next where it has no text. `language` is the window's."""

    def __init__(self, language: str, parent: QObject | None) -> None:
        super().__init__(parent)
        self._window = language

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The translation, or None where there is none."""
        if i18n.spoken() == self._window == "en":
            return None  # there may be translators of the program that gdviz is a part of
        return i18n.translation(context, source_text)

    def isEmpty(self) -> bool:
        """Never: Qt would not install it."""
        return False


_installed: list[QTranslator] = []


def install(language: str | None = None) -> None:
    """Let Qt ask `i18n`, and for its own texts what it brings for `language` (default: what is spoken).

    Done by `switch`; without a window, before the first widget is made. Again costs nothing.
    """
    app = QCoreApplication.instance()
    if language is None and _installed:
        return
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    language = language or i18n.spoken()
    own, qt = Translator(language, app), QTranslator(app)
    if language != "en":
        qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    # The one installed last is asked first.
    _installed.extend(each for each in (qt, own) if QCoreApplication.installTranslator(each))


def system_language() -> str:
    """The first of the user's languages that gdviz speaks, else English."""
    for name in QLocale.system().uiLanguages():
        for language in i18n.LANGUAGES:
            if name.replace("-", "_").split("_")[0] == language.split("_")[0]:
                return language
    return "en"


def switch(language: str) -> str:
    """Speak `language` (one of LANGUAGES; anything else: the system's) from now on; returns which it is.

    Texts that are on screen change when their widgets' `retranslate` is called.
    """
    if language not in i18n.LANGUAGES:
        language = system_language()
    i18n.speak(language)
    install(language)
    return language


__all__ = ["install", "switch", "system_language"]
