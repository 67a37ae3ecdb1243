"""The map being computed, from coarse to fine, for a worker. No Qt.

Coarse pictures are exact, too: each of their cells is one run. They are computed in pieces of some
milliseconds, so that a newer request need not wait.
"""

from __future__ import annotations

import itertools
import math
import os
import time
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine import process
from gdviz.engine.experiment import Experiment
from gdviz.engine.sweep.aside import all_aside
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.learned import at_once
from gdviz.engine.sweep.plan import seconds_of
from gdviz.engine.sweep.region import Box, compute, evenly, inner_axes, types_of
from gdviz.engine.sweep.region import at_once as runs_at_once
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, OUTCOMES
from gdviz.views.map.map_axes import Cells, MapAxis, Range, cells, count_of
from gdviz.views.map.map_colors import Shades, loss_shades, picture_of

SIDES = (8, 16, 32, 64, 128, 256, 512, 1024, math.inf)  # squared: how many runs; the last, one for each pixel
FIRST = 128  # and how many the first picture has at the most
AT_ONCE = 0.022  # seconds that it takes, if it may: some thirty of them fit into a second
AT_ONCE_OF_OTHERS = 0.12  # the same of models, and of runs that are made one by one
FINE, SOON = 512, 0.3  # the side of a picture before which nothing coarser is shown for so many seconds
PIECE = 0.012  # seconds that a piece takes: something newer that is wanted waits as long, at the most
BRIEF = 0.1  # and one that takes longer is ended in the middle
DRAWN = 0.015  # seconds for drawing and telling a picture
LONGEST, LONGEST_OF_MODELS = 4.0, 15.0  # seconds that a finer picture may take where nobody else computes
PROCESSES = min(4, os.cpu_count() or 1)
TOLD = 0.4  # seconds after which a part of a picture is shown

Axes = tuple[SweepAxis, SweepAxis]


class MapRequest(Struct, frozen=True):
    """All that a map depends on. Two that compare equal look the same."""

    experiment: Experiment
    across: MapAxis
    up: MapAxis
    x: Range
    y: Range
    size: tuple[int, int]  # of the plot in pixels, width and height
    shows: str
    look: str
    spacing: float  # of hatching, in pixels
    width: float
    ratio: float  # pixels of the screen to one of the plot


class Summary(Struct, frozen=True):
    """What there is in a picture: found by the worker, since looking through a million runs takes time."""

    outcomes: tuple[int, ...]  # how many runs have each outcome
    basins: tuple[int, ...]  # and how many arrive at each minimum
    middle_step: int  # by which half of those that arrive have arrived; -1 without any
    losses: Range | None  # the least and the largest final loss of those that have not diverged

    @classmethod
    def of(cls, kept: dict[str, Array]) -> Summary:
        """Of these runs."""
        outcome, arrived = kept["outcome"], kept["arrived"]
        steps = arrived[outcome == ARRIVED]
        losses = kept["final_loss"][outcome != DIVERGED]
        return cls(
            tuple(np.bincount(outcome.ravel(), minlength=len(OUTCOMES)).tolist()),
            tuple(np.bincount(kept["basin"].ravel() + 1)[1:].tolist()),
            int(np.median(steps)) if steps.size else -1,
            (float(losses.min()), float(losses.max())) if losses.size else None,
        )

    def with_those_of(self, other: Summary) -> Summary:
        """With as many runs of each kind as in another picture, where these are more."""
        outcomes = tuple(map(max, self.outcomes, other.outcomes))
        basins = tuple(map(max, itertools.zip_longest(self.basins, other.basins, fillvalue=0)))
        return replace(other, outcomes=outcomes, basins=basins)


class MapPicture(Struct, frozen=True, eq=False):
    """A map, perhaps a coarse one: what is kept of each run, ``(rows, columns)``, the lowest row first.

    `image` has the lines and colors of each pixel, ``(height, width, 4)``, from the top, within the ends of
    the cells. `made` says which rows are there.
    """

    wanted: MapRequest
    columns: Cells
    rows: Cells
    kept: dict[str, Array]
    made: int
    shades: Shades
    image: Array
    summary: Summary

    @property
    def whole(self) -> bool:
        """Whether every row is there."""
        return self.made == len(self.rows.centers)


def pictures(wanted: MapRequest) -> Iterator[MapPicture | None]:
    """The map from coarse to fine; None where nothing is new, to let a newer request win. What comes at once
    is shown before that: while a slider is dragged there always is a newer one."""
    learns, together = wanted.experiment.training is not None, _together(wanted)
    soon, longest = AT_ONCE if together else AT_ONCE_OF_OTHERS, LONGEST_OF_MODELS if learns else LONGEST
    side = math.sqrt(math.prod(wanted.size))
    sizes, fine = (max(1.0 / wanted.ratio, side / each) for each in SIDES), side / FINE
    seconds = {size: seconds_for(wanted, size) for size in sizes}
    levels = [size for size, expected in seconds.items() if size >= side / FIRST and expected <= soon]
    first, pace = levels[-1] if levels else max(seconds), 1.0
    for size, expected in seconds.items():
        if size > first:
            continue
        if size != first and expected > longest:
            return  # however busy the machine is now: it will not always be
        if size != first and any(pace * seconds[finer] <= SOON for finer in seconds if fine <= finer < size):
            continue  # a fine one is there as soon
        began = time.perf_counter()
        quick = size == first and bool(levels)
        for picture in pictures_of(wanted, size, here=quick and process.serving):
            if not quick or (picture is not None and picture.whole):
                yield picture
        pace = max(1.0, (time.perf_counter() - began) / (expected + DRAWN))


