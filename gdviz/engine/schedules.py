"""Learning-rate schedules: ``step -> learning_rate``, vectorised, in TensorFlow's definitions.

A schedule is one frozen class. To add one: subclass `Schedule` with a tag, declare its fields, write
`formula` or `decayed`; see `kinds`.

In float64 the formulas are computed as they stand. In float32 they give the digits that TensorFlow prints,
and so round as its graphs do: a division by a constant is a multiplication by its reciprocal, constants are
multiplied together beforehand, and powers, logarithms and cosines are rounded once. (Hence a float32
staircase whose decay steps have an unlucky reciprocal, e.g. 41, drops one step late, as TensorFlow's does.)
"""

from __future__ import annotations

import itertools
from typing import Annotated, Any, ClassVar

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine import functions
from gdviz.engine.declare import RuleError, described, ranged
from gdviz.engine.rounding import Real, once, quotient
from gdviz.engine.schedule_base import (
    Count,
    DecayFactor,
    DecaySpeed,
    DecaySteps,
    EndFraction,
    LearningRate,
    Schedule,
    Staircase,
)
from gdviz.notation.formulas import power
from gdviz.notation.numbers import exact, factor, number


def _periods(step: Array, decay_steps: int, staircase: bool, real: Real) -> Array:
    """How often the decay has been applied at `step`: step / decay_steps, rounded down for a staircase."""
    periods = quotient(step, decay_steps, real)
    return np.floor(periods) if staircase else periods


class Constant(Schedule, frozen=True, tag="constant"):
    """The same rate at every step."""

    title: ClassVar[str] = "Constant"

    learning_rate: LearningRate = 0.1

    def decayed(self, step: Array, real: Real) -> Array:
        """``learning_rate``."""
        return np.full(step.shape, real(self.learning_rate))

    def calculation(self, count: Count) -> str:
        """Nothing."""
        return ""


class Exponential(Schedule, frozen=True, tag="exponential"):
    """``tf.compat.v1.train.exponential_decay``."""

    title: ClassVar[str] = "Exponential decay"

    learning_rate: LearningRate = 0.1
    decay_steps: DecaySteps = 10
    decay_rate: DecayFactor = 0.96
    staircase: Staircase = False

    def decayed(self, step: Array, real: Real) -> Array:
        """``learning_rate * decay_rate ** (step / decay_steps)``."""
        periods = _periods(step, self.decay_steps, self.staircase, real)
        return real(self.learning_rate) * once(functions.power, real(self.decay_rate), periods, real=real)

    def calculation(self, count: Count) -> str:
        """``0.1 × 0.99³``."""
        periods = count.periods(self.decay_steps, self.staircase)
        return f"{number(self.learning_rate)} × {power(factor(self.decay_rate), periods)}"


class InverseTime(Schedule, frozen=True, tag="inverse_time"):
    """``tf.compat.v1.train.inverse_time_decay``."""

    title: ClassVar[str] = "Inverse time decay"

    learning_rate: LearningRate = 0.1
    decay_steps: DecaySteps = 10
    decay_rate: DecaySpeed = 0.5
    staircase: Staircase = False

    def decayed(self, step: Array, real: Real) -> Array:
        """``learning_rate / (1 + decay_rate * step / decay_steps)``."""
        if real is np.float32 and not self.staircase:
            fallen = step.astype(real) * (real(self.decay_rate) * (real(1) / real(self.decay_steps)))
        else:
            fallen = real(self.decay_rate) * _periods(step, self.decay_steps, self.staircase, real)
        return real(self.learning_rate) / (real(1) + fallen)

    def calculation(self, count: Count) -> str:
        """``0.1/(1 + 0.5 × 3/10)``."""
        periods = count.periods(self.decay_steps, self.staircase)
        periods = f"({periods})" if "−" in periods and not periods.startswith(("(", "⌊")) else periods
        return f"{number(self.learning_rate)}/(1 + {number(self.decay_rate)} × {periods})"


class NaturalExponential(Schedule, frozen=True, tag="natural_exponential"):
    """``tf.compat.v1.train.natural_exp_decay``."""

    title: ClassVar[str] = "Natural exponential decay"

    learning_rate: LearningRate = 0.1
    decay_steps: DecaySteps = 10
    decay_rate: DecaySpeed = 0.5
    staircase: Staircase = False

    def decayed(self, step: Array, real: Real) -> Array:
        """``learning_rate * exp(-decay_rate) ** (step / decay_steps)``."""
        periods = _periods(step, self.decay_steps, self.staircase, real)
        base = once(functions.exp, -real(self.decay_rate), real=real)
        return real(self.learning_rate) * once(functions.power, base, periods, real=real)

    def calculation(self, count: Count) -> str:
        """``0.1 × e^(−0.5 × 3/10)``."""
        periods = count.periods(self.decay_steps, self.staircase)
        periods = f"({periods})" if "−" in periods and not periods.startswith(("(", "⌊")) else periods
        return f"{number(self.learning_rate)} × {power('e', f'−{number(self.decay_rate)} × {periods}')}"


