"""What is wrong with a document, in a sentence of the person's language."""

from __future__ import annotations

from collections.abc import Mapping

from gdviz.base.i18n import declared, translate
from gdviz.document.errors import DocumentError
from gdviz.engine.declare import RuleError
from gdviz.engine.formula.formula_error import MESSAGES, FormulaError


def sentence(error: DocumentError) -> str:
    """What is wrong with a document, and where in it."""
    values = dict(error.values)
    if error.code == "rule":
        values["reason"] = reason(error.__cause__ or ValueError(values["reason"]))
    return declared(error.template).format(**values)


def reason(error: BaseException) -> str:
    """Why a class refused its values, without the period; a plug-in's own sentence stands as it is."""
    if isinstance(error, FormulaError):
        return declared(MESSAGES[error.code]).format(**error.values).rstrip(".。")
    if isinstance(error, RuleError):
        return declared(error.template).format(**error.values)
    return str(error).rstrip(".")


def sentence_of(error: RuleError) -> str:
    """What a class demands, as a sentence of its own."""
    said = reason(error)
    return translate("rule", "{reason}.").format(reason=said[:1].upper() + said[1:])


def field_sentence(error: DocumentError, title: str) -> str:
    """What is wrong with a value and what would be right; `title` is what the form calls the field."""
    cause = error.__cause__
    if isinstance(cause, FormulaError):
        return declared(MESSAGES[cause.code]).format(**cause.values)
    if error.code == "rule":
        said = reason(cause or ValueError(error.values["reason"]))
        return translate("rule", "{reason}.").format(reason=said[:1].upper() + said[1:])
    return declared(error.template).format(**{**error.values, "place": title})


def sentence_in(error: DocumentError, names: Mapping[str, str]) -> str:
    """What is wrong in a form, whose fields are called `names`, by their keys."""
    name = names.get(error.place.split("[")[0].split(".")[0])
    return sentence(error) if name is None else field_sentence(error, name)


def place_in_formula(error: DocumentError) -> tuple[int, int] | None:
    """Where in a typed formula the trouble is, (start, stop); None where that is not known."""
    cause = error.__cause__
    if isinstance(cause, FormulaError) and cause.place[1] > cause.place[0]:
        return cause.place
    return None
