"""What of a frame differs from the one before it: the rest need not be written again."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array


def difference(pixels: Array, before: Array, same: int) -> tuple[int, int, Array]:
    """Where the smallest part that holds every change begins, from the left and from above, and this part.

    Both are ``(rows, columns)``. What does not differ is `same`; where nothing does, it is one such pixel.

    >>> difference(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0, 3], [4, 5, 0]]), same=-1)
    (1, 0, array([[ 2, -1],
           [-1,  6]]))
    """
    mask = pixels != before
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    top, bottom = (int(rows[0]), int(rows[-1])) if len(rows) else (0, 0)
    left, right = (int(columns[0]), int(columns[-1])) if len(columns) else (0, 0)
    part = np.s_[top : bottom + 1, left : right + 1]
    return left, top, np.where(mask[part], pixels[part], pixels.dtype.type(same))
