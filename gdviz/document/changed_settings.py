"""What differs between the settings before and after a change on the way of a run."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from gdviz.document.validate import differing, inside, plain
from gdviz.engine.declare import Declared, Field, fields_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizer_base import SYMBOLS

SHORT = {"schedule.learning_rate": "η"}


class ChangedSetting(Struct, frozen=True):
    """One setting of a change: its path, how it is declared, and its values before and from there on."""

    path: str
    field: Field
    before: Any
    after: Any


def name_of(setting: ChangedSetting) -> str:
    """The symbol of a setting, where people know it by one; else its title."""
    first, _, last = setting.path.partition(".")
    symbols = SYMBOLS if first == "optimizer" else {}
    return SHORT.get(setting.path) or symbols.get(last) or setting.field.title


def settings_of(run: Experiment, step: int) -> tuple[ChangedSetting, ...]:
    """What the change at `step` sets, in the order of declaration; none where there is no change."""
    before, after = run.at(step - 1), run.at(step)
    change = next((each for each in run.changes if each.step == step), None)
    found = []
    for path in dict.fromkeys(each.removesuffix(".kind") for each in (change.set if change else ())):
        values = [_value(each, path) for each in (before, after)]
        found.append(ChangedSetting(path, _field(after, path), *values))
    return tuple(found)


def differences(before: Experiment, after: Experiment) -> dict[str, Any]:
    """The settings, as plain data by path, that make `after` of `before`; another kind is given whole."""
    return dict(_differences(before, after, ""))


def _differences(before: Any, after: Any, path: str) -> list[tuple[str, Any]]:
    if before == after:
        return []
    if isinstance(after, Declared) and type(before) is type(after):
        parts: list[tuple[str, Any]] = []
        for field in fields_of(type(after)):
            own = inside(path, field.name)
            parts += _differences(getattr(before, field.name), getattr(after, field.name), own)
        return parts
    return [(path, differing(after) if isinstance(after, Declared) else plain(after))]


def _field(run: Experiment, path: str) -> Field:
    node: Any = run
    field = None
    for part in path.split("."):
        if not isinstance(node, Declared):
            break
        field = next(each for each in fields_of(type(node)) if each.name == part)
        node = getattr(node, part)
    assert field is not None
    return field


def _value(run: Experiment, path: str) -> Any:
    """The value at a path; of another kind's field None."""
    node: Any = run
    for part in path.split("."):
        if isinstance(node, tuple) and part.isdecimal() and int(part) < len(node):
            node = node[int(part)]
        else:
            node = getattr(node, part, None)
    return node
