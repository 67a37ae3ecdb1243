"""A model's output as the ground of a panel: its colours, its borders, and the scale beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import STEPS, classes_scale, number_scale, output_scale
from gdviz.look.look import Look
from gdviz.notation.ticks import linear_ticks, tick_texts
from gdviz.views.grid.canvas import Canvas, Ticks
from gdviz.views.grid.heat_map import Kind, OutputPicture, Painting
from gdviz.views.grid.panel_view import DASHED
from gdviz.views.plot.plot import Range

Array = NDArray[Any]

BAR = 0.8  # width of the scale of outputs, in heights of type


def painting_kind(problem: Training) -> Kind:
    """How a problem's outputs become colours: as one output, a number, or several classes."""
    if not problem.data.classes:
        return "number"
    return "classes" if problem.data.classes > 2 else "output"


def painting_of(problem: Training, look: Look, ends: Range) -> Painting:
    """How a problem's outputs become colours; `ends` are those of the scale of numbers."""
    kind = painting_kind(problem)
    if kind == "classes":
        return Painting(kind, classes_scale(look, problem.data.classes))
    if kind == "output":
        return Painting(kind, output_scale(look))
    levels = linear_ticks(*ends, 200.0, lambda texts: 24.0)[1]
    return Painting(kind, number_scale(look), *ends, tuple(levels))


class OutputBackgroundPainter:
    """Paints pictures on the panels of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._paths: dict[
            int, tuple[OutputPicture, QPainterPath, QPainterPath]
        ] = {}  # by the place of the run

    def paint(self, painter: QPainter, panel: int, picture: OutputPicture, color: str) -> None:
        """The ground and the borders on it, in the run's color."""
        self._paint_ground(painter, panel, picture)
        self._paint_borders(painter, panel, picture, color)

    def _paint_ground(self, painter: QPainter, panel: int, picture: OutputPicture) -> None:
        rows, columns = picture.image.shape[:2]
        x0, y1 = self.canvas.to_pixels(panel, picture.x[0], picture.y[1])
        x1, y0 = self.canvas.to_pixels(panel, picture.x[1], picture.y[0])
        across, down = (x1 - x0) / (columns - 1), (y0 - y1) / (rows - 1)
        # A value belongs to the middle of its pixel: the picture reaches half a pixel further.
        target = QRectF(x0 - across / 2, y1 - down / 2, across * columns, down * rows)
        image = QImage(picture.image.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image, QRectF(0, 0, columns, rows))

    def _paint_borders(self, painter: QPainter, panel: int, picture: OutputPicture, color: str) -> None:
        path, shadow_path = self._border_paths(picture)
        look, area = self.canvas.look, self.canvas.areas[panel]
        x0, y0 = self.canvas.to_pixels(panel, 0.0, 0.0)
        (left, right), (bottom, top) = self.canvas.x_range, self.canvas.y_range
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(x0, y0)
        painter.scale(area.width() / (right - left), -area.height() / (top - bottom))
        if painting_kind(picture.wanted.problem) == "number":
            width, edge, color = 0.7 * look.thin_width, 0.0, look.text
        else:
            width, edge, color = 1.15 * look.curve_width, 2.0 * look.thin_width, color
        for line, dashed in ((shadow_path, True), (path, False)):  # the weights' on top, where both meet
            if line.isEmpty():
                continue
            for ink, wide in ((look.surface, width + edge), (color, width))[0 if edge else 1 :]:
                pen = QPen(QColor(ink), wide)
                pen.setCosmetic(True)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                if dashed:
                    pen.setDashPattern([length * width / wide for length in DASHED])
                painter.setPen(pen)
                painter.drawPath(line)
        painter.restore()

    def _border_paths(self, picture: OutputPicture) -> tuple[QPainterPath, QPainterPath]:
        place = picture.wanted.place
        known = self._paths.get(place)
        if known is None or known[0] is not picture:
            known = (picture, _path(picture.lines), _path(picture.shadow_lines))
            self._paths[place] = known
        return known[1], known[2]


def bar_width(metrics: QFontMetricsF, ticks: Ticks) -> float:
    """The room that the scale of outputs takes."""
    widest = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0.0)
    return metrics.height() * (BAR + 0.3 + 1.3) + widest


def bar_ticks(problem: Training, ends: Range, length: float, metrics: QFontMetricsF) -> Ticks:
    """The numbers beside the scale of outputs."""
    if painting_kind(problem) == "output":
        return ((0.0, "0"), (0.5, "0.5"), (1.0, "1"))
    step, values = linear_ticks(*ends, length, lambda texts: 1.8 * metrics.height())
    return tuple(zip(values, tick_texts(values, step), strict=True))


def paint_bar(
    painter: QPainter, room: QRectF, painting: Painting, ticks: Ticks, look: Look, name: str
) -> None:
    """The scale of outputs, called `name`."""
    metrics = QFontMetricsF(painter.font())
    bar = QRectF(room.left(), room.top(), BAR * metrics.height(), room.height())
    column = np.ascontiguousarray(painting.scale[::-1])
    image = QImage(column.data, 1, STEPS, 4, QImage.Format.Format_RGB32)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(bar, image, QRectF(0, 0, 1, STEPS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.muted), look.thin_width * 0.7))
    painter.drawRect(bar)
    painter.setPen(QColor(look.muted))
    for value, text in ticks:
        share = (value - painting.low) / (painting.high - painting.low)
        y = bar.bottom() - share * bar.height() + (metrics.ascent() - metrics.descent()) / 2
        y = min(max(y, bar.top() + metrics.ascent() * 0.8), bar.bottom())
        painter.drawText(QPointF(bar.right() + 0.3 * metrics.height(), y), text)
    painter.save()
    painter.translate(room.right() - metrics.descent(), bar.center().y())
    painter.rotate(-90)
    painter.drawText(QPointF(-metrics.horizontalAdvance(name) / 2, 0), name)
    painter.restore()


def _path(lines: tuple[Array, ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPath(pg.arrayToQPath(line[:, 0], line[:, 1], connect="all"))
    return path


__all__ = ["OutputBackgroundPainter", "bar_ticks", "bar_width", "paint_bar", "painting_kind", "painting_of"]
