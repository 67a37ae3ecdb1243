"""What two fingers do on a plot: they zoom and move it. One finger is a mouse to Qt, which a plot knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

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
            if event.gesture(Qt.GestureType.TapAndHoldGesture) is not None:
                self.plot.scene().clickEvents.clear()  # the finger's press is no click
                event.ignore(Qt.GestureType.TapAndHoldGesture)
                return True
        made = (
            isinstance(event, QMouseEvent) and event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
        )
        return self.pinching and made and event.type() == QEvent.Type.MouseMove

    def _pinch(self, pinch: QPinchGesture) -> None:
        state = Qt.GestureState
        if pinch.state() == state.GestureStarted:
            self.pinching = True
            self.plot.scene().clickEvents.clear()  # the first finger's press
        elif pinch.state() in (state.GestureFinished, state.GestureCanceled):
            self.pinching = False
        else:
            center, last = (
                self.plot.viewport().mapFromGlobal(point)
                for point in (pinch.centerPoint(), pinch.lastCenterPoint())
            )
            self.plot.zoom_at(QPointF(last), QPointF(center), pinch.scaleFactor())


__all__ = ["Touch"]
