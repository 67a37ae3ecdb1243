"""What the axes of the loss show, and whether they still do: they stay where they are as long as they can."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.plot.plot import Range

FAR = 40.0  # sizes of the usual axis: how far a run that flies apart is followed
ROOMY = 2.0  # how many times more than needed the axes may show before they are drawn in again


def shown_by(landscape: Objective | Chart) -> object:
    """What the axes show: two charts with other parameters held may have the same."""
    if isinstance(landscape, Slice):
        return landscape.whole, landscape.places
    return landscape.space if isinstance(landscape, Chart) else landscape


def flies(path: Path, frame: Frame) -> bool:
    """Whether a run of a single parameter diverges: the axes open as it goes, so that it is seen to."""
    if isinstance(path, ModelPath) or len(path.names) > 1:
        return False
    outcome = frame.outcomes[path.place]
    return outcome is not None and outcome.kind in ("diverged", "diverging")


def rows_shown(path: Path, frame: Frame) -> int:
    """How many rows of a run the axes have room for: all that are known, or of one that flies a few more.

    Beside its last ones the first would be a dot.
    """
    known = frame.published[path.place]
    return min(known, path.row + 4 - path.row % 2) if flies(path, frame) else known


def known_points(path: Path, frame: Frame) -> Array:
    """All points of a run that the axes have room for, or evenly spaced ones of a very long run."""
    if isinstance(path, ModelPath):
        return path.trace.points
    return path.known(rows_shown(path, frame))


def opened(axis: Range, flown: Iterable[Array]) -> Range:
    """An axis with room for runs that fly apart, until they are FAR times its size away.

    >>> opened((-8.0, 6.0), [np.array([[5.0], [-9.0]])])
    (-9.75, 6.0)
    """
    size = axis[1] - axis[0]
    ends = [float(end(points)) for points in flown for end in (np.min, np.max)]
    low, high = max(axis[0] - FAR * size, min(*axis, *ends)), min(axis[1] + FAR * size, max(*axis, *ends))
    margin = 0.05 * (high - low)
    return (low - margin if low < axis[0] else low), (high + margin if high > axis[1] else high)


def fits(needed: Range, shown: Range) -> bool:
    """Whether the axis that is shown still does: all of what is needed, and not much more."""
    size = needed[1] - needed[0]
    slack = 1e-9 * size
    inside = shown[0] <= needed[0] + slack and shown[1] >= needed[1] - slack
    return inside and shown[1] - shown[0] <= ROOMY * size
