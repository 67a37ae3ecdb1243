"""The document: what is on the stage. Frozen; undo is a list of scenes; a `.gdviz` file holds one."""

from __future__ import annotations

from typing import Annotated, Literal

from gdviz.engine.declare import Declared, RuleError, described, ranged
from gdviz.engine.experiment import Experiment

ViewName = Literal[
    "loss",
    "weights",
    "learning_rate",
    "average",
    "loss_history",
    "this_step",
    "table",
    "boundary",
    "fit",
    "network",
    "progress",
    "all_weights",
]
WeightsForm = Literal["lines", "histogram", "bars"]
ParamsShown = Literal["both", "weights", "shadow"]
MAX_RUNS = 8
AXIS_END = 1e15  # plots can't tell ticks apart much further out


class Run(Experiment, frozen=True):
    """An experiment on the stage: with a name, a colour and an eye."""

    name: Annotated[
        str, described("Name", "What the run is called; empty names it by what sets it apart.", max_length=80)
    ] = ""
    color: Annotated[
        int,
        ranged("Colour", "The run's colour, one of eight that colour-blind eyes can tell apart.", ge=0, le=7),
    ] = 0
    visible: Annotated[bool, described("Visible", "Whether the run is drawn.")] = True

    @property
    def experiment(self) -> Experiment:
        """The run without its name, colour and eye: what decides its recording."""
        return Experiment(**{name: getattr(self, name) for name in Experiment.__struct_fields__})


class Tile(Declared, frozen=True):
    """One view on the stage, with its share of the row and its axes."""

    view: Annotated[ViewName, described("View", "Which view stands here.")]
    width: Annotated[float, ranged("Width", "Its share of the row.", gt=0, le=100)] = 1.0
    log: Annotated[bool, described("Logarithmic", "Draws the loss on a logarithmic axis.")] = False
    by_epoch: Annotated[
        bool, described("By epoch", "Counts epochs instead of steps on the axis of the progress.")
    ] = False
    form: Annotated[
        WeightsForm, described("Form", "How all weights are drawn: as lines, a histogram or bars by size.")
    ] = "lines"
    of: Annotated[
        ParamsShown,
        described("Boundary of", "Whose boundary is drawn: the weights', their shadow's, or both."),
    ] = "both"
    residuals: Annotated[
        bool, described("Residuals", "Draws how far each example is from what the model says.")
    ] = False
    parameters: Annotated[
        tuple[str, ...],
        described(
            "Parameters",
            "Which of a model's many parameters the view shows, by name. Left empty, it chooses those that "
            "move most.",
            max_length=8,
        ),
    ] = ()
    batch: Annotated[
        bool, described("Batch's loss", "Draws the loss on the step's own batch beside the whole data's.")
    ] = True
    x_range: Annotated[
        tuple[float, float] | None,
        described("Horizontal range", "From where to where; null fits what is drawn."),
    ] = None
    y_range: Annotated[
        tuple[float, float] | None,
        described("Vertical range", "From where to where; null fits what is drawn."),
    ] = None

    def __post_init__(self) -> None:
        for name, ends in (("x_range", self.x_range), ("y_range", self.y_range)):
            if ends is not None and not -AXIS_END <= ends[0] < ends[1] <= AXIS_END:
                raise RuleError("{name} must rise and lie between −10¹⁵ and 10¹⁵", name=name)


class Row(Declared, frozen=True):
    """A row of views, side by side."""

    tiles: Annotated[
        tuple[Tile, ...], described("Tiles", "The views of the row.", min_length=1, max_length=8)
    ]
    height: Annotated[float, ranged("Height", "Its share of the stage.", gt=0, le=100)] = 1.0


STAGE = (
    Row(tiles=(Tile(view="loss", width=1.6), Tile(view="weights")), height=1.4),
    Row(tiles=(Tile(view="this_step", width=1.6), Tile(view="loss_history"))),
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

    def __post_init__(self) -> None:
        views = [tile.view for row in self.stage for tile in row.tiles]
        if len(set(views)) != len(views):
            raise RuleError("a view can stand on the stage only once")


__all__ = ["AXIS_END", "MAX_RUNS", "STAGE", "Row", "Run", "Scene", "Tile", "ViewName", "WeightsForm"]
