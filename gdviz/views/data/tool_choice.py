"""What a drag beside the points does: nothing but move the axes, paint points, or select some; a menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gdviz.base.i18n import translate
from gdviz.views.data.group_editing import Tool

TOOLS: tuple[Tool, ...] = ("point", "brush", "lasso")


class ToolChoice(QObject):
    """Holds the tool, and the menu of the three."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tool: Tool = "point"
        self.menu = QMenu(parent)
        self._group = QActionGroup(self)
        self.items: dict[Tool, QAction] = {}
        for tool in TOOLS:
            action = self.items[tool] = QAction(self.menu, checkable=True)
            action.setData(tool)
            action.triggered.connect(self._triggered)
            self._group.addAction(action)
            self.menu.addAction(action)
        self.menu.setToolTipsVisible(True)

    def retranslate(self) -> None:
        """Put the menu's texts."""
        self.menu.setTitle(self.tr("Points by hand"))
        texts: dict[Tool, tuple[str, str]] = {
            "point": (self.tr("One by one"), self.tr("A click adds a point; a drag moves the axes")),
            "brush": (
                self.tr("Brush"),
                self.tr("Dragging adds points along the way; with Shift it always does"),
            ),
            "lasso": (
                self.tr("Lasso"),
                self.tr(
                    "Dragging around points (always possible with Ctrl) selects them, to be moved or deleted "
                    "together; a click selects one more"
                ),
            ),
        }
        for tool, (text, tip) in texts.items():
            self.items[tool].setText(text)
            self.items[tool].setToolTip(tip)

    def actions(self) -> list[QAction]:
        """The menu."""
        self.items[self.tool].setChecked(True)
        return [self.menu.menuAction()]

    @Slot()
    def _triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.tool = action.data()
        self.chosen.emit(self.tool)


def gestures() -> str:
    """What a hand can do with points."""
    return translate(
        "DataView",
        "Click: a point. Drag it: move. Right-click: delete. Shift+drag: many. Ctrl+drag: select some.",
    )


def class_keys() -> str:
    """How the class of new points is chosen."""
    return translate(
        "DataView",
        "Click a class here, or press 1 to 9, to choose the class of new points; it is underlined.",
    )
