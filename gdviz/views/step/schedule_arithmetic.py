"""How a schedule comes to its learning rate at one global_step, with the numbers put in.

One function for each schedule; each returns the calculation without its result, e.g. ``0.1 × 0.99³``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from gdviz.engine import schedules
from gdviz.engine.schedules import Schedule
from gdviz.notation.formulas import power
from gdviz.notation.numbers import factor, number


def rate_calculation(schedule: Schedule, global_step: int, dtype: DTypeLike = np.float64) -> str:
    """The calculation of the rate at `global_step`; empty where there is nothing to calculate.

    >>> rate_calculation(schedules.Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1), 3)
    '0.1 × 0.99³'
    >>> rate_calculation(schedules.Cosine(learning_rate=0.1, decay_steps=40, warmup_steps=10), 5)
    '0.1 × 5/10'
    """
    warmup, real = schedule.warmup_steps, _real(dtype)
    if global_step < warmup:
        return f"{number(schedule.decayed(np.zeros(1, dtype), real)[0])} × {global_step}/{warmup}"
    written = _CALCULATIONS.get(type(schedule))
    return written(schedule, _Count(global_step, warmup, real)) if written else ""


def _real(dtype: DTypeLike) -> Any:
    """The floating type that schedules calculate in."""
    return np.dtype(dtype).type


def rate_condition(schedule: Schedule, global_step: int) -> str:
    """Why this piece of a piecewise schedule holds, e.g. ``10 < 13 ≤ 20``; empty for other schedules."""
    if not isinstance(schedule, schedules.PiecewiseConstant) or global_step < schedule.warmup_steps:
        return ""
    count = _Count(global_step, schedule.warmup_steps, np.float64)
    piece = int(np.searchsorted(schedule.boundaries, count.value, side="left"))
    lower = f"{number(schedule.boundaries[piece - 1])} < " if piece > 0 else ""
    upper = f" ≤ {number(schedule.boundaries[piece])}" if piece < len(schedule.boundaries) else ""
    return f"{lower}{count.text}{upper}" if lower or upper else ""


class _Count:
    """The schedule's own step: global_step, less the warm-up where there was one."""

    def __init__(self, global_step: int, warmup: int, real: Any) -> None:
        self.real = real  # the precision that the engine calculates in
        self.value = global_step - warmup
        self.text = f"{global_step} − {warmup}" if warmup else str(global_step)
        self.factor = f"({self.text})" if warmup else self.text

    def at_most(self, limit: int) -> str:
        """The count, cut off at `limit`."""
        return f"min({self.text}, {limit})" if self.value > limit else self.factor

    def periods(self, decay_steps: int, staircase: bool) -> str:
        """The count over `decay_steps`, rounded down for a staircase."""
        if decay_steps == 1:
            return self.text
        return f"⌊{self.factor}/{decay_steps}⌋" if staircase else f"{self.factor}/{decay_steps}"


def _exponential(schedule: schedules.Exponential, count: _Count) -> str:
    periods = count.periods(schedule.decay_steps, schedule.staircase)
    return f"{number(schedule.learning_rate)} × {power(factor(schedule.decay_rate), periods)}"


def _inverse_time(schedule: schedules.InverseTime, count: _Count) -> str:
    periods = count.periods(schedule.decay_steps, schedule.staircase)
    periods = f"({periods})" if "−" in periods and not periods.startswith(("(", "⌊")) else periods
    return f"{number(schedule.learning_rate)}/(1 + {number(schedule.decay_rate)} × {periods})"


def _natural_exponential(schedule: schedules.NaturalExponential, count: _Count) -> str:
    periods = count.periods(schedule.decay_steps, schedule.staircase)
    periods = f"({periods})" if "−" in periods and not periods.startswith(("(", "⌊")) else periods
    return f"{number(schedule.learning_rate)} × {power('e', f'−{number(schedule.decay_rate)} × {periods}')}"


def _polynomial(schedule: schedules.Polynomial, count: _Count) -> str:
    steps = schedule.decay_steps
    if schedule.cycle:
        cycles = max(1, math.ceil(count.value / steps))
        fraction = f"{count.factor}/({cycles} × {steps})" if cycles > 1 else f"{count.factor}/{steps}"
    else:
        fraction = f"{count.at_most(steps)}/{steps}"
    remaining = f"(1 − {fraction})"
    if schedule.power != 1:
        remaining = power(remaining, number(schedule.power))
    start, end = number(schedule.learning_rate), number(schedule.end_learning_rate)
    if schedule.end_learning_rate == 0:
        return f"{start} × {remaining}"
    return f"({start} − {end}) × {remaining} + {end}"


def _with_end_fraction(rate: float, alpha: float, wave: str) -> str:
    if alpha == 0:
        return f"{number(rate)} × {wave}"
    return f"{number(rate)} × ((1 − {number(alpha)}) × {wave} + {number(alpha)})"


def _cosine(schedule: schedules.Cosine, count: _Count) -> str:
    steps = schedule.decay_steps
    wave = f"(1 + cos(π × {count.at_most(steps)}/{steps}))/2"
    return _with_end_fraction(schedule.learning_rate, schedule.alpha, wave)


def _cosine_restarts(schedule: schedules.CosineRestarts, count: _Count) -> str:
    first, t_mul = schedule.first_decay_steps, schedule.t_mul
    # In the engine's precision: beside a restart, rounding decides on which side of it a step falls.
    real = count.real
    completed = real(count.value) / real(first)
    if t_mul == 1.0:
        restarts = math.floor(completed)
        begun: float = restarts * first
    else:
        restarts = math.floor(np.log(real(1) - completed * (real(1) - real(t_mul))) / np.log(real(t_mul)))
        begun = first * (1 - t_mul**restarts) / (1 - t_mul)
    length = number(first * t_mul**restarts)
    inside = f"({count.text} − {number(begun)})" if begun else count.factor
    wave = f"(1 + cos(π × {inside}/{length}))/2"
    if restarts and schedule.m_mul != 1:
        wave = f"{power(number(schedule.m_mul), str(restarts))} × {wave}"
    return _with_end_fraction(schedule.learning_rate, schedule.alpha, wave)


_CALCULATIONS: dict[type[Schedule], Callable[[Any, _Count], str]] = {
    schedules.Exponential: _exponential,
    schedules.InverseTime: _inverse_time,
    schedules.NaturalExponential: _natural_exponential,
    schedules.Polynomial: _polynomial,
    schedules.Cosine: _cosine,
    schedules.CosineRestarts: _cosine_restarts,
}
