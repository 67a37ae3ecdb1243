"""The picture of a loss of two parameters: contours, the paths of the runs, where the gradient leads."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
import pyqtgraph as pg

from gdviz.base.arrays import Array
from gdviz.engine.landscape import bounds_for
from gdviz.engine.problem import BreakLine, Objective
from gdviz.look.look import LIGHT, Look
from gdviz.look.run_symbols import symbol
from gdviz.views.common.annotations import (
    Annotation,
    AnnotationDot,
    AnnotationLabel,
    AnnotationLine,
    Annotations,
    Side,
    sampled,
)
from gdviz.views.common.clip import clipped
from gdviz.views.loss.break_marks import break_line_pieces
from gdviz.views.loss.contour_numbers import ContourNumbers
from gdviz.views.loss.contours import Contours
from gdviz.views.loss.landscape_drawing import LandscapeDrawing, Moment
from gdviz.views.loss.loss_curve import BALL, STAR, START
from gdviz.views.loss.loss_paths import Path, out_of_sight
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.step_parts import StepParts, pieces, ring
from gdviz.views.loss.substeps import ARROWS, MOVE, grown
from gdviz.views.plot.curve import Curve
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.plot import Plot, Range
from gdviz.views.plot.scatter import Scatter

DOTTED = 250  # rows up to which every step has its dot
FAR = 30.0  # sizes of the plot from its middle, beyond which a path is not followed
EDGE = 0.1  # of the plot's size, beyond which lines are cut
ARROW = 64.0  # pixels of the gradient's arrow in a look of scale 1
SHORTEST = 10.0  # pixels likewise: none is drawn where it would be shorter
DASHES = (5.0, 4.0)  # of the lines of a batch's loss, in widths of the pen
EQUAL = 4.0  # ratio of the two widths up to which both axes have the same scale


class LossSurface:
    """Draws on a plot. A model's landscape comes from a worker: `drawing`, and `moment` for its batch."""

    def __init__(self, plot: Plot, annotations: Annotations) -> None:
        self.plot, self.annotations = plot, annotations
        self.look: Look = LIGHT
        self.contours = Contours(plot.box)
        self.numbers = ContourNumbers(self.contours, plot.box)
        self.minima = Scatter(symbol=symbol(STAR), pxMode=True)
        self.minima.setZValue(10)
        plot.box.addItem(self.minima)
        self.batch = Curve()
        self.batch.setZValue(5)
        plot.box.addItem(self.batch)
        self.parts: StepParts | None = (
            None  # what the step of the selected run adds up, where it is asked for
        )
        self.share = 0.0  # of the way to the next step, at slow playback
        self.noise: Array | None = None  # how the gradients of batches scatter, where that is asked for
        self.full_text, self.batch_text = "−∇loss", "−∇batch"
        self.lines: list[tuple[Curve, Curve]] = []  # casing and path of each run
        self._pens: list[tuple[object, ...]] = []  # what the pens of each line depend on
        self._minima_of: object = None  # the landscape whose minima are drawn
        self._batch_key: tuple[object, ...] = ()  # what the lines of the batch depend on

    def set_visible(self, visible: bool, hidden: frozenset[str] = frozenset()) -> None:
        """Show or hide all that belongs to the picture; of what is shown, leave `hidden` parts out."""
        self.contours.setVisible(visible and "curve" not in hidden)
        self.numbers.setVisible(visible and hidden.isdisjoint({"curve", "numbers"}))
        self.minima.setVisible(visible and "minimum" not in hidden)
        self.batch.setVisible(visible)
        if not visible:
            self._hide_lines(0)

    def set_look(self, look: Look) -> None:
        """Take colours and widths."""
        self.look = look
        self.minima.setPen(pg.mkPen(look.surface, width=1.2))
        self.minima.setBrush(pg.mkBrush(look.text))
        self.minima.setSize(look.marker_size * 1.5)

    def ranges(self, objective: Objective | Chart, paths: Sequence[Array]) -> tuple[Range, Range]:
        """The part of the domain to show, widened so that both axes have one scale where that is sensible.

        With one scale the gradient stands upright on the contours.
        """
        x, y = objective.shown(paths) if isinstance(objective, Chart) else bounds_for(objective, paths)
        across, up = self._pixels()
        width, height = x[1] - x[0], y[1] - y[0]
        if across < 10 or up < 10 or not 0 < width <= EQUAL * height or height > EQUAL * width:
            return x, y
        per_pixel = max(width / across, height / up)
        return _widened(x, per_pixel * across), _widened(y, per_pixel * up)

    def _pixels(self) -> tuple[float, float]:
        """How many pixels there are along each axis."""
        return self.annotations.area.width(), self.annotations.area.height()

    def spots(self, points: Array, losses: Array | None = None) -> Array:
        """Where points ``(points, 2)`` of the landscape are drawn, as points of the plot."""
        return points

    def under(self, x: float, y: float) -> tuple[float, float]:
        """The point of the landscape that is drawn at a point of the plot."""
        return x, y

    def _spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is drawn, in pixels of the annotations."""
        px, py = self.annotations.place(*self.spots(np.array([[x, y]]))[0])
        return float(px), float(py)

    def draw(
        self, objective: Objective | Chart, paths: Sequence[Path], drawing: LandscapeDrawing | None = None
    ) -> tuple[Mark, ...]:
        """The contours where they are visible, the paths on them; returns the balls.

        A chart is shown by its `drawing`.
        """
        self._draw_landscape(objective, drawing)
        courses, starts = [np.empty((0, 2))], []
        for place, path in enumerate(paths):
            casing, line = self._line(place)
            points = path.drawn()[1].astype(float)
            if grown(self.share, MOVE):
                points = np.vstack([points, self._place_of(path)])
            x, y = self._course(points).T
            if path.selected and len(x):
                starts.append((float(x[0]), float(y[0]), START * self.look.marker_size))
            places = np.column_stack(self.annotations.place(x, y))
            apart = np.ones(len(places), bool)  # from the place before, so that it is seen; and both ends
            apart[1:-1] = (np.diff(np.round(4.0 * places[:-1]), axis=0) != 0).any(axis=1)
            x, y = x[apart], y[apart]
            courses.append(sampled(places[apart], self.annotations.area))
            if self._pens[place] != (path.color, path.selected, self.look):
                self._pens[place] = path.color, path.selected, self.look
                width = self.look.curve_width * (1.25 if path.selected else 1.0)
                casing.set_pen(self.plot.pen(self.look.surface, width + 2.0 * self.look.thin_width))
                line.set_pen(self.plot.pen(path.color, width))
            x, y = clipped(np.column_stack([x, y]), self._in_sight()).T
            for item in (casing, line):
                item.setData(x, y)
                item.setVisible("trace" not in self.annotations.hidden)
        self._hide_lines(len(paths))
        balls = tuple(self._ball(path) for path in paths)
        self.annotations.avoided = np.concatenate(courses)
        self.annotations.set_obstacles(
            [(ball.x, ball.y, BALL * self.look.marker_size) for ball in balls]
            + [(*minimum, 1.3 * self.look.marker_size) for minimum in self._minima()]
            + starts
        )
        self.annotations.set_pieces(self._pieces(paths))
        self.numbers.leave_free(*self.annotations.taken())
        return balls

    def _minima(self) -> list[tuple[float, float]]:
        """Where stars stand, as points of the plot."""
        if not self.minima.isVisible():
            return []
        return [(float(x), float(y)) for x, y in zip(*self.minima.getData(), strict=True)]

    def _draw_landscape(self, objective: Objective | Chart, drawing: LandscapeDrawing | None) -> None:
        if isinstance(objective, Chart):
            self.contours.show_drawing(drawing, self.look)
        else:
            self.contours.show_loss(objective, self.look)
        if objective is not self._minima_of:
            self._minima_of = objective
            self.minima.setData(pos=np.array(objective.minima, float).reshape(-1, 2))

    def _place_of(self, path: Path) -> Array:
        """Where the ball is ``(2,)``: on its way to the next row at slow playback."""
        done = grown(self.share, MOVE)
        following = path.following() if done else None
        if following is None:
            return path.point
        place: Array = path.point + done * (following[0].astype(float) - path.point)
        return place

    def _ball(self, path: Path) -> Mark:
        x, y = self.spots(self._place_of(path)[np.newaxis])[0]
        return Mark(float(x), float(y), path.color, path.symbol)

    def draw_batch(self, path: Path | None, moment: Moment | None) -> None:
        """The loss on a step's own batch as thin dashed lines in the run's colour; none without a moment."""
        area, ((x0, x1), (y0, y1)) = self.annotations.area, self.plot.ranges
        key = (moment, path and path.color, self.look, area.width(), area.height(), x0, x1, y0, y1)
        if key == self._batch_key:
            return
        self._batch_key = key
        if path is None or moment is None:
            self.batch.setData([], [])
            return
        pen = self.plot.pen(path.color, self.look.thin_width)
        self.batch.set_pen(pen, DASHES, self.look.pen_scale)
        self.batch.set_points(
            *self._lines_of_batch(moment.x, moment.y), (area.width() / (x1 - x0), area.height() / (y1 - y0))
        )

    def _course(self, points: Array) -> Array:
        """The points through which a path is drawn: `points`, those far out of sight drawn in.

        Painting to the ends of the world takes for ever. They are drawn in so far out that the lines to
        them still point the same way, to the eye.
        """
        (x0, x1), (y0, y1) = self.plot.ranges
        middle, size = np.array([x0 + x1, y0 + y1]) / 2, np.array([x1 - x0, y1 - y0])
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            away = (points - middle) / size
            reach = np.abs(away).max(axis=1, keepdims=True)
            near: Array = np.where(reach > FAR, middle + size * away * (FAR / reach), points)
        return near

    def _in_sight(self) -> Array:
        """Opposite corners ``(2, 2)`` of what is visible, with room for the thickest line around it."""
        edges = np.array(self.plot.ranges).T
        room = EDGE * (edges[1] - edges[0])
        return np.stack([edges[0] - room, edges[1] + room])

    def _line(self, place: int) -> tuple[Curve, Curve]:
        while len(self.lines) <= place:
            pair = (Curve(), Curve())
            for above, item in enumerate(pair):
                item.setZValue(20 + 2 * len(self.lines) + above)
                self.plot.box.addItem(item)
            self.lines.append(pair)
            self._pens.append(())
        return self.lines[place]

    def _hide_lines(self, first: int) -> None:
        for casing, line in self.lines[first:]:
            casing.hide()
            line.hide()

    def _pieces(self, paths: Sequence[Path]) -> Iterator[Annotation]:
        yield from self._breaks()
        for path in paths:
            yield from self._dots(path)
        for path in paths:
            x, y = map(float, path.point)
            yield from out_of_sight(self.annotations, path, *self._spot(x, y), path.point_text(path.row))
            if path.selected:
                if self.parts is None or not self.share:
                    yield from self._gradient_arrows(path, x, y)
                if self.parts is not None:
                    yield from pieces(
                        self.annotations, self._spot, path.color, (x, y), self.parts, self.share
                    )

    def _breaks(self) -> Iterator[Annotation]:
        if self.contours.isVisible():
            yield from break_line_pieces(self.annotations, self.contours.breaks, self._lain)

    def _lain(self, line: BreakLine) -> Array:
        """Where the points of a line of the landscape are on the plot."""
        return line.points

    def _dots(self, path: Path) -> Iterator[Annotation]:
        """A dot for each of few steps, where they lie apart."""
        if path.row > DOTTED:
            return
        size, last = self.look.marker_size * 0.5, (-1e9, -1e9)
        edge, area = size + 1.6 * self.look.thin_width, self.annotations.area
        places = self.annotations.place(*self._dotted(path.drawn()[1][:-1].astype(float)).T)
        for x, y in zip(*(each.tolist() for each in places), strict=True):
            if area.contains(x, y) and math.dist((x, y), last) > 1.6 * size:
                last = x, y
                yield AnnotationDot(x, y, size, path.color, part="trace", edge=edge)

    def _lines_of_batch(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Where lines of the landscape, NaN between them, are drawn."""
        return x, y

    def _dotted(self, points: Array) -> Array:
        """Where the dots of points are drawn."""
        return points

    def _gradient_arrows(self, path: Path, x: float, y: float) -> Iterator[Annotation]:
        """Against the gradient; and against the batch's own, dashed, so that what chance does is seen.

        The steepest gradient that the run has met has the usual length, others the root of their share of
        it, so that what is small is seen and what is nothing is not. With the noise the longer has the usual
        length, the other one its share of it, and an ellipse of one standard deviation lies around the end of
        the first: about there the batches' arrows end.
        """
        wanted = [(path.batch_gradient, path.color, self.batch_text), (path.gradient, "", self.full_text)]
        ways = [
            (self._way_down(gradient, x, y), math.hypot(*gradient.tolist()), color, text)
            for gradient, color, text in wanted
            if gradient is not None
        ]
        begin = self._spot(x, y)
        longest = max((size for (_, _, size), *_ in ways), default=0.0)
        if not self.annotations.area.contains(*begin) or not math.isfinite(longest) or longest == 0:
            return
        noisy = self.noise is not None and path.gradient is not None
        near, unit = 0.0 if noisy else self.look.marker_size * BALL * 0.5, self.look.font_scale
        steepest = max(*(norm for _, norm, _, _ in ways), path.steepest)
        for (ux, uy, size), norm, color, text in ways:
            whole = ARROW * unit * (size / longest if noisy else math.sqrt(norm / steepest))
            if size == 0 or whole < SHORTEST * unit:
                continue
            length = whole * max(grown(self.share, ARROWS) if self.share else 1.0, 0.05)
            start = (begin[0] + near * ux, begin[1] + near * uy)
            end = (begin[0] + (near + length) * ux, begin[1] + (near + length) * uy)
            width = 1.2 * self.look.curve_width
            if noisy and not color:
                yield from self._noise_ellipse(x, y, end, ARROW * self.look.font_scale / longest, path.color)
            yield AnnotationLine(
                *((start, end), color or self.look.text, width),
                arrow=True,
                dashed=bool(color),
                casing=self.look.surface,
                part="arrow",
            )
            side = self._side(ux, uy, end[0], text)
            shade = color or self.look.text
            yield AnnotationLabel(*end, text, shade, side, 3.0, free=True, part="arrow")

    def _noise_ellipse(
        self, x: float, y: float, middle: tuple[float, float], scale: float, color: str
    ) -> Iterator[Annotation]:
        """One standard deviation of the gradients of batches around `middle`, `scale` pixels for one."""
        assert self.noise is not None
        sizes, directions = np.linalg.eigh(self.noise)
        half = []
        for variance, direction in zip(sizes, directions.T, strict=True):
            ux, uy, size = self._way_down(direction, x, y)
            reach = scale * size * math.sqrt(max(float(variance), 0.0))
            half.append((reach * ux, reach * uy))
        yield AnnotationLine(ring(middle, np.array(half)), color, self.look.curve_width)

    def _side(self, ux: float, uy: float, x: float, text: str) -> Side:
        """Where an arrow's words stand at its end: ahead of it where there is room, else above or below."""
        area, width = self.annotations.area, self.annotations.width_of(text) + 6
        if ux > 0.4 and x + width < area.right():
            return "right"
        if ux < -0.4 and x - width > area.left():
            return "left"
        return "below" if uy > 0 else "above"

    def _way_down(self, gradient: Array, x: float, y: float) -> tuple[float, float, float]:
        """The direction against a gradient at a point, in pixels of the plot, and its length there."""
        area, ((x0, x1), (y0, y1)) = self.annotations.area, self.plot.ranges
        down = -gradient.astype(float)
        size = math.hypot(down[0] * area.width() / (x1 - x0), down[1] * area.height() / (y1 - y0))
        if not size > 0 or not math.isfinite(size):
            return 0.0, 0.0, size
        ahead = down / size  # a pixel of the plane
        (px, py), (begin_x, begin_y) = self._spot(x + ahead[0], y + ahead[1]), self._spot(x, y)
        length = math.hypot(px - begin_x, py - begin_y)
        return (
            ((px - begin_x) / length, (py - begin_y) / length, size * length)
            if length > 0
            else (0.0, 0.0, 0.0)
        )


def _widened(edges: Range, size: float) -> Range:
    """The range of the same middle with another size."""
    middle = (edges[0] + edges[1]) / 2
    return middle - size / 2, middle + size / 2
