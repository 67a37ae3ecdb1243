"""Arrows, lines and words drawn over a plot in its own pixels, so that no axis stretches them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gdviz.base import arrays
from gdviz.base.arrays import Array
from gdviz.look.look import LIGHT, Look, ink, number_font
from gdviz.look.paint import fill
from gdviz.views.common.clip import shares_inside
from gdviz.views.common.free_place import covers, free_place, leader
from gdviz.views.common.over_plot import OverPlot

FEW = 200  # points of a course: more lie close to each other
FARTHEST = 4000.0  # pixels of a line that are looked at
RING = 7.0  # pixels between a part and a beat's ring around it, at a type of 1
AROUND = 8.0  # pixels around a plot in which words keep clear of what is there
Side = Literal["above", "below", "left", "right", "center"]
SIDES = {"above": -math.pi / 2, "below": math.pi / 2, "left": math.pi, "right": 0.0, "center": 0.0}


class AnnotationLine(Struct, frozen=True):
    """A line through `points`, in pixels of the box; with a head at its end if it is an arrow.

    `casing` is the colour of a thin edge, which keeps it apart from what it crosses; none where it is "".
    """

    points: tuple[tuple[float, float], ...]
    color: str
    width: float
    arrow: bool = False
    dashed: bool = False
    casing: str = ""
    part: str = ""  # of the picture, as a beat calls it


class AnnotationDot(Struct, frozen=True):
    """A dot, in pixels of the box, on one of size `edge` in the surface's color."""

    x: float
    y: float
    size: float
    color: str
    part: str = ""
    edge: float = 0.0


class AnnotationLabel(Struct, frozen=True):
    """Text beside a point, on a patch of the surface; moved where it would leave the plot.

    What is `free` goes where it covers no curve, line, dot or other words, with a line that leads to its
    point; where there is no such place the `short` text does, if there is one, and else it stands on the line
    nearest to its point.
    """

    x: float
    y: float
    text: str
    color: str
    side: Side = "above"
    gap: float = 6.0
    free: bool = False
    part: str = ""
    short: str = ""


Annotation = AnnotationLine | AnnotationDot | AnnotationLabel


