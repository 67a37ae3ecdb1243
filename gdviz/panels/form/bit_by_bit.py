"""Work on a widget that takes longer than a hand waits: the window answers between its bits."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

AT_ONCE = 0.005  # seconds of work, after which the window answers


class BitByBit(QObject):
    """Does one work at a time, later or now; `widget` is seen as it was until a later one is done."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._work: Iterator[None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on_for_a_while)

    @property
    def busy(self) -> bool:
        """Whether something is left to be done."""
        return self._work is not None

    def take(self, work: Iterator[None]) -> None:
        """Do this, which has a bit before each `yield`, and nothing of what was to be done before."""
        self._work = work

    def later(self, milliseconds: int) -> None:
        """Do what was taken, this long after it is asked for first."""
        if not self._timer.isActive():
            self._timer.start(milliseconds)

    def finish(self) -> None:
        """Do now what is left; nothing where that itself asks for it."""
        while self._go_on():
            pass

    def _go_on(self) -> bool:
        """Do one bit; whether there may be more."""
        work, self._work = self._work, None
        for _ in work or ():
            self._work = self._work or work
            return True
        return self.busy

    @Slot()
    def _go_on_for_a_while(self) -> None:
        end = time.perf_counter() + AT_ONCE
        while more := self._go_on():
            if time.perf_counter() > end:
                self._timer.start(0)
                break
        self._widget.setUpdatesEnabled(not more)
