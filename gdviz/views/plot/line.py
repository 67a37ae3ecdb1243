"""The lines of plots against step: what one shows, where its values come from, and how it is painted."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from msgspec import Struct
from pyqtgraph import ViewBox

from gdviz.base.arrays import Array
from gdviz.engine.recording import Recording
from gdviz.views.plot.curve import Curve
from gdviz.views.plot.marks import Leave

DASHED = (4.0, 2.5)
DOTTED = (1.2, 1.8)


class LineSource(Protocol):
    """Where a line's values come from; `Extremes` of a column is one."""

    rows: int

    def update(self, rows: int) -> None:
        """Take notice of published rows."""

    def extent(self) -> tuple[float, float] | None:
        """The smallest and the largest value."""

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """The points to draw of rows ``start:stop``."""


class PlotLine(Struct, frozen=True):
    """One curve of one run.

    `column` is the recording's column that gives the values passed. `name` stands before the value at the
    playhead ("" for no value). `kind` is its name in the legend. `ghost` lines have no part that is used.
    """

    place: int
    recording: Recording
    column: str
    name: str = ""
    kind: str = ""
    dashes: tuple[float, ...] = ()
    width: float = 1.0
    right: bool = False
    hollow: bool = False
    ghost: bool = False
    stepped: bool = False

    @property
    def style(self) -> tuple[Any, ...]:
        """What its items depend on, whatever the numbers are."""
        return self.place, self.column, self.dashes, self.width, self.right, self.ghost

    @property
    def part(self) -> str:
        """What a beat calls it, see the `named_parts` of tiles."""
        if self.column == "effective_decay":
            return "decay"
        return "shadow" if self.column.startswith("shadow_") else "curve"


class DrawnLine:
    """A line's items and the points that they show."""

    def __init__(self, line: PlotLine, source: LineSource) -> None:
        self.line = line
        self.source = source
        self.whole = Curve()
        self.used = Curve()
        self.x = self.y = np.empty(0)
        self.leave: Leave | None = None
        self.symbols: tuple[Array, Array] = (np.empty(0), np.empty(0))

    def put_in(self, box: ViewBox) -> None:
        """Draw it there."""
        for item in (self.whole, self.used):
            box.addItem(item, ignoreBounds=True)

    def take_out(self) -> None:
        """Draw it no more."""
        for item in (self.whole, self.used):
            item.getViewBox().removeItem(item)


def escapes(recording: Recording, extent: tuple[float, float], first: float) -> bool:
    """Whether a run flies apart: it is known to diverge, or has gone absurdly far already."""
    if recording.outcome is not None and recording.outcome.kind in ("diverged", "diverging"):
        return True
    return max(abs(extent[0]), abs(extent[1])) > 1e6 * max(1.0, abs(first))


def stairs(x: Array, y: Array) -> tuple[Array, Array]:
    """The polyline as stairs: each value holds until the next."""
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]


def held(x: Array, y: Array) -> tuple[Array, Array]:
    """The points of stairs without those that begin no other value; both ends stay.

    >>> held(np.arange(5.0), np.array([3.0, 3.0, 2.0, 2.0, 2.0]))
    (array([0., 2., 4.]), array([3., 2., 2.]))
    """
    keep = np.ones(len(x), bool)
    keep[1:-1] = y[1:-1] != y[:-2]
    return x[keep], y[keep]
