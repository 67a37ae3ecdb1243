"""What a beat rings: a veil over the stage that leaves it out, a ring around it, and a word beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gdviz.base.i18n import spoken
from gdviz.document.frame import Frame
from gdviz.document.tiles import ViewName
from gdviz.look.appearance import Appearance
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.widgets import heading_font, scaled
from gdviz.readings.filled import told
from gdviz.stage.tile import TileFrame
from gdviz.views.common.annotations import RING

VEIL = 30  # of 255: what is not ringed is read as before, at 4.5 : 1 at least
PAINTED = 60  # milliseconds after which views are painted, and what is ringed is in its place
ROUND = 26  # pixels up to which a part has a circle around it, at a type of 1


class PartRing(Struct, frozen=True):
    """A part of the stage, in its pixels, and what is written beside it."""

    rect: QRectF
    text: str = ""


class Rings(Appearance, QWidget):
    """Lies over the stage; the mouse does not feel it."""

    def __init__(self, stage: QWidget, tiles: Mapping[ViewName, TileFrame], rows: QWidget) -> None:
        """Over the `rows` of the stage, in which these tiles stand."""
        super().__init__(stage)
        self.stage, self.tiles, self.rows = stage, tiles, rows
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.rings: tuple[PartRing, ...] = ()
        self._frame: Frame | None = None
        self._painted = QTimer(self, singleShot=True, interval=PAINTED)
        self._painted.timeout.connect(self._show_marks)
        self.hide()

    def show_frame(self, frame: Frame) -> None:
        """Ring what the frame marks, now and once axes have taken their room, which they do when painted."""
        self._frame = frame
        self._show_marks()
        self.soon()

    @Slot()
    def soon(self) -> None:
        """What is ringed has moved: find its place once that is painted."""
        if self._frame is not None and self._frame.marks:
            self._painted.start()

    @Slot()
    def _show_marks(self) -> None:
        """Ring what the frame marks, wherever the views have it now."""
        assert self._frame is not None
        rings, room, marks = [], QRectF(self.rows.geometry()), self._frame.marks
        for mark in marks:
            tile = self.tiles.get(mark.view)
            shown = tile.view.frame if tile is not None and tile.isVisible() else None
            if tile is None or shown is None or shown.marks != marks:
                continue  # it is not there, or to be drawn in another turn
            rect = tile.view.where(mark.part, mark.run)
            if rect is not None:
                corner = tile.view.mapTo(self.stage, QPointF(0, 0)) - room.topLeft()
                text = "" if mark.text is None else told(mark.text.of(spoken()), self._frame.recordings)
                rings.append(PartRing(rect.translated(corner), text))
        self.show_rings(rings, room)

    def show_rings(self, rings: Sequence[PartRing], room: QRectF) -> None:
        """Show these, of which each lies in `room`; nothing without any."""
        if not rings:
            self.rings = ()
            self.hide()
            return
        if self.geometry() != room.toRect():
            self.setGeometry(room.toRect())
        if self.isHidden():
            self.show()
        if tuple(rings) != self.rings:
            self.rings = tuple(rings)
            self.raise_()
            self.update()

    def _shapes(self) -> list[QPainterPath]:
        room, found = scaled(self.look, RING), []
        for ring in self.rings:
            around = ring.rect.adjusted(-room, -room, room, room)
            path = QPainterPath()
            if max(ring.rect.width(), ring.rect.height()) <= scaled(self.look, ROUND):
                size = max(around.width(), around.height())
                path.addEllipse(around.center(), size / 2, size / 2)
            else:
                path.addRoundedRect(
                    around.intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2)), room, room
                )
            found.append(path)
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil, the rings, the words."""
        look, painter = self.look, smooth_painter(self)
        shapes = self._shapes()
        veil = QPainterPath()
        veil.addRect(QRectF(self.rect()))
        for shape in shapes:
            veil = veil.subtracted(shape)
        shade = QColor(look.window)
        shade.setAlpha(VEIL)
        painter.fillPath(veil, shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(heading_font(look, 1.1))
        metrics = QFontMetricsF(painter.font())
        for ring, shape in zip(self.rings, shapes, strict=True):
            for color, width in ((look.surface, 7), (look.accent, 4)):
                painter.setPen(QPen(QColor(color), scaled(look, width)))
                painter.drawPath(shape)
            if ring.text:
                self._write(painter, metrics, ring.text, shape.boundingRect())

    def _write(self, painter: QPainter, metrics: QFontMetricsF, text: str, ring: QRectF) -> None:
        """At the side of the ring that has more room."""
        gap, area = scaled(self.look, 8), QRectF(self.rect())
        width, height = metrics.horizontalAdvance(text) + 2 * gap, metrics.height() + gap / 2
        right = area.right() - ring.right() >= ring.left() - area.left()
        left = ring.right() + gap if right else ring.left() - gap - width
        top = ring.center().y() - height / 2
        fits = area.left() <= left and left + width <= area.right()
        if not fits:  # no room at either side: above, or below
            left = max(area.left(), min(ring.center().x() - width / 2, area.right() - width))
            top = ring.top() - gap - height if ring.top() - gap - height > area.top() else ring.bottom() + gap
        plate = QRectF(left, max(area.top(), min(top, area.bottom() - height)), width, height)
        fill(painter, self.look.surface)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(self.look.accent))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)
