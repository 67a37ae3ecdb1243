"""A recording as a table model: nothing is copied, and only the cells that are seen are written out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from gdviz.engine.experiment import Batches
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.recording import Recording
from gdviz.look.look import LIGHT, Look, blend, number_font
from gdviz.notation.names import indexed
from gdviz.notation.numbers import stored
from gdviz.readings.instant import text_of

# What a view asks of each cell that it paints, some of it several times.
TEXT, ALIGNMENT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole)
BACKGROUND, FONT = int(Qt.ItemDataRole.BackgroundRole), int(Qt.ItemDataRole.FontRole)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex
COUNTERS = ("step", "global_step", "epoch", "examples")
# The first columns; the parameters and their shadows come where the gaps are.
ORDER = ("step", "global_step", "loss", "", "", "effective_decay", "learning_rate", "epoch", "examples")
PREFIXES = ("shadow_", "gradient_")
MANY = 8  # parameters beyond which they are folded away
FEW_CELLS = 80  # of a row
AT_ONCE = 256  # rows that are copied together
KEPT = 10_000  # texts of cells
MARK = "▶ "  # stands before the step of the row at the playhead: it is not told by colour alone


def filled_columns(recording: Recording, every: bool = True) -> tuple[str, ...]:
    """The columns of a recording that have something to say: not those without any number.

    Epoch and examples only repeat the step where an epoch is one example, and global_step where it advances.
    Without `every`, a model's many parameters are left out, too, and what there is of each. What a lesson
    looks at comes first, for narrow views.
    """
    hidden: set[str] = set()
    experiment = recording.experiment
    if experiment.advance_global_step and experiment.scripted is None:
        hidden.add("global_step")
    if not recording.descends:
        hidden |= {"learning_rate", "loss", *(f"gradient_{name}" for name in recording.names)}
    if not recording.averaged:
        hidden |= {"effective_decay", *(f"shadow_{name}" for name in recording.names)}
    settings = recording.phases.settings
    if isinstance(recording, TrainingRecording):
        hidden |= _empty_of(recording)
    elif all(each.batches == Batches() for each in settings):
        hidden |= {"epoch", "examples"}
    if not every:
        hidden |= {f"{prefix}{name}" for prefix in ("", *PREFIXES) for name in recording.names}
    shown = [name for name in recording.columns if name not in hidden]
    names = frozenset(recording.names)  # of which there may be thousands
    return tuple(sorted(shown, key=lambda name: _rank(name, names)))


def _rank(column: str, names: frozenset[str]) -> int:
    """Where a column stands: those of one rank stay as they are."""
    if column in ORDER:
        return ORDER.index(column)
    if column in names:
        return ORDER.index("effective_decay") - 2
    if column.removeprefix("shadow_") in names:
        return ORDER.index("effective_decay") - 1
    return len(ORDER)


def _empty_of(recording: TrainingRecording) -> set[str]:
    """The columns about the whole data that say nothing, or the same as another."""
    hidden = {name for name in recording.columns if not recording.has(name)}
    if not recording.charged:
        hidden |= {"data_loss", "penalty", "train_data_loss", "test_total_loss"}
    return hidden


class RecordingModel(QAbstractTableModel):
    """Row k is the state after k updates. `rows` says how many there are so far."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.recording: Recording | None = None
        self.columns: tuple[str, ...] = ()
        self.every = False  # whether a model's many parameters have columns, too
        self._columns_of: tuple[Recording | None, bool] = (None, False)
        self._places: dict[str, tuple[str, int]] = {}  # of what is known for each parameter
        self._texts: dict[tuple[int, int], str] = {}  # of cells that were asked for
        self.rows = 0
        self.playhead = -1
        self.lit: tuple[int, int] | None = None  # the cell that a hand points at, here or in another view
        self._look: Look = LIGHT
        self._background = self._lit_background = QBrush()
        self.bold = QFont()
        self.set_look(LIGHT)

    def set_look(self, look: Look) -> None:
        """Colours and type of the row at the playhead."""
        self._look = look
        self._background = QBrush(QColor(blend(look.accent, look.surface, 0.8)))
        self._lit_background = QBrush(QColor(blend(look.accent, look.surface, 0.5)))
        self.bold = number_font(look)
        self.bold.setWeight(QFont.Weight.DemiBold)

    def show(self, recording: Recording, rows: int) -> None:
        """Show the first `rows` rows of `recording`, keeping what stays."""
        columns = self.columns
        if self._columns_of != (recording, self.every):
            self._columns_of = recording, self.every
            columns = filled_columns(recording, self.every or len(recording.names) <= MANY)
            self._texts = {}
        if columns != self.columns:
            self.beginResetModel()
            self.recording, self.columns, self.rows = recording, columns, rows
            self._places = _places(recording, columns)
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
                # Cell by cell, where these are few: for a range the view would paint everything anew.
                few = len(self.columns) <= FEW_CELLS
                for column in range(len(self.columns)) if few else ():
                    cell = self.index(changed, column)
                    self.dataChanged.emit(cell, cell)
                if not few:
                    last = self.index(changed, len(self.columns) - 1)
                    self.dataChanged.emit(self.index(changed, 0), last)

    def light(self, cell: tuple[int, int] | None) -> None:
        """Mark a cell, (row, column), or none."""
        if cell == self.lit:
            return
        before, self.lit = self.lit, cell
        for each in (before, cell):
            index = QModelIndex() if each is None else self.index(*each)
            if index.isValid():  # the one before may be of a run that was longer
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows there are."""
        return 0 if parent.isValid() else self.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; bold on a tint in the row at the playhead."""
        if role == TEXT:
            row, column = index.row(), index.column()
            text = self.text(row, column)
            return MARK + text if column == 0 and row == self.playhead else text
        if role == ALIGNMENT:
            return RIGHT
        if role not in (BACKGROUND, FONT):
            return None
        row = index.row()
        if role == BACKGROUND and self.lit == (row, index.column()):
            return self._lit_background
        if row == self.playhead:
            return self._background if role == BACKGROUND else self.bold
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        assert self.recording is not None
        known = self._texts.get((row, column))
        if known is not None:
            return known
        name = self.columns[column]
        values = self._values(name, row, row + 1)
        if not len(values):
            return ""
        if len(self._texts) > KEPT:
            self._texts.clear()
        text = self._texts[row, column] = text_of(self.recording, name, row, values[0])
        return text

    def _values(self, name: str, start: int, stop: int) -> Any:
        """Rows of a column. What is known for each parameter of a model comes from all of it at once."""
        recording = self.recording
        assert recording is not None
        if name in self._places:
            kind, place = self._places[name]
            rows: Any = getattr(recording, f"{kind}_between")(start, stop)
            return rows[:, place]
        return recording.column(name, start, stop)

    def is_of_parameter(self, column: int) -> bool:
        """Whether a column is one of very many alike."""
        return self.columns[column] in self._places and len(self._places) > FEW_CELLS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is called, and in the tool tip what it holds."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return header(self.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return explanation(self.columns[section], learns=isinstance(self.recording, TrainingRecording))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def copied(self, ranges: list[tuple[int, int]]) -> str:
        """The rows of ranges (first, behind the last) as tab-separated lines below the columns' names."""
        assert self.recording is not None
        lines = ["\t".join(self.columns)]
        for first, last in ranges:
            for start in range(first, last, AT_ONCE):
                columns = [self._values(name, start, min(start + AT_ONCE, last)) for name in self.columns]
                lines += ["\t".join(map(stored, row)) for row in zip(*columns, strict=True)]
        return "\n".join(lines) + "\n"


