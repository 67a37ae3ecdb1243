"""A dialog in which some of a model's many parameters are chosen by name."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gdviz.notation.names import indexed, plain

NAME = Qt.ItemDataRole.UserRole  # of an entry: what files call it


class ParameterDialog(QDialog):
    """A list to tick names in, at least `fewest` and at most `most`, and a line that narrows the list.

    `chosen` is told when the hand agrees, the names in the order in which they were ticked.
    """

    chosen = Signal(tuple)

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.hint = QLabel(hint, self, wordWrap=True)
        self.search = QLineEdit(self, placeholderText=self.tr("Part of a name, e.g. w2[1"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Narrow the list"))
        self.list = QListWidget(self)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(hint)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel, self)
        layout = QVBoxLayout(self)
        for widget in (self.hint, self.search, self.list, self.buttons):
            layout.addWidget(widget)
        self._ticked: list[str] = []
        self._fewest, self._most = 1, 1
        self.search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(self._agree)
        self.resize(360, 420)

    def offer(self, names: tuple[str, ...], ticked: tuple[str, ...], fewest: int, most: int) -> None:
        """Show these names, some of them ticked."""
        self._fewest, self._most = fewest, most
        self._ticked = [name for name in ticked if name in names]
        with QSignalBlocker(self.list):
            self.list.clear()
            for name in names:
                item = QListWidgetItem(indexed(name), self.list)
                item.setData(NAME, name)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setData(Qt.ItemDataRole.CheckStateRole, self._state(name))
        self._allow()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The names that are ticked."""
        return tuple(self._ticked)

    def _state(self, name: str) -> Qt.CheckState:
        return Qt.CheckState.Checked if name in self._ticked else Qt.CheckState.Unchecked

    @Slot(str)
    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.strip() not in item.text() and plain(text) not in item.data(NAME))

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem) -> None:
        ticked, name = item.checkState() == Qt.CheckState.Checked, item.data(NAME)
        if ticked == (name in self._ticked):
            return
        if ticked:
            self._ticked.append(name)
        else:
            self._ticked.remove(name)
        self._allow()

    def _allow(self) -> None:
        """Full: the others can't be ticked; too few: there is nothing to agree to."""
        full = len(self._ticked) >= self._most
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        with QSignalBlocker(self.list):
            for row in range(self.list.count()):
                item = self.list.item(row)
                allowed = not full or item.data(NAME) in self._ticked
                item.setFlags(usual | Qt.ItemFlag.ItemIsUserCheckable if allowed else usual)
                item.setForeground(self.palette().text() if allowed else self.palette().placeholderText())
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self._fewest <= len(self._ticked) <= self._most)

    @Slot()
    def _agree(self) -> None:
        self.chosen.emit(self.ticked)
