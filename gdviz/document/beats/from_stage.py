"""A beat out of what is on stage: what differs from the base scene, the views, their axes, the playhead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from gdviz.document.beats.beat import Beat, BeatAxes, Play
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.beats.beat_words import Words
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Scene
from gdviz.document.stage_layout import names
from gdviz.document.tiles import PlotTile

MOST_VIEWS = 4  # of a beat


def with_stage(beat: Beat, base: Scene, scene: Scene, playhead: int, speed: float) -> Beat:
    """The beat with what is on stage in the place of what it showed and set. Its words stay.

    Of more views than a beat may have, the first are taken. Raises DocumentError where the stage can't be
    told as changes of the base scene.
    """
    views = tuple(name for row in names(scene.stage) for name in row)
    axes = tuple(_axes(scene)) if scene.stage != base.stage else ()
    play = Play(to=playhead, speed=max(0.01, min(speed, 1000.0))) if playhead else None
    told = replace(
        beat,
        next=way_on(beat.ask is not None, beat.goal is not None, play is not None),
        set=_settings(base, scene),
        show=views[:MOST_VIEWS] if scene.stage != base.stage else (),
        axes=axes[:MOST_VIEWS],
        play=play,
    )
    if beat_scene(base, told).runs != scene.runs:
        told = replace(told, set={"runs": msgspec.to_builtins(scene.runs)})
        if beat_scene(base, told).runs != scene.runs:
            raise DocumentError("rule", "beats.set", reason="the stage is no change of the base scene")
    return told


def way_on(asks: bool, has_goal: bool, plays: bool) -> Literal["click", "played", "answered", "goal"]:
    """What lights the way on from a beat: what it asks, else its goal, else what it plays."""
    if asks:
        return "answered"
    return "goal" if has_goal else "played" if plays else "click"


def new_beat(taken: Sequence[str], title: Words, say: Words) -> Beat:
    """A beat that only says something, with an id that no other has."""
    number = next(number for number in range(1, len(taken) + 2) if f"part-{number}" not in taken)
    return Beat(id=f"part-{number}", title=title, say=say)


def _axes(scene: Scene) -> Iterator[BeatAxes]:
    for row in scene.stage:
        for tile in row.tiles:
            if isinstance(tile, PlotTile) and (tile.x_range or tile.y_range):
                yield BeatAxes(view=tile.view, x=tile.x_range, y=tile.y_range)


def _settings(base: Scene, scene: Scene) -> dict[str, Any]:
    """The paths at which the runs differ, as few as there can be."""
    if len(base.runs) != len(scene.runs):
        return {"runs": msgspec.to_builtins(scene.runs)}
    found: dict[str, Any] = {}
    for number, (before, now) in enumerate(zip(base.runs, scene.runs, strict=True)):
        found |= _differences(before, now, f"runs.{number}")
    return found


def _differences(before: Any, now: Any, path: str) -> dict[str, Any]:
    if before == now:
        return {}
    if type(before) is not type(now) or not isinstance(now, msgspec.Struct):
        return {path: msgspec.to_builtins(now)}
    found: dict[str, Any] = {}
    for field in type(now).__struct_fields__:
        found |= _differences(getattr(before, field), getattr(now, field), f"{path}.{field}")
    return found
