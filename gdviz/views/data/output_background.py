"""A model's output as the ground of a panel: its colours, its borders, and the scale beside it."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gdviz.engine.learning.training import Training
from gdviz.look.class_colors import classes_scale, color_at, number_scale, output_scale
from gdviz.look.look import Look, number_font
from gdviz.notation.numbers import number
from gdviz.notation.ticks import linear_ticks, tick_texts
from gdviz.views.common.flash_guard import FlashGuard
from gdviz.views.data.heat_map import Kind, OutputPicture, Painting
from gdviz.views.plot.axis import Range, Ticks

BAR = 0.8  # width of the scale of outputs, in heights of type
SHADES = 64  # of its colours


def painting_kind(problem: Training) -> Kind:
    """How a problem's outputs become colours: as one output, a number, or several classes."""
    if not problem.data.classes:
        return "number"
    return "classes" if problem.data.classes > 2 else "output"


def painting_of(problem: Training, look: Look, ends: Range, *, discrete: bool = False) -> Painting:
    """How a problem's outputs become colours; `ends` are those of the scale of numbers."""
    kind = painting_kind(problem)
    if kind == "classes":
        return Painting(kind, classes_scale(look, problem.data.classes), discrete=discrete)
    if kind == "output":
        return Painting(kind, output_scale(look), discrete=discrete)
    levels = linear_ticks(*ends, 200.0, lambda texts: 24.0)[1]
    return Painting(kind, number_scale(look), *ends, tuple(levels), discrete)


class HeatMap(pg.ImageItem):
    """What a model says over its inputs, as an image that is smooth however large its pixels are."""

    def __init__(self) -> None:
        super().__init__(axisOrder="row-major", levels=None)  # these are colors already
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(-50)
        self.for_export = False  # what a film has is seen later, at its own pace
        self._guard = FlashGuard()
        self._waiting: OutputPicture | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._show_waiting)

    def show_picture(self, picture: OutputPicture) -> None:
        """Show the colours of a picture where they belong; a moment later where they would flash."""
        wait = 0.0 if self.for_export else self._guard.wait(picture.image, time.monotonic())
        if wait > 0:
            self._waiting = picture
            self._timer.start(round(1000 * wait) + 1)
        else:
            self._timer.stop()
            self._show(picture)

    @Slot()
    def _show_waiting(self) -> None:
        if self._waiting is not None:
            self.show_picture(self._waiting)

    def _show(self, picture: OutputPicture) -> None:
        rows, columns = picture.image.shape[:2]
        (x0, x1), (y0, y1) = picture.x, picture.y
        across, up = (x1 - x0) / (columns - 1), (y1 - y0) / (rows - 1)
        self.setImage(picture.image, autoLevels=False)
        # A value belongs to the middle of its pixel: the picture reaches half a pixel further.
        self.setRect(QRectF(x0 - across / 2, y0 - up / 2, across * columns, up * rows))

    def paint(self, painter: QPainter, *args: Any) -> None:
        """Between its pixels, too."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        super().paint(painter, *args)


def bar_width(metrics: QFontMetricsF, ticks: Ticks) -> float:
    """The room that the scale of outputs takes."""
    widest = max((metrics.horizontalAdvance(text) for _, text in ticks), default=0.0)
    return metrics.height() * (BAR + 0.3 + 1.3) + widest


def scale_width(problems: list[Training], ends: Range, metrics: QFontMetricsF) -> float:
    """The room for the scale beside panels: none where they differ in kind, or classes have no scale."""
    kinds = {painting_kind(each) for each in problems}
    if len(kinds) != 1 or "classes" in kinds:
        return 0.0
    return bar_width(metrics, bar_ticks(problems[0], ends, 200.0, metrics))


def bar_ticks(problem: Training, ends: Range, length: float, metrics: QFontMetricsF) -> Ticks:
    """The numbers beside the scale of outputs."""
    if painting_kind(problem) == "output":
        return tuple((share, number(problem.as_output(share))) for share in (0.0, 0.5, 1.0))
    step, values = linear_ticks(*ends, length, lambda texts: 1.8 * metrics.height())
    return tuple(zip(values, tick_texts(values, step), strict=True))


class OutputScale(pg.GraphicsWidget):
    """The scale of outputs beside the panels: its colours, its numbers and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._shades: list[QColor] = []  # the lowest first

    def show_scale(self, painting: Painting, ticks: Ticks, look: Look, name: str) -> None:
        """Show these from now on."""
        shown = (painting.kind, painting.low, painting.high, painting.discrete, ticks, look, name)
        if shown != self._shown:
            self._shown = shown
            self._painting, self._ticks, self._look, self._name = painting, ticks, look, name
            shares = (np.arange(SHADES) + 0.5) / SHADES
            if painting.discrete:
                shares = (shares > painting.turn).astype(np.float64)
            self._shades = [QColor(color_at(painting.scale, share)) for share in shares.tolist()]
            self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """From the lowest at the bottom to the highest."""
        if not self._shown:
            return
        painting, ticks, look, name = self._painting, self._ticks, self._look, self._name
        room = self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(number_font(look))
        metrics = QFontMetricsF(painter.font())
        bar = QRectF(room.left(), room.top(), BAR * metrics.height(), room.height())
        for place, shade in enumerate(self._shades):  # each over the one before: no gap shows between them
            painter.fillRect(bar.adjusted(0, 0, 0, -place / SHADES * bar.height()), shade)
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
