"""What is wrong with a document, in a sentence of the person's language."""

from __future__ import annotations

from gdviz.base.i18n import declared, rule, translate
from gdviz.document.errors import DocumentError
from gdviz.engine.formula.formula_error import MESSAGES, FormulaError


def sentence(error: DocumentError) -> str:
    """What is wrong with a document, and where in it."""
    cause, values = error.__cause__, dict(error.values)
    if isinstance(cause, FormulaError):
        values["reason"] = declared(MESSAGES[cause.code]).format(**cause.values).rstrip(".。")
    elif error.code == "rule":
        values["reason"] = rule(str(values["reason"]))
    return declared(error.template).format(**values)


def field_sentence(error: DocumentError, title: str) -> str:
    """What is wrong with a value and what would be right; `title` is what the form calls the field."""
    cause = error.__cause__
    if isinstance(cause, FormulaError):
        return declared(MESSAGES[cause.code]).format(**cause.values)
    if error.code == "rule":
        reason = rule(str(error.values["reason"]))
        return translate("rule", "{reason}.").format(reason=reason[:1].upper() + reason[1:])
    return declared(error.template).format(**{**error.values, "place": title})


def place_in_formula(error: DocumentError) -> tuple[int, int] | None:
    """Where in a typed formula the trouble is, (start, stop); None where that is not known."""
    cause = error.__cause__
    if isinstance(cause, FormulaError) and cause.place[1] > cause.place[0]:
        return cause.place
    return None


__all__ = ["field_sentence", "place_in_formula", "sentence"]
