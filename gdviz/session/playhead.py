"""The arithmetic of playing: seconds become steps. No Qt, no clock."""

from __future__ import annotations

import math

from msgspec import Struct

SLOWEST, FASTEST = 0.5, 1000.0  # steps a second; math.inf is beyond both
FIRST_STEP = 0.25  # seconds after `play` in which the first step comes, unless the speed is `SLOW`
REST = 0.75  # seconds that a loop stays at the end: to be read, and so that a short run doesn't flicker
SLOW = 1.0  # steps a second up to which the picture moves between two steps
LEAP = 0.5  # seconds, the longest that one frame may make up for after the machine was busy


def fit_speed(speed: float, steps: int) -> float:
    """`speed`, or a faster one for a run of so many steps that would play for more than two minutes.

    The faster one plays it in about half a minute, as far as the fastest speed allows.

    >>> fit_speed(5, 40), fit_speed(5, 1500), fit_speed(5, 40_000)
    (5, 50, 1000.0)
    """
    if steps <= 120 * speed:
        return speed
    return next((each for each in (10, 20, 50, 100, 200, 500) if steps <= 40 * each), FASTEST)


class Playhead(Struct):
    """Where the playhead is and how it moves.

    `position` is in steps; its whole part is what is shown. It may lie beyond the end of the run on stage: an
    edit that makes the run shorter, or diverge, and the edit back leave it where it was.
    """

    position: float = 0.0
    playing: bool = False
    speed: float = 4.0
    loop: bool = False
    until: int | None = None  # the step at which what plays stops by itself; None: the end
    _rested: float = 0.0

    def at(self, last: int) -> int:
        """The step shown in a run whose last step is `last`.

        >>> Playhead(7.9).at(40), Playhead(7.9).at(3)
        (7, 3)
        """
        return max(0, min(math.floor(self.position), last))

    def between(self, reached: int) -> float:
        """How much of the way to the next step is done, 0 to 1, where that is played slowly; else 0.

        `reached` is the last step that is computed.

        >>> Playhead(3.25, True, 0.5).between(40), Playhead(3.25, True, 4.0).between(40)
        (0.25, 0.0)
        """
        if not self.playing or self.speed > SLOW or self.position >= reached:
            return 0.0
        return self.position - math.floor(self.position)

    def move(self, step: int, last: int) -> None:
        """Go to `step`, clamped to 0 … `last`."""
        self.position = float(max(0, min(step, last)))
        self._rested = 0.0

    def play(self, last: int, until: int | None = None) -> None:
        """Start playing; from the beginning if the playhead is at the end. It stops at step `until`."""
        self.until = until
        if self.playing:
            return
        step = self.at(last)
        if step >= last:
            step = 0
        self.playing = True
        self._rested = 0.0
        # At slow playback the picture moves at once, without a step being made.
        at_once = math.isinf(self.speed) or self.speed <= SLOW
        self.position = step if at_once else step + max(0.0, 1.0 - FIRST_STEP * self.speed)

    def pause(self) -> None:
        """Stop playing, on the step that is shown."""
        self.playing = False
        self.position = float(math.floor(self.position))

    def set_speed(self, speed: float) -> None:
        """Steps a second, clamped to 0.5 … 1000; math.inf is as fast as rows are computed.

        Raises ValueError for what is not a positive number.
        """
        if not speed > 0:
            raise ValueError(f"the speed must be a positive number, but is {speed}")
        self.speed = speed if math.isinf(speed) else max(SLOWEST, min(speed, FASTEST))

    def advance(self, seconds: float, reached: int, last: int) -> None:
        """Play on for `seconds`: at most to `reached`, the last step that is computed; `last` is the end.

        Where the rows are not there yet the playhead waits. At the end it stops, or rests and starts over.
        At infinite speed it goes to `reached` at once.
        """
        if not self.playing:
            return
        if self.until is not None and self.until < last:
            last, reached, loop = self.until, min(reached, self.until), False
        else:
            loop = self.loop
        seconds = min(seconds, LEAP)
        self.position = min(self.position, float(last))
        if self.position >= last and reached >= last:
            self._rest(seconds, loop)
            return
        target = math.inf if math.isinf(self.speed) else self.position + seconds * self.speed
        self.position = max(self.position, min(target, float(reached)))
        if self.position >= last and reached >= last and not loop:
            self.playing = False

    def _rest(self, seconds: float, loop: bool) -> None:
        self._rested += seconds
        if not loop:
            self.playing = False
        elif self._rested >= REST and self.position > 0:
            self.position, self._rested = 0.0, 0.0
