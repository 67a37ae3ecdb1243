"""The moving average that a shadow of the parameters follows (``tf.train.ExponentialMovingAverage``)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from gdviz.engine.declare import Declared, described, ranged

Array = NDArray[np.floating[Any]]


class Average(Declared, frozen=True, tag_field="kind"):
    """Whether and how a shadow follows the parameters."""

    title: ClassVar[str] = ""


class NoAverage(Average, frozen=True, tag="none"):
    """No shadow."""

    title: ClassVar[str] = "None"


class MovingAverage(Average, frozen=True, tag="exponential"):
    """``shadow = decay * shadow + (1 - decay) * value``, over every parameter."""

    title: ClassVar[str] = "Moving average"

    decay: Annotated[
        float,
        ranged(
            "Decay",
            "How much of the old shadow is kept at each step. Larger is smoother and lags more; 0 copies the value.",
            ge=0.0,
            le=1.0,
            slider=(0.0, 1.0),
        ),
    ] = 0.99
    num_updates: Annotated[
        bool,
        described(
            "With num_updates",
            "Uses min(decay, (1 + n) / (10 + n)) with n = global_step, so that the shadow follows quickly at first.",
        ),
    ] = False
    start: Annotated[
        Literal["value", "zero"],
        described("Start", "Where the shadow begins: at the parameter's own value, or at zero."),
    ] = "value"
    debias: Annotated[
        bool,
        described(
            "Debias",
            "With a start at zero: divides by the weight gathered so far, so that the shadow is not pulled to zero.",
        ),
    ] = False

    def effective_decay(self, global_step: ArrayLike, dtype: DTypeLike = np.float64) -> Array:
        """The decay at each global_step: ``min(decay, (1 + n) / (10 + n))`` with num_updates, else `decay`.

        >>> MovingAverage(decay=0.99, num_updates=True).effective_decay([0, 100]).round(6)
        array([0.1     , 0.918182])
        """
        real = np.dtype(dtype).type
        n = np.asarray(global_step).astype(dtype)
        if not self.num_updates:
            return np.full(n.shape, real(self.decay))
        return np.minimum(real(self.decay), (real(1) + n) / (real(10) + n))


AnyAverage = NoAverage | MovingAverage
