"""The words above a panel: a run's name in its colour and symbol, and small lines below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.look.look import LIGHT, Look, number_font, text_font
from gdviz.look.run_symbols import symbol


@dataclass(frozen=True)
class PanelHeading:
    """Above a panel: a run's name in its colour and symbol, and small lines, each with dashes or none."""

    text: str = ""
    color: str = ""
    symbol: int | None = None
    lines: tuple[tuple[tuple[float, ...] | None, str], ...] = ()
    selected: bool = False


class HeadingPainter:
    """Paints headings in a look, and knows how high they are."""

    def __init__(self) -> None:
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self._font, self._bold, self._small = text_font(look), text_font(look), number_font(look, 0.92)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics, self._small_metrics = map(
            QFontMetricsF, (self._font, self._bold, self._small)
        )

    def height(self, named: bool, lines: int) -> float:
        """The room above a panel, in pixels, for a name and so many lines."""
        return self._gap() + named * self._name() + lines * self._small_metrics.height()

    def _gap(self) -> float:
        return 0.45 * self._metrics.height()

    def _name(self) -> float:
        return 1.15 * self._metrics.height()

    def paint(self, painter: QPainter, heading: PanelHeading, area: QRectF) -> None:
        """Above `area`, the lines next to it."""
        row = self._small_metrics.height()
        top = area.top() - self._gap() - row * len(heading.lines)
        painter.setFont(self._small)
        for place, (dashes, text) in enumerate(heading.lines):
            line = QRectF(area.left(), top + place * row, area.width(), row)
            if dashes is not None:
                self._paint_sample(painter, line, heading.color, dashes)
            painter.setPen(QColor(self.look.muted))
            write(painter, line, text, self._small_metrics)
        if heading.text:
            self._paint_name(
                painter, heading, QRectF(area.left(), top - self._name(), area.width(), self._name())
            )

    def _paint_sample(self, painter: QPainter, line: QRectF, color: str, dashes: tuple[float, ...]) -> None:
        """A piece of line at the left of the words, which move aside."""
        pen = QPen(QColor(color), self.look.curve_width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern(list(dashes))
        painter.setPen(pen)
        middle, sample = line.center().y(), 1.7 * line.height()
        painter.drawLine(QPointF(line.left(), middle), QPointF(line.left() + sample, middle))
        line.setLeft(line.left() + sample + 0.4 * line.height())

    def _paint_name(self, painter: QPainter, heading: PanelHeading, line: QRectF) -> None:
        if heading.symbol is not None:
            size = self.look.marker_size * 0.95
            painter.save()
            painter.translate(line.left() + size / 2 + 1, line.center().y())
            painter.scale(size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(heading.color))
            painter.drawPath(symbol(heading.symbol))
            painter.restore()
            line.setLeft(line.left() + size + 0.45 * line.height())
        painter.setFont(self._bold if heading.selected else self._font)
        painter.setPen(QColor(self.look.text))
        write(painter, line, heading.text, self._bold_metrics if heading.selected else self._metrics)


def write(
    painter: QPainter,
    room: QRectF,
    text: str,
    metrics: QFontMetricsF,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Text in its room, shortened where it is too long."""
    if text:
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), short)


__all__ = ["HeadingPainter", "PanelHeading", "write"]
