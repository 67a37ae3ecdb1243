"""The picture of a map behind everything else in a plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from gdviz.views.common.over_plot import OverPlot
from gdviz.views.map.map_work import MapPicture


class MapImage(OverPlot):
    """Paints a picture where its numbers stand, in pixels of a pyqtgraph ViewBox; on paper as one image."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, -200)
        self.picture: MapPicture | None = None
        self._image = QImage()

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

    def paint(self, painter: QPainter, *_: object) -> None:
        """Within the axes."""
        picture = self.picture
        if picture is None:
            return
        left, top = self.place(picture.columns.first, picture.rows.last)
        right, bottom = self.place(picture.columns.last, picture.rows.first)
        painter.save()
        painter.setClipRect(self.area)
        painter.drawImage(QRectF(left, top, right - left, bottom - top), self._image)
        painter.restore()
