"""Qt's `tr()` in the language that is spoken; the window's language, switched without a restart.

One translator stays installed and asks `i18n` which language is meant now: a picture in another language
(`i18n.speaking`) is laid out without a word to the window.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, Qt, QTranslator

from gdviz.base import i18n

# What Qt's own translations lack, or say in a word that nobody uses; ours are asked first.
OF_QT = (
    QCoreApplication.translate("QFileDialog", "&Look in:"),
    QCoreApplication.translate("QFileDialog", "Files of &type:"),
    QCoreApplication.translate("QFileSystemModel", "Size"),
)


class Translator(QTranslator):
    """Asks `i18n`, and for Qt's own texts what Qt brings in that language."""

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The translation, or None where there is none: the next translator is asked, if there is any."""
        language = i18n.spoken()
        if language == "en":
            return None  # there may be translators of the program that gdviz is a part of
        own = i18n.translation(context, source_text)
        if own is not None:
            return own
        return _of_qt(language).translate(context, source_text, disambiguation, n) or None

    def isEmpty(self) -> bool:
        """Never: Qt would not install it."""
        return False


@functools.cache
def _of_qt(language: str) -> QTranslator:
    """What Qt brings: not installed, so that `Translator` alone says which language it is."""
    translator = QTranslator()
    translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


installed: list[QTranslator] = []


def install() -> None:
    """Let Qt ask `i18n`: before the first widget is made. Again costs nothing."""
    if not installed:
        translator = Translator()
        if QCoreApplication.installTranslator(translator):
            installed.append(translator)


def system_language() -> str:
    """The first of the user's languages that gdviz speaks, else English."""
    for name in QLocale.system().uiLanguages():
        for language in i18n.LANGUAGES:
            if name.replace("-", "_").split("_")[0] == language.split("_")[0]:
                return language
    return "en"


def switch(language: str) -> str:
    """Speak `language` (one of LANGUAGES; anything else: the system's) from now on; returns which it is.

    Every widget on screen is told by Qt's LanguageChange, once, before this returns; a page that is laid out
    for a picture is not.
    """
    from PySide6.QtWidgets import QApplication  # here, since a language can be spoken without a window

    if language not in i18n.LANGUAGES:
        language = system_language()
    install()
    if language != i18n.spoken():
        i18n.speak(language)
        for widget in QApplication.topLevelWidgets():
            if widget.parent() is None and not widget.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
                QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    return language
