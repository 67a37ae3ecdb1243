"""Errors in methods that Qt calls, such as `paintEvent`, `eventFilter`, `data`, which must not return to Qt.

PySide keeps such an error until Qt returns to Python. Another method that Qt calls meanwhile finds it there,
and the process ends with a segmentation fault; or a second error takes its place, or none is ever told.
pyqtgraph, for its own handlers, prints it where nobody looks.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath
from shiboken6 import Shiboken

# What Qt is given instead of the value of a method that failed; of others that end in "Event" it takes none.
INSTEAD: dict[str, Callable[[], Any]] = {
    **dict.fromkeys(("event", "eventFilter", "viewportEvent", "editorEvent", "helpEvent"), bool),
    **dict.fromkeys(("setData", "dropMimeData", "hitButton"), bool),
    **dict.fromkeys(("rowCount", "columnCount"), int),
    **dict.fromkeys(("data", "paint", "paintSection", "createEditor", "updateEditorGeometry"), lambda: None),
    "boundingRect": QRectF,
    "shape": QPainterPath,
}
# Qt has an answer of its own to these.
ASKED_OF_QT = frozenset(
    ("sizeHint", "minimumSizeHint", "sectionSizeFromContents", "headerData", "flags", "supportedDropActions")
)
GUARDED = "_gdviz_guarded"


class Overrides:
    """Sends the errors of all such methods to `sys.excepthook` until `close`, of classes to come as well."""

    def __init__(self) -> None:
        self._active = True
        every: Any = Shiboken.Object
        every.__init_subclass__ = classmethod(lambda cls, **keywords: self._guard(cls))
        for cls in _below(every):
            self._guard(cls)

    def close(self) -> None:
        """Let errors go their own way again."""
        self._active = False
        every: Any = Shiboken.Object
        del every.__init_subclass__

    def _guard(self, cls: type) -> None:
        """Guard what a class has, and the classes of Python that it is made from."""
        for owner in cls.__mro__:
            if owner.__module__.partition(".")[0] in ("PySide6", "shiboken6", "Shiboken", "builtins"):
                continue
            for name, function in list(vars(owner).items()):
                called = name in INSTEAD or name in ASKED_OF_QT or name.endswith("Event")
                if called and isinstance(function, FunctionType) and not hasattr(function, GUARDED):
                    setattr(owner, name, self._guarded(owner, name, function))

    def _guarded(self, owner: type, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def call(self_: Any, *arguments: Any, **keywords: Any) -> Any:
            try:
                return function(self_, *arguments, **keywords)
            except Exception as error:
                if not self._active:
                    raise
                sys.excepthook(type(error), error, error.__traceback__)
            if name in ASKED_OF_QT:
                return getattr(super(owner, self_), name)(*arguments, **keywords)
            return INSTEAD.get(name, lambda: None)()

        setattr(call, GUARDED, True)
        return call


def _below(cls: type) -> Iterator[type]:
    """All classes that are made from a class."""
    found: list[type] = cls.__subclasses__()
    for each in found:
        yield each
        yield from _below(each)
