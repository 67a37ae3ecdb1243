"""How a run ended, in facts that the window and the command line put into words."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.problem import Objective
from gdviz.notation.numbers import number

if TYPE_CHECKING:
    from gdviz.engine.recording import Recording

OutcomeKind = Literal[
    "done", "diverged", "undefined", "diverging", "oscillating", "converged", "slow", "stopped"
]


@dataclass(frozen=True)
class Outcome:
    """How a run ended.

    `kind` is one of

    - ``diverged``: a number overflowed; the rows before it are kept.
    - ``undefined``: the loss has no value where the run went, e.g. ln(w) at w = -1; the rows before are kept.
    - ``diverging``: complete, but moving away ever faster: loss and gradient grow from each quarter of the
      run to the next, or the run has left the bounds far behind and its gradient still grows.
    - ``converged``: complete, with a last gradient of at most 1e-5 of the largest, at the lowest loss.
    - ``oscillating``: complete, swinging to and fro: the gradient turned round at most steps of the last
      half, and did not shrink to less than half meanwhile.
    - ``slow``: complete, and never farther from the start than 1 % of the size of what is shown.
    - ``stopped``: ended by the user.
    - ``done``: complete, and none of these.

    `step` is the step whose row could not be kept (diverged, undefined), else the last step. Step 0 could not
    be computed if the loss has no finite value at the start; its row is kept all the same.

    `learning_rate` and `limit` = 2 / `curvature` are given together, where they are the reason. For plain
    gradient descent that diverged or is diverging, the rate is above the limit where the loss began to rise;
    that is oscillating, it is above the limit, at it or at most 5 % below; that is slow, it is at most 1 %
    of the limit. Other optimizers have other limits, so nothing is claimed for them.
    """

    kind: OutcomeKind
    step: int
    learning_rate: float | None = None
    curvature: float | None = None
    limit: float | None = None

    def sentence(self) -> str:
        """In plain English, for the command line.

        >>> Outcome("diverged", 212, learning_rate=1.2, curvature=2.0, limit=1.0).sentence()
        'diverged at step 212: the learning rate 1.2 is above 2/L = 1'
        """
        if self.kind in ("diverged", "undefined") and self.step == 0:
            return "could not begin: the loss or its gradient has no finite value at the start"
        said = {
            "done": f"finished at step {self.step}",
            "diverged": f"diverged at step {self.step}",
            "undefined": f"ended at step {self.step}: the loss has no value there",
            "diverging": f"diverging at step {self.step}",
            "oscillating": f"swings to and fro without settling, up to step {self.step}",
            "converged": f"converged by step {self.step}",
            "slow": f"hardly moved in {self.step} steps",
            "stopped": f"stopped at step {self.step}",
        }[self.kind]
        if self.learning_rate is None or self.limit is None:
            return said
        if abs(self.learning_rate - self.limit) <= 1e-6 * self.limit:
            relation = "equal to"
        elif self.learning_rate > self.limit:
            relation = "above"
        else:
            relation = "far below" if self.kind == "slow" else "just below"
        rate, limit = number(self.learning_rate), number(self.limit)
        return f"{said}: the learning rate {rate} is {relation} 2/L = {limit}"


def stopped(recording: Recording) -> Outcome:
    """The outcome of a run that the user ends where it is."""
    return Outcome("stopped", max(0, recording.published - 1))


def broken_off(recording: Recording, step: int) -> Outcome:
    """The outcome of a run whose row `step`, already computed, holds a number that is not finite."""
    if step == 0:
        return Outcome("diverged" if np.isinf(recording.column("loss")[0]) else "undefined", 0)
    problem = recording.experiment.problem
    point = recording.params_rows[step].astype(np.float64)
    with np.errstate(all="ignore"):
        if isinstance(problem, Objective) and _has_no_value(problem, point):
            return Outcome("undefined", step)
        return _explained(recording, "diverged", step, _limit_where_loss_rose(recording))


def _has_no_value(problem: Objective, point: Array) -> bool:
    """Whether the loss is undefined at a point, rather than overflowing: up to 1e30, doubles have room."""
    if not np.all(np.abs(point) < 1e30):
        return False
    return bool(np.isnan([problem.value(point), *problem.gradient(point)]).any())


def verdict(recording: Recording) -> Outcome:
    """The outcome of a complete run."""
    last = recording.published - 1
    gradient, problem = recording.gradient, recording.experiment.problem
    if gradient is None or not isinstance(problem, Objective):
        return Outcome("done", last)
    with np.errstate(all="ignore"):
        if _moves_away(recording, problem, gradient):
            return _explained(recording, "diverging", last, _limit_where_loss_rose(recording))
        if _gradient_vanished(recording, gradient):
            return Outcome("converged", last)
        if _turns_round(gradient):
            center = _center_of_swing(problem, recording.params[-2:].astype(np.float64))
            return _explained(recording, "oscillating", last, (last, _curvature(problem, center)), above=0.95)
        if _hardly_moved(recording, problem):
            start = (0, _curvature(problem, recording.params[0].astype(np.float64)))
            return _explained(recording, "slow", last, start, above=-1.0, up_to=0.01)
    return Outcome("done", last)


# -- what a complete run did (infinity norms, and no temporary arrays as long as the run) ---------------


def _size(rows: Array) -> float:
    """The largest absolute value."""
    return max(float(rows.max()), -float(rows.min()))


def _quarters(rows: Array) -> list[Array]:
    """The rows in four parts, or one by one where there are fewer."""
    return np.array_split(rows, min(4, len(rows)))


def _rising(values: list[float]) -> bool:
    """Whether there are at least three, each larger than the one before, in all by more than rounding."""
    rises = all(before < after for before, after in itertools.pairwise(values))
    return len(values) >= 3 and rises and values[-1] - values[0] > 1e-4 * max(abs(values[0]), abs(values[-1]))


def _moves_away(recording: Recording, problem: Objective, gradient: Array) -> bool:
    if not _rising([_size(part) for part in _quarters(gradient)]):
        return False
    if _rising([float(part.max()) for part in _quarters(recording.column("loss"))]):
        return True
    low, high = np.array(problem.bounds).T
    end = recording.params[-1]
    return bool(np.any((end < low - (high - low)) | (end > high + (high - low))))


def _gradient_vanished(recording: Recording, gradient: Array) -> bool:
    loss = recording.column("loss")
    lowest, highest = float(loss.min()), float(loss.max())
    at_lowest = float(loss[-1]) <= lowest + 1e-3 * (highest - lowest)
    return at_lowest and _size(gradient[-1]) <= 1e-5 * _size(gradient)


def _turns_round(gradient: Array) -> bool:
    tail = gradient[-min(len(gradient) // 2, 1000) :].astype(np.float64)
    if len(tail) < 4:
        return False
    turns = np.einsum("ij,ij->i", tail[1:], tail[:-1]) < 0
    return bool(turns.mean() >= 0.75) and _size(tail[-2:]) >= 0.5 * _size(tail[:2])


def _hardly_moved(recording: Recording, problem: Objective) -> bool:
    for path, (low, high) in zip(
        recording.params.T, problem.bounds, strict=True
    ):  # columns: 20 times as fast
        start = float(path[0])
        shown = max(high - low, abs(start - (low + high) / 2))
        if max(float(path.max()) - start, start - float(path.min())) > 0.01 * shown:
            return False
    return True


# -- why: the learning rate against 2/L -----------------------------------------------------------------


def _curvature(problem: Objective, point: Array) -> float | None:
    return problem.curvature(tuple(point.tolist())) if np.isfinite(point).all() else None


def _center_of_swing(problem: Objective, ends: Array) -> Array:
    """What a run swings around: the nearest known minimum within the swing, else the middle."""
    middle = ends.mean(axis=0)
    minima = [np.array(point) for point in problem.minima]
    nearest = min(minima, key=lambda point: float(np.linalg.norm(point - middle)), default=middle)
    inside = np.linalg.norm(nearest - middle) <= np.linalg.norm(ends[1] - ends[0]) / 2
    return nearest if inside else middle


def _limit_where_loss_rose(recording: Recording) -> tuple[int, float | None]:
    """The row from which the loss rose for good, and a curvature by which the rate there was too large.

    Where a step of gradient descent raises the loss, the curvature somewhere along the step is above 2 / rate
    (the descent lemma, e.g. Nesterov 2004, lemma 1.2.3): look at the row itself, then along the step.
    """
    problem, rates, loss = (
        recording.experiment.problem,
        recording.learning_rate_rows,
        recording.column("loss"),
    )
    row = len(loss) - 1 - int(np.argmin(loss[::-1]))
    if rates is None or not isinstance(problem, Objective):
        return row, None
    begin = recording.params_rows[row].astype(np.float64)
    # The row after the last published one was computed too: it is where the numbers overflowed.
    end = recording.params_rows[min(row + 1, recording.rows - 1)].astype(np.float64)
    way = end - begin if np.isfinite(end).all() else np.zeros_like(begin)
    largest = 0.0
    for part in np.linspace(0.0, 1.0, 17):
        largest = max(largest, _curvature(problem, begin + part * way) or 0.0)
        if float(rates[row]) * largest > 2:
            break
    return row, largest or None


def _explained(
    recording: Recording,
    kind: OutcomeKind,
    step: int,
    place: tuple[int, float | None],
    *,
    above: float = 1.0,
    up_to: float = np.inf,
) -> Outcome:
    """The outcome, with the reason if the rate at a row is so many times the limit of a curvature."""
    row, curvature = place
    rates = recording.learning_rate_rows
    if rates is None or not curvature or type(recording.experiment.optimizer) is not GradientDescent:
        return Outcome(kind, step)
    rate, limit = float(str(rates[row])), 2 / curvature  # by way of the text: 1.2 in float32 stays 1.2
    if not above < rate / limit <= up_to:
        return Outcome(kind, step)
    return Outcome(kind, step, rate, curvature, limit)
