"""Where panels of one size stand side by side, as large as they can be."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF

WIDER = 0.4  # of a panel's width: how much further apart panels stand where there is room
NEARER = 0.35  # of the gap between rows
SMALLEST = 24.0  # pixels: nothing can be seen on a smaller panel


class Room(Struct, frozen=True):
    """Pixels around the panels: numbers and title left of each row and below the last, words above each."""

    left: float
    bottom: float
    top: float
    gap: float  # between two panels of a row; the rows stand nearer
    right: float = 0.0  # of the whole grid


def arranged(
    count: int, width: float, height: float, aspect: float | None, room: Room
) -> tuple[list[QRectF], int]:
    """The rectangles of `count` panels in a space, and how many stand in a row.

    `aspect` is width by height of a panel; None lets panels take whatever shape fills the space.

    >>> room = Room(left=0, bottom=0, top=0, gap=0)
    >>> [(area.x(), area.width()) for area in arranged(3, 300, 100, 1.0, room)[0]]
    [(0.0, 100.0), (100.0, 100.0), (200.0, 100.0)]
    """
    if count == 0:
        return [], 0
    best: tuple[bool, float, int, float, float] | None = None
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        wide = (width - room.left - room.right - room.gap * (columns - 1)) / columns
        high = (height - room.bottom - NEARER * room.gap * (rows - 1)) / rows - room.top
        if aspect is not None:
            wide, high = min(wide, high * aspect), min(high, wide / aspect)
        wide, high = max(wide, SMALLEST), max(high, SMALLEST)
        # Of free shapes the one nearest to 4 by 3 shows most.
        size = wide * high if aspect is not None else min(wide, high * 4 / 3)
        # Where there is hardly any room, better tiny panels that are all there than some out of sight.
        fits = _tall(rows, high, room) <= height + 1
        if best is None or (fits, size) > (best[0], best[1] * 1.001):
            best = fits, size, columns, wide, high
    assert best is not None
    _, _, columns, wide, high = best
    rows = -(-count // columns)
    gap, used = room.gap, columns * wide + (columns - 1) * room.gap + room.left + room.right
    if columns > 1 and used < width:  # what is left over parts them: there is more room for the words above
        wider = min((width - used) / columns, WIDER * wide)
        gap, used = gap + wider, used + (columns - 1) * wider
    left = max(0.0, (width - used) / 2) + room.left
    top = max(0.0, (height - _tall(rows, high, room)) * 0.3) + room.top
    down = high + room.top + NEARER * room.gap
    areas = []
    for place in range(count):
        row, column = divmod(place, columns)
        areas.append(QRectF(left + column * (wide + gap), top + row * down, wide, high))
    return areas, columns


def _tall(rows: int, high: float, room: Room) -> float:
    """How high so many rows of panels stand with all around them."""
    return rows * (high + room.top) + NEARER * room.gap * (rows - 1) + room.bottom
