"""Declarations: every parameter of the product is declared once, on a frozen class.

From a declaration come the widget, the validation, the file format with its JSON schema and the command
line's ``--set``. `msgspec` does the decoding and the range checks; this module adds what a person needs to
see (title, help, slider range) and reads it back.
"""

from __future__ import annotations

import functools
import inspect
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from msgspec import Meta


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything that stands in a document: frozen, compared by value, strict when decoded."""


def ranged(
    title: str,
    help: str,  # noqa: A002 - the word that the declarations use
    *,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
    slider: tuple[float, float] | None = None,
    log: bool = False,
    unit: str = "",
) -> Meta:
    """Annotation of a number: allowed range (`ge`, `gt`, `le`, `lt`) and the slider's narrower range.

    `log` makes the slider logarithmic (its range must then be positive). `unit` is shown behind the number.
    """
    limits: dict[str, Any] = {"ge": ge, "gt": gt, "le": le, "lt": lt}
    given = {name: limit for name, limit in limits.items() if limit is not None}
    return Meta(title=title, description=help, extra={"slider": slider, "log": log, "unit": unit}, **given)


def described(title: str, help: str, *, max_length: int | None = None, min_length: int | None = None) -> Meta:  # noqa: A002
    """Annotation of anything but a number: a switch, a choice, a text, a list."""
    return Meta(title=title, description=help, max_length=max_length, min_length=min_length)


FieldKind = Literal["float", "int", "bool", "choice", "text", "floats", "declared", "list", "other"]


@dataclass(frozen=True)
class Field:
    """One declared parameter, as a panel, the command line or the documentation needs it."""

    name: str
    kind: FieldKind
    default: Any
    title: str = ""
    help: str = ""
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    slider: tuple[float, float] | None = None
    log: bool = False
    unit: str = ""
    choices: tuple[str, ...] = ()
    variants: tuple[type[Declared], ...] = ()  # for kind "declared": the classes it may hold


def kind_of(declared: Declared | type[Declared]) -> str:
    """The tag by which a variant is named in files, e.g. ``"exponential"``."""
    return str(declared.__struct_config__.tag)


def title_of(declared: Declared | type[Declared]) -> str:
    """The English title of a variant: its `title` class attribute."""
    return str(getattr(declared, "title", kind_of(declared)))


@functools.cache
def fields_of(cls: type[Declared]) -> tuple[Field, ...]:
    """The declared fields of a class: its own first, then those it inherits.

    >>> from gdviz.engine.schedules import Exponential
    >>> [field.name for field in fields_of(Exponential)]
    ['learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'warmup_steps']
    """
    hints = typing.get_type_hints(cls, include_extras=True)
    result = []
    own = inspect.get_annotations(cls)  # of the class itself, where `__annotations__` may be a parent's
    for field in sorted(msgspec.structs.fields(cls), key=lambda field: field.name not in own):
        default = field.default
        if default is msgspec.NODEFAULT and field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        result.append(_field(field.name, hints[field.name], default))
    return tuple(result)


def _field(name: str, hint: Any, default: Any) -> Field:
    meta = None
    if typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        meta = next((m for m in metas if isinstance(m, Meta)), None)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    kind: FieldKind = "other"
    choices: tuple[str, ...] = ()
    variants: tuple[type[Declared], ...] = ()
    if hint is bool:
        kind = "bool"
    elif hint is int:
        kind = "int"
    elif hint is float:
        kind = "float"
    elif hint is str:
        kind = "text"
    elif origin is Literal:
        kind, choices = "choice", tuple(args)
    elif origin is tuple and args == (float, ...):
        kind = "floats"
    elif origin is tuple:
        kind = "list"
    elif isinstance(hint, type) and issubclass(hint, Declared):
        kind, variants = "declared", (hint,)
    elif origin in (typing.Union, types.UnionType) and all(
        isinstance(a, type) and issubclass(a, Declared) for a in args
    ):
        kind, variants = "declared", args
    if meta is None:
        return Field(name, kind, default, choices=choices, variants=variants)
    return Field(
        name,
        kind,
        default,
        title=meta.title or "",
        help=meta.description or "",
        ge=meta.ge,
        gt=meta.gt,
        le=meta.le,
        lt=meta.lt,
        choices=choices,
        variants=variants,
        **(meta.extra or {}),
    )
