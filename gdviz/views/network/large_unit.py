"""One unit of a network shown large: its output over the inputs, with the examples that it is shown."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.base.arrays import Array
from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import class_colors
from gdviz.look.look import Look
from gdviz.notation.numbers import apart
from gdviz.views.network.network_layout import Box
from gdviz.views.network.network_units import UnitColumn, paint_unit
from gdviz.views.network.unit_pictures import Range, border_of, images_of, look_at, probe_of

FINE = 64  # points along each side
SHARE = 0.62  # of the diagram's height
LEAST = 110.0  # pixels in a look of scale 1: smaller is not worth it
MOST_DOTS = 400


class LargeUnit(Struct, frozen=True, eq=False):
    """A column of this one unit; `dots` are examples in parts of the picture from its top left, ``(n, 2)``,
    with the class of each, and `ends` what is written at its corners: left, right, bottom, top."""

    column: UnitColumn
    dots: Array
    classes: Array
    ends: tuple[str, str, str, str]


def large_unit(
    problem: Training,
    params: Array,
    place: tuple[int, int],
    ranges: tuple[Range | None, Range | None],
    look: Look,
    *,
    discrete: bool,
) -> LargeUnit | None:
    """The unit ``(column, unit)`` at these parameters; None where the inputs make no picture."""
    if problem.data.inputs > 2:
        return None
    column, unit = place
    probe = probe_of(problem, *ranges, FINE)
    found = look_at(problem, params, probe)[column]
    one = replace(
        found,
        **{name: getattr(found, name)[unit : unit + 1] for name in ("mean", "zero", "middle", "reach")},
        values=found.values[unit : unit + 1],
    )
    (left, right), (bottom, top) = probe.ranges
    texts = [apart(end, 3, high - low) for low, high in probe.ranges for end in (low, high)]
    if probe.kind == "curve":
        curves = (one.values - one.middle[:, None]) / one.reach[:, None]
        made = UnitColumn(1, "", "", curves=curves)
        return LargeUnit(made, np.empty((0, 2)), np.empty(0), (texts[0], texts[1], "", ""))
    images = (images_of(found, look, discrete=discrete)[unit],)
    border = border_of(found) if unit == len(found.values) - 1 else ()
    every = max(1, -(-len(problem.split().own_x) // MOST_DOTS))
    split = problem.split()
    x, labels = split.own_x[::every], split.labels[::every]
    dots = np.stack([(x[:, 0] - left) / (right - left), (top - x[:, 1]) / (top - bottom)], axis=1)
    inside = ((dots >= 0) & (dots <= 1)).all(axis=1)
    kinds = labels if problem.data.classes else np.full(len(labels), -1)
    made = UnitColumn(1, "", "", images=images, border=border)
    return LargeUnit(made, dots[inside], kinds[inside], (texts[0], texts[1], texts[2], texts[3]))


def paint_large(painter: QPainter, large: LargeUnit, target: Box, room: QRectF, look: Look) -> QRectF:
    """The unit on the side of `room` where `target`, which is pointed at, is not; what is left free."""
    size = min(SHARE * room.height(), 0.42 * room.width())
    if size < LEAST * look.font_scale:
        return room
    metrics = QFontMetricsF(painter.font())
    row = metrics.height()
    left_side = target.x > room.center().x()
    x = room.left() + 0.6 * row if left_side else room.right() - 0.6 * row - size
    y = room.top() + 0.4 * row
    square = QRectF(x, y, size, size)
    frame = square.adjusted(-0.5 * row, -0.4 * row, 0.5 * row, 1.3 * row)
    painter.setPen(QPen(QColor(look.line), look.thin_width))
    painter.setBrush(QColor(look.surface))
    painter.drawRoundedRect(frame, 6, 6)
    center = square.center()
    paint_unit(painter, large.column, 0, Box(center.x(), center.y(), size), 1.0, look, lit=False)
    colors = class_colors(look, int(large.classes.max()) + 1) if len(large.classes) else ()
    radius = max(2.0, 0.011 * size)
    painter.setPen(QPen(QColor(look.surface), look.thin_width))
    for (across, down), kind in zip(large.dots.tolist(), large.classes.astype(int).tolist(), strict=True):
        painter.setBrush(QColor(colors[kind] if kind >= 0 else look.text))
        painter.drawEllipse(QPointF(x + across * size, y + down * size), radius, radius)
    _write_ends(painter, large, square, row, look)
    free = QRectF(room)
    if left_side:
        free.setLeft(frame.right())
    else:
        free.setRight(frame.left())
    return free


def _write_ends(painter: QPainter, large: LargeUnit, square: QRectF, row: float, look: Look) -> None:
    """The ends of the horizontal axis below; those of the other within, at its left edge."""
    painter.setPen(QColor(look.muted))
    left, right, bottom, top = large.ends
    below = QRectF(square.left(), square.bottom() + 0.1 * row, square.width(), row)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), left)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), right)
    if bottom:
        middle = f"{bottom} … {top}"
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter), f"↕ {middle}")
