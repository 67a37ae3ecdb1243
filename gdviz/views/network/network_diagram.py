"""The diagram of a network: units with their pictures, weights as lines between them. Our own painting."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct, field
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gdviz.engine.quantities import NEAR_ZERO
from gdviz.look.accessible import Spoken, speaks
from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.look.paint import fill
from gdviz.look.shortened import shortened
from gdviz.views.common.card import paint_card
from gdviz.views.network.edge import Edge
from gdviz.views.network.large_unit import LargeUnit, paint_large
from gdviz.views.network.network_key import Key, paint_key
from gdviz.views.network.network_layout import LINE, Box, arrange, strongest
from gdviz.views.network.network_units import UnitColumn, paint_lock, paint_unit
from gdviz.views.network.unit_pictures import sign_colors

THICKEST = 7.0  # pixels of the largest weight in a look of scale 1
CROWDED = 50  # lines of a layer from which on they get thinner
DASHES = (2.2, 1.4)  # of a negative weight, in widths of its line
FEW_LAYERS = 4  # between which names may take more of the width
NEAR = 6.0  # pixels within which the mouse means a line
NUMBERED = 8  # weights up to which each has its number beside its line
BESIDE = (0.3, 0.2, 0.4, 0.1, 0.5)  # where along its line a number may stand


class Target(Struct, frozen=True):
    """What the mouse points at: a unit (or input) of a column, a weight into it from `source`, or, with
    `unit` -1, the column's heading."""

    column: int
    unit: int = -1
    source: int = -1


class _Geometry(Struct):
    """Where things are at the present size."""

    boxes: list[tuple[Box, ...]] = field(default_factory=list)
    headings: list[QRectF] = field(default_factory=list)


