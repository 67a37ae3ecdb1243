"""The handle by which a hand moves the start of a run, or all of it, on the plot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject

from gdviz.look.look import LIGHT, Look


class StartHandle(QGraphicsObject):
    """A ring around the start, in pixels of a pyqtgraph ViewBox; the ball may lie within it.

    pyqtgraph's scene finds `hoverEvent` and `mouseDragEvent` by their names.
    """

    moved = Signal(float, float)  # where the hand is, in data coordinates, within the visible ranges
    released = Signal()

    def __init__(self, box: Any) -> None:
        super().__init__(box)
        self._box = box
        self.look: Look = LIGHT
        self.color = LIGHT.accent
        self.dragging = False
        self._hovered = False
        self.setZValue(1500)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def set_look(self, look: Look, color: str) -> None:
        """Take the width of lines, and the colour of the run."""
        if (look, color) != (self.look, self.color):
            self.prepareGeometryChange()
            self.look, self.color = look, color
            self.update()

    @property
    def radius(self) -> float:
        """Of the ring, in pixels."""
        return self.look.marker_size * 0.78 + 3.5 * self.look.thin_width + 2.5

    def boundingRect(self) -> QRectF:
        """The ring and its line."""
        reach = self.radius + 2 * self.look.curve_width
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def shape(self) -> QPainterPath:
        """The whole disc can be held, with a little around it."""
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), self.radius + 3, self.radius + 3)
        return path

    def paint(self, painter: QPainter, *_: object) -> None:
        """A ring, stronger under the hand, with a light edge so that it stands out from contours."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach, room = self.boundingRect().bottom(), QRectF(self._box.rect())
        # Whole at the top and the right of the box, and off the numbers of its axes.
        painter.setClipRect(self.mapRectFromParent(room.adjusted(0, -reach, reach, 0)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        held = self.dragging or self._hovered
        width = self.look.thin_width * (2.6 if held else 1.8)
        for color, extra in ((self.look.surface, 2.0), (self.color, 0.0)):
            painter.setPen(QPen(QColor(color), width + extra))
            painter.drawEllipse(QPointF(0, 0), self.radius, self.radius)

    # -- pyqtgraph's scene calls these ---------------------------------------------------------------------

    def hoverEvent(self, event: Any) -> None:
        """Claim drags of the left button before the plot pans."""
        hovered = not event.isExit() and event.acceptDrags(Qt.MouseButton.LeftButton)
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def mouseDragEvent(self, event: Any) -> None:
        """Tell where the hand is until it lets go."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if event.isStart():
            self.dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        point = self._box.mapSceneToView(event.scenePos())
        (x0, x1), (y0, y1) = self._box.viewRange()
        self.moved.emit(min(max(point.x(), x0), x1), min(max(point.y(), y0), y1))
        if event.isFinish():
            self.dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.update()
            self.released.emit()
