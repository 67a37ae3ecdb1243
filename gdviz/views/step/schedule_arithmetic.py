"""How a schedule comes to its learning rate at one global_step, with the numbers put in."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import DTypeLike

from gdviz.engine.rounding import Real
from gdviz.engine.schedule_base import Count, Schedule
from gdviz.notation.numbers import number


def rate_calculation(schedule: Schedule, global_step: int, dtype: DTypeLike = np.float64) -> str:
    """The calculation of the rate at `global_step`; empty where there is nothing to calculate.

    >>> from gdviz.engine.schedules import Cosine, Exponential
    >>> rate_calculation(Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1), 3)
    '0.1 × 0.99³'
    >>> rate_calculation(Cosine(learning_rate=0.1, decay_steps=40, warmup_steps=10), 5)
    '0.1 × 5/10'
    """
    warmup, real = schedule.warmup_steps, cast(Real, np.dtype(dtype).type)
    if global_step < warmup:
        return f"{number(schedule.decayed(np.zeros(1, dtype), real)[0])} × {global_step}/{warmup}"
    return schedule.calculation(Count(global_step, warmup, real))


def rate_condition(schedule: Schedule, global_step: int) -> str:
    """Why this piece of a piecewise schedule holds, e.g. ``10 < 13 ≤ 20``; empty for other schedules."""
    warmup = schedule.warmup_steps
    return "" if global_step < warmup else schedule.condition(Count(global_step, warmup, np.float64))