def _places(recording: Recording, columns: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """For each column about a parameter, what it is and the parameter's place."""
    kinds = {"": "params", "shadow_": "shadow", "gradient_": "gradient"}
    every = {
        f"{prefix}{name}": (kind, place)
        for prefix, kind in kinds.items()
        for place, name in enumerate(recording.names)
    }
    return {name: every[name] for name in columns if name in every}


def header(column: str) -> str:
    """A column's name for people."""
    translate = QCoreApplication.translate
    plain = {
        "step": translate("columns", "step"),
        "global_step": "global_step",
        "epoch": translate("columns", "epoch"),
        "examples": translate("columns", "examples"),
        "learning_rate": translate("columns", "learning rate, next step"),
        "loss": translate("columns", "loss"),
        "effective_decay": translate("columns", "decay, last step"),
        "data_loss": translate("columns", "data loss"),
        "penalty": translate("columns", "penalty"),
        "gradient_norm": translate("columns", "gradient's length"),
        "train_total_loss": translate("columns", "training loss"),
        "train_data_loss": translate("columns", "training data loss"),
        "train_accuracy": translate("columns", "training accuracy"),
        "test_total_loss": translate("columns", "test loss + penalty"),
        "test_data_loss": translate("columns", "test loss"),
        "test_accuracy": translate("columns", "test accuracy"),
        "train_precision": translate("columns", "training precision"),
        "test_precision": translate("columns", "test precision"),
        "train_recall": translate("columns", "training recall"),
        "test_recall": translate("columns", "test recall"),
        "train_rmse": translate("columns", "training RMSE"),
        "test_rmse": translate("columns", "test RMSE"),
        "train_r2": translate("columns", "training R²"),
        "test_r2": translate("columns", "test R²"),
    }
    if column in plain:
        return plain[column]
    if column.startswith("shadow_"):
        return translate("columns", "shadow of {name}").format(name=indexed(column.removeprefix("shadow_")))
    if column.startswith("gradient_"):
        return f"∂loss/∂{indexed(column.removeprefix('gradient_'))}"
    return indexed(column)


def explanation(column: str, *, learns: bool = False) -> str:
    """A sentence about a column, of a run that learns from data where it `learns`."""
    translate = QCoreApplication.translate
    plain = {
        "step": translate("columns", "How many updates have been done. Row 0 is the start."),
        "global_step": translate("columns", "The counter that the schedule and num_updates look at."),
        "epoch": translate("columns", "How often all examples have been seen."),
        "examples": translate("columns", "How many examples have been processed."),
        "learning_rate": translate(
            "columns", "The schedule's rate at this row's global_step: that of the step from this row."
        ),
        "loss": translate("columns", "Loss and penalty on this row's batch.")
        if learns
        else translate("columns", "The loss at this row's parameters."),
        "effective_decay": translate(
            "columns",
            "The decay of the moving average at this row's global_step: that of the step to this row.",
        ),
        "data_loss": translate("columns", "The loss on this row's batch, without the penalty."),
        "penalty": translate("columns", "What the weights cost at this row (regularization)."),
        "gradient_norm": translate("columns", "The length of the gradient on this row's batch."),
        "train_total_loss": translate("columns", "Loss and penalty over all training data, at some rows."),
        "train_data_loss": translate("columns", "The loss over all training data, at some rows."),
        "train_accuracy": translate(
            "columns", "The share of training examples that are classified correctly."
        ),
        "test_total_loss": translate("columns", "Loss and penalty over the test data, at some rows."),
        "test_data_loss": translate("columns", "The loss over the test data, at some rows."),
        "test_accuracy": translate("columns", "The share of test examples that are classified correctly."),
        **dict.fromkeys(
            ("train_precision", "test_precision"),
            translate(
                "columns", "Of the examples that the model takes for class 1, the share that belong to it."
            ),
        ),
        **dict.fromkeys(
            ("train_recall", "test_recall"),
            translate("columns", "Of the examples of class 1, the share that the model takes for it."),
        ),
        **dict.fromkeys(
            ("train_rmse", "test_rmse"),
            translate("columns", "The root of the mean squared error, in the target's own unit."),
        ),
        **dict.fromkeys(
            ("train_r2", "test_r2"),
            translate(
                "columns",
                "The share of the target's variance that the model explains: 1 at best, 0 for its mean.",
            ),
        ),
    }
    if column in plain:
        return plain[column]
    if column.startswith("shadow_"):
        name = indexed(column.removeprefix("shadow_"))
        return translate("columns", "The moving average of {name}.").format(name=name)
    if column.startswith("gradient_"):
        name = indexed(column.removeprefix("gradient_"))
        return translate("columns", "The slope of the loss in the direction of {name}.").format(name=name)
    return translate("columns", "The parameter {name}.").format(name=indexed(column))
