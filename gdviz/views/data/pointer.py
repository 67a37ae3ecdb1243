"""Where the hand is on a panel: it may grab a point before the plot pans, and marks show what it means."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gdviz.look.look import LIGHT, Look
from gdviz.look.point_style import PointStyle

Place = tuple[float, float]  # on the axes


class Ghost(Struct, frozen=True):
    """A point that is not there yet."""

    at: Place
    style: PointStyle
    size: float
    faint: bool = False


class PointerMarks(Struct, frozen=True):
    """What is drawn: a ring around a point of `size` pixels, a cross, points to come."""

    ring: Place | None = None
    size: float = 0.0
    cross: Place | None = None
    ghosts: tuple[Ghost, ...] = ()


class Pointer(pg.GraphicsObject):
    """Lies over the box of a panel. Places are on its axes, within what it shows.

    pyqtgraph's scene finds `hoverEvent`, `mouseDragEvent` and `mouseClickEvent` by their names.
    """

    hovered = Signal(int, float, float)  # panel, place
    left = Signal(int)  # the mouse has left the panel
    clicked = Signal(int, float, float, object)  # panel, place, Qt.MouseButton
    dragged = Signal(int, float, float)  # what was grabbed is held here
    dropped = Signal()
    stroked = Signal(int, str, float, float, bool)  # panel, tool, place, whether the stroke ends

    def __init__(self, panel: int, box: Any) -> None:
        super().__init__(box)
        self.panel, self._box = panel, box
        self.look: Look = LIGHT
        self.marks = PointerMarks()
        self.grabs = False  # whether a drag from where the mouse is moves something rather than the axes
        self.tool = "point"  # what a drag does elsewhere: "brush" and "lasso" draw, else the axes move
        self.tools: dict[Qt.KeyboardModifier, str] = {}  # the same with a modifier
        self.group: tuple[Place, ...] = ()  # points that are selected together
        self.outline: tuple[Place, ...] = ()  # the lasso
        self._holding = False
        self._stroke = ""
        self.setZValue(1500)

    def show_marks(self, marks: PointerMarks, look: Look) -> None:
        """Draw these from now on."""
        if (marks, look) != (self.marks, self.look):
            self.marks, self.look = marks, look
            self.update()

    def show_group(self, group: tuple[Place, ...], outline: tuple[Place, ...]) -> None:
        """Ring these points and draw this line around some."""
        if (group, outline) != (self.group, self.outline):
            self.group, self.outline = group, outline
            self.update()

    def boundingRect(self) -> QRectF:
        """The whole box."""
        return QRectF(self._box.rect())

    def place_at(self, position: QPointF) -> Place:
        """The place of the axes at a position of the scene, within what the panel shows."""
        point = self._box.mapSceneToView(position)
        (x0, x1), (y0, y1) = self._box.viewRange()
        return min(max(point.x(), x0), x1), min(max(point.y(), y0), y1)

    def hoverEvent(self, event: Any) -> None:
        """The mouse is over the panel, or no more."""
        if event.isExit():
            self.left.emit(self.panel)
        elif not event.buttons():
            self.hovered.emit(self.panel, *self.place_at(event.scenePos()))

    def mouseClickEvent(self, event: Any) -> None:
        """A click that was no drag."""
        if not event.double():
            event.accept()
            self.clicked.emit(self.panel, *self.place_at(event.scenePos()), event.button())

    def mouseDragEvent(self, event: Any) -> None:
        """Hold what was grabbed; else the plot pans or zooms."""
        if event.isStart():
            self.hovered.emit(self.panel, *self.place_at(event.buttonDownScenePos()))
            left = event.button() == Qt.MouseButton.LeftButton
            tool = self.tools.get(event.modifiers(), "" if self.grabs else self.tool)
            self._stroke = tool if left and tool in self.tools.values() else ""
            self._holding = self.grabs and left and not self._stroke
        if self._stroke:
            event.accept()
            self.stroked.emit(self.panel, self._stroke, *self.place_at(event.scenePos()), event.isFinish())
            return
        if not self._holding:
            event.ignore()
            return
        event.accept()
        self.dragged.emit(self.panel, *self.place_at(event.scenePos()))
        if event.isFinish():
            self._holding = False
            self.dropped.emit()

    def paint(self, painter: QPainter, *_: object) -> None:
        """Points to come, the ring, the cross."""
        marks, look, thin = self.marks, self.look, self.look.thin_width
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ghost in marks.ghosts:
            at = self._pixels(ghost.at)
            painter.setOpacity(0.65 if ghost.faint else 1.0)
            ghost.style.paint(painter, at.x(), at.y(), look, ghost.size)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if marks.ring is not None:
            at, radius = self._pixels(marks.ring), marks.size * 0.5 + 4.0
            for color, width in ((look.surface, 4.0), (look.text, 1.8)):
                painter.setPen(QPen(QColor(color), width * thin))
                painter.drawEllipse(at, radius, radius)
        for color, width in ((look.surface, 4.0), (look.accent, 2.0)):
            painter.setPen(QPen(QColor(color), width * thin))
            for each in self.group:
                painter.drawEllipse(self._pixels(each), radius_of(look), radius_of(look))
        if self.outline:
            painter.setPen(QPen(QColor(look.accent), 1.5 * thin, Qt.PenStyle.DashLine))
            painter.drawPolyline(QPolygonF([self._pixels(each) for each in self.outline]))
        if marks.cross is not None:
            at, arm = self._pixels(marks.cross), 5.0 * look.font_scale
            for color, width in ((look.surface, 3.5), (look.text, 1.5)):
                painter.setPen(QPen(QColor(color), width * thin))
                painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0))
                painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm))

    def _pixels(self, place: Place) -> QPointF:
        point = self._box.mapViewToScene(pg.Point(*place))
        return QPointF(self.mapFromScene(point))


def radius_of(look: Look) -> float:
    """Of the ring around a selected point, in pixels."""
    return 6.0 * look.font_scale
