"""Arrows, lines and words drawn over a plot in its own pixels, so that no axis stretches them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdviz.views.look import LIGHT, Look, number_font

Side = Literal["above", "below", "left", "right", "center"]


@dataclass(frozen=True)
class Stroke:
    """A line through `points`, in pixels of the box; with a head at its end if it is an arrow."""

    points: tuple[tuple[float, float], ...]
    color: str
    width: float
    arrow: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Disc:
    """A dot, in pixels of the box."""

    x: float
    y: float
    size: float
    color: str


@dataclass(frozen=True)
class Words:
    """Text beside a point, on a patch of the surface; moved where it would leave the plot."""

    x: float
    y: float
    text: str
    color: str
    side: Side = "above"
    gap: float = 6.0


Piece = Stroke | Disc | Words


class Sketch(QGraphicsItem):
    """Paints pieces in the order given, words last, within a pyqtgraph ViewBox."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self._font = number_font(LIGHT)
        self._metrics = QFontMetricsF(self._font)
        self.pieces: tuple[Piece, ...] = ()
        self.ceiling = 0.0  # pixels at the top that something else covers
        self.setZValue(500)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsToShape, False)

    def set_look(self, look: Look) -> None:
        """Take type and surface."""
        self.look = look
        self._font = number_font(look)
        self._metrics = QFontMetricsF(self._font)
        self.update()

    def set_pieces(self, pieces: Iterable[Piece]) -> None:
        """Draw these from now on."""
        self.pieces = tuple(pieces)
        self.update()

    @property
    def words(self) -> list[str]:
        """What is written on the plot."""
        return [piece.text for piece in self.pieces if isinstance(piece, Words)]

    def place(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a point of the data lies, or an array of points, in pixels of the box."""
        rect = self._box.rect()
        (x0, x1), (y0, y1) = self._box.viewRange()
        across = (x - x0) / (x1 - x0) * rect.width()
        up = (y - y0) / (y1 - y0) * rect.height()
        return rect.left() + across, rect.bottom() - up

    @property
    def area(self) -> QRectF:
        """The plot, in pixels of the box."""
        return QRectF(self._box.rect())

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return self.area

    def shape(self) -> QPainterPath:
        """Nothing: the mouse reaches what is below."""
        return QPainterPath()

    def width_of(self, text: str) -> float:
        """How many pixels `text` takes with its patch."""
        return self._metrics.horizontalAdvance(text) + 10

    def word_rects(self) -> list[tuple[Words, QRectF]]:
        """Where the words stand: within the plot, none upon another."""
        metrics = self._metrics
        area = self.area.adjusted(2, 2 + self.ceiling, -2, -2)
        placed: list[tuple[Words, QRectF]] = []
        for piece in self.pieces:
            if not isinstance(piece, Words):
                continue
            width, height = self.width_of(piece.text), metrics.height() + 2
            left = {
                "left": piece.x - piece.gap - width,
                "right": piece.x + piece.gap,
            }.get(piece.side, piece.x - width / 2)
            top = {"above": piece.y - piece.gap - height, "below": piece.y + piece.gap}.get(
                piece.side, piece.y - height / 2
            )
            rect = QRectF(left, top, width, height)
            rect.moveLeft(max(area.left(), min(rect.left(), area.right() - width)))
            rect.moveTop(max(area.top(), min(rect.top(), area.bottom() - height)))
            step = height if rect.center().y() < area.center().y() else -height
            for _ in range(12):
                if not any(rect.intersects(other) for _, other in placed):
                    break
                rect.translate(0, step)
            placed.append((piece, rect))
        return placed

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Lines and dots, then words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self.area)
        for piece in self.pieces:
            if isinstance(piece, Stroke):
                _paint_stroke(painter, piece)
            elif isinstance(piece, Disc):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(piece.color))
                painter.drawEllipse(QPointF(piece.x, piece.y), piece.size / 2, piece.size / 2)
        painter.restore()
        painter.setFont(self._font)
        for piece, rect in self.word_rects():
            ground = QColor(self.look.surface)
            ground.setAlpha(225)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 4, 4)
            painter.setPen(QColor(piece.color))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), piece.text)


def _paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    style = Qt.PenStyle.DashLine if stroke.dashed else Qt.PenStyle.SolidLine
    pen = QPen(QColor(stroke.color), stroke.width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if stroke.arrow or stroke.dashed else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(x, y) for x, y in stroke.points]
    if not stroke.arrow:
        painter.drawPolyline(QPolygonF(points))
        return
    tip, before = points[-1], points[-2]
    dx, dy = tip.x() - before.x(), tip.y() - before.y()
    length = math.hypot(dx, dy)
    if length == 0:
        return
    head = min(4.0 * stroke.width + 3.0, 0.75 * length)
    ux, uy = dx / length, dy / length
    neck = QPointF(tip.x() - head * ux, tip.y() - head * uy)
    painter.drawPolyline(QPolygonF([*points[:-1], QPointF(neck.x() + 0.3 * ux, neck.y() + 0.3 * uy)]))
    half = 0.42 * head
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(stroke.color))
    painter.drawPolygon(
        QPolygonF(
            [
                tip,
                QPointF(neck.x() - half * uy, neck.y() + half * ux),
                QPointF(neck.x() + half * uy, neck.y() - half * ux),
            ]
        )
    )


__all__ = ["Disc", "Piece", "Sketch", "Stroke", "Words"]
