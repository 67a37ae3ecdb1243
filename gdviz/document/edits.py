"""Edits of a scene: each function takes a scene and gives another, checked as strictly as a file.

A path names a field as ``runs.0.schedule.decay_rate`` or ``runs[0].schedule.decay_rate``. What an edit does
not touch is the same object in the new scene, so that comparing scenes stays cheap.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec.structs import replace

from gdviz.document.dependent_fields import changes_with
from gdviz.document.errors import DocumentError, shortened
from gdviz.document.labels import RunLabel, differences, run_label, run_labels
from gdviz.document.scene import MAX_RUNS, Run, Scene
from gdviz.document.stage_layout import find, with_tiles
from gdviz.document.tiles import ViewName
from gdviz.document.validate import (
    build,
    hints_of,
    inside,
    members,
    plain,
    refuse_choice,
    refuse_key,
    refuse_rule,
    variants,
)
from gdviz.engine.declare import Declared, as_kind, kind_of
from gdviz.engine.experiment import Experiment

COLORS = 8  # how many colours a look has for runs
EVERY = "runs.*."


def parts_of(path: str) -> tuple[str | int, ...]:
    """The keys and indices of a path. Raises DocumentError where it is none.

    >>> parts_of("runs.0.initial[1]")
    ('runs', 0, 'initial', 1)
    """
    parts = re.sub(r"\[([^][]*)\]", r".\1", path).strip().lstrip(".").split(".")
    if parts == [""]:
        raise DocumentError("no_path")
    return tuple(int(part) if re.fullmatch(r"[0-9]{1,9}", part) else part for part in parts)


def _within_changes(parts: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The parts of a path; what follows ``changes.0.set`` is one of them, since it is a path itself."""
    if len(parts) > 6 and parts[0] == "runs" and (parts[2], parts[4]) == ("changes", "set"):
        return (*parts[:5], ".".join(map(str, parts[5:])))
    return parts


def get(scene: Scene, path: str) -> Any:
    """The value at `path`; a `kind` is the tag of the object that has it. Raises DocumentError."""
    node: Any = scene
    hint: Any = Scene
    place = ""
    parts = _within_changes(parts_of(path))
    for part, following in zip(parts, (*parts[1:], None), strict=True):
        if _is_kind(node, part):
            node, hint = kind_of(node), str
        else:
            owner = node
            node, hint = _child(node, hint, part, place)
            if following is not None and node == () and isinstance(owner, Experiment) and part == "initial":
                node = owner.start  # an empty `initial` is the problem's own start
        place = inside(place, part)
    return node


def change(scene: Scene, path: str, value: object) -> Scene:
    """The scene with `value` (plain data or a declared object) at `path`. Raises DocumentError.

    Another `kind` keeps what was chosen in fields that both kinds declare alike, such as the learning rate,
    and takes its defaults otherwise. What hung on the old value and does not suit the new one follows, as
    `adapt` says: a start for other parameters becomes the problem's own, a batch shrinks to the data. Axes
    that showed another problem, other parameters or other data go back to fitting what is drawn.
    """
    return _with_axes(scene, _put(scene, Scene, _within_changes(parts_of(path)), value, ""))


def after_kinds(path: str) -> bool:
    """By which several settings are sorted: another kind first, since it brings fields and values along."""
    return not path.endswith(".kind")


def put_run(scene: Scene, place: int, run: Run) -> Scene:
    """The scene with another run at `place`, made of parts that are checked already; axes follow as in
    `change`. What parts it shares with others stay the same objects, also a hundred thousand rows of data.
    """
    runs = (*scene.runs[:place], run, *scene.runs[place + 1 :])
    return _with_axes(scene, replace(scene, runs=runs))


def _with_axes(scene: Scene, changed: Scene) -> Scene:
    """`changed` with axes that showed something else in `scene` fitted to what is drawn."""
    if changed.stage is scene.stage and changed.runs is not scene.runs:
        before, after = ([_on_axes(run) for run in each.runs] for each in (scene, changed))
        other = {
            what
            for place, what in enumerate(("parameters", "data"))
            if [each[place] for each in before] != [each[place] for each in after]
        }
        stage = with_tiles(scene.stage, lambda tile: tile.fitted() if tile.axes_show & other else tile)
        if stage is not scene.stage:
            changed = replace(changed, stage=stage)
    return changed


