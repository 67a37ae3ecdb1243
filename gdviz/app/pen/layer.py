"""The sheet of glass over the stage that a pen draws on."""

from __future__ import annotations

import time
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from gdviz.stage.anchors import anchor_at, place_of, plot_at
from gdviz.stage.stage import Stage
from gdviz.stage.strokes import COLORS, Places, Stroke, paint_strokes, pen_width, reach, touches

Tool = Literal["", "pen", "fading", "eraser"]
TICK = 40  # ms between two pictures of a stroke that fades
ERASER = 14.0  # pixels around the hand, at a type of 1


class PenLayer(QWidget):
    """Lies over the stage while there are strokes; takes the mouse only while a tool is in the hand.

    Only what changes is painted again: the last piece of a line, a stroke that fades or is rubbed out.
    """

    drawn = Signal(object)  # the strokes, after a hand has changed them
    faded = Signal(object)  # the strokes that are left, after some have gone by themselves

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.stage = stage
        self.tool: Tool = ""
        self.color = COLORS[0]
        self.strokes: tuple[Stroke, ...] = ()
        self._line: Stroke | None = None  # in the making
        self._last = QPointF()
        self._rubbing = False
        self._places: Places = {}  # where all was painted
        self.clock = QTimer(self, interval=TICK)
        self.clock.timeout.connect(self._fade)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        stage.installEventFilter(self)
        stage.arranged.connect(self.raise_)
        self.set_tool("")

    # -- what is shown -------------------------------------------------------------------------------------

    def set_tool(self, tool: Tool) -> None:
        """Take a tool into the hand, or lay it down."""
        self.tool = tool
        self._line = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not tool)
        self.setCursor(Qt.CursorShape.PointingHandCursor if tool == "eraser" else Qt.CursorShape.CrossCursor)
        self._show()

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show these; what differs is painted again."""
        changed = set(strokes) ^ set(self.strokes)
        self.strokes = strokes
        self._show()
        for stroke in changed:
            self._update(stroke)
        if any(stroke.opacity(time.monotonic() + 60) < 1 for stroke in strokes):
            self.clock.start()

    def _show(self) -> None:
        wanted = bool(self.tool or self.strokes)
        if wanted and self.isHidden():
            self.setGeometry(self.stage.rect())
            self.raise_()
        self.setVisible(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the stage."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.stage.rect())
        return False

    def _update(self, stroke: Stroke) -> None:
        place = place_of(self.stage, stroke.anchor)
        if place is not None:
            area = reach(place.transform.map(stroke.path), pen_width(self.stage.look))
            self.update(area.intersected(place.clip).toAlignedRect())

    @Slot()
    def _fade(self) -> None:
        now = time.monotonic()
        left = tuple(stroke for stroke in self.strokes if stroke.opacity(now) > 0)
        for stroke in self.strokes:
            if stroke.opacity(now) < 1:
                self._update(stroke)
        if left != self.strokes:
            self.strokes = left
            self.faded.emit(left)
            self._show()
        if all(stroke.opacity(now + 60) == 1 for stroke in left):
            self.clock.stop()

    # -- the hand ------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Two fingers draw nothing: they zoom and move the plot below."""
        pinch = event.gesture(Qt.GestureType.PinchGesture) if isinstance(event, QGestureEvent) else None
        if not isinstance(event, QGestureEvent) or not isinstance(pinch, QPinchGesture):
            return super().event(event)
        if self._line is not None:  # the first finger began it
            self._line = None
            self.update()
        center, last = (self.mapFromGlobal(at) for at in (pinch.centerPoint(), pinch.lastCenterPoint()))
        plot = plot_at(self.stage, center)
        if plot is not None and pinch.state() == Qt.GestureState.GestureUpdated:
            seen = plot.viewport()
            plot.zoom_at(
                seen.mapFrom(self.stage, last), seen.mapFrom(self.stage, center), pinch.scaleFactor()
            )
        event.accept(pinch)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a line, or to rub out."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._last = event.position()
        if self.tool == "eraser":
            self._rubbing = True
            self._rub(self._last)
        else:
            self._line = Stroke(anchor_at(self.stage, self._last), QPainterPath(), self.color)
            self._extend(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        point = event.position()
        if self._rubbing:
            self._rub(point)
        elif self._line is not None and (point - self._last).manhattanLength() >= 1:
            self._extend(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The line is done; one that never moved is a dot."""
        self._rubbing = False
        line, self._line = self._line, None
        if line is None or line.path.elementCount() == 0:
            return
        if line.path.elementCount() == 1:
            self._line = line
            self._extend(self._last + QPointF(0.5, 0))
            self._line = None
        if self.tool == "fading":
            line = replace(line, drawn=time.monotonic())
        self.show_strokes((*self.strokes, line))
        self.drawn.emit(self.strokes)

    def _extend(self, point: QPointF) -> None:
        assert self._line is not None
        place = place_of(self.stage, self._line.anchor)
        if place is None:
            return
        back, _ = place.transform.inverted()
        path = self._line.path
        if path.elementCount() == 0:
            path.moveTo(back.map(point))
        else:
            path.lineTo(back.map(point))
        width = pen_width(self.stage.look)
        piece = QRectF(self._last, point).normalized().adjusted(-width, -width, width, width)
        self._last = point
        self.update(piece.toAlignedRect())

    def _rub(self, point: QPointF) -> None:
        radius = ERASER * self.stage.look.font_scale
        kept = []
        for stroke in self.strokes:
            place = place_of(self.stage, stroke.anchor)
            if place is None or not touches(stroke, place, point, radius):
                kept.append(stroke)
        if len(kept) < len(self.strokes):
            self.show_strokes(tuple(kept))
            self.drawn.emit(self.strokes)

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes that reach into what is to be painted, where their anchors are now."""
        painter = QPainter(self)
        strokes = (*self.strokes, *([self._line] if self._line is not None else []))
        places = paint_strokes(painter, self.stage, strokes, QRectF(event.rect()), time.monotonic())
        painter.end()
        if any(places.get(anchor, place) != place for anchor, place in self._places.items()):
            self.update()  # axes have moved: strokes stay on their curves everywhere, not in this part only
        self._places = places
