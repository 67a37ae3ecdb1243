"""Which steps an animation shows, and each for how long. No Qt."""

from __future__ import annotations

import itertools

from msgspec import Struct

from gdviz.notation.numbers import entry

KINDS = ("gif", "apng", "webp", "mp4")
SLOWEST, FASTEST = 0.1, 10_000.0  # steps a second
MOST_FPS = 50.0  # GIF players take anything quicker for 10 frames a second
MOST_FRAMES = 5000


class Film(Struct, frozen=True):
    """From step `first` to `last`, `speed` steps a second, in at most `fps` frames a second.

    The last frame stays for `rest` seconds more. `between` fills the time between two steps with frames,
    in which the views move. Raises ValueError for what can't be filmed.
    """

    first: int
    last: int
    speed: float = 5.0
    fps: float = 20.0
    rest: float = 1.0
    between: bool = False

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
    def of_length(
        cls,
        first: int,
        last: int,
        seconds: float,
        fps: float = 20.0,
        rest: float = 1.0,
        between: bool = False,
    ) -> Film:
        """The film that lasts so many seconds, the rest not counted. Raises ValueError where none can.

        >>> Film.of_length(0, 40, 8).speed
        5.0
        """
        if not seconds > 0:
            raise ValueError("the length must be greater than 0 seconds")
        return cls(first, last, (last - first) / seconds, fps, rest, between)

    @property
    def length(self) -> float:
        """How many seconds it takes to the last step."""
        return (self.last - self.first) / self.speed

    @property
    def count(self) -> int:
        """How many frames it has."""
        a_step = self.fps / self.speed if self.between else min(1.0, self.fps / self.speed)
        return 1 + max(1, round((self.last - self.first) * a_step))

    def moments(self) -> list[tuple[int, float]]:
        """The step of each frame, and how much of the way to the next one is done: nothing, unless `between`.

        >>> Film(0, 10, speed=40, fps=20).moments()[:3]
        [(0, 0.0), (2, 0.0), (4, 0.0)]
        >>> Film(3, 4, speed=5, fps=20, between=True).moments()
        [(3, 0.0), (3, 0.25), (3, 0.5), (3, 0.75), (4, 0.0)]
        """
        gaps, steps = self.count - 1, self.last - self.first
        places = [round(self.first + place * steps / gaps, 6) for place in range(self.count)]
        if self.between:
            return [(int(place), round(place % 1, 6)) for place in places[:-1]] + [(self.last, 0.0)]
        return [(round(place), 0.0) for place in places]

    def milliseconds(self) -> list[int]:
        """How long each frame stays, in hundredths of a second as GIF has them; their sum does not drift.

        >>> Film(0, 3, speed=3, rest=1).milliseconds()
        [330, 340, 330, 1330]
        """
        each = 1000 * self.length / (self.count - 1)
        ends = [10 * round(each * place / 10) for place in range(self.count)]
        last = 10 * round((each + 1000 * self.rest) / 10)
        return [*(after - before for before, after in itertools.pairwise(ends)), last]
