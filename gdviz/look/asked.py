"""What a number field asks where a comma can be a decimal one or group digits."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QToolTip

from gdviz.base.i18n import declared
from gdviz.engine.formula.formula_error import MESSAGES
from gdviz.notation.numbers import doubt


def asked_about(texts: Iterable[str]) -> str:
    """The sentence for the first text that is in doubt; empty where none is."""
    for text in texts:
        ways = doubt(text)
        if ways:
            return declared(MESSAGES["comma"]).format(text=text, decimal=ways[0], grouped=ways[1])
    return ""


def ask_below(entry: QLineEdit) -> None:
    """Say below an entry, and to a screen reader, where its text can mean two numbers."""
    sentence = asked_about([entry.text()])
    entry.setAccessibleDescription(sentence)
    if sentence and entry.isVisible():
        QToolTip.showText(entry.mapToGlobal(QPoint(0, entry.height())), sentence, entry)
