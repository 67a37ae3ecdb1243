"""The scene of a beat, from the base scene of its lesson."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from gdviz.document import edits
from gdviz.document.beats.beat import Beat
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Row, Scene
from gdviz.document.stage_layout import Stage, tile_of, with_options
from gdviz.document.tiles import make_tile


def beat_scene(base: Scene, beat: Beat, settings: Mapping[str, Any] | None = None) -> Scene:
    """The base scene with what the beat shows and sets, its axes where they go, then `settings`, as of a try.

    Paths to the stage are those of the views that the beat shows. Raises DocumentError for a path or a value
    that does not fit.
    """
    scene = replace(base, beats=())
    if beat.show:
        scene = replace(scene, stage=_arranged(base.stage, beat.show))
    scene = with_settings(scene, beat.set)
    for axes in beat.axes:
        ranges = {"x_range": axes.x, "y_range": axes.y}
        given = {name: ends for name, ends in ranges.items() if ends is not None}
        scene = replace(scene, stage=with_options(scene.stage, axes.view, **given))
    return with_settings(scene, settings or {})


def with_settings(scene: Scene, settings: Mapping[str, Any]) -> Scene:
    """The scene with values at paths, one after the other. Raises DocumentError."""
    for path, value in settings.items():
        scene = edits.change_every(scene, path, value)
    return scene


def _arranged(stage: Stage, views: Sequence[str]) -> Stage:
    """These views side by side, with the options that they have on the stage."""
    tiles = tuple(tile_of(stage, view) or make_tile(view) for view in views)
    return (Row(tiles=tiles),)


def differ_only_in(one: Scene, other: Scene, free: Sequence[str]) -> bool:
    """Whether the runs of two scenes differ in nothing but paths in `free`."""
    if len(one.runs) != len(other.runs):
        return False
    for path in free:
        for number in range(len(one.runs)):
            own = path.replace("runs.*.", f"runs.{number}.")
            other = edits.change(other, own, edits.get(one, own))
            if own == path:
                break
    return all(run.experiment == same.experiment for run, same in zip(one.runs, other.runs, strict=True))


def check_settings(base: Scene, beats: Sequence[Beat]) -> None:
    """Raises DocumentError for the first setting of a beat that does not fit the base scene."""
    for number, beat in enumerate(beats):
        goal = beat.goal
        tries = ({}, *goal.solutions, *goal.not_solutions) if goal is not None else ({},)
        with _within(f"beats[{number}].set"):
            scenes = [beat_scene(base, beat, settings) for settings in tries]
        with _within(f"beats[{number}].free"):
            for path in beat.free:
                edits.get(scenes[0], path.replace(".*.", ".0."))


@contextlib.contextmanager
def _within(place: str) -> Iterator[None]:
    """Names the place in the file before the place in the scene."""
    try:
        yield
    except DocumentError as error:
        values = {name: value for name, value in error.values.items() if name != "place"}
        raise DocumentError(error.code, f"{place}: {error.place}", **values) from error.__cause__
