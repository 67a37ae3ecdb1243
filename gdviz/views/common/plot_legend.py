"""The legend of a plot: a quiet line above it, never on the data, wrapped where it is too long."""

from __future__ import annotations

import math

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdviz.look.look import LIGHT, Look, blend, text_font
from gdviz.look.paint import smooth_painter
from gdviz.look.point_style import PointStyle
from gdviz.look.run_symbols import paint_symbol
from gdviz.look.shortened import ASIDE, shortened


class LegendEntry(Struct, frozen=True):
    """A piece of line, perhaps with a run's symbol on it, or a point, and what it means.

    `dashes` are lengths of dash and gap in line widths, none for a solid line; `color` is ``#rrggbb``, empty
    for the colour of text.
    """

    text: str
    color: str = ""
    symbol: int | None = None
    dashes: tuple[float, ...] = ()
    width: float = 1.0  # of the look's curve width
    point: PointStyle | None = None  # instead of the line
    stretch: float = 1.0  # how many times as wide as a point that is
    chosen: bool = False  # underlined: what a click has chosen
    brief: str = ""  # said where there is no room for the text


class Legend(QWidget):
    """Shows entries in a row, or in several; takes no room without entries."""

    clicked = Signal(int)  # the place of an entry among all
    changed = Signal()  # other entries, or other type

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.entries: tuple[LegendEntry, ...] = ()
        self.shown: tuple[LegendEntry, ...] = ()  # those that there is room for
        self.places: list[QRectF] = []  # of each that is shown, in pixels
        self.curt = False  # whether asides are left out
        self.most = 16  # rows; where they do not do, only runs are shown, and texts are shortened
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self.setFont(text_font(look))
        self._arrange()
        self.changed.emit()

    def set_entries(self, entries: tuple[LegendEntry, ...]) -> None:
        """Show these entries."""
        if entries != self.entries:
            self.entries = entries
            self.setVisible(bool(entries))
            self.setAccessibleName("; ".join(entry.text for entry in entries))
            self._arrange()
            self.changed.emit()

    def _sample(self, entry: LegendEntry) -> float:
        return 0.9 * self.look.marker_size * entry.stretch if entry.point else 26.0 * self.look.font_scale

    def _text(self, entry: LegendEntry) -> str:
        return ASIDE.sub("", entry.text) if self.curt and entry.symbol is None else entry.text

    def _needed(self, entry: LegendEntry, text: str) -> float:
        return self._sample(entry) + 6 + self.fontMetrics().horizontalAdvance(text) + 2

    @property
    def length(self) -> float:
        """The width of all entries in one row."""
        needed = (self._needed(entry, entry.text) + self._gap() for entry in self.entries)
        return sum(needed) + 2 * self._margin()

    def sizeHint(self) -> QSize:
        """One row, where there is room."""
        return QSize(math.ceil(self.length), self.height())

    @property
    def row(self) -> float:
        """The height of a row."""
        return self.fontMetrics().height() * 1.35

    def set_most(self, rows: int) -> None:
        """Take so many rows at most."""
        if rows != self.most:
            self.most = rows
            self._arrange()

    def _arrange(self) -> None:
        """Find the places, row by row, and take the height that they need."""
        width = max(float(self.width()), 60.0) - 2 * self._margin()
        self.shown, self.curt = self.entries, True
        fewest = self._flow(width)
        self.curt = False
        rows = self._flow(width)
        if fewest < rows:
            self.curt = True
            rows = self._flow(width)
        if rows > self.most and any(entry.symbol is not None for entry in self.entries):
            self.shown = tuple(entry for entry in self.entries if entry.symbol is not None)
            rows = self._flow(width)
        if rows > self.most:
            columns = -(-len(self.shown) // self.most)
            rows = self._flow((width + self._gap()) / columns - self._gap() - 1)
        self.setFixedHeight(round(rows * self.row) if self.entries else 0)
        self.updateGeometry()
        self.update()

    def _margin(self) -> float:
        return self.fontMetrics().height() * 0.9

    def _gap(self) -> float:
        return self.fontMetrics().height() * 1.1

    def _flow(self, widest: float) -> int:
        """Find the places of entries that are no wider than `widest`; returns the number of rows."""
        row, gap = self.row, self._gap()
        left, width = self._margin(), max(float(self.width()), 60.0)
        x, y = left, 0.0
        self.places = []
        for entry in self.shown:
            needed = min(self._needed(entry, self._text(entry)), widest)
            if x > left and x + needed > width - left:
                x, y = left, y + row
            self.places.append(QRectF(x, y, needed, row))
            x += needed + gap
        return round(y / row) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an entry."""
        for entry, place in zip(self.shown, self.places, strict=True):
            if event.button() == Qt.MouseButton.LeftButton and place.contains(event.position()):
                self.clicked.emit(self.entries.index(entry))
                return

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other places."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each entry in its place."""
        painter = smooth_painter(self)
        painter.fillRect(self.rect(), QColor(self.look.surface))
        for entry, place in zip(self.shown, self.places, strict=True):
            sample, middle = self._sample(entry), place.center().y()
            if entry.point is not None:
                size = 0.8 * self.look.marker_size
                entry.point.paint(painter, place.left() + sample / 2, middle, self.look, size)
            else:
                self._paint_line(painter, entry, QPointF(place.left(), middle), sample)
            painter.setPen(QColor(self.look.text))
            room = place.adjusted(sample + 6, 0, 2, 0)
            text = self.words(entry, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
            if entry.chosen:
                width = min(room.width(), self.fontMetrics().horizontalAdvance(text))
                line = QRectF(room.left(), place.bottom() - 0.16 * self.row, width, 2 * self.look.thin_width)
                painter.fillRect(line, QColor(self.look.accent))
        painter.end()

    def words(self, entry: LegendEntry, room: float) -> str:
        """What is said of an entry in so many pixels."""
        metrics = self.fontMetrics()
        text = self._text(entry)
        if entry.brief and metrics.horizontalAdvance(text) > room:
            return shortened(entry.brief, metrics, room, Qt.TextElideMode.ElideRight)
        return shortened(text, metrics, room, Qt.TextElideMode.ElideMiddle)

    def _paint_line(self, painter: QPainter, entry: LegendEntry, begin: QPointF, length: float) -> None:
        color = entry.color or blend(self.look.text, self.look.surface, 0.2)
        pen = QPen(QColor(color), self.look.curve_width * entry.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if entry.dashes:
            pen.setDashPattern(list(entry.dashes))
        painter.setPen(pen)
        painter.drawLine(begin, begin + QPointF(length, 0))
        if entry.symbol is not None:
            middle, size = begin + QPointF(length / 2, 0), self.look.marker_size * 0.9
            paint_symbol(painter, middle, entry.symbol, color, size)
