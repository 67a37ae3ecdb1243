"""What is on a panel of the fit, whatever its form: lines, what is left over, sides of a class, counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg

from gdviz.base.arrays import Array
from gdviz.look.class_colors import color_at, output_scale
from gdviz.look.look import Look, blend, receding
from gdviz.views.common.annotations import AnnotationLabel, Annotations
from gdviz.views.data.data_panel import DataPanel
from gdviz.views.data.learners import Learner
from gdviz.views.fit.confusion import ConfusionMatrix
from gdviz.views.fit.fit_work import Fit
from gdviz.views.plot.axis import Range
from gdviz.views.plot.edged_line import DASHED, EdgedLine
from gdviz.views.plot.marks import Dots
from gdviz.views.plot.panel_plot import PanelPlot

JITTER = 0.36  # of the distance between two strips: how far points are spread to each side
MARGIN = 10.0  # pixels around the words of `show_shares`
GOLDEN = 0.6180339887498949
ALONG = 3  # symbols along a line
FAR = 3.0  # heights of the plot: a line is not followed further


def spread(labels: Array) -> Array:
    """A place across its class's strip for each example: always the same, and evenly spread."""
    places: Array = labels + JITTER * (2.0 * (np.arange(len(labels)) * GOLDEN % 1.0) - 1.0)
    return places


def held_inside(values: Array, ends: Range) -> Array:
    """Values, with those beyond the axis at its ends."""
    inside: Array = np.clip(np.nan_to_num(values, nan=ends[0]), *ends)
    return inside


def beside_shares(words: float, height: float) -> Range:
    """Outputs from 0 to 1 on a plot, with a margin at each end for words so high: no point lies there."""
    share = min(0.3, (words + MARGIN) / max(height, 1.0))
    beyond = share / (1.0 - 2.0 * share)
    return -beyond, 1.0 + beyond


def dots_along(drawn: Sequence[tuple[Learner, Fit]], look: Look) -> tuple[Dots, ...]:
    """Symbols of several runs at a few places of their lines, each at its own: they may lie together."""
    if len(drawn) < 2:
        return ()
    found = []
    for turn, (learner, fit) in enumerate(drawn):
        if fit.line is not None:
            at = ((np.arange(ALONG) + (turn + 0.5) / len(drawn)) * len(fit.x) / ALONG).astype(int)
            y, size = fit.line[at].astype(float), 0.6 * look.marker_size
            found.append(Dots(fit.x[at], y, learner.color, learner.symbol, size))
    return tuple(found)


