"""The dialogs of the Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gdviz.app.help_dialog import HelpDialog
from gdviz.base.key_table import KEYS, WAYS
from gdviz.look.layouts import bare
from gdviz.look.shortcuts import native, plain

if TYPE_CHECKING:
    from gdviz.app.window import Window

Group = tuple[str, list[tuple[str, str]]]  # its title; of each key what it does and how it is written
AROUND = QSize(80, 140)  # the dialog's margins and button, and the desktop's frame


class ShortcutsDialog(HelpDialog):
    """Every key of the window, read from its menus, so that the list can't go stale."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.look, window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        menus = window.menus
        groups = [
            (menus.menus["playback"].title(), keys_of(menus.menus["playback"])),
            (
                menus.menus["view"].title(),
                [*keys_of(menus.menus["views"]), *keys_of(menus.menus["view"]), *self._gestures()],
            ),
            (
                menus.menus["file"].title(),
                [
                    *keys_of(menus.menus["file"]),
                    *keys_of(menus.menus["exports"]),
                    *keys_of(menus.menus["lessons"]),
                    *keys_of(menus.menus["lesson"]),
                ],
            ),
            (self.tr("Focus, plots and questions"), others()),
            (
                menus.menus["edit"].title(),
                [
                    *keys_of(menus.menus["edit"]),
                    *keys_of(menus.menus["runs"]),
                    *keys_of(menus.menus["help"]),
                ],
            ),
            (menus.menus["presenting"].title(), keys_of(menus.menus["presenting"])),
        ]
        room = self.screen().availableSize() - AROUND
        for columns in (3, 2, 1):  # so many as stand beside one another without scrolling
            listed = self._listed(groups, columns)
            if columns == 1 or listed.sizeHint().width() <= room.width():
                break
            listed.hide()
            listed.deleteLater()
        self.page.addWidget(self._scrolling(listed))
        self.finish()

    def _listed(self, groups: list[Group], columns: int) -> QWidget:
        listed = QWidget(self)
        row = bare(QHBoxLayout(listed), 40)
        each = -(-len(groups) // columns)
        for place in range(columns):
            column = QVBoxLayout()
            row.addLayout(column)
            grid = QGridLayout()
            column.addLayout(grid)
            grid.setHorizontalSpacing(24)
            grid.setVerticalSpacing(5)
            grid.setColumnStretch(0, 1)
            for title, keys in groups[place * each : (place + 1) * each]:
                self._add_group(grid, plain(title), keys)
            column.addStretch()
        return listed

    def _scrolling(self, listed: QWidget) -> QScrollArea:
        """Where the screen is low, or type large, the keys scroll; else all are seen at once."""
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll
        area.setWidgetResizable(True)
        area.setWidget(listed)
        wanted = listed.sizeHint() + QSize(area.verticalScrollBar().sizeHint().width(), 0)
        area.setMinimumSize(wanted.boundedTo(self.screen().availableSize() - AROUND))
        return area

    def _gestures(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Enlarge a view, and back"), self.tr("Double-click")),
        ]

    def _add_group(self, grid: QGridLayout, title: str, keys: list[tuple[str, str]]) -> None:
        first = grid.rowCount()
        if first > 1:
            grid.setRowMinimumHeight(first, 14)
        head = QLabel(title, self)
        font = head.font()
        font.setBold(True)
        head.setFont(font)
        grid.addWidget(head, first + 1, 0, 1, 2)
        for row, (text, key) in enumerate(keys, first + 2):
            grid.addWidget(QLabel(text, self), row, 0)
            label = QLabel(key, self)
            label.setObjectName("tileTitle")
            grid.addWidget(label, row, 1)


def keys_of(menu: QMenu) -> list[tuple[str, str]]:
    """The entries of a menu that have keys: text and keys."""
    found = []
    for action in menu.actions():
        keys = list(dict.fromkeys(native(key) for key in action.shortcuts()))
        if keys and action.text():
            found.append((plain(action.text()), ", ".join(keys)))
    return found


def others() -> list[tuple[str, str]]:
    """What keys do that stand in no menu: text and keys."""
    found: dict[str, list[str]] = {}
    for key in KEYS:
        if key.text is not None:
            found.setdefault(key.text(), []).extend(key.keys)
    return [(text, in_short(keys)) for text, keys in found.items()]


def in_short(keys: list[str]) -> str:
    """Keys as this system writes them, those of a row and those of the four directions together.

    >>> in_short(["1", "2", "3"]), in_short(["Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"])
    ('1–3', 'Ctrl+← → ↑ ↓')
    """
    before = keys[0].removesuffix("Left")
    if keys == [f"{before}{way}" for way in WAYS]:
        return f"{native(QKeySequence(before + 'A'))[:-1]}← → ↑ ↓"
    if len(keys) > 2 and keys == [
        str(int(keys[0]) + place) for place in range(len(keys)) if keys[0].isdigit()
    ]:
        return f"{keys[0]}–{keys[-1]}"
    return ", ".join(dict.fromkeys(native(QKeySequence(key)) for key in keys))
