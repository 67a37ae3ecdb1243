"""Examples as points: by class in colour and symbol, filled where they are learned from, hollow in the test.

They are painted from little pictures, all of them once for each change, and from those onto each panel.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPaintEngine, QPainter, QPen, QPixmap

from gdviz.engine.learning.datasets import Dataset
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import class_colors, class_symbol, color_at, number_scale
from gdviz.look.look import Look, blend
from gdviz.look.run_symbols import symbol
from gdviz.views.grid.canvas import Canvas

Array = NDArray[Any]

MOST_POINTS = 5000  # drawn, evenly chosen from more
# How much larger a symbol must be to look as large as a circle.
WEIGHTS = {1: 0.95, 2: 1.22, 3: 1.12, 4: 1.1, 5: 1.22, 6: 1.25, 7: 1.06}
TONES = 24  # colours of points whose target is a number
RASTER = (QPaintEngine.Type.Raster, QPaintEngine.Type.OpenGL2, QPaintEngine.Type.X11)


@dataclass(frozen=True, eq=False)
class Points:
    """The examples as they stand in the data, in its order, or evenly chosen ones of very many.

    `places` are their places in the data; `tested` says which are held back for the test.
    """

    data: Dataset
    x: Array
    targets: Array
    tested: Array
    places: Array

    @property
    def count(self) -> int:
        """How many there are in the data."""
        return self.data.size


def points_of(problem: Training) -> Points:
    """The examples of a problem."""
    x, targets = problem.data.draw()
    tested = problem.split().held_back
    places = np.arange(len(x))
    if len(x) > MOST_POINTS:
        places = np.linspace(0, len(x) - 1, MOST_POINTS).astype(np.intp)
    return Points(problem.data, x[places], targets[places], tested[places], places)


class PointCache:
    """The points of problems that were asked for lately; runs that share their data share their points."""

    def __init__(self) -> None:
        self._known: list[tuple[Training, Points]] = []

    def points(self, problem: Training) -> Points:
        """As `points_of`; the same object while the data is the same."""
        for known, points in self._known:
            if known is problem:
                return points
        made = None
        for known, points in self._known:
            if known.data == problem.data and known.test_share == problem.test_share:
                made = points
        made = made or points_of(problem)
        self._known = [*self._known[-15:], (problem, made)]
        return made


@dataclass(frozen=True)
class Style:
    """How one kind of points looks; `tested` ones are hollow."""

    color: str
    symbol: int
    tested: bool
    edge: str = ""  # the colour of its outline, where that is not the surface's


def size_of(look: Look, count: int, room: float) -> float:
    """The width of a point in pixels, for so many on a panel of an area of `room` pixels²."""
    usual = 0.78 * look.marker_size
    crowded = 0.46 * math.sqrt(room / max(count, 1))
    return max(3.0, 0.4 * usual, min(usual, crowded))


def styles_of(
    points: Points, look: Look, ends: tuple[float, float], color: str = ""
) -> tuple[list[Style], Array]:
    """The styles there are, and which of them each point has: all in `color`, or by class, or by number.

    `ends` are those of the scale of numbers.
    """
    if color:
        return [Style(color, 0, tested) for tested in (False, True)], points.tested.astype(np.intp)
    if points.data.classes:
        classes = points.data.classes
        colors = class_colors(look, classes)
        styles = [
            Style(colors[k], class_symbol(k), tested) for tested in (False, True) for k in range(classes)
        ]
        return styles, points.targets.astype(np.intp) + classes * points.tested
    scale = number_scale(look)
    tones = [color_at(scale, (tone + 0.5) / TONES) for tone in range(TONES)]
    # Like the ground, where the model is right: an outline of their own lets them be seen there, too.
    edge = blend(look.text, look.surface, 0.25)
    styles = [Style(color, 0, tested, edge) for tested in (False, True) for color in tones]
    share = (points.targets - ends[0]) / ((ends[1] - ends[0]) or 1.0)
    tone = np.clip((share * TONES).astype(np.intp), 0, TONES - 1)
    return styles, tone + TONES * points.tested


class PointLayer:
    """All points of a panel as one picture, made anew when something differs."""

    def __init__(self) -> None:
        self._key: tuple[Any, ...] = ()
        self._picture: QPixmap | None = None
        self._points: Points | None = None
        self._at: tuple[Array, Array] = (np.empty(0), np.empty(0))

    def paint(
        self,
        painter: QPainter,
        canvas: Canvas,
        panel: int,
        points: Points,
        at: tuple[Array, Array],
        ends: tuple[float, float],
        color: str,
    ) -> None:
        """Paint `points` at the places `at` of the panel's axes: all in `color`, where it is given."""
        look, area = canvas.look, canvas.areas[panel]
        room = area.width() * area.height()
        ratio = painter.device().devicePixelRatioF()
        key = (canvas.x_range, canvas.y_range, area.size().toTuple(), ratio, look, ends, color)
        raster = painter.paintEngine().type() in RASTER
        if raster and self._picture is not None and self._same_places(points, at, key):
            painter.drawPixmap(area.topLeft(), self._picture)
            return
        styles, kinds = styles_of(points, look, ends, color)
        size = size_of(look, len(kinds), room)
        x, y = canvas.to_pixels(panel, *at)
        if not raster:
            _paint(painter, x, y, styles, kinds, look, size)
            return
        self._key, self._points, self._at = key, points, at
        self._picture = QPixmap(math.ceil(area.width() * ratio), math.ceil(area.height() * ratio))
        self._picture.setDevicePixelRatio(ratio)
        self._picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(self._picture)
        _paint(inner, x - area.left(), y - area.top(), styles, kinds, look, size)
        inner.end()
        painter.drawPixmap(area.topLeft(), self._picture)

    def _same_places(self, points: Points, at: tuple[Array, Array], key: tuple[Any, ...]) -> bool:
        """Whether other arrays say the same: columns of an array are new views each time."""
        return (
            points is self._points
            and key == self._key
            and all(np.array_equal(new, old) for new, old in zip(at, self._at, strict=True))
        )


