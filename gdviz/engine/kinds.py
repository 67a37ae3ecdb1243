"""The kinds of every part of a run, found by themselves: what gdviz brings, and what plug-ins add.

A kind is a class of gdviz, or of a plug-in, below one of the bases (`Schedule`, `Optimizer`, …) with a tag of
its own. It is named in no list: a field that may hold any kind is annotated with `OneOf[Schedule]`, and what
that means is looked up when a value is first converted, checked or described. By then plug-ins are loaded; a
class that is defined later comes too late.

A plug-in is a package that names its classes as entry points in one of the groups of `GROUPS`. Their tags
begin with the package's name, as ``acme.triangular``, so that a file says where a kind comes from. A plug-in
that fails is left out, and `failures` names it.
"""

from __future__ import annotations

import functools
import importlib
import logging
import pkgutil
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union

import msgspec

from gdviz.base import i18n
from gdviz.engine.declare import Declared, fields_of, kind_of
from gdviz.engine.expressions import unknown_names

log = logging.getLogger(__name__)

Kind = TypeVar("Kind", bound=Declared)

GROUPS = {  # entry points: where the base of their classes stands
    "gdviz.schedules": "gdviz.engine.schedule_base:Schedule",
    "gdviz.optimizers": "gdviz.engine.optimizer_base:Optimizer",
    "gdviz.objectives": "gdviz.engine.problem:Objective",
    "gdviz.datasets": "gdviz.engine.learning.datasets:Dataset",
    "gdviz.losses": "gdviz.engine.learning.losses:Loss",
    "gdviz.penalties": "gdviz.engine.learning.penalties:Penalty",
    "gdviz.activations": "gdviz.engine.learning.activations:Activation",
    "gdviz.initializers": "gdviz.engine.learning.initializers:Initializer",
}


class PlugIn(msgspec.Struct, frozen=True):
    """One entry point that was found: its class's name, its package, and why it was left out, if it was."""

    name: str
    package: str
    reason: str = ""


_lock = threading.RLock()
_found: list[PlugIn] = []
_taken: set[type] = set()

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    OneOf = Annotated[Kind, "any of its kinds"]
else:

    class OneOf:
        """``OneOf[Schedule]``: the type of a field that holds any schedule."""

        def __class_getitem__(cls, base: type[Declared]) -> Any:
            kinds = kinds_of(base) + tuple(each for each in _below(base) if _is_placeholder(each))
            return Union[kinds]  # noqa: UP007 - of a tuple, which `|` does not take


@functools.cache
def kinds_of(base: type[Kind]) -> tuple[type[Kind], ...]:
    """Every kind below `base`, in the order of their places, then as they are defined.

    >>> from gdviz.engine.schedule_base import Schedule
    >>> kind_of(kinds_of(Schedule)[0])
    'constant'
    """
    with _lock:
        _read_engine()
        plug_ins()
        found: dict[str, type[Kind]] = {}
        for kind in sorted(_below(base), key=lambda kind: getattr(kind, "place", 0)):
            if (_built_in(kind) and not _is_placeholder(kind)) or kind in _taken:
                found.setdefault(kind_of(kind), kind)
        return tuple(found.values())


def kind_called(base: type[Kind], tag: str) -> type[Kind]:
    """The kind below `base` with this tag. Raises KeyError where there is none."""
    return _by_tag(base)[tag]


@functools.cache
def _by_tag(base: type[Kind]) -> dict[str, type[Kind]]:
    return {kind_of(kind): kind for kind in kinds_of(base)}


def plug_ins() -> tuple[PlugIn, ...]:
    """Every plug-in that is installed beside gdviz, loaded the first time; the packaged app has none."""
    with _lock:
        _load()
        return tuple(_found)


def failures() -> tuple[PlugIn, ...]:
    """The plug-ins that were left out, and why."""
    return tuple(each for each in plug_ins() if each.reason)


def takes_plug_ins() -> bool:
    """Whether packages can be installed beside gdviz: not beside the packaged app."""
    return not getattr(sys, "frozen", False)


@functools.cache
def known_tags() -> frozenset[str]:
    """The tags of all kinds."""
    bases = (_base_of(where) for where in GROUPS.values())
    return frozenset(kind_of(kind) for base in bases for kind in kinds_of(base))


