"""What decides whether a run settles: the curvature of the loss against the learning rates, now and to come.

For gradient descent and momentum a small displacement from a stationary point is multiplied, in the long run,
by one factor a step along each axis of the Hessian (e.g. Goh, "Why momentum really works", Distill 2017).
Where the Hessian is the same everywhere that holds for displacements of any size.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.experiment import Experiment
from gdviz.engine.optimizers import GradientDescent, Momentum, Optimizer
from gdviz.engine.problem import Objective, hessian, hessians

# Where a Hessian is looked at, as parts of the picture: no two places a round distance apart.
PLACES = np.array(
    [
        [0.0137, 0.9481, 0.3819, 0.6547, 0.1279, 0.8431, 0.5153, 0.2237],
        [0.2719, 0.1618, 0.8819, 0.4142, 0.7321, 0.0643, 0.3517, 0.9591],
        [0.4567, 0.7071, 0.1379, 0.9163, 0.2887, 0.5741, 0.0471, 0.6197],
        [0.6931, 0.3303, 0.5772, 0.0919, 0.8603, 0.2357, 0.7489, 0.4423],
        [0.9877, 0.0557, 0.7411, 0.2573, 0.4729, 0.6899, 0.9133, 0.1733],
    ]
)
SAME = 1e-6  # relative difference up to which two curvatures, or a rate and its limit, count as equal
EACH_RATE = 20_000  # so many rates to come are looked at one by one, later ones here and there
DIRECTIONS = 32


def constant_hessian(problem: Objective, points: Iterable[Array]) -> Array | None:
    """The Hessian where it is the same at `points` and all over the picture: the loss is quadratic there.

    None else; at a kink, as of abs(w), the slope changes by more than the Hessian tells.
    """
    low, high = np.array(problem.bounds).T
    places = np.array([*points, *(low + PLACES[:, : len(low)] * (high - low))])
    found = hessians(problem, places)
    bend: Array = found[-1]
    if not np.isfinite(found).all() or np.abs(found - bend).max() > SAME * np.abs(bend).max():
        return None
    slopes = problem.gradient(places)
    told = (places - places[-1]) @ bend
    apart = np.abs(slopes - slopes[-1] - told).max()
    return bend if apart <= SAME * max(np.abs(slopes).max(), np.abs(told).max()) else None


def factors(optimizer: Optimizer, learning_rate: float, curvatures: Array) -> Array | None:
    """By what a displacement along axes of these curvatures grows a step; None where no such factor is known.

    That is |1 − η·λ| for gradient descent; with momentum it is the spectral radius of the two numbers that
    are kept for each parameter, itself and its accumulator.
    """
    if np.isnan(learning_rate):  # a plug-in's schedule that gives none
        return None
    if type(optimizer) is GradientDescent:
        return np.abs(1 - learning_rate * curvatures)
    if not isinstance(optimizer, Momentum):
        return None
    momentum = optimizer.momentum
    ahead = momentum if optimizer.nesterov else 1.0
    push = learning_rate * curvatures * (1 + momentum if optimizer.nesterov else 1.0)
    step = np.empty((len(curvatures), 2, 2))
    step[:, 0, 0], step[:, 0, 1] = 1 - push, -learning_rate * momentum * ahead
    step[:, 1, 0], step[:, 1, 1] = curvatures, momentum
    largest: Array = np.abs(np.linalg.eigvals(step)).max(axis=1)
    return largest


def rates_to_come(experiment: Experiment, last: int) -> tuple[float, float]:
    """The smallest and largest rate of a run that goes on from row `last` to ten times its length.

    `experiment` has the settings that are in force at that row all the way.
    """
    stop = 10 * (last + 1)
    steps = np.arange(last, min(stop + 1, last + EACH_RATE))
    if steps[-1] < stop:
        steps = np.append(steps, np.linspace(steps[-1], stop, 2000).astype(int))
    global_steps = steps if experiment.advance_global_step else np.zeros_like(steps)
    rates = experiment.schedule.rates(global_steps, np.float64)
    return float(rates.min()), float(rates.max())


def holds_minimum(problem: Objective, center: Array, reach: Array) -> bool:
    """Whether a minimum lies within `reach` (for each parameter) of `center`.

    So it is where the loss rises outwards all around: its least value inside is not at the edge. Where it
    jumps down on the way there, as ⌊w⌋ does, slopes say nothing.
    """
    if len(center) == 1:
        around = np.array([[-1.0], [1.0]])
    elif len(center) > 2:
        every = np.array(list(itertools.product((-1.0, 0.0, 1.0), repeat=len(center))))
        around = np.array([each / np.linalg.norm(each) for each in every if each.any()])
    else:
        angle = np.arange(DIRECTIONS) * (2 * np.pi / DIRECTIONS)
        around = np.stack([np.cos(angle), np.sin(angle)], axis=-1)
    ways = reach * around
    outwards = (problem.gradient(center + ways) * ways).sum(axis=-1)
    inside = np.abs((problem.gradient(center) * ways).sum(axis=-1))
    here = problem.value(center)
    digits = 8 * np.finfo(np.float64).eps * np.abs(here)
    jumps = here - problem.value(center + ways) > 2 * np.maximum(np.abs(outwards), inside) + digits
    return bool(np.all(outwards >= 0) and np.any(outwards > 0) and not np.any(jumps))


def kink_holds(problem: Objective, center: Array, reach: Array, rate: float) -> bool:
    """Whether gradient descent stays within `reach` of a minimum without curvature, as of |w|, at this rate.

    So it does where no step is longer than that: the slope is nowhere steeper than at the edge.
    """
    slopes = np.abs(problem.gradient(center + reach * np.array([[-1.0], [1.0], [-1e-3], [1e-3]])))
    edge, inside = slopes[:2].max(axis=0), slopes[2:].max(axis=0)
    return bool(np.all(inside <= (1 + SAME) * edge) and np.all(rate * edge <= reach))


def minimum_near(problem: Objective, point: Array) -> tuple[Array, Array] | None:
    """The minimum that Newton's method finds from `point`, and the curvatures there; see `minima_near`."""
    (end,), (curvatures,) = minima_near(problem, point[np.newaxis])
    return (end, curvatures) if np.isfinite(curvatures).all() else None


