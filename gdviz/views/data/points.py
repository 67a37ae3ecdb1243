"""Examples as points: by class in colour and symbol, hollow where they are held back for the test."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdviz.base.arrays import Array
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import class_colors, class_symbol, color_at, number_scale
from gdviz.look.look import Look, blend
from gdviz.look.point_style import PointStyle
from gdviz.views.plot.scatter import RASTER, Scatter

MOST_POINTS = 5000  # drawn, evenly chosen from more
RARE = 5  # one of so many: points to learn from among those held back, or these among them, are larger
STANDS_OUT = 1.6  # times as wide
TONES = 24  # colours of points whose target is a number


class Points(Struct, frozen=True, eq=False):
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


@functools.lru_cache(maxsize=16)
def learned_from(points: Points) -> Points:
    """Those of the points that are not held back for the test."""
    kept = ~points.tested
    parts = (points.x[kept], points.targets[kept], points.tested[kept], points.places[kept])
    return Points(points.data, *parts)


def example_at(
    points: Points, x: float, y: float, chosen: int | None
) -> tuple[tuple[float, ...], float | None]:
    """An example at (x, y), of the chosen class or with its neighbor's number; for None the place alone."""
    if chosen is None:
        return (x, y), None
    if points.data.classes:
        return (x, y), float(chosen)
    nearest = int(np.argmin(np.hypot(points.x[:, 0] - x, points.x[:, 1] - y)))
    return (x, y), float(points.targets[nearest])


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


def size_of(look: Look, count: int, room: float, least: float = 1.0) -> float:
    """The width of a point in pixels, for so many on a panel of an area of `room` pixels².

    `least` makes the smallest points still smaller.
    """
    usual = 0.78 * look.marker_size
    crowded = 0.46 * math.sqrt(room / max(count, 1))
    return max(least * max(3.0, 0.4 * usual), min(usual, crowded))


def styles_of(
    points: Points, look: Look, ends: tuple[float, float], color: str = ""
) -> tuple[list[PointStyle], Array]:
    """The styles there are, and which of them each point has: all in `color`, or by class, or by number.

    `ends` are those of the scale of numbers.
    """
    if color:
        return [PointStyle(color, 0, tested) for tested in (False, True)], points.tested.astype(np.intp)
    if points.data.classes:
        classes = points.data.classes
        colors = class_colors(look, classes)
        styles = [
            PointStyle(colors[k], class_symbol(k), tested) for tested in (False, True) for k in range(classes)
        ]
        return styles, points.targets.astype(np.intp) + classes * points.tested
    scale = number_scale(look)
    tones = [color_at(scale, (tone + 0.5) / TONES) for tone in range(TONES)]
    # Like the ground, where the model is right: an outline of their own lets them be seen there, too.
    edge = blend(look.text, look.surface, 0.25)
    styles = [PointStyle(color, 0, tested, edge) for tested in (False, True) for color in tones]
    share = (points.targets - ends[0]) / ((ends[1] - ends[0]) or 1.0)
    tone = np.clip((share * TONES).astype(np.intp), 0, TONES - 1)
    return styles, tone + TONES * points.tested


class PointsItem(Scatter):
    """The examples on a panel: little pictures on a screen, outlines on paper."""

    def __init__(self) -> None:
        super().__init__(pxMode=True, antialias=True)
        self._key: tuple[Any, ...] = ()
        self._picture: QPixmap | None = None
        self._pictured: tuple[Any, ...] = ()  # how it lies on the screen
        self._shown: tuple[Array, Array] = (np.empty(0), np.empty(0))
        self.order: Array = np.empty(0, np.intp)
        self.setZValue(20)

    def show_points(
        self,
        points: Points,
        at: tuple[Array, Array],
        look: Look,
        size: float,
        *,
        ends: tuple[float, float] = (0.0, 1.0),
        color: str = "",
    ) -> None:
        """Show `points`, `size` pixels wide, at the places `at` of the axes.

        All are in `color`, or by class or by number between `ends` where it is "".
        """
        key = (points, look, size, ends, color)
        if key == self._key and all(map(np.array_equal, at, self._shown)):
            return
        self._shown, self._picture = at, None
        if key == self._key:
            self._move(at)
            return
        self._key = key
        styles, kinds = styles_of(points, look, ends, color)
        tested = kinds >= len(styles) // 2
        few = 2 * tested.sum() <= len(
            tested
        )  # those held back; what is rarer must not be hidden: it comes last
        self.order = np.argsort(tested == few, kind="stable")
        kinds = kinds[self.order]
        rare = 0 < RARE * min(tested.sum(), (~tested).sum()) <= len(tested)
        wide = [size * (STANDS_OUT if rare and style.tested == few else 1.0) for style in styles]
        drawn = [style.parts(look, each) for style, each in zip(styles, wide, strict=True)]
        symbols, sizes, pens, brushes = (np.array(each, object)[kinds] for each in zip(*drawn, strict=True))
        self.fragmentAtlas.clear()  # it would keep symbols of every size that there has been
        x, y = (each[self.order] for each in at)
        self.setData(x=x, y=y, symbol=symbols, size=sizes.astype(float), pen=pens, brush=brushes)

    def _move(self, at: tuple[Array, Array]) -> None:
        """The same points elsewhere: quicker than to say again how each one looks."""
        self.prepareGeometryChange()
        self.data["x"], self.data["y"] = (each[self.order] for each in at)
        self.bounds = [None, None]
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget) -> None:
        """On a screen all at once, from a picture that is kept until something differs."""
        if painter.paintEngine().type() not in RASTER:
            super().paint(painter, option, widget)
            return
        area = painter.transform().mapRect(self.viewRect()).toAlignedRect()
        ratio = painter.device().devicePixelRatioF()
        if area.isEmpty():  # of such a picture Qt says that it can't be painted on
            return
        if self._picture is None or self._pictured != (painter.transform(), area, ratio):
            self._pictured = painter.transform(), area, ratio
            self._picture = QPixmap(area.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            inner = QPainter(self._picture)
            inner.setTransform(painter.transform() * QTransform.fromTranslate(-area.x(), -area.y()))
            super().paint(inner, option, widget)
            inner.end()
        painter.resetTransform()
        painter.drawPixmap(area.topLeft(), self._picture)
