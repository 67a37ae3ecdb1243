"""The axes of a map: which settings of a run, over which numbers, and the cells that a picture has. No Qt."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.document.scene import Run
from gdviz.document.sweep_axes import SweptSetting, settings_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.problem import Objective
from gdviz.engine.schedules import Schedule
from gdviz.engine.stability import constant_hessian
from gdviz.engine.sweep.axes import SweepAxis, placed
from gdviz.engine.sweep.basins import minima_of
from gdviz.engine.sweep.learned import starts_only

Range = tuple[float, float]
IDLE = ("batches.examples", "seed")  # change nothing where nothing is learned from data
RATE, BATCH = "schedule.learning_rate", "batches.batch_size"
PLAIN_RATES = (0.01, 10.0)  # of optimizers whose steps grow with the gradient: below them nothing arrives
FAR, DECADES = 1000, 6  # no hand zooms farther than so many times its own range, or decades
CLOSEST = 1e-12  # of the numbers themselves: no hand zooms closer than numbers can tell runs apart
WIDER = 10.0  # how many times as wide as its picture a loss is looked at, for places without a value
PLACES = 1000  # and at how many of them
MOST_COUNTS = 10_000  # of a schedule, looked at for those without a rate
WIDE = 1e12  # numbers without limits are shown no farther out


class MapAxis(Struct, frozen=True):
    """One axis: a setting, and whether it is shown on a logarithmic scale, as decimal logarithms."""

    setting: SweptSetting
    log: bool
    home: Range  # where the axis begins and ends by itself, as it is shown
    limits: Range  # where numbers are allowed, as they are shown

    def at_rest(self) -> MapAxis:
        """The axis whatever the run's own number is."""
        return replace(self, setting=replace(self.setting, value=0.0))

    @property
    def ends(self) -> Range:
        """How far a hand may zoom out: to what is allowed, where that has an end near enough."""
        (low, high), (least, most) = self.home, self.limits
        far, edge = DECADES if self.log else FAR * (high - low), 0.5 if self.setting.whole else 0.0
        return max(low - far, min(low, least - edge)), min(high + far, max(high, most + edge))

    def bounds(self, name: str) -> dict[str, float]:
        """How far a hand may zoom out and in, as pyqtgraph calls it of its axis `name`, x or y."""
        (low, high), closest = self.ends, CLOSEST * max(map(abs, self.home))
        return {f"{name}Min": low, f"{name}Max": high, f"min{name.upper()}Range": closest}

    def shown(self, value: float) -> float:
        """Where a number stands on the axis; far below everything where it has no logarithm."""
        if not self.log:
            return float(value)
        return math.log10(value) if value > 0 else -WIDE

    def value(self, shown: float, per_pixel: float) -> float:
        """The number at a place of the axis, with as few digits as tell one pixel from the next."""
        if not self.log:
            return _rounded(min(max(shown, self.limits[0]), self.limits[1]), per_pixel, self.setting.whole)
        exact = 10.0 ** min(max(shown, self.limits[0]), self.limits[1])
        return _rounded(exact, exact * (10.0**per_pixel - 1.0), self.setting.whole)


def _rounded(value: float, per_pixel: float, whole: bool) -> float:
    if whole:
        return round(value)
    if not per_pixel > 0:
        return value
    return round(value, -math.floor(math.log10(per_pixel / 2)))


def offered(run: Run) -> tuple[SweptSetting, ...]:
    """The settings that a map may have as an axis: those that change something."""
    idle = ("batches.examples",) if run.training else (*IDLE, BATCH, "average.decay")
    given = run.training is not None and bool(run.initial)
    return tuple(
        each for each in settings_of(run) if each.path not in idle and not (given and _is_given(run, each))
    )


def minima_of_all(run: Run, axes: Iterable[MapAxis]) -> Array:
    """The minima that all runs of a map have, ``(minima, parameters)``; none where their losses differ."""
    differ = any(axis.setting.parts[0] == "problem" for axis in axes)
    return np.empty((0, 1)) if run.objective is None or differ else minima_of(run.objective)


def has_minima(experiment: Experiment) -> bool:
    """Whether there are minima at which runs may arrive: none are known of what learns from data, nor where a
    valley is level along its bottom, or the loss falls for ever."""
    return experiment.objective is not None and len(minima_of(experiment.objective)) > 0


