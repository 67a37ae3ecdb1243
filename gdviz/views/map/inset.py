"""The loss of the run under the mouse, step by step, in a corner of the map."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gdviz.base.arrays import Array
from gdviz.look.look import LIGHT, Look, text_font

SHARE = (0.34, 0.3)  # of the plot, across and up
SMALLEST = 40.0  # pixels: in a smaller plot there is no room
DECADES = 12.0  # below the highest loss that are shown


class LossInset(QGraphicsItem):
    """A curve on a logarithmic scale, upon a patch; painted in the pixels of a pyqtgraph ViewBox."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self.losses: Array = np.empty(0)
        self._left = self._top = True  # in which corner
        self.setZValue(1800)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Take colors and type."""
        self.look = look
        self.update()

    def show_losses(self, losses: Array, pointer: QPointF) -> None:
        """Show these, row by row, in the corner that is farthest from the pointer; nothing for none."""
        self.losses = losses[np.isfinite(losses)].astype(float)
        middle = self.boundingRect().center()
        self._left, self._top = pointer.x() > middle.x(), pointer.y() > middle.y()
        self.setVisible(len(self.losses) > 1 and min(self._patch.width(), self._patch.height()) >= SMALLEST)
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole plot: it may lie in any corner."""
        return QRectF(self._box.rect())

    def shape(self) -> QPainterPath:
        """Nothing: the mouse reaches the plot."""
        return QPainterPath()

    @property
    def _patch(self) -> QRectF:
        area = self.boundingRect()
        patch = QRectF(0, 0, SHARE[0] * area.width(), SHARE[1] * area.height())
        gap = 0.6 * self.look.marker_size
        patch.moveLeft(area.left() + gap if self._left else area.right() - patch.width() - gap)
        patch.moveTop(area.top() + gap if self._top else area.bottom() - patch.height() - gap)
        return patch

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """The patch, its title and the curve."""
        patch, font = self._patch, text_font(self.look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self.look.surface)
        ground.setAlpha(235)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(patch, 4, 4)
        painter.setFont(font)
        painter.setPen(QColor(self.look.muted))
        line = QFontMetricsF(font).height()
        title = QCoreApplication.translate("MapView", "loss, step by step")
        room = patch.adjusted(8, 3, -8, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), title)
        painter.setPen(QPen(QColor(self.look.text), 0.9 * self.look.curve_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._curve(patch.adjusted(8, line + 8, -8, -8)))

    def _curve(self, room: QRectF) -> QPolygonF:
        highest = max(float(self.losses.max()), 1e-300)
        lowest = max(float(self.losses.min()), highest * 10.0**-DECADES)
        heights = np.log10(np.clip(self.losses, lowest, highest) / lowest)
        share = heights / (float(heights.max()) or 1.0)
        x = room.left() + np.linspace(0.0, room.width(), len(share))
        y = room.bottom() - share * room.height()
        return QPolygonF([QPointF(*point) for point in zip(x.tolist(), y.tolist(), strict=True)])


__all__ = ["LossInset"]
