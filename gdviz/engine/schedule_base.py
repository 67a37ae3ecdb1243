"""The base of every schedule: the warm-up, and what follows from a formula."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, cast

import msgspec
import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared, described, ranged
from gdviz.engine.expressions import filled, numbers_of, replaced, result_of, typeset, value_like
from gdviz.engine.formula import tree
from gdviz.engine.rounding import Real, quotient
from gdviz.notation.numbers import exact, factor, number

LearningRate = Annotated[
    float,
    ranged(
        "Learning rate",
        "How far each step goes along the negative gradient. Larger learns faster, but past 2/L (L: the "
        "largest curvature) the steps overshoot and diverge; smaller is safe and slow.",
        ge=0.0,
        le=1e6,
        slider=(1e-4, 10.0),
        log=True,
    ),
]
DecaySteps = Annotated[
    int,
    ranged(
        "Decay steps",
        "After how many steps the decay has been applied once. Larger decays later and more slowly. In a "
        "training job: samples / batch size, so that the rate falls once an epoch.",
        ge=1,
        le=1_000_000_000,
        slider=(1, 100_000),
        log=True,
        unit="steps",
    ),
]
Staircase = Annotated[
    bool,
    described(
        "Staircase",
        "Lets the rate fall in steps: the exponent is rounded down, so the rate is constant for "
        "decay-steps steps and then drops. It does not switch the decay off.",
    ),
]
DecayFactor = Annotated[
    float,
    ranged(
        "Decay rate",
        "The factor of the rate every decay-steps steps. Nearer to 1 decays more slowly; "
        "smaller decays faster.",
        gt=0.0,
        le=10.0,
        slider=(0.5, 1.0),
    ),
]
DecaySpeed = Annotated[
    float,
    ranged(
        "Decay rate",
        "How fast the rate falls. Larger decays faster; 0 does not decay.",
        ge=0.0,
        le=1000.0,
        slider=(0.0, 2.0),
    ),
]
EndFraction = Annotated[
    float,
    ranged(
        "End fraction",
        "What part of the learning rate is left at the end. Larger keeps the run moving; 0 stops it.",
        ge=0.0,
        le=1.0,
        slider=(0.0, 1.0),
    ),
]


class Count:
    """A schedule's own step in one calculation: global_step, less the warm-up where there was one."""

    def __init__(self, global_step: int, warmup: int, real: Any) -> None:
        self.real = real  # the precision that the engine calculates in
        self.value = global_step - warmup
        self.text = f"{number(global_step)} − {number(warmup)}" if warmup else number(global_step)
        self.factor = f"({self.text})" if warmup else self.text

    def at_most(self, limit: int) -> str:
        """The count, cut off at `limit`."""
        return f"min({self.text}, {number(limit)})" if self.value > limit else self.factor

    def periods(self, decay_steps: int, staircase: bool) -> str:
        """The count over `decay_steps`, rounded down for a staircase.

        Where rounding takes the quotient below a whole number the quotient stands there, so that the line is
        true.

        >>> Count(4690, 0, np.float64).periods(4690, True), Count(4690, 0, np.float32).periods(4690, True)
        ('⌊4690/4690⌋', '⌊0.99999994⌋')
        """
        if decay_steps == 1:
            return self.text
        if not staircase:
            return f"{self.factor}/{number(decay_steps)}"
        rounded = quotient(np.array(self.value), decay_steps, self.real)
        if np.floor(rounded) != self.value // decay_steps:
            return f"⌊{exact(rounded[()])}⌋"
        return f"⌊{self.factor}/{number(decay_steps)}⌋"


class Schedule(Declared, frozen=True, tag_field="kind"):
    """A learning rate for every step. `warmup_steps` > 0 puts a linear rise from 0 in front.

    The warm-up is that of ``tf.keras.optimizers.schedules.CosineDecay`` (``warmup_steps``, from 0): while
    ``step < warmup_steps`` the rate is ``decayed(0) * step / warmup_steps``, then the schedule starts from
    its own step 0.
    """

    title: ClassVar[str] = ""
    given: ClassVar = {"formula": ("step",)}
    required: ClassVar[tuple[tuple[str, ...], ...]] = (("formula", "decayed"),)
    formula: ClassVar[str] = ""  # the rate, without warm-up, of ``step`` and the fields; see `expressions`

    warmup_steps: Annotated[
        int,
        ranged(
            "Warm-up steps",
            "Raises the rate from 0 in a straight line over so many steps before the schedule begins. "
            "Larger starts more gently; 0 has no warm-up.",
            ge=0,
            le=1_000_000_000,
            slider=(0, 1000),
            unit="steps",
        ),
    ] = 0

    def rates(self, step: ArrayLike, dtype: DTypeLike = np.float64) -> Array:
        """The learning rate at each global_step of `step` (integers >= 0, any shape), computed in `dtype`.

        Never negative; a rate that grows past the largest number stays at that. NaN where a plug-in's formula
        gives none, or one below zero: the run ends there.

        >>> from gdviz.engine.schedules import Exponential
        >>> Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1).rates([0, 1, 2]).round(6)
        array([0.1    , 0.099  , 0.09801])
        """
        steps = np.asarray(step)
        real = cast(Real, np.dtype(dtype).type)
        with np.errstate(all="ignore"):
            if self.warmup_steps == 0:
                rates = self.decayed(steps, real)
            else:
                peak = self.decayed(np.zeros(1, int), real)[0]
                rising = steps < self.warmup_steps
                fraction = steps.astype(real) / real(self.warmup_steps)
                after = self.decayed(np.where(rising, 0, steps - self.warmup_steps), real)
                rates = np.where(rising, peak * fraction, after)
            bounded: Array = np.minimum(rates, np.finfo(real).max)
            if not bounded.min(initial=0.0) >= 0:
                bounded = np.where(bounded >= 0, bounded, real(np.nan))
        return bounded

    def decayed(self, step: Array, real: Real) -> Array:
        """The rate without warm-up at `step` (integers >= 0), computed in the floating type `real`."""
        return value_like(filled(self, self.formula), {"step": step.astype(real)}, np.empty(step.shape, real))

    def calculation(self, count: Count) -> str:
        """How the rate at a step comes about, with its numbers, without its result: ``0.1 × 0.99³``.

        Empty where there is nothing to calculate. The warm-up has an arithmetic of its own.
        """
        root = replaced(result_of(self.formula), {"step": tree.variable(count.factor)})
        values = numbers_of(self)
        text = typeset(root, lambda name: factor(values[name]) if name in values else name, number)
        return text.replace("·", " × ")

    def condition(self, count: Count) -> str:
        """Why this piece of the schedule holds, e.g. ``10 < 13 ≤ 20``; empty where it has no pieces."""
        return ""

    def smooth_twin(self) -> Schedule | None:
        """The same schedule without its stairs, where it has any."""
        if getattr(self, "staircase", False):
            return msgspec.structs.replace(self, staircase=False)
        return None
