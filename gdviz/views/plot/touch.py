"""What two fingers do on a plot: they zoom and move it. One finger is a mouse to Qt, which a plot knows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from gdviz.views.common.long_press import LongPress, by_finger

if TYPE_CHECKING:
    from gdviz.views.plot.plot import Plot


class Touch(QObject):
    """Listens to the gestures of a plot's viewport.

    Qt makes mouse events of the first finger. While there are two they are kept from the plot, which would
    move under them a second time, or take them for a click.
    """

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot)
        self.plot = plot
        self.pinching = False
        self.press = LongPress()
        self.drag_time = plot.scene().minDragTime
        for gesture in (Qt.GestureType.PinchGesture, Qt.GestureType.TapAndHoldGesture):
            plot.viewport().grabGesture(gesture)
        plot.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom by two fingers."""
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
                event.accept(pinch)
                return True
            held = event.gesture(Qt.GestureType.TapAndHoldGesture)
            if held is not None:
                dragging = bool(self.plot.scene().dragButtons)
                event.setAccepted(held, dragging)  # else it is the tile's
                if self.press.rests:
                    self._forget_press()
                return True
        self.press.look_at(event)
        made = isinstance(event, QMouseEvent) and by_finger(event)
        if event.type() == QEvent.Type.MouseButtonPress:  # a finger trembles: that is no drag, however long
            self.plot.scene().minDragTime = math.inf if made else self.drag_time
        return self.pinching and made and event.type() == QEvent.Type.MouseMove

    def _forget_press(self) -> None:
        """The finger's press is no click; pyqtgraph needs that of a drag until its end."""
        if not self.plot.scene().dragButtons:
            self.plot.scene().clickEvents.clear()

    def _pinch(self, pinch: QPinchGesture) -> None:
        state = Qt.GestureState
        if pinch.state() == state.GestureStarted:
            self.pinching = True
            self._forget_press()
        elif pinch.state() in (state.GestureFinished, state.GestureCanceled):
            self.pinching = False
        else:
            center, last = (
                self.plot.viewport().mapFromGlobal(point)
                for point in (pinch.centerPoint(), pinch.lastCenterPoint())
            )
            self.plot.zoom_at(QPointF(last), QPointF(center), pinch.scaleFactor())
