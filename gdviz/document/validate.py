"""Strict conversion of plain data (from a file, the command line, a panel) to declared values.

msgspec decides what is valid; where it refuses, this module finds the place and says what would be right.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
import types
import typing
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
import numpy as np

from gdviz.document.errors import DocumentError, shortened, shown
from gdviz.engine.changes import SettingError
from gdviz.engine.declare import Declared, fields_of, kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.missing import Missing, missing_tags
from gdviz.notation.numbers import entry

MANY = 1000  # numbers or rows from which they are not copied
HUGE = 2**1023  # whole numbers from here on might be infinite as floating-point numbers


class DuplicateKey(dict[str, Any]):
    """An object of a JSON text in which `key` stands twice; `plain` refuses it."""

    key: str


def build(hint: Any, value: object, place: str = "") -> Any:
    """`value` as the declared type `hint`, checked to the last leaf.

    Raises DocumentError with the place (below `place`) and what would be right. Declared objects in `value`
    are checked like plain data, since their constructors check no ranges.
    """
    data = _set_aside(plain(value, place))
    try:
        return msgspec.convert(data, hint)
    except msgspec.ValidationError as error:
        _explain(hint, data, place)
        raise DocumentError("rule", place, reason=str(error)) from error


def plain(value: Any, place: str = "") -> Any:
    """`value` as dicts, lists, numbers, texts; declared fields in the order of their declaration.

    Raises DocumentError for what JSON or UTF-8 could not hold: NaN, infinity, half a surrogate pair, and
    for a key that stands twice.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        if not math.isfinite(value):
            raise DocumentError("not_finite", place, found=shown(value))
    elif isinstance(value, str):
        _refuse_half_characters(value, place)
    elif isinstance(value, Declared):
        config = value.__struct_config__
        tag = {} if config.tag is None else {str(config.tag_field): kind_of(value)}
        if isinstance(problem := getattr(value, "problem", None), Missing):
            return {**problem.written, **{name: getattr(value, name) for name in _own_of(type(value))}}
        names = [field.name for field in fields_of(type(value))]
        return tag | {name: plain(getattr(value, name), inside(place, name)) for name in names}
    elif isinstance(value, dict):
        if isinstance(value, DuplicateKey):
            raise refuse_twice(value, place)
        for key in value:
            _refuse_half_characters(str(key), place)
        return {str(key): plain(each, inside(place, str(key))) for key, each in value.items()}
    elif isinstance(value, (list, tuple)):
        numbers = _are_numbers(value)
        if numbers or _are_rows(value):
            if isinstance(value, tuple) and len(value) > MANY:
                return value
            return list(value) if numbers else [list(each) for each in value]
        return [plain(each, inside(place, index)) for index, each in enumerate(value)]
    elif isinstance(value, int) and abs(value) >= HUGE:
        raise DocumentError("not_finite", place, found=shown(math.inf if value > 0 else -math.inf))
    return value


def _set_aside(data: Any) -> Any:
    """Plain data of a scene in which each run of kinds that are not installed is a `Missing` one."""
    if not (isinstance(data, dict) and isinstance(data.get("runs"), list)):
        return data
    return {**data, "runs": [_set_run_aside(run) for run in data["runs"]]}


def _set_run_aside(run: Any) -> Any:
    if not isinstance(run, dict):
        return run
    own = {name: run[name] for name in ("name", "color", "visible") if name in run}
    problem = run.get("problem")
    if isinstance(problem, dict) and problem.get("kind") == kind_of(Missing) and "text" in problem:
        run = {**build(Missing, problem).written, **own}
    if not any(missing_tags(run)):
        return run
    text = json.dumps({name: value for name, value in run.items() if name not in own}, ensure_ascii=False)
    return {"problem": {"kind": kind_of(Missing), "text": text}, **own}


def _own_of(cls: type[Declared]) -> tuple[str, ...]:
    """What a run has beside its experiment."""
    return tuple(name for name in cls.__struct_fields__ if name not in Experiment.__struct_fields__)


def differing(value: Any) -> Any:
    """As `plain`, of a value that has been checked: of an object its kind, and what is not its default.

    Numbers, and rows of them, are tuples.

    >>> from gdviz.engine.schedules import Exponential
    >>> differing(Exponential(decay_rate=0.9))
    {'kind': 'exponential', 'decay_rate': 0.9}
    """
    if isinstance(value, Declared):
        config = value.__struct_config__
        tag = {} if config.tag is None else {str(config.tag_field): kind_of(value)}
        names = value.__struct_fields__
        if isinstance(problem := getattr(value, "problem", None), Missing):
            tag, names = problem.written, _own_of(type(value))
        fields = [(each, getattr(value, each.name)) for each in fields_of(type(value)) if each.name in names]
        return tag | {field.name: differing(own) for field, own in fields if not _same(own, field.default)}
    if isinstance(value, (list, tuple)):
        if _are_numbers(value) or _are_rows(value):
            return tuple(value)
        return [differing(each) for each in value]
    return value


