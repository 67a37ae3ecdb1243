"""One control for each kind of value that a beat declares; all are shown, read and told of alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from gdviz.look.asked import ask_below
from gdviz.look.layouts import bare
from gdviz.look.menu_button import MenuButton
from gdviz.notation.numbers import entry, read
from gdviz.panels.widgets.choice import Choice

Offer = Sequence[tuple[Any, str]]  # values, each with what a person reads


class Typed(QLineEdit):
    """A number, or a text as it is; empty for None where that is allowed."""

    edited = Signal()

    def __init__(self, parent: QWidget, *, number: bool, whole: bool = False, empty: Any = "") -> None:
        super().__init__(parent)
        self.number, self.whole, self.empty = number, whole, empty
        if number:
            self.setMaximumWidth(16 * self.fontMetrics().horizontalAdvance("0"))
        self.editingFinished.connect(self._tell)
        self._told = ""

    def show_value(self, value: Any) -> None:
        """Write a value, unless it stands there already."""
        if value != self.value():
            self.setText("" if value is None else entry(value) if self.number else str(value))
        self._told = self.text()

    def value(self) -> Any:
        """What is written; a number that can't be read as its text, which nothing takes for a number."""
        text = self.text().strip()
        if not text:
            return self.empty
        found = read(text, self.whole) if self.number else text
        return text if found is None else found

    @Slot()
    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            if self.number:
                ask_below(self)
            self.edited.emit()


class Ends(QWidget):
    """Two numbers, from and to; None where both are empty."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.low, self.high = (Typed(self, number=True, empty=None) for _ in range(2))
        line = bare(QHBoxLayout(self))
        for part in (self.low, QLabel("…", self), self.high):
            line.addWidget(part)
        line.addStretch(1)
        for end in (self.low, self.high):
            end.edited.connect(self.edited)

    def setAccessibleName(self, name: str) -> None:
        """Both ends have names of their own."""
        super().setAccessibleName(name)
        self.low.setAccessibleName(self.tr("{name}: from").format(name=name))
        self.high.setAccessibleName(self.tr("{name}: to").format(name=name))

    def show_value(self, value: Any) -> None:
        """Write both ends."""
        for end, number in zip((self.low, self.high), value or (None, None), strict=True):
            end.show_value(number)

    def value(self) -> Any:
        """Both ends, or None."""
        ends = (self.low.value(), self.high.value())
        return None if ends == (None, None) else ends


class Picker(Choice):
    """One of some values; a value that is not offered is offered as it is."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.activated.connect(self.edited)

    def offer(self, offered: Offer) -> None:
        """Offer these from now on; what is chosen stays, if it is among them."""
        now = self.value()
        self.clear()
        for value, text in offered:
            self.addItem(text, value)
        self.setCurrentIndex(max(0, self.findData(now)))

    def show_value(self, value: Any) -> None:
        """Choose a value."""
        if self.findData(value) < 0:
            self.addItem(str(value), value)
        self.setCurrentIndex(self.findData(value))

    def value(self) -> Any:
        """The value that is chosen."""
        return self.currentData()


class PickMany(QToolButton):
    """Any of some values, in a menu that stays short: the button names what is chosen."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.menu_ = QMenu(self)
        MenuButton(self, self.menu_)
        self.name = ""
        self.actions_: list[QAction] = []
        self.chosen: tuple[Any, ...] = ()  # in the order in which they were chosen

    def setAccessibleName(self, name: str) -> None:
        """What is chosen here, and what is."""
        self.name = name
        self._say()

    def offer(self, offered: Offer, chosen: Sequence[Any]) -> None:
        """Offer these, some of them chosen; what is chosen without being offered is offered as it is."""
        known = [value for value, _ in offered]
        wanted = [*offered, *((value, str(value)) for value in chosen if value not in known)]
        if [(each.data(), each.text()) for each in self.actions_] != wanted:
            self.menu_.clear()
            self.actions_ = []
            for value, text in wanted:
                action = self.menu_.addAction(text)
                action.setData(value)
                action.setCheckable(True)
                action.triggered.connect(self._toggle)
                self.actions_.append(action)
        self.chosen = tuple(chosen)
        for action in self.actions_:
            action.setChecked(action.data() in chosen)
        self.setEnabled(bool(self.actions_))
        self._say()

    @Slot()
    def _toggle(self) -> None:
        now = [each.data() for each in self.actions_ if each.isChecked()]
        kept = [each for each in self.chosen if each in now]
        self.chosen = (*kept, *(each for each in now if each not in kept))
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        text = ", ".join(each.text() for each in self.actions_ if each.isChecked()) or "–"
        self.setText(text)
        super().setAccessibleName(f"{self.name}: {text}")
