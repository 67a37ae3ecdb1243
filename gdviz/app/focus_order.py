"""Where the focus goes: Tab to each control once as they are read, F6 from region to region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from gdviz.app.focus_ring import FocusRing
from gdviz.look.reading_order import DIRECT, in_order, parts_of, stops
from gdviz.look.shortcuts import bind
from gdviz.stage.splitters import KeyHandle
from gdviz.stage.tile import TileFrame

if TYPE_CHECKING:
    from gdviz.app.window import Window


class FocusOrder(QObject):
    """The window's own order of Tab, and its regions."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.ring = FocusRing(window)
        for name, slot in (("region_next", self.go_on), ("region_back", self.go_back)):
            bind(QShortcut(window), name).activated.connect(slot)

    def regions(self) -> list[QWidget]:
        """What is seen of the window's regions, as they are read: a view is one."""
        window, arrangement = self.window, self.window.arrangement
        column = parts_of(arrangement.column) if arrangement.column.isVisible() else []
        column += window.splitter.findChildren(KeyHandle, options=DIRECT)
        above = [window.lesson, window.beats.strip, window.banner]
        stage = window.stage
        tiles = [each for each in in_order(stage.column) if isinstance(each, TileFrame | KeyHandle)]
        views = [stage.legend, *tiles, stage.empty]
        below = [arrangement.foot_widget, window.transport, window.status]
        every = [*column, *above, *views, window.beats.question]
        known = [*every, *below]
        inside = stops(arrangement.central)
        others = [
            stop for stop in inside if not any(each is stop or each.isAncestorOf(stop) for each in known)
        ]
        return [region for region in (*every, *others, *below) if stops(region)]

    def stops(self) -> list[QWidget]:
        """What Tab visits, in its order."""
        return [each for region in self.regions() for each in stops(region)]

    def move(self, forward: bool) -> bool:
        """Give the focus to what comes next, from where it is now; whether there is something."""
        every, now = self.stops(), QApplication.focusWidget()
        if not every:
            return False
        if now in every:
            place = every.index(now) + (1 if forward else -1)
        else:
            place = self._beside(every, now, forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        self.give(every[place % len(every)], reason)
        return True

    @staticmethod
    def _beside(every: list[QWidget], now: QWidget | None, forward: bool) -> int:
        """The place of the stop after or before a widget that is none."""
        inside = [place for place, stop in enumerate(every) if now is not None and now.isAncestorOf(stop)]
        if inside:
            return inside[0] if forward else inside[0] - 1
        return 0 if forward else -1

    @Slot()
    def go_on(self) -> None:
        """Go to the next region."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """Go to the region before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        regions = [each for each in self.regions() if not isinstance(each, KeyHandle)]
        now = QApplication.focusWidget()
        here = [
            place
            for place, each in enumerate(regions)
            if now is not None and (each is now or each.isAncestorOf(now))
        ]
        place = here[0] + by if here else (0 if by > 0 else -1)
        region = regions[place % len(regions)]
        # A view is entered at what it shows, not at the buttons above.
        inside = stops(region.view) if isinstance(region, TileFrame) else []
        self.give((inside or stops(region))[0], Qt.FocusReason.TabFocusReason)

    def give(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        """Give the focus, and bring what gets it into sight."""
        widget.setFocus(reason)
        self.window.arrangement.uncover(widget)
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)
            parent = parent.parentWidget()
        self.ring.show_around(widget)
