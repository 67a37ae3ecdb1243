"""When the next frame comes: at most one a tick, and none while nothing happens."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

TICK = 0.016  # seconds between frames
SLACK = 0.004  # seconds that a timer may be late
BREATH = 0.002  # seconds that the event loop has to itself after a frame that took longer than a tick


class Ticker(QObject):
    """A timer that is asked for each tick; of several wishes the earliest counts."""

    ticked = Signal(float)  # seconds since the tick before, or since `start_clock`

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._clock = self._tick = self._shown = -math.inf
        self._rest = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._timeout)

    @property
    def active(self) -> bool:
        """Whether a tick is to come."""
        return self._timer.isActive()

    def start_clock(self) -> None:
        """Count the seconds of the next tick from now."""
        self._clock = time.perf_counter()

    def shown(self) -> None:
        """This tick brought a frame."""
        self._shown = self._tick

    @Slot()
    def soon(self) -> None:
        """Tick in the next turn of the event loop, but not within a tick of the last frame."""
        self.within(self._shown + TICK - time.perf_counter())

    def again(self, *, rest: bool = False) -> None:
        """Tick when the next frame is due; with `rest`, where drawing and painting this one takes longer than
        a tick, not before the window has had as long to itself."""
        self.within(max(BREATH, self._tick + TICK - time.perf_counter()))
        self._rest = rest

    def within(self, seconds: float) -> None:
        """Tick in so many seconds, unless a tick comes earlier anyway."""
        self._rest = False
        wait = round(1000 * max(seconds, 0.0))
        if not self._closed and not 0 <= self._timer.remainingTime() <= wait:
            self._timer.start(wait)

    def close(self) -> None:
        """Tick no more."""
        self._closed = True
        self._timer.stop()

    @Slot()
    def _timeout(self) -> None:
        now = time.perf_counter()
        if self._rest and (took := now - self._tick) > TICK + SLACK:  # paints come before timers
            self.within(took)
            return
        self._tick = now
        seconds, self._clock = self._tick - self._clock, self._tick
        self.ticked.emit(seconds)
