"""The picture of a loss of one parameter: curve, balls, the selected run's tangent and its next step.

A kink is marked and named; at a jump or a pole the curve is torn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pyqtgraph as pg
from msgspec.structs import replace
from PySide6.QtCore import Qt

from gdviz.base.arrays import Array
from gdviz.engine.landscape import bounds_for, loss_range
from gdviz.engine.landscape import curve as curve_of
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.problem import TORN, Bounds, Break, Objective
from gdviz.look.look import LIGHT, Look, blend, receding
from gdviz.look.run_symbols import symbol
from gdviz.views.common.annotations import (
    Annotation,
    AnnotationDot,
    AnnotationLabel,
    AnnotationLine,
    Annotations,
    Side,
    head_size,
)
from gdviz.views.loss.break_marks import break_pieces
from gdviz.views.loss.local_parabola import parabola_pieces
from gdviz.views.loss.loss_axes import opened
from gdviz.views.loss.loss_paths import Path, out_of_sight
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.model_paths import ModelPath
from gdviz.views.loss.substeps import MOVE, NEW_SLOPE, RATE, SLOPE, grown, on_hop
from gdviz.views.plot.curve import Curve
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.plot import Plot, Range
from gdviz.views.plot.scatter import Scatter

BALL = 1.55  # of the look's markers: the ball is what everyone watches
START = 3.0  # of a marker: how wide the ring is by which a start is dragged
TANGENT = 0.2  # of the plot: half its length
TRAIL = 40  # earlier steps that are still seen, the oldest hardly: all of a short run
BASE = 50.0  # pixels below the lowest loss, in a look of scale 1: for the arrow along the axis and its words
ROOM = 5.0  # lines of words that must fit into the height, for the tangent and its numbers to be drawn
STAR = 6  # the symbol of a known minimum
POINTS = 801  # of the curve
WORK = 4_000_000  # points times examples: fewer points for much data, so that a hand does not feel it


class LossCurve:
    """Draws on a plot. `set_words` gives it the translated pattern for the slope."""

    def __init__(self, plot: Plot, annotations: Annotations) -> None:
        self.plot, self.annotations = plot, annotations
        self.look: Look = LIGHT
        self.curve = Curve()
        self.curve.dense = math.inf  # its waves are even: steps would show
        self.minima = Scatter(symbol=symbol(STAR), pxMode=True)
        self.curve.setZValue(0)
        self.minima.setZValue(10)
        self.batch = pg.PlotCurveItem(antialias=True)
        self.batch.setZValue(1)
        for item in (self.curve, self.batch, self.minima):
            plot.box.addItem(item)
        self._drawn: tuple[Objective | Chart, Range, tuple[float, float]] | None = None
        self._course = (np.zeros(0),) * 2
        self._lowest = -math.inf  # loss of the part that is visible
        self.breaks: tuple[Break, ...] = ()  # of the part that is visible
        self.slope_pattern = "slope {slope}"
        self.share = 0.0  # of the way to the next step, at slow playback
        self.parabola = False  # whether the one that touches the loss at the ball is drawn

    def set_visible(self, visible: bool, hidden: frozenset[str] = frozenset()) -> None:
        """Show or hide all that belongs to the picture; of what is shown, leave `hidden` parts out."""
        self.curve.setVisible(visible and "curve" not in hidden)
        self.minima.setVisible(visible and "minimum" not in hidden)
        if not visible:
            self.plot.left_axis.set_floor(-math.inf)
        self.batch.hide()

    def set_look(self, look: Look) -> None:
        """Take colours and widths."""
        self.look = look
        self.curve.set_pen(self.plot.pen(blend(look.text, look.surface, 0.35), look.curve_width))
        self.minima.setPen(pg.mkPen(look.surface, width=1))
        self.minima.setBrush(pg.mkBrush(look.muted))
        self.minima.setSize(look.marker_size * 1.3)

    def ranges(
        self, objective: Objective | Chart, paths: Sequence[Array], flown: Sequence[Array] = ()
    ) -> tuple[Range, Range]:
        """The part of the domain to show, all of the `flown` paths on it, and the losses there."""
        bounds = objective.shown(paths) if isinstance(objective, Chart) else bounds_for(objective, paths)
        bounds = (opened(bounds[0], flown),)
        low, high = loss_range(curve(objective, bounds)[1])
        size = high - low
        below = min(0.3, self._base() / max(1.0, self.annotations.area.height()))
        return bounds[0], (low - below / (1 - below) * size, high + 0.04 * size)

    def _base(self) -> float:
        return BASE * self.look.font_scale

    def _pixels(self) -> tuple[float, float]:
        area, ((x0, x1), (y0, y1)) = self.annotations.area, self.plot.ranges
        return area.width() / (x1 - x0), area.height() / (y1 - y0)

    def spots(self, points: Array, losses: Array) -> Array:
        """Where points ``(points, 1)`` with their losses are drawn, as points of the plot."""
        return np.column_stack([points[:, 0], losses])

    def under(self, x: float, y: float) -> tuple[float, float]:
        """The parameter, and the height, at a point of the plot."""
        return x, y

    def draw(self, objective: Objective | Chart, paths: Sequence[Path]) -> tuple[Mark, ...]:
        """The curve where it is visible, and everything on it; returns the balls."""
        visible, pixels = self.plot.ranges[0], self._pixels()
        if (objective, visible, pixels) != self._drawn:
            self._drawn = (objective, visible, pixels)
            w, loss = curve(objective, (visible,))
            self.breaks = () if isinstance(objective, Chart) else objective.breaks(*visible)
            torn = [each.at for each in self.breaks if each.kind in TORN]  # never drawn as a line
            at = np.searchsorted(w, torn)
            w, loss = np.insert(w, at, torn), np.insert(loss, at, np.nan)
            if torn:
                loss[np.isin(w, torn)] = np.nan
            loss = np.where(np.isfinite(loss), loss, np.nan)
            self.curve.set_points(w, loss, pixels)
            self._course = w, loss
            self._lowest = min(loss[np.isfinite(loss)], default=-math.inf)
            places = [point[0] for point in objective.minima]
            self.minima.setData(places, objective.value(np.array(places, float).reshape(-1, 1)))
        self.plot.left_axis.set_floor(0.0 if self._lowest >= 0.0 else -math.inf)
        ball, star = BALL * self.look.marker_size, 1.3 * self.look.marker_size
        starts = ((path.params[0], path.losses(np.array([0]))) for path in paths if path.selected)
        ring = START * self.look.marker_size
        self.annotations.set_obstacles(
            [(float(path.point[0]), path.loss, ball) for path in paths]
            + [(float(start[0]), float(loss[0]), ring) for start, loss in starts]
            + [(float(x), float(y), star) for x, y in zip(*self.minima.getData(), strict=True)]
        )
        self.annotations.avoided = np.column_stack(self.annotations.place(*self._course))
        self.annotations.set_pieces(self._pieces(objective, paths))
        return (*(self._ball(path) for path in paths), *self._shadows(objective, paths))

    def _shadows(self, objective: Objective | Chart, paths: Sequence[Path]) -> Iterator[Mark]:
        """A hollow ball where the moving average of a run is."""
        if isinstance(objective, Chart):
            return
        for path in paths:
            if path.recording.averaged:
                w = path.recording.column(f"shadow_{path.names[0]}", path.row, path.row + 1).astype(float)
                loss = float(objective.value(w[np.newaxis])[0])
                yield Mark(float(w[0]), loss, path.color, path.symbol, hollow=True)

    def _ball(self, path: Path) -> Mark:
        """On its way to the next row at slow playback."""
        w, loss = float(path.point[0]), path.loss
        done = grown(self.share, MOVE)
        following = path.following() if done else None
        if following is not None:
            ends = (
                self.annotations.place(w, loss),
                self.annotations.place(float(following[0][0]), following[1]),
            )
            w, loss = self.plot.at_pixel(*on_hop(*ends, done, self._top()))
        return Mark(w, loss, path.color, path.symbol)

    def _top(self) -> float:
        """How high a hop may rise, in pixels: a little below the edge of the plot."""
        return self.annotations.area.top() + 1.5 * self.look.thin_width

    def draw_batch(self, path: ModelPath | None) -> None:
        """The loss on the batch of the path's step as a thin curve; none without a path."""
        rows = None if path is None else path.rows_of_batch
        self.batch.setVisible(rows is not None)
        if path is not None and rows is not None:
            w = np.linspace(*self.plot.ranges[0], _points(path.chart))
            loss = total_loss(path.chart.problem, path.chart.params(w[:, np.newaxis]), rows)
            self.batch.setPen(self.plot.pen(path.color, self.look.thin_width, Qt.PenStyle.DashLine))
            self.batch.setData(w, np.where(np.isfinite(loss), loss, np.nan), connect="finite")

    def _pieces(self, objective: Objective | Chart, paths: Sequence[Path]) -> Iterator[Annotation]:
        yield from break_pieces(self.annotations, self.breaks, objective)
        for path in paths:
            yield from self._trail(path)
        for path in paths:
            w, loss = float(path.point[0]), path.loss
            ball = self.annotations.place(w, loss)
            yield from out_of_sight(self.annotations, path, *ball, path.point_text(path.row))
            if path.selected and self.annotations.area.height() > ROOM * self.annotations.line_height:
                if self.parabola:
                    yield from parabola_pieces(self.annotations, objective, path, self.plot.ranges[0])
                yield from self._step_in_parts(objective, path, w, loss)

    def _step_in_parts(
        self, objective: Objective | Chart, path: Path, w: float, loss: float
    ) -> Iterator[Annotation]:
        """Slope and step to come; at slow playback one after the other, then the slope where it leads."""
        share, following = self.share, path.following()
        if not share or following is None:
            yield from self._tangent(objective, path, w, loss)
            yield from self._next_step(path, w, loss)
            return
        if share < MOVE[0]:
            yield from self._tangent(objective, path, w, loss, grown(share, SLOPE))
        if RATE[0] <= share < NEW_SLOPE[0]:
            yield from self._next_step(path, w, loss, grown(share, RATE))
        if share >= NEW_SLOPE[0]:
            ahead = replace(path, row=path.row + 1)
            there = float(following[0][0]), following[1]
            yield from self._tangent(objective, ahead, *there, grown(share, NEW_SLOPE))

    def _trail(self, path: Path) -> Iterator[Annotation]:
        """The last steps as hops on the curve, the older the fainter; at the end all of them."""
        trail, losses = path.whole() if path.at_end else path.trail(TRAIL)
        faded = 0.9 if not path.at_end else 0.6
        points = [
            self.annotations.place(float(w), float(loss)) for w, loss in zip(trail[:, 0], losses, strict=True)
        ]
        size = self.look.marker_size * 0.62
        newest: dict[tuple[float, ...], int] = {}  # of hops that lie over each other
        for age in range(1, len(points)):
            if all(map(math.isfinite, ends := (*points[-age - 1], *points[-age]))):
                newest.setdefault(tuple(round(2 * place) for place in ends), age)
        for age in reversed(newest.values()):  # the newest on top
            begin, end = points[-age - 1], points[-age]
            # Mixed with the surface rather than translucent, which takes ten times as long to paint.
            color = blend(path.color, self.look.surface, faded * (age / max(len(points), TRAIL + 1)) ** 0.7)
            reach = self.look.marker_size * BALL * 0.55 if age == 1 else size * 0.6
            hop = _hop(begin, end, size * 0.6, reach, self._top())
            if hop:
                wide = 1.7 * self.look.thin_width
                far = math.dist(hop[0], hop[-1]) > 1.5 * head_size(wide)  # else it would be all head
                yield AnnotationLine(hop, color, wide, arrow=far, part="trace")
            yield AnnotationDot(begin[0], begin[1], size, color, part="trace")

    def _tangent(
        self, objective: Objective | Chart, path: Path, w: float, loss: float, share: float = 1.0
    ) -> Iterator[Annotation]:
        """The tangent, grown to a `share` of its length, and its slope in words."""
        area = self.annotations.area
        x, y = self.annotations.place(w, loss)
        slope = math.nan if path.gradient is None else float(path.gradient[0])
        if not area.contains(x, y) or not math.isfinite(slope):
            return
        (x0, x1), (y0, y1) = self.plot.ranges
        steep = -slope * (area.height() / (y1 - y0)) / (area.width() / (x1 - x0))
        length = math.hypot(1.0, steep)
        ux, uy = 1 / length, steep / length
        half = share * TANGENT * min(area.width(), 1.6 * area.height())
        ends = ((x - half * ux, y - half * uy), (x + half * ux, y + half * uy))
        casing = self.look.surface  # near the ball it lies along the curve
        yield AnnotationLine(ends, path.color, self.look.curve_width, casing=casing, part="tangent")
        # Beside the ball on the side that the curve bends away from.
        reach = (x1 - x0) / 50
        around = objective.value(np.array([[w - reach], [w], [w + reach]]))
        bends_up = float(around[0] + around[2]) >= 2 * float(around[1])
        below = 1.0 if bends_up else -1.0
        gap = 1.9 * self.look.marker_size
        nx, ny = -uy * below, ux * below
        if ny * below < 0:
            nx, ny = -nx, -ny
        text = self.slope_pattern.format(slope=path.slope_text)
        room = gap * abs(nx) + self.annotations.width_of(text) + 8
        if not area.left() <= x + math.copysign(room, nx) <= area.right():
            nx, ny = -nx, -ny  # the other side of the tangent
        side: Side = "right" if nx > 0.15 else "left" if nx < -0.15 else "below" if ny > 0 else "above"
        yield AnnotationLabel(
            x + gap * nx, y + gap * ny, text, path.color, side, 4.0, free=True, part="tangent"
        )

    def _next_step(self, path: Path, w: float, loss: float, share: float = 1.0) -> Iterator[Annotation]:
        """The movement to come as an arrow along the axis, grown to a `share`, with where it will land."""
        following = path.following()
        if following is None:
            return
        x, y = self.annotations.place(w, loss)
        x_next, y_next = self.annotations.place(float(following[0][0]), following[1])
        area = self.annotations.area
        base = area.bottom() - 0.24 * self._base()
        if abs(x_next - x) < 4 or not area.adjusted(-1, -1, 1, 1).contains(x, y):
            return
        thin, faint = self.look.thin_width, receding(path.color, self.look.surface, 0.5)
        for px, py in ((x, y), (x_next, y_next))[: 2 if share == 1 else 1]:
            if math.isfinite(py):
                upright = ((px, base), (px, max(py, area.top())))
                yield AnnotationLine(upright, faint, thin, dashed=True, part="next")
        tip, wide = x + share * (x_next - x), 1.3 * self.look.curve_width
        if abs(tip - x) > 2:
            yield AnnotationLine(((x, base), (tip, base)), path.color, wide, arrow=True, part="arrow")
        yield self._beside(x, x_next, base, path.movement_text(float(following[0][0])), path.color)

    def _beside(self, x: float, x_next: float, base: float, text: str, color: str) -> AnnotationLabel:
        """Words at an end of the arrow along the axis, or above it where there is no room."""
        area = self.annotations.area
        left, right = max(area.left(), min(x, x_next)), min(area.right(), max(x, x_next))
        rooms: list[tuple[float, float, Side]] = [
            (area.right() - right, right, "right"),
            (left - area.left(), left, "left"),
        ]
        room, end, side = max(rooms)
        if room > self.annotations.width_of(text) + 12:
            return AnnotationLabel(end, base, text, color, side, 8.0, free=True, part="arrow")
        short = text.rpartition("= ")[2]
        if right - left < self.annotations.width_of(short) < room - 12:
            return AnnotationLabel(end, base, short, color, side, 8.0, free=True, part="arrow")
        stars = [self.annotations.place(x, 0.0)[0] for x in self.minima.getData()[0]]
        away = 2.0 * self.look.marker_size  # from a star, which the line to the words would cross
        places = [left + part * (right - left) for part in (0.5, 0.25, 0.75)]
        middle = next((x for x in places if all(abs(x - star) > away for star in stars)), places[0])
        if right - left > self.annotations.width_of(text) + 16:  # close to the arrow: no line leads there
            middle = places[0]
        return AnnotationLabel(middle, base, text, color, "above", 5.0, free=True, part="arrow", short=short)


def curve(objective: Objective | Chart, bounds: Bounds) -> tuple[Array, Array]:
    """The parameter and the loss at evenly spaced places: two ``(places,)``."""
    if not isinstance(objective, Chart):
        return curve_of(objective, bounds, POINTS)
    w = np.linspace(*bounds[0], _points(objective))
    return w, objective.value(w[:, np.newaxis])


def _points(chart: Chart) -> int:
    return max(41, min(POINTS, WORK // chart.problem.train_size))


def _hop(
    begin: tuple[float, float], end: tuple[float, float], at_begin: float, at_end: float, top: float
) -> tuple[tuple[float, float], ...]:
    """A low arc from `begin` to `end` without so many pixels at its ends; none where little is left."""
    length = math.dist(begin, end)
    if length < at_begin + at_end + 8:
        return ()
    points = on_hop(begin, end, np.linspace(at_begin / length, 1 - at_end / length, 15), top)
    return tuple((float(x), float(y)) for x, y in points)