class Polynomial(Schedule, frozen=True, tag="polynomial"):
    """``tf.compat.v1.train.polynomial_decay``."""

    title: ClassVar[str] = "Polynomial decay"

    learning_rate: LearningRate = 0.1
    decay_steps: DecaySteps = 20
    end_learning_rate: Annotated[
        float,
        ranged(
            "End learning rate",
            "The rate when the decay is over. Larger keeps the run moving; smaller lets it settle.",
            ge=0.0,
            le=1e6,
            slider=(1e-6, 1.0),
            log=True,
        ),
    ] = 0.0001
    power: Annotated[
        float,
        ranged(
            "Power",
            "The shape of the fall: 1 is a straight line; larger falls fast at first and slowly at the end, "
            "smaller the other way round.",
            gt=0.0,
            le=100.0,
            slider=(0.1, 5.0),
        ),
    ] = 1.0
    cycle: Annotated[
        bool,
        described(
            "Cycle",
            "Starts again past the end, each time with a longer decay, instead of staying at the end rate.",
        ),
    ] = False

    def decayed(self, step: Array, real: Real) -> Array:
        """``(learning_rate - end) * (1 - step / decay_steps) ** power + end``."""
        completed: Array
        if self.cycle:
            completed = step.astype(real) / (real(self.decay_steps) * self._cycles(step, real))
        else:
            completed = quotient(np.minimum(step, self.decay_steps), self.decay_steps, real)
        remaining = np.maximum(real(1) - completed, real(0))
        end = real(self.end_learning_rate)
        return (real(self.learning_rate) - end) * once(
            functions.power, remaining, real(self.power), real=real
        ) + end

    def calculation(self, count: Count) -> str:
        """``(0.1 − 0.01) × (1 − 3/20) + 0.01``."""
        steps = self.decay_steps
        if self.cycle:
            cycles = int(self._cycles(np.array(count.value), count.real))
            fraction = f"{count.factor}/({cycles} × {steps})" if cycles > 1 else f"{count.factor}/{steps}"
        else:
            whole = quotient(np.array(steps), steps, count.real)[()]
            over = count.value >= steps and whole != 1  # in float32 of 41 steps only 0.99999994 may be over
            fraction = exact(whole) if over else f"{count.at_most(steps)}/{steps}"
        remaining = f"(1 − {fraction})"
        if self.power != 1:
            remaining = power(remaining, number(self.power))
        start, end = number(self.learning_rate), number(self.end_learning_rate)
        if self.end_learning_rate == 0:
            return f"{start} × {remaining}"
        return f"({start} − {end}) × {remaining} + {end}"

    def _cycles(self, step: Array, real: Real) -> Array:
        """How many times the decay steps have been begun, 1 at first."""
        cycles: Array = np.maximum(np.ceil(quotient(step, self.decay_steps, real)), real(1))
        return cycles


class PiecewiseConstant(Schedule, frozen=True, tag="piecewise_constant"):
    """``tf.compat.v1.train.piecewise_constant``."""

    title: ClassVar[str] = "Piecewise constant"

    boundaries: Annotated[
        tuple[float, ...],
        described(
            "Boundaries",
            "The steps up to which each value holds, rising. One fewer than the values.",
            max_length=50,
        ),
    ] = (10.0, 20.0)
    values: Annotated[
        tuple[float, ...],
        described(
            "Values", "The learning rates of the pieces, one more than there are boundaries.", max_length=51
        ),
    ] = (0.2, 0.1, 0.05)

    def __post_init__(self) -> None:
        if len(self.values) != len(self.boundaries) + 1:
            raise RuleError(
                "needs one value more than boundaries, but has {values} values and {boundaries} boundaries",
                values=len(self.values),
                boundaries=len(self.boundaries),
            )
        if any(a >= b for a, b in itertools.pairwise(self.boundaries)):
            raise RuleError("the boundaries must increase")
        if any(not 0 <= value <= 1e6 for value in self.values):
            raise RuleError("each value must be between 0 and 1000000")

    def decayed(self, step: Array, real: Real) -> Array:
        """``values[i]`` for the first boundary i that is not below `step`."""
        return np.asarray(self.values, real)[np.searchsorted(np.asarray(self.boundaries), step, side="left")]

    def calculation(self, count: Count) -> str:
        """Nothing: see `condition`."""
        return ""

    def condition(self, count: Count) -> str:
        """The boundaries that the step lies between."""
        piece = int(np.searchsorted(self.boundaries, count.value, side="left"))
        lower = f"{number(self.boundaries[piece - 1])} < " if piece > 0 else ""
        upper = f" ≤ {number(self.boundaries[piece])}" if piece < len(self.boundaries) else ""
        return f"{lower}{count.text}{upper}" if lower or upper else ""


