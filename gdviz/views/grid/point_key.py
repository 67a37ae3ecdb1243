"""What the points of a view mean: a quiet row of symbols with words, wrapped where it is too long."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gdviz.look.look import LIGHT, Look, text_font
from gdviz.views.grid.points import Style, paint_point


@dataclass(frozen=True)
class KeyEntry:
    """A point, or a piece of line where it has `dashes`, and what it means."""

    text: str
    style: Style | None = None
    color: str = ""
    dashes: tuple[float, ...] | None = None
    symbol: int | None = None  # of the run whose line it is


class PointKey(QWidget):
    """Shows entries in a row, or in several; takes no room without entries."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look = LIGHT
        self.entries: tuple[KeyEntry, ...] = ()
        self.places: list[QRectF] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self.setFont(text_font(look))
        self._arrange()

    def set_entries(self, entries: tuple[KeyEntry, ...]) -> None:
        """Show these entries."""
        if entries != self.entries:
            self.entries = entries
            self.setVisible(bool(entries))
            self.setAccessibleName("; ".join(entry.text for entry in entries))
            self._arrange()

    def _sample(self, entry: KeyEntry) -> float:
        return (26.0 if entry.dashes is not None else 0.9 * self.look.marker_size) * self.look.font_scale

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        row, gap, left = metrics.height() * 1.35, metrics.height() * 1.1, metrics.height() * 0.9
        width = max(float(self.width()), 60.0)
        x, y = left, 0.0
        self.places = []
        for entry in self.entries:
            needed = self._sample(entry) + 6 + metrics.horizontalAdvance(entry.text) + 2
            needed = min(needed, width - 2 * left)
            if x > left and x + needed > width - left:
                x, y = left, y + row
            self.places.append(QRectF(x, y, needed, row))
            x += needed + gap
        self.setFixedHeight(round(y + row) if self.entries else 0)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other places."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each entry in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self.look.surface))
        for entry, place in zip(self.entries, self.places, strict=True):
            sample, middle = self._sample(entry), place.center().y()
            if entry.dashes is not None:
                pen = QPen(QColor(entry.color), self.look.curve_width)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if entry.dashes:
                    pen.setDashPattern(list(entry.dashes))
                painter.setPen(pen)
                painter.drawLine(QPointF(place.left(), middle), QPointF(place.left() + sample, middle))
            style = entry.style
            if style is None and entry.symbol is not None:
                style = Style(entry.color, entry.symbol, tested=False)
            if style is not None:
                painter.save()
                painter.translate(place.left() + sample / 2, middle)
                paint_point(painter, style, self.look, 0.8 * self.look.marker_size)
                painter.restore()
            painter.setPen(QColor(self.look.text))
            room = place.adjusted(sample + 6, 0, 2, 0)
            text = self.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


__all__ = ["KeyEntry", "PointKey"]
