"""What drags do on the plots of a tile, for who can't drag: a menu whose entries are clicked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from gdviz.views.plot.plot_hand import CLOSER, PlotHand

SOON = 150  # milliseconds: the menu's going would take a hint along
FAR = 0.25  # of what is seen, for each click
# How many times as much is seen, and how far it goes to the right and up.
WAYS = ((CLOSER, 0, 0), (1 / CLOSER, 0, 0), (1, -FAR, 0), (1, FAR, 0), (1, 0, FAR), (1, 0, -FAR))


class ByClicks(QObject):
    """The menu of a tile that has plots."""

    def __init__(self, tile: QWidget) -> None:
        super().__init__(tile)
        self.tile = tile
        self.menu = QMenu(tile)
        self.move = self.menu.addAction("")
        self.move.triggered.connect(self._wait_for_clicks)
        self.menu.addSeparator()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._hint)
        self._axes: list[QAction] = []
        for way in WAYS:
            action = self.menu.addAction("")
            action.setData(way)
            action.triggered.connect(self._show)
            self._axes.append(action)

    @property
    def hands(self) -> list[PlotHand]:
        """Those of the tile's plots."""
        return self.tile.findChildren(PlotHand)

    def actions(self) -> list[QAction]:
        """The menu, where there are plots."""
        self.move.setEnabled(any(hand.grips() for hand in self.hands))
        return [self.menu.menuAction()] if self.hands else []

    def retranslate(self) -> None:
        """Put the menu's texts."""
        self.menu.setTitle(self.tr("Without dragging"))
        self.move.setText(self.tr("Move a mark by two clicks"))
        texts = self.tr("Zoom in"), self.tr("Zoom out"), self.tr("Go left"), self.tr("Go right")
        for action, text in zip(self._axes, (*texts, self.tr("Go up"), self.tr("Go down")), strict=True):
            action.setText(text)

    @Slot()
    def _show(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        factor, right, up = action.data()
        for hand in self.hands:
            hand.view.plot.zoom(factor)
            hand.view.plot.pan(right, up)

    @Slot()
    def _wait_for_clicks(self) -> None:
        hands = [hand for hand in self.hands if hand.grips()]
        for hand in hands[-1:]:
            hand.view.plot.setFocus(Qt.FocusReason.MouseFocusReason)
        for hand in hands:
            hand.wait_for_clicks()
        self._soon.start()

    @Slot()
    def _hint(self) -> None:
        held = any(hand.held for hand in self.hands)
        text = self.tr("Click where it belongs") if held else self.tr("Click a mark, then where it belongs")
        QToolTip.showText(QCursor.pos(), text, self.tile)