def _on_axes(run: Run) -> tuple[tuple[str, int], tuple[str, int]]:
    """What axes show of a run: which parameters, and which data."""
    problem, training = run.problem, run.training
    data = ("", 0) if training is None else (kind_of(training.data), training.data.inputs)
    return (kind_of(problem), len(problem.parameter_names)), data


def change_all(scene: Scene, field: str, value: object) -> Scene:
    """The scene with `value` at the run-relative path `field` in every run."""
    for place in range(len(scene.runs)):
        scene = change(scene, f"runs.{place}.{field}", value)
    return scene


def change_every(scene: Scene, path: str, value: object) -> Scene:
    """As `change`, but ``runs.*.steps`` names the field of every run."""
    if path.startswith(EVERY):
        return change_all(scene, path.removeprefix(EVERY), value)
    return change(scene, path, value)


def default(scene: Scene, path: str) -> Any:
    """The default of the field at `path`, as its class declares it. Raises DocumentError if it has none."""
    *above, last = parts_of(path)
    owner = get(scene, ".".join(map(str, above))) if above else scene
    place = ""
    for part in (*above, last):
        place = inside(place, part)
    if _is_kind(owner, last):
        return kind_of(default(scene, ".".join(map(str, above))))
    if isinstance(owner, Declared):
        for field in msgspec.structs.fields(type(owner)):
            if field.name == last and not field.required:
                return (
                    field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
                )
    elif above and above[-1] == "initial" and isinstance(last, int):
        run = get(scene, ".".join(map(str, above[:-1])))
        start = run.problem.start_from(run.seed)
        if last < len(start):
            return start[last]
    raise DocumentError("no_default", place)


def reset(scene: Scene, path: str) -> Scene:
    """The scene with the default at `path`."""
    return change(scene, path, default(scene, path))


# -- walking ------------------------------------------------------------------------------------------------


def _is_kind(node: object, part: str | int) -> bool:
    return isinstance(node, Declared) and part == node.__struct_config__.tag_field


def _child(node: Any, hint: Any, part: str | int, place: str) -> tuple[Any, Any]:
    """The value and the declared type of a part of `node`."""
    if isinstance(node, dict):
        if part not in node:
            raise DocumentError("unknown_key", place, key=shortened(str(part)), keys=", ".join(node))
        return node[part], Any
    if isinstance(node, Declared):
        if not isinstance(part, str) or part not in node.__struct_fields__:
            raise refuse_key(type(node), str(part), place, variants(hint))
        return getattr(node, part), hints_of(type(node))[part]
    if not isinstance(node, tuple):
        raise DocumentError("no_parts", place, key=shortened(str(part)))
    if not isinstance(part, int):
        last = max(0, len(node) - 1)
        raise DocumentError("not_entry", place, key=shortened(part), last=last)
    if part >= len(node):
        raise DocumentError("no_entry", place, entry=inside(place, part), count=len(node))
    hint = next(each for each in members(hint) if each is not type(None))
    kinds = hint.__args__
    return node[part], kinds[0] if kinds[-1] is Ellipsis else kinds[part]


def _put(node: Any, hint: Any, parts: tuple[str | int, ...], value: object, place: str) -> Any:
    if not parts:
        return build(hint, value, place)
    part, rest = parts[0], parts[1:]
    if _is_kind(node, part):
        if rest:
            raise DocumentError("no_parts", inside(place, part), key=shortened(str(rest[0])))
        return _as_kind(node, variants(hint), value, inside(place, part))
    if isinstance(node, dict):  # of a change: whether the run has such a setting is checked with the run
        return {**node, str(part): plain(value, inside(place, part))}
    child, child_hint = _child(node, hint, part, place)
    if rest and child == () and isinstance(node, Experiment) and part == "initial":
        child = node.start  # an empty `initial` is the problem's own start: its numbers can be named too
    new = _put(child, child_hint, rest, value, inside(place, part))
    if isinstance(node, tuple):
        return (*node[: int(part)], new, *node[int(part) + 1 :])
    return _with(node, str(part), new, place)


