"""Work off the window's thread: the newest request wins.

There is no queue. What is being computed when a newer request comes is still told, so that a picture that
takes longer than a frame moves on all the same; what waited is forgotten. With two workers a newer request
need not wait for the one before.
"""

from __future__ import annotations

import logging
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot
from shiboken6 import isValid

from gdviz.base.interpreter import ThreadSettings
from gdviz.session.picture_process import PictureProcess, results_of

log = logging.getLogger(__name__)


class _Job(NamedTuple):
    """One request; of two the newer one has the higher number."""

    number: int
    key: object
    call: tuple[Any, ...]  # a function and what it is given


class _Requests:
    """The newest request, until one of the workers that share this takes it."""

    def __init__(self) -> None:
        self.newest = 0  # the number of the newest; of none, once nobody wants those before
        self._waiting: deque[_Job] = deque(maxlen=1)  # a newer one takes the place of the one that waits

    def put(self, key: object, call: tuple[Any, ...]) -> None:
        self.newest += 1
        self._waiting.append(_Job(self.newest, key, call))

    def take(self) -> _Job | None:
        try:
            return self._waiting.popleft()
        except IndexError:
            return None

    def clear(self) -> None:
        self.newest += 1
        self._waiting.clear()


class _Worker(QObject):
    """Lives in a thread of its own; all but `_work` is called from the thread that made it."""

    told = Signal(object, object)  # _Job, a result
    failed = Signal(object, object)  # _Job, Exception
    rested = Signal(object)  # itself: once for each time that it is woken, after all that it had to tell
    _wake = Signal()

    def __init__(self, name: str, requests: _Requests, compute: Callable[..., Iterator[Any]]) -> None:
        super().__init__()
        self._requests, self._compute = requests, compute
        self._settings: ThreadSettings | None = None  # while there is something to do
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._wake.connect(self._work, Qt.ConnectionType.QueuedConnection)
        self.moveToThread(self._thread)
        self._thread.start()

    def wake(self) -> None:
        """There is a request to take."""
        if self._settings is None:
            self._settings = ThreadSettings()
        self._wake.emit()

    def close(self) -> None:
        """End the thread, after the piece of work at hand."""
        self._requests.clear()
        if isValid(self._thread):  # at the end of the interpreter Qt may have gone before
            self._thread.quit()
            self._thread.wait()
        self.rest()

    def rest(self) -> None:
        """There is nothing to do."""
        if self._settings is not None:
            self._settings.release()
            self._settings = None

    @Slot()
    def _work(self) -> None:
        while (job := self._requests.take()) is not None:
            try:
                for result in self._compute(*job.call):
                    if result is not None:
                        self.told.emit(job, result)
                    if self._requests.newest != job.number:
                        break
            except Exception as error:
                log.exception("What was asked of “%s” could not be done", self._thread.objectName())
                self.failed.emit(job, error.with_traceback(None))
        self.rested.emit(self)


class Background(QObject):
    """Works for its owner. Its threads begin with the first request and end with the owner."""

    done = Signal(object, object)  # the key of a request, its result (or one of them); in the window's thread
    failed = Signal(object, object)  # the key of a request, the Exception; it is in the log, too

    def __init__(
        self,
        parent: QObject | None = None,
        name: str = "gdviz pictures",
        *,
        elsewhere: Sequence[PictureProcess] = (),
    ) -> None:
        """With `elsewhere` those processes compute, each a request: what is submitted must be of a module
        without Qt."""
        super().__init__(parent)
        self._name = name
        self._computes = [each.results for each in elsewhere] or [results_of]
        self._requests = _Requests()
        self._workers: list[_Worker] = []
        self._told = 0  # the number of the request of which something was told last: older ones come too late
        self._untold = 0  # how often a worker has still to say that it is through with a request
        self._end_workers: Callable[[], object] | None = None
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    def submit(self, key: object, function: Callable[..., Any], *args: Any) -> None:
        """Let ``function(*args)`` be computed next, instead of what waits; `done` tells `key` and the result.

        `function` runs in the thread: it must be pure, and touch neither Qt nor anything that the window
        changes. It may be a generator: each value that it yields is told, None is not; between them it is
        given up as soon as a newer request waits. So something long should yield every few milliseconds, and
        what should be shown even while requests come faster than it is made should not.
        """
        if not self._workers:
            self._begin()
        self._requests.put(key, (function, *args))
        for worker in self._workers:
            self._untold += 1
            worker.wake()

    def cancel(self) -> None:
        """Nobody wants the results of earlier requests any more: none will be told."""
        self._requests.clear()
        self._told = self._requests.newest

    @property
    def busy(self) -> bool:
        """Whether something may still be told: a request waits, is computed, or has results on the way."""
        return self._untold > 0

    @Slot()
    def close(self) -> None:
        """End the threads. A later request begins others."""
        self.cancel()
        if self._end_workers is not None:
            self._end_workers()
        self._workers, self._end_workers = [], None
        self._untold = 0

    def _begin(self) -> None:
        self._workers = [_Worker(self._name, self._requests, each) for each in self._computes]
        self._end_workers = weakref.finalize(self, _close, self._workers)  # or Qt ends the program
        queued = Qt.ConnectionType.QueuedConnection
        for worker in self._workers:
            worker.told.connect(self._tell, queued)
            worker.failed.connect(self._report, queued)
            worker.rested.connect(self._rest, queued)

    @Slot(object, object)
    def _tell(self, job: _Job, result: object) -> None:
        if job.number >= self._told:
            self._told = job.number
            self.done.emit(job.key, result)

    @Slot(object, object)
    def _report(self, job: _Job, error: Exception) -> None:
        if job.number >= self._told:
            self.failed.emit(job.key, error)

    @Slot(object)
    def _rest(self, worker: _Worker) -> None:
        if worker in self._workers:
            self._untold -= 1
            if not self._untold:
                for each in self._workers:
                    each.rest()


def _close(workers: list[_Worker]) -> None:
    for worker in workers:
        worker.close()