class FitPanel(DataPanel):
    """Each `show_…` puts one thing on the panel; `clear` takes all away."""

    def __init__(self, plot: PanelPlot, place: int) -> None:
        super().__init__(plot, place)
        self.sides = pg.BarGraphItem(x0=[], x1=[], y0=[], y1=[])
        self.middle, self.diagonal = EdgedLine(), EdgedLine()
        self.rungs = pg.PlotCurveItem(antialias=True, connect="pairs")
        self.lines: list[tuple[EdgedLine, EdgedLine]] = []  # of each run: its shadow's and its weights'
        self.confusion = ConfusionMatrix(self.panel.vb)
        self.shares = Annotations(self.panel.vb)
        for z, item in enumerate((self.sides, self.middle, self.diagonal, self.rungs)):
            item.setZValue(z)
            self.panel.vb.addItem(item, ignoreBounds=True)
        self._form = ""
        self._sided: tuple[object, ...] = ()  # what the sides depend on
        self.clear()

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        super().set_look(look)
        self.shares.set_look(look)

    def clear(self) -> None:
        """An empty panel."""
        for item in (self.sides, self.middle, self.diagonal, self.rungs, self.points, self.confusion):
            item.hide()
        for line in (line for pair in self.lines for line in pair):
            line.hide()
        self.shares.set_pieces(())
        self._form, self._sided = "", ()

    def begin(self, form: str) -> None:
        """What follows is of this form: what another one has put on the panel goes."""
        if form != self._form:
            self.clear()
            self._form = form

    def keep_lines(self, count: int) -> None:
        """Hide the lines of all runs but the first `count`."""
        for line in (line for pair in self.lines[count:] for line in pair):
            line.hide()

    def show_line(self, place: int, shadow: Array | None, line: Array | None, color: str, look: Look) -> None:
        """The lines of the run at `place` among those that are drawn, each ``(points, 2)`` or None."""
        while len(self.lines) <= place:
            pair = (EdgedLine(DASHED), EdgedLine())
            self.lines.append(pair)
            for item in pair:
                item.setZValue(30 + len(self.lines))
                self.panel.vb.addItem(item, ignoreBounds=True)
        for item, points in zip(self.lines[place], (shadow, line), strict=True):
            item.setVisible(points is not None)
            if points is not None:
                item.set_style(look, color, 1.15 * look.curve_width, 1.2 * look.thin_width)
                item.set_lines((self._drawable(points),), self.plot.units)

    def _drawable(self, points: Array) -> Array:
        """The points with heights that can be drawn."""
        low, high = self.plot.ranges[1]
        far = FAR * (high - low)
        ends = (low - far, high + far)
        return np.column_stack([points[:, 0], held_inside(points[:, 1].astype(np.float64), ends)])

    def show_rungs(self, x: Array, begin: Array, end: Array, color: str, look: Look) -> None:
        """Upright lines from `begin` to `end` at each x: what is left over."""
        ends = [self._drawable(np.column_stack([x, each]))[:, 1] for each in (begin, end)]
        self.rungs.setPen(
            pg.mkPen(receding(color, look.surface, 0.35), width=look.thin_width * look.pen_scale)
        )
        self.rungs.setData(np.repeat(x, 2).astype(np.float64), np.column_stack(ends).ravel())
        self.rungs.show()

    def show_diagonal(self, look: Look) -> None:
        """Where predicted and true are equal."""
        (x0, x1), (y0, y1) = self.plot.ranges
        ends = np.array([min(x0, y0), max(x1, y1)])
        self.diagonal.set_style(look, blend(look.text, look.surface, 0.35), look.curve_width * 0.75)
        self.diagonal.set_lines((np.column_stack([ends, ends]),), self.plot.units)
        self.diagonal.show()

    def show_sides(self, color: str, look: Look) -> None:
        """Above 0.5 class 1's colour, below it class 0's, and the line between them."""
        sided = (self.plot.ranges, color, look)
        if sided == self._sided:
            return
        self._sided = sided
        (x0, x1), (y0, y1) = self.plot.ranges
        brushes = [pg.mkBrush(color_at(output_scale(look), share)) for share in (0.18, 0.82)]
        self.sides.setOpts(
            x0=[x0, x0], x1=[x1, x1], y0=[y0, 0.5], y1=[0.5, y1], brushes=brushes, pen=None, pens=None
        )
        self.middle.set_style(look, color, look.curve_width, 2.0 * look.thin_width)
        self.middle.set_lines((np.array([[x0, 0.5], [x1, 0.5]]),), self.plot.units)
        self.sides.show()
        self.middle.show()

    def show_shares(self, texts: tuple[tuple[str, str], tuple[str, str]], look: Look) -> None:
        """How many of each class are right: of class 0 at the bottom of its strip, of class 1 at the top.

        `texts` are the words for each, and shorter ones where a strip is narrow; none where even they would
        be cut, since half a number is a wrong one.
        """
        area, pieces = self.shares.area, []
        for place, (long, short) in enumerate(texts):
            text = long if self.shares.width_of(long) + 4.0 < area.width() / 2 else short
            if self.shares.width_of(text) > area.width() - 2.0:
                continue
            x = float(self.shares.place(float(place), 0.0)[0])
            if place:
                pieces.append(AnnotationLabel(x, area.top(), text, look.text, "below", 4.0))
            else:
                pieces.append(AnnotationLabel(x, area.bottom(), text, look.text, "above", 4.0))
        self.shares.set_pieces(pieces)

    def show_counts(self, counts: Array, look: Look) -> None:
        """A cell for each true and predicted class."""
        self.confusion.show_counts(counts, look)
        self.confusion.show()
