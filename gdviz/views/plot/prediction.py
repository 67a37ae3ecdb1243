"""What a person predicts, on a plot: a line to drag to where a number will be, or a curve to draw."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter

from gdviz.look.look import Look
from gdviz.notation.numbers import placed
from gdviz.views.plot.plot import Plot

ABOVE = 900.0  # the curves, below the marks
SIZE = 14.0  # pixels of the line's grip, at a type of 1


class PredictedPoint(QObject):
    """A line to drag: up and down over a plot against the step, else from side to side."""

    moved = Signal(float)

    def __init__(self, plot: Plot, value: float, look: Look, *, upright: bool) -> None:
        super().__init__(plot)
        self.plot = plot
        self.upright = upright
        thin = look.thin_width * look.pen_scale
        pen = pg.mkPen(look.accent, width=2 * thin, style=Qt.PenStyle.DashLine)
        hover = pg.mkPen(look.accent, width=3 * thin)
        angle = 90 if upright else 0
        self.item: Any = pg.InfiniteLine(value, angle=angle, movable=True, pen=pen, hoverPen=hover)
        self.item.addMarker("<|>", 0.9, SIZE * look.font_scale)
        self.item.setZValue(ABOVE)
        self.item.sigPositionChanged.connect(self._moved)
        plot.addItem(self.item)

    @property
    def value(self) -> float:
        """The number that the line stands at."""
        return float(self.item.value())

    def put(self, value: float) -> None:
        """Move the line, as a number that was typed does."""
        if value != self.value:
            self.item.setValue(value)

    def _moved(self) -> None:
        across, up = self.plot.box.viewPixelSize()
        self.moved.emit(placed(self.value, across if self.upright else up))

    def remove(self) -> None:
        """Take the line off the plot."""
        self.plot.removeItem(self.item)
        self.deleteLater()


class _Pad(pg.GraphicsObject):
    """Takes drags over the whole plot and says where the pointer goes."""

    drawn = Signal(tuple, bool)  # (x, y) so far, and whether the hand has let go

    def __init__(self, box: Any) -> None:
        super().__init__()
        self.box = box
        self.points: list[tuple[float, float]] = []
        box.sigRangeChanged.connect(self.prepareGeometryChange)

    def boundingRect(self) -> QRectF:
        return QRectF(self.box.viewRect())

    def paint(self, painter: QPainter, *_: object) -> None:
        """Nothing is to be seen of it."""

    def hoverEvent(self, event: Any) -> None:
        """Have drags before the cursor's line has them."""
        if not event.isExit():
            event.acceptDrags(Qt.MouseButton.LeftButton)

    def mouseDragEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        if event.isStart():
            self.points = [(event.buttonDownPos().x(), event.buttonDownPos().y())]
        self.points.append((event.pos().x(), event.pos().y()))
        self.drawn.emit(tuple(self.points), event.isFinish())


class PredictedCurve(QObject):
    """A curve that is drawn over the plot by dragging."""

    drawn = Signal(tuple)  # (step, number) in their order, when the hand has let go

    def __init__(self, plot: Plot, points: tuple[tuple[float, float], ...], look: Look) -> None:
        super().__init__(plot)
        self.plot = plot
        width = look.curve_width * look.pen_scale
        pen = pg.mkPen(look.accent, width=width, style=Qt.PenStyle.DotLine)
        self.line = pg.PlotCurveItem(pen=pen)
        self.line.setZValue(ABOVE)
        self.pad = _Pad(plot.box)
        self.pad.setZValue(ABOVE + 1)
        self.pad.drawn.connect(self._draw)
        plot.addItem(self.line)
        plot.box.addItem(self.pad, ignoreBounds=True)
        self._show(points)

    def _show(self, points: tuple[tuple[float, float], ...]) -> None:
        self.line.setData([x for x, _ in points], [y for _, y in points])

    def _draw(self, points: tuple[tuple[float, float], ...], done: bool) -> None:
        self._show(points)
        if done:
            self.drawn.emit(points)

    def remove(self) -> None:
        """Take the curve off the plot."""
        self.plot.removeItem(self.line)
        self.plot.box.removeItem(self.pad)
        self.deleteLater()


__all__ = ["PredictedCurve", "PredictedPoint"]
