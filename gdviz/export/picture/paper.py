"""How large a picture is: pixels, and how many of them an inch has. No Qt."""

from __future__ import annotations

from msgspec import Struct

from gdviz.notation.numbers import entry

INCH = 25.4  # millimetres
POINT = INCH / 72
SMALLEST, LARGEST = 64, 16_384  # pixels of an edge
MOST = 200_000_000  # pixels in all: 0.8 GB while it is painted
LOWEST_DPI, HIGHEST_DPI = 24.0, 2400.0


class Paper(Struct, frozen=True):
    """A size in pixels, `dpi` of which are an inch; so it has a size in millimetres, too.

    Raises ValueError for sizes that can't be painted.

    >>> paper = Paper.of_mm(160, 90, dpi=300)
    >>> paper.width, paper.height, round(paper.width_mm, 1)
    (1890, 1063, 160.0)
    """

    width: int
    height: int
    dpi: float = 96.0

    def __post_init__(self) -> None:
        if not LOWEST_DPI <= self.dpi <= HIGHEST_DPI:
            raise ValueError(
                f"dpi must lie between {entry(LOWEST_DPI)} and {entry(HIGHEST_DPI)}, but is {entry(self.dpi)}"
            )
        for edge in (self.width, self.height):
            if not SMALLEST <= edge <= LARGEST:
                raise ValueError(
                    f"an edge must have {SMALLEST} to {LARGEST} pixels, but {self.width} × {self.height} "
                    f"were asked for"
                )
        if self.width * self.height > MOST:
            raise ValueError(f"{self.width} × {self.height} are too many pixels")

    @classmethod
    def of_mm(cls, width: float, height: float, dpi: float = 300.0) -> Paper:
        """The paper of a size in millimetres."""
        return cls(round(width / INCH * dpi), round(height / INCH * dpi), dpi)

    @property
    def width_mm(self) -> float:
        """How wide it is, in millimetres."""
        return self.width / self.dpi * INCH

    @property
    def height_mm(self) -> float:
        """How high it is, in millimetres."""
        return self.height / self.dpi * INCH

    def finer(self, ratio: float) -> Paper:
        """The same millimetres in `ratio` (>= 1) times as many pixels an inch, or in as many as can be.

        >>> Paper(1000, 500).finer(2.0), Paper(12_000, 100).finer(2.0).width
        (Paper(width=2000, height=1000, dpi=192.0), 16384)
        """
        edge = max(self.width, self.height)
        ratio = min(ratio, LARGEST / edge, (MOST / (self.width * self.height)) ** 0.5, HIGHEST_DPI / self.dpi)
        ratio = max(ratio, 1.0)
        return Paper(int(self.width * ratio + 1e-6), int(self.height * ratio + 1e-6), self.dpi * ratio)

    def logical(self, dpi: float) -> tuple[int, int]:
        """How many logical pixels, `dpi` of them an inch, it is wide and high."""
        return max(1, round(self.width * dpi / self.dpi)), max(1, round(self.height * dpi / self.dpi))
