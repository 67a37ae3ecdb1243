"""The landscape of a loss of two parameters: filled contours with labelled lines, behind everything else.

A formula's is computed where it is drawn: grid, levels, bands and lines together take 3 to 10 ms at this
size, once for each change of what is visible. A model's comes from a worker as a drawing. Both are painted
from a picture as long as they stay.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from gdviz.base.arrays import Array
from gdviz.engine.problem import BreakLine, Objective
from gdviz.look.look import Look, blend, number_font
from gdviz.notation.numbers import to_digits
from gdviz.views.common.over_plot import OverPlot
from gdviz.views.loss.landscape_drawing import FormulaDrawing, LandscapeDrawing

# From the valley to the heights, soft so that paths stand out: each look's own.
SHADES = {
    "light": ("#9DB9D3", "#BFD7DC", "#DCE9DF", "#F3F3E4", "#FCFAF2"),
    "dark": ("#0F1822", "#172935", "#233C45", "#344F50", "#4A6159"),
    "projector": ("#A9C4E0", "#C5DAE8", "#DFEBEC", "#F3F5EE", "#FFFFFF"),
    "print": ("#E2E2E2", "#EAEAEA", "#F1F1F1", "#F8F8F8", "#FFFFFF"),
}


class ContourLabel(Struct, frozen=True):
    """A level's number, standing on its line at an angle in degrees."""

    x: float
    y: float
    angle: float
    text: str
    plate: str