def _grid(wanted: MapRequest, size: float) -> tuple[Cells, Cells] | None:
    columns = cells(wanted.experiment, wanted.across, wanted.x, wanted.size[0], size)
    rows = cells(wanted.experiment, wanted.up, wanted.y, wanted.size[1], size)
    return None if columns is None or rows is None else (columns, rows)


def _together(wanted: MapRequest) -> bool:
    """Whether the runs are made together: losses in closed form, whose settings allow it."""
    return wanted.experiment.objective is not None and bool(inner_axes(wanted.experiment, _axes(wanted)))


def _axes(wanted: MapRequest) -> Axes:
    """What changes, without numbers."""
    return SweepAxis(wanted.up.setting.parts, ()), SweepAxis(wanted.across.setting.parts, ())


def seconds_for(wanted: MapRequest, size: float) -> float:
    """About how long a picture with cells of so many pixels takes, with all processes."""
    shape = (
        count_of(wanted.up, wanted.y, wanted.size[1], size),
        count_of(wanted.across, wanted.x, wanted.size[0], size),
    )
    return seconds_of(wanted.experiment, _axes(wanted), shape) * math.prod(shape) / PROCESSES


def pictures_of(wanted: MapRequest, size: float, *, here: bool) -> Iterator[MapPicture | None]:
    """A picture with cells of so many pixels, perhaps row by row. With `here` it is made by this process and
    at once, while the other process for maps has the next one in hand."""
    grid = _grid(wanted, size)
    if grid is None:
        return
    columns, rows = grid
    axes = (rows.axis, columns.axis)
    shape = len(rows.axis), len(columns.axis)
    kept = {name: np.zeros(shape, dtype) for name, dtype in types_of(wanted.experiment).items()}
    told = time.monotonic()
    experiment, seconds = wanted.experiment, seconds_for(wanted, size)
    if together := _together(wanted):
        least = min(runs_at_once(experiment), math.prod(shape) // PROCESSES)
    else:
        least = at_once(experiment) if experiment.training is not None else 1
    boxes = list(_boxes(shape, PROCESSES * seconds, least, math.isqrt(least) if together else 1))
    brief = together and PROCESSES * seconds * least <= BRIEF * math.prod(shape)
    if here:
        boxes = [((0, shape[0]), (0, shape[1]))]
        parts: Iterable[tuple[Any] | None] = [(compute(experiment, axes, boxes[0]),)]
    else:  # by other processes: NumPy's many calls on small arrays hold Python's lock, which the window wants
        calls = ((experiment, axes, box) for box in boxes)
        parts = all_aside(compute, calls, at_once=PROCESSES + brief, brief=brief)
    coming = iter(boxes)
    for found in parts:
        if found is None:
            yield None
            continue
        box, part = next(coming), found[0]
        where = tuple(slice(*ends) for ends in box)
        for name, each in part.items():
            kept[name][where] = each
        made = box[0][1] if box[1][1] == shape[1] else box[0][0]
        if made < shape[0]:
            now = time.monotonic()
            if made == 0 or now - told < TOLD:
                yield None
                continue
            told = now
        yield _picture(wanted, columns, rows, {name: each.copy() for name, each in kept.items()}, made)


def _boxes(shape: tuple[int, int], seconds: float, least: int, lowest: int) -> Iterator[Box]:
    """The boxes of a picture, of some `PIECE` seconds or `least` runs each: rows, or parts of some."""
    whole = math.prod(shape)
    runs = max(1, least, min(int(whole * min(1.0, PIECE / max(seconds, 1e-9))), whole // PROCESSES))
    high = evenly(shape[0], max(1, lowest, runs // shape[1]))
    wide = evenly(shape[1], max(1, runs // high))
    for top in range(0, shape[0], high):
        for left in range(0, shape[1], wide):
            yield (top, min(top + high, shape[0])), (left, min(left + wide, shape[1]))


def _picture(
    wanted: MapRequest, columns: Cells, rows: Cells, kept: dict[str, Array], made: int
) -> MapPicture:
    there = {name: each[:made] for name, each in kept.items()}
    longest = [max(each.axis.values) for each in (columns, rows) if each.axis.path == "steps"]
    shades = _shades(wanted, there, *longest)
    (x0, x1), (y0, y1) = wanted.x, wanted.y
    width = max(1, round(wanted.ratio * wanted.size[0] * (columns.last - columns.first) / (x1 - x0)))
    height = max(1, round(wanted.ratio * wanted.size[1] * (rows.last - rows.first) / (y1 - y0)))
    across = np.arange(width) * len(columns.centers) // width
    up = (height - 1 - np.arange(height)) * len(rows.centers) // height
    spacing, thick = wanted.spacing * wanted.ratio, wanted.width * wanted.ratio
    image = picture_of(kept, shades, wanted.look, up, across, spacing=spacing, width=thick)
    image[up >= made] = 0
    return MapPicture(wanted, columns, rows, kept, made, shades, image, Summary.of(there))


def _shades(wanted: MapRequest, kept: dict[str, Array], longest: float = 0.0) -> Shades:
    """What the colors tell, over what there is; the longest run where runs are of different lengths."""
    if wanted.shows == "final_loss":
        return loss_shades(kept)
    return Shades(wanted.shows, 0.0, float(longest or wanted.experiment.steps))
