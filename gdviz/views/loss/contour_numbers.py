"""The numbers of contours: above the lines of a landscape, and none where a path, a mark or words are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gdviz.base.arrays import Array
from gdviz.look.look import ink
from gdviz.look.paint import fill
from gdviz.views.common.over_plot import OverPlot
from gdviz.views.loss.contours import ContourLabel, Contours

APART = 3.0  # pixels between a number and what it leaves free


class ContourNumbers(OverPlot):
    """Paints the numbers of `contours` in the same ViewBox."""

    def __init__(self, contours: Contours, box: Any) -> None:
        super().__init__(box, 6)  # above whatever is drawn by pyqtgraph, below annotations
        self.contours = contours
        self._covered: tuple[QRectF, ...] = ()
        self._crossed: Array = np.empty((0, 2))

    def leave_free(self, covered: Iterable[QRectF], crossed: Array) -> None:
        """Write no number on these rectangles, nor on these points ``(points, 2)``, in pixels of the box."""
        self._covered, self._crossed = tuple(covered), crossed
        self.update()

    def shown(self) -> Iterator[tuple[ContourLabel, QRectF]]:
        """The numbers that have their place for themselves, each with its plate around (0, 0)."""
        metrics = QFontMetricsF(self.contours.number_font())
        apart = APART + self.contours.look.curve_width  # half of the thickest line, with its edge
        for label in self.contours.labels:
            width, height = metrics.horizontalAdvance(label.text) + 6, metrics.height() * 0.9
            turn = math.radians(label.angle)
            along, up = math.cos(turn), math.sin(turn)
            reach = abs(along) * width + abs(up) * height, abs(up) * width + abs(along) * height
            around = QRectF(label.x - reach[0] / 2, label.y - reach[1] / 2, *reach)
            x, y = self._crossed[:, 0] - label.x, self._crossed[:, 1] - label.y
            beside = np.abs(along * x + up * y) > width / 2 + apart
            beside |= np.abs(along * y - up * x) > height / 2 + apart
            if beside.all() and not any(around.intersects(rect) for rect in self._covered):
                yield label, QRectF(-width / 2, -height / 2, width, height)

    def paint(self, painter: QPainter, *_: object) -> None:
        """Each on a plate in the color of its height."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.contours.number_font())
        for label, plate in self.shown():
            painter.save()
            painter.translate(label.x, label.y)
            painter.rotate(label.angle)
            fill(painter, label.plate)
            painter.drawRoundedRect(plate, 3, 3)
            painter.setPen(QColor(ink(self.contours.look.muted, label.plate)))
            painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), label.text)
            painter.restore()
