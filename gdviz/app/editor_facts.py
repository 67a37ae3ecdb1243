"""What the window's stage offers to the questions of a lesson that is being made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from gdviz.base.i18n import declared
from gdviz.document import edits
from gdviz.document.beats.claim import Place
from gdviz.document.beats.judge import value_at
from gdviz.panels.beat_editor.stage_facts import StageFacts
from gdviz.panels.form.shown_fields import fields_in
from gdviz.readings.run_labels import run_labels

if TYPE_CHECKING:
    from gdviz.app.window import Window

FEW = 24  # columns of a run that are offered; others can be typed
UNOFFERED = ("step",)


def facts_of(window: Window) -> StageFacts:
    """Of the scene on stage as it is now."""
    session = window.session
    scene, recordings = session.scene, session.whole_frame.recordings
    several = len(scene.runs) > 1
    labels = run_labels(scene)
    free = []
    for number, run in enumerate(scene.runs):
        known = dict(fields_in(run))
        for path in _leaves(run, ""):
            field = known.get(path)
            if field is not None:
                title = declared(field.title) or field.name
                text = f"{labels[number]}: {title}" if several else title
                free.append((f"runs.{number}.{path}", text))

    def value(run: int, column: str, row: int) -> float | None:
        found = value_at(session.whole_frame.recordings, Place(run=run, column=column, row=row))
        return None if found is None else float(found)

    def setting(path: str) -> Any:
        return msgspec.to_builtins(edits.get(session.scene, path))

    player = window.player
    before = [beat for beat in player.beats[: player.place] if beat.ask is not None]
    views = [tile.view for row in scene.stage for tile in row.tiles]
    return StageFacts(
        labels,
        tuple(tuple(name for name in each.columns if name not in UNOFFERED)[:FEW] for each in recordings),
        tuple((name, window.stage.title(name)) for name in views),
        tuple(free),
        tuple((beat.id, beat.title.of(window.language)) for beat in before),
        lambda: session.playhead,
        value,
        setting,
    )


def _leaves(node: Any, path: str) -> Iterator[str]:
    """The paths of the numbers and switches of a run."""
    for name in type(node).__struct_fields__:
        child, own = getattr(node, name), f"{path}.{name}" if path else name
        if isinstance(child, msgspec.Struct):
            yield from _leaves(child, own)
        else:
            yield own
