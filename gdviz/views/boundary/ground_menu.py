"""What the boundary's menu offers of its ground: whether it has shades, and whether test points are drawn."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from gdviz.views.boundary.options import BoundaryTile


class GroundMenu(QObject):
    """Two switches; `changed` tells the action's text, the option's name and whether it is on."""

    changed = Signal(str, str, bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.by_option = {name: QAction(self) for name in ("discrete", "tested")}
        for name, action in self.by_option.items():
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(self._turn)
        self.retranslate()

    def retranslate(self) -> None:
        """The words."""
        discrete, tested = self.by_option.values()
        discrete.setText(self.tr("Discrete output"))
        discrete.setToolTip(self.tr("Colors each place by what the model decides for, without shades."))
        tested.setText(self.tr("Test points"))
        tested.setToolTip(self.tr("Draws the points that are held back for the test, too."))

    def actions(self, tile: BoundaryTile, *, held_back: bool) -> list[QAction]:
        """The switches as they are; `held_back` says whether there are test points at all."""
        discrete, tested = self.by_option.values()
        discrete.setChecked(tile.discrete)
        tested.setChecked(tile.tested)
        return [discrete, tested] if held_back else [discrete]

    @Slot(bool)
    def _turn(self, on: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.changed.emit(action.text(), action.data(), on)