def has_gaps(experiment: Experiment) -> bool:
    """Whether runs such as this may break off where there is no value: of those nobody can say that they
    diverge."""
    counts = experiment.steps if experiment.advance_global_step else 1
    return _lacks_rates(experiment.schedule, counts) or _lacks_values(experiment.objective)


@functools.lru_cache(maxsize=16)
def _lacks_rates(schedule: Schedule, counts: int) -> bool:
    """Whether a schedule, a plug-in's, gives no rate for one of so many steps, or the first of very many."""
    with np.errstate(all="ignore"):
        return bool(np.isnan(schedule.rates(np.arange(min(counts, MOST_COUNTS)))).any())


@functools.lru_cache(maxsize=16)
def _lacks_values(objective: Objective | None) -> bool:
    """Whether a loss has no value at places in or around its picture, as ln w has left of zero."""
    if objective is None:
        return False
    low, high = np.array(objective.bounds).T
    around = np.random.default_rng(0).uniform(-WIDER, WIDER, (PLACES, len(low)))
    with np.errstate(all="ignore"):
        return bool(np.isnan(objective.value((low + high + around * (high - low)) / 2)).any())


def most_telling(run: Run, axes: tuple[MapAxis, MapAxis]) -> str:
    """What the colors tell by themselves: the minimum, where starts decide between several; the final loss
    where there is none to arrive at."""
    if not has_minima(run.experiment):
        return "final_loss"
    starts = any(axis.setting.parts[0] == "initial" for axis in axes)
    return "basin" if starts and not is_quadratic(run) else "arrived"


def _is_given(run: Run, setting: SweptSetting) -> bool:
    """Whether a setting has nothing to say, since the weights that a run begins with are given."""
    if starts_only(setting.parts):
        return True
    try:
        placed(run.experiment, setting.parts, setting.value + 1 if setting.whole else setting.value)
    except ValueError:
        return setting.path != BATCH
    return False


def chosen(run: Run, x: str, y: str) -> tuple[MapAxis, MapAxis]:
    """The two axes for a run: those that are asked for as far as it has them, else those that suit it."""
    by_path = {each.path: each for each in offered(run)}
    suiting = [path for path in _suiting(run) if path in by_path] + list(by_path)
    across = x if x in by_path else next(path for path in suiting if path != y)
    up = y if y in by_path and y != across else next(path for path in suiting if path != across)
    return axis_over(run, by_path[across]), axis_over(run, by_path[up])


def _suiting(run: Run) -> list[str]:
    """The settings that say most about a run, the most telling first."""
    if run.training is not None:
        numbers = ("problem.penalty.scale", "optimizer.momentum", "problem.model.weights.spread")
        return [RATE, *numbers, BATCH, "steps"]
    if len(run.start) == 2 and not is_quadratic(run):
        return ["initial.0", "initial.1"]
    others = ["schedule.decay_rate", "optimizer.momentum", "optimizer.beta1", "initial.0"]
    return [RATE, *others]


def is_quadratic(run: Run) -> bool:
    """Whether a run's loss bends alike everywhere: then its start decides little."""
    return run.objective is not None and _is_quadratic(run.objective)


@functools.lru_cache(maxsize=16)
def _is_quadratic(objective: Objective) -> bool:
    return constant_hessian(objective, ()) is not None


def axis_over(run: Run, setting: SweptSetting) -> MapAxis:
    """The axis over a setting, wide enough for the run's own number."""
    field, value = setting.field, setting.value
    low, high = field.slider or (-10.0, 10.0)
    if setting.parts[0] == "initial":
        bounds = getattr(run.problem, "bounds", None)
        low, high = bounds[int(setting.parts[1])] if bounds else (low, high)
    if setting.path == RATE and type(run.optimizer) in (GradientDescent, Momentum):
        low, high = PLAIN_RATES
    least, most = _limits(setting)
    if setting.path == BATCH and run.training is not None:  # 0 stands for all, and not for less than 1
        least, most = 1, run.training.train_size
        value = value or most
        setting = replace(setting, value=value)
    low, high = max(low, least), min(high, most)
    log = field.log and low > 0 and not setting.whole
    if not log:
        low, high = min(low, value), max(high, value)
        pad = 0.5 if setting.whole else 0.0
        return MapAxis(setting, False, (low - pad, high + pad), (least, most))
    if value > 0:
        low, high = min(low, value), max(high, value)
    return MapAxis(
        setting, True, (math.log10(low), math.log10(high)), (math.log10(max(least, 1e-30)), math.log10(most))
    )


