"""Edits of what changes on the way of a run: a setting from a step on, its step, that it is taken back."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from gdviz.document import edits
from gdviz.document.changed_settings import differences
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.document.validate import refuse_rule
from gdviz.engine.changes import Change, SettingError, suiting, why_fixed, with_settings
from gdviz.engine.experiment import Experiment


def change_from(scene: Scene, place: int, path: str, value: object, step: int) -> Scene:
    """The scene with `value` at a path within a run from `step` on; from step 0 on it is the run's own.

    What the setting was before `step` stays, and later changes do. Raises DocumentError, also for what can't
    change in training.
    """
    if step < 1:
        return edits.change(scene, f"runs.{place}.{path}", value)
    if reason := why_fixed(path):
        raise refuse_rule(reason, f"runs[{place}].{path}") from reason
    run = scene.runs[place]
    there = edits.change(Scene(runs=(run.at(step),)), f"runs.0.{path}", value).runs[0]
    settings = differences(run.at(step - 1), there)
    for each in settings:
        if reason := why_fixed(each):
            raise refuse_rule(reason, f"runs[{place}].{each}") from reason
    return _with(scene, place, {**_by_step(run), step: settings})


def move_change(scene: Scene, place: int, before: int, step: int) -> Scene:
    """The scene with the change of a run at step `before` at another step, 1 at least.

    What is set at that step already stays, unless this change sets it, too. Raises DocumentError where there
    is no change at `before`.
    """
    run = scene.runs[place]
    found, step = _by_step(run), max(1, step)
    moved = found.pop(before, None)
    if moved is None:
        raise DocumentError("no_change", f"runs[{place}].changes", step=before)
    return _with(scene, place, {**found, step: {**found.get(step, {}), **moved}})


def delete_change(scene: Scene, place: int, step: int) -> Scene:
    """The scene without the change of a run at a step."""
    others = _by_step(scene.runs[place])
    others.pop(step, None)
    return _with(scene, place, others)


def fork_run(scene: Scene, place: int, step: int) -> Scene:
    """The scene with a copy of a run behind it, with its changes up to `step` alone: one past, two futures.

    Raises DocumentError where there is no room for another run.
    """
    past = {each: settings for each, settings in _by_step(scene.runs[place]).items() if each <= step}
    return _with(edits.duplicate_run(scene, place), place + 1, past)


def _by_step(run: Experiment) -> dict[int, dict[str, Any]]:
    return {change.step: change.set for change in run.changes}


def _with(scene: Scene, place: int, changes: dict[int, dict[str, Any]]) -> Scene:
    """The scene with these changes of a run: without what is in force already, and what it does not have."""
    run: Run = replace(scene.runs[place], changes=())
    made, now = [], run
    for step in sorted(changes):
        for change in suiting(now, [Change(step=step, set=changes[step])] if changes[step] else []):
            then = with_settings(now, change.set)
            if settings := differences(now, then):
                made.append(Change(step=step, set=settings))
            now = then
    try:
        return edits.change(scene, f"runs.{place}.changes", made)
    except SettingError as error:
        raise refuse_rule(error, f"runs[{place}]") from error
