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
    items = (layout.itemAt(place) for place in range(layout.count())) if layout is not None else ()
    for item in items:
        if item is None:
            continue
        yield from _inside(item.layout())
        if (widget := item.widget()) is not None:
            yield widget
            yield from _inside(widget.layout())
