"""Where words at a point of a plot stand so that they cover nothing, in pixels."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from gdviz.base.arrays import Array

APART = 2.0  # pixels between words and what they leave free
RINGS, TURNS = 12, 9  # places that are tried: rings around the point, and turns to both sides on each
BESIDE = 5  # places beside each of those above and below, to both sides
PARTS = np.linspace(0.0, 1.0, 13)[:, np.newaxis]  # points that are looked at along a leader
INSET = np.array([4.0, 0.0])  # pixels from the corner of words to where a leader begins, at least


def free_place(
    point: tuple[float, float],
    side: float,
    gap: float,
    rect: QRectF,
    area: QRectF,
    taken: Sequence[QRectF],
    lines: Array,
) -> QRectF:
    """The place nearest to `rect` that covers nothing: neither `taken` nor points of lines, ``(points, 2)``.

    `side` is the angle at which words and their point, `gap` pixels apart, lie by themselves. Better is a
    place from which the line to the point crosses nothing. Where lines are everywhere it covers some of them,
    and where all is `taken` it is `rect` itself.
    """
    size = np.array([rect.width(), rect.height()])
    own = [(rect.left(), rect.top() + down * rect.height()) for down in (0, 1, -1)]
    corners = np.concatenate([own, np.array(point) + _around(side, gap, *size.tolist())])
    (left, top), (right, bottom) = _ends(area)
    corners = corners[np.all((corners >= (left, top)) & (corners + size <= (right, bottom)), axis=1)]
    near, far = np.moveaxis(np.array([_ends(each) for each in taken]).reshape(-1, 2, 2), 1, 0)
    corners = corners[~_meet(corners, corners + size, near, far).any(axis=0)]
    begins = np.clip(point, corners + INSET, corners + size - INSET)  # of the lines to the point
    along = (begins + (point - begins) * PARTS[:, np.newaxis]).reshape(-1, 2)
    apart = ~((near <= point) & (far >= point)).all(axis=1)  # at what lies on the point each line ends
    within = _meet(along, along, near[apart], far[apart]).any(axis=0)
    crosses = within.reshape(len(PARTS), -1).any(axis=0)
    corners = np.concatenate([corners[~crosses], corners[crosses]])
    x, y = np.ascontiguousarray(lines.T)  # column by column it takes a fifth of the time
    for left, top in corners:
        if not _over(x, y, left, top, *size.tolist()):
            return QRectF(left, top, *size)
    return QRectF(*corners[0], *size) if len(corners) else rect


def covers(rect: QRectF, lines: Array) -> bool:
    """Whether words cover points of lines, ``(points, 2)``."""
    x, y = lines.T
    return _over(x, y, rect.left(), rect.top(), rect.width(), rect.height())


def _over(x: Array, y: Array, left: float, top: float, width: float, height: float) -> bool:
    across = x[(y > top - APART) & (y < top + height + APART)]
    return bool(((across > left - APART) & (across < left + width + APART)).any())


def _meet(low: Array, high: Array, near: Array, far: Array) -> Array:
    """Whether rectangles, from `low` to `high` ``(places, 2)``, meet each of others: ``(others, places)``.

    Coordinate by coordinate: along an axis of two NumPy takes ten times as long.
    """
    (left, top), (right, bottom) = np.ascontiguousarray(low.T), np.ascontiguousarray(high.T)
    x = (left < far[:, :1]) & (right > near[:, :1])
    found: Array = x & (top < far[:, 1:]) & (bottom > near[:, 1:])
    return found


@functools.lru_cache(maxsize=256)
def _around(side: float, gap: float, width: float, height: float) -> Array:
    """The corners of places around a point, from there, the nearest first: ``(places, 2)``.

    After those on rings come those beside the ones above and below the point, for the rooms between lines.
    """
    turns = np.array([math.pi / 8 * turn * sign for turn in range(TURNS) for sign in (1, -1)]) + side
    away = gap + 0.7 * height * np.arange(RINGS)[:, np.newaxis]
    rings = np.cos(turns) * (width / 2 + away), np.sin(turns) * (height / 2 + away)
    beside = np.meshgrid(height * np.arange(-BESIDE, BESIDE + 1), np.concatenate([-away, away]))
    nearest = np.argsort(np.hypot(*beside), axis=None, kind="stable")
    x, y = (
        np.concatenate([one.ravel(), other.ravel()[nearest]])
        for one, other in zip(rings, beside, strict=True)
    )
    return np.stack([x - width / 2, y - height / 2], axis=1)


def leader(x: float, y: float, rect: QRectF) -> tuple[QPointF, QPointF]:
    """From the edge of words to their point."""
    across = min(max(x, rect.left() + INSET[0]), rect.right() - INSET[0])
    return QPointF(across, min(max(y, rect.top()), rect.bottom())), QPointF(x, y)


def _ends(rect: QRectF) -> tuple[tuple[float, float], tuple[float, float]]:
    return (rect.left(), rect.top()), (rect.right(), rect.bottom())
