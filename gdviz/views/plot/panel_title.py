"""The title of a panel: a run's name in its colour and symbol, and small lines below it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.look.look import LIGHT, Look, number_font, text_font
from gdviz.look.run_symbols import paint_symbol
from gdviz.look.shortened import shortened

SAMPLE = 2.1  # times the type's height: a piece of line with the room behind it
BETWEEN = 1.2  # likewise, between lines in a row


class PanelHeading(Struct, frozen=True):
    """Above a panel: a run's name in its colour and symbol, and small lines, each with dashes or none."""

    text: str = ""
    color: str = ""
    symbol: int | None = None
    lines: tuple[tuple[tuple[float, ...] | None, str], ...] = ()
    selected: bool = False


class PanelTitle(pg.GraphicsWidget):
    """Writes a heading, shortened where it is too long, at the bottom of its place."""

    clicked = Signal(int)  # the panel

    def __init__(self, panel: int) -> None:
        super().__init__()
        self.panel = panel
        self.in_a_row = False  # whether the lines stand one beside the other
        self.heading = PanelHeading()
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._font, self._bold, self._small = text_font(look), text_font(look), number_font(look, 0.92)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics, self._small_metrics = map(
            QFontMetricsF, (self._font, self._bold, self._small)
        )
        self.update()

    def set_heading(self, heading: PanelHeading) -> None:
        """Write this from now on."""
        if heading != self.heading:
            self.heading = heading
            self.update()

    def needed(self, *, named: bool, lines: int) -> float:
        """The height of a name and so many lines, in pixels; without any, of half a number of the axis."""
        words = self._gap() + named * self._name() + lines * self._small_metrics.height()
        return max(words, 0.45 * self._metrics.height())

    def row_width(self) -> float:
        """How wide the lines are, one beside the other."""
        unit = self._small_metrics.height()
        words = (self._small_metrics.horizontalAdvance(text) + 1 for _, text in self.heading.lines)
        samples = sum(SAMPLE for dashes, _ in self.heading.lines if dashes is not None)
        return sum(words) + (samples + BETWEEN * (len(self.heading.lines) - 1)) * unit

    def _gap(self) -> float:
        return 0.22 * self._metrics.height()

    def _name(self) -> float:
        return 1.15 * self._metrics.height()

    def mouseClickEvent(self, event: Any) -> None:
        """pyqtgraph's scene calls this."""
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.clicked.emit(self.panel)

    def paint(self, painter: QPainter, *_: object) -> None:
        """The lines next to the panel, the name above them."""
        heading, area, row = self.heading, self.rect(), self._small_metrics.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = min(len(heading.lines), 1) if self.in_a_row else len(heading.lines)
        top = area.bottom() - self._gap() - row * rows
        painter.setFont(self._small)
        line = QRectF(area.left(), top, area.width(), row)
        for dashes, text in heading.lines:
            words = QRectF(line)
            if dashes is not None:
                self._paint_sample(painter, words, dashes)
            painter.setPen(QColor(self.look.muted))
            _write(painter, words, text, self._small_metrics)
            if self.in_a_row:
                line.setLeft(words.left() + self._small_metrics.horizontalAdvance(text) + BETWEEN * row)
            else:
                line.translate(0, row)
        if heading.text:
            self._paint_name(painter, QRectF(area.left(), top - self._name(), area.width(), self._name()))

    def _paint_sample(self, painter: QPainter, line: QRectF, dashes: tuple[float, ...]) -> None:
        """A piece of line at the left of the words, which move aside."""
        pen = QPen(QColor(self.heading.color), self.look.curve_width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        painter.setPen(pen)
        middle, sample = line.center().y(), (SAMPLE - 0.4) * line.height()
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.left() + sample, middle))
        line.setLeft(line.left() + SAMPLE * line.height())

    def _paint_name(self, painter: QPainter, line: QRectF) -> None:
        heading = self.heading
        if heading.symbol is not None:
            size = self.look.marker_size * 0.95
            middle = QPointF(line.left() + size / 2 + 1, line.center().y())
            paint_symbol(painter, middle, heading.symbol, heading.color, size)
            line.setLeft(line.left() + size + 0.45 * line.height())
        painter.setFont(self._bold if heading.selected else self._font)
        painter.setPen(QColor(self.look.text))
        _write(painter, line, heading.text, self._bold_metrics if heading.selected else self._metrics)


def _write(painter: QPainter, room: QRectF, text: str, metrics: QFontMetricsF) -> None:
    short = shortened(text, metrics, room.width() + 1)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(room, int(flags), short)
