"""Which class new points have: chosen in a menu, or by the keys 1 to 9 while the plot has the focus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gdviz.engine.learning.dataset_base import Dataset


def class_name(data: Dataset, place: int) -> str:
    """What a class is called: its name, with a word before it where that is a number."""
    names = getattr(data, "class_names", ())
    name = names[place] if place < len(names) else str(place)
    if not name.isdigit():
        return str(name)
    return QCoreApplication.translate("ClassChoice", "class {name}").format(name=name)


class ClassChoice(QObject):
    """Holds the class, counted from 0, and the menu."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = 0
        self.data: Dataset | None = None
        self.menu = QMenu(parent)
        self._group = QActionGroup(self)

    def retranslate(self) -> None:
        """Put the menu's name."""
        self.menu.setTitle(self.tr("New points"))

    def show(self, data: Dataset | None) -> None:
        """The data whose classes there are to choose from."""
        self.data = data
        self.place = min(self.place, max(0, self.count - 1))

    @property
    def count(self) -> int:
        """How many classes there are; 0 where the target is a number."""
        return 0 if self.data is None else self.data.classes

    def actions(self) -> list[QAction]:
        """The menu, where there is something to choose."""
        self.menu.clear()
        for place in range(self.count):
            assert self.data is not None
            key = f"\t{place + 1}" if place < 9 else ""
            action = QAction(class_name(self.data, place) + key, self.menu, checkable=True)
            action.setChecked(place == self.place)
            action.setData(place)
            action.triggered.connect(self._triggered)
            self._group.addAction(action)
            self.menu.addAction(action)
        return [self.menu.menuAction()] if self.count else []

    @Slot(int)
    def choose(self, place: int) -> None:
        """Points that are added from now on have this class."""
        if 0 <= place < self.count and place != self.place:
            self.place = place
            self.changed.emit()

    @Slot()
    def _triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.choose(action.data())
