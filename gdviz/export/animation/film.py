"""Which steps an animation shows, and each for how long. No Qt."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from gdviz.notation.numbers import entry

KINDS = ("gif", "apng", "webp", "mp4")
SLOWEST, FASTEST = 0.1, 10_000.0  # steps a second
MOST_FPS = 50.0  # GIF players take anything quicker for 10 frames a second
MOST_FRAMES = 5000


@dataclass(frozen=True)
class Film:
    """From step `first` to `last`, `speed` steps a second, in at most `fps` frames a second.

    The last frame stays for `rest` seconds more. Raises ValueError for what can't be filmed.
    """

    first: int
    last: int
    speed: float = 5.0
    fps: float = 20.0
    rest: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.last:
            raise ValueError(f"an animation needs two steps, but goes from {self.first} to {self.last}")
        if not SLOWEST <= self.speed <= FASTEST:
            raise ValueError(f"the speed must be {entry(SLOWEST)} to {entry(FASTEST)} steps a second")
        if not 1.0 <= self.fps <= MOST_FPS:
            raise ValueError(f"an animation has 1 to {entry(MOST_FPS)} frames a second")
        if not 0.0 <= self.rest <= 60.0:
            raise ValueError("the last frame may stay for 0 to 60 seconds")
        if self.count > MOST_FRAMES:
            raise ValueError(
                f"{self.count} frames are more than {MOST_FRAMES}: take fewer steps, or more speed"
            )

    @classmethod
    def of_length(cls, first: int, last: int, seconds: float, fps: float = 20.0, rest: float = 1.0) -> Film:
        """The film that lasts so long, the rest not counted.

        >>> Film.of_length(0, 40, 8).speed
        5.0
        """
        if not seconds > 0:
            raise ValueError("the length must be greater than 0 seconds")
        return cls(first, last, (last - first) / seconds, fps, rest)

    @property
    def length(self) -> float:
        """How many seconds it takes to the last step."""
        return (self.last - self.first) / self.speed

    @property
    def count(self) -> int:
        """How many frames it has."""
        return 1 + max(1, round((self.last - self.first) * min(1.0, self.fps / self.speed)))

    def steps(self) -> list[int]:
        """The step of each frame.

        >>> Film(0, 10, speed=40, fps=20).steps()
        [0, 2, 4, 6, 8, 10]
        """
        gaps = self.count - 1
        return [self.first + round(place * (self.last - self.first) / gaps) for place in range(self.count)]

    def milliseconds(self) -> list[int]:
        """How long each frame stays, in hundredths of a second as GIF has them; their sum does not drift.

        >>> Film(0, 3, speed=3, rest=1).milliseconds()
        [330, 340, 330, 1330]
        """
        each = 1000 * self.length / (self.count - 1)
        ends = [10 * round(each * place / 10) for place in range(self.count)]
        last = 10 * round((each + 1000 * self.rest) / 10)
        return [*(after - before for before, after in itertools.pairwise(ends)), last]


__all__ = ["FASTEST", "KINDS", "MOST_FPS", "MOST_FRAMES", "SLOWEST", "Film"]
