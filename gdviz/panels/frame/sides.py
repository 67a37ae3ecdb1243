"""A column of settled width beside the stage: whatever the window gains or loses is the stage's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from gdviz.stage.splitters import KeyHandle

USUAL = 320.0  # the column's width in pixels, at a type of 1
NARROWEST = 240.0
LARGEST_SHARE = 1 / 3  # of the window: the stage is the hero


class Sides(QSplitter):
    """Two widgets side by side; `width_wanted` (pixels at a type of 1) is what a hand gave the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.width_wanted = USUAL
        self.scale = 1.0
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved)

    def createHandle(self) -> QSplitterHandle:
        """One that keys can take, too."""
        return KeyHandle(self.orientation(), self)

    def set_width(self, width: float) -> None:
        """Give the column that width, in pixels at a type of 1."""
        self.width_wanted = max(NARROWEST, width)
        self.apply()

    def set_scale(self, scale: float) -> None:
        """Take the type's size as a factor."""
        self.scale = scale
        column = self.widget(0)
        if self.count() > 1 and column is not None:
            column.setMinimumWidth(round(NARROWEST * scale))
        self.apply()

    def apply(self) -> None:
        """Divide what there is."""
        if self.count() < 2:
            return  # the column lies elsewhere
        column = min(self.width_wanted * self.scale, self.width() * LARGEST_SHARE)
        self.setSizes([round(column), max(1, self.width() - self.handleWidth() - round(column))])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays as wide as it was, up to its share."""
        super().resizeEvent(event)
        self.apply()

    @Slot(int, int)
    def _moved(self, _position: int, _index: int) -> None:
        self.width_wanted = max(NARROWEST, self.sizes()[0] / self.scale)
