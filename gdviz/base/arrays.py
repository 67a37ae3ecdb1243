"""The one name for arrays of NumPy in annotations, and what NumPy does not do at once.

NumPy's types do not know shapes, so a docstring says them: ``(rows, parameters)``. What numbers an array
holds follows from the precision of a run; where they are fixed (pixels, indices), the annotation
says so: ``NDArray[np.uint8]``.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def distinct(values: Array) -> Array:
    """The values of an array, sorted and each once.

    As ``np.unique``, which reads NumPy's package of masked arrays in at its first call: a stall in a window.

    >>> distinct(np.array([3, 1, 3, 2])).tolist()
    [1, 2, 3]
    """
    ordered = np.sort(values, axis=None)
    found: Array = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return found
