"""The language that gdviz speaks, and its texts. No Qt: it speaks English until it is told otherwise.

Translations are read from Qt's sources directly: the `.ts` file that translators edit is the one that the app
reads, and there is no compiled copy to go stale. `qt_language` lets Qt's own `tr()` ask here, too.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gdviz.base.resources import folder

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own language, so that it can be found

Texts = dict[tuple[str, str], str]  # (context, source text) to translation
_spoken = ["en"]
_added: dict[str, dict[str, str]] = {}  # by language: what plug-ins declare, and its translations


def spoken() -> str:
    """The language that is spoken now, one of LANGUAGES."""
    return _spoken[0]


def speak(language: str) -> None:
    """Speak `language`, one of LANGUAGES, from now on. A window is told by `qt_language.switch`."""
    _spoken[0] = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block, texts come in `language`, one of LANGUAGES, whatever the window speaks.

    >>> with speaking("zh_CN"):
    ...     declared("Learning rate")
    '学习率'
    """
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def translation(context: str, text: str) -> str | None:
    """The text in the language that is spoken; None where it has none."""
    return text if spoken() == "en" else _catalogue(spoken()).get((context, text))


def translate(context: str, text: str) -> str:
    """The text in the language that is spoken, in English where it has none."""
    return translation(context, text) or text


def declared(text: str) -> str:
    """The translation of a text that the engine or the document declares: titles, helps, outcomes, errors.

    >>> declared("Learning rate")
    'Learning rate'
    """
    return translation("declared", text) or _added.get(spoken(), {}).get(text, text)


def add_declared(language: str, texts: Mapping[str, str]) -> None:
    """Take a plug-in's translations of what it declares, for texts that gdviz does not have itself."""
    _added.setdefault(language, {}).update(texts)


def messages(path: Path) -> Texts:
    """The finished messages of a `.ts` file."""
    found = {}
    from xml.etree import ElementTree  # English needs none

    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            finished = message.find("translation")
            if finished is None or finished.get("type") is not None:
                continue
            form = finished.find("numerusform")  # Chinese has one form for every number
            text = (finished if form is None else form).text
            if text:
                found[name, message.findtext("source", "")] = text
    return found


@functools.cache
def _catalogue(language: str) -> Texts:
    return {} if language == "en" else messages(folder("translations") / f"gdviz_{language}.ts")
