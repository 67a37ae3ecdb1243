"""The picture of a loss of two parameters as a surface that turns, with all that the plane has on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject

from gdviz.base.arrays import Array
from gdviz.engine.problem import TORN, BreakLine, Objective
from gdviz.look.look import Look, blend
from gdviz.session.background import Background
from gdviz.views.common.annotations import Annotation, Annotations
from gdviz.views.loss.break_marks import break_line_pieces
from gdviz.views.loss.contours import shades
from gdviz.views.loss.landscape_drawing import FormulaDrawing, LandscapeDrawing
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.loss_surface import LossSurface
from gdviz.views.loss.model_chart import Chart
from gdviz.views.loss.relief import Colors, Relief, Sight, Terrain, Viewpoint, sight_of
from gdviz.views.loss.relief_item import ReliefItem
from gdviz.views.plot.marks import Mark
from gdviz.views.plot.plot import Plot

MARGINS = (52.0, 16.0, 42.0)  # pixels at the sides, above and below, in a look of scale 1
LEAST = 0.09  # of the picture's width or height: margins are no wider in a small one
STAR = 4.0  # pixels below the middle of a minimum's mark that a hill may not hide
CLOSE = 5.0  # pixels between the points of a path that is laid on the surface
MANY = 6000  # of these points, about, at most
QUICK = 1_000_000  # pixels of a picture while the surface turns
FINE = 8_300_000  # and once it rests
SMOOTH = 2.0  # pixels of it for one of the screen: edges are smooth then


class LossRelief(LossSurface):
    """Draws on a plot whose axes are hidden. A picture comes at once, a finer one from a worker."""

    def __init__(self, plot: Plot, annotations: Annotations, parent: QObject) -> None:
        super().__init__(plot, annotations)
        self.contours.setVisible(False)
        self.numbers.setVisible(False)
        self.item = ReliefItem(plot.box)
        self.camera = Viewpoint(30.0, 40.0)
        self.for_export = False
        self.relief: Relief | None = None
        self.work = Background(parent, "gdviz surface")
        self.work.done.connect(self.item.take)
        self._formula = FormulaDrawing()
        self._terrain: Terrain | None = None
        self._terrain_of: LandscapeDrawing | None = None
        self._lines: Array = np.empty((0, 3))  # contours: ground and height, NaN between
        self._colors: Colors | None = None
        self._key: tuple[object, ...] = ()
        self._colors_key: tuple[object, ...] = ()

    def set_visible(self, visible: bool, hidden: frozenset[str] = frozenset()) -> None:
        """Show or hide all that belongs to the picture; of what is shown, leave `hidden` parts out."""
        super().set_visible(visible, hidden)
        self.contours.setVisible(False)
        self.numbers.setVisible(False)
        self.item.setVisible(visible and "curve" not in hidden)
        if not visible:
            self.work.cancel()
            self._key = ()

    def set_look(self, look: Look) -> None:
        """Take colours and widths."""
        super().set_look(look)
        self.item.look = look
        self._key = ()

    @property
    def barren(self) -> bool:
        """Whether there is no loss at all in the picture."""
        return self._terrain_of is not None and self._terrain is None

    def _pixels(self) -> tuple[float, float]:
        return (min(super()._pixels()),) * 2  # the ground is a square

    def draw(
        self, objective: Objective | Chart, paths: Sequence[Path], drawing: LandscapeDrawing | None = None
    ) -> tuple[Mark, ...]:
        """The surface with all that is on it; returns the balls."""
        balls = super().draw(objective, paths, drawing)
        self.item.set_covered(rect for _, rect in self.annotations.word_rects())
        return balls

    # -- places --------------------------------------------------------------------------------------------

    def _drawn(self, pixels: Array) -> Array:
        """Points of the plot at pixels of the picture."""
        area, ((x0, x1), (y0, y1)) = self.annotations.area, self.plot.ranges
        size = np.array([area.width() / (x1 - x0), -area.height() / (y1 - y0)])
        points: Array = np.array([x0, y1]) + pixels / size
        return points

    def _pixel(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of the picture at a point of the plot."""
        area, (px, py) = self.annotations.area, self.annotations.place(x, y)
        return float(px) - area.left(), float(py) - area.top()

    def spots(self, points: Array, losses: Array | None = None) -> Array:
        """Pixels ``(points, 2)`` on the surface; those beside it are far out, the way that they lie."""
        if self.relief is None:
            return np.full((len(points), 2), np.nan)
        terrain, sight = self.relief.terrain, self.relief.sight
        ground = terrain.ground(np.asarray(points, np.float64))
        ground = np.where(_outside(ground)[:, np.newaxis], 40 * ground, ground)
        return self._drawn(sight(ground, terrain.height_at(ground)))

    def under(self, x: float, y: float) -> tuple[float, float]:
        """The point of the landscape that is seen at a point of the plot."""
        if self.relief is None:
            return x, y
        found = self.relief.terrain.data(self.relief.under(*self._pixel(x, y)))
        return float(found[0]), float(found[1])

    def _on_surface(self, ground: Array, heights: Array | None = None) -> Array:
        """Where places of the ground are drawn on the surface; NaN where something hides them."""
        assert self.relief is not None
        terrain, sight = self.relief.terrain, self.relief.sight
        heights = terrain.height_at(ground) if heights is None else heights
        hidden = ~self.relief.seen(ground, heights) | _outside(ground) | np.isnan(ground[:, 0])
        places = self._drawn(sight(ground, heights))
        places[hidden] = np.nan
        return places

    def _course(self, points: Array) -> Array:
        if self.relief is None:
            return np.empty((0, 2))
        ground = laid(self.relief.terrain.ground(super()._course(points)), self.relief.sight)
        places = self._on_surface(ground)
        return places if np.isfinite(places).any() else np.empty((0, 2))

    def _breaks(self) -> Iterator[Annotation]:
        if self.relief is not None and self._terrain_of is not None and self.item.isVisible():
            yield from break_line_pieces(self.annotations, self._terrain_of.breaks, self._lain)

    def _lain(self, line: BreakLine) -> Array:
        assert self.relief is not None
        terrain, sight = self.relief.terrain, self.relief.sight
        ground = laid(terrain.ground(line.points), sight)
        return self._on_surface(ground, terrain.rim(ground) if line.kind in TORN else None)

    def _dotted(self, points: Array) -> Array:
        if self.relief is None or not len(points):
            return np.empty((0, 2))
        return self._on_surface(self.relief.terrain.ground(points))

    def _lines_of_batch(self, x: Array, y: Array) -> tuple[Array, Array]:
        if self.relief is None:
            return np.empty(0), np.empty(0)
        places = self._on_surface(self.relief.terrain.ground(np.stack([x, y], axis=1)))
        return places[:, 0], places[:, 1]

    def _ball(self, path: Path) -> Mark:
        """Hollow where a hill hides it."""
        mark = super()._ball(path)
        if self.relief is None:
            return mark
        terrain = self.relief.terrain
        ground = terrain.ground(self._place_of(path)[np.newaxis].astype(np.float64))
        return replace(mark, hollow=not self.relief.seen(ground, terrain.height_at(ground))[0])

    # -- the surface ---------------------------------------------------------------------------------------

    def _draw_landscape(self, objective: Objective | Chart, drawing: LandscapeDrawing | None) -> None:
        area = self.annotations.area
        if not isinstance(objective, Chart):
            drawing = self._formula.of(objective, self.plot.ranges, area.width(), area.height())
        if drawing is not self._terrain_of:
            self._terrain_of, self._terrain = drawing, None
            if drawing is not None and np.isfinite(drawing.values).any():
                self._terrain = Terrain(drawing.values, drawing.bounds, drawing.levels, drawing.torn)
                self._lines = _contours(drawing, self._terrain)
        self._show_terrain()
        minima = np.array(objective.minima, float).reshape(-1, 2)
        places = np.empty((0, 2))
        if self.relief is not None and len(minima):
            ground = self.relief.terrain.ground(minima)
            places = self._on_surface(ground)
            places[~self.relief.seen(ground, self.relief.terrain.height_at(ground), STAR)] = np.nan
        self.minima.setData(pos=places[~np.isnan(places[:, 0])])

    def _show_terrain(self) -> None:
        area, look = self.annotations.area, self.look
        key = (self._terrain, self.camera, area.width(), area.height(), look, self.item.titles)
        if key == self._key:
            return
        self._key = key
        if self._terrain is None or area.width() < 40 or area.height() < 40:
            self.relief = None
            self.item.show_relief(None, np.empty((0, 2)), np.empty((0, 2)))
            return
        if self._colors is None or self._colors_key != (self._terrain, look):
            self._colors_key = self._terrain, look
            walls = [blend(look.line, look.muted, amount) for amount in (0.12, 0.3)]
            self._colors = Colors(self._terrain, shades(look, len(self._terrain.levels) + 1), walls)
        sizes = area.width(), area.height(), area.height()
        side, above, below = (
            min(look.font_scale * margin, LEAST * size) for margin, size in zip(MARGINS, sizes, strict=True)
        )
        sight = sight_of(self.camera, area.width(), area.height(), (side, above, below))
        ratio, size = self._ratio(), area.width() * area.height()
        fine = min(ratio * SMOOTH, math.sqrt(FINE / size))
        first = fine if self.for_export else min(ratio, math.sqrt(QUICK / size))
        self.relief = Relief(self._terrain, sight, self._colors, first)
        self.item.show_relief(self.relief, self._seen_lines(), self._outline())
        if fine > first:
            self.work.submit(sight, Relief, self._terrain, sight, self._colors, fine)

    def _ratio(self) -> float:
        return SMOOTH if self.for_export else self.plot.devicePixelRatioF()

    def _seen_lines(self) -> Array:
        """The contours that nothing hides, in pixels."""
        assert self.relief is not None
        ground, heights = self._lines[:, :2], self._lines[:, 2]
        places = self.relief.sight(ground, heights)
        places[~self.relief.seen(ground, heights)] = np.nan
        return places

    def _outline(self) -> Array:
        """The edge of the surface, the foot of its walls and their corners, as far as they are seen."""
        assert self.relief is not None
        side = np.linspace(-0.5, 0.5, 161)
        half = np.full_like(side, 0.5)
        gap = np.full((1, 2), np.nan)
        rim = [
            np.stack(each, axis=1) for each in ((side, -half), (half, side), (-side, half), (-half, -side))
        ]
        ground = np.concatenate(rim)
        heights = self.relief.terrain.height_at(ground)
        places = self.relief.sight(ground, heights)
        places[~self.relief.seen(ground, heights)] = np.nan
        pieces = [places]
        corners = ground[[0, 161, 322, 483]]
        tops = self.relief.terrain.height_at(corners)
        feet, heads = self.relief.sight(corners, np.zeros(4)), self.relief.sight(corners, tops)
        shown = self.relief.seen(corners, np.zeros(4))
        for place in range(4):
            after = (place + 1) % 4
            if shown[place]:
                pieces += [gap, feet[[place]], heads[[place]]]
            if shown[place] and shown[after]:
                pieces += [gap, feet[[place, after]]]
        return np.concatenate(pieces)


