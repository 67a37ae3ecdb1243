"""Cyclic garbage is collected in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from gdviz.base.heap import give_back
from gdviz.base.interpreter import ThreadSettings

EVERY = 2000  # milliseconds


class GarbageCollector(QObject):
    """Replaces automatic collection by a slow timer in the thread that creates it, until `close`.

    `ThreadSettings` are held as long.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = ThreadSettings()
        self._timer = QTimer(self, timerType=Qt.TimerType.VeryCoarseTimer, interval=EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                if generation == 2:
                    give_back()
                return

    def close(self) -> None:
        """Give collection back to Python, if it had it."""
        self._timer.stop()
        self._settings.release()
