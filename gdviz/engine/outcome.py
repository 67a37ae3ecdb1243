"""How a run ended, in facts that `readings.outcome_sentence` puts into words.

What is said of the steps to come (converged, diverging) and of causes (2/L) is claimed only where it follows
from the loss, the optimizer and the schedule; else the outcome says what was seen, with its numbers.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.missing import Missing
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.problem import Objective, hessian
from gdviz.engine.stability import (
    SAME,
    constant_hessian,
    factors,
    holds_minimum,
    kink_holds,
    minimum_near,
    pulls_back,
    rates_to_come,
    smaller_rates_settle,
)

if TYPE_CHECKING:
    from gdviz.engine.recording import Recording

OutcomeKind = Literal[
    "done",
    "diverged",
    "undefined",
    "unrated",
    "diverging",
    "risen",
    "oscillating",
    "converged",
    "still",
    "slow",
    "stopped",
    "tolerance",
    "early",
    "missing",
]
Decisive = Literal["", "everywhere", "row", "minimum", "penalty"]

NEAR = 1e-5  # of the size of the picture: nearer counts as the same place


class Outcome(Struct, frozen=True):
    """How a run ended.

    `kind` is one of

    - ``diverged``: a number overflowed; the rows before it are kept.
    - ``undefined``: the loss or its gradient has no value where the run went, e.g. ln(w) at w = -1; the rows
      before are kept.
    - ``unrated``: the schedule, a plug-in's, gives no rate for a step; the rows before are kept.
    - ``diverging``: complete, and the gradient goes on to grow at the rates that the schedule would have for
      ten times as many steps. Claimed of gradient descent, and of momentum at a constant rate, on quadratic
      losses.
    - ``converged``: complete, within 1e-5 of the picture's size of a minimum (local ones too), and it stays
      there at the rates that the schedule would have for ten times as many steps. Claimed of gradient descent
      and momentum with any schedule, on every loss in closed form.
    - ``oscillating``: complete; the gradient turned round at three of four steps of the last half at least,
      and did not shrink to less than half meanwhile. Any optimizer; nothing is said of what would follow.
    - ``slow``: complete, and never farther from the start than 1 % of the size of the picture.
    - ``still``: complete, and within 1e-5 of the picture's size for the last half of the run.
    - ``risen``: complete, with a larger loss than at the start.
    - ``stopped``: ended by the user.
    - ``tolerance``: ended where the `gradient` is as short as asked for.
    - ``early``: ended since the test loss, lowest at `row`, has not fallen for as long as asked for.
    - ``missing``: not computed, since it needs `packages` that are not installed.
    - ``done``: complete, and none of these.

    `step` is the step whose row could not be kept (diverged, undefined, unrated), else the last step. Step 0
    could not be computed if the loss or its gradient has no finite value at the start; its row is kept all
    the same.

    `learning_rate`, `curvature` and `limit` = 2 / `curvature` are given together, where they are the reason,
    for plain gradient descent alone, from the first step on. `decisive` says where the curvature is that
    decides:

    - ``everywhere``: the loss is quadratic and bends downwards nowhere, so that a constant rate below the
      limit settles and one above it does not. Diverged, diverging: the rate at the lowest loss was above.
      Oscillating: the rates of the last half were above, at, or at most 5 % below the limit. Slow: all rates
      were at most 1 % of it, and half the limit would have moved at once.
    - ``row``: diverged at a constant rate that is above the limit of the curvature at row `row`, the lowest,
      where the loss bends upwards all round; of losses in closed form, smaller rates than the limit were
      tried from the same start and never rise above it.
    - ``minimum``: oscillating around a minimum that no rate above its limit can hold.
    - ``penalty``: diverged; the curvature is the scale of the L2 penalty, and the penalty alone throws each
      weight farther to the other side of zero.

    `feature` is one that has no finite value of some example, where step 0 could not be computed for it.

    `loss`, `start_loss` and `gradient` (the length of the last one) are given where that is all there is to
    say: slow, still and risen.
    """

    kind: OutcomeKind
    step: int
    learning_rate: float | None = None
    curvature: float | None = None
    limit: float | None = None
    decisive: Decisive = ""
    row: int | None = None
    loss: float | None = None
    start_loss: float | None = None
    gradient: float | None = None
    packages: str = ""
    feature: str = ""

    def because(
        self, rate: float, curvature: float, decisive: Decisive = "everywhere", row: int | None = None
    ) -> Outcome:
        """The same, with the reason that the rate is what it is beside 2 / curvature."""
        return replace(
            self,
            learning_rate=rate,
            curvature=curvature,
            limit=2 / curvature,
            decisive=decisive,
            row=row,
        )


def as_set(value: np.floating) -> float:
    """A recorded number as it was typed: 1.2 in float32 stays 1.2."""
    return float(str(value))


def stopped(recording: Recording) -> Outcome:
    """The outcome of a run that the user ends where it is."""
    return Outcome("stopped", max(0, recording.published - 1))


def exploding(recording: Recording, outcome: Outcome, row: int) -> Outcome | None:
    """What is to be seen at a row of a run that ends in divergence: that, once its loss has exploded."""
    if outcome.kind not in ("diverged", "diverging") or not 0 <= recording.exploded <= row:
        return None
    seen = replace(outcome, kind="diverging", step=recording.exploded)
    # That of one row, or of the penalty, is said where the run ends: it may lie in the steps to come.
    known = outcome.decisive == "everywhere"
    return seen if known else replace(seen, learning_rate=None, curvature=None, limit=None, decisive="")


def short_gradient(step: int, gradient: Array) -> Outcome:
    """The outcome of a run that ends where its gradient ``(parameters,)`` is as short as asked for."""
    return Outcome("tolerance", step, gradient=float(np.linalg.norm(gradient.astype(np.float64))))


def broken_off(recording: Recording, step: int) -> Outcome:
    """The outcome of a run whose row `step`, already computed, holds a number that is not finite."""
    problem = recording.experiment.problem
    if unrated(recording, step):
        return Outcome("unrated", step)
    with np.errstate(all="ignore"):
        if isinstance(problem, Objective) and _has_no_value(problem, recording.params_rows[step]):
            return Outcome("undefined", step)
        diverged = Outcome("diverged", step)
        return (
            _End(recording, problem).rose(diverged) if step and isinstance(problem, Objective) else diverged
        )


def unrated(recording: Recording, step: int) -> bool:
    """Whether the schedule gave no rate for the update to row `step`."""
    rates = recording.learning_rate_rows
    return rates is not None and step > 0 and bool(np.isnan(rates[step - 1]))


def _has_no_value(problem: Objective, point: Array) -> bool:
    """Whether the loss or its gradient is undefined at a point, rather than too large for a number."""
    point = point.astype(np.float64)
    if not np.all(np.isfinite(point)):
        return False
    try:
        with np.errstate(over="raise"):
            values = np.array([problem.value(point), *problem.gradient(point)])
    except FloatingPointError:
        return False
    if not np.any(np.isinf(values)) or np.any(np.isnan(values)):
        return not np.all(np.isfinite(values))
    # Functions of our own pass the largest number without a word: beside a pole there are values, there not.
    beside = point + 1e-3 * np.maximum(1.0, np.abs(point)) * np.array([[-1.0], [1.0]])
    return not np.any(np.isinf(problem.value(beside)))


def verdict(recording: Recording) -> Outcome:
    """The outcome of a complete run."""
    last, problem = recording.published - 1, recording.experiment.problem
    if isinstance(problem, Missing):
        return Outcome("missing", 0, packages=problem.packages)
    if not isinstance(problem, Objective):
        return Outcome("done", last)
    with np.errstate(all="ignore"):
        return _End(recording, problem).verdict(last)


class _End:
    """A run in closed form at its end: what it did, what it will do, and why.

    Infinity norms, and no temporary arrays as long as the run.
    """

    def __init__(self, recording: Recording, problem: Objective) -> None:
        self.recording = recording
        self.problem = problem
        self.settings = recording.phases.at(recording.published - 1)  # what it ends with
        self.optimizer = self.settings.optimizer
        self.plain = all(type(each.optimizer) is GradientDescent for each in recording.phases.settings)
        self.loss = recording.column("loss")
        self.lowest = len(self.loss) - 1 - int(np.argmin(self.loss[::-1]))  # from there it rose for good
        low, high = np.array(problem.bounds).T
        self.near = NEAR * (high - low)

    @cached_property
    def bend(self) -> Array | None:
        """The Hessian of a quadratic loss; None of other losses."""
        params = self.recording.params
        known = (params[0].astype(np.float64), params[self.lowest].astype(np.float64))
        return constant_hessian(self.problem, known)

    @property
    def bowl(self) -> float | None:
        """The largest curvature of a quadratic loss that bends downwards nowhere; None of other losses."""
        if self.bend is None:
            return None
        curvatures = np.linalg.eigvalsh(self.bend)
        if not curvatures[-1] > 0 or curvatures[0] < -SAME * curvatures[-1]:
            return None
        return self.problem.curvature(tuple(self.recording.params[0].tolist())) or None

    def verdict(self, last: int) -> Outcome:
        """The outcome, the most telling that holds."""
        if self._converged(last):
            return Outcome("converged", last)
        if self._diverging(last):
            return self.rose(Outcome("diverging", last))
        risen = bool(self.loss[-1] > self.loss[0])
        if self._turns_round():
            swinging = self._swinging(Outcome("oscillating", last))
            if swinging.decisive or not risen:
                return swinging
        slow = self._stays_within(slice(None), 0, 1e-2 / NEAR)
        if slow and (reason := self._held_back(Outcome("slow", last))):
            return reason
        if self._stays_within(slice(last // 2, None), last, 1.0):
            return self._with_numbers("still", last)
        if slow:
            return self._with_numbers("slow", last)
        return self._with_numbers("risen", last) if risen else Outcome("done", last)

    def _with_numbers(self, kind: OutcomeKind, last: int) -> Outcome:
        gradient = float(np.linalg.norm(self._end_gradient()))
        loss, start_loss = as_set(self.loss[-1]), as_set(self.loss[0])
        return Outcome(kind, last, loss=loss, start_loss=start_loss, gradient=gradient)

    # -- what the run did ------------------------------------------------------------------------------------

    def _end_gradient(self) -> Array:
        """As the run had it: in single precision it can be zero where in double it is not."""
        gradient = self.recording.gradient
        assert gradient is not None
        end: Array = gradient[-1].astype(np.float64)
        return end

    def _stays_within(self, rows: slice, of: int, times: float) -> bool:
        """Whether these rows lie within so many times `near` of a row."""
        columns = zip(self.recording.params[rows].T, self.recording.params[of], self.near, strict=True)
        return all(
            max(float(path.max()) - float(place), float(place) - float(path.min())) <= times * near
            for path, place, near in columns  # columns: 20 times as fast
        )

    def _turns_round(self) -> bool:
        gradient = self.recording.gradient
        assert gradient is not None
        tail = gradient[-min(len(gradient) // 2, 1000) :].astype(np.float64)
        if len(tail) < 4 or self._stays_within(slice(-2, None), -1, 1.0):
            return False
        turns = np.einsum("ij,ij->i", tail[1:], tail[:-1]) < 0
        kept = np.abs(tail[-2:]).max() >= 0.5 * np.abs(tail[:2]).max()
        return bool(turns.mean() >= 0.75 and kept)

    # -- what it will do -------------------------------------------------------------------------------------

    def _converged(self, last: int) -> bool:
        end = self.recording.params[-1].astype(np.float64)
        if not self._stays_within(slice(last - last // 10 - 1, None), last, 1.0):
            return False
        if not holds_minimum(self.problem, end, self.near):
            return False
        if self.plain and not self._end_gradient().any():
            return True
        bend, rate = hessian(self.problem, end), rates_to_come(self.settings, last)[1]
        if bend is None:
            return type(self.optimizer) is GradientDescent and kink_holds(self.problem, end, self.near, rate)
        grown = factors(self.optimizer, rate, np.linalg.eigvalsh(bend))
        if grown is None or grown.max() > 1 + 1e-9:
            return False
        if not isinstance(self.optimizer, Momentum):
            return True
        momentum = self.optimizer.momentum
        coasting = np.abs(end - self.recording.params[-2]) * momentum / max(1 - momentum, 1e-9)
        return bool(np.all(coasting <= self.near))

    def _diverging(self, last: int) -> bool:
        if self.bend is None:
            return False
        curvatures, axes = np.linalg.eigh(self.bend)
        parts = np.abs(axes.T @ self._end_gradient())
        largest = int(np.argmax(parts))
        if not parts[largest] > 0:
            return False
        low, high = rates_to_come(self.settings, last)
        if not self.plain and low != high:
            return False
        grown = factors(self.optimizer, low, curvatures[largest : largest + 1])
        return grown is not None and bool(grown[0] > 1 + SAME)

    # -- why -------------------------------------------------------------------------------------------------

    def rose(self, outcome: Outcome) -> Outcome:
        """With the reason why the loss rose for good, where it is that the learning rate is too large."""
        rates, row = self.recording.learning_rate_rows, self.lowest
        assert rates is not None
        if not self.plain:
            return outcome
        rate, curvature = as_set(rates[row]), self.bowl
        if self.bend is not None:
            above = curvature is not None and rate * curvature > 2
            return outcome.because(rate, curvature) if above and curvature else outcome
        point = self.recording.params[row].astype(np.float64)
        bend = hessian(self.problem, point)
        if bend is None or np.ptp(rates[: outcome.step]) != 0:
            return outcome
        curvatures = np.linalg.eigvalsh(bend)
        if not curvatures[0] > 0 or not rate * curvatures[-1] > 2:
            return outcome
        start = self.recording.params[0].astype(np.float64)
        if not smaller_rates_settle(self.problem, start, 2 / float(curvatures[-1])):
            return outcome
        return outcome.because(rate, float(curvatures[-1]), "row", row)

    def _swinging(self, outcome: Outcome) -> Outcome:
        rates = self.recording.learning_rate_rows
        assert rates is not None
        if not self.plain:
            return outcome
        rate, least = as_set(rates[-1]), as_set(rates[-1 - outcome.step // 2 :].min())
        if (curvature := self.bowl) is not None:
            return outcome.because(rate, curvature) if least * curvature > 0.95 * 2 else outcome
        if self.bend is not None:
            return outcome
        ends = self.recording.params[-4:].astype(np.float64)
        middle, quarter = ends[-2:].mean(axis=0), np.linalg.norm(ends[-1] - ends[-2]) / 4
        if np.linalg.norm(ends[:2] - ends[2:], axis=1).max() > quarter:  # chaos swings around nothing
            return outcome
        found = minimum_near(self.problem, middle)
        if found is None or np.linalg.norm(found[0] - middle) > quarter:
            return outcome
        if not all(pulls_back(self.problem, found[0], end) for end in ends[-2:]):
            return outcome
        largest = float(found[1][-1])
        return outcome.because(rate, largest, "minimum") if least * largest > 2 else outcome

    def _held_back(self, outcome: Outcome) -> Outcome | None:
        rates, curvature = self.recording.learning_rate_rows, self.bowl
        assert rates is not None
        if not self.plain or curvature is None:
            return None
        rate, limit = as_set(rates[: outcome.step + 1].max()), 2 / curvature
        pull = np.abs(self.problem.gradient(self.recording.params[0].astype(np.float64)))
        moves = np.any(pull * limit / 2 > self.near * (1e-2 / NEAR))
        return outcome.because(rate, curvature) if rate <= 0.01 * limit and moves else None
