"""Which parts of a polyline lie in a rectangle: what is far outside costs as much to paint as the rest."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array


def shares_inside(points: Array, corners: Array) -> tuple[Array, Array]:
    """Of each way from one of ``(points, 2)`` to the next the shares at which it comes into the rectangle and
    leaves it, ``(points - 1,)`` both: where the first is not the smaller one it never does.

    `corners` ``(2, 2)`` are opposite ones; NaN parts lines.
    """
    begins, ways = points[:-1], points[1:] - points[:-1]
    with np.errstate(all="ignore"):
        ends = np.sort((corners[:, np.newaxis] - begins) / ways, axis=0)
        return np.maximum(ends[0].max(axis=1), 0.0), np.minimum(ends[1].min(axis=1), 1.0)


def clipped(points: Array, corners: Array) -> Array:
    """The polyline ``(points, 2)`` without what lies outside of the rectangle, NaN between its pieces.

    >>> clipped(np.array([[0.0, 0.0], [8.0, 0.0], [8.0, 2.0], [2.0, 2.0]]), np.array([[-4.0, -4.0], [4, 4]]))
    array([[ 0.,  0.],
           [ 4.,  0.],
           [nan, nan],
           [ 4.,  2.],
           [ 2.,  2.]])
    """
    low, high = corners.min(axis=0), corners.max(axis=0)
    if len(points) < 2 or ((points >= low) & (points <= high)).all():
        return points
    comes, leaves = shares_inside(points, corners)
    seen = comes < leaves
    begins, ways = points[:-1][seen], np.diff(points, axis=0)[seen]
    pieces = np.full((len(begins), 3, 2), np.nan)
    pieces[:, 0] = begins + comes[seen, np.newaxis] * ways
    pieces[:, 1] = begins + leaves[seen, np.newaxis] * ways
    return pieces.reshape(-1, 2)[:-1]
