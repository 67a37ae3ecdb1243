"""What a beat says, in each language, and the places in it that are filled from a recording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct

from gdviz.engine.declare import Declared, RuleError, described

PLACE = re.compile(r"\{(?P<run>\d)\.(?P<column>[A-Za-z_][\w+]*)@(?P<row>\d{1,9})(?::(?P<digits>[1-9]))?\}")
BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class TextPlace(Struct, frozen=True):
    """A number in a text: a column of a run at a row, rounded to `digits` where these are given.

    >>> [place.column for place in places("From {0.w@0} to {0.w@8:3}")]
    ['w', 'w']
    """

    run: int
    column: str
    row: int
    digits: int | None
    written: str


class Words(Declared, frozen=True):
    """A text in one language or each. Numbers in it are places such as ``{0.w@8}``: run, column, row.

    ``{0.w@8:3}`` rounds to three digits.
    """

    en: Annotated[str, described("English", "The text in English.", max_length=2000)] = ""
    zh: Annotated[str, described("Chinese", "The text in simplified Chinese.", max_length=2000)] = ""

    def __post_init__(self) -> None:
        if not self.en and not self.zh:
            raise RuleError("a text must be there in one language at least")
        for text in (self.en, self.zh):
            for braces in BRACES.finditer(text):
                if not PLACE.fullmatch(braces[0]):
                    raise RuleError("“{braces}” is not a place such as {{0.w@8}}", braces=braces[0])

    def of(self, language: str) -> str:
        """The text in `language`, such as ``zh_CN``, or the one that there is; its places not yet filled.

        >>> Words(en="step").of("zh_CN")
        'step'
        """
        own = str(getattr(self, language.lower().split("_")[0], ""))
        return own or self.en or self.zh


def places(text: str) -> Iterator[TextPlace]:
    """The places of a text, in their order."""
    for found in PLACE.finditer(text):
        digits = int(found["digits"]) if found["digits"] else None
        yield TextPlace(int(found["run"]), found["column"], int(found["row"]), digits, found[0])
