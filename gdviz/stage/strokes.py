"""What was drawn by hand: strokes in the coordinates of their anchors."""

from __future__ import annotations

import math
from collections.abc import Iterable

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gdviz.look.look import Look
from gdviz.stage.anchors import Anchor, Placement, Surface, place_of
from gdviz.stage.stage import Stage
from gdviz.views.common.view import View

Places = dict[Anchor, Placement | None]

STAYS, FADES = 2.0, 1.0  # seconds that a fading stroke stands, and then takes to be gone
COLORS = ("warning", "accent", "text")  # of a look


class Stroke(Struct, frozen=True, eq=False):
    """One line; `path` is in the coordinates of `anchor`, `drawn` the second (monotonic) of a fading one."""

    anchor: Anchor
    path: QPainterPath
    color: str = COLORS[0]
    drawn: float = math.inf

    def opacity(self, now: float) -> float:
        """How much of a fading stroke is left: 1 to 0.

        >>> stroke = Stroke(Anchor(), QPainterPath(), drawn=10.0)
        >>> stroke.opacity(11.0), stroke.opacity(12.5), stroke.opacity(20.0)
        (1.0, 0.5, 0.0)
        """
        return min(1.0, max(0.0, 1.0 - (now - self.drawn - STAYS) / FADES))


def pen_width(look: Look) -> float:
    """Of a stroke, in pixels: as thick as a curve and a half."""
    return 1.5 * look.curve_width


def color_of(look: Look, name: str) -> str:
    """One of COLORS in a look."""
    return {"warning": look.warning, "accent": look.accent, "text": look.text}[name]


def reach(path: QPainterPath, width: float) -> QRectF:
    """The pixels that a path in pixels covers."""
    return path.boundingRect().adjusted(-width, -width, width, width)


def touches(stroke: Stroke, place: Placement, point: QPointF, radius: float) -> bool:
    """Whether a stroke passes within `radius` pixels of a point of the surface."""
    path = place.transform.map(stroke.path)
    if not reach(path, radius).contains(point):
        return False
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * radius)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path).contains(point)


def paint_strokes(
    painter: QPainter, surface: Surface, strokes: Iterable[Stroke], area: QRectF, now: float
) -> Places:
    """The strokes that reach into `area` of a surface; where their anchors are now."""
    places: Places = {}
    look = surface.hero.look
    width = pen_width(look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in strokes:
        if stroke.anchor not in places:
            places[stroke.anchor] = place_of(surface, stroke.anchor)
        place = places[stroke.anchor]
        if place is None:
            continue
        path = place.transform.map(stroke.path)
        if not reach(path, width).intersects(area):
            continue
        painter.setClipRect(place.clip)
        painter.setOpacity(stroke.opacity(now))
        pen = QPen(QColor(color_of(look, stroke.color)), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    return places


class DrawnStrokes(QWidget):
    """Lies over a stage, or a view alone, of a picture, and shows the strokes that stay."""

    def __init__(self, hero: Stage | View, strokes: Iterable[Stroke]) -> None:
        super().__init__(hero)
        self._surface, self._strokes = Surface(hero, hero), tuple(strokes)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All of them."""
        painter = QPainter(self)
        paint_strokes(painter, self._surface, self._strokes, QRectF(self.rect()), -math.inf)
        painter.end()
