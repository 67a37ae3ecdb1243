"""The network's place on the stage: it has no options. No Qt."""

from __future__ import annotations

from typing import ClassVar

from gdviz.document.tiles import Tile


class NetworkTile(Tile, frozen=True, tag="network"):
    """The selected run's network."""

    title: ClassVar[str] = "Network"
    shown_by: ClassVar[str] = "gdviz.views.network.view:NetworkView"
    smallest: ClassVar = (380.0, 240.0)  # with what each layer is
    needs: ClassVar[str] = "train_total_loss"
    pixels: ClassVar[bool] = True
    of_selected: ClassVar[bool] = True
