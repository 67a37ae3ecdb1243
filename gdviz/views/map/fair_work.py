"""The fair comparison being computed: each optimizer over learning rates, from few to many. No Qt."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.changes import Change, suiting
from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.sweep.aside import aside
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.plan import seconds_of
from gdviz.engine.sweep.region import compute
from gdviz.engine.sweep.rules import DIVERGED

RATE = ("schedule", "learning_rate")
LOW, HIGH = 1e-4, 10.0
COUNTS = (16, 31, 61, 121, 241, 481)  # rates, each among those of the next but for rounding
LONGEST = 3.0  # seconds that a finer comparison may take
NOTHING = 1e-5  # of the first loss: so far below zero rounding may take one
FINEST = 1e-12  # of the first loss: a smaller one is as good as none


class FairLine(Struct, frozen=True):
    """One optimizer: its losses after all steps at rates, NaN where it diverged."""

    optimizer: Optimizer
    rates: tuple[float, ...]
    losses: tuple[float, ...]
    floor: float  # a loss below which all are as good; -inf where there is none

    @property
    def best(self) -> int | None:
        """The place of the lowest loss, in the middle of those that are as low; None where all diverged."""
        losses = np.array(self.losses)
        if not np.isfinite(losses).any():
            return None
        lowest = np.flatnonzero(losses <= max(float(np.nanmin(losses)), self.floor))
        return int(lowest[len(lowest) // 2])


class FairRequest(Struct, frozen=True):
    """All that a comparison depends on: a run at a rate that is none of its own, and what of it changes on
    the way, as far as a run with the optimizer can change it."""

    experiment: Experiment
    optimizers: tuple[Optimizer, ...]
    changes: tuple[Change, ...] = ()


class FairPicture(Struct, frozen=True, eq=False):
    """The lines of a comparison, the loss that all begin with, and the loss below which all are as good.

    Losses are shown as logarithms, unless some are below zero: of the lowest of them nothing is as good.
    """

    lines: tuple[FairLine, ...]
    first_loss: float
    floor: float

    @property
    def log(self) -> bool:
        """Whether losses are shown as logarithms."""
        return math.isfinite(self.floor)

    def heights(self, losses: Array) -> Array:
        """Where losses stand on the axis."""
        return np.log10(np.maximum(losses, self.floor)) if self.log else losses


def request_for(experiment: Experiment) -> FairRequest | None:
    """What to compute for a run: each optimizer as it is by itself, the run's own as it is set.

    None where the schedule has no one rate to choose.
    """
    if not hasattr(experiment.schedule, RATE[1]):
        return None
    own = experiment.optimizer
    optimizers = tuple(
        own if kind is type(own) else kind() for kind in kinds_of(Optimizer) if "." not in kind_of(kind)
    )
    if own not in optimizers:
        optimizers = (*optimizers, own)
    at_one = replace(experiment.schedule, learning_rate=1.0)
    plain = replace(experiment, optimizer=optimizers[0], schedule=at_one, changes=())
    return FairRequest(plain, optimizers, experiment.changes)


def rates_of(count: int) -> tuple[float, ...]:
    """So many rates, with three digits."""
    return tuple(float(f"{rate:.2e}") for rate in np.geomspace(LOW, HIGH, count).tolist())


def comparisons(wanted: FairRequest) -> Iterator[FairPicture | None]:
    """The comparison, from few rates to many; None where nothing is new, to let a newer request win."""
    first_loss = _first_loss(wanted.experiment)
    floor = FINEST * first_loss if first_loss > 0 else FINEST
    for count in COUNTS:
        axis = SweepAxis(RATE, rates_of(count), log=True)
        seconds = len(wanted.optimizers) * count * seconds_of(wanted.experiment, (axis,), (count,))
        if count != COUNTS[0] and seconds > LONGEST:
            return
        losses: list[tuple[float, ...]] = []
        for optimizer in wanted.optimizers:
            plain = replace(wanted.experiment, optimizer=optimizer)
            experiment = replace(plain, changes=suiting(plain, wanted.changes))
            if experiment.training is None:
                kept = compute(experiment, (axis,), ((0, count),))
            else:
                kept = yield from aside(compute, experiment, (axis,), ((0, count),))
            losses.append(_losses(kept))
            yield None
        lowest = -math.inf if _below_zero(losses, first_loss) else floor
        lines = (
            FairLine(optimizer, axis.values, each, lowest)
            for optimizer, each in zip(wanted.optimizers, losses, strict=True)
        )
        yield FairPicture(tuple(lines), first_loss, lowest)


def _below_zero(losses: list[tuple[float, ...]], first_loss: float) -> bool:
    """Whether some losses, or the first, are below zero by more than what rounding leaves of it."""
    every = np.array([first_loss, *itertools.chain(*losses)])
    every = every[np.isfinite(every)]
    return bool(every.size and every.min() < -NOTHING * max(1.0, abs(every[0])))


def _losses(kept: dict[str, Array]) -> tuple[float, ...]:
    losses = kept["final_loss"].astype(np.float64)
    losses[(kept["outcome"] == DIVERGED) | ~np.isfinite(losses)] = np.nan
    return tuple(losses.tolist())


def _first_loss(experiment: Experiment) -> float:
    """The loss at the start; NaN of a model, where it is another for each batch."""
    objective = experiment.objective
    if objective is None:
        return float("nan")
    start = np.array(experiment.start, experiment.precision)
    with np.errstate(all="ignore"):
        return float(objective.value(start))
