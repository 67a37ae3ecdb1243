"""A recording as a table model: nothing is copied, and only the cells that are seen are written out."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from gdviz.engine.experiment import Batches
from gdviz.engine.recording import Recording
from gdviz.views.look import LIGHT, Look, blend, number_font
from gdviz.views.math_text import MINUS, SUPERSCRIPTS

Index = QModelIndex | QPersistentModelIndex
COUNTERS = ("step", "global_step", "epoch", "examples")
MARK = "▶ "  # stands before the step of the row at the playhead: it is not told by colour alone


def filled_columns(recording: Recording) -> tuple[str, ...]:
    """The columns of a recording that have something to say: not those without any number.

    Epoch and examples only repeat the step where an epoch is one example.
    """
    hidden: set[str] = set()
    if recording.learning_rate_rows is None:
        hidden.add("learning_rate")
    if recording.loss_rows is None:
        hidden.add("loss")
    if recording.shadow_rows is None:
        hidden |= {"effective_decay", *(f"shadow_{name}" for name in recording.names)}
    if recording.gradient_rows is None:
        hidden |= {f"gradient_{name}" for name in recording.names}
    if recording.experiment.batches == Batches():
        hidden |= {"epoch", "examples"}
    return tuple(name for name in recording.columns if name not in hidden)


def cell_text(value: Any, decimals: int) -> str:
    """A number with fixed decimals, so that a column lines up; tiny and huge ones as powers of ten.

    >>> cell_text(np.float32(12.959999), 6), cell_text(-0.5, 6), cell_text(1.25e-7, 6), cell_text(1024, 0)
    ('12.959999', '−0.500000', '1.250000×10⁻⁷', '1024')
    >>> cell_text(float("nan"), 6)
    ''
    """
    number = float(value)
    if np.isnan(number):
        return ""
    if np.isinf(number):
        return "∞" if number > 0 else MINUS + "∞"
    size = abs(number)
    if decimals == 0 or size == 0.0 or 10.0 ** (2 - decimals) <= size < 1e9:
        return f"{number:.{decimals}f}".replace("-", MINUS)
    mantissa, exponent = f"{number:.{decimals}e}".split("e")
    return f"{mantissa.replace('-', MINUS)}×10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def exact_text(value: Any) -> str:
    """A number in full precision for a spreadsheet: the shortest text that gives it back; "" for none."""
    return "" if value != value else str(value)


class RecordingModel(QAbstractTableModel):
    """Row k is the state after k updates. `rows` says how many there are so far."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.recording: Recording | None = None
        self.columns: tuple[str, ...] = ()
        self.rows = 0
        self.playhead = -1
        self._look: Look = LIGHT
        self._background = QBrush()
        self._bold = QFont()
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Colours and type of the row at the playhead."""
        self._look = look
        self._background = QBrush(QColor(blend(look.accent, look.surface, 0.8)))
        self._bold = number_font(look)
        self._bold.setWeight(QFont.Weight.DemiBold)

    def show(self, recording: Recording, rows: int) -> None:
        """Show the first `rows` rows of `recording`, keeping what stays."""
        columns = filled_columns(recording)
        if columns != self.columns:
            self.beginResetModel()
            self.recording, self.columns, self.rows = recording, columns, rows
            self.endResetModel()
            return
        other = recording is not self.recording
        nowhere = QModelIndex()
        if rows < self.rows:
            self.beginRemoveRows(nowhere, rows, self.rows - 1)
            self.recording, self.rows = recording, rows
            self.endRemoveRows()
        elif rows > self.rows:
            self.beginInsertRows(nowhere, self.rows, rows - 1)
            self.recording, self.rows = recording, rows
            self.endInsertRows()
        self.recording = recording
        if other and rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, len(columns) - 1))

    def set_playhead(self, row: int) -> None:
        """Mark the row at the playhead."""
        if row == self.playhead:
            return
        before, self.playhead = self.playhead, row
        for changed in (before, row):
            if 0 <= changed < self.rows:
                # Cell by cell: for a range the view would paint everything anew.
                for column in range(len(self.columns)):
                    cell = self.index(changed, column)
                    self.dataChanged.emit(cell, cell)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are."""
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; bold on a tint in the row at the playhead."""
        if role == Qt.ItemDataRole.DisplayRole:
            text = self.text(index.row(), index.column())
            return MARK + text if index.column() == 0 and index.row() == self.playhead else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if index.row() == self.playhead:
            if role == Qt.ItemDataRole.BackgroundRole:
                return self._background
            if role == Qt.ItemDataRole.FontRole:
                return self._bold
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        assert self.recording is not None
        name = self.columns[column]
        values = self.recording.column(name, row, row + 1)
        return cell_text(values[0], self._decimals(name)) if len(values) else ""

    @staticmethod
    def _decimals(name: str) -> int:
        if name in COUNTERS:
            return 0
        return 7 if name == "learning_rate" else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is called, and in the tool tip what it holds."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return header(self.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return explanation(self.columns[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def copied(self, ranges: list[tuple[int, int]]) -> str:
        """The rows of ranges (first, behind the last) as tab-separated lines below the columns' names."""
        assert self.recording is not None
        lines = ["\t".join(self.columns)]
        for start, stop in ranges:
            columns = [self.recording.column(name, start, stop) for name in self.columns]
            lines += ["\t".join(map(exact_text, row)) for row in zip(*columns, strict=True)]
        return "\n".join(lines) + "\n"


def header(column: str) -> str:
    """A column's name for people."""
    translate = QCoreApplication.translate
    plain = {
        "step": translate("columns", "step"),
        "global_step": "global_step",
        "epoch": translate("columns", "epoch"),
        "examples": translate("columns", "examples"),
        "learning_rate": translate("columns", "learning rate"),
        "loss": translate("columns", "loss"),
        "effective_decay": translate("columns", "effective decay"),
    }
    if column in plain:
        return plain[column]
    if column.startswith("shadow_"):
        return translate("columns", "shadow of {name}").format(name=column.removeprefix("shadow_"))
    if column.startswith("gradient_"):
        return f"∂loss/∂{column.removeprefix('gradient_')}"
    return column


def explanation(column: str) -> str:
    """A sentence about a column."""
    translate = QCoreApplication.translate
    plain = {
        "step": translate("columns", "How many updates have been done. Row 0 is the start."),
        "global_step": translate("columns", "The counter that the schedule and num_updates look at."),
        "epoch": translate("columns", "How often all examples have been seen."),
        "examples": translate("columns", "How many examples have been processed."),
        "learning_rate": translate("columns", "The schedule's rate at this row's global_step."),
        "loss": translate("columns", "The loss at this row's parameters."),
        "effective_decay": translate("columns", "The decay of the moving average at this row's global_step."),
    }
    if column in plain:
        return plain[column]
    if column.startswith("shadow_"):
        name = column.removeprefix("shadow_")
        return translate("columns", "The moving average of {name}.").format(name=name)
    if column.startswith("gradient_"):
        name = column.removeprefix("gradient_")
        return translate("columns", "The slope of the loss in the direction of {name}.").format(name=name)
    return translate("columns", "The parameter {name}.").format(name=column)


__all__ = ["RecordingModel", "cell_text", "exact_text", "explanation", "filled_columns", "header"]
