"""What views draw, computed in an engine process, so that it never holds the interpreter the window needs."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

from gdviz.engine.elsewhere import Elsewhere
from gdviz.session.engines import MOST_ENDED, WatchedProcess, engines

NICE = 2  # how much lower than the window's its priority is, and higher than that of runs

log = logging.getLogger(__name__)


class PictureProcess:
    """One engine process for pictures, begun when it is first wanted. Any thread may ask.

    Until it is there, and where it ends or can't be begun, the thread that asks computes.
    """

    def __init__(self) -> None:
        self.process: WatchedProcess | None = None
        self._calls: Elsewhere | None = None
        self._ended = 0
        self._one_at_a_time = threading.Lock()

    @property
    def ready(self) -> bool:
        """Whether it is there."""
        process = self.process
        return process is not None and process.ready and process.running

    def begin(self) -> None:
        """Begin it, unless it is there or processes are not wanted."""
        with self._one_at_a_time:
            if self.process is not None or self._ended >= MOST_ENDED or not engines.most:
                return
            try:
                self.process = WatchedProcess(NICE)
            except OSError:
                log.exception("An engine process could not be begun")
                self._ended = MOST_ENDED
            else:
                self._calls = Elsewhere(self.process)

    def results(self, function: Callable[..., Any], *args: Any) -> Iterator[Any]:
        """What a function of a module without Qt returns, or yields one after the other."""
        self.begin()
        calls = self._calls
        if calls is not None and self.ready:
            try:
                yield from calls.results(function, *args)
                return
            except ChildProcessError:
                log.warning("The engine process for pictures has ended by itself")
                self._ended += 1
        if self.process is not None and not self.process.running:
            self.close()
        yield from results_of(function, *args)

    def close(self) -> None:
        """End the process; another is begun if something is asked after that."""
        with self._one_at_a_time:
            if self.process is not None and self.process.owner == os.getpid():
                with contextlib.suppress(OSError):
                    self.process.close()
            self.process = self._calls = None


def results_of(function: Callable[..., Any], *args: Any) -> Iterator[Any]:
    """What a function returns, or yields one after the other, computed here."""
    made = function(*args)
    if isinstance(made, Iterator):
        yield from made
    else:
        yield made


pictures = PictureProcess()
maps = tuple(PictureProcess() for _ in range(min(2, os.cpu_count() or 1)))  # their pieces make others wait
for each in (pictures, *maps):
    atexit.register(each.close)
