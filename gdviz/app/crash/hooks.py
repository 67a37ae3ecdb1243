"""Every way in which Python hands over an error that nobody caught."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from gdviz.base.overrides import Overrides

Catch = Callable[[type[BaseException], BaseException | None, TracebackType | None], None]


class Hooks:
    """Sends them all to `catch`, on the thread that raised, until `close`.

    Slots, `QThread.run` and QRunnables come by `sys.excepthook`, and by `Overrides` so do methods that Qt
    calls; Python's own threads, and what is raised where no caller can be told, have hooks of their own.
    """

    def __init__(self, catch: Catch) -> None:
        self._catch = catch
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = catch
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        self._overrides = Overrides()

    def close(self) -> None:
        """Leave the hooks as they were."""
        self._overrides.close()
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _in_thread(self, found: Any) -> None:
        if not issubclass(found.exc_type, SystemExit):
            self._catch(found.exc_type, found.exc_value, found.exc_traceback)

    def _unraisable(self, found: Any) -> None:
        self._catch(found.exc_type, found.exc_value, found.exc_traceback)
