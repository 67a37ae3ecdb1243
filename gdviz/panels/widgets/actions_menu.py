"""A widget's actions as its context menu, which may outlive neither the widget nor its own stack.

Qt's own (`ActionsContextMenu`) is a menu on the stack that waits within an event: a form that is built anew
meanwhile, by another window's change or at the end of a run, deletes it there, and the process aborts.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget


class ActionsMenu(QObject):
    """Pops up where the widget is asked for a menu, by mouse or keys."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._show)

    @Slot(QPoint)
    def _show(self, place: QPoint) -> None:
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._widget.actions())
        # A table's place is that in its viewport.
        within = getattr(self._widget, "viewport", lambda: self._widget)()
        menu.popup(within.mapToGlobal(place))
