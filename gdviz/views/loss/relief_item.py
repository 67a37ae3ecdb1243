"""What is painted of a landscape at an angle: its picture, contours, edges and numbers; a hand turns it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject, QGraphicsSceneWheelEvent

from gdviz.base.arrays import Array
from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.views.loss.relief import Relief, Sight
from gdviz.views.loss.relief_axes import ReliefEdge, ReliefWords, edges_of, written_on

WHEEL = 1.0015  # of the size, for each unit that a wheel turns


class ReliefItem(QGraphicsObject):
    """Behind all else in a pyqtgraph ViewBox, in its pixels. A drag beside the marks turns it.

    pyqtgraph's scene finds `hoverEvent` and `mouseDragEvent` by their names.
    """

    turned = Signal(float, float)  # a hand moves so many pixels to the right and down
    released = Signal()
    scaled = Signal(float, QPointF)  # the wheel: how much more is to be seen, around which pixel

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self.relief: Relief | None = None
        self.titles = ("", "", "")
        self.words: list[ReliefWords] = []
        self._covered: tuple[QRectF, ...] = ()  # by other words, in the box's pixels
        self._ticks: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self._edges: list[ReliefEdge] = []
        self._image = QImage()
        self._lines = QPainterPath()
        self._outline = QPainterPath()
        self.setZValue(-200)
        self.setVisible(False)

    def show_relief(self, relief: Relief | None, lines: Array, outline: Array) -> None:
        """Show this with its contours and its outline: points ``(points, 2)`` in pixels, NaN between them."""
        self.relief = relief
        self._lines, self._outline = (_path(each) for each in (lines, outline))
        self.words, self._ticks, self._edges = [], [], []
        if relief is not None:
            self._image = _image(relief)
            metrics = QFontMetricsF(number_font(self.look))
            sizes = {"": (0.0, metrics.height())}

            def ink(text: str) -> tuple[float, float]:
                return sizes.setdefault(text, (metrics.horizontalAdvance(text) + 6, metrics.height()))

            sight = relief.sight
            self._edges = list(edges_of(sight, relief.terrain, self.titles))
            self._ticks, self.words = written_on(self._edges, ink, sight.width, sight.height)
        self.update()

    def set_covered(self, covered: Iterable[QRectF]) -> None:
        """Where other words stand: a number of which a part would be hidden is left out."""
        self._covered = tuple(covered)
        self.update()

    @property
    def shown_words(self) -> list[ReliefWords]:
        """The numbers and titles at the edges that nothing covers."""
        corner = self.boundingRect().topLeft()
        rects = [rect.translated(-corner) for rect in self._covered]
        return [word for word in self.words if not any(_rect(word).intersects(rect) for rect in rects)]

    @Slot(object, object)
    def take(self, sight: Sight, relief: Relief) -> None:
        """A finer picture of the same has come."""
        if self.relief is not None and self.relief.sight is sight:
            self.relief, self._image = relief, _image(relief)
            self.update()

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return QRectF(self._box.rect())

    def paint(self, painter: QPainter, *_: object) -> None:
        """The picture as one image, on paper too; lines and words over it."""
        if self.relief is None:
            return
        look, rect = self.look, self.boundingRect()
        painter.save()
        painter.translate(rect.topLeft())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.relief.ratio
        size = QRectF(0, 0, self._image.width() / ratio, self._image.height() / ratio)
        painter.drawImage(size, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ground = blend(look.muted, look.surface, 0.55)
        painter.setPen(QPen(QColor(ground), look.thin_width))
        painter.drawPath(self._lines)
        painter.setPen(QPen(QColor(look.muted), look.thin_width))
        painter.drawPath(self._outline)
        painter.drawLines([QLineF(QPointF(*begin), QPointF(*end)) for begin, end in self._ticks])
        upright = self._edges[-1]
        painter.drawLine(QPointF(*upright.begin), QPointF(*upright.end))
        painter.setFont(number_font(look))
        for word in self.shown_words:
            painter.drawText(_rect(word), int(Qt.AlignmentFlag.AlignCenter), word.text)
        painter.restore()

    # -- the hand; pyqtgraph's scene calls the first two ---------------------------------------------------

    def hoverEvent(self, event: Any) -> None:
        """Claim drags of the left button that no mark claims, before the plot pans."""
        if not event.isExit():
            event.acceptDrags(Qt.MouseButton.LeftButton)

    def mouseDragEvent(self, event: Any) -> None:
        """Turn along with the hand."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        moved = event.pos() - event.lastPos()
        self.turned.emit(float(moved.x()), float(moved.y()))
        if event.isFinish():
            self.released.emit()

    def wheelEvent(self, event: QGraphicsSceneWheelEvent) -> None:
        """Show more or less of the landscape."""
        event.accept()
        self.scaled.emit(WHEEL ** -event.delta(), event.pos() - self.boundingRect().topLeft())


def _rect(word: ReliefWords) -> QRectF:
    return QRectF(word.x - word.width / 2, word.y - word.height / 2, word.width, word.height)


def _image(relief: Relief) -> QImage:
    """The picture, which must outlive it."""
    rows, columns = relief.image.shape
    return QImage(relief.image.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)


def _path(points: Array) -> QPainterPath:
    if not len(points):
        return QPainterPath()
    path: QPainterPath = pg.arrayToQPath(
        np.ascontiguousarray(points[:, 0]), np.ascontiguousarray(points[:, 1]), connect="finite"
    )
    return path
