"""Words beside a place of a panel, over everything and cut by nothing: wrapped where they are long."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from gdviz.look.look import LIGHT, Look, number_font
from gdviz.views.plot.plot import text_with_ground

MOST = 1e4  # pixels that words may be high


class HoverText(pg.GraphicsObject):
    """Lies in the scene of a plot, not in a panel, whose edges would cut it."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look = LIGHT
        self.text = ""
        self.rect = QRectF()
        self.setZValue(3000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look

    def say(
        self, text: str, x: float, y: float, room: QRectF, page: QRectF, gap: float | None = None
    ) -> None:
        """Write above a place of the scene, or below it; within `room` where there is any, else on the page.

        `gap` is the distance in pixels, None for one that leaves a mark of the look free. Lines are no wider
        than the room, but no number and no word is broken. Nothing is written for "".
        """
        self.setVisible(bool(text))
        if not text:
            self.text = ""
            return
        metrics = QFontMetricsF(number_font(self.look))
        longest = max(map(metrics.horizontalAdvance, text.split(" ")))
        width = max(min(room.width() - 14.0, metrics.horizontalAdvance(text)), longest) + 1.0
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter)
        size = metrics.boundingRect(QRectF(0, 0, width, MOST), flags, text)
        gap = 0.8 * self.look.marker_size + 4.0 if gap is None else gap
        rect = QRectF(0, 0, size.width() + 10.0, size.height() + 4.0)
        left = max(room.left() + 2, min(x - rect.width() / 2, room.right() - rect.width() - 2))
        above = y - gap - rect.height()
        top = above if above > room.top() + 2 else min(y + gap, page.bottom() - rect.height() - 2)
        rect.moveTo(max(page.left(), min(left, page.right() - rect.width())), top)
        if (text, rect) != (self.text, self.rect):
            self.prepareGeometryChange()
            self.text, self.rect = text, rect
            self.update()

    def boundingRect(self) -> QRectF:
        """The words with their patch."""
        return self.rect

    def paint(self, painter: QPainter, *_: object) -> None:
        """On a patch of the surface."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(number_font(self.look))
        text_with_ground(painter, self.rect, self.text, self.look.text, self.look.surface)
