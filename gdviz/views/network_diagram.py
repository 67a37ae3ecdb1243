"""The diagram of a network: units with their pictures, weights as lines between them. Our own painting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gdviz.views.look import LIGHT, Look, blend, number_font
from gdviz.views.loss_paths import short
from gdviz.views.network_key import Key, paint_key
from gdviz.views.network_layout import NEAR_ZERO, Box, arrange, strongest
from gdviz.views.unit_pictures import sign_colors

Array = NDArray[Any]

THICKEST = 7.0  # pixels of the largest weight in a look of scale 1
CROWDED = 50  # lines of a layer from which on they get thinner
DASHES = (2.2, 1.4)  # of a negative weight, in widths of its line
NEAR = 6.0  # pixels within which the mouse means a line
NUMBERED = 8  # weights up to which each has its number beside its line
BESIDE = 0.3  # where along its line a number stands


@dataclass(frozen=True, eq=False)
class Column:
    """One layer as it is drawn; the inputs are the first column and have no weights.

    `weights` are ``(inputs, units)`` with `biases` ``(units,)`` beside them, None where there are none.
    `pictures` are images, or curves ``(units, points)`` of -1 to 1, or bars ``(units,)`` of -1 to 1.
    `note` says at what rate the layer learns, where that is not the run's; `names` stand beside its units.
    """

    count: int
    title: str
    detail: str
    note: str = ""
    frozen: bool = False
    names: tuple[str, ...] = ()
    weights: Array | None = None
    biases: Array | None = None
    images: tuple[QImage, ...] = ()
    curves: Array | None = None
    bars: Array | None = None
    dead: tuple[bool, ...] = ()
    border: tuple[Array, ...] = ()  # on the last unit's picture, in parts of it


@dataclass(frozen=True)
class Edge:
    """A weight as it is drawn, from unit `source` of the column before to unit `target` of `column`."""

    column: int
    source: int
    target: int
    weight: float
    color: str
    width: float
    dashed: bool
    start: tuple[float, float]
    end: tuple[float, float]

    def points(self, at: Array) -> Array:
        """Places along the line, 0 at its start and 1 at its end: ``(len(at), 2)``."""
        (x0, y0), (x1, y1) = self.start, self.end
        bend, rise = 1.5 * at * (1 - at) + at**3, at * at * (3 - 2 * at)  # the curve that `path` draws
        return np.stack([x0 + (x1 - x0) * bend, y0 + (y1 - y0) * rise], axis=1)

    def path(self) -> QPainterPath:
        """Level where it leaves a unit and where it comes in."""
        (x0, y0), (x1, y1) = self.start, self.end
        path = QPainterPath(QPointF(x0, y0))
        half = (x1 - x0) / 2
        path.cubicTo(x0 + half, y0, x1 - half, y1, x1, y1)
        return path


@dataclass(frozen=True)
class Target:
    """What the mouse points at: a unit (or input) of a column, a weight into it from `source`, or, with
    `unit` -1, the column's heading."""

    column: int
    unit: int = -1
    source: int = -1


@dataclass
class _Geometry:
    """Where things are at the present size."""

    boxes: list[tuple[Box, ...]] = field(default_factory=list)
    headings: list[QRectF] = field(default_factory=list)


