"""The base of what is drawn over a whole plot, in its pixels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem


class OverPlot(QGraphicsItem):
    """An item as large as a pyqtgraph ViewBox, through which the mouse reaches what is below."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return QRectF(self._box.rect())

    def shape(self) -> QPainterPath:
        """Nothing, for the mouse."""
        return QPainterPath()
