"""What lies on the curves: a mark for each at the playhead, and dots at single steps."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from gdviz.base.arrays import Array
from gdviz.look.look import Look
from gdviz.look.paint import fill
from gdviz.look.run_symbols import paint_symbol, symbol
from gdviz.views.common.over_plot import OverPlot, in_pixels

COINCIDE = 0.3  # of a mark's size: nearer ones lie upon each other,
UPON = 0.75  # and the upper one is so much smaller, that both are seen


class Mark(Struct, frozen=True):
    """The symbol at the end of what is used of a curve.

    `x` and `y` are in the plot's data; `right` says that y is a height of the right axis.
    """

    x: float
    y: float
    color: str
    symbol: int
    hollow: bool = False
    right: bool = False


class Spot(Struct, frozen=True):
    """A place of the data; `right` says that y is a height of the right axis."""

    x: float
    y: float
    right: bool = False


class Dots(Struct, frozen=True):
    """Symbols along a curve, `size` pixels wide."""

    x: Array
    y: Array
    color: str
    symbol: int
    size: float


class Leave(Struct, frozen=True):
    """Where a curve leaves the picture: at `x`, through the top or the bottom."""

    x: float
    upwards: bool
    color: str


class Marks(OverPlot):
    """Painted in the pixels of a pyqtgraph ViewBox, so that nothing is stretched by the axes."""

    def __init__(self, box: Any) -> None:
        super().__init__(box, 1000)
        self.right_box: Any = None  # of the right axis, where there is one
        self.marks: tuple[Mark, ...] = ()
        self.dots: tuple[Dots, ...] = ()
        self.leaves: tuple[Leave, ...] = ()
        self.lit: Spot | None = None
        self._beyond: list[QRectF] = []  # what was painted outside the plot
        self._seen = QRectF()  # where a mark must lie to be painted; then it is painted whole
        box.sigRangeChanged.connect(self._paint_anew)

    def set_look(self, look: Look) -> None:
        """Take colours and type."""
        self.prepareGeometryChange()
        super().set_look(look)

    def put(self, marks: tuple[Mark, ...], dots: tuple[Dots, ...], leaves: tuple[Leave, ...]) -> None:
        """Draw these from now on."""
        self.marks, self.dots, self.leaves = marks, dots, leaves
        self._paint_anew()

    def light(self, spot: Spot | None) -> None:
        """Ring a place of the data, or none."""
        if spot != self.lit:
            self.lit = spot
            self._paint_anew()

    def _paint_anew(self, *_: object) -> None:
        """Qt clips what an item of the box has to paint anew to the box: what reaches out is told apart."""
        self.update()
        before, self._beyond = self._beyond, self._edge_rects()
        scene = self.scene()
        if scene is not None:
            for rect in (*before, *self._beyond):
                scene.update(self.mapRectToScene(rect))

    def _edge_rects(self) -> list[QRectF]:
        """Around what reaches beyond the plot."""
        reach, area = 1.5 * self.look.marker_size, self.area
        spots = [(mark.x, mark.y, mark.right) for mark in self.marks]
        spots += [(self.lit.x, self.lit.y, self.lit.right)] if self.lit is not None else []
        (x0, x1), width = self._box.viewRange()[0], max(area.width(), 1.0)
        near = reach / width * (x1 - x0)
        for dots in self.dots:
            outer = (np.abs(dots.x - x0) < near) | (np.abs(dots.x - x1) < near)
            ends = np.column_stack([dots.x[outer], dots.y[outer]])
            spots += [(x, y, False) for x, y in ends.tolist()]
        found = []
        for x, y, right in spots:
            point = self.point(x, y, right=right)
            if math.isfinite(point.x() + point.y()):
                rect = QRectF(point.x() - reach, point.y() - reach, 2 * reach, 2 * reach)
                if rect.intersects(area) and not area.contains(rect):
                    found.append(rect)
        return found

    def boundingRect(self) -> QRectF:
        """The whole plot, and what a mark at its edge has outside: what is painted beyond would stay."""
        reach = 1.5 * self.look.marker_size
        return self.area.adjusted(-reach, -reach, reach, reach)

    def point(self, x: float, y: float, *, right: bool = False) -> QPointF:
        """Where a point of the data lies, in pixels of the box; `right`: of the right axis."""
        across, up = self._box.viewRange()
        if right and self.right_box is not None:
            up = self.right_box.viewRange()[1]
        return QPointF(*in_pixels(self._box.rect(), (across, up), x, y))

    def paint(self, painter: QPainter, *_: object) -> None:
        """Dots, arrows at the edge, then marks."""
        area = self.area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._seen = area.adjusted(-4, -4, 4, 4)
        size = self.look.marker_size
        painter.setClipRect(area.adjusted(-size, -size, size, 4))  # whole at the top, off the numbers below
        for dots in self.dots:
            self._paint_dots(painter, dots)
        self._paint_leaves(painter, area)
        painted: list[QPointF] = []
        for mark in self.marks:
            point = self.point(mark.x, mark.y, right=mark.right)
            near = COINCIDE * self.look.marker_size
            below = sum((point - other).manhattanLength() < near for other in painted)
            self._paint_mark(painter, mark, point, UPON**below)
            painted.append(point)
        if self.lit is not None:
            self._paint_ring(painter, self.point(self.lit.x, self.lit.y, right=self.lit.right))

    def _paint_dots(self, painter: QPainter, dots: Dots) -> None:
        for x, y in zip(dots.x.tolist(), dots.y.tolist(), strict=True):
            if self._seen.contains(point := self.point(x, y)):
                paint_symbol(painter, point, dots.symbol, dots.color, dots.size)

    def _paint_mark(self, painter: QPainter, mark: Mark, point: QPointF, share: float) -> None:
        if not self._seen.contains(point):
            return
        look = self.look
        scale = share * (0.72 if mark.hollow else 1.0)
        ground = QColor(look.surface)
        size = look.marker_size * scale
        if mark.hollow:
            painter.setPen(QPen(QColor(mark.color), look.curve_width / size))
            painter.setBrush(ground)
        else:
            painter.setPen(QPen(ground, 1.5 * share * share * look.thin_width / size))
            painter.setBrush(QBrush(QColor(mark.color)))
        _paint_symbol(painter, point, mark.symbol, size)

    def _paint_ring(self, painter: QPainter, point: QPointF) -> None:
        """Around a mark, with an edge that keeps it apart from what it lies on."""
        look = self.look
        if not (np.isfinite(point.y()) and self.area.adjusted(-2, -2, 2, 2).contains(point)):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((look.surface, 4.5), (look.accent, 2.2)):
            painter.setPen(QPen(QColor(color), width * look.thin_width))
            painter.drawEllipse(point, 1.1 * look.marker_size, 1.1 * look.marker_size)

    def _paint_leaves(self, painter: QPainter, area: QRectF) -> None:
        """Little arrows at the edge."""
        size = 0.7 * self.look.marker_size
        for leave in self.leaves:
            x = self.point(leave.x, 0.0).x()
            if not area.left() <= x <= area.right():
                continue
            tip, base = (
                (area.top() + 1, area.top() + 1 + size)
                if leave.upwards
                else (area.bottom() - 1, area.bottom() - 1 - size)
            )
            arrow = QPainterPath(QPointF(x, tip))
            arrow.lineTo(x - size * 0.6, base)
            arrow.lineTo(x + size * 0.6, base)
            arrow.closeSubpath()
            fill(painter, leave.color)
            painter.drawPath(arrow)


def _paint_symbol(painter: QPainter, point: QPointF, which: int, size: float) -> None:
    painter.save()
    painter.translate(point)
    painter.scale(size, size)
    painter.drawPath(symbol(which))
    painter.restore()
