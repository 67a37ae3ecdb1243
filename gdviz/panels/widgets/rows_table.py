"""A small table of numbers: edit a cell, add and remove rows, paste from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from gdviz.look.appearance import Appearance
from gdviz.look.layouts import bare
from gdviz.look.look import Look
from gdviz.look.shortcuts import nearer_actions
from gdviz.notation.numbers import entry, read
from gdviz.panels.widgets.rows_view import RowsView

Rows = tuple[tuple[Any, ...], ...]  # a cell that is None can't be edited
Index = QModelIndex | QPersistentModelIndex
MOST_ROWS_SHOWN = 8


class RowsModel(QAbstractTableModel):
    """Rows of numbers. An edit is only told: the rows change when the scene has changed."""

    proposed = Signal(object)  # the rows as they would be
    refused = Signal(str, bool)  # what was typed into a cell is no number (True: should be a whole one)

    def __init__(self, whole: Sequence[bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = tuple(whole)
        self.titles: tuple[str, ...] = ("",) * len(whole)
        self.closing = ""  # what a cell shows that can't be edited
        self.rows: Rows = ()

    def show_rows(self, rows: Rows) -> None:
        """Show other rows, keeping the selection where the number of rows stays."""
        if rows == self.rows:
            return
        same = len(rows) == len(self.rows)
        if not same:
            self.beginResetModel()
        self.rows = rows
        if not same:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.whole) - 1))

    def set_titles(self, titles: Sequence[str], closing: str = "") -> None:
        """Name the columns."""
        self.titles, self.closing = tuple(titles), closing
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(titles) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.whole)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell's number as text."""
        value = self.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.closing if value is None else entry(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell with a number can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.rows[index.row()][index.column()] is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Propose the rows with another number in a cell."""
        number = read(str(value), self.whole[index.column()])
        if number is None:
            self.refused.emit(str(value), self.whole[index.column()])
            return False
        rows = [list(row) for row in self.rows]
        rows[index.row()][index.column()] = number
        self.proposed.emit(tuple(tuple(row) for row in rows))
        return True


class RowsTable(Appearance, QWidget):
    """The table with its buttons. `new_row` of the owner says what an added row holds."""

    proposed = Signal(object)  # the rows as a person wants them
    refused = Signal(str, bool)
    add_requested = Signal(int)  # a row behind this one
    remove_requested = Signal(object)  # the places of the rows that shall go

    def __init__(self, whole: Sequence[bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(whole, self)
        slots = self._add, self._remove, self.copy, self.paste
        self.view = RowsView(self.model, self, slots, (Qt.Key.Key_Delete, Qt.Key.Key_Backspace))
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = bare(QVBoxLayout(self), 2)
        column.addWidget(self.view)
        buttons = QHBoxLayout()
        column.addLayout(buttons)
        for button in self.view.buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        nearer_actions(self.view)
        self.model.proposed.connect(self.proposed)
        self.model.refused.connect(self.refused)
        self.view.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.modelReset.connect(self._selection_changed)
        self._selection_changed()

    def show_rows(self, rows: Rows) -> None:
        """Show the rows of the scene."""
        self.model.show_rows(rows)
        self._fit()

    def select(self, row: int) -> None:
        """Select a row and bring it into sight."""
        self.view.selectRow(row)
        self.view.scrollTo(self.model.index(row, 0))

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        super().set_look(look)
        self.view.set_look(look)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another type needs other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_look(self.look)

    def set_titles(self, title: str, columns: Sequence[str], closing: str = "") -> None:
        """What the table and its columns are called, and what stands in a cell that can't be edited."""
        self.model.set_titles(columns, closing)
        self.view.setAccessibleName(title)

    def retranslate(self) -> None:
        """Put every text anew."""
        self.view.retranslate()

    def _fit(self) -> None:
        count = min(max(self.model.rowCount(), 1), MOST_ROWS_SHOWN)
        rows = count * self.view.verticalHeader().defaultSectionSize()
        self.view.setFixedHeight(rows + self.view.horizontalHeader().sizeHint().height() + 4)

    @Slot()
    def _selection_changed(self) -> None:
        self.view.remove.setEnabled(bool(self.view.chosen()))

    @Slot()
    def _add(self) -> None:
        chosen = self.view.chosen()
        self.add_requested.emit(chosen[-1] if chosen else self.model.rowCount() - 1)

    @Slot()
    def _remove(self) -> None:
        if chosen := self.view.chosen():
            self.remove_requested.emit(chosen)

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows (or all) so that they paste into a spreadsheet."""
        rows = self.model.rows
        self.view.copy(lambda row: ["" if value is None else entry(value) for value in rows[row]])

    @Slot()
    def paste(self) -> None:
        """Put rows of numbers from the clipboard behind the selected one."""
        lines = QGuiApplication.clipboard().text().splitlines()
        pasted = []
        for line in lines:
            separator = next((sign for sign in "\t;" if sign in line), None if " " in line.strip() else ",")
            cells = line.replace(", ", " ").split(separator)
            numbers = [read(cell, whole) for cell, whole in zip(cells, self.model.whole, strict=False)]
            if len(cells) != len(self.model.whole) or None in numbers:
                self.refused.emit(line, False)
                return
            pasted.append(tuple(numbers))
        if pasted:
            chosen = self.view.chosen()
            place = chosen[-1] + 1 if chosen else len(self.model.rows)
            self.proposed.emit((*self.model.rows[:place], *pasted, *self.model.rows[place:]))