def _base_of(where: str) -> type[Declared]:
    module, _, name = where.partition(":")
    base: type[Declared] = getattr(importlib.import_module(module), name)
    return base


def package_of(tag: str) -> str:
    """The package that a plug-in's tag names; empty for a tag of gdviz.

    >>> package_of("acme.triangular"), package_of("cosine")
    ('acme', '')
    """
    return tag.rpartition(".")[0]


@functools.cache
def _read_engine() -> None:
    """Import every module of the engine and of its learning: a kind is found in whichever it stands."""
    for room in ("gdviz.engine", "gdviz.engine.learning"):
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__, f"{room}."):
            if not module.ispkg:
                importlib.import_module(module.name)


@functools.cache
def _load() -> None:
    """Read in every entry point, once."""
    if not takes_plug_ins() or not any(map(_may_bring_kinds, sys.path)):
        return
    from importlib import metadata  # brings all of `email`: 15 ms of each start

    installed = metadata.entry_points()  # all at once: finding them is what takes time
    for group, where in GROUPS.items():
        for entry in installed.select(group=group):
            package = entry.dist.name if entry.dist else entry.module.partition(".")[0]
            reason = _reason_against(entry, package, where)
            if reason:
                log.warning("The plug-in %s of %s is left out: %s", entry.name, package, reason)
            _found.append(PlugIn(entry.name, package, reason))


def _may_bring_kinds(place: str) -> bool:
    """Whether a package in a place of `sys.path` may name entry points of ours: then it is read properly."""
    folder = Path(place)
    if folder.is_file():  # a zip
        return True
    return any(b"[gdviz." in each.read_bytes() for each in folder.glob("*-info/entry_points.txt"))


def _reason_against(entry: EntryPoint, package: str, where: str) -> str:
    """Why a plug-in can't be used; empty where it can."""
    base = _base_of(where)
    try:
        kind = entry.load()
    except Exception as error:  # whatever another's code does
        return f"{type(error).__name__}: {error}"
    if not (isinstance(kind, type) and issubclass(kind, base)):
        return f"it is no {base.__name__}"
    reason = _unfit(kind)
    for own in filter(_built_in, _below(base)):
        if issubclass(kind, own):
            reason = f"it derives from {own.__name__}, so it would be taken for that"
    if not reason and package_of(kind_of(kind)) != package:
        reason = f'its tag must begin with "{package}.", but is "{kind_of(kind)}"'
    if not reason:
        _taken.add(kind)
    return reason


def _unfit(kind: type[Declared]) -> str:
    """Why a class can't stand beside others; empty where it can: else one would spoil all."""
    try:
        default = kind()
        if msgspec.json.decode(msgspec.json.encode(default), type=kind) != default:
            return "its default does not survive being written and read"
        fields_of(kind)
        if missing := _missing(kind):
            return f"it needs {missing} of its own"
        for formula, given in kind.given.items():
            unknown = unknown_names(getattr(kind, formula), frozenset(given).union(kind.__struct_fields__))
            if unknown:
                return f"its {formula} reads what is not there: {', '.join(unknown)}"
        for language, texts in kind.translations.items():
            i18n.add_declared(language, texts)
    except Exception as error:  # whatever another's code does
        return f"{type(error).__name__}: {error}"
    return ""


def _missing(kind: type[Declared]) -> str:
    """What a class must say of what it computes, and does not; else it would compute 0 without a word."""
    base = next(each for each in kind.__mro__ if "required" in vars(each))
    for group in kind.required:
        if all(getattr(kind, name) == getattr(base, name) for name in group):
            return " or ".join(filter(None, (", ".join(group[:-1]), group[-1])))
    return ""


def _is_placeholder(kind: type) -> bool:
    """Whether a class stands for kinds that are not there, and is none to choose."""
    return bool(getattr(kind, "placeholder", False))


def _built_in(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "gdviz"


def _below(base: type[Kind]) -> list[type[Kind]]:
    """The classes below `base` that have a tag of their own, as they were defined."""
    found: list[type[Kind]] = []
    for each in base.__subclasses__():
        if kind_of(each) != each.__name__ and each not in found:
            found.append(each)
        found += (kind for kind in _below(each) if kind not in found)
    return found
