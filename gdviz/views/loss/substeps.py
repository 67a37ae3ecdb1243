"""What is seen between two steps at slow playback: slope, times the rate, the move, the new slope. No Qt."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array

# Where each part of a step begins and ends, as shares of it.
SLOPE = (0.0, 0.22)
RATE = (0.28, 0.5)  # with two parameters: the arrows, one after the other
MOVE = (0.56, 0.84)
NEW_SLOPE = (0.88, 1.0)
ARROWS = (SLOPE[0], RATE[1])


def grown(share: float, part: tuple[float, float]) -> float:
    """How far a part has grown, 0 to 1, gently at both ends.

    >>> grown(0.1, (0.2, 0.4)), grown(0.3, (0.2, 0.4)), grown(0.9, (0.2, 0.4))
    (0.0, 0.5, 1.0)
    """
    begin, end = part
    done = min(1.0, max(0.0, (share - begin) / (end - begin)))
    return round(done * done * (3 - 2 * done), 9)


def one_after_the_other(share: float, part: tuple[float, float], count: int) -> list[float]:
    """How far each of `count` things has grown that grow one after the other.

    >>> one_after_the_other(0.5, (0.0, 1.0), 2)
    [1.0, 0.0]
    """
    begin, end = part
    each = (end - begin) / max(1, count)
    return [grown(share, (begin + place * each, begin + (place + 1) * each)) for place in range(count)]


def on_hop(
    begin: tuple[float, float], end: tuple[float, float], done: Array | float, top: float = -np.inf
) -> Array:
    """The pixels ``(..., 2)`` on the low arc from `begin` to `end` where so much of it is done.

    It is the lower, the less room there is below `top`.
    """
    t = np.asarray(done, np.float64)[..., np.newaxis]
    length = float(np.hypot(end[0] - begin[0], end[1] - begin[1]))
    if length == 0:
        return np.broadcast_to(np.array(begin, np.float64), (*t.shape[:-1], 2))
    room = max(min(begin[1], end[1]) - top, 4.0)  # where an end lies outside, the arc leaves the plot, too
    height = min(0.16 * length, 36.0, room)
    middle = ((begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2)
    # Upright on the way, and upwards: off the curve, which lies below its chords around a minimum.
    across = ((end[1] - begin[1]) / length, (begin[0] - end[0]) / length)
    upwards = -1.0 if across[1] > 0 else 1.0
    peak = (middle[0] + 2 * height * upwards * across[0], middle[1] + 2 * height * upwards * across[1])
    places: Array = (1 - t) ** 2 * np.array(begin) + 2 * t * (1 - t) * np.array(peak) + t**2 * np.array(end)
    return places
