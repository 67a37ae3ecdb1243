"""Where a message lies over the stage: in a gap beside titles and controls, and never on one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from gdviz.views.common.plot_legend import Legend

STRIDE = 8  # pixels
KEPT = (QLabel, Legend, QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def message_place(row: QWidget, room: QRect, size: QSize) -> QRect:
    """At most `size`, in a room of the stage's row: among titles, else at its bottom, the right first."""
    size = size.boundedTo(room.size())
    kept = [
        QRect(widget.mapTo(row, QPoint(0, 0)), _filled(widget))
        for widget in row.findChildren(QWidget)
        if isinstance(widget, KEPT) and widget.isVisible()
    ]
    bottom = room.bottom() - size.height()
    for y in (room.top(), *range(bottom, room.top(), -STRIDE)):
        rect = QRect(QPoint(room.right() - size.width(), y), size)
        while rect.left() >= room.left():
            hit = next(filter(rect.intersects, kept), None)
            if hit is None:
                return rect
            rect.moveRight(hit.left() - 1)
    return QRect(QPoint(room.right() - size.width(), bottom), size)


def _filled(widget: QWidget) -> QSize:
    """What a widget shows something on: words stand at the left of their room."""
    words = isinstance(widget, Legend) or (isinstance(widget, QLabel) and not widget.wordWrap())
    return QSize(min(widget.width(), widget.sizeHint().width()), widget.height()) if words else widget.size()
