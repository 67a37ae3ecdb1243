"""The name of a field, which leads to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFormLayout, QLabel, QWidget


class FieldName(QLabel):
    """A click on it gives its buddy the focus, as Qt's own keys do; a switch is turned."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the field, or to the first part of it that takes keys."""
        buddy = self.buddy()
        if buddy is None or not buddy.isEnabled() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        parts = [buddy, *buddy.findChildren(QWidget)]
        takes = (part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible())
        next(takes, buddy).setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(buddy, QAbstractButton) and buddy.isCheckable():
            buddy.click()


def add_named(form: QFormLayout, name: str, field: QWidget) -> None:
    """A row of a form: a field with its name before it."""
    label = FieldName(name)
    label.setBuddy(field)
    form.addRow(label, field)
