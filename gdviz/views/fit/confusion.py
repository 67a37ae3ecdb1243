"""Which classes are taken for which: a cell for each true and predicted class, with its count."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from gdviz.base.arrays import Array
from gdviz.look.class_colors import QUIET, class_colors
from gdviz.look.look import Look, blend, number_font
from gdviz.notation.numbers import number, percent
from gdviz.views.common.over_plot import OverPlot

SMALLEST = 0.7  # of the usual type: what is smaller can't be read


class ConfusionMatrix(OverPlot):
    """Fills a box whose axes count classes: true ones upwards, the first on top, predicted ones across."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, 10)
        self.counts: Array = np.zeros((0, 0), np.int64)

    def show_counts(self, counts: Array, look: Look) -> None:
        """Show ``counts[true, predicted]`` from now on."""
        if look != self.look or not np.array_equal(counts, self.counts):
            self.counts, self.look = counts, look
            self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Each cell in its true class's colour, the stronger the larger its share of the class."""
        look, counts, classes = self.look, self.counts, len(self.counts)
        if not classes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, box = class_colors(look, classes), self.boundingRect()
        shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        width, height = box.width() / classes, box.height() / classes
        font = fitting_font(counts, look, width, height)
        for true in range(classes):
            for taken in range(classes):
                cell = QRectF(box.left() + taken * width, box.top() + true * height, width, height)
                strength = QUIET[look.scales] * float(shares[true, taken]) ** 0.5
                painter.fillRect(cell, QColor(blend(look.surface, colors[true], min(1.0, 1.35 * strength))))
                painter.setPen(QPen(QColor(look.surface), 2.0 * look.thin_width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(cell)
                if font is not None:
                    painter.setFont(font)
                    self._write(painter, cell, int(counts[true, taken]), float(shares[true, taken]))
                if true == taken:
                    painter.setPen(QPen(QColor(look.text), look.thin_width))
                    inset = 1.5 * look.thin_width
                    painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))

    def _write(self, painter: QPainter, cell: QRectF, count: int, share: float) -> None:
        """The count, and its share where there is room."""
        look, metrics, text = self.look, QFontMetricsF(painter.font()), number(count)
        if cell.height() > 2.6 * metrics.height() and cell.width() > metrics.horizontalAdvance("100.0%"):
            text += f"\n{percent(share, 0)}"
        painter.setPen(QColor(look.text if count else look.muted))
        painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), text)


def fitting_font(counts: Array, look: Look, width: float, height: float) -> QFont | None:
    """The type in which each count has room in its cell; None where it would be too small to be read."""
    metrics = QFontMetricsF(number_font(look))
    widest = max(map(metrics.horizontalAdvance, map(number, counts.ravel().tolist())))
    scale = min(1.0, (width - 4 * look.thin_width) / widest, height / metrics.height())
    return number_font(look, scale) if scale >= SMALLEST else None
