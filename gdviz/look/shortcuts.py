"""How what Qt knows gets the keys of the one table, `base.key_table`."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gdviz.base.i18n import translate
from gdviz.base.key_table import keys_of

NAME = "command"  # the property with the name of a command


@functools.lru_cache(maxsize=256)  # actions are given theirs with every change of the scene
def sequences(*names: str, singles: bool = True) -> tuple[QKeySequence, ...]:
    """The keys of commands."""
    return tuple(QKeySequence(key) for name in names for key in keys_of(name, singles=singles))


Keyed = TypeVar("Keyed", QAction, QShortcut)


def bind(target: Keyed, name: str) -> Keyed:
    """Give an action or a shortcut the keys of a command, and let `set_singles` find it."""
    target.setProperty(NAME, name)
    _set_keys(target, sequences(name))
    return target


def _set_keys(target: QAction | QShortcut, keys: Sequence[QKeySequence]) -> None:
    if isinstance(target, QAction):
        target.setShortcuts(keys)
    else:
        target.setKeys(keys)


def set_singles(window: QWidget, singles: bool) -> None:
    """Let keys of one character act in a window, or not: speech input types them where they are not meant."""
    targets: list[QAction | QShortcut] = [*window.findChildren(QAction), *window.findChildren(QShortcut)]
    for target in targets:
        name = target.property(NAME)
        if name and keys_of(name) != keys_of(name, singles=False):
            _set_keys(target, sequences(name, singles=singles))


class _Nearer(QObject):
    """Answers before the window's shortcuts do."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of the widget's actions that can be taken at present."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        action = self._action(event) if isinstance(event, QKeyEvent) else None
        if action is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            action.trigger()
        return True

    def _action(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.keyCombination())
        for action in self.widget.actions():
            own = action.shortcutContext() != Qt.ShortcutContext.WindowShortcut
            if own and action.isEnabled() and pressed in action.shortcuts():
                return action
        return None


def nearer_actions(widget: QWidget) -> None:
    """Let a widget's own actions have their keys before the window's that are the same."""
    _Nearer(widget)


def native(key: QKeySequence) -> str:
    """A key as this system writes it; "" for none."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(tip: str, action: QAction) -> str:
    """A tip for an action, with its keys where it has any."""
    keys = native(action.shortcut())
    return translate("Keys", "{what} ({keys})").format(what=tip, keys=keys) if keys else tip


def plain(text: str) -> str:
    """A menu's text without its mnemonic.

    >>> plain("Save &as…"), plain("文件(&F)")
    ('Save as…', '文件')
    """
    start = text.find("(&")
    if start >= 0 and text[start + 3 : start + 4] == ")":
        text = text[:start] + text[start + 4 :]
    return text.replace("&", "")
