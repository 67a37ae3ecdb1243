"""The units of a network as they are painted: a picture, a curve or a bar each, the bias at the corner."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from gdviz.base.arrays import Array
from gdviz.engine.quantities import NEAR_ZERO
from gdviz.look.look import Look, blend
from gdviz.look.paint import fill
from gdviz.views.network.network_layout import Box
from gdviz.views.network.unit_pictures import sign_colors


class UnitColumn(Struct, frozen=True, eq=False):
    """One layer as it is drawn; the inputs are the first column and have no weights.

    `weights` are ``(inputs, units)`` with `biases` ``(units,)`` beside them, None where there are none.
    `pictures` are images, or curves ``(units, points)`` of -1 to 1, or bars ``(units,)`` of -1 to 1.
    `note` says at what rate the layer learns, where that is not the run's; `names` stand beside its units.
    """

    count: int
    title: str
    detail: str
    note: str = ""
    frozen: bool = False
    names: tuple[str, ...] = ()
    weights: Array | None = None
    biases: Array | None = None
    texts: tuple[tuple[str, ...], ...] = ()  # the weights as they are read, where there is room for them
    images: tuple[QImage, ...] = ()
    curves: Array | None = None
    bars: Array | None = None
    dead: tuple[bool, ...] = ()
    border: tuple[Array, ...] = ()  # on the last unit's picture, in parts of it


def paint_unit(
    painter: QPainter, column: UnitColumn, unit: int, box: Box, scale: float, look: Look, *, lit: bool
) -> None:
    """One unit; `scale` is the bias whose disc is largest, `lit` says that the mouse is on it."""
    square = QRectF(box.left, box.top, box.size, box.size)
    dead = bool(column.dead) and column.dead[unit]
    round_ = box.size / 2 if column.bars is not None else min(box.size * 0.16, 8.0)
    shape = QPainterPath()
    shape.addRoundedRect(square, round_, round_)
    painter.fillPath(shape, QColor(look.surface))
    painter.save()
    painter.setClipPath(shape)
    if column.images:
        painter.drawImage(square, column.images[unit])
        if unit == column.count - 1:
            _paint_border(painter, square, column.border, look)
    elif column.curves is not None:
        _paint_curve(painter, square, column.curves[unit], look)
    elif column.bars is not None:
        _paint_bar(painter, square, float(column.bars[unit]), look)
    if dead:
        painter.setPen(QPen(QColor(look.muted), look.thin_width))
        painter.drawLine(square.topLeft(), square.bottomRight())
        painter.drawLine(square.bottomLeft(), square.topRight())
    painter.restore()
    edge = QColor(look.accent if lit else blend(look.text, look.surface, 0.35))
    pen = QPen(edge, look.thin_width * (2.5 if lit else 1.0 if box.size < 20 else 1.2))
    if column.frozen and not lit:
        pen.setWidthF(look.thin_width * 2.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    if column.biases is not None and box.size >= 12:
        _paint_bias(painter, square, float(column.biases[unit]), scale, look)


def _paint_border(painter: QPainter, square: QRectF, border: tuple[Array, ...], look: Look) -> None:
    """Where the model's decision turns."""
    painter.setPen(QPen(QColor(look.text), 1.3 * look.thin_width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in border:
        places = line * square.width() + (square.left(), square.top())
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in places.tolist()]))


def _paint_curve(painter: QPainter, square: QRectF, heights: Array, look: Look) -> None:
    """The output of a unit against the one input; its line is the middle of the square."""
    middle = square.center().y()
    painter.setPen(QPen(QColor(look.line), look.thin_width))
    painter.drawLine(QPointF(square.left(), middle), QPointF(square.right(), middle))
    x = np.linspace(square.left(), square.right(), len(heights))
    y = middle - np.clip(heights, -1.0, 1.0) * square.height() * 0.42
    points = [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]
    painter.setPen(QPen(QColor(look.text), 0.8 * look.curve_width))
    painter.drawPolyline(QPolygonF(points))


def _paint_bar(painter: QPainter, square: QRectF, value: float, look: Look) -> None:
    """The mean output of a unit: filled from the middle upwards or downwards."""
    negative, positive = sign_colors(look)
    value = max(-1.0, min(value, 1.0))
    middle = square.center().y()
    height = abs(value) * square.height() / 2
    top = middle - height if value > 0 else middle
    color = blend(positive if value > 0 else negative, look.surface, 0.15)
    painter.fillRect(QRectF(square.left(), top, square.width(), height), QColor(color))
    painter.setPen(QPen(QColor(look.muted), look.thin_width))
    painter.drawLine(QPointF(square.left(), middle), QPointF(square.right(), middle))


def _paint_bias(painter: QPainter, square: QRectF, bias: float, scale: float, look: Look) -> None:
    """A disc at the lower left corner: full where the bias is positive, a ring where it is negative."""
    if not abs(bias) > NEAR_ZERO:
        return
    part = min(abs(bias) / scale, 1.0)
    radius = max(2.2 * look.thin_width, square.width() * (0.07 + 0.13 * part))
    negative, positive = sign_colors(look)
    disc = QPointF(square.left() + radius * 0.4, square.bottom() - radius * 0.4)
    fill(painter, look.surface)
    painter.drawEllipse(disc, radius + 1.3, radius + 1.3)
    if bias > 0:
        painter.setBrush(QColor(positive))
        painter.drawEllipse(disc, radius, radius)
    else:
        width = max(1.2 * look.thin_width, radius * 0.4)
        painter.setPen(QPen(QColor(negative), width))
        painter.drawEllipse(disc, radius - width / 2, radius - width / 2)


def paint_lock(painter: QPainter, middle: QPointF, row: float, look: Look) -> None:
    """A closed padlock, about as tall as a small letter."""
    width, height = row * 0.46, row * 0.34
    body = QRectF(middle.x() - width / 2, middle.y() - height * 0.15, width, height)
    painter.setPen(QPen(QColor(look.text), max(1.2, row * 0.08)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(
        QRectF(body.left() + width * 0.17, body.top() - width * 0.42, width * 0.66, width * 0.84), 0, 180 * 16
    )
    fill(painter, look.text)
    painter.drawRoundedRect(body, 1.5, 1.5)
