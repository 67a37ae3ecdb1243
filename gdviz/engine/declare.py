"""Declarations: every parameter of the product is declared once, on a frozen class.

From a declaration come the widget, the validation, the file format with its JSON schema and the command
line's ``--set``. `msgspec` does the decoding and the range checks; this module adds what a person needs to
see (title, help, slider range) and reads it back.
"""

from __future__ import annotations

import functools
import inspect
import re
import types
import typing
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace


class RuleError(ValueError):
    """What a declared class demands of its fields together. ``str(error)`` is an English sentence.

    `template` is that sentence, without a period, with named gaps that `values` fills: a literal where it is
    raised, so that it can be translated.

    >>> str(RuleError("value {place} must be a finite number", place=3))
    'value 3 must be a finite number'
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))


class Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything that stands in a document: frozen, compared by value, strict when decoded."""

    # Its formulas, and what each reads besides the fields.
    given: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    # Of a plug-in: by language, its title and its fields' titles and helps.
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    # A kind below says one of each group: it has no default.
    required: ClassVar[tuple[tuple[str, ...], ...]] = ()


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


def described(
    title: str,
    help: str,  # noqa: A002 - the word that the declarations use
    *,
    max_length: int | None = None,
    min_length: int | None = None,
    words: Mapping[str, str] | None = None,
    choices: tuple[str, ...] = (),
) -> Meta:
    """Annotation of anything but a number: a switch, a choice, a text, a list.

    `words` says how a person reads those values of a choice that are not words themselves, such as ``relu``.
    A text with `choices` is one of these: unlike a Literal's, they need not be known before the type is used.
    """
    extra: dict[str, Any] = {"words": dict(words)} if words else {}
    if choices:
        extra["choices"] = choices
        pattern = f"^({'|'.join(map(re.escape, choices))})$"
        enum = {"enum": list(choices)}
        return Meta(title=title, description=help, pattern=pattern, extra=extra, extra_json_schema=enum)
    return Meta(title=title, description=help, max_length=max_length, min_length=min_length, extra=extra)


FieldKind = Literal[
    "float", "int", "bool", "choice", "text", "floats", "ints", "texts", "declared", "list", "other"
]
MANY: dict[Any, FieldKind] = {float: "floats", int: "ints", str: "texts"}  # by what a list holds


class Field(msgspec.Struct, frozen=True):
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
    words: tuple[str, ...] = ()  # for kind "choice": each of `choices` as a person reads it, in English
    variants: tuple[type[Declared], ...] = ()  # for kinds "declared" and "list": the classes it may hold
    item: Field | None = None  # for kinds "floats", "ints" and "texts": what is declared of each entry
    fewest: int = 0  # entries or characters
    most: int | None = None

    def word(self, choice: object) -> str:
        """One of `choices` as a person reads it, in English."""
        return dict(zip(self.choices, self.words, strict=True)).get(str(choice), str(choice))


def kind_of(declared: Declared | type[Declared]) -> str:
    """The tag by which a variant is named in files, e.g. ``"exponential"``."""
    return str(declared.__struct_config__.tag)


def title_of(declared: Declared | type[Declared]) -> str:
    """The English title of a variant: its `title` class attribute."""
    return str(getattr(declared, "title", kind_of(declared)))


def as_kind(node: Declared, kind: type[Declared]) -> Declared:
    """`node` as another of its kinds, with what was chosen in fields that both declare alike.

    What still has the default of its kind was not chosen: it takes the default of the new kind.
    """
    if kind is type(node):
        return node
    chosen = {
        field.name: field for field in fields_of(type(node)) if getattr(node, field.name) != field.default
    }
    shared = {
        field.name: getattr(node, field.name)
        for field in fields_of(kind)
        if field.name in chosen and _meaning(field) == _meaning(chosen[field.name])
    }
    try:
        return kind(**shared)
    except ValueError:
        return kind()


def _meaning(field: Field) -> Field:
    """What a field is, whichever kind declares it: without its default and its help."""
    return replace(field, default=None, help="")


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
        _, *metas = typing.get_args(hint)
        hint = _bare(hint)
        meta = next((m for m in metas if isinstance(m, Meta)), None)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    kind: FieldKind = "other"
    choices: tuple[str, ...] = ()
    variants: tuple[type[Declared], ...] = ()
    item: Field | None = None
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
    elif origin is tuple:
        kind = MANY.get(_bare(args[0]), "list") if args[-1] is Ellipsis else "list"
        item = _field("", args[0], None) if kind != "list" else None
        variants = variants_of(args[0])
    elif variants := variants_of(hint):
        kind = "declared"
    if meta is None:
        return Field(name, kind, default, choices=choices, words=choices, variants=variants, item=item)
    extra = dict(meta.extra or {})
    words = extra.pop("words", {})
    if named := extra.pop("choices", ()):
        kind, choices = "choice", named
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
        words=tuple(words.get(choice, choice) for choice in choices),
        variants=variants,
        item=item,
        fewest=meta.min_length or 0,
        most=meta.max_length,
        **extra,
    )


def variants_of(hint: Any) -> tuple[type[Declared], ...]:
    """The classes of a hint that allows nothing but declared classes; else none."""
    union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    classes = typing.get_args(hint) if union else (hint,)
    if not all(isinstance(cls, type) and issubclass(cls, Declared) for cls in classes):
        return ()
    return tuple(cls for cls in classes if not getattr(cls, "placeholder", False))


def _bare(hint: Any) -> Any:
    """A type without its annotation."""
    return typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint
