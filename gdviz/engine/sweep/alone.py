"""What a sweep keeps of a run that was made alone, by its recording."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.problem import Objective
from gdviz.engine.recording import Recording
from gdviz.engine.sweep.basins import minima_of
from gdviz.engine.sweep.rules import (
    ARRIVED,
    DIVERGED,
    LEARNED,
    RISEN,
    UNDERWAY,
    at_minimum,
    outcome_of,
    rules_for,
    turned,
    within,
)


def kept_of(recording: Recording) -> dict[str, np.generic]:
    """The numbers of a finished run, by the names of `KEPT`.

    Where something is learned from data no minimum is known: such a run arrives at the step from which the
    loss of its batches stays below a tenth of the first.
    """
    problem = recording.experiment.problem
    with np.errstate(all="ignore"):
        if isinstance(problem, Objective):
            return _of_closed_form(recording, problem)
        return _of_learning(recording)


def _of_closed_form(recording: Recording, problem: Objective) -> dict[str, np.generic]:
    steps = recording.experiment.steps
    rules = rules_for(problem, minima_of(problem), steps, np.dtype(recording.experiment.precision))
    params, loss, gradient = recording.params.T, recording.column("loss"), recording.gradient
    assert gradient is not None
    broken = _broken(recording)
    basin = int(at_minimum(rules, params[:, -1:])[0])
    arrived = -1
    if basin >= 0 and broken < 0:
        inside = np.empty(params.shape[1], bool)
        within(params, rules.low[basin], rules.high[basin], inside)
        entered = _last_false(inside) + 1
        arrived = entered if entered <= rules.latest else -1
    turns, shrunk = 0, False
    if rules.tail >= 4 and broken < 0:
        tail = gradient[-rules.tail :].T
        turns = int(turned(tail).sum())
        shrunk = bool(np.abs(tail[:, -2:]).max() < 0.5 * np.abs(tail[:, :2]).max())
    still = len(loss) > 1 and bool(np.all(np.abs(params[:, -2] - params[:, -1]) <= rules.still))
    outcome = outcome_of(
        rules,
        broken=np.array([broken >= 0]),
        arrived=np.array([arrived >= 0]),
        risen=np.array([loss[-1] > loss[0]]),
        turns=np.array([turns]),
        shrunk=np.array([shrunk]),
        still=np.array([still]),
    )
    return _named(int(outcome[0]), arrived, loss[-1], basin if arrived >= 0 else -1, broken)


def _of_learning(recording: Recording) -> dict[str, np.generic]:
    loss, broken, arrived = recording.column("loss"), _broken(recording), -1
    if broken < 0:
        entered = _last_false(loss <= LEARNED * loss[0]) + 1
        arrived = entered if entered < len(loss) else -1
    outcome = DIVERGED if broken >= 0 else ARRIVED if arrived >= 0 else UNDERWAY
    if outcome == UNDERWAY and loss[-1] > loss[0]:
        outcome = RISEN
    return _named(outcome, arrived, loss[-1], -1, broken)


def _broken(recording: Recording) -> int:
    outcome = recording.outcome
    assert outcome is not None
    return outcome.step if outcome.kind in ("diverged", "undefined", "unrated") else -1


def _last_false(flags: Array) -> int:
    """The place of the last that is false; -1 where none is."""
    places = np.flatnonzero(~flags)
    return int(places[-1]) if len(places) else -1


def _named(outcome: int, arrived: int, loss: np.floating, basin: int, broken: int) -> dict[str, np.generic]:
    return {
        "outcome": np.uint8(outcome),
        "arrived": np.int32(arrived),
        "final_loss": loss,
        "basin": np.int16(basin),
        "broken": np.int32(broken),
    }
