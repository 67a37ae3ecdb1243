"""A box in which one of a model's parameters is chosen by name; what is typed narrows the list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from gdviz.look.choice_field import room_of_text
from gdviz.look.look import Look
from gdviz.notation.names import indexed, plain
from gdviz.views.common.choice_box import ChoiceBox

NAME = Qt.ItemDataRole.UserRole  # of an entry: what files call it


class ParameterBox(ChoiceBox):
    """The first entry lets the view choose the parameter that moves most."""

    chosen = Signal(str)  # a name; "" for the one that moves most

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._moved = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(16)
        completer = _Completer(self)
        self.setCompleter(completer)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMinimumContentsLength(19)
        self.activated.connect(self._activated)
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._put_back)
        self.retranslate()

    def retranslate(self) -> None:
        """The words."""
        text = self.tr("The parameter whose update is written out")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._write_first()

    def set_look(self, look: Look) -> None:
        """Take type and colors."""
        super().set_look(look)
        self._place_line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is typed stands where the text does in other lists."""
        super().resizeEvent(event)
        self._place_line()

    def _place_line(self) -> None:
        line = self.lineEdit()
        if line is not None:
            line.setGeometry(room_of_text(self, self.look).adjusted(0, 2, 0, -2))

    def offer(self, names: tuple[str, ...], moved: str, chosen: str) -> bool:
        """Offer these names; `moved` moves most, `chosen` is the one that is shown, "" for that one.

        Returns whether they are others than before.
        """
        others = names != self._names
        if others:
            self._names = names
            self.clear()
            for name in (moved, *names):
                self.addItem(indexed(name), name)
        if moved != self._moved or self.itemText(0) == indexed(moved):
            self._moved = moved
            self._write_first()
        place = 1 + names.index(chosen) if chosen else 0
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        line = self.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)  # the beginning of a name says more than its end
        return others

    def _write_first(self) -> None:
        if self.count():
            self.setItemText(0, self.tr("{name} (moves most)").format(name=indexed(self._moved)))
            self.setItemData(0, self._moved, NAME)

    @Slot(int)
    def _activated(self, place: int) -> None:
        self.chosen.emit(self._names[place - 1] if place > 0 else "")

    @Slot()
    def _put_back(self) -> None:
        """What was typed and is no name goes; as files call a parameter, it may be typed too."""
        if self.findText(self.currentText()) < 0:
            place, typed = self.currentIndex(), plain(self.currentText())
            if typed in self._names:
                place = 1 + self._names.index(typed)
                self.setCurrentIndex(place)
                self._activated(place)
            self.setEditText(self.itemText(place))


class _Completer(QCompleter):
    """Finds names by what files call them: nobody types lowered digits."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box.model(), box)
        self.setCompletionRole(NAME)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for."""
        return [plain(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is written once it is found."""
        return str(index.data())
