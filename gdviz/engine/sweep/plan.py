"""A whole sweep: cut into blocks, which an executor computes in any order, and kept as they come."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from pathlib import Path

import msgspec
import numpy as np

from gdviz.base.arrays import Array
from gdviz.base.version import __version__
from gdviz.engine.experiment import Experiment
from gdviz.engine.problem import Objective
from gdviz.engine.sweep.axes import SweepAxis, placed
from gdviz.engine.sweep.learned import at_once
from gdviz.engine.sweep.region import Box, compute, inner_axes, types_of
from gdviz.engine.sweep.region import at_once as runs_at_once
from gdviz.engine.sweep.rules import KEPT
from gdviz.engine.sweep.steps import seconds_of_step
from gdviz.engine.sweep.store import in_folder, in_memory

Tell = Callable[[int, int], None]  # how many runs are made, of how many

BLOCK = 0.4  # seconds that a block should take
STEP = 12e-6  # seconds that a step of runs made together takes, however few they are
ALONE, ALONE_STEP = 1.5e-3, 8e-6  # seconds that a run in closed form takes alone, and each of its steps
CALLS, PRODUCTS = (
    15e-6,
    2.7e9,
)  # of a model: seconds that a layer takes beside its products, and these a second
MODEL_STEP = 5e-7  # seconds that a step of a small model takes beside its products, among others
LONGER = (("steps",), ("batches", "batch_size"))  # settings by which a run takes longer, in proportion
MOST_TRIES = 3  # of a block whose worker dies
AHEAD = 8  # blocks that wait at an executor


class SweepError(Exception):
    """A sweep could not be finished, since its workers keep dying, or can't be had."""


def sweep(
    experiment: Experiment,
    axes: Sequence[SweepAxis],
    keep: Sequence[str] = KEPT,
    *,
    executor: Executor | None = None,
    ahead: int = AHEAD,
    folder: Path | None = None,
    tell: Tell | None = None,
) -> dict[str, Array]:
    """The arrays `keep` of a run over axes, by name: each an axis of the array, in their order.

    Without an executor they are computed here. In a `folder` the arrays are mapped from its files, and a
    sweep of the same runs that was not finished goes on there. Raises SweepError where the worker of a block
    dies again and again or can't be begun, and what `tell` raises.
    """
    known = types_of(experiment)
    types = {name: known[name] for name in keep}
    shape = tuple(map(len, axes))
    boxes = blocks_of(experiment, axes)
    if folder is None:
        store = in_memory(types, shape, len(boxes))
    else:
        store = in_folder(folder, _plan(experiment, axes, keep, len(boxes)), types, shape, len(boxes))
    left = [place for place in range(len(boxes)) if not store.done[place]]
    total, made = math.prod(shape), 0
    made = total - sum(_runs_in(boxes[place]) for place in left)
    tell = tell or _nobody
    tell(made, total)
    for place, part in _computed(experiment, axes, tuple(types), boxes, left, executor, ahead):
        store.put(place, boxes[place], part)
        made += _runs_in(boxes[place])
        tell(made, total)
    return store.arrays


def blocks_of(experiment: Experiment, axes: Sequence[SweepAxis]) -> list[Box]:
    """The boxes that a sweep over these axes is cut into, each of some `BLOCK` seconds of work."""
    shape = tuple(map(len, axes))
    for axis in axes:
        if axis.parts in LONGER:
            experiment = placed(experiment, axis.parts, max(axis.values))
    most = max(1, int(BLOCK / seconds_of(experiment, axes, shape)))
    sizes = [  # whole last axes, as many as go into a block
        max(1, min(count, most // math.prod(shape[place + 1 :]))) for place, count in enumerate(shape)
    ]
    cuts = [
        [(first, min(first + size, count)) for first in range(0, count, size)]
        for count, size in zip(shape, sizes, strict=True)
    ]
    return list(itertools.product(*cuts))


def seconds_of(experiment: Experiment, axes: Sequence[SweepAxis], shape: Sequence[int]) -> float:
    """About how long a run of a sweep over so many numbers of each axis takes, with its share of what runs
    have together."""
    training = experiment.training
    if training is None:
        inner = inner_axes(experiment, axes)
        if not inner:
            return ALONE + experiment.steps * ALONE_STEP
        together = min(runs_at_once(experiment), math.prod(shape[place] for place in inner))
        problem, dtype = experiment.problem, np.dtype(experiment.precision)
        assert isinstance(problem, Objective)
        each = seconds_of_step(problem, experiment.optimizer, dtype)
        return experiment.steps * (each + STEP / together)
    examples, layers = experiment.batches.batch_size or training.train_size, training.layers
    products = 3 * layers[-1].stop * examples / PRODUCTS
    inner = inner_axes(experiment, axes)
    if not inner:
        return experiment.steps * (CALLS * len(layers) + products)
    together = min(at_once(experiment), math.prod(shape[place] for place in inner))
    return experiment.steps * (2 * CALLS * len(layers) / together + MODEL_STEP + products)


def _runs_in(box: Box) -> int:
    return math.prod(stop - first for first, stop in box)


def _computed(
    experiment: Experiment,
    axes: Sequence[SweepAxis],
    keep: tuple[str, ...],
    boxes: Sequence[Box],
    left: Sequence[int],
    executor: Executor | None,
    ahead: int,
) -> Iterator[tuple[int, dict[str, Array]]]:
    """The blocks that are left, with their places, as they are done."""
    axes = tuple(axes)
    if executor is None:
        for place in left:
            yield place, block(experiment, axes, keep, boxes[place])
        return
    waiting: dict[Future[dict[str, Array]], int] = {}
    tries = dict.fromkeys(left, 0)
    coming = list(reversed(left))
    try:
        while coming or waiting:
            while coming and len(waiting) < ahead:
                place = coming.pop()
                waiting[executor.submit(block, experiment, axes, keep, boxes[place])] = place
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                place = waiting.pop(future)
                try:
                    yield place, future.result()
                except (BrokenExecutor, ChildProcessError) as error:
                    tries[place] += 1
                    if tries[place] == MOST_TRIES:
                        raise SweepError("the processes that compute the runs keep ending") from error
                    coming.append(place)
                except OSError as error:  # there is no room for another process, or no way to the cluster
                    said = f"no process could be had for the runs: {error.strerror or error}"
                    raise SweepError(said) from error
    finally:
        for future in waiting:
            future.cancel()


def block(
    experiment: Experiment, axes: tuple[SweepAxis, ...], keep: tuple[str, ...], box: Box
) -> dict[str, Array]:
    """The arrays of a box: what a worker computes."""
    made = compute(experiment, axes, box)
    return {name: made[name] for name in keep}


def _plan(
    experiment: Experiment, axes: Sequence[SweepAxis], keep: Sequence[str], blocks: int
) -> dict[str, object]:
    """What tells sweeps apart: other numbers, or the same cut otherwise."""
    return {
        "gdviz": __version__,
        "numpy": np.__version__,
        "experiment": msgspec.json.encode(experiment).decode(),
        "axes": [[axis.path, list(axis.values)] for axis in axes],
        "keep": sorted(keep),
        "blocks": blocks,
    }


def _nobody(made: int, total: int) -> None:
    """Nobody wants to know how far it is."""
