"""The picture of a map behind everything else in a plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gdviz.views.map.map_work import MapPicture
from gdviz.views.plot.over_plot import OverPlot


class MapImage(OverPlot):
    """Paints a picture where its numbers stand, in pixels of a pyqtgraph ViewBox; on paper as one image."""

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self.picture: MapPicture | None = None
        self._image = QImage()
        self.setZValue(-200)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def show_picture(self, picture: MapPicture | None) -> None:
        """Show this from now on; None for nothing."""
        self.picture = picture
        if picture is None:
            self._image = QImage()
        else:
            height, width = picture.image.shape[:2]
            bits = picture.image.data
            self._image = QImage(bits, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Within the axes."""
        picture = self.picture
        if picture is None:
            return
        rect = self.boundingRect()
        (x0, x1), (y0, y1) = self._box.viewRange()
        across, up = rect.width() / (x1 - x0), rect.height() / (y1 - y0)
        left = rect.left() + (picture.columns.first - x0) * across
        top = rect.bottom() - (picture.rows.last - y0) * up
        width = (picture.columns.last - picture.columns.first) * across
        height = (picture.rows.last - picture.rows.first) * up
        painter.save()
        painter.setClipRect(rect)
        painter.drawImage(QRectF(left, top, width, height), self._image)
        painter.restore()
