"""Errors in methods that Qt calls, such as `paintEvent`, `eventFilter`, `data`, which must not return to Qt.

PySide keeps such an error until Qt returns to Python, with the method's name written into it. Before Python
3.12 an error that Python's own C code raises (an index, a widget that is gone) is made an object only where
somebody catches it: PySide writes into whatever stands for it, and the process ends with a segmentation
fault. A second error takes the place of the first, or none is ever told; pyqtgraph, for its own handlers,
prints it where nobody looks.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QMetaMethod, QRectF
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

_told: list[bool] = []  # one for each who wants errors told


def guard() -> None:
    """Make each such error an object as soon as it leaves a method, of classes to come as well."""
    every: Any = Shiboken.Object
    if "__init_subclass__" not in vars(every):
        every.__init_subclass__ = classmethod(lambda cls, **keywords: _guard(cls))
        for cls in _below(every):
            _guard(cls)


class Overrides:
    """Sends the errors of all methods that Qt calls by itself to `sys.excepthook` until `close`."""

    def __init__(self) -> None:
        guard()
        _told.append(True)

    def close(self) -> None:
        """Let errors go their own way again."""
        _told.pop()


def _guard(cls: type) -> None:
    """Guard what a class has, and the classes of Python that it is made from."""
    of_qt = [owner for owner in cls.__mro__ if _native(owner)]
    for owner in cls.__mro__:
        if owner in of_qt:
            continue
        for name, function in list(vars(owner).items()):
            if isinstance(function, FunctionType) and not hasattr(function, GUARDED):
                if name in INSTEAD or name in ASKED_OF_QT or name.endswith("Event"):
                    setattr(owner, name, _guarded(owner, name, function))
                elif not name.startswith("__") and _called(of_qt, name):
                    setattr(owner, name, _whole(function))


def _native(cls: type) -> bool:
    return cls.__module__.partition(".")[0] in ("PySide6", "shiboken6", "Shiboken", "builtins")


def _called(of_qt: list[type], name: str) -> bool:
    """Whether it is a method of Qt's; but no slot: PySide counts the arguments of what hears a signal."""
    return any(name in vars(base) and name not in _slots(base) for base in of_qt)


@functools.cache
def _slots(cls: type) -> frozenset[str]:
    meta = getattr(cls, "staticMetaObject", None)
    methods = [] if meta is None else [meta.method(place) for place in range(meta.methodCount())]
    slots = (each for each in methods if each.methodType() == QMetaMethod.MethodType.Slot)
    return frozenset(str(each.name(), "ascii") for each in slots)


def _whole(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        try:
            return function(*arguments, **keywords)
        except Exception:
            raise  # caught, it is an object

    setattr(call, GUARDED, True)
    return call


def _guarded(owner: type, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(self_: Any, *arguments: Any, **keywords: Any) -> Any:
        try:
            return function(self_, *arguments, **keywords)
        except Exception as error:
            if not _told:
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
