"""The reference of all parameters of a scene, from their declarations, as Markdown in the language spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from gdviz.base.i18n import declared, translate
from gdviz.document.allowed_ranges import range_text
from gdviz.document.scene import Scene
from gdviz.engine.declare import Declared, Field, fields_of, kind_of, title_of
from gdviz.notation.numbers import entry

NESTED = ("declared", "list")  # kinds of a field whose classes have sections of their own


class ReferenceSection(msgspec.Struct, frozen=True):
    """One part of a scene: its title, and what it says as Markdown, from a heading of level 2 on."""

    title: str
    markdown: str


def reference() -> str:
    """All of it in one text."""
    title = translate("Reference", "gdviz: every parameter")
    return "\n\n".join([f"# {title}", *(section.markdown for section in sections())]) + "\n"


def sections() -> tuple[ReferenceSection, ...]:
    """The parts of a scene, each before what it consists of."""
    title = translate("Reference", "Scene")
    meaning = translate(
        "Reference",
        "What a file with the ending .gdviz holds, and the form shows. A path such as "
        "runs.0.schedule.decay_rate names a parameter in the file, and for --set on the command line; "
        "places in lists count from 0.",
    )
    return tuple(_part(title, meaning, "", (Scene,), None))


def _part(
    title: str, meaning: str, path: str, classes: tuple[type[Declared], ...], chosen: str | None
) -> Iterator[ReferenceSection]:
    """The section of a part that is one of `classes`, `chosen` where nothing is said; then those below it."""
    lines = [f"## {_escaped(title)}", _escaped(meaning)]
    if path:
        lines.append(translate("Reference", "Path: {path}").format(path=_code(path)))
    for cls in classes:
        if _tag(cls):
            lines += [f"### {_escaped(declared(title_of(cls)))}", _kind(cls, kind_of(cls) == chosen)]
        lines.append(_parameters(cls))
    yield ReferenceSection(title, "\n\n".join(filter(None, lines)))
    for cls in classes:
        for field in fields_of(cls):
            if field.kind in NESTED and field.variants:
                yield from _below(cls, field, path)


def _below(cls: type[Declared], field: Field, path: str) -> Iterator[ReferenceSection]:
    title = _joined(declared(title_of(cls)) if _tag(cls) else "", declared(field.title) or field.name)
    inner = ".".join(filter(None, [path, field.name, "0" if field.kind == "list" else ""]))
    chosen = kind_of(field.default) if isinstance(field.default, Declared) else None
    yield from _part(title, declared(field.help), inner, field.variants, chosen)


def _kind(cls: type[Declared], is_default: bool) -> str:
    """How a kind is chosen, and what it minimises where it is a formula."""
    default = translate("Reference", "the default") if is_default else ""
    expression = str(getattr(cls(), "expression", ""))
    formula = _escaped(expression) if expression != title_of(cls) else ""
    return _listed([_code(f"{_tag(cls)}={kind_of(cls)}"), default, formula])


def _tag(cls: type[Declared]) -> str:
    """The key that tells kinds apart; empty where there is only one."""
    return cls.__struct_config__.tag_field or ""


# -- the parameters of a class -------------------------------------------------------------------------------


def _parameters(cls: type[Declared]) -> str:
    """A list, since the columns of a table would be too narrow for what stands in them."""
    items = [_item(field) for field in fields_of(cls)]
    return "\n".join(items) or translate("Reference", "Has no parameters.")


def _item(field: Field) -> str:
    name = f"**{_escaped(declared(field.title) or field.name)}** {_code(field.name)}"
    allowed, default = _allowed(field), _default(field)
    sentences = [
        _escaped(declared(field.help)),
        translate("Reference", "Allowed: {values}.").format(values=allowed) if allowed else "",
        translate("Reference", "Default: {value}.").format(value=default) if default else "",
    ]
    text = " ".join(filter(None, sentences)).replace("。 ", "。")  # Chinese has no space between sentences
    return f"- {_joined(name, text)}"


def _allowed(field: Field) -> str:
    """Which values a field may have."""
    match field.kind:
        case "int" | "float":
            return _with(range_text(field).rstrip(".。"), declared(field.unit))
        case "bool":
            return _listed([_code("true"), _code("false")])
        case "choice":
            return _listed(
                _with(_code(choice), "" if choice == word else _escaped(declared(word)))
                for choice, word in zip(field.choices, field.words, strict=True)
            )
        case "declared" if len(field.variants) > 1:
            return _listed(_code(kind_of(each)) for each in field.variants)
        case "text":
            return _count(field, translate("Reference", "text of at most {most} characters"), "")
        case "floats" | "ints" | "texts" | "list":
            few = translate("Reference", "a list of at most {most}")
            some = translate("Reference", "a list of {fewest} to {most}")
            entries = _allowed(field.item) if field.item and field.item.kind in ("int", "float") else ""
            return _joined(_count(field, few, some), entries)
        case _:
            return ""


def _count(field: Field, few: str, some: str) -> str:
    """How many entries or characters there may be, in one of two templates; empty where any number is."""
    if field.most is None:
        return ""
    return (some if field.fewest and some else few).format(fewest=field.fewest, most=field.most)


def _default(field: Field) -> str:
    """What stands where a file says nothing, as `--set` takes it; empty where that is a part of its own."""
    if field.default is msgspec.NODEFAULT:
        return ""
    if field.default is None:
        return _code("null")
    if isinstance(field.default, Declared):
        return _code(kind_of(field.default)) if _tag(type(field.default)) else ""
    if field.kind == "list" and field.variants:
        return ""
    if field.kind in ("int", "float"):
        return entry(field.default)
    if isinstance(field.default, str) and field.default:
        return _code(field.default)
    return _code(msgspec.json.encode(field.default).decode())


def _listed(texts: Iterable[str]) -> str:
    """What is not empty, with commas between."""
    return translate("labels", ", ").join(filter(None, texts))


def _with(what: str, more: str) -> str:
    """A text with another in brackets behind it, where there is one."""
    return translate("picture", "{part} ({values})").format(part=what, values=more) if more else what


def _joined(what: str, more: str) -> str:
    """Two texts with a colon between them, where there are two."""
    return (
        translate("Reference", "{what}: {more}").format(what=what, more=more)
        if what and more
        else what or more
    )


def _code(text: str) -> str:
    """Text that stands as it is; nothing at all where it is empty."""
    return f"`{text}`" if text else ""


def _escaped(text: str) -> str:
    r"""Text in which Markdown finds nothing to do, not even in a table.

    >>> print(_escaped("a*b* | <c>, global_step"))
    a\*b\* \| \<c\>, global_step
    """
    return re.sub(r"([\\`*|<>\[\]])", r"\\\1", text)
