"""The learning rate of a step, with the digits that make the point."""

from __future__ import annotations

import math

import numpy as np

from gdviz.engine.recording import Recording
from gdviz.notation.numbers import number


def rate_text(recording: Recording, row: int) -> str:
    """The rate of the step from `row`, with the digits by which it is not the first, nor the one before."""
    rates = recording.learning_rate_rows
    assert rates is not None
    rate, first, before = rates[row], rates[0], rates[max(0, row - 1)]
    if recording.phases.changes:  # the present schedule's own, which may not have been in force there
        schedule, dtype = recording.phases.at(row).schedule, recording.experiment.precision
        global_step = int(recording.count("global_step", np.asarray(row)))
        first, before = schedule.rates(np.array([0, max(0, global_step - 1)]), dtype)
    fallen = abs(float(rate) - float(before))
    decimals = min(15, max(6, math.ceil(-math.log10(fallen)))) if 0 < fallen < math.inf else 6
    return number(rate, unlike=first, decimals=decimals)
