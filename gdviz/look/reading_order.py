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
    for child in _children(widget):
        yield from in_order(child)


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [] if inner is None else [inner]
    if isinstance(widget, QSplitter):
        places = range(widget.count())
        parts = [part for place in places for part in (widget.handle(place), widget.widget(place))]
        return [part for part in parts if part is not None]
    laid_out = list(_laid_out(widget.layout()))
    known = set(map(id, laid_out))
    others = [each for each in widget.findChildren(QWidget, options=DIRECT) if id(each) not in known]
    others = [each for each in others if not each.isWindow()]
    return laid_out + sorted(others, key=lambda each: (each.y(), each.x()))


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


__all__ = ["in_order", "is_stop", "stops"]