class Cosine(Schedule, frozen=True, tag="cosine"):
    """``tf.compat.v1.train.cosine_decay`` (Loshchilov and Hutter 2016)."""

    title: ClassVar[str] = "Cosine decay"

    learning_rate: LearningRate = 0.1
    decay_steps: DecaySteps = 40
    alpha: EndFraction = 0.0

    def decayed(self, step: Array, real: Real) -> Array:
        """``learning_rate * ((1 - alpha) * (1 + cos(pi * step / decay_steps)) / 2 + alpha)``."""
        step = np.minimum(step, self.decay_steps)
        if real is np.float32:
            angle: Array = step.astype(real) * (real(np.pi) * (real(1) / real(self.decay_steps)))
        else:
            angle = np.pi * (step / self.decay_steps)
        cosine = real(0.5) * (real(1) + once(functions.cos, angle, real=real))
        return real(self.learning_rate) * (real(1 - self.alpha) * cosine + real(self.alpha))

    def calculation(self, count: Count) -> str:
        """``0.1 × (1 + cos(π × 3/40))/2``."""
        steps = self.decay_steps
        wave = f"(1 + cos(π × {count.at_most(steps)}/{steps}))/2"
        return _with_end_fraction(self.learning_rate, self.alpha, wave)


class CosineRestarts(Schedule, frozen=True, tag="cosine_restarts"):
    """``tf.compat.v1.train.cosine_decay_restarts`` (SGDR, Loshchilov and Hutter 2016)."""

    title: ClassVar[str] = "Cosine decay with restarts"

    learning_rate: LearningRate = 0.1
    first_decay_steps: DecaySteps = 10
    t_mul: Annotated[
        float,
        ranged(
            "Period factor",
            "How much longer each period is than the one before. Larger restarts more and more rarely.",
            ge=1.0,
            le=100.0,
            slider=(1.0, 4.0),
        ),
    ] = 2.0
    m_mul: Annotated[
        float,
        ranged(
            "Peak factor",
            "How high each restart begins, as a part of the one before. Smaller restarts more gently.",
            gt=0.0,
            le=10.0,
            slider=(0.1, 1.5),
        ),
    ] = 1.0
    alpha: EndFraction = 0.0

    def decayed(self, step: Array, real: Real) -> Array:
        """A cosine from the peak to ``alpha`` in every period, each ``t_mul`` times as long."""
        completed = quotient(step, self.first_decay_steps, real)
        t_mul, one = real(self.t_mul), real(1)
        restarts = _restarts(completed, t_mul, real)
        if t_mul == one:
            completed = completed - restarts
        else:
            length = once(functions.power, t_mul, restarts, real=real)
            completed = (completed - (one - length) * (one / (one - t_mul))) / length
        peak = once(functions.power, real(self.m_mul), restarts, real=real)
        cosine = one + once(functions.cos, real(np.pi) * completed, real=real)
        alpha = real(self.alpha)
        return real(self.learning_rate) * (((one - alpha) * real(0.5) * peak) * cosine + alpha)

    def calculation(self, count: Count) -> str:
        """``0.1 × (1 + cos(π × (13 − 10)/20))/2``."""
        first, t_mul = self.first_decay_steps, self.t_mul
        # As the engine does: beside a restart, rounding decides on which side of it a step falls.
        completed = quotient(np.array([count.value]), first, count.real)
        restarts = int(_restarts(completed, count.real(t_mul), count.real)[0])
        begun = first * (restarts if t_mul == 1.0 else (1 - t_mul**restarts) / (1 - t_mul))
        length = number(first * t_mul**restarts)
        inside = f"({count.text} − {number(begun)})" if begun else count.factor
        wave = f"(1 + cos(π × {inside}/{length}))/2"
        if restarts and self.m_mul != 1:
            wave = f"{power(number(self.m_mul), str(restarts))} × {wave}"
        return _with_end_fraction(self.learning_rate, self.alpha, wave)


def _restarts(completed: Array, t_mul: Any, real: Real) -> Array:
    """How many periods are over when `completed` of the first period's length has passed.

    By TensorFlow's formula, which near a restart depends on the rounding of the logarithms. In float32 it is
    left at that; in float64 it is put right, so that a restart comes at its own step: two periods are over
    at 1 + 1.3 of the first, though (1 - 1.3²)/(1 - 1.3) is a bit more than 2.3 in doubles.
    """
    one = real(1)
    if t_mul == one:
        return np.floor(completed)
    logarithm = once(functions.log, one - completed * (one - t_mul), real=real)
    restarts = np.floor(logarithm * (one / once(functions.log, t_mul, real=real)))
    if real is np.float32:
        return restarts
    reached = completed * (one + 1e-12)
    restarts += reached >= (one - functions.power(t_mul, restarts + 1)) / (one - t_mul)
    restarts -= reached < (one - functions.power(t_mul, restarts)) / (one - t_mul)
    return restarts


def _with_end_fraction(rate: float, alpha: float, wave: str) -> str:
    if alpha == 0:
        return f"{number(rate)} × {wave}"
    return f"{number(rate)} × ((1 − {number(alpha)}) × {wave} + {number(alpha)})"


__all__ = [
    "Constant",
    "Cosine",
    "CosineRestarts",
    "Exponential",
    "InverseTime",
    "LearningRate",
    "NaturalExponential",
    "PiecewiseConstant",
    "Polynomial",
    "Schedule",
]