class Annotations(OverPlot):
    """Paints pieces in the order given, words last, within a pyqtgraph ViewBox."""

    def __init__(self, box: Any, height: float = 500) -> None:
        super().__init__(box, height)
        self._font = number_font(LIGHT)
        self._metrics = QFontMetricsF(self._font)
        self.pieces: tuple[Annotation, ...] = ()
        self.hidden: frozenset[str] = frozenset()  # parts that are left out
        self.silent = False  # no words
        self.obstacles: tuple[QRectF, ...] = ()  # in pixels of the box
        self.ringed: tuple[QRectF, ...] = ()  # what a beat rings of it, with the rings
        self.avoided: Array = np.empty((0, 2))  # points of curves, in pixels of the box
        self._placed: tuple[object, list[tuple[AnnotationLabel, QRectF]]] = (None, [])
        self._placed_around = self.avoided
        self._pixels: Array | None = None  # of all lines, where they were needed
        self.ceiling = 0.0  # pixels at the top that something else covers

    def set_look(self, look: Look) -> None:
        """Take type and surface."""
        super().set_look(look)
        self._font = number_font(look)
        self._metrics = QFontMetricsF(self._font)

    def set_pieces(self, pieces: Iterable[Annotation]) -> None:
        """Draw these from now on, but what is hidden."""
        self.pieces = tuple(
            piece
            for piece in pieces
            if piece.part not in self.hidden and not (self.silent and isinstance(piece, AnnotationLabel))
        )
        self.update()

    def rect_of(self, part: str) -> QRectF | None:
        """Around the lines, dots and words of a part, in pixels of the box; None where there are none."""
        rects = [
            QPolygonF([QPointF(*point) for point in piece.points]).boundingRect()
            if isinstance(piece, AnnotationLine)
            else QRectF(piece.x, piece.y, 0, 0)
            for piece in self.pieces
            if piece.part == part and not isinstance(piece, AnnotationLabel)
        ]
        words = [rect for piece, rect in self.word_rects() if piece.part == part] if rects else []
        return united([*rects, *words])

    def set_obstacles(self, marks: Iterable[tuple[float, float, float]]) -> None:
        """Let no words that are free cover these: points of the data, and how many pixels each is wide."""
        placed = ((*self.place(x, y), size) for x, y, size in marks)
        self.obstacles = tuple(
            QRectF(x - size / 2, y - size / 2, size, size) for x, y, size in placed if math.isfinite(x + y)
        )

    @property
    def words(self) -> list[str]:
        """What is written on the plot."""
        return [piece.text for piece in self.pieces if isinstance(piece, AnnotationLabel)]

    def _paint_leader(self, painter: QPainter, piece: AnnotationLabel, rect: QRectF) -> None:
        """A thin line from words that stand apart to their point."""
        begin, end = leader(piece.x, piece.y, rect)
        if math.dist(begin.toTuple(), end.toTuple()) > 0.8 * rect.height() + piece.gap:
            painter.setPen(QPen(QColor(ink(piece.color, self.look.surface)), self.look.thin_width))
            painter.drawLine(begin, end)

    @property
    def line_height(self) -> float:
        """Of words, in pixels."""
        return self._metrics.height() + 2

    def width_of(self, text: str) -> float:
        """How many pixels `text` takes with its patch."""
        return self._metrics.horizontalAdvance(text) + 10

    def word_rects(self) -> list[tuple[AnnotationLabel, QRectF]]:
        """Where the words stand: within the plot, none upon another."""
        obstacles = (*self.obstacles, *self.ringed)
        key = (self.pieces, self.area, self.ceiling, obstacles, self.look)
        if self._placed[0] != key or self._placed_around is not self.avoided:
            self._placed_around, self._pixels = self.avoided, None
            self._placed = key, self._place_words()
        return self._placed[1]

    def _place_words(self) -> list[tuple[AnnotationLabel, QRectF]]:
        area = self.area.adjusted(2, 2 + self.ceiling, -2, -2)
        placed: list[tuple[AnnotationLabel, QRectF]] = []
        heads: list[QRectF] | None = None
        for piece in self.pieces:
            if not isinstance(piece, AnnotationLabel):
                continue
            rect, height = self._usual_rect(piece, area), self.line_height
            if piece.free:
                heads = self._heads() if heads is None else heads
                taken = [*(other for _, other in placed), *self.obstacles, *self.ringed, *heads]
                for each in (piece, replace(piece, text=piece.short)) if piece.short else (piece,):
                    rect = self._usual_rect(each, area)
                    point, side = (each.x, each.y), SIDES[each.side]
                    free = free_place(point, side, each.gap, rect, area, taken, self._lines())
                    if not covers(free, self._lines()):
                        break
                placed.append((each, free))
                continue
            step = height if rect.center().y() < area.center().y() else -height
            for _ in range(12):
                if not any(rect.intersects(other) for _, other in placed):
                    break
                rect.translate(0, step)
            placed.append((piece, rect))
        return placed

    def _usual_rect(self, piece: AnnotationLabel, area: QRectF) -> QRectF:
        """Where words stand by themselves, within the plot."""
        width, height, x, y, gap = self.width_of(piece.text), self.line_height, piece.x, piece.y, piece.gap
        left = {"left": x - gap - width, "right": x + gap}.get(piece.side, x - width / 2)
        top = {"above": y - gap - height, "below": y + gap}.get(piece.side, y - height / 2)
        left = max(area.left(), min(left, area.right() - width))
        return QRectF(left, max(area.top(), min(top, area.bottom() - height)), width, height)

    def _heads(self) -> list[QRectF]:
        """Of the arrows: wider than their lines."""
        heads = []
        for piece in self.pieces:
            if isinstance(piece, AnnotationLine) and piece.arrow:
                before, tip = (QPointF(*point) for point in piece.points[-2:])
                heads.append(_head(before, tip, _head_of(piece))[0].boundingRect())
        return heads

    def taken(self) -> tuple[list[QRectF], Array]:
        """What lies here in pixels of the box: rectangles of words and marks, points of all lines."""
        rects = [*(rect for _, rect in self.word_rects()), *self.obstacles, *self._heads()]
        return rects, self._lines()

    def _lines(self) -> Array:
        """The pixels of the plot on everything that words are to leave free, ``(pixels, 2)``."""
        if self._pixels is not None:
            return self._pixels
        apart = np.full((1, 2), np.nan)  # from one line to the next
        lines = [piece.points for piece in self.pieces if isinstance(piece, AnnotationLine)]
        dots = [(piece.x, piece.y) for piece in self.pieces if isinstance(piece, AnnotationDot)]
        joined = [each for line in lines for each in (np.array(line, float), apart)]
        points = np.concatenate(
            [self.avoided, between(np.concatenate([apart, *joined]), self.area), [*dots, (np.nan,) * 2]]
        )
        self._pixels = distinct(points, self.area)
        return self._pixels

    def paint(self, painter: QPainter, *_: object) -> None:
        """Lines and dots, then words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self.area)
        for piece in self.pieces:
            if isinstance(piece, AnnotationLine):
                _paint_line(painter, piece, 1.6 * self.look.thin_width)
            elif isinstance(piece, AnnotationDot):
                painter.setPen(Qt.PenStyle.NoPen)
                for size, color in ((piece.edge, self.look.surface), (piece.size, piece.color)):
                    if size:
                        painter.setBrush(QColor(color))
                        painter.drawEllipse(QPointF(piece.x, piece.y), size / 2, size / 2)
        painter.restore()
        painter.setFont(self._font)
        for piece, rect in self.word_rects():
            if piece.free:
                self._paint_leader(painter, piece, rect)
            fill(painter, self.look.surface, 225)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(QColor(ink(piece.color, self.look.surface)))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), piece.text)


def united(rects: Iterable[QRectF]) -> QRectF | None:
    """The rectangle around all of them; None of none."""
    ends = [each.getCoords() for each in rects]  # left, top, right, bottom
    if not ends:
        return None
    left, top, right, bottom = zip(*ends, strict=True)
    return QRectF(QPointF(min(left), min(top)), QPointF(max(right), max(bottom)))


def between(points: Array, area: QRectF) -> Array:
    """Points ``(points, 2)`` along a line where it is on an area or close to it, some pixels from each other;
    NaN parts lines."""
    begins, ways = points[:-1], np.diff(points, axis=0)
    comes, leaves = shares_inside(points, _around(area))
    with np.errstate(all="ignore"):
        lengths = np.clip(np.hypot(*ways.T) * (leaves - comes), 10.0, FARTHEST)
        counts = np.where((comes <= leaves) & (lengths > 0), lengths // 5.0, 0).astype(int)
    part = np.repeat(np.arange(len(ways)), counts)
    place = np.arange(len(part)) - (np.cumsum(counts) - counts)[part]
    share = comes[part] + place / (counts[part] - 1) * (leaves - comes)[part]
    along: Array = begins[part] + share[:, np.newaxis] * ways[part]
    return along


def distinct(points: Array, area: QRectF) -> Array:
    """The middles of the pixels on and around an area in which there are points ``(points, 2)``."""
    corner, end = _around(area)
    size = tuple((end - corner).astype(int) + 1)
    with np.errstate(invalid="ignore"):
        pixels = points - corner
        pixels = pixels[((pixels >= 0) & (pixels < size)).all(axis=1)].astype(int)
    found = arrays.distinct(pixels[:, 0] * size[1] + pixels[:, 1])
    middles: Array = np.column_stack(np.divmod(found, size[1])) + corner + 0.5
    return middles


def _around(area: QRectF) -> Array:
    """The upper left and the lower right corner of an area and what is close to it, ``(2, 2)``."""
    wide = area.adjusted(-AROUND, -AROUND, AROUND, AROUND)
    return np.array([wide.topLeft().toTuple(), wide.bottomRight().toTuple()])


def sampled(points: Array, area: QRectF) -> Array:
    """A course of points in pixels as words leave it free: where they are few, with what lies between."""
    return between(points, area) if len(points) <= FEW else points


def _paint_line(painter: QPainter, line: AnnotationLine, edge: float) -> None:
    points = [QPointF(x, y) for x, y in line.points]
    head = QPolygonF()
    if line.arrow:
        head, neck = _head(points[-2], points[-1], _head_of(line))
        points[-1] = neck
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, wider in ((line.casing, 2 * edge), (line.color, 0.0)):
        if not color:
            continue
        style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
        pen = QPen(QColor(color), line.width + wider, style)
        flat = line.arrow or line.dashed
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if flat else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(QColor(color), wider) if wider else QPen(Qt.PenStyle.NoPen))
        painter.setBrush(QColor(color))
        painter.drawPolygon(head)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _head_of(arrow: AnnotationLine) -> float:
    """How long its head is: no longer than the arrow, whose back it would hide."""
    return min(head_size(arrow.width), 0.85 * math.dist(arrow.points[0], arrow.points[-1]))


def head_size(width: float) -> float:
    """How long the head of an arrow is."""
    return 4.0 * width + 3.0


def _head(before: QPointF, tip: QPointF, size: float) -> tuple[QPolygonF, QPointF]:
    """The head of an arrow that comes from `before`, and where its line ends, a hair within the head."""
    dx, dy = tip.x() - before.x(), tip.y() - before.y()
    length = math.hypot(dx, dy)
    if length == 0:
        return QPolygonF(), tip
    ux, uy, half = dx / length, dy / length, 0.42 * size
    neck = QPointF(tip.x() - size * ux, tip.y() - size * uy)
    left = QPointF(neck.x() - half * uy, neck.y() + half * ux)
    right = QPointF(neck.x() + half * uy, neck.y() - half * ux)
    return QPolygonF([tip, left, right]), QPointF(neck.x() + 0.5 * ux, neck.y() + 0.5 * uy)


__all__ = [
    "Annotation",
    "AnnotationDot",
    "AnnotationLabel",
    "AnnotationLine",
    "Annotations",
    "between",
    "distinct",
    "free_place",
    "sampled",
]
