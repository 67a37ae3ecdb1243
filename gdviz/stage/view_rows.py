"""The rows of views on the stage, one below the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gdviz.document.tiles import ViewName
from gdviz.stage.fitting import Fitted
from gdviz.stage.splitters import ShareSplitter

Names = tuple[tuple[ViewName, ...], ...]


class ViewRows(ShareSplitter):
    """Divides the stage among its rows, and each row among its views; `released` is of any divider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.rows: list[ShareSplitter] = []
        self.names: Names = ()  # of the views in them

    def rebuild(
        self, names: Names, tile_of: Callable[[ViewName], QWidget], tiles: Mapping[ViewName, QWidget]
    ) -> None:
        """Put the tiles of these views into new rows; of the `tiles` that there are the others wait aside."""
        for tile in (tile for name, tile in tiles.items() if not any(name in row for row in names)):
            tile.setParent(self.parentWidget())
            tile.hide()
        old_rows, self.rows, self.names = self.rows, [], names
        for row in names:
            splitter = ShareSplitter(Qt.Orientation.Horizontal, self)
            splitter.released.connect(self.released)
            self.addWidget(splitter)
            self.rows.append(splitter)
            for name in row:
                splitter.addWidget(tile_of(name))
        for splitter in old_rows:
            splitter.setParent(None)
            splitter.deleteLater()

    def take_sizes(self, fit: Fitted) -> None:
        """Give rows and views the sizes that were found for them."""
        for splitter, widths in zip(self.rows, fit.widths, strict=True):
            splitter.divide(widths)
        self.divide(fit.heights)

    def show_rows(self, enlarged: ViewName | None) -> None:
        """Show all rows, or the one of the enlarged view."""
        for splitter, names in zip(self.rows, self.names, strict=True):
            splitter.setVisible(enlarged is None or enlarged in names)
            splitter.apply()
        self.apply()
