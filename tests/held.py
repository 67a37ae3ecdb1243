"""What PySide holds of Qt's objects, where it is not so.

It takes what some methods give, `QSplitterHandle.splitter` for one, for a part of what was asked, and forgets
all in there that Qt has made once that goes. And it knows an item of a layout at its address when it is long
gone: what Python makes of the memory there is then taken for the item, such as the lines of pyqtgraph.
"""

from __future__ import annotations

import re

from shiboken6 import createdByPython, dump, getAllValidWrappers

PARENT = re.compile(r"^parent\.+ <.* at 0x([0-9a-f]+)>$", re.MULTILINE)


def strays() -> list[str]:
    """Widgets that PySide holds for parts of what is in them."""
    from PySide6.QtWidgets import QWidget

    things = {id(each): each for each in getAllValidWrappers()}
    found = []
    for widget in [each for each in things.values() if isinstance(each, QWidget)]:
        said = PARENT.search(dump(widget))
        holder = around = things.get(int(said[1], 16)) if said else None
        while isinstance(around, QWidget) and around is not widget:
            around = QWidget.parentWidget(around)
        if around is widget:
            found.append(f"{type(widget).__name__} in {type(holder).__name__}")
    return found


def layout_items() -> list[object]:
    """The items of layouts that PySide knows, but those that were made in Python."""
    from PySide6.QtWidgets import QLayout, QLayoutItem

    return [
        each
        for each in getAllValidWrappers()
        if isinstance(each, QLayoutItem) and not isinstance(each, QLayout) and not createdByPython(each)
    ]
