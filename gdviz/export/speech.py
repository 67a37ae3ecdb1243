"""Another language for as long as a picture is laid out, whatever the window speaks."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QTranslator

from gdviz import i18n
from gdviz.resources import folder


class English(QTranslator):
    """Says every text as the code has it: over a translator that is installed."""

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The text itself."""
        return source_text

    def isEmpty(self) -> bool:
        """Never."""
        return False


@functools.cache
def _translator(language: str) -> QTranslator:
    if language == "en":
        return English()
    return i18n.SourceTranslator(folder("translations") / f"gdviz_{language}.ts")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block, texts come in `language`, one of i18n.LANGUAGES."""
    if language == i18n.spoken():
        yield
        return
    translator = _translator(language)
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


__all__ = ["speaking"]
