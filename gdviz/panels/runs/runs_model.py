"""The runs as Qt's list model: it tells what a person wants and shows what the scene holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gdviz.document.frame import Frame
from gdviz.document.scene import Run
from gdviz.readings.change_text import changed_at
from gdviz.readings.outcome_sentence import outcome_text
from gdviz.readings.run_labels import in_force, run_labels

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-gdviz-run"
RUN = int(Qt.ItemDataRole.UserRole)
STATE = RUN + 1
VALUES = RUN + 2


class RunsModel(QAbstractListModel):
    """A row a run."""

    moved = Signal(int, int)  # the run at a place shall stand at another
    renamed = Signal(int, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.runs: tuple[Run, ...] = ()
        self.labels: tuple[str, ...] = ()
        self.states: tuple[str, ...] = ()
        self.values: tuple[str, ...] = ()  # of the legend
        self.frame: Frame | None = None
        self.resetting = False

    def show_runs(self, runs: tuple[Run, ...], labels: tuple[str, ...]) -> None:
        """Show other runs; the rows stay where there are as many as before."""
        if (runs, labels) == (self.runs, self.labels):
            return
        same = len(runs) == len(self.runs)
        if not same:
            self.resetting = True
            self.beginResetModel()
        self.runs, self.labels = runs, labels
        self.states = (*self.states, *("",) * len(runs))[: len(runs)]
        self.values = (*self.values, *("",) * len(runs))[: len(runs)]
        if not same:
            self.endResetModel()
            self.resetting = False
        else:
            self._all_changed()

    def show_states(self, frame: Frame) -> None:
        """Show how each run stands: how far it is computed, and at its end how it ended; else nothing."""
        self.frame = frame
        if len(frame.recordings) != len(self.runs):  # of the runs before: theirs come soon
            return
        if frame.scene.runs == self.runs:
            self.show_runs(self.runs, run_labels(frame.scene, in_force(frame)))
        states = tuple(self._state(frame, place) for place in range(len(frame.recordings)))
        if states != self.states:
            self.states = states
            self._all_changed()

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show the values of each run at the playhead."""
        if values != self.values and len(values) == len(self.runs):
            self.values = values
            self._all_changed()

    def retranslate(self) -> None:
        """Put the states into the language of the window."""
        if self.frame is not None:
            self.show_states(self.frame)

    def _state(self, frame: Frame, place: int) -> str:
        """How it stands, and where its settings change."""
        changed = changed_at(frame.scene.runs[place])
        parts = [self._standing(frame, place), "" if changed in self.labels[place] else changed]
        text = self.tr(", ").join(filter(None, parts))
        return text[:1].upper() + text[1:]

    def _standing(self, frame: Frame, place: int) -> str:
        told = frame.told(place)
        if told is not None:
            return outcome_text(told)
        if frame.outcomes[place] is not None or "future" in frame.hidden:
            return ""  # rows that a question keeps back are not rows that are missing
        percent = 100 * frame.published[place] // frame.recordings[place].rows
        return self.tr("Running… {percent}%").format(percent=percent)

    def _all_changed(self) -> None:
        if self.runs:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.runs) - 1, 0))

    # -- Qt's questions ------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many runs there are."""
        return 0 if parent.isValid() else len(self.runs)

    def data(self, index: Index, role: int = 0) -> Any:
        """Label, run and state of a row."""
        place = index.row()
        if not 0 <= place < len(self.runs):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.labels[place]
        if role == Qt.ItemDataRole.EditRole:
            return self.runs[place].name
        if role == RUN:
            return self.runs[place]
        if role == STATE:
            return self.states[place]
        if role == VALUES:
            return self.values[place]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            hidden = "" if self.runs[place].visible else self.tr("hidden")
            parts = (self.labels[place], hidden, self.values[place], self.states[place])
            return ", ".join(part for part in parts if part)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell the new name."""
        self.renamed.emit(index.row(), str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected, renamed, and dragged to between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """A run is moved, not copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only runs of this list can be dropped."""
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]  # Qt's is a Sequence
        """The place of the dragged run."""
        data = QMimeData()
        data.setData(MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell where the run was dropped. The answer is no: the scene moves it, not Qt."""
        if data.hasFormat(MIME):
            place = int(bytes(data.data(MIME).data()))
            to = row if row >= 0 else parent.row() if parent.isValid() else len(self.runs)
            to -= to > place
            if to != place:
                self.moved.emit(place, to)
        return False