def _with(node: Declared, name: str, value: object, place: str) -> Declared:
    try:
        return replace(node, **changes_with(node, name, value))
    except ValueError as error:
        raise refuse_rule(error, place) from error


def _as_kind(node: Declared, kinds: tuple[type[Declared], ...], tag: object, place: str) -> Declared:
    """`node` as another of its kinds, with the fields that both declare alike."""
    by_kind = {kind_of(each): each for each in kinds}
    if not isinstance(tag, str) or tag not in by_kind:
        raise refuse_choice(plain(tag, place), by_kind, place)
    return as_kind(node, by_kind[tag])


# -- runs ---------------------------------------------------------------------------------------------------


def add_run(scene: Scene, run: Run | None = None, place: int | None = None) -> Scene:
    """The scene with one more run (by default a plain one) at `place` (by default last), in a free colour.

    Raises DocumentError where it has as many as a scene may have.
    """
    if len(scene.runs) >= MAX_RUNS:
        raise DocumentError("too_many_runs", "runs", limit=MAX_RUNS)
    place = len(scene.runs) if place is None else place
    run = replace(run or Run(), color=free_color(scene))
    return replace(scene, runs=(*scene.runs[:place], run, *scene.runs[place:]))


def duplicate_run(scene: Scene, place: int) -> Scene:
    """The scene with a nameless copy of a run behind it, in the next free colour."""
    return add_run(scene, replace(_run(scene, place), name="", visible=True), place + 1)


def delete_run(scene: Scene, place: int) -> Scene:
    """The scene without a run. Raises DocumentError where it is the last one."""
    _run(scene, place)
    if len(scene.runs) == 1:
        raise DocumentError("last_run", "runs")
    return replace(scene, runs=scene.runs[:place] + scene.runs[place + 1 :])


def move_run(scene: Scene, place: int, to: int) -> Scene:
    """The scene with the run at `place` standing at place `to`, the others closing up."""
    moved = _run(scene, place)
    _run(scene, to)
    others = scene.runs[:place] + scene.runs[place + 1 :]
    return replace(scene, runs=(*others[:to], moved, *others[to:]))


def rename_run(scene: Scene, place: int, name: str) -> Scene:
    """The scene with a run's name; empty names it by what sets it apart."""
    return change(scene, f"runs.{place}.name", name)


def set_color(scene: Scene, place: int, color: int) -> Scene:
    """The scene with a run in another colour, 0 to 7."""
    return change(scene, f"runs.{place}.color", color)


def set_visible(scene: Scene, place: int, visible: bool) -> Scene:
    """The scene with a run's eye open or closed."""
    return change(scene, f"runs.{place}.visible", visible)


def free_color(scene: Scene) -> int:
    """The first colour that no run has; where all are taken, the one that fewest have."""
    used = [run.color for run in scene.runs]
    return min(range(COLORS), key=used.count)


def _run(scene: Scene, place: int) -> Run:
    if not 0 <= place < len(scene.runs):
        raise DocumentError("no_entry", "runs", entry=f"runs[{place}]", count=len(scene.runs))
    return scene.runs[place]


# -- stage: what moves views about is in `arrangement` ------------------------------------------------------


def set_tile(scene: Scene, view: ViewName, option: str, value: object) -> Scene:
    """The scene with an option of a view's tile, such as ``log`` or ``x_range``.

    Raises DocumentError where the view is not on its stage, or has no such option or value.
    """
    found = find(scene.stage, view)
    if found is not None:
        row, place = found
        return change(scene, f"stage.{row}.tiles.{place}.{option}", value)
    raise DocumentError("not_on_stage", "stage", view=view)


__all__ = [
    "RunLabel",
    "add_run",
    "change",
    "change_all",
    "change_every",
    "default",
    "delete_run",
    "differences",
    "duplicate_run",
    "free_color",
    "get",
    "move_run",
    "parts_of",
    "rename_run",
    "reset",
    "run_label",
    "run_labels",
    "set_color",
    "set_tile",
    "set_visible",
]
