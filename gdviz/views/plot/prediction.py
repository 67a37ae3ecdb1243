"""What a person predicts, on a plot: a line to drag to where a number will be, or a curve to draw."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter

from gdviz.base.i18n import translate
from gdviz.look.look import Look
from gdviz.notation.numbers import apart, entry, placed
from gdviz.views.plot.grip import Grip
from gdviz.views.plot.plot import Plot

ABOVE = 900.0  # the curves, below the marks
SIZE = 14.0  # pixels of the line's grip, at a type of 1
KNOTS = 6  # points of a curve that keys or clicks draw


def _nothing() -> None:
    """The mark has told of itself while it was moved."""


class PredictedPoint(QObject):
    """A line to drag, or to put by a click: up and down over a plot against the step, else sideways."""

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
        plot.box.addItem(self.item)
        scene: Any = plot.scene()
        scene.sigMouseClicked.connect(self._click)

    @property
    def value(self) -> float:
        """The number that the line stands at."""
        return float(self.item.value())

    def put(self, value: float) -> None:
        """Move the line, as a number that was typed does."""
        if value != self.value:
            self.item.setValue(value)

    def grips(self) -> list[Grip]:
        """The line as keys take it."""
        (x0, x1), (y0, y1) = self.plot.ranges
        place = (self.value, (y0 + y1) / 2) if self.upright else ((x0 + x1) / 2, self.value)
        name = translate("Prediction", "Your prediction, {value}").format(value=entry(self.rounded))
        reach = (0.0, math.inf) if self.upright else (math.inf, 0.0)
        return [Grip("prediction", name, place, self._put, _nothing, reach=reach)]

    def _put(self, x: float, y: float) -> None:
        self.item.setValue(x if self.upright else y)

    @Slot(object)
    def _click(self, event: Any) -> None:
        box = self.plot.box
        left = event.button() == Qt.MouseButton.LeftButton and not event.double()
        if left and box.sceneBoundingRect().contains(event.scenePos()):
            event.accept()
            point = box.mapSceneToView(event.scenePos())
            self._put(point.x(), point.y())

    def _moved(self) -> None:
        self.moved.emit(self.rounded)

    @property
    def rounded(self) -> float:
        """The number that the line stands at, as exactly as it can be placed."""
        across, up = self.plot.box.viewPixelSize()
        return placed(self.value, across if self.upright else up)

    def remove(self) -> None:
        """Take the line off the plot."""
        scene: Any = self.plot.scene()
        scene.sigMouseClicked.disconnect(self._click)
        self.plot.box.removeItem(self.item)
        self.deleteLater()


class _Pad(pg.GraphicsObject):
    """Takes drags over the whole plot and says where the pointer goes, and clicks."""

    drawn = Signal(tuple, bool)  # (x, y) so far, and whether the hand has let go
    clicked = Signal(float, float)

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
            event.acceptClicks(Qt.MouseButton.LeftButton)

    def mouseClickEvent(self, event: Any) -> None:
        """A point of the curve, for who can't drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.clicked.emit(event.pos().x(), event.pos().y())

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
    """A curve that is drawn over the plot by dragging, or point by point, by keys or clicks."""

    drawn = Signal(tuple)  # (step, number) in their order, when the hand has let go, or the last point is put

    def __init__(self, plot: Plot, points: tuple[tuple[float, float], ...], look: Look) -> None:
        super().__init__(plot)
        self.plot = plot
        self.points: tuple[tuple[float, float], ...] = ()
        self._knots: tuple[tuple[float, float], ...] = ()  # of a curve that keys or clicks draw
        self._left = set() if points else set(range(KNOTS))  # those that have not been put yet
        width = look.curve_width * look.pen_scale
        pen = pg.mkPen(look.accent, width=width, style=Qt.PenStyle.DotLine)
        self.line = pg.PlotCurveItem(pen=pen)
        self.line.setZValue(ABOVE)
        self.pad = _Pad(plot.box)
        self.pad.setZValue(ABOVE + 1)
        self.pad.drawn.connect(self._draw)
        self.pad.clicked.connect(self._click)
        plot.box.addItem(self.line)
        plot.box.addItem(self.pad, ignoreBounds=True)
        self._show(points)

    def grips(self) -> list[Grip]:
        """Some points of the curve as keys take them: with them it can be drawn as well."""
        knots, found, (low, high) = self._points(), [], self.plot.ranges[1]
        for number, (x, y) in enumerate(knots):
            text = translate("Prediction", "Your curve at {x}: {y}")
            if number in self._left:
                text = translate("Prediction", "Your curve at {x}: not placed yet, now {y}")
            name = text.format(x=entry(round(x)), y=apart(y, 3, high - low))
            put, finish = (functools.partial(way, knots, number) for way in (self._put, self._finish))
            found.append(Grip(("curve", number), name, (x, y), put, finish))
        return found

    def _points(self) -> tuple[tuple[float, float], ...]:
        """Points that stand apart on the curve."""
        (x0, x1), (y0, y1) = self.plot.ranges
        return self._knots or tuple(self._on_curve(x, (y0 + y1) / 2) for x in np.linspace(x0, x1, KNOTS))

    def _on_curve(self, x: float, level: float) -> tuple[float, float]:
        """The curve as it is drawn at x; at a level where there is none."""
        if not self.points:
            return float(x), level
        xs, ys = zip(*sorted(self.points), strict=True)
        return float(x), float(np.interp(x, xs, ys))

    def _put(self, knots: tuple[tuple[float, float], ...], number: int, _x: float, y: float) -> None:
        self._knots = (*knots[:number], (knots[number][0], y), *knots[number + 1 :])
        self._show(self._knots)

    def _finish(self, knots: tuple[tuple[float, float], ...], number: int) -> None:
        """One is put down, perhaps where it was; the curve is an answer once all are."""
        self._knots = self._knots or knots
        self._left.discard(number)
        if not self._left:
            self.drawn.emit(self._knots)

    def _click(self, x: float, y: float) -> None:
        knots = self._points()
        number = min(range(KNOTS), key=lambda place: abs(knots[place][0] - x))
        self._put(knots, number, x, y)
        self._finish(knots, number)

    def _show(self, points: tuple[tuple[float, float], ...]) -> None:
        self.points = points
        self.line.setData([x for x, _ in points], [y for _, y in points])

    def _draw(self, points: tuple[tuple[float, float], ...], done: bool) -> None:
        self._knots = ()
        self._show(points)
        if done:
            self._left = set()
            self.drawn.emit(points)

    def remove(self) -> None:
        """Take the curve off the plot."""
        self.plot.box.removeItem(self.line)
        self.plot.box.removeItem(self.pad)
        self.deleteLater()
