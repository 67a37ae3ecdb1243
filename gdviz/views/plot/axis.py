"""An axis of a plot: tabular numbers that never overlap, in a look."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gdviz.look.look import Look, number_font, receding
from gdviz.look.shortened import ASIDE, shortened
from gdviz.notation.ticks import linear_ticks, log_ticks, tick_texts, two_ticks

UPRIGHT = 9.0  # lines of text that a turned name may be long
FEWEST = 2.5  # lines of text that any name may be long
BESIDE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
SHORT = 0.3  # of an axis, which a title in the line of its numbers may take
LESS = 10  # pixels that numbers must be narrower than their room before pyqtgraph takes it from them
FLAGS = {  # the tail of a g reaches out of its place
    "left": int(Qt.AlignmentFlag.AlignRight | BESIDE),
    "right": int(Qt.AlignmentFlag.AlignLeft | BESIDE),
    "bottom": int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextDontClip),
}
Range = tuple[float, float]
Ticks = tuple[tuple[float, str], ...]


class Axis(pg.AxisItem):
    """An axis with tabular numbers that never overlap.

    `whole` allows whole numbers only (steps); `log` says that the data are decimal logarithms; `names` stand
    at their places instead of numbers. Names below a plot that are too wide for that stand upright. Below
    `floor` there can be nothing, whatever room the plot leaves there: no numbers either.
    """

    textWidth: float  # the room of the numbers, as pyqtgraph keeps it

    labelText: str
    picture: Any  # what is painted, as long as it stays

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.whole = False
        self.log = False
        self.names: Ticks | None = None
        self.longest = math.inf  # pixels that a name may take across the axis
        self.floor = -math.inf
        self._full_title = ""
        self._low = self._in_line = False
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0, maxTickLevel=0, maxTextLevel=0, tickAlpha=255)
        self._texts: dict[float, str] = {}
        # What was asked of `tickValues`, and answered: all ask it several times.
        self._asked: tuple[object, ...] = ()
        self._found: list[tuple[float, list[float]]] = []
        self._upright = False  # whether the names below the plot are turned
        self._metrics: QFontMetricsF | None = None

    def set_title(self, text: str) -> None:
        """What the axis shows, as plain text."""
        if text == self._full_title:
            return
        self._full_title = text
        self.showLabel(bool(text) and not self._in_line)
        self.resizeEvent()

    def set_low(self, low: bool) -> None:
        """In a low plot a short title stands in the line of the numbers, at its end."""
        self._low = low
        self._fit_title()

    def set_floor(self, floor: float) -> None:
        """Write no numbers below this."""
        if floor != self.floor:
            self.floor = floor
            self.picture = None
            self.update()

    @property
    def title(self) -> str:
        """What the axis shows."""
        return self._full_title

    def _fit_title(self) -> None:
        """Write the title as far as the axis is long, or in the line of its numbers.

        A turned one may go on beside the numbers of the axis below.
        """
        length = self.width() if self.orientation == "bottom" else self.height() + self._below()
        metrics = self._metrics or QFontMetricsF(self.label.font())
        in_line = self._low and metrics.horizontalAdvance(self._full_title) <= SHORT * length
        if in_line != self._in_line:
            self._in_line = in_line
            self.showLabel(bool(self._full_title) and not in_line)
        text = self._full_title
        if metrics.horizontalAdvance(text) > length:
            text = metrics.elidedText(ASIDE.sub("", text), Qt.TextElideMode.ElideRight, length)
        if text != self.labelText:
            self.labelText = text
            self._updateLabel()

    def _below(self) -> float:
        """How many pixels of the plot are below the axis."""
        parent = self.parentItem()
        return parent.boundingRect().bottom() - self.geometry().bottom() if parent is not None else 0.0

    def resizeEvent(self, ev: Any = None) -> None:
        """The title in the middle, no longer than the axis, if that can be; none begins above it."""
        if hasattr(self, "_full_title") and self.label is not None:
            self._fit_title()
        super().resizeEvent(ev)
        if self.label is not None and self.orientation != "bottom":
            self.label.setY(max(self.label.y(), self.label.boundingRect().width()))

    def labelString(self) -> str:
        """The title alone: pyqtgraph would add units."""
        return html.escape(self.labelText)

    def set_look(self, look: Look, *, grid: bool) -> None:
        """Take colours and type; `grid` draws hairlines across the plot at every number."""
        font = number_font(look)
        self._metrics = QFontMetricsF(font)
        self.setStyle(tickFont=font, tickTextOffset=round(5 * look.font_scale))
        self.setPen(
            pg.mkPen(receding(look.muted, look.surface, 0.45), width=look.thin_width * look.pen_scale)
        )
        self.setTickPen(pg.mkPen(look.line, width=look.pen_scale))
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
        """What is painted: numbers that would reach beyond the plot's edge move aside, for half is wrong.

        pyqtgraph's own, for scales of any kind, takes three times as long.
        """
        bounds, (low, high) = self.mapRectFromParent(self.geometry()), self.range
        below = self.orientation == "bottom"
        length = bounds.width() if below else bounds.height()
        if not (length > 0 and high > low):
            return None
        metrics = self._metrics or QFontMetricsF(self.label.font())
        view = self.linkedView() if self.grid is not False else None
        grid = view.mapRectToItem(self, view.boundingRect()) if view is not None else bounds
        values = [value for value in self.tickValues(low, high, length)[0][1] if low <= value <= high]
        scale, gap = length / (high - low), self.style["tickTextOffset"][below]
        line, ticks, texts, widest = self._base(bounds), [], [], 0.0
        height, whole, numbered = 0.8 * metrics.height(), self.boundingRect(), self.style["showValues"]
        for value in values:
            text = self._texts[value]
            width = metrics.horizontalAdvance(text)
            if below:
                x = bounds.left() + (value - low) * scale
                ticks.append(QLineF(x, grid.top(), x, bounds.top()))
                rect = QRectF(x - width / 2, bounds.top() + gap, width, height)
            else:
                y, right = bounds.bottom() - (value - low) * scale, self.orientation == "right"
                begin, end = (grid.left(), bounds.left()) if right else (grid.right(), bounds.right())
                ticks.append(QLineF(begin, y, end, y))
                rect = QRectF(end + gap if right else end - gap - width, y - height / 2, width, height)
            if numbered and whole & rect == rect:
                texts.append((rect, FLAGS[self.orientation], text))
            widest = max(widest, width)
        if numbered:
            self._updateMaxTextSize(height if below else widest)
        parent = self.parentItem()
        if not below or parent is None:
            return line, ticks, texts
        if self._upright:
            return line, ticks, [(_turned(rect), flags, text) for rect, flags, text in texts]
        room = self.mapRectFromItem(parent, parent.boundingRect()).adjusted(2, 0, -2, 0)
        for rect, _, _ in texts:
            rect.moveLeft(max(room.left(), min(rect.left(), room.right() - rect.width())))
        if self._in_line:
            width = metrics.horizontalAdvance(self._full_title)
            place = QRectF(room.right() - width, bounds.top() + gap, width, height)
            texts = [each for each in texts if each[0].right() + height < place.left()]
            texts.append((place, FLAGS["bottom"], self._full_title))
        return line, ticks, texts

    def _base(self, bounds: QRectF) -> QLineF:
        """The line between the axis and the plot."""
        if self.orientation == "bottom":
            return QLineF(bounds.topLeft() + QPointF(-1, 1), bounds.topRight() + QPointF(1, 1))
        if self.orientation == "right":
            return QLineF(bounds.topLeft() + QPointF(1, -1), bounds.bottomLeft() + QPointF(1, 1))
        return QLineF(bounds.topRight() + QPointF(-1, -1), bounds.bottomRight() + QPointF(-1, 1))

    def paint(self, p: QPainter, *_option: Any) -> None:
        """Line, hairlines and numbers; turned names are read from below. Played from a picture, as pyqtgraph
        has it, the numbers are laid out anew each time, too, and their fonts found."""
        if self.picture is None:  # something differs since it was painted
            self.picture = self.generateDrawSpecs(p) or ()
        if not self.picture:
            return
        line, ticks, texts = self.picture
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        p.setPen(self.pen())
        p.drawLine(line)
        p.setPen(self.tickPen())
        p.drawLines(ticks)
        p.setFont(self.style["tickFont"] or self.label.font())
        p.setPen(self.textPen())
        for rect, flags, text in texts:
            if not self._upright:
                p.drawText(rect, flags, text)
                continue
            p.save()
            p.translate(rect.center().x(), rect.top())
            p.rotate(-90.0)
            place = QRectF(-rect.height(), -rect.width() / 2, rect.height(), rect.width())
            p.drawText(place, FLAGS["left"], text)
            p.restore()
        p.restore()

    def _named(self, low: float, high: float, size: float) -> tuple[list[float], list[str]]:
        """The names, or each so many-th where they would lie on each other."""
        assert self.names is not None
        metrics = self._metrics or QFontMetricsF(self.label.font())
        height, slot = metrics.height(), size / max(high - low, 1e-9)
        texts = [text for _, text in self.names]
        if self.orientation == "bottom":
            widest = max(map(metrics.horizontalAdvance, texts), default=0.0)
            self._upright = size > 0 and widest + 0.5 * height > slot
        if self._upright or self.orientation == "left":
            longest = min(self.longest, UPRIGHT * height if self._upright else math.inf)
            texts = _told_apart(texts, metrics, max(longest, FEWEST * height))
        crowded = self._upright or self.orientation in ("left", "right")
        every = max(1, math.ceil(0.9 * height / slot)) if crowded and slot > 0 else 1
        return [value for value, _ in self.names][::every], texts[::every]

    def _room(self, texts: Sequence[str]) -> float:
        """How many pixels the longest of `texts` takes along the axis, with its gap."""
        metrics = self._metrics or QFontMetricsF(self.label.font())
        if self.orientation in ("left", "right"):
            return metrics.height() * 2.5
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0) + metrics.height() * 1.6

    def _least_room(self, texts: Sequence[str]) -> float:
        return self._room(texts) * 0.62

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """One level of ticks, as close as their numbers allow."""
        asked = low, high, size, self.whole, self.log, self.names, self.longest, self.floor, self._metrics
        if asked != self._asked:
            self._asked, self._upright = asked, False
            self._found = self._find(low, high, size)
        return self._found

    def _find(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        if self.names is not None:
            step = 1.0
            values, texts = self._named(low, high, size)
        elif self.log:
            step, values, texts = log_ticks(low, high, size, self._room)
        else:
            step, values = linear_ticks(low, high, size, self._room, whole=self.whole)
            if len(values) < 2:  # one number says nothing of the scale: closer, as long as they do not touch
                step, values = linear_ticks(low, high, size, self._least_room, whole=self.whole)
            if len(values) < 2:
                finer, two = two_ticks(low, high, size, self._least_room, whole=self.whole)
                step, values = (finer, two) if two else (step, values)
            values = [value for value in values if value >= self.floor]
            texts = tick_texts(values, step)
        self._texts = dict(zip(values, texts, strict=True))
        return [(step, values)]

    def texts(self) -> list[str]:
        """The numbers at present, from low to high."""
        length = self.height() if self.orientation in ("left", "right") else self.width()
        low, high = self.range
        self.tickValues(low, high, length)
        return list(self._texts.values())

    def fit(self, ends: Range) -> None:
        """Be as wide as the numbers between these ends need."""
        self.tickValues(*ends, self.height())
        metrics = self._metrics or QFontMetricsF(self.label.font())
        widest = max(map(metrics.horizontalAdvance, self._texts.values()), default=0.0)
        if widest < self.textWidth - LESS:  # else pyqtgraph would find that when it paints
            self.textWidth = 0
        self._updateMaxTextSize(math.ceil(widest) + 1)

    def beyond(self, ends: Range, length: float) -> float:
        """How many pixels the first and the last number reach beyond `ends` of `length`, both together."""
        self.tickValues(*ends, length)
        metrics, slot = self._metrics or QFontMetricsF(self.label.font()), length / (ends[1] - ends[0])
        halves = [(place, metrics.horizontalAdvance(text) / 2) for place, text in self._texts.items()]
        before = max((half - (place - ends[0]) * slot for place, half in halves), default=0.0)
        return before + max((half - (ends[1] - place) * slot for place, half in halves), default=0.0)

    def thickness(self, ends: Range, length: float, *, titled: bool, numbered: bool) -> float:
        """How many pixels a title and the numbers take across it, where it shows `ends` in `length`."""
        metrics = self._metrics or QFontMetricsF(self.label.font())
        height = metrics.height()
        space = 0.8 * (height + 8.0) if titled else 0.0  # as pyqtgraph has it
        if not numbered:
            return space
        offsets: tuple[float, float] = self.style["tickTextOffset"]
        if self.orientation == "bottom":
            if self.names is not None:
                self.tickValues(*ends, length)
            if self.names is None or not self._upright:
                return space + offsets[1] + height
            return space + offsets[1] + max(map(metrics.horizontalAdvance, self._texts.values()), default=0.0)
        self.tickValues(*ends, length)
        return space + offsets[0] + max(map(metrics.horizontalAdvance, self._texts.values()), default=0.0)


def _told_apart(texts: list[str], metrics: QFontMetricsF, width: float) -> list[str]:
    """Texts shortened to a width, at their end or their beginning: so that more of them differ."""
    if all(metrics.horizontalAdvance(text) <= width for text in texts):
        return texts
    modes = (Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideLeft)
    ways = [[shortened(text, metrics, width, mode) for text in texts] for mode in modes]
    return max(ways, key=lambda way: len(set(way)))


def _turned(rect: QRectF) -> QRectF:
    """The place of a text that is turned about the middle of its upper edge."""
    return QRectF(rect.center().x() - rect.height() / 2, rect.top(), rect.height(), rect.width())
