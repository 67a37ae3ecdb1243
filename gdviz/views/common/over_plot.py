"""The base of what is painted over a whole plot, in its pixels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem

from gdviz.look.look import LIGHT, Look


class OverPlot(QGraphicsItem):
    """An item as large as a pyqtgraph ViewBox, through which the mouse reaches what is below."""

    def __init__(self, box: Any, height: float) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self.setZValue(height)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.look = look
        self.update()

    @property
    def area(self) -> QRectF:
        """The plot, in pixels of the box."""
        return QRectF(self._box.rect())

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return self.area

    def shape(self) -> QPainterPath:
        """Nothing, for the mouse."""
        return QPainterPath()

    def place(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Where a point of the data lies, or an array of points, in pixels of the box."""
        return in_pixels(self._box.rect(), self._box.viewRange(), x, y)


def in_pixels(area: QRectF, ranges: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """Where a point of the data lies, or an array of points, on an area that shows these ranges."""
    (x0, x1), (y0, y1) = ranges
    across = (x - x0) / (x1 - x0) * area.width()
    up = (y - y0) / (y1 - y0) * area.height()
    return area.left() + across, area.bottom() - up
