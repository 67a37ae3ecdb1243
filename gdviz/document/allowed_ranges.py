"""Which values a declared number may have, in words of the person's language."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.engine.declare import Field
from gdviz.notation.numbers import entry


def range_text(field: Field) -> str:
    """What is allowed, as a sentence that begins small."""
    low = field.ge if field.ge is not None else field.gt
    high = field.le if field.le is not None else field.lt
    ends = {"low": "" if low is None else entry(low), "high": "" if high is None else entry(high)}
    return range_template(field).format(**ends)


def range_template(field: Field) -> str:
    """What is allowed, as a sentence that begins small, with gaps ``{low}`` and ``{high}`` for the ends."""
    whole = field.kind == "int"
    templates = {
        (True, False, True, False): translate("Range", "a whole number from {low} to {high}.")
        if whole
        else translate("Range", "a number from {low} to {high}."),
        (False, True, True, False): translate("Range", "a number above {low}, at most {high}."),
        (True, False, False, True): translate("Range", "a number from {low} to below {high}."),
        (False, True, False, True): translate("Range", "a number above {low} and below {high}."),
        (True, False, False, False): translate("Range", "a number of at least {low}."),
        (False, True, False, False): translate("Range", "a number above {low}."),
        (False, False, True, False): translate("Range", "a number of at most {high}."),
        (False, False, False, True): translate("Range", "a number below {high}."),
    }
    key = (field.ge is not None, field.gt is not None, field.le is not None, field.lt is not None)
    anything = translate("Range", "a whole number.") if whole else translate("Range", "any number.")
    return templates.get(key, anything)
