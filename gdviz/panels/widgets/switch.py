"""A switch drawn in the look."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import blend
from gdviz.look.paint import fill, smooth_painter
from gdviz.look.widgets import TARGET, scaled


class Switch(Appearance, QAbstractButton):
    """On or off; told by the knob's side, not by the colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_keys(self, BUTTON)

    def sizeHint(self) -> QSize:
        """As wide as two knobs."""
        return QSize(scaled(self.look, 36), scaled(self.look, TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track and a knob."""
        look, painter = self.look, smooth_painter(self)
        height, width = 18.0 * look.font_scale, 32.0 * look.font_scale
        track = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        off = blend(look.muted, look.window, 0.35)
        fill(painter, look.accent if self.isChecked() else off)
        painter.drawRoundedRect(track, height / 2, height / 2)
        knob = height / 2 - 2.5 * look.font_scale
        x = track.right() - height / 2 if self.isChecked() else track.left() + height / 2
        painter.setBrush(QColor(look.window if look.dark else "#FFFFFF"))
        painter.drawEllipse(QPointF(x, track.center().y()), knob, knob)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.text), 1.5 * look.font_scale))
            around = track.adjusted(-1, -1, 1, 1)
            painter.drawRoundedRect(around, around.height() / 2, around.height() / 2)
        painter.end()