class Contours(OverPlot):
    """Paints the landscape that is visible in a pyqtgraph ViewBox."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, -200)
        self.levels: Array = np.empty(0)
        self.labels: tuple[ContourLabel, ...] = ()
        self.breaks: tuple[BreakLine, ...] = ()  # of what is shown
        self._key: tuple[object, ...] = ()
        self._formula = FormulaDrawing()
        self.bands: list[tuple[QPainterPath, str]] = []
        self._lines: list[QPainterPath] = []
        self._picture: QPixmap | None = None

    def show_loss(self, objective: Objective | None, look: Look) -> None:
        """Show the part of `objective` that is visible now; nothing for None."""
        rect, visible = self._box.rect(), self._box.viewRange()
        bounds = tuple((low, high) for low, high in visible)
        self.show_drawing(self._formula.of(objective, bounds, rect.width(), rect.height()), look)

    def show_drawing(self, drawing: LandscapeDrawing | None, look: Look) -> None:
        """Show a drawing as far as it is visible now; nothing for None."""
        rect, visible = self._box.rect(), self._box.viewRange()
        key = (drawing, tuple(map(tuple, visible)), rect.width(), rect.height(), look)
        if key == self._key:
            return
        self._key, self.look, self._picture = key, look, None
        self.bands, self._lines, self.labels, self.levels = [], [], (), np.empty(0)
        self.breaks = () if drawing is None else drawing.breaks
        if drawing is not None and rect.width() > 1 and rect.height() > 1:
            self._lay_out(drawing, visible, rect)
        self.prepareGeometryChange()
        self.update()

    def _lay_out(self, drawing: LandscapeDrawing, visible: Any, rect: QRectF) -> None:
        self.levels = drawing.levels
        (x0, x1), (y0, y1) = visible
        scale = np.array([rect.width() / (x1 - x0), -rect.height() / (y1 - y0)])
        offset = np.array([rect.left() - x0 * scale[0], rect.bottom() - y0 * scale[1]])
        colors = shades(self.look, len(self.levels) + 1)
        for band, color in zip(drawing.bands, colors, strict=True):
            rings = [ring * scale + offset for polygon in band for ring in polygon]
            if rings:
                self.bands.append((_closed_path(rings), color))
        lines = [np.column_stack(line) * scale + offset for line in drawing.lines]
        for line in lines:
            if len(line):
                self._lines.append(pg.arrayToQPath(line[:, 0], line[:, 1], connect="finite"))
        self.labels = self._placed(lines, colors, QRectF(rect))

    def _placed(self, lines: list[Array], colors: list[str], area: QRectF) -> tuple[ContourLabel, ...]:
        """A number for each level, where its line is straight and away from edges and other numbers."""
        metrics = QFontMetricsF(self.number_font())
        inner = area.adjusted(metrics.height(), metrics.height(), -metrics.height(), -metrics.height())
        labels: list[ContourLabel] = []
        taken: list[tuple[float, float, float]] = []  # x, y, reach
        for place, (text, line) in enumerate(zip(level_texts(self.levels), lines, strict=True)):
            width = metrics.horizontalAdvance(text) + 6
            best = _best_place(line, width, inner, taken)
            if best is not None:
                x, y, angle = best
                taken.append((x, y, width / 2))
                labels.append(ContourLabel(x, y, angle, text, colors[place]))
        return tuple(labels)

    def number_font(self) -> QFont:
        """Of the numbers on the lines."""
        return number_font(self.look, 0.85)

    def paint(self, painter: QPainter, _option: object, widget: QWidget | None = None) -> None:
        """From a picture on screen; as shapes on paper."""
        on_screen = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if widget is None or not self.bands or not on_screen:
            self._paint(painter)
            return
        rect, ratio = self.boundingRect(), widget.devicePixelRatioF()
        if rect.isEmpty():  # of such a picture Qt says that it can't be painted on
            return
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(math.ceil(rect.width() * ratio), math.ceil(rect.height() * ratio))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(QColor(self.look.surface))
            on_picture = QPainter(self._picture)
            on_picture.translate(-rect.topLeft())
            self._paint(on_picture)
            on_picture.end()
        painter.drawPixmap(rect.topLeft(), self._picture)

    def _paint(self, painter: QPainter) -> None:
        painter.save()
        painter.setClipRect(self.boundingRect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for path, color in self.bands:
            # The outline in the same colour closes the hair between two bands.
            painter.setPen(QPen(QColor(color), 1.0))
            painter.setBrush(QColor(color))
            painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._line_color()), self.look.thin_width))
        for path in self._lines:
            painter.drawPath(path)
        painter.restore()

    def _line_color(self) -> str:
        return blend(self.look.muted, SHADES[self.look.scales][2], 0.45)


def level_texts(levels: Array) -> list[str]:
    """Each of rising levels as a number, true to a hundredth of the way to the next one.

    >>> level_texts(np.array([100000.9, 100001.8, 100004.0])), level_texts(np.array([0.5, 2.0]))
    (['100\u202f000.9', '100\u202f001.8', '100\u202f004'], ['0.5', '2'])
    """
    gaps = np.diff(levels, prepend=-np.inf, append=np.inf)
    parts = np.abs(levels) / np.minimum(gaps[:-1], gaps[1:])
    digits = np.clip(np.ceil(np.log10(np.maximum(parts, 1.0))) + 2, 6, 15).astype(int)
    return list(map(to_digits, levels.tolist(), digits.tolist()))


def shades(look: Look, count: int) -> list[str]:
    """`count` colours from the valley to the heights."""
    stops = SHADES[look.scales]
    colors = []
    for place in range(count):
        where = place / max(1, count - 1) * (len(stops) - 1)
        index = min(int(where), len(stops) - 2)
        colors.append(blend(stops[index], stops[index + 1], where - index))
    return colors


def _closed_path(rings: list[Array]) -> QPainterPath:
    points = np.concatenate(rings)
    connect = np.ones(len(points), np.int32)
    connect[np.cumsum([len(ring) for ring in rings]) - 1] = 0
    path: QPainterPath = pg.arrayToQPath(points[:, 0], points[:, 1], connect=connect)
    path.setFillRule(Qt.FillRule.OddEvenFill)
    return path


def _best_place(
    line: Array, width: float, area: QRectF, taken: list[tuple[float, float, float]]
) -> tuple[float, float, float] | None:
    """Where on the line a label of `width` pixels fits best: x, y and its angle; None where nowhere.

    `line` has single NaN rows between its pieces.
    """
    best, best_score = None, 0.0
    breaks = np.flatnonzero(np.isnan(line[:, 0])) if len(line) else np.empty(0, int)
    for piece in np.split(line, breaks):
        piece = piece[~np.isnan(piece[:, 0])]
        if len(piece) < 4:
            continue
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))])
        if along[-1] < 2.5 * width:
            continue
        middle = np.arange(width, along[-1] - width, max(12.0, along[-1] / 40))
        ends = np.array([middle - width / 2, middle, middle + width / 2])
        (x0, x, x1), (y0, y, y1) = (np.interp(ends, along, piece[:, axis]) for axis in (0, 1))
        straight = np.hypot(x1 - x0, y1 - y0) / width
        room = np.full(len(middle), 200.0)
        for u, v, reach in taken:
            room = np.minimum(room, np.hypot(x - u, y - v) - reach)
        angle = (np.degrees(np.arctan2(y1 - y0, x1 - x0)) + 90.0) % 180.0 - 90.0  # never upside down
        inside = (x >= area.left()) & (x <= area.right()) & (y >= area.top()) & (y <= area.bottom())
        score = straight**4 + 0.3 * room / 200.0 + 0.5 * (1 - np.abs(angle) / 90.0)
        score[~inside | (straight < 0.9) | (room < width * 0.75)] = 0.0
        place = int(np.argmax(score)) if len(score) else 0
        if len(score) and score[place] > best_score:
            best, best_score = (float(x[place]), float(y[place]), float(angle[place])), float(score[place])
    return best
