"""The tiles of a stage: a view and its options. Each view declares its own tile; here stands what all share.

`VIEWS` is the one list of the views, in the order of menus and keys. It names modules above this room by
strings: a file with scenes is read without the views, and without Qt. To add a view, write a subclass of
`Tile` (or `PlotTile`) in a module that knows nothing of Qt, let its `shown_by` name the view's class, and
name it here.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, ClassVar, Literal

from msgspec.structs import replace

from gdviz.engine.averaging import NoAverage
from gdviz.engine.declare import Declared, RuleError, described, kind_of, ranged

ViewName = str  # one of VIEWS
LINE = 19.0  # pixels of a line of words, at a type of 1
AXIS_END = 1e15  # plots can't tell ticks apart much further out

ParametersShown = Annotated[  # an option of several views
    tuple[str, ...],
    described(
        "Parameters",
        "Which of a model's many parameters the view shows, by name. Left empty, it chooses those that "
        "move most.",
        max_length=8,
    ),
]
ParamsShown = Annotated[  # an option of views of what models make of data
    Literal["both", "weights", "shadow"],
    described("Boundary of", "Whose boundary is drawn: the weights', their shadow's, or both."),
]

VIEWS: dict[ViewName, str] = {  # where the tile of each view is declared
    "loss": "gdviz.views.loss.options:LossTile",
    "weights": "gdviz.views.time.options:WeightsTile",
    "learning_rate": "gdviz.views.time.options:LearningRateTile",
    "average": "gdviz.views.time.options:AverageTile",
    "loss_history": "gdviz.views.time.options:LossHistoryTile",
    "this_step": "gdviz.views.step.options:ThisStepTile",
    "table": "gdviz.views.table.options:TableTile",
    "boundary": "gdviz.views.boundary.options:BoundaryTile",
    "fit": "gdviz.views.fit.options:FitTile",
    "network": "gdviz.views.network.options:NetworkTile",
    "progress": "gdviz.views.progress.options:ProgressTile",
    "all_weights": "gdviz.views.weights.options:AllWeightsTile",
    "sharpness": "gdviz.views.time.options:SharpnessTile",
    "map": "gdviz.views.map.options:MapTile",
    "fair": "gdviz.views.map.options:FairTile",
}


class Tile(Declared, frozen=True, tag_field="view"):
    """One view on the stage, with its share of the row. A subclass adds the view's options."""

    title: ClassVar[str] = ""  # the view's name for people, in English
    shown_by: ClassVar[str] = ""  # the view's class, as "module:Class"
    needs: ClassVar[str] = ""  # the column of a recording without which there is nothing to show
    pixels: ClassVar[bool] = False  # whether areas of it are images, on paper too; others are outlines
    of_selected: ClassVar[bool] = False  # whether the selected run alone is shown, be its eye open or not
    axes_show: ClassVar[frozenset[Literal["parameters", "data"]]] = frozenset()  # other axes for others
    # What of it a beat can ring; all but the whole, also hide.
    named_parts: ClassVar[tuple[str, ...]] = ("view",)
    # Width and height, in pixels at a type of 1, below which the view makes no sense.
    smallest: ClassVar[tuple[float, float]] = (290.0, 221.0)

    width: Annotated[float, ranged("Width", "Its share of the row.", gt=0, le=100)] = 1.0

    @property
    def view(self) -> ViewName:
        """The name of the view."""
        return kind_of(self)

    def quantities(self, recording: Any) -> tuple[str, ...]:
        """What the view shows of a run's recording, as columns, the most important first: for the legend."""
        return ()

    def panels(self, runs: Sequence[Any]) -> int:
        """How many panels of equal axes the view has for these runs; 0 where all are in one plot."""
        return 0

    def written(self, runs: Sequence[Any]) -> float:
        """Pixels, at a type of 1, that words above the plots of these runs take beside those of any run."""
        return 0.0

    def fitted(self) -> Tile:
        """The tile with axes that fit what is drawn."""
        return self


class PlotTile(Tile, frozen=True):
    """The tile of a view with axes that a hand can move."""

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
            if ends is not None and not is_kept(ends):
                raise RuleError("{name} must increase and lie between -1e15 and 1e15", name=name)

    def fitted(self) -> PlotTile:
        """The tile without ranges of its own."""
        return replace(self, x_range=None, y_range=None)


def is_kept(ends: tuple[float, float]) -> bool:
    """Whether a scene keeps such ends of an axis."""
    return -AXIS_END <= ends[0] < ends[1] <= AXIS_END


class ParametersTile(PlotTile, frozen=True):
    """The tile of a plot of some parameters."""

    parameters: ParametersShown = ()


class ModelTile(PlotTile, frozen=True):
    """The tile of a plot of what models make of data."""

    of: ParamsShown = "both"

    def written(self, runs: Sequence[Any]) -> float:
        """A line for the weights and one for their shadow, where both are drawn."""
        return 2 * LINE if self.of == "both" and any(map(averaged, runs)) else 0.0


def averaged(run: Any) -> bool:
    """Whether a shadow follows the parameters of a run."""
    return not isinstance(run.average, NoAverage)


def named(where: str) -> Any:
    """What is called ``"module:Name"``, such as ``"gdviz.document.tiles:Tile"``."""
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


@functools.cache
def tile_class(view: ViewName) -> type[Tile]:
    """The class of a view's tile. Raises KeyError for a name that is not in VIEWS.

    >>> tile_class("loss").title
    'Loss'
    """
    cls: type[Tile] = named(VIEWS[view])
    return cls


def make_tile(view: ViewName, **options: Any) -> Tile:
    """A tile of a view.

    >>> make_tile("loss_history", log=True).view
    'loss_history'
    """
    return tile_class(view)(**options)
