"""Panels side by side on the same axes, painted and felt in one widget: small multiples of one plot.

The wheel zooms all panels and a drag pans them; where the view says so (`grabs`), a drag moves something.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.notation.ticks import linear_ticks, tick_texts
from gdviz.views.grid.panel_grid import Room, arranged
from gdviz.views.grid.panel_heading import HeadingPainter, PanelHeading, write
from gdviz.views.plot.plot import Range

ZOOM = 1.02  # of the ranges, for an eighth of a degree of the wheel: as pyqtgraph's plots
Ticks = tuple[tuple[float, str], ...]
SMALL = 7.0  # lines of text: smaller panels come before what is written around them
# What is left away in turn, until the panels are not small.
SPARED: tuple[frozenset[str], ...] = (
    frozenset(),
    frozenset({"titles"}),
    frozenset({"titles", "margin"}),
    frozenset({"titles", "numbers"}),
    frozenset({"titles", "numbers", "margin"}),
)


@dataclass(frozen=True)
class Axes:
    """What the axes of every panel are called and how they are ruled.

    `equal` gives both axes one scale. `x_ticks` and `y_ticks` name places instead of numbers. `ruled` draws
    hairlines at the numbers.
    """

    x_title: str = ""
    y_title: str = ""
    equal: bool = False
    ruled: bool = True
    x_ticks: Ticks | None = None
    y_ticks: Ticks | None = None
    fixed: bool = False  # a hand can't move them


class Canvas(QWidget):
    """Shows panels; what is on each is painted by `draw_panel`, clipped to the panel's area."""

    hovered = Signal(int, float, float)  # the panel under the mouse, where on its axes; -1 for none
    clicked = Signal(int, float, float, object)  # panel, place, Qt.MouseButton
    double_clicked = Signal()
    dragged = Signal(int, float, float)  # what was grabbed is held here
    dropped = Signal()
    moved = Signal()  # a hand has moved the axes
    heading_clicked = Signal(int)  # the panel
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.axes = Axes()
        self.headings: tuple[PanelHeading, ...] = ()
        self.x_range: Range = (0.0, 1.0)
        self.y_range: Range = (0.0, 1.0)
        self.areas: list[QRectF] = []
        self.columns = 0
        self.margin = 0.0  # pixels at the right of all panels, for a key
        self.draw_panel: Callable[[QPainter, int], None] | None = None
        self.draw_margin: Callable[[QPainter, QRectF], None] | None = None
        self.grabs = False  # whether a drag from where the mouse is moves something rather than the axes
        self._pressed: tuple[int, QPointF, Any] | None = None
        self._pan: tuple[QPointF, Range, Range] | None = None
        self._holding = False
        self._ticks: tuple[Ticks, Ticks] = ((), ())
        self.spared: frozenset[str] = SPARED[0]  # what is not written, for want of room
        self._words = HeadingPainter()
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_look(LIGHT)

    # -- what is shown -------------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._words.set_look(look)
        self.number_font = number_font(look)
        self.metrics = QFontMetricsF(self.number_font)
        self._lay_out()

    def show_panels(self, headings: tuple[PanelHeading, ...], axes: Axes, margin: float = 0.0) -> None:
        """Show a panel for each heading."""
        if (headings, axes, margin) == (self.headings, self.axes, self.margin):
            return
        key = (len(headings), self._rows_of(headings), axes, margin)
        before = (len(self.headings), self._rows_of(self.headings), self.axes, self.margin)
        self.headings, self.axes, self.margin = headings, axes, margin
        if key != before:
            self._lay_out()
        self.update()

    def set_ranges(self, x: Range, y: Range) -> None:
        """Show this part of the plane on every panel."""
        if (x, y) != (self.x_range, self.y_range):
            self.x_range, self.y_range = x, y
            self._lay_out()

    def sizeHint(self) -> QSize:
        """As plots have it."""
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        """Small: the stage divides the room."""
        return QSize(80, 60)

    @staticmethod
    def _rows_of(headings: Sequence[PanelHeading]) -> tuple[bool, int]:
        return any(each.text for each in headings), max((len(each.lines) for each in headings), default=0)

    def _lay_out(self) -> None:
        """Find the panels' areas; in little room, spare what is written around them."""
        best, most = SPARED[0], 0.0
        for spared in SPARED:
            self._lay_out_without(spared)
            size = min(self.areas[0].width(), self.areas[0].height()) if self.areas else math.inf
            if size > most * 1.05:
                best, most = spared, size
            if size >= SMALL * self.metrics.height():
                break
        if self.spared != best:
            self._lay_out_without(best)
        self.update()

    def _lay_out_without(self, spared: frozenset[str]) -> None:
        """Find the panels' areas: axes take what their numbers need."""
        self.spared = spared
        unit = self.metrics.height()
        titled, numbered = "titles" not in spared, "numbers" not in spared
        top = self._words.height(*self._rows_of(self.headings))
        bottom = unit * 1.35 * numbered + (unit * 1.05 if self.axes.x_title and titled else 0.0)
        left = 5.0 * unit
        margin = self.margin if "margin" not in spared else 0.0
        span_x, span_y = self.x_range[1] - self.x_range[0], self.y_range[1] - self.y_range[0]
        aspect = span_x / span_y if self.axes.equal else None
        for _ in range(2):  # how wide the numbers are depends on how many there are
            room = Room(left, bottom, top, gap=unit * 2.0, right=unit * 0.9 + margin)
            self.areas, self.columns = arranged(
                len(self.headings), float(self.width()), float(self.height()) - 0.25 * unit, aspect, room
            )
            if not self.areas:
                break
            area = self.areas[0]
            self._ticks = self._find_ticks(area) if numbered else ((), ())
            widest = max((self.metrics.horizontalAdvance(text) for _, text in self._ticks[1]), default=0.0)
            left = widest + unit * (0.6 * numbered + (1.15 if self.axes.y_title and titled else 0.3))

    def _find_ticks(self, area: QRectF) -> tuple[Ticks, Ticks]:
        return (
            self._found(self.axes.x_ticks, self.x_range, area.width(), upright=False),
            self._found(self.axes.y_ticks, self.y_range, area.height(), upright=True),
        )

    def _found(self, named: Ticks | None, ends: Range, length: float, *, upright: bool) -> Ticks:
        if named is not None:
            return named
        metrics = self.metrics

        def room(texts: Sequence[str]) -> float:
            if upright:
                return metrics.height() * 2.4
            return max(map(metrics.horizontalAdvance, texts), default=0.0) + metrics.height() * 1.4

        step, values = linear_ticks(*ends, length, room)
        return tuple(zip(values, tick_texts(values, step), strict=True))

    # -- places --------------------------------------------------------------------------------------------

    def to_pixels(self, panel: int, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a place of the axes, or an array of places, lies in the widget."""
        area = self.areas[panel]
        across = (x - self.x_range[0]) / (self.x_range[1] - self.x_range[0]) * area.width()
        up = (y - self.y_range[0]) / (self.y_range[1] - self.y_range[0]) * area.height()
        return area.left() + across, area.bottom() - up

    def from_pixels(self, panel: int, point: QPointF) -> tuple[float, float]:
        """What place of the axes a point of the widget is."""
        area = self.areas[panel]
        across = (point.x() - area.left()) / area.width()
        up = (area.bottom() - point.y()) / area.height()
        return (
            self.x_range[0] + across * (self.x_range[1] - self.x_range[0]),
            self.y_range[0] + up * (self.y_range[1] - self.y_range[0]),
        )

    def panel_at(self, point: QPointF) -> int:
        """The panel that a point of the widget lies on; -1 for none."""
        return next((place for place, area in enumerate(self.areas) if area.contains(point)), -1)

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers and words, then each panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.look.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, area in enumerate(self.areas):
            self._words.paint(painter, self.headings[place], area)
            self._paint_axes(painter, place, area)
            painter.save()
            painter.setClipRect(area)
            if self.draw_panel is not None:
                self.draw_panel(painter, place)
            painter.restore()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = blend(self.look.muted, self.look.surface, 0.45)
            painter.setPen(QPen(QColor(edge), self.look.thin_width))
            painter.drawRect(area)
        if self.margin and self.areas and self.draw_margin is not None and "margin" not in self.spared:
            right = max(area.right() for area in self.areas) + 0.9 * self.metrics.height()
            first = self.areas[0]
            painter.setFont(self.number_font)
            self.draw_margin(painter, QRectF(right, first.top(), self.margin, first.height()))
        painter.end()

    def _paint_axes(self, painter: QPainter, place: int, area: QRectF) -> None:
        look, metrics = self.look, self.metrics
        painter.setFont(self.number_font)
        hair = QPen(QColor(look.line), 1.0)
        words = QPen(QColor(look.muted))
        height = metrics.height()
        for value, text in self._ticks[0]:
            x = self.to_pixels(place, value, 0.0)[0]
            if not area.left() - 1 <= x <= area.right() + 1:
                continue
            if self.axes.ruled:
                painter.setPen(hair)
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(words)
            width = metrics.horizontalAdvance(text)
            left = max(1.0, min(x - width / 2, self.width() - 1.0 - width))  # half a number is a wrong one
            painter.drawText(QPointF(left, area.bottom() + 0.3 * height + metrics.ascent()), text)
        first = place % self.columns == 0
        for value, text in self._ticks[1]:
            y = self.to_pixels(place, 0.0, value)[1]
            if not area.top() - 1 <= y <= area.bottom() + 1:
                continue
            if self.axes.ruled:
                painter.setPen(hair)
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if first:
                painter.setPen(words)
                right = area.left() - 0.4 * height
                middle = y + (metrics.ascent() - metrics.descent()) / 2
                painter.drawText(QPointF(right - metrics.horizontalAdvance(text), middle), text)
        if "titles" in self.spared:
            return
        painter.setPen(words)
        below = QRectF(area.left(), area.bottom() + 1.3 * height, area.width(), height)
        write(painter, below, self.axes.x_title, metrics, Qt.AlignmentFlag.AlignHCenter)
        if first and self.axes.y_title:
            widest = max((metrics.horizontalAdvance(text) for _, text in self._ticks[1]), default=0.0)
            painter.save()
            painter.translate(area.left() - 0.4 * height - widest - 0.75 * height, area.center().y())
            painter.rotate(-90)
            beside = QRectF(-area.height() / 2, -height / 2, area.height(), height)
            write(painter, beside, self.axes.y_title, metrics, Qt.AlignmentFlag.AlignHCenter)
            painter.restore()

    # -- hand ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the panels' places anew."""
        super().resizeEvent(event)
        self._lay_out()
        self.resized.emit()

    def _hover(self, point: QPointF) -> int:
        panel = self.panel_at(point)
        place = self.from_pixels(panel, point) if panel >= 0 else (math.nan, math.nan)
        self.hovered.emit(panel, *place)
        return panel

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is nowhere."""
        super().leaveEvent(event)
        self.grabs = False
        self.hovered.emit(-1, math.nan, math.nan)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; nothing happens before the mouse moves or lets go."""
        panel = self._hover(event.position())
        self._pressed = panel, event.position(), event.button()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover, hold or pan."""
        point = event.position()
        if self._pressed is None or self._pressed[2] != Qt.MouseButton.LeftButton or self._pressed[0] < 0:
            self._hover(point)
            return
        panel, begin, _ = self._pressed
        if not self._holding and self._pan is None:
            if (point - begin).manhattanLength() < QApplication.startDragDistance():
                return
            if self.grabs:
                self._holding = True
            elif not self.axes.fixed:
                self._pan = begin, self.x_range, self.y_range
            else:
                return
        if self._holding:
            area = self.areas[panel]
            held = QPointF(
                min(max(point.x(), area.left()), area.right()),
                min(max(point.y(), area.top()), area.bottom()),
            )
            self.dragged.emit(panel, *self.from_pixels(panel, held))
        elif self._pan is not None:
            origin, x, y = self._pan
            area = self.areas[panel]
            across = (origin.x() - point.x()) / area.width() * (x[1] - x[0])
            up = (point.y() - origin.y()) / area.height() * (y[1] - y[0])
            self._move(_shifted(x, across), _shifted(y, up))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click."""
        pressed, self._pressed = self._pressed, None
        held, self._holding = self._holding, False
        panned, self._pan = self._pan, None
        event.accept()
        if pressed is None:
            return
        panel, begin, button = pressed
        if held:
            self.dropped.emit()
            self._hover(event.position())
        elif panned is None and button == event.button():
            if panel >= 0:
                self.clicked.emit(panel, *self.from_pixels(panel, begin), button)
            elif button == Qt.MouseButton.LeftButton:
                self._click_heading(begin)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The stage enlarges the view; the first of the two clicks was none."""
        self.double_clicked.emit()
        event.ignore()

    def _click_heading(self, point: QPointF) -> None:
        for place, area in enumerate(self.areas):
            top = area.top() - self._words.height(True, len(self.headings[place].lines))
            if QRectF(area.left(), top, area.width(), area.top() - top).contains(point):
                self.heading_clicked.emit(place)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        panel = self.panel_at(event.position())
        if panel < 0 or self.axes.fixed:
            event.ignore()
            return
        event.accept()
        factor = ZOOM ** (-event.angleDelta().y() / 8)
        at = self.from_pixels(panel, event.position())
        x, y = (
            (center + (low - center) * factor, center + (high - center) * factor)
            for center, (low, high) in zip(at, (self.x_range, self.y_range), strict=True)
        )
        self._move(x, y)
        self._hover(event.position())

    def _move(self, x: Range, y: Range) -> None:
        size = max(abs(end) for end in (*x, *y))
        if size < 1e12 and min(x[1] - x[0], y[1] - y[0]) > 1e-9 * max(size, 1e-3):
            self.set_ranges(x, y)
            self.moved.emit()


def _shifted(ends: Range, by: float) -> Range:
    return ends[0] + by, ends[1] + by


__all__ = ["Axes", "Canvas", "PanelHeading", "Ticks"]