def _limits(setting: SweptSetting) -> Range:
    """The least and the largest number that is allowed; where the end itself is not, a hair inside."""
    field = setting.field.item or setting.field if setting.field.kind in ("floats", "ints") else setting.field
    low = field.ge if field.ge is not None else field.gt if field.gt is not None else -WIDE
    high = field.le if field.le is not None else field.lt if field.lt is not None else WIDE
    if field.gt is not None:
        low = low + 1e-9 * max(1.0, abs(low))
    if field.lt is not None:
        high = high - 1e-9 * max(1.0, abs(high))
    return low, high


class Cells(Struct, frozen=True):
    """The cells of a picture along an axis, evenly apart: the number of each, and where it stands.

    `first` and `last` are the ends of what is covered, as the axis shows them.
    """

    axis: SweepAxis
    first: float
    last: float
    centers: tuple[float, ...]

    def at(self, shown: float) -> int | None:
        """Which cell covers a place of the axis; None where none does."""
        if not self.first <= shown < self.last:
            return None
        return min(
            int((shown - self.first) / (self.last - self.first) * len(self.centers)), len(self.centers) - 1
        )


def _ends(axis: MapAxis, shown: Range) -> Range:
    """The ends of the part of an axis that is shown, where numbers are allowed."""
    edge = 0.5 if axis.setting.whole else 0.0
    return max(shown[0], axis.limits[0] - edge), min(shown[1], axis.limits[1] + edge)


def count_of(axis: MapAxis, shown: Range, pixels: float, size: float) -> int:
    """How many cells of so many pixels are over the part of an axis that is shown, or a few more."""
    low, high = _ends(axis, shown)
    if not low < high:
        return 0
    count = max(1, round((high - low) * pixels / (size * (shown[1] - shown[0]))))
    return min(count, max(1, math.floor(high) - math.ceil(low) + 1)) if axis.setting.whole else count


def cells(run: Experiment, axis: MapAxis, shown: Range, pixels: float, size: float) -> Cells | None:
    """Cells of so many pixels over the part of an axis that is shown, where numbers are allowed.

    None where no number is.
    """
    spacing, values, centers = _numbers(axis, shown, pixels, size)
    kept = [place for place, value in enumerate(values) if _allowed(run, axis, value)]
    if not kept:
        return None
    if len(kept) < len(values):
        values, centers = (tuple(each[place] for place in kept) for each in (values, centers))
    ends = centers[0] - spacing / 2, centers[-1] + spacing / 2
    return Cells(SweepAxis(axis.setting.parts, values, axis.log), *ends, centers)


@functools.lru_cache(maxsize=64)
def _numbers(
    axis: MapAxis, shown: Range, pixels: float, size: float
) -> tuple[float, tuple[float, ...], tuple[float, ...]]:
    """How far apart such cells are, the number of each, and where it stands: the same while another setting
    is dragged."""
    count, (low, high) = count_of(axis, shown, pixels, size), _ends(axis, shown)
    if not count:
        return 0.0, (), ()
    if axis.setting.whole:
        least, most = math.ceil(low), math.floor(high)
        centers = np.unique(np.rint(np.linspace(least, most, count)))
        spacing = (most - least) / max(1, len(centers) - 1) or 1.0
    else:
        spacing = (high - low) / count
        centers = low + (np.arange(count) + 0.5) * spacing
    places = tuple(centers.tolist())
    return spacing, tuple(axis.value(center, spacing) for center in places), places


def _allowed(run: Experiment, axis: MapAxis, value: float) -> bool:
    """Whether a run may have a number: most rules look at single fields, some at several."""
    if not axis.setting.whole and axis.setting.parts[0] in ("initial", "schedule", "optimizer"):
        return True
    try:
        placed(run, axis.setting.parts, value)
    except ValueError:
        return False
    return True


def without_axes(run: Run, across: MapAxis, up: MapAxis) -> Experiment:
    """The experiment with the numbers of both axes at fixed places: equal ones have the same map."""
    experiment = run.experiment
    if run.training is None:
        experiment = replace(experiment, initial=run.start)
    for axis in (across, up):
        for end in reversed(axis.home):  # rules may forbid one
            with contextlib.suppress(ValueError):
                experiment = placed(experiment, axis.setting.parts, axis.value(end, 0.0))
                break
    return experiment
