"""The tiles of the map, with its two settings and what its colors tell, and of the comparison. No Qt."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec.structs import replace

from gdviz.document.tiles import PlotTile
from gdviz.engine.declare import described

Shown = Literal["", "arrived", "basin", "final_loss"]


class MapTile(PlotTile, frozen=True, tag="map"):
    """Every pixel is the run that its two settings make."""

    title: ClassVar[str] = "Map"
    shown_by: ClassVar[str] = "gdviz.views.map.view:MapView"
    needs: ClassVar[str] = "loss"
    pixels: ClassVar[bool] = True
    of_selected: ClassVar[bool] = True
    axes_show: ClassVar = frozenset({"parameters", "data"})

    x: Annotated[
        str,
        described(
            "Horizontal setting",
            "Which number of the run changes from left to right, by its path. Left empty, the map chooses.",
            max_length=80,
        ),
    ] = ""
    y: Annotated[
        str,
        described(
            "Vertical setting",
            "Which number of the run changes from bottom to top, by its path. Left empty, the map chooses.",
            max_length=80,
        ),
    ] = ""
    shows: Annotated[
        Shown,
        described(
            "Colors tell",
            "When a run arrives, at which minimum, or its final loss. Left empty, the map chooses.",
            words={
                "": "What suits the run",
                "arrived": "When it arrives",
                "basin": "Where it arrives",
                "final_loss": "Its final loss",
            },
        ),
    ] = ""

    def fitted(self) -> MapTile:
        """The tile without ranges of its own; its settings stay, as far as the run has them."""
        return replace(self, x_range=None, y_range=None)


class FairTile(PlotTile, frozen=True, tag="fair"):
    """The loss after all steps against the learning rate, a line for each optimizer."""

    title: ClassVar[str] = "Fair comparison"
    shown_by: ClassVar[str] = "gdviz.views.map.fair:FairView"
    needs: ClassVar[str] = "loss"
    of_selected: ClassVar[bool] = True
    axes_show: ClassVar = frozenset({"parameters", "data"})
