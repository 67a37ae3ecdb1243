"""What the axes of the loss show, and whether they still do: they stay where they are as long as they can."""

from __future__ import annotations

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.plot.plot import Range

ROOMY = 2.0  # how many times more than needed the axes may show before they are drawn in again


def shown_by(landscape: Objective | Chart) -> object:
    """What the axes show: two charts with other parameters held may have the same."""
    if isinstance(landscape, Slice):
        return landscape.whole, landscape.places
    return landscape.space if isinstance(landscape, Chart) else landscape


def known_points(path: Path, frame: Frame) -> Array:
    """All points of a run that are known so far, or evenly spaced ones of a very long run."""
    if isinstance(path, ModelPath):
        return path.trace.points
    return path.known(frame.published[path.place])


def fits(needed: Range, shown: Range) -> bool:
    """Whether the axis that is shown still does: all of what is needed, and not much more."""
    size = needed[1] - needed[0]
    slack = 1e-9 * size
    inside = shown[0] <= needed[0] + slack and shown[1] >= needed[1] - slack
    return inside and shown[1] - shown[0] <= ROOMY * size
