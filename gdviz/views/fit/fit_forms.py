"""How each form of the fit is laid out and painted on the panels of a canvas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.look.class_colors import QUIET, class_colors, color_at, output_scale
from gdviz.look.look import blend
from gdviz.notation.numbers import number, percent
from gdviz.views.grid.canvas import Canvas
from gdviz.views.plot.plot import Range, text_with_ground

Array = NDArray[Any]

JITTER = 0.36  # of the distance between two strips: how far points are spread to each side
GOLDEN = 0.6180339887498949


def spread(labels: Array) -> Array:
    """A place across its class's strip for each example: always the same, and evenly spread."""
    places: Array = labels + JITTER * (2.0 * (np.arange(len(labels)) * GOLDEN % 1.0) - 1.0)
    return places


def held_inside(values: Array, ends: Range) -> Array:
    """Values, with those beyond the axis at its ends."""
    inside: Array = np.clip(np.nan_to_num(values, nan=ends[0]), *ends)
    return inside


def paint_line(
    painter: QPainter,
    canvas: Canvas,
    panel: int,
    x: Array,
    y: Array,
    color: str,
    dashes: tuple[float, ...] = (),
) -> None:
    """A model's line, with a light edge so that it stands out from points."""
    look = canvas.look
    px, py = canvas.to_pixels(panel, x, np.asarray(y, np.float64))
    path = pg.arrayToQPath(px, np.clip(np.nan_to_num(py, nan=-1e5), -1e5, 1e5), connect="all")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 1.15 * look.curve_width
    for ink, wide in ((look.surface, width + 1.2 * look.thin_width), (color, width)):
        pen = QPen(QColor(ink), wide)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([length * width / wide for length in dashes])
        painter.setPen(pen)
        painter.drawPath(path)


def paint_rungs(
    painter: QPainter, canvas: Canvas, panel: int, x: Array, begin: Array, end: Array, color: str
) -> None:
    """Upright lines from `begin` to `end` at each x: what is left over."""
    px, low = canvas.to_pixels(panel, x, np.nan_to_num(begin.astype(np.float64)))
    _, high = canvas.to_pixels(panel, x, np.nan_to_num(end.astype(np.float64)))
    at = np.repeat(px, 2)
    ends = np.clip(np.column_stack([low, high]).ravel(), -1e5, 1e5)
    pen = QPen(QColor(blend(color, canvas.look.surface, 0.35)), canvas.look.thin_width)
    painter.setPen(pen)
    painter.drawPath(pg.arrayToQPath(at, ends, connect="pairs"))


def paint_diagonal(painter: QPainter, canvas: Canvas, panel: int) -> None:
    """Where predicted and true are equal."""
    look = canvas.look
    ends = np.array([min(canvas.x_range[0], canvas.y_range[0]), max(canvas.x_range[1], canvas.y_range[1])])
    px, py = canvas.to_pixels(panel, ends, ends)
    painter.setPen(QPen(QColor(blend(look.text, look.surface, 0.35)), look.curve_width * 0.75))
    painter.drawLine(QPointF(px[0], py[0]), QPointF(px[1], py[1]))


def paint_sides(painter: QPainter, canvas: Canvas, panel: int, color: str) -> None:
    """Above 0.5 class 1's colour, below it class 0's, and the line between them."""
    look, area = canvas.look, canvas.areas[panel]
    middle = float(canvas.to_pixels(panel, 0.0, 0.5)[1])
    scale = output_scale(look)
    upper, lower = QRectF(area), QRectF(area)
    upper.setBottom(middle)
    lower.setTop(middle)
    painter.fillRect(upper, QColor(color_at(scale, 0.82)))
    painter.fillRect(lower, QColor(color_at(scale, 0.18)))
    for ink, width in ((look.surface, look.curve_width + 2.0 * look.thin_width), (color, look.curve_width)):
        painter.setPen(QPen(QColor(ink), width))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))


