"""A table whose rows are chosen, added, removed, copied and pasted, with the buttons and keys for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QTableView, QToolButton, QWidget

from gdviz.look.icons import put_icon
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import Look
from gdviz.look.widgets import quiet, scaled
from gdviz.panels.widgets.actions_menu import ActionsMenu

Slots = Callable[[], None]


class RowsView(QTableView):
    """Its owner does what is asked for, places the buttons, and tells it of look and language."""

    def __init__(
        self,
        model: QAbstractTableModel,
        owner: QWidget,
        slots: tuple[Slots, Slots, Slots, Slots],  # what adds, removes, copies and pastes
        keys: Sequence[Qt.Key] = (Qt.Key.Key_Delete,),  # that remove
    ) -> None:
        super().__init__(owner)
        self.setModel(model)
        quiet(self)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        add, remove, copy, paste = slots
        self.buttons = self.add, self.remove = QToolButton(owner), QToolButton(owner)
        for button, slot in zip(self.buttons, (add, remove), strict=True):
            button.setAutoRaise(True)
            button.clicked.connect(slot)
            keep_keys(button, BUTTON)
        self.delete_action, self.copy_action, self.paste_action = QAction(self), QAction(self), QAction(self)
        made = self.delete_action, self.copy_action, self.paste_action
        self.delete_action.setShortcuts([QKeySequence(key) for key in keys])
        self.copy_action.setShortcut(QKeySequence.StandardKey.Copy)
        self.paste_action.setShortcut(QKeySequence.StandardKey.Paste)
        for action, slot in zip(made, (remove, copy, paste), strict=True):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.addAction(action)
        ActionsMenu(self)

    def chosen(self) -> list[int]:
        """The places of the selected rows."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def copy(self, cells_of: Callable[[int], Sequence[str]]) -> None:
        """Copy the selected rows, or all, as a spreadsheet takes them, with the texts that each has."""
        rows = self.chosen() or range(self.model().rowCount())
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells_of(row)) for row in rows))

    def set_look(self, look: Look) -> None:
        """Take icons, and rows as high as the type wants them."""
        put_icon(self.add, "plus", look, 16)
        put_icon(self.remove, "minus", look, 16)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + scaled(look, 8))

    def retranslate(self) -> None:
        """Put every text anew."""
        self.add.setToolTip(self.tr("Add a row after the selected one"))
        self.add.setAccessibleName(self.tr("Add a row"))
        self.remove.setToolTip(self.tr("Remove the selected rows (Delete)"))
        self.remove.setAccessibleName(self.tr("Remove the selected rows"))
        self.delete_action.setText(self.tr("Remove rows"))
        self.copy_action.setText(self.tr("Copy rows"))
        self.paste_action.setText(self.tr("Paste rows"))
