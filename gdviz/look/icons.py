"""Icons drawn in code: crisp at every size and pixel ratio, tinted from the look.

Each drawing stands on a grid of 24 by 24. To add one: write a function that returns its paths and name it in
`DRAWINGS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
)

from gdviz.look.look import Look, blend

GRID = 24.0
STROKE = 1.8

Drawing = tuple[QPainterPath, QPainterPath]  # what is filled, what is stroked


def icon(name: str, look: Look, color: str = "") -> QIcon:
    """The icon `name` of `DRAWINGS`: in the text colour of `look` or in `color`, checked in its accent."""
    normal = color or look.text
    return QIcon(_Engine(name, normal, color or look.accent, blend(normal, look.window, 0.62)))


class _Engine(QIconEngine):
    """Paints one drawing in the colour of the state."""

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
        if size.isEmpty():  # a button that has been squeezed to nothing
            return pixmap
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def paint(painter: QPainter, name: str, rect: QRectF, color: str) -> None:
    """Paint the drawing `name` into `rect`, keeping its proportions."""
    filled, stroked = DRAWINGS[name]()
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    pen = QPen(
        QColor(color), STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawPath(filled)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(stroked)
    painter.restore()


def _polygon(
    *points: tuple[float, float], closed: bool = True, path: QPainterPath | None = None
) -> QPainterPath:
    path = QPainterPath() if path is None else path
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if closed:
        path.closeSubpath()
    return path


def _rounded(*rects: tuple[float, float, float, float], radius: float = 1.0) -> QPainterPath:
    path = QPainterPath()
    for rect in rects:
        path.addRoundedRect(QRectF(*rect), radius, radius)
    return path


def _triangle(left: float, right: float, half: float) -> QPainterPath:
    """A triangle that points from `left` to `right`, with rounded corners."""
    sharp = _polygon((left, 12 - half), (right, 12), (left, 12 + half))
    return _softened(sharp)


def _softened(path: QPainterPath, width: float = 1.6) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path).united(path)


NOTHING = QPainterPath()


def _play() -> Drawing:
    return _triangle(7.8, 19.2, 6.8), NOTHING


def _pause() -> Drawing:
    return _rounded((6.4, 5, 3.9, 14), (13.7, 5, 3.9, 14)), NOTHING


def _step_forward() -> Drawing:
    return _triangle(9.6, 17.4, 4.8).united(_rounded((5, 6.4, 2, 11.2))), NOTHING


def _step_back() -> Drawing:
    return _triangle(14.4, 6.6, 4.8).united(_rounded((17, 6.4, 2, 11.2))), NOTHING


def _to_end() -> Drawing:
    return _triangle(5.4, 10.8, 4.8).united(_triangle(11.4, 16.8, 4.8)).united(
        _rounded((18.4, 6.4, 2, 11.2))
    ), NOTHING


def _to_start() -> Drawing:
    return _triangle(18.6, 13.2, 4.8).united(_triangle(12.6, 7.2, 4.8)).united(
        _rounded((3.6, 6.4, 2, 11.2))
    ), NOTHING


def _loop() -> Drawing:
    path = QPainterPath(QPointF(4.5, 11.5))
    path.lineTo(4.5, 10.5)
    path.arcTo(QRectF(4.5, 7, 7, 7), 180, -90)
    path.lineTo(19, 7)
    _polygon((16, 4), (19, 7), (16, 10), closed=False, path=path)
    path.moveTo(19.5, 12.5)
    path.lineTo(19.5, 13.5)
    path.arcTo(QRectF(12.5, 10, 7, 7), 0, -90)
    path.lineTo(5, 17)
    return NOTHING, _polygon((8, 14), (5, 17), (8, 20), closed=False, path=path)


def _eye_outline() -> QPainterPath:
    path = QPainterPath(QPointF(2.5, 12))
    path.cubicTo(5, 7.6, 8.3, 5.5, 12, 5.5)
    path.cubicTo(15.7, 5.5, 19, 7.6, 21.5, 12)
    path.cubicTo(19, 16.4, 15.7, 18.5, 12, 18.5)
    path.cubicTo(8.3, 18.5, 5, 16.4, 2.5, 12)
    path.closeSubpath()
    return path


def _eye() -> Drawing:
    pupil = QPainterPath()
    pupil.addEllipse(QPointF(12, 12), 3, 3)
    return pupil, _eye_outline()


def _eye_off() -> Drawing:
    path = QPainterPath(QPointF(2.8, 10.5))
    path.cubicTo(5.2, 14.6, 8.4, 16.4, 12, 16.4)
    path.cubicTo(15.6, 16.4, 18.8, 14.6, 21.2, 10.5)
    for angle in (-52, -18, 18, 52):
        x, y = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        _polygon((12 + 9.4 * x, 9.6 + 7 * y), (12 + 12.6 * x, 9.6 + 10.2 * y), closed=False, path=path)
    return NOTHING, path


def _plus() -> Drawing:
    return NOTHING, _polygon((5, 12), (19, 12), closed=False, path=_polygon((12, 5), (12, 19), closed=False))


def _duplicate() -> Drawing:
    path = _rounded((9, 9, 11, 11), radius=2.2)
    path.moveTo(15, 4.2)
    path.lineTo(6.4, 4.2)
    path.arcTo(QRectF(4.2, 4.2, 4.4, 4.4), 90, 90)
    path.lineTo(4.2, 15)
    return NOTHING, path


def _trash() -> Drawing:
    path = _polygon((4, 6.5), (20, 6.5), closed=False)
    _polygon((6, 6.5), (7, 20), (17, 20), (18, 6.5), closed=False, path=path)
    _polygon((9, 6.2), (9, 3.8), (15, 3.8), (15, 6.2), closed=False, path=path)
    _polygon((10, 10.5), (10.3, 16.2), closed=False, path=path)
    return NOTHING, _polygon((14, 10.5), (13.7, 16.2), closed=False, path=path)


def _reset() -> Drawing:
    path = QPainterPath()
    path.arcMoveTo(QRectF(5, 5, 14, 14), 155)
    path.arcTo(QRectF(5, 5, 14, 14), 155, -300)
    return NOTHING, _polygon((5.2, 4.4), (5.2, 9.2), (10, 9.2), closed=False, path=path)


def _chevron_down() -> Drawing:
    return NOTHING, _polygon((7, 10), (12, 15), (17, 10), closed=False)


def _chevron_right() -> Drawing:
    return NOTHING, _polygon((10, 7), (15, 12), (10, 17), closed=False)


def _chevron_left() -> Drawing:
    return NOTHING, _polygon((14, 7), (9, 12), (14, 17), closed=False)


def _menu() -> Drawing:
    path = QPainterPath()
    for x in (5.5, 12, 18.5):
        path.addEllipse(QPointF(x, 12), 1.7, 1.7)
    return path, NOTHING


def _enlarge() -> Drawing:
    path = _polygon((14, 5), (19, 5), (19, 10), closed=False)
    _polygon((19, 5), (13.5, 10.5), closed=False, path=path)
    _polygon((10, 19), (5, 19), (5, 14), closed=False, path=path)
    return NOTHING, _polygon((5, 19), (10.5, 13.5), closed=False, path=path)


def _reduce() -> Drawing:
    path = _polygon((13.5, 5.5), (13.5, 10.5), (18.5, 10.5), closed=False)
    _polygon((13.5, 10.5), (19, 5), closed=False, path=path)
    _polygon((5.5, 13.5), (10.5, 13.5), (10.5, 18.5), closed=False, path=path)
    return NOTHING, _polygon((10.5, 13.5), (5, 19), closed=False, path=path)


def _close() -> Drawing:
    return NOTHING, _polygon((6, 6), (18, 18), closed=False, path=_polygon((18, 6), (6, 18), closed=False))


def _minus() -> Drawing:
    return NOTHING, _polygon((5, 12), (19, 12), closed=False)


def _stop() -> Drawing:
    return _rounded((6, 6, 12, 12), radius=1.5), NOTHING


def _die() -> Drawing:
    pips = QPainterPath()
    for x, y in ((8.6, 8.6), (15.4, 8.6), (12, 12), (8.6, 15.4), (15.4, 15.4)):
        pips.addEllipse(QPointF(x, y), 1.35, 1.35)
    return pips, _rounded((4.4, 4.4, 15.2, 15.2), radius=3.2)


DRAWINGS: dict[str, Callable[[], Drawing]] = {
    "play": _play,
    "pause": _pause,
    "stop": _stop,
    "die": _die,
    "step_forward": _step_forward,
    "step_back": _step_back,
    "to_start": _to_start,
    "to_end": _to_end,
    "loop": _loop,
    "eye": _eye,
    "eye_off": _eye_off,
    "plus": _plus,
    "minus": _minus,
    "duplicate": _duplicate,
    "trash": _trash,
    "reset": _reset,
    "chevron_down": _chevron_down,
    "chevron_right": _chevron_right,
    "chevron_left": _chevron_left,
    "menu": _menu,
    "enlarge": _enlarge,
    "reduce": _reduce,
    "close": _close,
}