def paint_shares(
    painter: QPainter, canvas: Canvas, panel: int, texts: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    """How many of each class are right: of class 0 at the bottom of its strip, of class 1 at the top.

    `texts` are the words for each, and shorter ones where a strip is narrow; none where even they would be
    cut, since half a number is a wrong one.
    """
    look, area = canvas.look, canvas.areas[panel]
    painter.setFont(canvas.number_font)
    metrics = QFontMetricsF(canvas.number_font)
    for place, (long, short) in enumerate(texts):
        text = long if metrics.horizontalAdvance(long) + 14.0 < area.width() / 2 else short
        width, height = metrics.horizontalAdvance(text) + 10.0, metrics.height() + 2.0
        middle = float(canvas.to_pixels(panel, float(place), 0.0)[0])
        if width > area.width() - 2.0:
            continue
        top = area.top() + 4.0 if place else area.bottom() - height - 4.0
        left = max(area.left() + 1.0, min(middle - width / 2, area.right() - width - 1.0))
        rect = QRectF(left, top, width, height)
        text_with_ground(painter, rect, text, look.text, look.surface)


def paint_confusion(painter: QPainter, canvas: Canvas, panel: int, counts: Array) -> None:
    """A cell for each true class (rows, the first on top) and predicted class (columns) with its count."""
    look, classes = canvas.look, len(counts)
    colors = class_colors(look, classes)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    metrics = QFontMetricsF(canvas.number_font)
    painter.setFont(canvas.number_font)
    for true in range(classes):
        for taken in range(classes):
            left, top = canvas.to_pixels(panel, taken - 0.5, classes - 1 - true + 0.5)
            right, bottom = canvas.to_pixels(panel, taken + 0.5, classes - 1 - true - 0.5)
            cell = QRectF(QPointF(left, top), QPointF(right, bottom))
            share = float(shares[true, taken])
            strength = QUIET[look.name] * share**0.5
            painter.fillRect(cell, QColor(blend(look.surface, colors[true], min(1.0, 1.35 * strength))))
            painter.setPen(QPen(QColor(look.surface), 2.0 * look.thin_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(cell)
            count = int(counts[true, taken])
            painter.setPen(QColor(look.text if count else blend(look.muted, look.surface, 0.4)))
            text = number(count)
            if cell.height() > 2.6 * metrics.height() and cell.width() > metrics.horizontalAdvance("100.0%"):
                text += f"\n{percent(share, 0)}"
            if cell.width() > metrics.horizontalAdvance(number(count)):
                painter.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), text)
            if true == taken:
                painter.setPen(QPen(QColor(look.text), look.thin_width))
                inset = 1.5 * look.thin_width
                painter.drawRect(cell.adjusted(inset, inset, -inset, -inset))


def paint_values(
    painter: QPainter, canvas: Canvas, x: float, values: list[tuple[float, str, str]], title: str
) -> None:
    """A hairline at x on the first panel, and each line's value there, none upon another.

    `values` are heights, texts and colours.
    """
    look, area = canvas.look, canvas.areas[0]
    px = float(canvas.to_pixels(0, x, 0.0)[0])
    painter.setPen(QPen(QColor(look.muted), look.thin_width))
    painter.drawLine(QPointF(px, area.top()), QPointF(px, area.bottom()))
    painter.setFont(canvas.number_font)
    metrics = QFontMetricsF(canvas.number_font)
    height = metrics.height() + 2.0
    placed = sorted((float(canvas.to_pixels(0, x, y)[1]), text, color) for y, text, color in values)
    floor = area.top() + height + 4.0  # the title stands above
    rects: list[tuple[QRectF, str, str]] = []
    widest = max((metrics.horizontalAdvance(text) for _, text, _ in placed), default=0.0) + 16.0
    left = px + 8.0 if px + 8.0 + widest < area.right() else px - 8.0 - widest
    for y, text, color in placed:
        top = max(floor, min(y, area.bottom()) - height / 2)
        rects.append((QRectF(left, top, metrics.horizontalAdvance(text) + 16.0, height), text, color))
        floor = top + height + 1.0
    ceiling = area.bottom() - 2.0
    for rect, _, _ in reversed(rects):
        rect.moveBottom(min(rect.bottom(), ceiling))
        ceiling = rect.top() - 1.0
    for y, _, color in placed:
        painter.setPen(QPen(QColor(look.surface), look.thin_width))
        painter.setBrush(QColor(color))
        painter.drawEllipse(QPointF(px, y), 0.4 * look.marker_size, 0.4 * look.marker_size)
    for rect, text, color in rects:
        text_with_ground(painter, rect, text, look.text, look.surface)
        painter.fillRect(QRectF(rect.left(), rect.top() + 3, 2 * look.thin_width, height - 6), QColor(color))
    width = metrics.horizontalAdvance(title) + 10.0
    left = max(area.left() + 2, min(px - width / 2, area.right() - width - 2))
    text_with_ground(painter, QRectF(left, area.top() + 2, width, height), title, look.text, look.surface)


__all__ = [
    "held_inside",
    "paint_confusion",
    "paint_diagonal",
    "paint_line",
    "paint_rungs",
    "paint_shares",
    "paint_sides",
    "paint_values",
    "spread",
]