def _same(value: object, default: object) -> bool:
    """Whether a file may leave `value` out: −0.0 equals 0.0, and is another number."""
    return value is default or (value == default and repr(value) == repr(default))


def _are_numbers(values: Sequence[Any]) -> bool:
    """Whether all are numbers that a file can hold: data have a great many, which need no closer look."""
    if not values or not set(map(type, values)) <= {float, int}:
        return not values
    return min(values) > -HUGE and max(values) < HUGE and not any(map(math.isnan, values))


def _are_rows(values: Sequence[Any]) -> bool:
    """Whether all are lists of such numbers."""
    return set(map(type, values)) <= {list, tuple} and _are_numbers(
        list(itertools.chain.from_iterable(values))
    )


def _refuse_half_characters(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise DocumentError("half_character", place) from None


def inside(place: str, part: str | int) -> str:
    """The place of a part.

    >>> inside(inside("runs", 0), "steps")
    'runs[0].steps'
    """
    if isinstance(part, int):
        return f"{place}[{part}]"
    return f"{place}.{shortened(part)}" if place else shortened(part)


def nearest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` may be meant to be: a slip of the finger, or its beginning; else empty.

    >>> nearest("decayrat", ["decay_rate", "decay_steps"]), nearest("exp", ["exponential", "cosine"])
    ('decay_rate', 'exponential')
    """
    import difflib  # here, since a start has no slips

    words = list(words)
    begun = [each for each in words if len(word) > 1 and each.startswith(word.lower())]
    return next(iter(difflib.get_close_matches(word.lower(), words, 1, 0.6) + begun), "")


@functools.cache
def hints_of(cls: type[Declared]) -> dict[str, Any]:
    """The annotated type of every field of `cls`."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in cls.__struct_fields__}


def unwrapped(hint: Any) -> tuple[Any, msgspec.Meta | None]:
    """A type without its annotation, and the annotation."""
    if typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        return hint, next((meta for meta in metas if isinstance(meta, msgspec.Meta)), None)
    return hint, None


def members(hint: Any) -> tuple[Any, ...]:
    """The types that a union allows; the type itself where it is no union."""
    hint, _ = unwrapped(hint)
    return typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)


def variants(hint: Any) -> tuple[type[Declared], ...]:
    """The declared classes that a value of type `hint` may have."""
    classes = (each for each in members(hint) if isinstance(each, type) and issubclass(each, Declared))
    return tuple(each for each in classes if not getattr(each, "placeholder", False))


def refuse_twice(value: DuplicateKey, place: str) -> DocumentError:
    """The error that a key stands twice."""
    return DocumentError("twice", place, key=shortened(value.key))


def refuse_key(
    cls: type[Declared], key: str, place: str, kinds: tuple[type[Declared], ...] = ()
) -> DocumentError:
    """The error that `cls`, one of `kinds`, has no field `key`."""
    names = known_keys(cls)
    owners = [kind_of(each) for each in kinds if key in each.__struct_fields__]
    if owners:
        return DocumentError(
            "other_kind", place, key=shortened(key), kind=kind_of(cls), kinds=", ".join(owners)
        )
    if near := nearest(key, names):
        return DocumentError("unknown_key_near", place, key=shortened(key), near=near)
    return DocumentError("unknown_key", place, key=shortened(key), keys=", ".join(names))


def known_keys(cls: type[Declared]) -> list[str]:
    """The keys that an object of `cls` may have in a file."""
    config = cls.__struct_config__
    tag = [] if config.tag is None else [str(config.tag_field)]
    return tag + [field.name for field in fields_of(cls)]


def refuse_choice(value: object, choices: Iterable[str], place: str) -> DocumentError:
    """The error that `value` is none of `choices`."""
    choices = list(choices)
    values = {"choices": ", ".join(choices), "found": shown(value)}
    near = nearest(value, choices) if isinstance(value, str) else ""
    return (
        DocumentError("choice_near", place, near=near, **values)
        if near
        else DocumentError("choice", place, **values)
    )


# -- finding the place: each raises DocumentError at the first trouble and returns where there is none ------


def _explain(hint: Any, value: Any, place: str) -> None:
    hint, meta = unwrapped(hint)
    possible = [each for each in members(hint) if each is not types.NoneType]
    if value is None and len(possible) < len(members(hint)):
        return
    declared = variants(hint)
    others = [each for each in possible if each not in declared]
    if declared and (isinstance(value, dict) or not others):
        _explain_object(declared, value, place)
    elif len(others) == 1:
        kind = others[0]
        origin = typing.get_origin(kind)
        if origin is Literal:
            choices = typing.get_args(kind)
            if value not in choices or type(value) is not type(choices[choices.index(value)]):
                raise refuse_choice(value, map(str, choices), place)
        elif origin is tuple:
            _explain_list(typing.get_args(kind), meta, value, place)
        elif origin is dict:
            if not isinstance(value, dict):
                raise DocumentError("not_object", place, found=shown(value))
            _explain_length("list", meta, len(value), place)
        else:
            _explain_scalar(kind, meta, value, place)


def _explain_scalar(kind: Any, meta: msgspec.Meta | None, value: Any, place: str) -> None:
    if kind is bool:
        if not isinstance(value, bool):
            raise DocumentError("not_switch", place, found=shown(value))
    elif kind is str:
        if not isinstance(value, str):
            raise DocumentError("not_text", place, found=shown(value))
        choices = (meta.extra or {}).get("choices") if meta is not None else None
        if choices and value not in choices:
            raise refuse_choice(value, choices, place)
        _explain_length("text", meta, len(value), place)
    elif kind is int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise DocumentError("not_integer", place, found=shown(value))
        _explain_range(meta, value, place)
    elif kind is float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise DocumentError("not_number", place, found=shown(value))
        _explain_range(meta, value, place)


def _explain_range(meta: msgspec.Meta | None, value: float, place: str) -> None:
    if meta is None:
        return
    too_low = (meta.ge is not None and value < meta.ge) or (meta.gt is not None and value <= meta.gt)
    too_high = (meta.le is not None and value > meta.le) or (meta.lt is not None and value >= meta.lt)
    if not (too_low or too_high):
        return
    bounds = {
        name: getattr(meta, name) for name in ("ge", "gt", "le", "lt") if getattr(meta, name) is not None
    }
    low, high = (
        next((entry(bounds[name]) for name in names if name in bounds), "")
        for names in (("ge", "gt"), ("le", "lt"))
    )
    raise DocumentError("_".join(bounds), place, low=low, high=high, found=shown(value))


def _explain_length(what: Literal["text", "list"], meta: msgspec.Meta | None, count: int, place: str) -> None:
    if meta is not None and meta.max_length is not None and count > meta.max_length:
        raise DocumentError(f"long_{what}", place, limit=meta.max_length, count=count)
    if meta is not None and meta.min_length is not None and count < meta.min_length:
        raise DocumentError(f"short_{what}", place, limit=meta.min_length, count=count)


def _explain_list(kinds: tuple[Any, ...], meta: msgspec.Meta | None, value: Any, place: str) -> None:
    if not isinstance(value, (list, tuple)):
        raise DocumentError("not_list", place, found=shown(value))
    if kinds[-1] is Ellipsis:
        _explain_length("list", meta, len(value), place)
        kinds = (kinds[0],) * len(value)
    elif len(value) != len(kinds):
        raise DocumentError("list_length", place, limit=len(kinds), count=len(value))
    for index, (kind, each) in enumerate(zip(kinds, value, strict=True)):
        _explain(kind, each, inside(place, index))


def _explain_object(kinds: tuple[type[Declared], ...], value: Any, place: str) -> None:
    if not isinstance(value, dict):
        raise DocumentError("not_object", place, found=shown(value))
    cls, field = kinds[0], kinds[0].__struct_config__.tag_field
    if field is not None and (field in value or len(kinds) > 1):
        if field not in value:
            raise DocumentError("missing_kind", place, key=field, choices=", ".join(map(kind_of, kinds)))
        by_kind = {kind_of(each): each for each in kinds}
        tag = value[field]
        if not isinstance(tag, str) or tag not in by_kind:
            raise refuse_choice(tag, by_kind, inside(place, field))
        cls = by_kind[tag]
    hints = hints_of(cls)
    for key in value:
        if key not in hints and key != cls.__struct_config__.tag_field:
            raise refuse_key(cls, key, place, kinds)
    for each in msgspec.structs.fields(cls):
        if each.required and each.name not in value:
            raise DocumentError("missing_key", place, key=each.name)
    for key, hint in hints.items():
        if key in value:
            _explain(hint, value[key], inside(place, key))
    _explain_rule(cls, value, place)


def _explain_rule(cls: type[Declared], value: dict[str, Any], place: str) -> None:
    """The parts are right by themselves: what does the class say to them together?"""
    try:
        msgspec.convert(value, cls)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, ValueError):
            raise refuse_rule(error.__cause__, place) from error.__cause__


def refuse_rule(error: ValueError, place: str) -> DocumentError:
    """The error that a class's own check raised, at its place."""
    if isinstance(error, SettingError):
        place = f"{place}.{error.place}" if place else error.place
        if error.hint is not None:
            try:
                build(error.hint, error.value, place)
            except DocumentError as found:
                return found
    return DocumentError("rule", place, reason=str(error).rstrip("."))
