"""What a number field asks where a comma can be a decimal one or group digits."""

from __future__ import annotations

from collections.abc import Iterable

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


__all__ = ["asked_about"]
