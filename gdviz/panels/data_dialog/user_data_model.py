"""The examples of a dataset while they are edited: a table that may hold what a dataset may not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from gdviz.engine.learning.dataset_base import MOST_CLASSES, MOST_EXAMPLES, MOST_INPUTS
from gdviz.engine.learning.datasets import UserData
from gdviz.notation.numbers import entry, read

Index = QModelIndex | QPersistentModelIndex


class UserDataModel(QAbstractTableModel):
    """A row for each example: its inputs, and its target last.

    `rows` holds lists of the inputs and the target, which is the place of a class where there are classes.
    """

    refused = Signal(str)  # what was typed into a cell can't be used: the text
    changed = Signal()

    def __init__(self, data: UserData, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[list[float]] = [
            [*row, target] for row, target in zip(data.rows, data.targets, strict=True)
        ]
        self.names = list(data.input_names)
        self.class_names = list(data.class_names)
        self.target_title = ""  # where the target has no name
        self.target_name = data.target_name
        self.named = bool(data.names)  # else the inputs have no names of their own

    def dataset(self) -> UserData:
        """The dataset of these rows. Raises ValueError with the reason where there is none."""
        return UserData(
            rows=tuple(tuple(row[:-1]) for row in self.rows),
            targets=tuple(row[-1] for row in self.rows),
            names=tuple(self.names) if self.named else (),
            class_names=tuple(self.class_names),
            target_name=self.target_name,
        )

    # -- as a whole ----------------------------------------------------------------------------------------

    def set_inputs(self, count: int) -> None:
        """Have more inputs (new ones are 0), or fewer (the last ones go)."""
        self.beginResetModel()
        for row in self.rows:
            row[:-1] = [*row[:-1], *[0.0] * count][:count]
        free = (f"x{number}" for number in range(1, MOST_INPUTS + count + 1))
        new = [name for name in free if name not in self.names]
        self.names = [*self.names, *new][:count]
        self.endResetModel()
        self.changed.emit()

    def set_names(self, names: list[str]) -> None:
        """Name the inputs, as many as there are."""
        self.names, self.named = names, True
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(names))
        self.changed.emit()

    def set_class_names(self, names: list[str]) -> None:
        """Name the classes, perhaps more than before; fewer must be enough for the targets."""
        self.class_names = names
        self._all_changed()

    def fewest_classes(self) -> int:
        """How many classes the targets need."""
        return max(2, 1 + int(max(row[-1] for row in self.rows)))

    def make_classes(self) -> bool:
        """Let every number among the targets be a class; False where there are too many, or only one."""
        values = sorted({row[-1] for row in self.rows})
        if not 2 <= len(values) <= MOST_CLASSES:
            return False
        for row in self.rows:
            row[-1] = float(values.index(row[-1]))
        self.class_names = [entry(value) for value in values]
        self._all_changed()
        return True

    def make_numbers(self) -> None:
        """Let the classes be numbers: those that they are called, else their places."""
        numbers = [read(name) for name in self.class_names]
        if None in numbers:
            numbers = list(range(len(self.class_names)))
        for row in self.rows:
            row[-1] = float(numbers[int(row[-1])] or 0.0)
        self.class_names = []
        self._all_changed()

    def insert(self, place: int, rows: list[list[float]]) -> bool:
        """Put rows in at `place`; False where a dataset has no room for so many."""
        if len(self.rows) + len(rows) > MOST_EXAMPLES:
            return False
        self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
        self.rows[place:place] = rows
        self.endInsertRows()
        self.changed.emit()
        return True

    def remove(self, places: Iterable[int]) -> bool:
        """Take rows away; False where none would be left."""
        gone = set(places)
        if len(gone) >= len(self.rows):
            return False
        self.beginResetModel()
        self.rows = [row for place, row in enumerate(self.rows) if place not in gone]
        self.endResetModel()
        self.changed.emit()
        return True

    def read(self, cells: list[str]) -> list[float] | None:
        """A row of texts as numbers; None where it can't be read."""
        if len(cells) != self.columnCount():
            return None
        numbers = [self.number(cell, column) for column, cell in enumerate(cells)]
        return None if None in numbers else [float(number or 0.0) for number in numbers]

    def number(self, text: str, column: int) -> float | None:
        """What a cell's text means in its column: a number, or the place of the class of that name."""
        text = text.strip()
        if column < len(self.names) or not self.class_names:
            return read(text)
        return float(self.class_names.index(text)) if text in self.class_names else None

    def text(self, row: int, column: int) -> str:
        """A cell as it is shown."""
        value = self.rows[row][column]
        is_class = self.class_names and column == len(self.names)
        return self.class_names[int(value)] if is_class else entry(value)

    def _all_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.names)))
        self.changed.emit()

    # -- for the table -------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many examples there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """The inputs and the target."""
        return 0 if parent.isValid() else len(self.names) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The name of an input, the target; the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.names[section] if section < len(self.names) else self.target_name or self.target_title

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell as text."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed, or say that it can't be used."""
        number = self.number(str(value), index.column())
        if number is None:
            self.refused.emit(str(value))
            return False
        self.rows[index.row()][index.column()] = float(number)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True
