"""The table's place on the stage: it has no options. No Qt."""

from __future__ import annotations

from typing import ClassVar

from gdviz.document.tiles import Tile


class TableTile(Tile, frozen=True, tag="table"):
    """Every row of the selected run."""

    title: ClassVar[str] = "Table"
    shown_by: ClassVar[str] = "gdviz.views.table.view:TableView"
    smallest: ClassVar = (260.0, 180.0)
    of_selected: ClassVar[bool] = True
