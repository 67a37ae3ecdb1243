"""Which classes are taken for which: a cell for each true and predicted class, with its count."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdviz.base.arrays import Array
from gdviz.look.class_colors import QUIET, class_colors
from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.notation.numbers import number, percent


class ConfusionMatrix(pg.GraphicsObject):
    """Fills a box whose axes count classes: true ones upwards, the first on top, predicted ones across."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self.counts: Array = np.zeros((0, 0), np.int64)
        self.setZValue(10)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_counts(self, counts: Array, look: Look) -> None:
        """Show ``counts[true, predicted]`` from now on."""
        if look != self.look or not np.array_equal(counts, self.counts):
            self.counts, self.look = counts, look
            self.update()

    def boundingRect(self) -> QRectF:
        """The whole box."""
        return QRectF(self._box.rect())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Each cell in its true class's colour, the stronger the larger its share of the class."""
        look, counts, classes = self.look, self.counts, len(self.counts)
        if not classes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, box = class_colors(look, classes), self.boundingRect()
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        width, height = box.width() / classes, box.height() / classes
        painter.setFont(number_font(look))
        for true in range(classes):
            for taken in range(classes):
                cell = QRectF(box.left() + taken * width, box.top() + true * height, width, height)
                strength = QUIET[look.scales] * float(shares[true, taken]) ** 0.5
                painter.fillRect(cell, QColor(blend(look.surface, colors[true], min(1.0, 1.35 * strength))))
                painter.setPen(QPen(QColor(look.surface), 2.0 * look.thin_width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(cell)
                self._write(painter, cell, int(counts[true, taken]), float(shares[true, taken]))
                if true == taken:
                    painter.setPen(QPen(QColor(look.text), look.thin_width))
                    inset = 1.5 * look.thin_width
                    painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))

    def _write(self, painter: QPainter, cell: QRectF, count: int, share: float) -> None:
        """The count, and its share where there is room; nothing where it would be cut."""
        look, metrics, text = self.look, QFontMetricsF(painter.font()), number(count)
        if cell.width() <= metrics.horizontalAdvance(text):
            return
        if cell.height() > 2.6 * metrics.height() and cell.width() > metrics.horizontalAdvance("100.0%"):
            text += f"\n{percent(share, 0)}"
        painter.setPen(QColor(look.text if count else look.muted))
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), text)


__all__ = ["ConfusionMatrix"]
