"""The moving average that a shadow of the parameters follows (``tf.train.ExponentialMovingAverage``)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, cast

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from gdviz.engine.declare import Declared, described, ranged
from gdviz.engine.rounding import Real

Array = NDArray[np.floating[Any]]


class Average(Declared, frozen=True, tag_field="kind"):
    """Whether and how a shadow follows the parameters."""

    title: ClassVar[str] = ""


class NoAverage(Average, frozen=True, tag="none"):
    """No shadow."""

    title: ClassVar[str] = "None"


class MovingAverage(Average, frozen=True, tag="exponential"):
    """``tf.train.ExponentialMovingAverage``: ``shadow = decay * shadow + (1 - decay) * value``.

    It is computed as TensorFlow rounds it, ``shadow -= (shadow - value) * (1 - decay)``; see `Shadow`.
    """

    title: ClassVar[str] = "Moving average"

    decay: Annotated[
        float,
        ranged(
            "Decay",
            "How much of the old shadow is kept at each step. Larger is smoother and lags more; 0 copies the "
            "value.",
            ge=0.0,
            le=1.0,
            slider=(0.0, 1.0),
        ),
    ] = 0.99
    num_updates: Annotated[
        bool,
        described(
            "With num_updates",
            "Uses min(decay, (1 + n) / (10 + n)) with n = global_step, so that the shadow follows quickly at "
            "first.",
        ),
    ] = False
    start: Annotated[
        Literal["value", "zero"],
        described(
            "Start",
            "Where the shadow begins: at the parameter's own value, as TensorFlow does for variables, or at "
            "zero, from where it has to catch up.",
        ),
    ] = "value"
    debias: Annotated[
        bool,
        described(
            "Debias",
            "With a start at zero: divides by the weight gathered so far, so that the shadow is not pulled "
            "to zero. A start at the value needs none.",
        ),
    ] = False

    def effective_decay(self, global_step: ArrayLike, dtype: DTypeLike = np.float64) -> Array:
        """The decay at each global_step: ``min(decay, (1 + n) / (10 + n))`` with num_updates, else `decay`.

        >>> MovingAverage(decay=0.99, num_updates=True).effective_decay([0, 100]).round(6)
        array([0.1     , 0.918182])
        """
        real = cast(Real, np.dtype(dtype).type)
        n: Array = np.asarray(global_step).astype(real)
        if not self.num_updates:
            return np.full(n.shape, real(self.decay))
        return np.minimum(real(self.decay), (real(1) + n) / (real(10) + n))


class Shadow:
    """A shadow on its way through the rows of a run, with the same bits for bursts of any size.

    The first row is the start: there the shadow is the value itself, or zero. With `debias` a start at zero
    is divided by the weight gathered so far, ``1 - product of the decays``; where none is gathered yet (the
    first row, or all through with a decay of 1) the shadow is the first value. For a constant decay this is
    TensorFlow's ``zero_debias``, ``shadow / (1 - decay ** updates)``; with `num_updates` TensorFlow uses the
    last decay for all updates, and so does not correct in full.

    >>> rows = np.array([[4.0], [2.0], [2.0]])
    >>> biased = MovingAverage(decay=0.5, start="zero")
    >>> Shadow(biased, rows[0]).follow(rows, np.arange(3)).tolist()
    [[0.0], [1.0], [1.5]]
    >>> debiased = MovingAverage(decay=0.5, start="zero", debias=True)
    >>> Shadow(debiased, rows[0]).follow(rows, np.arange(3)).tolist()
    [[4.0], [2.0], [2.0]]
    """

    def __init__(self, average: MovingAverage, start: Array) -> None:
        self.average = average
        self._start = start.copy()
        self._begun = False
        from_zero = average.start == "zero"
        self._debias = average.debias and from_zero
        self._last = _scalars(np.zeros_like(start) if from_zero else start)
        self._gathered = _scalars(np.zeros(1, start.dtype))[0]  # what the average makes of ones, from zero

    def follow(self, params: Array, global_steps: ArrayLike, out: Array | None = None) -> Array:
        """The shadow of the next rows, shape (rows, parameters), written into `out` where it is given.

        `params` are the rows' parameters, in the precision of the start; `global_steps`, shape (rows,), is
        the counter after each row's update.
        """
        out = np.empty_like(params) if out is None else out
        weights = 1 - self.average.effective_decay(global_steps, params.dtype)
        if not self._begun and len(params) > 0:
            weights[0] = 0  # the first row is no update
            self._begun = True
        weight_of_row = _scalars(weights)
        for place in range(params.shape[1]):
            out[:, place], self._last[place] = _follow(
                self._last[place], _scalars(params[:, place]), weight_of_row
            )
        if self._debias:
            ones = _scalars(np.ones_like(weights))
            gathered, self._gathered = _follow(self._gathered, ones, weight_of_row)
            share = np.array(gathered, params.dtype)[:, np.newaxis]
            out[:] = np.where(share > 0, np.divide(out, share, where=share > 0, out=out), self._start)
        return out


def _scalars(values: Array) -> list[Any]:
    """The numbers one by one, quickest to compute with: Python's for float64, else NumPy's own."""
    return values.tolist() if values.dtype == np.float64 else list(values)


def _follow(shadow: Any, values: list[Any], weights: list[Any]) -> tuple[list[Any], Any]:
    """The shadow after each of `values`, and the last. Scalars are far quicker here than short arrays."""
    result = []
    for value, weight in zip(values, weights, strict=True):
        shadow -= (shadow - value) * weight
        result.append(shadow)
    return result, shadow


AnyAverage = NoAverage | MovingAverage
