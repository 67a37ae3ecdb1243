"""Calm words at the top of a plot: what became of a run, each with the run's colour and symbol."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gdviz.look.look import LIGHT, Look, text_font
from gdviz.look.paint import smooth_painter
from gdviz.look.run_symbols import paint_symbol


class Notice(Struct, frozen=True):
    """A sentence; `color` and `symbol` are the run's, empty and None where it is about no run."""

    text: str
    color: str = ""
    symbol: int | None = None


class Notices(QWidget):
    """Lies over a plot and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.look: Look = LIGHT
        self.notices: tuple[Notice, ...] = ()
        self.at_top = True
        self._area = QRectF()
        self._key: tuple[object, ...] = ()
        self._cards: list[QRectF] = []
        self.hide()

    def show_notices(
        self, notices: tuple[Notice, ...], area: QRectF, balls: list[tuple[float, float]], look: Look
    ) -> None:
        """Show these within `area`, a rectangle of the parent: where they cover no ball, else at the top."""
        key = (notices, QRectF(area), tuple(balls), look)
        if key == self._key:
            return
        self._key, self.notices, self._area, self.look = key, notices, QRectF(area), look
        self.setFont(text_font(look))
        self.setAccessibleName(" ".join(notice.text for notice in notices))
        self._arrange(balls)
        self.setVisible(bool(notices))
        self.raise_()
        self.update()

    def _arrange(self, balls: list[tuple[float, float]]) -> None:
        metrics = QFontMetricsF(self.font())
        pad = metrics.height() * 0.45
        most = max(80.0, min(self._area.width() * 0.9, metrics.averageCharWidth() * 80))
        self._cards, top, width = [], 0.0, 0.0
        for notice in self.notices:
            indent = self._indent(notice)
            room = QRectF(0, 0, most - indent - 2 * pad, 10_000)
            bounds = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), _unbroken(notice.text))
            card = QRectF(0, top, bounds.width() + indent + 2 * pad + 2, bounds.height() + 1.4 * pad)
            self._cards.append(card)
            top = card.bottom() + pad * 0.6
            width = max(width, card.width())
        area, left = self._area, self._area.center().x() - width / 2
        heights = (area.top() + pad, area.bottom() - top - pad, area.center().y() - top / 2)
        places = [QRectF(left, y, width + 1, max(1.0, top)) for y in heights]
        near = self.look.marker_size
        free = [
            place
            for place in places
            if not any(place.adjusted(-near, -near, near, near).contains(*ball) for ball in balls)
        ]
        chosen = (free or places)[0]
        self.at_top = chosen == places[0]
        self.setGeometry(chosen.toRect())

    def _indent(self, notice: Notice) -> float:
        return 0.0 if notice.symbol is None else QFontMetricsF(self.font()).height() * 1.25

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card for each."""
        painter = smooth_painter(self)
        metrics, look = QFontMetricsF(self.font()), self.look
        pad = metrics.height() * 0.45
        for notice, place in zip(self.notices, self._cards, strict=True):
            card = QRectF(place)
            card.moveLeft((self.width() - card.width()) / 2)
            plate = QColor(look.surface)
            plate.setAlpha(238)
            painter.setPen(QPen(QColor(notice.color or look.line), look.thin_width))
            painter.setBrush(plate)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 6, 6)
            indent = self._indent(notice)
            if notice.symbol is not None:
                size = metrics.height() * 0.7
                middle = QPointF(card.left() + pad + size / 2, card.top() + 0.7 * pad + metrics.height() / 2)
                paint_symbol(painter, middle, notice.symbol, notice.color, size)
            painter.setPen(QColor(look.text if notice.color else look.muted))
            inside = card.adjusted(pad + indent, 0.7 * pad, -pad + 1, 0)
            painter.drawText(inside, int(Qt.TextFlag.TextWordWrap), _unbroken(notice.text))


def _unbroken(text: str) -> str:
    """The text with fractions that are not broken: a line never ends within ``2/L``."""
    return text.replace("/", "\u2060/\u2060")
