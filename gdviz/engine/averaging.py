"""The moving average that a shadow of the parameters follows (``tf.train.ExponentialMovingAverage``)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, cast

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, described, ranged
from gdviz.engine.rounding import Real


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

        Of the shape of `global_step`, in `dtype`, from 0 to 1; as ``tf.train.ExponentialMovingAverage``.

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
        self._last = np.zeros_like(start) if from_zero else start.copy()
        self._gathered = np.zeros(1, start.dtype)  # what the average makes of ones, from zero

    def copy(self) -> Shadow:
        """One that goes on from the same row by itself."""
        copied = Shadow(self.average, self._start)
        copied._begun = self._begun
        copied._last, copied._gathered = self._last.copy(), self._gathered.copy()
        return copied

    @property
    def kept(self) -> tuple[Array, Array]:
        """What `resumed` goes on from: two arrays, ``(parameters,)`` and ``(1,)``."""
        return self._last, self._gathered

    @classmethod
    def resumed(
        cls, average: MovingAverage, start: Array, last: Array, gathered: Array, *, begun: bool
    ) -> Shadow:
        """The shadow of a run from `start` at a row where `kept` was so; `begun` is False before row 0."""
        resumed = cls(average, start)
        resumed._begun = begun
        resumed._last, resumed._gathered = last.copy(), gathered.copy()
        return resumed

    @property
    def value(self) -> Array:
        """The shadow ``(parameters,)`` of the row it has come to; before the first, that of the start."""
        if not self._debias:
            return self._last.copy()
        return self._last / self._gathered if self._gathered[0] > 0 else self._start.copy()

    def follow(self, params: Array, global_steps: ArrayLike, out: Array | None = None) -> Array:
        """The shadow of the next rows, shape (rows, parameters), written into `out` where it is given.

        `params` are the rows' parameters, in the precision of the start; `global_steps`, shape (rows,), is
        the counter after each row's update.
        """
        out = np.empty_like(params) if out is None else out
        if not len(params):
            return out
        weights = 1 - self.average.effective_decay(global_steps, params.dtype)
        if not self._begun:
            weights[0] = 0  # the first row is no update
            self._begun = True
        follow = _follow_rows if params.shape[1] > FEW else _follow_columns
        follow(self._last, params, weights, out)
        if self._debias:
            share = np.empty((len(params), 1), params.dtype)
            _follow_columns(self._gathered, np.ones_like(share), weights, share)
            np.divide(out, share, where=share > 0, out=out)
            np.copyto(out, self._start, where=share <= 0)
        return out


FEW = 6  # parameters up to which single numbers are quicker than short arrays


def _follow_rows(last: Array, params: Array, weights: Array, out: Array) -> None:
    """Write the shadow of each row into `out`, and the last of them into `last` as well."""
    difference, shadow = np.empty_like(last), last
    weight_rows = np.broadcast_to(weights[:, np.newaxis], params.shape)
    for value, weight, row in zip(params, weight_rows, out, strict=True):
        np.subtract(shadow, value, difference)
        np.multiply(difference, weight, difference)
        np.subtract(shadow, difference, row)
        shadow = row
    last[:] = shadow


def _follow_columns(last: Array, params: Array, weights: Array, out: Array) -> None:
    """The same, to the bit, number by number."""
    weight_of_row = _scalars(weights)
    for place in range(len(last)):
        shadow, result = _scalars(last[place : place + 1])[0], []
        for value, weight in zip(_scalars(params[:, place]), weight_of_row, strict=True):
            shadow -= (shadow - value) * weight
            result.append(shadow)
        out[:, place] = result
        last[place] = shadow


def _scalars(values: Array) -> list[Any]:
    """The numbers one by one, quickest to compute with: Python's for float64, else NumPy's own."""
    return values.tolist() if values.dtype == np.float64 else list(values)
