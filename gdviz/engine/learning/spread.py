"""The mean and the spread of data, however large these are."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array


def mean_and_spread(x: Array) -> tuple[Array, Array]:
    """The mean and the standard deviation along the first axis, 1 where that is 0.

    Squares of 1e200 are beyond all numbers: then both are found in parts of the largest. Of equal numbers,
    such as 0.1 three times, rounding leaves a mean beside them, and a deviation of a last digit.

    >>> mean_and_spread(np.array([[2e200, 5.0], [-2e200, 5.0]]))[1].tolist()
    [2e+200, 1.0]
    >>> mean_and_spread(np.array([0.1, 0.1, 0.1]))
    (array(0.1), array(1.))
    """
    with np.errstate(over="ignore", invalid="ignore"):
        mean, spread, equal = x.mean(axis=0), x.std(axis=0), np.ptp(x, axis=0) == 0
        if not np.isfinite(spread).all():
            unit = np.abs(x).max(axis=0)
            unit = np.where(np.isfinite(spread) | (unit == 0), 1.0, unit)
            mean, spread = (x / unit).mean(axis=0) * unit, (x / unit).std(axis=0) * unit
    return np.where(equal, x[0], mean), np.where(equal | ~(spread > 0), 1.0, spread)
