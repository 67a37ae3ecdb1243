"""A light on the place that the pointer, a finger or a pen is at; the rest of the window is dimmed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from gdviz.look.paint import smooth_painter

DIMMED = QColor(0, 0, 0, 170)
SHARE = 0.16  # of the window's height: the light's radius


class Spotlight(QWidget):
    """Lies over the window and lets everything through that a hand does there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.lit = window
        self.center = QPointF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @Slot(bool)
    def set_on(self, on: bool) -> None:
        """Dim all but the place of the pointer, or light everything."""
        handle = self.lit.windowHandle()
        if handle is None or on == self.isVisible():
            return
        if on:
            here = QPointF(self.lit.mapFromGlobal(QCursor.pos()))
            inside = QRectF(self.lit.rect()).contains(here)
            self.center = here if inside else QRectF(self.lit.rect()).center()
            self.setGeometry(self.lit.rect())
            self.raise_()
            # Widgets hear of the pointer only where they ask for it, the window always.
            handle.installEventFilter(self)
            self.lit.installEventFilter(self)
        else:
            handle.removeEventFilter(self)
            self.lit.removeEventFilter(self)
        self.setVisible(on)

    @property
    def radius(self) -> float:
        """Of the light, in pixels."""
        return SHARE * self.height()

    def light(self) -> QRectF:
        """What is lit."""
        return QRectF(-self.radius, -self.radius, 2 * self.radius, 2 * self.radius).translated(self.center)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer, and the window's size."""
        moved = event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress)
        if moved and isinstance(event, QMouseEvent) and watched is not self.lit:
            before = self.light()
            self.center = event.position()
            for area in (before, self.light()):
                self.update(area.adjusted(-2, -2, 2, 2).toAlignedRect())
        elif event.type() == QEvent.Type.Resize and watched is self.lit:
            self.setGeometry(self.lit.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark, but for a disc."""
        painter = smooth_painter(self)
        dark, light = QPainterPath(), QPainterPath()
        dark.addRect(QRectF(event.rect()))
        light.addEllipse(self.light())
        painter.fillPath(dark - light, DIMMED)
        painter.end()
