"""A box to tick, drawn in the look: on its own with a text, or in a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.look import Look, blend
from gdviz.look.paint import smooth_painter
from gdviz.look.widgets import scaled

SIDE = 15  # pixels of the box
GAP = 8  # and from there to the text


def paint_box(painter: QPainter, box: QRectF, ticked: bool, look: Look) -> None:
    """A rounded box, filled and with a tick where it is ticked."""
    edge = look.accent if ticked else blend(look.muted, look.surface, 0.2)
    painter.setPen(QPen(QColor(edge), 1.2 * look.font_scale))
    painter.setBrush(QColor(look.accent if ticked else look.surface))
    radius = 3 * look.font_scale
    painter.drawRoundedRect(box, radius, radius)
    if not ticked:
        return
    pen = QPen(QColor(look.window if look.dark else "#FFFFFF"), 2 * look.font_scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    corners = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.32))
    painter.drawPolyline(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in corners]
    )


class Tick(Appearance, QCheckBox):
    """A box and its text; a click on either ticks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Box, gap and text, as high as a drop-down list."""
        metrics = self.fontMetrics()
        width = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return QSize(
            scaled(self.look, SIDE + GAP + 4) + width,
            max(metrics.height() + scaled(self.look, 10), scaled(self.look, SIDE)),
        )

    def minimumSizeHint(self) -> QSize:
        """The text is never cut."""
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        """Anywhere."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box and text; the box is framed where the keys go to it."""
        look, painter = self.look, smooth_painter(self)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        side = scaled(look, SIDE)
        box = QRectF(scaled(look, 2), (self.height() - side) / 2, side, side)
        paint_box(painter, box, self.isChecked(), look)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.text), 1.5 * look.font_scale))
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
        painter.setPen(QColor(look.text))
        room = self.rect().adjusted(scaled(look, SIDE + GAP), 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextShowMnemonic), self.text())
        painter.end()
