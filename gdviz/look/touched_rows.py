"""Rows of drop-down lists for fingers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem

from gdviz.look.look import Look


class TouchedRows(QStyledItemDelegate):
    """Rows at least `least` pixels high."""

    least = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the type needs, or a finger."""
        return super().sizeHint(option, index).expandedTo(QSize(0, self.least))


def touch_rows(box: QComboBox, look: Look) -> None:
    """Make the rows that a box drops down, or offers while one types, high enough in a look for fingers."""
    completer = box.completer()
    for rows in (box.view(), None if completer is None else completer.popup()):
        if rows is None:  # nothing is offered yet
            continue
        if look.touch and not isinstance(rows.itemDelegate(), TouchedRows):
            rows.setItemDelegate(TouchedRows(rows))
        delegate = rows.itemDelegate()
        if isinstance(delegate, TouchedRows):
            delegate.least = look.touch
