"""The one name for arrays of NumPy in annotations.

NumPy's types do not know shapes, so a docstring says them: ``(rows, parameters)``. What numbers an array
holds follows from the precision of a run; where they are fixed (pixels, indices), the annotation
says so: ``NDArray[np.uint8]``.
"""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
