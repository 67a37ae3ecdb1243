"""What changes on the way of a run, in words: short for a flag in a plot, whole for a list or a tooltip."""

from __future__ import annotations

from typing import Any

from gdviz.base.i18n import declared, translate
from gdviz.document.changed_settings import ChangedSetting, name_of, settings_of
from gdviz.document.labels import ALL, ChangedAt
from gdviz.engine.declare import Declared, fields_of, title_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizer_base import Optimizer
from gdviz.readings.run_labels import value_text


def change_text(run: Experiment, step: int) -> str:
    """What the change of `run` at `step` sets: ``η 0.1, μ 0.5``."""
    comma = translate("labels", ", ")
    return comma.join(f"{_name(each)} {_value(each, each.after)}".strip() for each in settings_of(run, step))


def change_sentence(run: Experiment, step: int) -> str:
    """The same in whole, with what was in force before: ``From step 12: Learning rate 0.1 (before: 0.5)``."""
    parts = []
    for each in settings_of(run, step):
        text = "{name} {value}"
        another = isinstance(each.after, Optimizer) and type(each.after) is not type(each.before)
        if another and each.after.slots():
            text = translate("change", "{value}, which has gathered nothing yet (before: {before})")
        elif another or (each.before is not None and not isinstance(each.before, Declared)):
            text = translate("change", "{name} {value} (before: {before})")
        name = "" if isinstance(each.after, Declared) else declared(each.field.title)
        values = {"value": _value(each, each.after), "before": _value(each, each.before)}
        parts.append(text.format(name=name, **values).strip())
    told = translate("labels", ", ").join(parts)
    return translate("change", "From step {step}: {changes}").format(step=step, changes=told)


def changed_at(run: Experiment) -> str:
    """``changed at step 12``, ``changed at steps 12, 20``; empty where nothing changes."""
    steps = tuple(change.step for change in run.changes)
    return value_text(ChangedAt(steps)) if steps else ""


def _name(setting: ChangedSetting) -> str:
    """The symbol of a setting, where it has one; its title else."""
    if isinstance(setting.after, Declared):
        return ""
    return declared(name_of(setting))


def _value(setting: ChangedSetting, value: Any) -> str:
    if isinstance(value, Declared):
        first = next((field for field in fields_of(type(value)) if field.kind == "float"), None)
        name = declared(title_of(value))
        if first is None or isinstance(value, Optimizer):
            return name
        number = value_text(getattr(value, first.name))
        return f"{name}, η {number}" if first.name == "learning_rate" else f"{name} {number}"
    if setting.path == "batches.batch_size" and not value:
        return declared(ALL)
    return value_text(setting.field.word(value) if setting.field.choices else value)
