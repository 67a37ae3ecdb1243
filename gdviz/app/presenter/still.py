"""The audience's picture, held still over the audience's window while the presenter goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget


class Still(QWidget):
    """A window without a frame, in front of the one that it pictures, which stays what it is below."""

    def __init__(self, window: QWidget) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        # Desktops keep what is on the full screen in front of all that they manage.
        flags |= Qt.WindowType.X11BypassWindowManagerHint
        super().__init__(window, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.pictured = window
        self.picture = QPixmap()

    def set_on(self, on: bool) -> None:
        """Hold the picture as it is now, or let go."""
        if on:
            self.picture = self.pictured.grab()
            self.follow()
        self.setVisible(on)

    def follow(self) -> None:
        """Lie where the window is."""
        self.setGeometry(self.pictured.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, as large as the window is."""
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self.picture)
        painter.end()
