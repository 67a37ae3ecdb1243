"""One edit for all runs, where they have the same; or for one run alone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from gdviz.document import edits
from gdviz.document.dependent_fields import changes_with, sharing_data
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import Declared, fields_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.missing import Missing


def in_all_runs(before: Scene, after: Scene, place: int) -> Scene:
    """`after`, an edit of the run at `place`, with the same edit in each run that had the same there.

    Where runs differ already, each keeps its own: that is what they are compared for. A run that can't have
    the edit stays as it is.
    """
    if len(before.runs) != len(after.runs) or before.runs[place].experiment == after.runs[place].experiment:
        return after
    scene = after
    for other, run in enumerate(before.runs):
        if other == place or isinstance(run.problem, Missing):
            continue
        try:
            scene = edits.put_run(scene, other, _merged_run(before.runs[place], after.runs[place], run))
        except (DocumentError, ValueError):
            continue
    return sharing_data(scene)


def in_one_run(before: Scene, after: Scene, place: int) -> Scene:
    """`after` with the runs other than the one at `place` as they were."""
    if len(before.runs) != len(after.runs) or before.runs[place].experiment == after.runs[place].experiment:
        return after
    runs = (run if other == place else before.runs[other] for other, run in enumerate(after.runs))
    return replace(after, runs=tuple(runs))


def spread(scene: Scene, run: int, places: Iterable[str]) -> Scene:
    """The scene with what one run has at `places`, such as ``schedule``, in every run with such a place.

    A place that the run itself does not have is none: it had it when the menu that asks for this was opened.
    """
    for place in places:
        try:
            value = edits.get(scene, f"runs.{run}.{place}")
        except DocumentError:
            continue
        for other in range(len(scene.runs)):
            with suppress(DocumentError):  # a run of another kind has no such field: it stays as it is
                scene = edits.change(scene, f"runs.{other}.{place}", value)
    return sharing_data(scene)


def _merged_run(before: Run, after: Run, other: Run) -> Run:
    """`other` with what makes `after` of `before`; its name, color and eye are its own.

    What does not suit another problem follows, as it does in the run that is edited: a start of its own, too.
    """
    new = {
        field.name: merged(*(getattr(run, field.name) for run in (before, after, other)))
        for field in fields_of(Experiment)
    }
    changed = {name: value for name, value in new.items() if value is not getattr(other, name)}
    if "problem" in changed:
        changed = changes_with(other, "problem", new["problem"]) | changed
    return replace(other, **changed)


def merged(before: Any, after: Any, other: Any) -> Any:
    """`other` with what makes `after` of `before`, as far as `other` was the same there.

    >>> merged(1.0, 2.0, 1.0), merged(1.0, 2.0, 3.0)
    (2.0, 3.0)
    """
    if before == after:
        return other
    if other == before:
        return after
    if isinstance(other, Declared) and type(before) is type(after) is type(other):
        names = (field.name for field in fields_of(type(other)))
        return replace(
            other,
            **{name: merged(*(getattr(each, name) for each in (before, after, other))) for name in names},
        )
    return other
