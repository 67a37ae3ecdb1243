"""The document: what is on the stage. Frozen; undo is a list of scenes; a `.gdviz` file holds one."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Annotated

from gdviz.document.beats.beat import Beats, check_order
from gdviz.document.tiles import VIEWS, Tile, make_tile, tile_class
from gdviz.engine.declare import Declared, RuleError, described, ranged
from gdviz.engine.experiment import Experiment

MAX_RUNS = 8


class Run(Experiment, frozen=True):
    """An experiment on the stage: with a name, a colour and an eye."""

    name: Annotated[
        str, described("Name", "What the run is called; empty names it by what sets it apart.", max_length=80)
    ] = ""
    color: Annotated[
        int,
        ranged("Color", "The run's color, one of eight that color-blind eyes can tell apart.", ge=0, le=7),
    ] = 0
    visible: Annotated[bool, described("Visible", "Whether the run is drawn.")] = True

    @property
    def experiment(self) -> Experiment:
        """The run without its name, colour and eye: what decides its recording."""
        return Experiment(**{name: getattr(self, name) for name in Experiment.__struct_fields__})

    def computes_as(self, other: Run) -> bool:
        """Whether both have one recording: they differ in name, colour and eye alone."""
        return all(getattr(self, name) == getattr(other, name) for name in Experiment.__struct_fields__)


class Row(Declared, frozen=True):
    """A row of views, side by side."""

    tiles: Annotated[
        tuple[AnyTile, ...], described("Tiles", "The views of the row.", min_length=1, max_length=8)
    ]
    height: Annotated[float, ranged("Height", "Its share of the stage.", gt=0, le=100)] = 1.0


STAGE = (
    Row(tiles=(make_tile("loss", width=1.6), make_tile("weights")), height=1.4),
    Row(tiles=(make_tile("this_step", width=1.6), make_tile("loss_history"))),
)


class Scene(Declared, frozen=True):
    """One or several runs on one stage. `lesson` names the built-in lesson whose texts belong to it."""

    title: Annotated[str, described("Title", "What the scene is called.", max_length=200)] = ""
    notes: Annotated[str, described("Notes", "What to look for.", max_length=20_000)] = ""
    lesson: Annotated[
        str, described("Lesson", "The built-in lesson that the scene comes from.", max_length=80)
    ] = ""
    runs: Annotated[
        tuple[Run, ...], described("Runs", "The runs on the stage.", min_length=1, max_length=MAX_RUNS)
    ] = (Run(),)
    stage: Annotated[tuple[Row, ...], described("Stage", "The views, in rows.", max_length=6)] = STAGE
    speed: Annotated[
        float,
        ranged("Speed", "At how many steps per second it plays; 0 leaves it to the user.", ge=0, le=100_000),
    ] = 0.0
    beats: Beats = ()

    def __post_init__(self) -> None:
        views = [tile.view for row in self.stage for tile in row.tiles]
        if len(set(views)) != len(views):
            raise RuleError("a view can stand on the stage only once")
        check_order(self.beats)


if TYPE_CHECKING:
    AnyTile = Tile
else:  # as the last, since a view that stands in one file with its tile imports what is above
    AnyTile = functools.reduce(operator.or_, map(tile_class, VIEWS))
