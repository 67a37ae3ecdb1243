"""Changes of a run on its way: from a step on, other settings are in force, and all that was gathered stays.

A change at step k is there for the update from row k to row k + 1, the first that it makes, and for what is
seen at row k: its learning rate, its batch, its penalty. The shadow of row k was made with the update before.
"""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

import msgspec

from gdviz.engine.declare import (
    Declared,
    RuleError,
    as_kind,
    described,
    fields_of,
    kind_of,
    ranged,
    variants_of,
)

D = TypeVar("D", bound=Declared)

MOST = 100  # changes of one run
OPEN = (  # what can change in training; a path below one of these can, too
    "schedule",
    "optimizer",
    "average.decay",
    "average.num_updates",
    "batches.batch_size",
    "problem.penalty",
    "problem.model.layer_rates",
)


class SettingError(RuleError):
    """A setting of a change that can't be, at `place` in the run.

    `hint` and `value` are given where the value is not of the declared type `hint`.
    """

    place: str = ""
    hint: Any = None
    value: Any = None

    @classmethod
    def of(cls, error: RuleError) -> SettingError:
        """The error of a class as that of a setting of it."""
        return cls(error.template, **error.values)

    def at(self, place: str, hint: Any = None, value: Any = None) -> SettingError:
        """The same, with its place."""
        self.place, self.hint, self.value = place, hint, value
        return self


class Change(Declared, frozen=True):
    """What is set anew at a step."""

    step: Annotated[
        int,
        ranged(
            "Step",
            "The step from which the new settings are in force; the update from here is the first that "
            "they make.",
            ge=1,
            le=100_000_000,
            slider=(1, 1000),
        ),
    ]
    set: Annotated[
        dict[str, Any],
        described(
            "Settings",
            "What is set: a path within the run, such as schedule.learning_rate, and its new value. Learning "
            "rate, optimizer, penalty, batch size, the decay of the average and the rates of layers can "
            "change; the rest holds for the whole run. Another optimizer begins anew where the run is.",
            min_length=1,
        ),
    ]

    def __hash__(self) -> int:
        """Of what equal ones have in common, since values may be lists."""
        return hash((self.step, *sorted(self.set)))


def why_fixed(path: str) -> RuleError | None:
    """Why the setting at a path within a run can't change in training; None where it can.

    >>> why_fixed("schedule.learning_rate"), str(why_fixed("precision"))
    (None, 'the precision holds for the whole run: it can’t change on the way')
    """
    if any(path == each or path.startswith(f"{each}.") for each in OPEN):
        return None
    first = path.partition(".")[0]
    if first == "average":
        return RuleError("a shadow follows from the start: of the moving average only the decay can change")
    if first in ("problem", "batches"):
        return RuleError(
            "data, model and loss hold for the whole run: of what is learned only penalty, batch size and "
            "the rates of layers can change"
        )
    if first in ("initial", "seed"):
        return RuleError("the start is over: it can’t change on the way")
    if first == "steps":
        return RuleError("the number of steps holds for the whole run: it can’t change on the way")
    if first == "precision":
        return RuleError("the precision holds for the whole run: it can’t change on the way")
    return RuleError("this setting holds for the whole run: it can’t change on the way")


def why_fixed_in(run: Declared, path: str) -> RuleError | None:
    """As `why_fixed`, of the settings that this run has: some say only where its optimizer begins."""
    first, _, name = path.partition(".")
    if (reason := why_fixed(path)) is not None or first != "optimizer":
        return reason
    optimizer = getattr(run, first)
    field = next((each for each in fields_of(optimizer.__class__) if each.name == name), None)
    if field is None or field.slider is None:
        return None
    other = next(end for end in field.slider if end != getattr(optimizer, name))
    try:
        with_settings(run, {path: other})
    except SettingError as error:
        return error
    return None


def with_settings(run: D, settings: Mapping[str, Any]) -> D:
    """`run` with the values of `settings` (plain data) at their paths. Raises SettingError.

    What holds another setting is set before it, and a kind before what it has; so their order says nothing.
    """
    changed = run
    for path in sorted(settings, key=order):
        if reason := why_fixed(path):
            raise SettingError.of(reason).at(path)
        changed = _put(changed, type(run), path.split("."), settings[path], path)
    before: Any = getattr(run, "optimizer", None)
    after: Any = getattr(changed, "optimizer", None)
    if before and type(before) is type(after) and before.slots() != after.slots():
        raise SettingError(
            "this says where the optimizer begins, which it already has: it can’t change on the way"
        ).at(min(path for path in settings if path.startswith("optimizer")))
    return changed


def suiting(run: D, changes: Iterable[Change]) -> tuple[Change, ...]:
    """What of `changes` a run without any can make, one after the other; settings it does not have are left
    out."""
    kept: list[Change] = []
    for change in changes:
        settings: dict[str, Any] = {}
        for path in sorted(change.set, key=order):
            if _can(run, {**settings, path: change.set[path]}):
                settings[path] = change.set[path]
        if settings:
            run = with_settings(run, settings)
            kept.append(msgspec.structs.replace(change, set=settings))
    return tuple(kept)


def _can(run: Declared, settings: Mapping[str, Any]) -> bool:
    try:
        with_settings(run, settings)
    except SettingError:
        return False
    return True


def order(path: str) -> tuple[int, bool, str]:
    """By what paths are sorted, so that each is set after what holds it, and after its kind."""
    return path.count("."), not path.endswith(".kind"), path


def _put(node: Any, hint: Any, parts: list[str], value: Any, path: str) -> Any:
    if not parts:
        try:
            return msgspec.convert(value, hint)
        except msgspec.ValidationError as error:
            raise SettingError("the value can’t be set").at(path, hint, value) from error
    part, rest = parts[0], parts[1:]
    if isinstance(node, tuple) and part.isdecimal() and int(part) < len(node):
        place, inner = int(part), typing.get_args(_bare(hint))[0]
        return (*node[:place], _put(node[place], inner, rest, value, path), *node[place + 1 :])
    if isinstance(node, Declared) and part == node.__struct_config__.tag_field and not rest:
        kinds = {kind_of(each): each for each in variants_of(_bare(hint))}
        if value not in kinds:
            raise SettingError("there is no such kind").at(path, typing.Literal[tuple(kinds)], value)
        return as_kind(node, kinds[value])
    if not (isinstance(node, Declared) and part in node.__struct_fields__):
        raise SettingError("there is no such setting in this run").at(path)
    try:
        new = _put(getattr(node, part), _hints(type(node))[part], rest, value, path)
        return msgspec.structs.replace(node, **{part: new})
    except SettingError:
        raise
    except RuleError as error:
        raise SettingError.of(error).at(path) from error


@functools.cache
def _hints(cls: type[Declared]) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


def _bare(hint: Any) -> Any:
    """A type without its annotations."""
    while typing.get_origin(hint) is Annotated:
        hint = typing.get_args(hint)[0]
    return hint
