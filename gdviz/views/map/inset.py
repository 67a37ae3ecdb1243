"""The run under the mouse, step by step, in a corner of the map: its loss, and its parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gdviz.base.arrays import Array
from gdviz.look.look import text_font
from gdviz.look.paint import fill
from gdviz.views.common.over_plot import OverPlot
from gdviz.views.map.run_course import RunCourse

SHARE = (0.44, 0.34)  # of the plot, across and up
SMALLEST = 40.0  # pixels: in a smaller plot there is no room
DECADES = 12.0  # below the highest loss that are shown


class RunInset(OverPlot):
    """Curves upon a patch, painted in the pixels of a pyqtgraph ViewBox: the loss, on a logarithmic scale
    unless it is below zero, and the one parameter against the step, or the way of two."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, 1800)
        self.losses: Array = np.empty(0)
        self.path: Array = np.empty((0, 2))
        self._names: tuple[str, ...] = ()  # of the parameters; none of a model, which has too many
        self._left = self._top = True  # in which corner
        self.hide()

    def show_course(self, course: RunCourse, pointer: QPointF, words: QRectF) -> None:
        """Show a run as far as can be from the pointer and beside `words`."""
        self.losses, self._names = course.losses[np.isfinite(course.losses)], course.names
        self.path = course.path
        self.keep_off(pointer, words)

    def keep_off(self, pointer: QPointF, words: QRectF) -> None:
        """Take the corner that is farthest from the pointer and free of `words`; where none is, nothing."""
        middle = self.boundingRect().center()
        left, top = pointer.x() > middle.x(), pointer.y() > middle.y()
        for corner in ((left, top), (not left, top), (left, not top), (not left, not top)):
            self._left, self._top = corner
            if free := not self.patch.intersects(words):
                break
        room = min(self.patch.width(), self.patch.height()) >= SMALLEST
        self.setVisible(free and room and len(self.losses) > 1)
        self.update()

    @property
    def patch(self) -> QRectF:
        """Where it stands."""
        area = self.boundingRect()
        patch = QRectF(0, 0, SHARE[0] * area.width(), SHARE[1] * area.height())
        gap = 0.6 * self.look.marker_size
        patch.moveLeft(area.left() + gap if self._left else area.right() - patch.width() - gap)
        patch.moveTop(area.top() + gap if self._top else area.bottom() - patch.height() - gap)
        return patch

    def paint(self, painter: QPainter, *_: object) -> None:
        """The patch, and two curves with their titles."""
        patch, font = self.patch, text_font(self.look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, self.look.surface, 235)
        painter.drawRoundedRect(patch, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font)
        line = QFontMetricsF(font).height()
        wide = patch.width() / (2 if self._names else 1)
        room = QRectF(patch.left(), patch.top(), wide, patch.height()).adjusted(8, 3, -8, -8)
        for title, points in zip(self.titles(room.width()), (self.loss_points(), self.path), strict=False):
            painter.setPen(QColor(self.look.muted))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), title)
            painter.setPen(QPen(QColor(self.look.text), 0.9 * self.look.curve_width))
            painter.drawPolyline(_fitted(points, room.adjusted(0, line + 5, 0, 0)))
            room.translate(wide, 0)

    def titles(self, room: float) -> list[str]:
        """Of the curves, each in so many pixels."""
        comma = QCoreApplication.translate("labels", ", ")
        steps = QCoreApplication.translate("MapView", "step by step")
        metrics = QFontMetricsF(text_font(self.look))

        def against_step(name: str) -> str:
            whole = comma.join([name, steps])
            return whole if metrics.horizontalAdvance(whole) <= room else name

        titles = [against_step(QCoreApplication.translate("MapView", "loss"))]
        if self._names:
            one = len(self._names) == 1
            titles.append(against_step(self._names[0]) if one else comma.join(self._names[:2]))
        return titles

    def loss_points(self) -> Array:
        """The logarithm of the loss against the step; of one below zero the loss itself."""
        highest = max(float(self.losses.max()), 1e-300)
        if self.losses.min() < -1e-5 * highest:
            return np.column_stack([np.arange(len(self.losses)), self.losses])
        lowest = max(float(self.losses.min()), highest * 10.0**-DECADES)
        return np.column_stack([np.arange(len(self.losses)), np.log10(np.clip(self.losses, lowest, highest))])


def _fitted(points: Array, room: QRectF) -> QPolygonF:
    """Points ``(points, 2)`` as they fill the room."""
    if not len(points):
        return QPolygonF()
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    share = (points - low) / np.where(size > 0, size, 1.0)
    x = room.left() + share[:, 0] * room.width()
    y = room.bottom() - share[:, 1] * room.height()
    return QPolygonF([QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)])
