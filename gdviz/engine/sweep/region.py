"""A part of a sweep: the runs of a box of places, computed and kept by name.

What is computed is a pure function of the experiment, the axes and the box, wherever it is computed and
however a sweep is cut: so parts can be made by other processes, in any order, and again.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec.structs import replace
from numpy.typing import DTypeLike

from gdviz.base.arrays import Array
from gdviz.engine.declare import Declared
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Schedule
from gdviz.engine.stopping import AllSteps
from gdviz.engine.sweep import learned
from gdviz.engine.sweep.alone import kept_of
from gdviz.engine.sweep.axes import Parts, SweepAxis, placed
from gdviz.engine.sweep.basins import minima_of
from gdviz.engine.sweep.rules import rules_for
from gdviz.engine.sweep.together import Rates, RunsTogether
from gdviz.engine.sweep.varied import Varied

Box = tuple[tuple[int, int], ...]  # of each axis the first place, and the one after the last
TILE = 34 * 2**10  # numbers of runs that are made together: many, but they stay in the cache
MOST_KEPT = 4  # tiles whose memory stays, some megabytes each, for the next box
TRIED = 5  # places at which it is seen whether a field can vary in an array

_kept: dict[tuple[Objective, Optimizer, int, tuple[int, int], np.dtype], RunsTogether] = {}  # oldest first


def types_of(experiment: Experiment) -> dict[str, np.dtype]:
    """The type of the numbers that are kept, by name."""
    small = {"outcome": np.uint8, "arrived": np.int32, "basin": np.int16, "broken": np.int32}
    types: dict[str, DTypeLike] = {**small, "final_loss": experiment.precision}
    return {name: np.dtype(each) for name, each in types.items()}


def compute(experiment: Experiment, axes: Sequence[SweepAxis], box: Box) -> dict[str, Array]:
    """What is kept of the runs of a box, by name, an axis each."""
    values = [axis.values[first:stop] for axis, (first, stop) in zip(axes, box, strict=True)]
    shape = tuple(map(len, values))
    kept = {name: np.empty(shape, dtype) for name, dtype in types_of(experiment).items()}
    inner = inner_axes(experiment, axes)
    outer = [place for place in range(len(axes)) if place not in inner]
    for places in itertools.product(*(range(shape[place]) for place in outer)):
        fixed = experiment
        where: list[Any] = [slice(None)] * len(axes)
        for place, at in zip(outer, places, strict=True):
            fixed = placed(fixed, axes[place].parts, values[place][at])
            where[place] = slice(at, at + 1)
        part = {name: each[tuple(where)] for name, each in kept.items()}
        _fill(fixed, [(axes[place].parts, values[place]) for place in inner], part)
    return kept


def inner_axes(experiment: Experiment, axes: Sequence[SweepAxis]) -> list[int]:
    """The axes over which runs can be made together: the last two of those that allow it."""
    if getattr(experiment, "changes", None) or not (experiment.objective or experiment.training):
        return []
    if not isinstance(experiment.stopping, AllSteps):  # then each has an end of its own
        return []
    return [place for place, axis in enumerate(axes) if varies(experiment, axis.parts)][-2:]


def _fill(
    experiment: Experiment, inner: Sequence[tuple[Parts, Sequence[float]]], kept: dict[str, Array]
) -> None:
    """Make the runs over the inner axes, into views of what is kept: all other axes have one place there."""
    shape = tuple(len(values) for _, values in inner)
    flat = {name: each.reshape(shape) for name, each in kept.items()}
    if inner and all(varies(experiment, parts) for parts, _ in inner):
        if experiment.objective is not None:
            grid = {name: each.reshape((1,) * (2 - len(shape)) + shape) for name, each in flat.items()}
            _make_together(experiment, inner, grid)
            return
        if learned.agrees(_as_it_is(experiment, inner)):
            _make_learned(experiment, inner, flat)
            return
    for where in np.ndindex(*shape):
        one = experiment
        for (parts, values), at in zip(inner, where, strict=True):
            one = placed(one, parts, values[at])
        for name, number in kept_of(run(one)).items():
            flat[name][where] = number


def varies(experiment: Experiment, parts: Parts) -> bool:
    """Whether runs with other numbers at this place can be made together, with the digits that each has."""
    if parts[0] == "initial":
        return len(parts) == 2 and experiment.objective is not None
    if experiment.training is not None and learned.starts_only(parts):
        return not experiment.initial
    if len(parts) == 2 and parts[0] in ("schedule", "optimizer"):
        owner = getattr(experiment, parts[0])
        return _tried(owner, str(parts[1]), experiment.precision)
    return False


@functools.lru_cache(maxsize=512)
def _tried(owner: Schedule | Optimizer, name: str, precision: str) -> bool:
    """Whether a field of a schedule or an optimizer gives in an array what it gives alone: it is tried."""
    value = getattr(owner, name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    numbers = (
        [value + place for place in range(TRIED)]
        if isinstance(value, int)
        else ([value * (1 - 0.137 * place) or 0.1 * place for place in range(TRIED)])
    )
    try:
        together = _sample(replace(owner, **{name: Varied(numbers)}), TRIED, precision)
        alone = [_sample(replace(owner, **{name: number}), 1, precision) for number in numbers]
    except (TypeError, ValueError, KeyError, IndexError, AttributeError):
        return False
    alone_too = np.concatenate(alone, axis=-1)
    return together.dtype == alone_too.dtype and together.tobytes() == alone_too.tobytes()


def _sample(owner: Declared, count: int, precision: str) -> Array:
    """Some numbers that a schedule or an optimizer gives, for as many runs: ``(steps, ..., runs)``."""
    dtype = np.dtype(precision)
    with np.errstate(all="ignore"):
        if isinstance(owner, Schedule):
            return np.ascontiguousarray(
                np.broadcast_to(_rates(owner, np.arange(64), (1, count), dtype), (64, 1, count))
            )
        assert isinstance(owner, Optimizer)
        params = np.full((1, 1, count), 1.7, dtype)
        state, rows = owner.start(params), []
        for step in range(12):
            gradient = np.full_like(params, 2.3 - 0.71 * step)
            owner.update(params, gradient, state, np.full((1, count), 0.037, dtype))
            rows.append(params[0].copy())
        return np.stack(rows)


def _rates(schedule: Schedule, global_steps: Array, shape: tuple[int, ...], dtype: np.dtype) -> Array:
    """The rates at steps, ``(steps, rows, columns)``, the last two full or 1."""
    steps = global_steps[:, np.newaxis, np.newaxis]
    try:
        rates = schedule.rates(steps, dtype)
    except ValueError:  # what is filled with a number that varies needs its whole shape
        rates = schedule.rates(np.broadcast_to(steps, (len(steps), *shape)), dtype)
    return rates


class _Scheduled(Rates):
    """The rates of a schedule, which may have numbers that vary."""

    def __init__(self, experiment: Experiment, schedule: Schedule, shape: tuple[int, ...]) -> None:
        self._schedule, self._shape = schedule, shape
        self._dtype = np.dtype(experiment.precision)
        moves = experiment.advance_global_step and not (
            type(schedule) is Constant and experiment.schedule.warmup_steps == 0
        )
        self.still = None if moves else schedule.rates(np.zeros(shape, int), self._dtype)

    def at(self, first: int, stop: int) -> Array:
        return _rates(self._schedule, np.arange(first, stop), self._shape, self._dtype)


def _as_it_is(experiment: Experiment, inner: Sequence[tuple[Parts, Sequence[float]]]) -> Experiment:
    """The experiment with the first number of each axis: runs with others are tried by the same one."""
    for parts, values in inner:
        experiment = placed(experiment, parts, values[0])
    return experiment


def _make_learned(
    experiment: Experiment, inner: Sequence[tuple[Parts, Sequence[float]]], kept: dict[str, Array]
) -> None:
    """Make the runs of models in tiles, into views of what is kept."""
    numbers = np.meshgrid(*(np.array(values) for _, values in inner), indexing="ij")
    made = {name: np.empty(each.size, each.dtype) for name, each in kept.items()}
    step = learned.at_once(experiment)
    for first in range(0, numbers[0].size, step):
        some = slice(first, first + step)
        given = {parts: each.reshape(-1)[some] for (parts, _), each in zip(inner, numbers, strict=True)}
        learned.make_learned(experiment, given, {name: each[some] for name, each in made.items()})
    for name, each in made.items():
        kept[name][...] = each.reshape(kept[name].shape)


def _make_together(
    experiment: Experiment, inner: Sequence[tuple[Parts, Sequence[float]]], kept: dict[str, Array]
) -> None:
    """Make the runs of one or two axes in tiles, into views ``(rows, columns)`` of what is kept."""
    problem, dtype = experiment.problem, np.dtype(experiment.precision)
    assert isinstance(problem, Objective)
    (row_parts, rows), (column_parts, columns) = inner if len(inner) == 2 else (((), (0.0,)), *inner)
    up, across = np.array(rows)[:, np.newaxis], np.array(columns)[np.newaxis]
    high, wide = _tile_size(experiment, len(rows), len(columns))
    for top, left in itertools.product(range(0, len(rows), high), range(0, len(columns), wide)):
        box = np.s_[top : top + high, left : left + wide]
        part = {name: each[box] for name, each in kept.items()}
        shape = part["outcome"].shape
        given: dict[Parts, Array] = {row_parts: up[box[0]], column_parts: across[:, box[1]]}
        start = np.empty((len(problem.parameter_names), *shape), dtype)
        for place, value in enumerate(experiment.start):
            start[place] = given.get(("initial", place), np.array(value))
        schedule, optimizer = (_varied(experiment, name, given) for name in ("schedule", "optimizer"))
        key = problem, experiment.optimizer, experiment.steps, shape, dtype
        together = _kept.pop(key, None) or _runs_together(*key)
        together.make(optimizer, _Scheduled(experiment, schedule, shape), start, part)
        _kept[key] = together
        if len(_kept) > MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)


def _runs_together(
    problem: Objective, plain: Optimizer, steps: int, shape: tuple[int, int], dtype: np.dtype
) -> RunsTogether:
    rules = rules_for(problem, minima_of(problem), steps, dtype)
    return RunsTogether(problem, plain, rules, shape, dtype)


def _varied(experiment: Experiment, name: str, given: dict[Parts, Array]) -> Any:
    """The schedule or the optimizer with the numbers that vary."""
    own = {str(parts[1]): Varied(each) for parts, each in given.items() if parts and parts[0] == name}
    return replace(getattr(experiment, name), **own)


def _tile_size(experiment: Experiment, rows: int, columns: int) -> tuple[int, int]:
    """Of how many rows and columns a tile is: about square, since near runs end alike."""
    most = at_once(experiment)
    high = evenly(rows, max(math.isqrt(most), most // columns))
    return high, evenly(columns, most // high)


def evenly(count: int, most: int) -> int:
    """How many go into each of as few parts as can be, which are about equal."""
    return -(-count // -(-count // most))


def at_once(experiment: Experiment) -> int:
    """How many runs in closed form a tile has."""
    return TILE // len(experiment.problem.parameter_names)
