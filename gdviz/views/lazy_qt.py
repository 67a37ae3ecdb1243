"""pyqtgraph read in without making every class of Qt: a third of a second less at each start.

PySide6 makes a class when it is first asked for. `pyqtgraph.Qt` asks for all 900, to have its own copy of the
three modules that it may add names to. It gets copies here that ask PySide6 for a name when it is wanted.
"""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType

from PySide6 import QtCore, QtGui, QtWidgets


def read_pyqtgraph() -> None:
    """Import pyqtgraph; nothing if somebody has."""
    if "pyqtgraph" in sys.modules:
        return
    sources: tuple[ModuleType, ...] = (QtCore, QtGui, QtWidgets)
    for source in sources:
        copy = ModuleType(source.__name__.replace("PySide6", "pyqtgraph.Qt"))
        vars(copy)["__getattr__"] = partial(getattr, source)
        sys.modules[copy.__name__] = copy
        vars(source)["__dir__"] = list  # there is nothing to copy
    try:
        import pyqtgraph  # noqa: F401
    finally:
        for source in sources:
            del vars(source)["__dir__"]
