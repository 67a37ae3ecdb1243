"""Where a message lies over the window: in a gap between what is shown, and never on a plot or a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QWidget

from gdviz.stage.stage_legend import StageLegend
from gdviz.views.common.plot_legend import Legend

APART = 2  # pixels from what stands beside it


def message_place(
    page: QWidget, stage: QRect, sizes: Sequence[QSize], over: tuple[QWidget, ...]
) -> QRect | None:
    """A gap of one of the sizes, the first that has one: on the stage, below it, or above it; else None.

    At the right of a row first: words begin at the left. What is `over` the page leaves gaps as they are.
    """
    taken = [rect.adjusted(-APART, -APART, APART, APART) for rect in _taken(page, page, over)]
    room = page.contentsRect().adjusted(stage.left(), 0, stage.right() - page.width() + 1, 0)
    gaps = (_gap(room, stage, size, taken) for size in sizes)
    return next(filter(None, gaps), None)


def _gap(room: QRect, stage: QRect, size: QSize, taken: Sequence[QRect]) -> QRect | None:
    tops = {stage.top(), stage.bottom() - size.height() + 1}
    tops |= {top for rect in taken for top in (rect.bottom() + 1, rect.top() - size.height())}
    for y in sorted(tops, key=lambda top: (top < stage.top(), top)):
        rect = QRect(QPoint(room.right() - size.width() + 1, y), size)
        beside = [each for each in taken if each.top() <= rect.bottom() and each.bottom() >= rect.top()]
        while room.contains(rect):
            hit = next(filter(rect.intersects, beside), None)
            if hit is None:
                return rect
            rect.moveRight(hit.left() - 1)
    return None


def _taken(widget: QWidget, page: QWidget, over: tuple[QWidget, ...]) -> Iterator[QRect]:
    """What is shown in a widget, in pixels of the page."""
    options = Qt.FindChildOption.FindDirectChildrenOnly
    parts = [
        part
        for part in widget.findChildren(QWidget, options=options)
        if part.isVisible() and not part.isWindow() and part not in over
    ]
    if parts and not isinstance(widget, QAbstractScrollArea):
        for part in parts:
            yield from _taken(part, page, over)
    elif not widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        corner = widget.mapTo(page, QPoint(0, 0))
        yield from (rect.translated(corner) for rect in _filled(widget))


def _filled(widget: QWidget) -> list[QRect]:
    """What a widget shows something on: words may be shorter than their room."""
    if isinstance(widget, StageLegend):
        return [box.toAlignedRect() for box in widget.boxes]
    if isinstance(widget, Legend):
        return [place.toAlignedRect() for place in widget.places]
    if isinstance(widget, QLabel) and not widget.text() and widget.pixmap().isNull():
        return []
    if isinstance(widget, QLabel) and widget.text():
        wrapped = Qt.TextFlag.TextWordWrap if widget.wordWrap() else Qt.TextFlag.TextSingleLine
        flags = widget.alignment() | wrapped
        return [widget.fontMetrics().boundingRect(widget.contentsRect(), flags, widget.text())]
    return [widget.rect()]