def laid(ground: Array, sight: Sight) -> Array:
    """A path over the ground with points so close that it follows the surface between them."""
    if len(ground) < 2:
        return ground
    lengths = np.hypot(*np.diff(ground, axis=0).T) * sight.wide
    lengths = np.minimum(np.nan_to_num(lengths), 4 * sight.wide)
    apart = max(CLOSE, float(lengths.sum()) / MANY)
    counts = np.maximum(1, np.ceil(lengths / apart).astype(int))
    segment = np.repeat(np.arange(len(counts)), counts)
    share = (np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[segment]
    between = ground[segment] + share[:, np.newaxis] * (ground[segment + 1] - ground[segment])
    return np.concatenate([between, ground[-1:]])


def _outside(ground: Array) -> Array:
    beside: Array = np.abs(ground).max(axis=-1) > 0.5 + 1e-9
    return beside


def _contours(drawing: LandscapeDrawing, terrain: Terrain) -> Array:
    """The contours as places of the ground with their heights ``(points, 3)``, NaN between the lines."""
    gap = np.full((1, 3), np.nan)
    found = [gap]
    for level, (x, y) in zip(drawing.levels, drawing.lines, strict=True):
        ground = terrain.ground(np.stack([x, y], axis=1))
        height = np.full(len(x), float(terrain.height_of(np.asarray(level))))
        found += [np.column_stack([ground, height]), gap]
    return np.concatenate(found)
