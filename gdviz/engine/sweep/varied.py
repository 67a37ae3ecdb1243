"""A field that has another number at every place: an array that computes as the plain number of a field does.

Fields are Python's numbers: among each other they compute in float64, and beside an array they take its
precision. An array of float64 would force its precision on what it meets; `Varied` does not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from gdviz.base.arrays import Array

EXACT = {  # what rounds the same for Python's numbers and for arrays, by IEEE 754
    *(np.add, np.subtract, np.multiply, np.true_divide, np.negative, np.positive, np.absolute),
    *(np.minimum, np.maximum, np.sign),
    *(np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal),
}


class Varied(np.lib.mixins.NDArrayOperatorsMixin):
    """The numbers of one field, an array of any shape. What would not be exact raises TypeError.

    >>> rate = Varied([0.1, 0.2])
    >>> (1 - rate) * np.ones(2, np.float32)
    array([0.9, 0.8], dtype=float32)
    """

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        return np.array(self.values, dtype)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if ufunc not in EXACT or method != "__call__":
            raise TypeError(f"{ufunc.__name__} of a field that varies")
        arrays = [each for each in inputs if isinstance(each, np.ndarray | np.generic)]
        if not arrays:
            return Varied(ufunc(*map(_values, inputs), **options))
        weak = [_sample(each) for each in inputs if not isinstance(each, np.ndarray | np.generic)]
        dtype = np.result_type(*(each.dtype for each in arrays), *weak)
        return ufunc(*(each.values.astype(dtype) if isinstance(each, Varied) else each for each in inputs))

    def __bool__(self) -> bool:
        """What holds at every place or at none; a choice that differs from place to place can't be made."""
        first = bool(self.values.flat[0])
        if not np.all(self.values.astype(bool) == first):
            raise TypeError("a choice that differs from place to place")
        return first

    __hash__ = object.__hash__


def _values(each: Any) -> Any:
    return each.values if isinstance(each, Varied) else each


def _sample(each: Any) -> float:
    """A plain number of the kind that an operand has."""
    values = np.asarray(_values(each))
    return 0.0 if values.dtype.kind == "f" else 0
