"""The sentence for a value that the document refused, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz.document_error import DocumentError
from gdviz.engine.formula.errors import MESSAGES, FormulaError
from gdviz.i18n import declared, rule


def sentence(error: DocumentError, title: str) -> str:
    """What is wrong and what would be right; `title` is the field's name as the form shows it."""
    cause = error.__cause__
    if isinstance(cause, FormulaError):
        return declared(MESSAGES[cause.code]).format(**cause.values)
    if error.code == "rule":
        reason = rule(str(error.values["reason"]))
        return QCoreApplication.translate("rule", "{reason}.").format(reason=reason[:1].upper() + reason[1:])
    return declared(error.template).format(**{**error.values, "place": title})


def place(error: DocumentError) -> tuple[int, int] | None:
    """Where in a typed formula the trouble is, (start, stop); None where that is not known."""
    cause = error.__cause__
    if isinstance(cause, FormulaError) and cause.place[1] > cause.place[0]:
        return cause.place
    return None
