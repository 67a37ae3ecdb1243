"""The two settings of a map, each to be chosen in a box above it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.look import Look
from gdviz.views.common.choice_box import ChoiceBox
from gdviz.views.map.map_axes import MapAxis


class SettingBoxes(Appearance, QWidget):
    """A box for each axis, which does not offer the other one's setting."""

    chosen = Signal(str, str)  # "x" or "y", and the path of its setting

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes = {option: ChoiceBox(self) for option in ("x", "y")}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        for widget in (self.boxes["x"], QLabel("×", self), self.boxes["y"]):
            row.addWidget(widget)
        row.addStretch(1)
        for box in self.boxes.values():
            box.activated.connect(self._activated)

    def set_look(self, look: Look) -> None:
        """Take type and colours."""
        super().set_look(look)
        for box in self.boxes.values():
            box.set_look(look)

    def retranslate(self) -> None:
        """Put the texts that stay."""
        self.boxes["x"].setToolTip(self.tr("Which setting changes from left to right"))
        self.boxes["y"].setToolTip(self.tr("Which setting changes from bottom to top"))
        self.boxes["x"].setAccessibleName(self.tr("Horizontal setting"))
        self.boxes["y"].setAccessibleName(self.tr("Vertical setting"))

    def show_axes(self, axes: tuple[MapAxis, MapAxis], names: Mapping[str, str]) -> None:
        """Offer the settings, path -> name, and choose those of the axes."""
        for box, axis, other in zip(self.boxes.values(), axes, reversed(axes), strict=True):
            offered = [(path, name) for path, name in names.items() if path != other.setting.path]
            if [(box.itemData(place), box.itemText(place)) for place in range(box.count())] != offered:
                box.clear()
                for path, name in offered:
                    box.addItem(name, path)
            box.setCurrentIndex([path for path, _ in offered].index(axis.setting.path))

    @Slot()
    def _activated(self) -> None:
        option = next(option for option, box in self.boxes.items() if box is self.sender())
        self.chosen.emit(option, self.boxes[option].currentData())
