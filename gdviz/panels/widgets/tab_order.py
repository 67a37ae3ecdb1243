"""The order in which Tab goes through a form whose parts come and go: as they stand in their layouts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def order_tabs(widget: QWidget) -> None:
    """Let Tab visit what is in `widget` in the order of its layouts."""
    for before, after in itertools.pairwise(focusable(widget)):
        QWidget.setTabOrder(before, after)


def focusable(widget: QWidget) -> list[QWidget]:
    """What Tab can visit in `widget`, in the order of its layouts."""
    return [each for each in _inside(widget.layout()) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _inside(layout: QLayout | None) -> Iterator[QWidget]:
    """By the places of widgets and layouts; the items between are not touched.

    PySide goes on knowing a QLayoutItem at its address when it is long gone: pyqtgraph, which makes lines of
    memory at an address, then got the item in place of its lines, and did not paint.
    """
    owner = None if layout is None else layout.parentWidget()
    if layout is None or owner is None:
        return
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = owner.findChildren(QWidget, options=direct)
    parts: list[QWidget | QLayout] = [*widgets, *layout.findChildren(QLayout, options=direct)]
    placed = {layout.indexOf(part): part for part in parts}
    for place in sorted(place for place in placed if place >= 0):
        part = placed[place]
        if isinstance(part, QWidget):
            yield part
        yield from _inside(part.layout() if isinstance(part, QWidget) else part)
