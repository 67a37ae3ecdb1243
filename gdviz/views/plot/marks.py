"""What lies on the curves: a mark and its value for each at the playhead, and dots at single steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdviz.base.arrays import Array
from gdviz.look.look import LIGHT, Look, number_font
from gdviz.look.run_symbols import symbol


@dataclass(frozen=True)
class Mark:
    """The symbol at the end of what is used of a curve, and its value in words ("" for none).

    `x` and `y` are in the plot's data; `right` says that y is a height of the right axis.
    """

    x: float
    y: float
    color: str
    symbol: int
    text: str = ""
    hollow: bool = False
    right: bool = False


@dataclass(frozen=True)
class Dots:
    """Symbols along a curve, `size` pixels wide."""

    x: Array
    y: Array
    color: str
    symbol: int
    size: float


@dataclass(frozen=True)
class Leave:
    """Where a curve leaves the picture: at `x`, through the top or the bottom."""

    x: float
    upwards: bool
    color: str
    text: str


class Marks(QGraphicsItem):
    """Painted in the pixels of a pyqtgraph ViewBox, so that nothing is stretched by the axes."""

    def __init__(self, box: Any, right_box: Any = None) -> None:
        super().__init__(box)
        self._box = box
        self._right_box = right_box
        self.look: Look = LIGHT
        self.marks: tuple[Mark, ...] = ()
        self.dots: tuple[Dots, ...] = ()
        self.leaves: tuple[Leave, ...] = ()
        self._font = QFont()
        self._metrics = QFontMetricsF(self._font)
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._font = number_font(look)
        self._metrics = QFontMetricsF(self._font)
        self.update()

    def put(self, marks: tuple[Mark, ...], dots: tuple[Dots, ...], leaves: tuple[Leave, ...]) -> None:
        """Draw these from now on."""
        self.marks, self.dots, self.leaves = marks, dots, leaves
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole plot: values may stand anywhere in it."""
        return QRectF(self._box.rect())

    def shape(self) -> QPainterPath:
        """Nothing: the mouse reaches what is below."""
        return QPainterPath()

    def place(self, x: float, y: float, *, right: bool = False) -> QPointF:
        """Where a point of the data lies, in pixels of the box."""
        rect = self._box.rect()
        (x0, x1), (y0, y1) = self._box.viewRange()
        if right and self._right_box is not None:
            y0, y1 = self._right_box.viewRange()[1]
        across = (x - x0) / (x1 - x0) * rect.width()
        up = (y - y0) / (y1 - y0) * rect.height()
        return QPointF(rect.left() + across, rect.bottom() - up)

    def label_rects(self) -> list[tuple[Mark, QRectF]]:
        """Where the values are written: beside their marks, none upon another, all within the plot.

        Where there is no room for all, some are left out; where they would cover the plot, all are.
        Of a mark that is above or below the picture the value is at the edge, with an arrow.
        """
        area = QRectF(self._box.rect())
        height = self._metrics.height() + 2
        pad = 2 * self.look.thin_width + 8
        gap = self.look.marker_size * 0.5 + 4
        widest = pad + max((self._metrics.horizontalAdvance(mark.text) for mark in self.marks), default=0.0)
        if widest > 0.75 * area.width():
            return []
        wanted = []
        for mark in self._most_wanted(int(0.8 * area.height() / height)):
            point = self.place(mark.x, mark.y, right=mark.right)
            if not mark.text or not area.left() - 1 <= point.x() <= area.right() + 1:
                continue
            if point.y() < area.top() - 1:
                mark = replace(mark, text=f"{mark.text} ↑")
            elif point.y() > area.bottom() + 1:
                mark = replace(mark, text=f"{mark.text} ↓")
            point.setY(max(area.top(), min(point.y(), area.bottom())))
            width = self._metrics.horizontalAdvance(mark.text) + pad
            left = point.x() + gap if point.x() + gap + widest <= area.right() else point.x() - gap - width
            left = max(area.left(), min(left, area.right() - width))
            wanted.append((point.y(), mark, QRectF(left, point.y() - height / 2, width, height)))
        wanted.sort(key=lambda item: item[0])
        placed: list[tuple[Mark, QRectF]] = []
        floor = area.top()
        for _, mark, rect in wanted:
            rect.moveTop(max(rect.top(), floor))
            floor = rect.bottom() + 1
            placed.append((mark, rect))
        ceiling = area.bottom()
        for _, rect in reversed(placed):
            rect.moveBottom(min(rect.bottom(), ceiling))
            ceiling = rect.top() - 1
        return placed

    def _most_wanted(self, count: int) -> list[Mark]:
        """The marks whose values are written where there is room for `count`: the top run's come first."""
        named = [mark for mark in self.marks if mark.text]
        if len(named) <= count:
            return named
        return sorted(named, key=lambda mark: mark.symbol != named[-1].symbol)[:count]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Dots, marks, then values on top."""
        area = QRectF(self._box.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        painter.save()
        painter.setClipRect(area.adjusted(-self.look.marker_size, -4, self.look.marker_size, 4))
        for dots in self.dots:
            self._paint_dots(painter, dots)
        values = self.label_rects()
        self._paint_leaves(painter, area, [rect for _, rect in values])
        for mark in self.marks:
            self._paint_mark(painter, mark)
        painter.restore()
        for mark, rect in values:
            _paint_value(painter, rect, mark, self.look)

    def _paint_dots(self, painter: QPainter, dots: Dots) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(dots.color))
        for x, y in zip(dots.x.tolist(), dots.y.tolist(), strict=True):
            if np.isfinite(y):
                _paint_symbol(painter, self.place(x, y), dots.symbol, dots.size)

    def _paint_mark(self, painter: QPainter, mark: Mark) -> None:
        point = self.place(mark.x, mark.y, right=mark.right)
        if not np.isfinite(point.y()) or abs(point.y()) > 1e6:
            return
        look = self.look
        scale = 0.72 if mark.hollow else 1.0
        ground = QColor(look.surface)
        size = look.marker_size * scale
        if mark.hollow:
            painter.setPen(QPen(QColor(mark.color), look.curve_width / size))
            painter.setBrush(ground)
        else:
            painter.setPen(QPen(ground, 1.5 * look.thin_width / size))
            painter.setBrush(QBrush(QColor(mark.color)))
        _paint_symbol(painter, point, mark.symbol, size)

    def _paint_leaves(self, painter: QPainter, area: QRectF, taken: list[QRectF]) -> None:
        """Little arrows at the edge, each with its words where nothing else is written."""
        size = self._metrics.height() * 0.55
        for leave in self.leaves:
            x = self.place(leave.x, 0.0).x()
            if not area.left() <= x <= area.right():
                continue
            tip, base = (
                (area.top() + 1, area.top() + 1 + size)
                if leave.upwards
                else (area.bottom() - 1, area.bottom() - 1 - size)
            )
            arrow = QPainterPath(QPointF(x, tip))
            arrow.lineTo(x - size * 0.6, base)
            arrow.lineTo(x + size * 0.6, base)
            arrow.closeSubpath()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(leave.color))
            painter.drawPath(arrow)
        for leave, rect in self.leave_rects(taken):
            _paint_ground(painter, rect, self.look)
            painter.setPen(QColor(self.look.text))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), leave.text)

    def leave_rects(self, taken: list[QRectF]) -> list[tuple[Leave, QRectF]]:
        """Where the words of the arrows stand: within the plot, beside what is `taken`; none without room."""
        area, taken = QRectF(self._box.rect()), list(taken)
        size, height = self._metrics.height() * 0.55, self._metrics.height() + 2
        placed = []
        for leave in self.leaves:
            x = self.place(leave.x, 0.0).x()
            width = self._metrics.horizontalAdvance(leave.text) + 8
            if not area.left() <= x <= area.right() or width > area.width():
                continue
            left = x + size if x + size + width <= area.right() else x - size - width
            left = max(area.left(), min(left, area.right() - width))
            top = area.top() + 1 if leave.upwards else area.bottom() - 1 - height
            rect = QRectF(left, top, width, height)
            while any(rect.intersects(other) for other in taken):
                rect.translate(0, height if leave.upwards else -height)
            if area.contains(rect):
                taken.append(rect)
                placed.append((leave, rect))
        return placed


def _paint_symbol(painter: QPainter, point: QPointF, which: int, size: float) -> None:
    painter.save()
    painter.translate(point)
    painter.scale(size, size)
    painter.drawPath(symbol(which))
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRectF, look: Look) -> None:
    """A patch of the surface, so that words stay readable over curves."""
    ground = QColor(look.surface)
    ground.setAlpha(225)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 3, 3)


def _paint_value(painter: QPainter, rect: QRectF, mark: Mark, look: Look) -> None:
    """The value in the colour of text, with a stripe in the colour of its curve."""
    _paint_ground(painter, rect, look)
    stripe = QRectF(rect.left(), rect.top() + 3, 2 * look.thin_width, rect.height() - 6)
    painter.setBrush(QColor(mark.color))
    painter.drawRect(stripe)
    painter.setPen(QColor(look.text))
    painter.drawText(rect.adjusted(stripe.width(), 0, 0, 0), int(Qt.AlignmentFlag.AlignCenter), mark.text)


__all__ = ["Dots", "Leave", "Mark", "Marks"]
