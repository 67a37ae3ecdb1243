"""A ring around what has the focus, whatever it is, once keys have brought the focus there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gdviz.look.appearance import Appearance
from gdviz.look.paint import smooth_painter
from gdviz.look.widgets import scaled

MOVING = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange)


class FocusRing(Appearance, QWidget):
    """Lies over the window, and follows what it is around."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.around: QWidget | None = None
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._changed)

    def show_around(self, widget: QWidget) -> None:
        """Be around a widget as long as it has the focus."""
        self._leave()
        self.around = widget
        widget.destroyed.connect(self._gone)
        each: QWidget | None = widget
        while each is not None and not each.isWindow():
            each.installEventFilter(self)
            self._followed.append(each)
            each = each.parentWidget()
        self._place()

    def _leave(self) -> None:
        if self.around is not None and isValid(self.around):
            self.around.destroyed.disconnect(self._gone)
        for each in self._followed:
            if isValid(each):  # a row of the stage goes without the views in it
                each.removeEventFilter(self)
        self._gone()

    @Slot()
    def _gone(self) -> None:
        self.around, self._followed = None, []
        self.hide()

    @Slot(QWidget, QWidget)
    def _changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """Wait while another window has the focus; go where another widget has it."""
        if self.around is None:
            return
        if now is not None and now is not self.around and now.window() is self.window():
            self._leave()
        else:
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what moves."""
        if event.type() == QEvent.Type.ParentChange and self.around is not None:
            self.show_around(self.around)  # what it is in now moves it
        elif event.type() in MOVING:
            self._place()
        return False

    def _place(self) -> None:
        seen = QRect() if self.around is None or not self.around.hasFocus() else _seen(self.around)
        if seen.isEmpty():
            self.hide()
            return
        out = scaled(self.look, 3)
        around = seen.adjusted(-out, -out, out, out)
        self.setGeometry(around.intersected(self.window().rect()))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The accent, with a light edge on both sides so that it stands out from a filled control."""
        look, painter = self.look, smooth_painter(self)
        thick = scaled(look, 2)
        edge = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        for color, width in ((look.surface, thick + 2), (look.accent, thick)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawRoundedRect(edge, scaled(look, 5), scaled(look, 5))
        painter.end()


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that nothing around it cuts off, in pixels of its window."""
    if not widget.isVisible():
        return QRect()
    seen, each = widget.rect(), widget
    while not each.isWindow():
        seen = seen.intersected(each.rect()).translated(each.pos())
        parent = each.parentWidget()
        assert parent is not None
        each = parent
    return seen
