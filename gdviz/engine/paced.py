"""A descent advanced in bursts of a few milliseconds, so that whoever computes it can look up in between."""

from __future__ import annotations

import time

from gdviz.engine.runs import AnyDescent

FIRST_BURST = 4  # rows: seen at once, and soon over however slow a step is
BURST = 0.005  # seconds that a burst aims at
GROWTH = 8  # how much longer than the last a burst may be


class Paced:
    """A descent and how fast it goes here."""

    def __init__(self, descent: AnyDescent) -> None:
        self.descent = descent
        self._burst = FIRST_BURST
        self._pace = 0.0  # seconds a row

    @property
    def seconds_left(self) -> float:
        """About how long the rest takes, by the last burst; 0 where nothing is known."""
        recording = self.descent.recording
        return 0.0 if recording.finished else (recording.rows - recording.published) * self._pace

    def work(self) -> None:
        """Compute one burst."""
        began = time.perf_counter()
        made = self.descent.advance(self._burst)
        took = time.perf_counter() - began
        if not made and took > 0:
            self._pace = took / self._burst
            self._burst = max(1, min(int(BURST / self._pace), self._burst * GROWTH))