def _paint(
    painter: QPainter, x: Array, y: Array, styles: list[Style], kinds: Array, look: Look, size: float
) -> None:
    raster = painter.paintEngine().type() in RASTER
    ratio = painter.device().devicePixelRatioF()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    with np.errstate(invalid="ignore"):
        seen = (np.abs(x) < 1e5) & (np.abs(y) < 1e5)
    places = np.flatnonzero(seen)
    # Hollow ones are few and must not be hidden: they come last.
    for point in places[np.argsort(kinds[places] >= len(styles) // 2, kind="stable")].tolist():
        style = styles[int(kinds[point])]
        if raster:
            picture, half = _sprite(style, look, size, ratio)
            painter.drawPixmap(QPointF(x[point] - half, y[point] - half), picture)
        else:
            painter.save()
            painter.translate(x[point], y[point])
            paint_point(painter, style, look, size)
            painter.restore()


@functools.lru_cache(maxsize=256)
def _sprite(style: Style, look: Look, size: float, ratio: float) -> tuple[QPixmap, float]:
    half = math.ceil(size * 0.65 + 3.0)
    picture = QPixmap(math.ceil(2 * half * ratio), math.ceil(2 * half * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(half, half)
    paint_point(painter, style, look, size)
    painter.end()
    return picture, float(half)


def paint_point(painter: QPainter, style: Style, look: Look, size: float) -> None:
    """One point around (0, 0)."""
    path = symbol(style.symbol)
    size *= WEIGHTS.get(style.symbol, 1.0)
    width = max(1.0, 0.16 * size) * (1.0 if style.tested else 0.6)
    inner = size - width if style.tested else size
    painter.scale(inner, inner)
    edge = style.edge or look.surface
    if style.tested:
        painter.setBrush(QColor(look.surface))
        painter.setPen(QPen(QColor(style.edge or style.color), width / inner))
    else:
        painter.setBrush(QColor(style.color))
        painter.setPen(QPen(QColor(edge), width / inner))
    painter.drawPath(path)


__all__ = [
    "MOST_POINTS",
    "PointCache",
    "PointLayer",
    "Points",
    "Style",
    "paint_point",
    "points_of",
    "size_of",
    "styles_of",
]
