"""Icons: the drawings of `resources/icons`, crisp at every size and pixel ratio, tinted from the look.

Each is an SVG on a grid of 24 by 24 whose color is `currentColor`. To add one, put its file there.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from gdviz.base.resources import folder
from gdviz.look.look import Look, blend


def icon(name: str, look: Look, color: str = "") -> QIcon:
    """The drawing `name` as an icon: in the text color of `look` or in `color`, checked in its accent."""
    normal = color or look.text
    return QIcon(_Engine(name, normal, color or look.accent, blend(normal, look.window, 0.62)))


def put_icon(button: QAbstractButton, name: str, look: Look, side: float, color: str = "") -> None:
    """Give a button the drawing `name`, `side` pixels wide at a type of 1."""
    button.setIcon(icon(name, look, color))
    button.setIconSize(QSize(1, 1) * round(side * look.font_scale))


class _Engine(QIconEngine):
    """Paints one drawing in the color of the state."""

    def __init__(self, name: str, normal: str, checked: str, disabled: str) -> None:
        super().__init__()
        self.colors = (name, normal, checked, disabled)

    def clone(self) -> QIconEngine:
        return _Engine(*self.colors)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, normal, checked, disabled = self.colors
        color = disabled if mode == QIcon.Mode.Disabled else checked if state == QIcon.State.On else normal
        paint(painter, name, QRectF(rect), color)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        if size.isEmpty():  # a button that has no room just now
            return pixmap
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def paint(painter: QPainter, name: str, rect: QRectF, color: str) -> None:
    """Paint the drawing `name` into the middle of `rect`, keeping its proportions; `color` is #RRGGBB.

    Raises OSError where there is no such drawing.
    """
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    _drawing(name, color).render(painter, square)


@functools.cache
def _drawing(name: str, color: str) -> QSvgRenderer:
    text = (folder("icons") / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", color).encode()))
