"""The views. Each declares its tile in a module without Qt, which `document.tiles.VIEWS` lists."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gdviz.document.tiles import VIEWS, ViewName, named, tile_class

if TYPE_CHECKING:
    from gdviz.views.common.view import View


class Views(Mapping[ViewName, "type[View]"]):
    """The class of each view by its name; its module is read when it is asked for: a start needs few."""

    def __getitem__(self, name: ViewName) -> "type[View]":
        from gdviz.views.plot.lazy_qt import read_pyqtgraph

        read_pyqtgraph()  # before a view does
        cls: type[View] = named(tile_class(name).shown_by)
        return cls

    def __iter__(self) -> Iterator[ViewName]:
        return iter(VIEWS)

    def __len__(self) -> int:
        return len(VIEWS)


ALL = Views()
