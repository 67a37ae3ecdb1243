"""Whether a press is a finger's or a stylus's that has stayed where it is: what opens a view's menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QApplication

SCREEN = (QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus)


def by_finger(event: QMouseEvent) -> bool:
    """Whether Qt, or the system, made `event` of a finger or a stylus."""
    made = event.source() != Qt.MouseEventSource.MouseEventNotSynthesized
    return made or event.deviceType() in SCREEN


class LongPress:
    """Looks at the events of a widget, for Qt's gesture does not say what it was made of.

    Qt finds a tap-and-hold in the presses of a mouse, too, and in what moves less than 40 pixels.
    """

    def __init__(self) -> None:
        self.start: QPointF | None = None  # on the screen, while a finger is down and has dragged nothing

    @property
    def rests(self) -> bool:
        """Whether a long press is meant, should Qt find one now."""
        return self.start is not None

    def look_at(self, event: QEvent) -> None:
        """Follow the hand."""
        if not isinstance(event, QMouseEvent):
            return
        if event.type() == QEvent.Type.MouseButtonPress:
            self.start = event.globalPosition() if by_finger(event) else None
        elif event.type() != QEvent.Type.MouseMove:
            self.start = None
        elif self.start is not None:
            moved = (event.globalPosition() - self.start).manhattanLength()
            if moved >= QApplication.startDragDistance():
                self.start = None