class Diagram(QWidget):
    """Paints columns; `pointed` says what the mouse points at, and `card` is written beside it."""

    pointed = Signal(object)  # Target or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.columns: tuple[Column, ...] = ()
        self.scale = 1.0  # the weight that is drawn thickest
        self.key = Key()
        self.target: Target | None = None
        self.card: tuple[str, ...] = ()
        self.edges: list[Edge] = []
        self._at = QPointF()
        self._geometry = _Geometry()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_look(LIGHT)

    def minimumSizeHint(self) -> QSize:
        """Small enough for any place on the stage."""
        return QSize(120, 80)

    def set_look(self, look: Look) -> None:
        """Take colours, widths and type."""
        self.look = look
        self._font = number_font(look)
        self._small = number_font(look, 0.92)
        self._bold = QFont(self._small)
        self._bold.setWeight(QFont.Weight.Bold)
        self._metrics = QFontMetricsF(self._small)
        self._arrange()

    def put(self, columns: tuple[Column, ...], scale: float, key: Key) -> None:
        """Draw these from now on."""
        same = [column.count for column in columns] == [column.count for column in self.columns]
        notes = [bool(column.note) for column in columns] == [bool(column.note) for column in self.columns]
        self.columns, self.scale, self.key = columns, scale, key
        if not (same and notes):
            self._arrange()
        else:
            self._connect()

    def set_card(self, lines: tuple[str, ...]) -> None:
        """What is written beside the mouse, the first line in bold."""
        if lines != self.card:
            self.card = lines
            self.update()

    @property
    def undrawn(self) -> int:
        """How many weights have no line, because others are stronger."""
        drawn = len(self.edges)
        return sum(column.weights.size for column in self.columns if column.weights is not None) - drawn

    @property
    def boxes(self) -> list[tuple[Box, ...]]:
        """The units' squares, a tuple a column, in the widget's pixels."""
        return self._geometry.boxes

    # -- geometry ------------------------------------------------------------------------------------------

    @property
    def _row(self) -> float:
        return self._metrics.height()

    def _arrange(self) -> None:
        """Find the places of everything."""
        if not self.columns:
            self.update()
            return
        row, unit = self._row, self.look.font_scale
        lines = 3 if any(column.note for column in self.columns) else 2
        top = (lines + 0.5) * row
        bottom = row * 1.9 if self.height() > 170 * unit else row * 0.4
        left, right = self._margin(self.columns[0]), self._margin(self.columns[-1])
        width = max(60.0, self.width() - left - right)
        height = max(30.0, self.height() - top - bottom)
        counts = tuple(column.count for column in self.columns)
        self._geometry.boxes = [
            tuple(Box(box.x + left, box.y + top, box.size) for box in layer)
            for layer in arrange(counts, width, height, scale=unit)
        ]
        slot = width / len(counts)
        self._geometry.headings = [
            QRectF(left + place * slot + 2, 0.15 * row, slot - 4, lines * row) for place in range(len(counts))
        ]
        self._connect()

    def _margin(self, column: Column) -> float:
        """Room for the names beside the units at an end."""
        widest = max((self._metrics.horizontalAdvance(name) for name in column.names), default=0.0)
        return min(widest * 0.6, self.width() * 0.08)

    def _connect(self) -> None:
        """Make the lines of the weights."""
        self.edges = []
        negative, positive = sign_colors(self.look)
        surface, unit = self.look.surface, self.look.font_scale
        faint = blend(self.look.line, self.look.muted, 0.12)
        for place, column in enumerate(self.columns):
            if column.weights is None:
                continue
            before, here = self.boxes[place - 1], self.boxes[place]
            chosen = strongest(column.weights)
            thickest = THICKEST * unit**0.5 * min(1.0, (CROWDED / len(chosen)) ** 0.5)
            for source, target in chosen:
                weight = float(column.weights[source, target])
                part = min(abs(weight) / self.scale, 1.0)
                none = abs(weight) <= NEAR_ZERO
                color = positive if weight > 0 else negative
                color = faint if none else blend(color, surface, 0.62 * (1 - part) ** 2)
                width = 1.0 if none else self.look.thin_width * 0.8 + thickest * part
                start, end = before[source], here[target]
                self.edges.append(
                    Edge(
                        place, source, target, weight, color, width, weight < 0 and not none,
                        (start.right, start.y), (end.left, end.y),
                    )
                )  # fmt: skip
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other places."""
        super().resizeEvent(event)
        self._arrange()

    # -- the mouse -----------------------------------------------------------------------------------------

    def target_at(self, x: float, y: float) -> Target | None:
        """The unit, the weight or the heading at a place of the widget."""
        for place, layer in enumerate(self.boxes):
            for unit, box in enumerate(layer):
                if box.holds(x, y):
                    return Target(place, unit)
        for place, heading in enumerate(self._geometry.headings):
            if heading.contains(x, y):
                return Target(place)
        if not self.edges:
            return None
        at = np.linspace(0.0, 1.0, 25)
        lines = np.stack([edge.points(at) for edge in self.edges])
        lines = lines - (x, y)
        along = np.diff(lines, axis=1)
        length = np.maximum(np.square(along).sum(axis=-1), 1e-9)
        part = np.clip(-(lines[:, :-1] * along).sum(axis=-1) / length, 0.0, 1.0)
        apart = np.sqrt(np.square(lines[:, :-1] + part[..., None] * along).sum(axis=-1)).min(axis=1)
        apart = apart - np.array([edge.width for edge in self.edges]) / 2
        nearest = len(apart) - 1 - int(np.argmin(apart[::-1]))
        if apart[nearest] > NEAR * self.look.font_scale:
            return None
        edge = self.edges[nearest]
        return Target(edge.column, edge.target, edge.source)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what the mouse points at."""
        self._at = event.position()
        self._point(self.target_at(self._at.x(), self._at.y()))
        if self.card:
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing any more."""
        super().leaveEvent(event)
        self._point(None)

    def _point(self, target: Target | None) -> None:
        if target != self.target:
            self.target = target
            self.pointed.emit(target)
            self.update()

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines, units, headings, the key, and what the mouse points at."""
        painter = QPainter(self)
        self.render_to(painter)
        if self.card:
            self._paint_card(painter)
        painter.end()

    def render_to(self, painter: QPainter) -> None:
        """All but the card, on any paint device, in the widget's pixels."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(self.look.surface))
        if not self.columns:
            return
        for edge in self.edges:
            painter.setOpacity(1.0 if self._lit(edge) else 0.13)
            self._paint_edge(painter, edge)
        painter.setOpacity(1.0)
        self._paint_numbers(painter)
        for place in range(len(self.columns)):
            self._paint_column(painter, place)
        if self.height() > 170 * self.look.font_scale:
            row = self._row
            area = QRectF(0.6 * row, self.height() - 1.5 * row, self.width() - 1.2 * row, row * 1.2)
            painter.setFont(self._small)
            paint_key(painter, area, self.key, self.look)

    def _lit(self, edge: Edge) -> bool:
        """Whether a line belongs to what the mouse points at, or the mouse points at nothing."""
        target = self.target
        if target is None or target.unit < 0:
            return target is None or target.column == edge.column
        if target.source >= 0:
            return (edge.column, edge.target, edge.source) == (target.column, target.unit, target.source)
        into = (edge.column, edge.target) == (target.column, target.unit)
        return into or (edge.column - 1, edge.source) == (target.column, target.unit)

    def _paint_edge(self, painter: QPainter, edge: Edge) -> None:
        pen = QPen(QColor(edge.color), edge.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if edge.dashed:
            longer = max(1.0, 3.0 * self.look.thin_width / edge.width)
            pen.setDashPattern([length * longer for length in DASHES])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(edge.path())

    def _paint_numbers(self, painter: QPainter) -> None:
        """The numbers themselves, where there are few."""
        if len(self.edges) > NUMBERED or self.undrawn or self.target is not None:
            return
        painter.setFont(self._small)
        for edge in self.edges:
            x, y = edge.points(np.array([BESIDE]))[0]
            text = short(edge.weight)
            width, height = self._metrics.horizontalAdvance(text) + 8, self._row
            rect = QRectF(x - width / 2, y - height / 2, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.look.surface))
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(QColor(self.look.text))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_column(self, painter: QPainter, place: int) -> None:
        column, boxes = self.columns[place], self.boxes[place]
        for unit, box in enumerate(boxes):
            self._paint_unit(painter, column, unit, box, lit=self.target == Target(place, unit))
        self._paint_names(painter, place)
        self._paint_heading(painter, column, self._geometry.headings[place])

    def _paint_names(self, painter: QPainter, place: int) -> None:
        """Names beside the units at an end, where they do not meet other units."""
        column, boxes = self.columns[place], self.boxes[place]
        folded = len({round(box.x) for box in boxes}) > 1
        if not column.names or folded or boxes[0].size * 1.2 < self._row * 0.8:
            return
        painter.setFont(self._small)
        painter.setPen(QColor(self.look.text))
        for name, box in zip(column.names, boxes, strict=True):
            room = box.left - 6 if place == 0 else self.width() - box.right - 8
            text = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            if place == 0:
                rect = QRectF(0, box.y - self._row / 2, box.left - 6, self._row)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            else:
                rect = QRectF(box.right + 6, box.y - self._row / 2, room + 2, self._row)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_unit(self, painter: QPainter, column: Column, unit: int, box: Box, *, lit: bool) -> None:
        look = self.look
        square = QRectF(box.left, box.top, box.size, box.size)
        dead = bool(column.dead) and column.dead[unit]
        round_ = box.size / 2 if column.bars is not None else min(box.size * 0.16, 8.0)
        shape = QPainterPath()
        shape.addRoundedRect(square, round_, round_)
        painter.fillPath(shape, QColor(look.surface))
        painter.save()
        painter.setClipPath(shape)
        if column.images:
            painter.drawImage(square, column.images[unit])
            if unit == column.count - 1:
                self._paint_border(painter, square, column.border)
        elif column.curves is not None:
            self._paint_curve(painter, square, column.curves[unit])
        elif column.bars is not None:
            self._paint_bar(painter, square, float(column.bars[unit]))
        if dead:
            painter.setPen(QPen(QColor(look.muted), look.thin_width))
            painter.drawLine(square.topLeft(), square.bottomRight())
            painter.drawLine(square.bottomLeft(), square.topRight())
        painter.restore()
        edge = QColor(look.accent if lit else blend(look.text, look.surface, 0.35))
        pen = QPen(edge, look.thin_width * (2.5 if lit else 1.0 if box.size < 20 else 1.2))
        if column.frozen and not lit:
            pen.setWidthF(look.thin_width * 2.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        if column.biases is not None and box.size >= 12:
            self._paint_bias(painter, square, float(column.biases[unit]))

    def _paint_border(self, painter: QPainter, square: QRectF, border: tuple[Array, ...]) -> None:
        """Where the model's decision turns."""
        painter.setPen(QPen(QColor(self.look.text), 1.3 * self.look.thin_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in border:
            places = line * square.width() + (square.left(), square.top())
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in places.tolist()]))

    def _paint_curve(self, painter: QPainter, square: QRectF, heights: Array) -> None:
        """The output of a unit against the one input; its line is the middle of the square."""
        look = self.look
        middle = square.center().y()
        painter.setPen(QPen(QColor(look.line), look.thin_width))
        painter.drawLine(QPointF(square.left(), middle), QPointF(square.right(), middle))
        x = np.linspace(square.left(), square.right(), len(heights))
        y = middle - np.clip(heights, -1.0, 1.0) * square.height() * 0.42
        points = [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]
        negative, positive = sign_colors(look)
        rising = float(np.mean(heights)) >= 0
        pen = QPen(QColor(positive if rising else negative), look.curve_width)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))

    def _paint_bar(self, painter: QPainter, square: QRectF, value: float) -> None:
        """The mean output of a unit: filled from the middle upwards or downwards."""
        negative, positive = sign_colors(self.look)
        value = max(-1.0, min(value, 1.0))
        middle = square.center().y()
        height = abs(value) * square.height() / 2
        top = middle - height if value > 0 else middle
        color = blend(positive if value > 0 else negative, self.look.surface, 0.15)
        painter.fillRect(QRectF(square.left(), top, square.width(), height), QColor(color))
        painter.setPen(QPen(QColor(self.look.muted), self.look.thin_width))
        painter.drawLine(QPointF(square.left(), middle), QPointF(square.right(), middle))

    def _paint_bias(self, painter: QPainter, square: QRectF, bias: float) -> None:
        """A disc at the lower left corner: full where the bias is positive, a ring where it is negative."""
        look = self.look
        if not abs(bias) > NEAR_ZERO:
            return
        part = min(abs(bias) / self.scale, 1.0)
        radius = max(2.2 * look.thin_width, square.width() * (0.07 + 0.13 * part))
        negative, positive = sign_colors(look)
        disc = QPointF(square.left() + radius * 0.4, square.bottom() - radius * 0.4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.surface))
        painter.drawEllipse(disc, radius + 1.3, radius + 1.3)
        if bias > 0:
            painter.setBrush(QColor(positive))
            painter.drawEllipse(disc, radius, radius)
        else:
            width = max(1.2 * look.thin_width, radius * 0.4)
            painter.setPen(QPen(QColor(negative), width))
            painter.drawEllipse(disc, radius - width / 2, radius - width / 2)

    def _paint_heading(self, painter: QPainter, column: Column, rect: QRectF) -> None:
        look, row = self.look, self._row
        center = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        lines = [(column.title, self._bold, look.text), (column.detail, self._small, look.muted)]
        if column.note:
            lines.append((column.note, self._bold, look.text))
        for number, (text, font, color) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(color))
            metrics = QFontMetricsF(font)
            lock = row * 0.85 if number == 2 and column.frozen else 0.0
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - lock)
            place = QRectF(rect.left() + lock, rect.top() + number * row, rect.width() - lock, row)
            painter.drawText(place, center, shown)
            if lock:
                left = place.center().x() - metrics.horizontalAdvance(shown) / 2
                _paint_lock(painter, QPointF(left - lock * 0.55, place.center().y()), row, look)

    def _paint_card(self, painter: QPainter) -> None:
        """The numbers of what the mouse points at, beside it and within the widget."""
        look, row, pad = self.look, QFontMetricsF(self._font).height(), 8 * self.look.font_scale
        bold = QFont(self._font)
        bold.setWeight(QFont.Weight.Bold)
        fonts = [bold, *[self._font] * (len(self.card) - 1)]
        metrics = [QFontMetricsF(font) for font in fonts]
        most = self.width() - 8.0 - 2 * pad
        widths = [each.horizontalAdvance(text) for each, text in zip(metrics, self.card, strict=True)]
        width = min(max(widths) + 1, most)
        card = QRectF(0, 0, width + 2 * pad, len(self.card) * row + 1.4 * pad)
        x, y = self._at.x() + 14, self._at.y() + 16
        if x + card.width() > self.width() - 4:
            x = self._at.x() - 14 - card.width()
        if y + card.height() > self.height() - 4:
            y = self._at.y() - 12 - card.height()
        card.moveTo(
            max(4.0, min(x, self.width() - 4 - card.width())),
            max(4.0, min(y, self.height() - 4 - card.height())),
        )
        painter.setPen(QPen(QColor(blend(look.line, look.muted, 0.4)), look.thin_width))
        painter.setBrush(QColor(look.surface))
        painter.drawRoundedRect(card, 6, 6)
        for number, (text, font) in enumerate(zip(self.card, fonts, strict=True)):
            painter.setFont(font)
            painter.setPen(QColor(look.text))
            line = QRectF(card.left() + pad, card.top() + 0.7 * pad + number * row, width + 2, row)
            text = metrics[number].elidedText(text, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


def _paint_lock(painter: QPainter, middle: QPointF, row: float, look: Look) -> None:
    """A closed padlock, about as tall as a small letter."""
    width, height = row * 0.46, row * 0.34
    body = QRectF(middle.x() - width / 2, middle.y() - height * 0.15, width, height)
    painter.setPen(QPen(QColor(look.text), max(1.2, row * 0.08)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(
        QRectF(body.left() + width * 0.17, body.top() - width * 0.42, width * 0.66, width * 0.84), 0, 180 * 16
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.text))
    painter.drawRoundedRect(body, 1.5, 1.5)


__all__ = ["NUMBERED", "Column", "Diagram", "Edge", "Target"]
