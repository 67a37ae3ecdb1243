"""The sheet of glass over the stage, and what is said and asked beside it, that a pen draws on."""

from __future__ import annotations

import time
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget
from shiboken6 import isValid

from gdviz.app.pen.beneath import HELD, below, pass_on, roll, tap
from gdviz.stage.anchors import Anchor, Surface, anchor_at, place_of, plot_at
from gdviz.stage.stage import Stage
from gdviz.stage.strokes import COLORS, Places, Stroke, paint_strokes, pen_width, reach, touches

Tool = Literal["", "pen", "fading", "eraser"]
TICK = 40  # ms between two pictures of a stroke that fades
ERASER = 14.0  # pixels around the hand, at a type of 1


class PenLayer(QWidget):
    """Lies over a surface while there are strokes; takes the mouse only while a tool is in the hand.

    Only what changes is painted again: the last piece of a line, a stroke that fades or is rubbed out.
    What is moved or written in below acts as ever, and so does a tap on a button: a line can go over it.
    """

    drawn = Signal(object)  # the strokes, after a hand has changed them
    faded = Signal(object)  # the strokes that are left, after some have gone by themselves

    def __init__(self, stage: Stage, surface: Surface) -> None:
        super().__init__(surface.widget)
        self.stage, self.surface = stage, surface
        self.tool: Tool = ""
        self.color = COLORS[0]
        self.strokes: tuple[Stroke, ...] = ()
        self._line: tuple[Stroke, ...] = ()  # in the making: a stroke for each place that it has come to
        self._below: QWidget | None = None  # a control that the hand is on
        self._last = QPointF()
        self._rubbing = False
        self._places: Places = {}  # where all was painted
        self.clock = QTimer(self, interval=TICK)
        self.clock.timeout.connect(self._fade)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        surface.widget.installEventFilter(self)
        stage.arranged.connect(self.raise_)
        self.set_tool("")

    # -- what is shown -------------------------------------------------------------------------------------

    def set_tool(self, tool: Tool) -> None:
        """Take a tool into the hand, or lay it down."""
        self.tool = tool
        self._line, self._below = (), None
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
            self.setGeometry(self.surface.widget.rect())
            self.raise_()
        self.setVisible(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the surface, and over all of it."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.surface.widget.rect())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return False

    def _update(self, stroke: Stroke) -> None:
        place = place_of(self.surface, stroke.anchor)
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
        if self._line:  # the first finger began it
            self._line = ()
            self.update()
        self._below = None
        center, last = (self.mapFromGlobal(at) for at in (pinch.centerPoint(), pinch.lastCenterPoint()))
        plot = plot_at(self.surface, center)
        if plot is not None and pinch.state() == Qt.GestureState.GestureUpdated:
            seen = plot.viewport()
            was, here = (seen.mapFrom(self.surface.widget, at) for at in (last, center))
            plot.zoom_at(was, here, pinch.scaleFactor())
        event.accept(pinch)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a line, or to rub out; or take hold of what lies below."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._last = event.position()
        self._below = below(self, self._last.toPoint())
        if isinstance(self._below, HELD):
            pass_on(event, self._below)
        elif self.tool == "eraser":
            self._rubbing = True
            self._rub(self._last)
        else:
            self._line = (Stroke(anchor_at(self.surface, self._last), QPainterPath(), self.color),)
            self._extend(self._last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        point, far = event.position(), (event.position() - self._last).manhattanLength()
        held = self._held()
        if isinstance(held, HELD):
            pass_on(event, held)
            return
        if held is not None and far < QApplication.startDragDistance():
            return  # a hand that taps is never quite still
        self._below = None
        if self._rubbing:
            self._rub(point)
        elif self._line and far >= 1:
            self._extend(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The line is done; one that never moved is a dot, or a tap on a button."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._rubbing = False
        held, self._below = self._held(), None
        if self._line and held is None and self._line[0].path.elementCount() == 1:
            self._extend(self._last + QPointF(0.5, 0))
        line, self._line = self._line, ()
        if isinstance(held, HELD):
            pass_on(event, held)
        elif held is not None:
            self.update()  # without the dot
            tap(event, held)
        elif line:
            if self.tool == "fading":
                line = tuple(replace(piece, drawn=time.monotonic()) for piece in line)
            self.show_strokes((*self.strokes, *line))
            self.drawn.emit(self.strokes)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What lies below scrolls or zooms."""
        roll(event, self)

    def _held(self) -> QWidget | None:
        """The control that the hand is on, while it is there: a part that begins by itself has others."""
        return self._below if self._below is not None and isValid(self._below) else None

    def _extend(self, point: QPointF) -> None:
        """Draw on to a point; what is drawn from it on belongs to the plot or part that it has come to."""
        anchor = anchor_at(self.surface, point)
        self._add(point)
        if self._line and anchor not in (self._line[-1].anchor, Anchor(self._line[-1].anchor.view)):
            self._line = (*self._line, Stroke(anchor, QPainterPath(), self.color))
            self._add(self._last)
            self._add(point)
        width = pen_width(self.stage.look)
        piece = QRectF(self._last, point).normalized().adjusted(-width, -width, width, width)
        self._last = point
        self.update(piece.toAlignedRect())

    def _add(self, point: QPointF) -> None:
        place = place_of(self.surface, self._line[-1].anchor)
        if place is None:
            return
        back, _ = place.transform.inverted()
        path = self._line[-1].path
        (path.lineTo if path.elementCount() else path.moveTo)(back.map(point))

    def _rub(self, point: QPointF) -> None:
        radius = ERASER * self.stage.look.font_scale
        kept = []
        for stroke in self.strokes:
            place = place_of(self.surface, stroke.anchor)
            if place is None or not touches(stroke, place, point, radius):
                kept.append(stroke)
        if len(kept) < len(self.strokes):
            self.show_strokes(tuple(kept))
            self.drawn.emit(self.strokes)

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes that reach into what is to be painted, where their anchors are now."""
        painter = QPainter(self)
        strokes = (*self.strokes, *self._line)
        places = paint_strokes(painter, self.surface, strokes, QRectF(event.rect()), time.monotonic())
        painter.end()
        if any(places.get(anchor, place) != place for anchor, place in self._places.items()):
            self.update()  # axes have moved: strokes stay on their curves everywhere, not in this part only
        self._places = places
