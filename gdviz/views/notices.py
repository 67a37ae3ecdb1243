"""Calm words at the top of a plot: what became of a run, each with the run's colour and symbol."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gdviz.views.look import LIGHT, Look, text_font
from gdviz.views.symbols import symbol


@dataclass(frozen=True)
class Notice:
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
        self._area = QRectF()
        self._cards: list[QRectF] = []
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...], area: QRectF, look: Look) -> None:
        """Show these at the top of `area`, a rectangle of the parent."""
        if (notices, area, look) == (self.notices, self._area, self.look):
            return
        self.notices, self._area, self.look = notices, QRectF(area), look
        self.setFont(text_font(look))
        self.setAccessibleName(" ".join(notice.text for notice in notices))
        self._arrange()
        self.setVisible(bool(notices))
        self.raise_()
        self.update()

    def _arrange(self) -> None:
        metrics = QFontMetricsF(self.font())
        pad = metrics.height() * 0.45
        most = max(80.0, min(self._area.width() * 0.9, metrics.averageCharWidth() * 80))
        self._cards, top, width = [], 0.0, 0.0
        for notice in self.notices:
            indent = self._indent(notice)
            room = QRectF(0, 0, most - indent - 2 * pad, 10_000)
            bounds = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), notice.text)
            card = QRectF(0, top, bounds.width() + indent + 2 * pad + 2, bounds.height() + 1.4 * pad)
            self._cards.append(card)
            top = card.bottom() + pad * 0.6
            width = max(width, card.width())
        left = self._area.center().x() - width / 2
        self.setGeometry(round(left), round(self._area.top() + pad), round(width) + 1, max(1, round(top)))

    def _indent(self, notice: Notice) -> float:
        return 0.0 if notice.symbol is None else QFontMetricsF(self.font()).height() * 1.25

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card for each."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, look = QFontMetricsF(self.font()), self.look
        pad = metrics.height() * 0.45
        for notice, place in zip(self.notices, self._cards, strict=True):
            card = QRectF(place)
            card.moveLeft((self.width() - card.width()) / 2)
            ground = QColor(look.surface)
            ground.setAlpha(238)
            painter.setPen(QPen(QColor(notice.color or look.line), look.thin_width))
            painter.setBrush(ground)
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 6, 6)
            indent = self._indent(notice)
            if notice.symbol is not None:
                size = metrics.height() * 0.7
                painter.save()
                painter.translate(
                    QPointF(card.left() + pad + size / 2, card.top() + 0.7 * pad + metrics.height() / 2)
                )
                painter.scale(size, size)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(notice.color))
                painter.drawPath(symbol(notice.symbol))
                painter.restore()
            painter.setPen(QColor(look.text if notice.color else look.muted))
            inside = card.adjusted(pad + indent, 0.7 * pad, -pad + 1, 0)
            painter.drawText(inside, int(Qt.TextFlag.TextWordWrap), notice.text)


__all__ = ["Notice", "Notices"]