class Diagram(QWidget):
    """Paints columns; `pointed` says what the mouse points at, and `card` is written beside it."""

    pointed = Signal(object)  # Target or None
    clicked = Signal(object, QPointF)  # Target, and where

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.columns: tuple[UnitColumn, ...] = ()
        self.scale = 1.0  # the weight that is drawn thickest
        self.key = Key()
        self.target: Target | None = None
        self.linked: Target | None = None  # what a hand points at in another view
        self.card: tuple[str, ...] = ()
        self.large: LargeUnit | None = None  # the unit that the mouse points at
        self.edges: list[Edge] = []
        self._at = QPointF()
        self._pressed: Target | None = None
        self._geometry = _Geometry()
        self.spoken: Callable[[], Spoken] = lambda: Spoken(QAccessible.Role.Chart)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_look(LIGHT)

    def minimumSizeHint(self) -> QSize:
        """Small enough for any place on the stage."""
        return QSize(120, 80)

    def set_look(self, look: Look) -> None:
        """Take colours, widths and type."""
        self.look = look
        self._small = number_font(look, 0.92)
        self._bold = QFont(self._small)
        self._bold.setWeight(QFont.Weight.Bold)
        self._metrics = QFontMetricsF(self._small)
        self._arrange()

    def put(self, columns: tuple[UnitColumn, ...], scale: float, key: Key) -> None:
        """Draw these from now on."""
        same = [column.count for column in columns] == [column.count for column in self.columns]
        notes = [bool(column.note) for column in columns] == [bool(column.note) for column in self.columns]
        self.columns, self.scale, self.key = columns, scale, key
        if not (same and notes):
            self._arrange()
        else:
            self._connect()

    def set_card(self, lines: tuple[str, ...], large: LargeUnit | None = None) -> None:
        """What is written beside the mouse, the first line in bold, and the unit that is shown large."""
        if lines != self.card or large is not self.large:
            self.card, self.large = lines, large
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
        named = [place for place, column in enumerate(self.columns) if column.names]
        self._geometry.boxes = [
            tuple(Box(box.x + left, box.y + top, box.size) for box in layer)
            for layer in arrange(counts, width, height, scale=unit, named=named, line=row)
        ]
        slot = width / len(counts)
        self._geometry.headings = [
            QRectF(left + place * slot + 2, 0.15 * row, slot - 4, lines * row) for place in range(len(counts))
        ]
        self._connect()

    def _margin(self, column: UnitColumn) -> float:
        """Room for the names beside the units at an end."""
        widest = max((self._metrics.horizontalAdvance(name) for name in column.names), default=0.0)
        return min(widest, self.width() * (0.2 if len(self.columns) <= FEW_LAYERS else 0.14))

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
        self.point(self.target_at(self._at.x(), self._at.y()))
        if self.card:
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is pressed."""
        self._pressed = self.target_at(event.position().x(), event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a weight or a unit."""
        target = self.target_at(event.position().x(), event.position().y())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and target is not None and target == self._pressed and target.unit >= 0:
            self.clicked.emit(target, event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing any more."""
        super().leaveEvent(event)
        self.point(None)

    def point(self, target: Target | None, at: QPointF | None = None) -> None:
        """Point at this, at a place of the widget."""
        self._at = at or self._at
        if target != self.target:
            self.target = target
            self.pointed.emit(target)
            self.update()

    def link(self, target: Target | None) -> None:
        """Show what a hand points at in another view."""
        if target != self.linked:
            self.linked = target
            self.update()

    @property
    def marked(self) -> Target | None:
        """What stands out: what the mouse points at, or else a hand elsewhere, if it has a line here."""
        target = self.target or self.linked
        if target is None or target.source < 0 or target is self.target:
            return target
        lines = {(edge.column, edge.target, edge.source) for edge in self.edges}
        return target if (target.column, target.unit, target.source) in lines else None

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines, units, headings, the key, and what the mouse points at."""
        painter = QPainter(self)
        self.render_to(painter)
        free = QRectF(self.rect())
        if self.large is not None and self.target is not None:
            painter.setFont(self._small)
            target = self.boxes[self.target.column][self.target.unit]
            free = paint_large(painter, self.large, target, free, self.look)
        if self.card:
            paint_card(painter, self.card, self._at, free, self.look)
        painter.end()

    def render_to(self, painter: QPainter) -> None:
        """All but the card, on any paint device, in the widget's pixels."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(self.look.surface))
        if not self.columns:
            return
        marked = self.marked
        for edge in self.edges:
            painter.setOpacity(1.0 if self.lit(edge, marked) else 0.13)
            self._paint_edge(painter, edge)
        painter.setOpacity(1.0)
        self.paint_numbers(painter)
        for place in range(len(self.columns)):
            self._paint_column(painter, place)
        if self.height() > 170 * self.look.font_scale:
            row = self._row
            area = QRectF(0.6 * row, self.height() - 1.5 * row, self.width() - 1.2 * row, row * 1.2)
            painter.setFont(self._small)
            paint_key(painter, area, self.key, self.look)

    def lit(self, edge: Edge, target: Target | None) -> bool:
        """Whether a line belongs to what stands out, or nothing does."""
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

    def numbers(self) -> list[tuple[str, QRectF]]:
        """The numbers and their places: the first along the lines where none meets another or a unit."""
        units = [QRectF(box.left, box.top, box.size, box.size) for layer in self.boxes for box in layer]
        texts = [self.columns[edge.column].texts[edge.source][edge.target] for edge in self.edges]
        for part in BESIDE:
            rects: list[QRectF] = []
            for text, edge in zip(texts, self.edges, strict=True):
                rect = QRectF(0, 0, self._metrics.horizontalAdvance(text) + 8, 0.9 * self._row)
                rect.moveCenter(QPointF(*edge.points(np.array([part]))[0].tolist()))
                if any(map(rect.intersects, units + rects)):
                    break
                rects.append(rect)
            else:
                return list(zip(texts, rects, strict=True))
        return []

    def paint_numbers(self, painter: QPainter) -> None:
        """The numbers themselves, where there are few."""
        if len(self.edges) > NUMBERED or self.undrawn or self.target is not None:
            return
        painter.setFont(self._small)
        for text, rect in self.numbers():
            fill(painter, self.look.surface)
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(QColor(self.look.text))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_column(self, painter: QPainter, place: int) -> None:
        column, boxes = self.columns[place], self.boxes[place]
        for unit, box in enumerate(boxes):
            lit = Target(place, unit) in (self.target, self.linked)
            paint_unit(painter, column, unit, box, self.scale, self.look, lit=lit)
        self._paint_names(painter, place)
        self._paint_heading(painter, column, self._geometry.headings[place])

    def _paint_names(self, painter: QPainter, place: int) -> None:
        """Names beside the units at an end, where they do not meet other units."""
        column, boxes = self.columns[place], self.boxes[place]
        folded = len({round(box.x) for box in boxes}) > 1
        if not column.names or folded or boxes[0].size < self._row * LINE:
            return
        painter.setFont(self._small)
        painter.setPen(QColor(self.look.text))
        for name, box in zip(column.names, boxes, strict=True):
            room = box.left - 6 if place == 0 else self.width() - box.right - 8
            text = shortened(name, self._metrics, room)
            if place == 0:
                rect = QRectF(0, box.y - self._row / 2, box.left - 6, self._row)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            else:
                rect = QRectF(box.right + 6, box.y - self._row / 2, room + 2, self._row)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_heading(self, painter: QPainter, column: UnitColumn, rect: QRectF) -> None:
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
            shown = shortened(text, metrics, rect.width() - lock)
            place = QRectF(rect.left() + lock, rect.top() + number * row, rect.width() - lock, row)
            painter.drawText(place, center, shown)
            if lock:
                left = place.center().x() - metrics.horizontalAdvance(shown) / 2
                paint_lock(painter, QPointF(left - lock * 0.55, place.center().y()), row, look)


speaks(Diagram, lambda diagram: diagram.spoken())

__all__ = ["NUMBERED", "Diagram", "Edge", "Target"]
