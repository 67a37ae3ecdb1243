"""The order in which what is on the screen is read: by layouts, from the outside in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QScrollArea,
    QSplitter,
    QWidget,
)

LEAVES = QAbstractScrollArea, QAbstractSpinBox, QComboBox
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """`widget` and all that is seen in it, as it is read: by layouts, what lies in none of them last."""
    if not widget.isVisible():
        return
    yield widget
    if isinstance(widget, LEAVES) and not isinstance(widget, QScrollArea):
        return  # what is in it has no focus of its own
    for child in parts_of(widget):
        yield from in_order(child)


def parts_of(widget: QWidget) -> list[QWidget]:
    """What is directly in a widget, as it is read."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [] if inner is None else [inner]
    arranged = _arranged(widget)
    others = [each for each in _direct(widget) if each not in arranged]
    return arranged + sorted(others, key=lambda each: (each.y(), each.x()))


def _arranged(widget: QWidget) -> list[QWidget]:
    """What a splitter or a layout holds, in its order."""
    if isinstance(widget, QSplitter):
        places = range(widget.count())
        parts = [part for place in places for part in (widget.handle(place), widget.widget(place))]
        return [part for part in parts if part is not None]
    return list(_laid_out(widget.layout()))


def _direct(widget: QWidget) -> list[QWidget]:
    return [each for each in widget.findChildren(QWidget, options=DIRECT) if not each.isWindow()]


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """By the places of widgets and layouts; the items between are not touched.

    PySide goes on knowing a QLayoutItem at its address when it is long gone: pyqtgraph, which makes lines of
    memory at an address, then got the item in place of its lines, and did not paint.
    """
    owner = None if layout is None else layout.parentWidget()
    if layout is None or owner is None:
        return
    widgets = owner.findChildren(QWidget, options=DIRECT)
    parts: list[QWidget | QLayout] = [*widgets, *layout.findChildren(QLayout, options=DIRECT)]
    placed = {layout.indexOf(part): part for part in parts}
    for place in sorted(place for place in placed if place >= 0):
        part = placed[place]
        if isinstance(part, QWidget):
            yield part
        else:
            yield from _laid_out(part)


def is_stop(widget: QWidget) -> bool:
    """Whether Tab visits a widget that is seen."""
    if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or not widget.isEnabled():
        return False
    # To ask a viewport for its proxy lets PySide keep both for ever.
    return not isinstance(widget.parentWidget(), LEAVES) and widget.focusProxy() is None


def stops(widget: QWidget) -> list[QWidget]:
    """What Tab visits in a widget, in its order."""
    return [each for each in in_order(widget) if is_stop(each)]


def tell_in_order(widget: QWidget) -> None:
    """Let a screen reader find what is in a widget in the order in which it is read.

    It is told in the order that Qt paints in. What lies in no layout, over the rest, stays over it.
    """
    if isinstance(widget, QScrollArea):
        inside = parts_of(widget)
    elif isinstance(widget, LEAVES):
        return
    else:
        inside, arranged = _direct(widget), _arranged(widget)
        wanted = [*arranged, *(each for each in inside if each not in arranged)]
        if wanted != inside:
            for each in wanted:
                each.raise_()
    for each in inside:
        tell_in_order(each)
