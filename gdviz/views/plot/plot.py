"""The plot that every view draws on: pyqtgraph's, with axes, type and colours from a look.

The wheel zooms and a drag pans; `reset_axes` goes back to the ranges that the view chose (`set_home`).
Double clicks are left to the stage.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QWidget

from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.notation.ticks import linear_ticks, log_ticks, tick_texts

Range = tuple[float, float]


class Axis(pg.AxisItem):
    """An axis with tabular numbers that never overlap.

    `whole` allows whole numbers only (steps); `log` says that the data are decimal logarithms.
    """

    labelText: str

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.whole = False
        self.log = False
        self._full_title = ""
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, maxTickLevel=0, maxTextLevel=0, tickAlpha=255)
        self._texts: dict[float, str] = {}
        self._metrics: QFontMetricsF | None = None

    def set_title(self, text: str) -> None:
        """What the axis shows, as plain text."""
        if text == self._full_title:
            return
        self._full_title = text
        self.showLabel(bool(text))
        self._fit_title()
        self.resizeEvent()

    @property
    def title(self) -> str:
        """What the axis shows."""
        return self._full_title

    def _fit_title(self) -> None:
        """Write the title as far as the axis is long."""
        length = self.height() if self.orientation in ("left", "right") else self.width()
        metrics = self._metrics or QFontMetricsF(self.label.font())
        text = metrics.elidedText(self._full_title, Qt.TextElideMode.ElideRight, max(length - 8, 0.0))
        if text != self.labelText:
            self.labelText = text
            self._updateLabel()

    def resizeEvent(self, ev: Any = None) -> None:
        """The title in the middle, no longer than the axis."""
        if hasattr(self, "_full_title") and self.label is not None:
            self._fit_title()
        super().resizeEvent(ev)

    def labelString(self) -> str:
        """The title alone: pyqtgraph would add units."""
        return html.escape(self.labelText)

    def set_look(self, look: Look, *, grid: bool) -> None:
        """Take colours and type; `grid` draws hairlines across the plot at every number."""
        font = number_font(look)
        self._metrics = QFontMetricsF(font)
        self.setStyle(tickFont=font, tickTextOffset=round(5 * look.font_scale))
        self.setPen(pg.mkPen(blend(look.muted, look.surface, 0.45), width=look.thin_width))
        self.setTickPen(pg.mkPen(look.line, width=1))
        self.setTextPen(pg.mkPen(look.muted))
        self.setGrid(255 if grid else False)
        self.label.setFont(font)
        self.label.setDefaultTextColor(QColor(look.muted))
        self.textHeight = int(self._metrics.height())
        self.resizeEvent()
        self._adjustSize()

    def boundingRect(self) -> QRectF:
        """With room for half a number beyond each end; pyqtgraph would drop the first and the last number."""
        height = self._metrics.height() if self._metrics is not None else 16.0
        return QRectF(super().boundingRect()).adjusted(-5 * height, -20, 5 * height, 20)

    def generateDrawSpecs(self, p: QPainter) -> Any:
        """What is painted: numbers that would reach beyond the plot's edge move aside, for half is wrong."""
        specs, parent = super().generateDrawSpecs(p), self.parentItem()
        if specs is None or parent is None or self.orientation != "bottom":
            return specs
        room = self.mapRectFromItem(parent, parent.boundingRect()).adjusted(2, 0, -2, 0)
        line, ticks, texts = specs
        for rect, _, _ in texts:
            rect.moveLeft(max(room.left(), min(rect.left(), room.right() - rect.width())))
        return line, ticks, texts

    def _room(self, texts: Sequence[str]) -> float:
        """How many pixels the longest of `texts` takes along the axis, with its gap."""
        metrics = self._metrics or QFontMetricsF(self.label.font())
        if self.orientation in ("left", "right"):
            return metrics.height() * 1.9
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + metrics.height() * 1.6

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks, as close as their numbers allow."""
        if self.log:
            step, values, texts = log_ticks(low, high, size, self._room)
        else:
            step, values = linear_ticks(low, high, size, self._room, whole=self.whole)
            texts = tick_texts(values, step)
        self._texts = dict(zip(values, texts, strict=True))
        return [(step, values)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """The numbers found by `tickValues`."""
        return [self._texts.get(value, "") for value in values]

    def texts(self) -> list[str]:
        """The numbers at present, from low to high."""
        length = self.height() if self.orientation in ("left", "right") else self.width()
        low, high = self.range
        self.tickValues(low, high, length)
        return list(self._texts.values())


class Plot(pg.PlotWidget):
    """A plot in a look, with ranges that are the view's (`set_home`) until a hand zooms or pans."""

    zoomed_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None, *, right_axis: bool = False) -> None:
        axes = {side: Axis(side) for side in ("left", "bottom", "right")}
        super().__init__(parent, axisItems=axes, enableMenu=False)
        self.look: Look = LIGHT
        self._dressed: Look | None = None
        self.left_axis, self.bottom_axis, self.right_axis = axes["left"], axes["bottom"], axes["right"]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAntialiasing(True)
        self.hideButtons()
        self.setMenuEnabled(False)
        self.box: Any = self.getViewBox()
        self.box.disableAutoRange()
        self.box.setDefaultPadding(0.0)
        self.plotItem.showAxis("right", right_axis)
        for axis in axes.values():
            axis.setZValue(-100)  # grid and numbers below the curves
        self._home: tuple[Range, Range] = ((0.0, 1.0), (0.0, 1.0))
        self._zoomed = False
        self.box.sigRangeChangedManually.connect(self._moved_by_hand)
        self.set_look(LIGHT)

    # -- style ---------------------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Colours, widths and type of axes, grid and background."""
        if look == self._dressed:
            return
        self.look = self._dressed = look
        self.setBackground(QColor(look.surface))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(look.surface))
        self.setPalette(palette)
        self.left_axis.set_look(look, grid=True)
        self.bottom_axis.set_look(look, grid=True)
        self.right_axis.set_look(look, grid=False)
        margin = round(6 * look.font_scale)
        self.plotItem.layout.setContentsMargins(margin, margin + 4, margin * 4, margin)

    def pen(
        self,
        color: str,
        width: float | None = None,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
        *,
        faint: bool = False,
    ) -> QPen:
        """A pen in the look's curve width; `faint` mixes in the surface's colour (opaque: quick to draw)."""
        if faint:
            color = blend(color, self.look.surface, 0.72)
        pen: QPen = pg.mkPen(color, width=self.look.curve_width if width is None else width, style=style)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def set_titles(self, *, bottom: str = "", left: str = "", right: str = "") -> None:
        """What the axes show, translated."""
        self.bottom_axis.set_title(bottom)
        self.left_axis.set_title(left)
        self.right_axis.set_title(right)

    # -- ranges --------------------------------------------------------------------------------------------

    @property
    def zoomed(self) -> bool:
        """Whether a hand has moved the axes away from the view's own ranges."""
        return self._zoomed

    @property
    def home(self) -> tuple[Range, Range]:
        """The view's own ranges, x and y."""
        return self._home

    def set_home(self, x: Range, y: Range) -> None:
        """The ranges that the view wants; shown at once unless a hand has moved the axes."""
        if (x, y) == self._home and not self._zoomed and self.ranges == (x, y):
            return
        self._home = (x, y)
        if not self._zoomed:
            self.box.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=False)

    def reset_axes(self) -> None:
        """Back to the view's own ranges."""
        self._set_zoomed(False)
        self.set_home(*self._home)

    @property
    def ranges(self) -> tuple[Range, Range]:
        """What is visible at present, x and y."""
        (x0, x1), (y0, y1) = self.box.viewRange()
        return (x0, x1), (y0, y1)

    def _moved_by_hand(self, _axes: object) -> None:
        self._set_zoomed(True)

    def _set_zoomed(self, zoomed: bool) -> None:
        if zoomed != self._zoomed:
            self._zoomed = zoomed
            self.zoomed_changed.emit(zoomed)

    # -- gestures ------------------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Not ours: the stage enlarges the view."""
        event.ignore()

    # -- drawing on top ------------------------------------------------------------------------------------

    @property
    def area(self) -> QRectF:
        """The rectangle between the axes, in the widget's pixels."""
        return QRectF(self.mapFromScene(self.box.sceneBoundingRect()).boundingRect())

    def to_pixels(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the data lies in the widget."""
        point = self.mapFromScene(self.box.mapViewToScene(pg.Point(x, y)))
        return float(point.x()), float(point.y())


def text_with_ground(painter: QPainter, rect: QRectF, text: str, color: str, ground: str) -> None:
    """Text that stays readable over curves: on a patch of the surface's colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    patch = QColor(ground)
    patch.setAlpha(225)
    painter.setBrush(patch)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(QColor(color))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


__all__ = ["Axis", "Plot", "Range", "text_with_ground"]