def minima_near(problem: Objective, points: Array) -> tuple[Array, Array]:
    """The minima that Newton's method finds from each of `points` ``(points, parameters)``.

    Beside them the curvatures there, rising, of the same shape.

    These are NaN for another end, and where they change within a 1e-4th of where it is, as without bounds at
    the minimum of |w|^1.5.
    """
    ends, found = points.copy(), np.full(points.shape, np.nan)
    moving = np.arange(len(points))
    for _ in range(50):
        bends = hessians(problem, ends[moving])
        good = np.asarray(np.isfinite(bends).all(axis=(1, 2)))
        good[good] = np.linalg.cond(bends[good]) <= 1e12
        moving, bends = moving[good], bends[good]
        if not len(moving):
            break
        steps = np.linalg.solve(bends, problem.gradient(ends[moving])[..., np.newaxis])[..., 0]
        ends[moving] -= steps
        sizes = np.abs(ends[moving]).max(axis=1)
        there = np.abs(steps).max(axis=1) <= 1e-9 * np.maximum(1.0, sizes)
        arrived = moving[there]
        curvatures = np.linalg.eigvalsh(bends[there])
        beside = hessians(problem, ends[arrived] + 1e-4 * np.maximum(1.0, np.abs(ends[arrived])))
        change = np.abs(beside - bends[there]).max(axis=(1, 2))
        stays = (change <= 0.1 * curvatures[:, -1]) & (curvatures[:, 0] > 0)
        found[arrived[stays]] = curvatures[stays]
        moving = moving[~there]
    return ends, found


def pulls_back(problem: Objective, center: Array, end: Array) -> bool:
    """Whether the loss rises all the way from `center` to `end`, and bends upwards there all round."""
    way, bend = end - center, hessian(problem, end)
    places = center + np.linspace(0.1, 1.0, 10)[:, np.newaxis] * way
    rises = np.all((problem.gradient(places) * way).sum(axis=-1) > 0)
    return bool(rises and bend is not None and np.linalg.eigvalsh(bend)[0] > 0)


def smaller_rates_settle(problem: Objective, start: Array, limit: float) -> bool:
    """Whether 500 steps of gradient descent never rise above their start, at 200 rates below `limit`."""
    rates = limit * np.linspace(0.005, 0.999, 200)[:, np.newaxis]
    params, highest = np.tile(start, (len(rates), 1)), problem.value(start)
    for _ in range(500):
        params = params - rates * problem.gradient(params)
        if not np.all(problem.value(params) <= highest):
            return False
    return True
