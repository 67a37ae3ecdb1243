"""What the window paints, read like a picture: its words, what stands on what, how well it is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QTransform
from PySide6.QtWidgets import QAbstractButton

from gdviz.export.picture.catcher import drawn
from gdviz.export.picture.drawing import Shape, TextRun
from gdviz.look.look import READABLE, contrast

SEEN_AT_ALL = 2.0  # what stands out less is a grid or a ground, which words may stand on
# Latin that a Chinese text has, too: names, symbols, code.
NOT_TRANSLATED = re.compile(
    r"\b(gdviz|TensorFlow|minimize|staircase|True|decay_rate|shadow|global_step|num_updates|decay_steps|layer_rates|MSE|Adam|Adagrad|RMSProp|Momentum|Nesterov|SGD|ReLU|tanh|sigmoid|softmax|float32|float64|"
    r"log|exp|min|max|sin|cos|loss|clip|lr|decay|step|bias|NaN|inf|Ctrl|XOR|L1|L2|PageDown)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Words:
    """Words on the page: the place that their ink takes, how high their type is, and what they stand on.

    `upright` turns the page as the words are turned; `ink` is their place then.
    """

    text: str
    rect: QRectF
    ink: QRectF
    upright: QTransform
    height: float
    color: str
    ground: str
    order: int
    clip: QRectF

    @property
    def seen(self):
        """The part of the place that is not clipped."""
        return self.rect.intersected(self.clip)


class Painted:
    """One picture of a widget, taken apart."""

    def __init__(self, widget) -> None:
        self.items = drawn(widget).items
        self.page = QRectF(widget.rect())
        self.whole = {button.text() for button in widget.findChildren(QAbstractButton)}  # "Import…" is
        self._fills = [
            (order, item.path.boundingRect(), item)
            for order, item in enumerate(self.items)
            if isinstance(item, Shape)
            and item.brush.style() == Qt.BrushStyle.SolidPattern
            and item.brush.color().alpha() * item.opacity > 200
        ]
        self._fill_edges = np.array([edges(rect) for _, rect, _ in self._fills]).reshape(-1, 4)
        self._fill_orders = np.array([order for order, _, _ in self._fills])
        self.words = [
            words
            for order, item in enumerate(self.items)
            if isinstance(item, TextRun) and item.text.strip() and (words := self._words(order, item))
        ]

    def _words(self, order, run):
        metrics = QFontMetricsF(run.font)
        ink = metrics.tightBoundingRect(run.text)
        ink.setRight(min(ink.right(), metrics.horizontalAdvance(run.text)))  # where italics are slanted type
        ink.translate(run.place)
        rect = run.transform.mapRect(ink)
        clip = self.page if run.clip is None else run.clip.boundingRect()
        if not rect.intersects(clip):
            return None
        center = rect.intersected(clip).center()
        if self._covering(center, order):
            return None
        scale = abs(run.transform.determinant()) ** 0.5
        ground = self._ground(center, order)
        upright, _ = run.transform.inverted()
        height, color = metrics.height() * scale, run.color.name()
        return Words(run.text.strip(), rect, ink, upright, height, color, ground, order, clip)

    def _at(self, point):
        """The opaque areas that a point is in, in the order in which they are painted."""
        if not len(self._fills):
            return
        left, top, right, bottom = self._fill_edges.T
        x, y = point.x(), point.y()
        for place in np.flatnonzero((left <= x) & (x <= right) & (top <= y) & (y <= bottom)):
            order, _, item = self._fills[place]
            inside = item.clip is None or item.clip.boundingRect().contains(point)
            if inside and item.path.contains(point):
                yield order, item

    def _covering(self, point, order):
        return any(later > order for later, _ in self._at(point))

    def _ground(self, point, order):
        below = [item for earlier, item in self._at(point) if earlier < order]
        return below[-1].brush.color().name() if below else "#ffffff"

    # -- faults ------------------------------------------------------------------------------------------

    def cut(self, may_scroll=()):
        """Words that leave what they are painted in, or the page."""
        for words in self.words:
            bearing = max(1.5, words.height / 15)  # the tail of a j
            inside = words.clip.intersected(self.page).adjusted(-bearing, -1.5, bearing, 1.5)
            if not inside.contains(words.rect) and not within(words.rect, may_scroll):
                yield f"“{words.text}” is cut"
            if re.search(r"[^\s…]…(?![…\s])", words.text) and words.text not in self.whole:
                yield f"“{words.text}” is shortened"

    def small(self, least):
        """Words in smaller type than `least` pixels."""
        for words in self.words:
            if words.height < least - 0.5:
                yield f"“{words.text}” is {words.height:.0f} pixels high"

    def faint(self):
        """Words that don't stand out from their ground."""
        for words in self.words:
            found = contrast(words.color, words.ground)
            if found < READABLE - 0.05:
                yield f"“{words.text}”, {words.color} on {words.ground}: {found:.1f} to 1"

    def upon_each_other(self):
        """Words that lie on others."""
        boxes = np.array([edges(words.seen.adjusted(1.5, 1, -1.5, -1)) for words in self.words]).reshape(
            -1, 4
        )
        left, top, right, bottom = boxes.T
        for place, words in enumerate(self.words):
            other = slice(place + 1, None)
            hit = (
                (left[other] < right[place]) & (right[other] > left[place])
                & (top[other] < bottom[place]) & (bottom[other] > top[place])
            )  # fmt: skip
            for found in np.flatnonzero(hit):
                yield f"“{words.text}” lies on “{self.words[place + 1 + found].text}”"

    def over_data(self, plots):
        """Words on plots that lie on lines or marks of data.

        Each plot is a rectangle of the page, how thick the lines of a landscape are on it, and the colors
        between them, which are all over it: words may cover these.
        """
        for plot, hairline, ground in plots:
            inside = [words for words in self.words if plot.contains(words.rect.center())]
            shapes = [
                (order, item)
                for order, item in enumerate(self.items)
                if inside and isinstance(item, Shape) and item.path.boundingRect().intersects(plot)
            ]
            for words in inside:
                hits = {
                    color for order, item in shapes if (color := self._struck(words, order, item, hairline))
                } - ground
                if hits:
                    yield f"“{words.text}” lies on what is {', '.join(sorted(hits))}"

    def _struck(self, words, order, item, hairline):
        """The color of a line or a mark that goes through the words; None where it does not."""
        box = words.rect.adjusted(1, 1, -1, -1)
        bounds, pen, brush = item.path.boundingRect(), item.pen, item.brush
        line = pen.style() != Qt.PenStyle.NoPen and pen.color().alpha() > 0
        line &= order > words.order or pen.widthF() > hairline + 0.1
        filled = brush.style() == Qt.BrushStyle.SolidPattern and brush.color().alpha() > 100
        if item.clip is not None and not item.clip.boundingRect().intersects(box):
            return None
        if line and contrast(pen.color().name(), words.ground) >= SEEN_AT_ALL:
            wide = pen.widthF() / 2
            if bounds.adjusted(-wide, -wide, wide, wide).intersects(box):
                scale = abs(words.upright.determinant()) ** 0.5
                ink = words.ink.adjusted(scale, scale, -scale, -scale)
                if crosses(words.upright.map(item.path), ink, wide * scale):
                    return pen.color().name()
        mark = filled and max(bounds.width(), bounds.height()) < 60
        if mark and contrast(brush.color().name(), words.ground) >= SEEN_AT_ALL:
            return brush.color().name() if bounds.intersects(box) and not bounds.contains(box) else None
        return None

    def called_as_in_files(self):
        """Names of parameters as programs write them."""
        for words in self.words:
            if re.search(r"\b[bw]\d+_\d", words.text):
                yield f"“{words.text}” has a name as in files"

    def untranslated(self):
        """Words of English in a Chinese window."""
        for words in self.words:
            left = NOT_TRANSLATED.sub(" ", words.text)
            if re.search(r"[A-Za-z]{3,}", left):
                yield f"“{words.text}” is not translated"


def edges(rect):
    """The four edges."""
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def within(rect, areas):
    """Whether a rectangle begins in one of the areas."""
    return any(area.contains(rect.center()) or area.intersects(rect) for area in areas)


def crosses(path: QPainterPath, box: QRectF, wide: float) -> bool:
    """Whether an outline, so wide on either side, goes through a box."""
    count = path.elementCount()
    if count < 2:
        return False
    found = [path.elementAt(place) for place in range(count)]
    points = np.array([(each.x, each.y) for each in found])
    move = np.array([each.isMoveTo() for each in found])[1:]
    begin, end = points[:-1][~move], points[1:][~move]
    low, high = np.array(edges(box.adjusted(-wide, -wide, wide, wide))).reshape(2, 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        way = end - begin
        one, other = (low - begin) / way, (high - begin) / way
    enter, leave = np.fmin(one, other), np.fmax(one, other)
    still = way == 0
    outside = still & ((begin < low) | (begin > high))
    enter, leave = np.where(still, -np.inf, enter), np.where(still, np.inf, leave)
    first, last = np.fmax(enter.max(axis=1), 0.0), np.fmin(leave.min(axis=1), 1.0)
    return bool(((first <= last) & ~outside.any(axis=1)).any())
