"""Work off the window's thread: the newest request wins.

There is no queue. What is being computed when a newer request comes is still told, so that a picture that
takes longer than a frame moves on all the same; what waited is forgotten.
"""

from __future__ import annotations

import logging
import weakref
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot
from shiboken6 import isValid

from gdviz.base.interpreter import ThreadSettings
from gdviz.session.picture_process import PictureProcess, results_of

log = logging.getLogger(__name__)


class _Job:
    """One request, and whether nobody wants its results any more."""

    def __init__(
        self,
        key: object,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        compute: Callable[..., Iterator[Any]],
    ) -> None:
        self.key = key
        self._compute = compute
        self.cancelled = False
        self._function = function
        self._args = args

    def results(self) -> Iterator[Any]:
        """What the function returns, or yields one after the other."""
        return self._compute(self._function, *self._args)


class _Worker(QObject):
    """Lives in a thread of its own; all but `_work` is called from the thread that made it."""

    told = Signal(object, object)  # _Job, a result
    failed = Signal(object, object)  # _Job, Exception
    rested = Signal(object)  # itself: once for each request, after all that it had to tell
    _wake = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._jobs: deque[_Job] = deque(maxlen=1)  # a newer one takes the place of the one that waits
        self._current: _Job | None = None
        self._settings: ThreadSettings | None = None  # while there is something to do
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._wake.connect(self._work, Qt.ConnectionType.QueuedConnection)
        self.moveToThread(self._thread)
        self._thread.start()

    def submit(self, job: _Job) -> None:
        if self._settings is None:
            self._settings = ThreadSettings()
        self._jobs.append(job)
        self._wake.emit()

    def cancel(self) -> None:
        self._jobs.clear()
        current = self._current
        if current is not None:
            current.cancelled = True

    def close(self) -> None:
        """End the thread, after the piece of work at hand."""
        self.cancel()
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
        while self._take():
            job = self._current
            assert job is not None
            try:
                for result in job.results():
                    if job.cancelled:
                        break
                    if result is not None:
                        self.told.emit(job, result)
                    if self._jobs:
                        break
            except Exception as error:
                log.exception("What was asked of “%s” could not be done", self._thread.objectName())
                self.failed.emit(job, error.with_traceback(None))
            self._current = None
        self.rested.emit(self)

    def _take(self) -> bool:
        try:
            self._current = self._jobs.popleft()
        except IndexError:
            return False
        return True


class Background(QObject):
    """Works for its owner. Its thread begins with the first request and ends with the owner."""

    done = Signal(object, object)  # the key of a request, its result (or one of them); in the window's thread
    failed = Signal(object, object)  # the key of a request, the Exception; it is in the log, too

    def __init__(
        self,
        parent: QObject | None = None,
        name: str = "gdviz pictures",
        *,
        elsewhere: PictureProcess | None = None,
    ) -> None:
        """With `elsewhere` that process computes: what is submitted must be of a module without Qt."""
        super().__init__(parent)
        self._name = name
        self._compute = elsewhere.results if elsewhere else results_of
        self._worker: _Worker | None = None
        self._newest: _Job | None = None
        self._untold = 0  # requests of which the worker has not said that it is through with them
        self._end_worker: Callable[[], object] | None = None
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
        if self._worker is None:
            self._begin()
            assert self._worker is not None
        self._newest = _Job(key, function, args, self._compute)
        self._untold += 1
        self._worker.submit(self._newest)

    def cancel(self) -> None:
        """Nobody wants the results of earlier requests any more: none will be told."""
        if self._worker is not None:
            self._worker.cancel()
        if self._newest is not None:
            self._newest.cancelled = True
            self._newest = None

    @property
    def busy(self) -> bool:
        """Whether something may still be told: a request waits, is computed, or has results on the way."""
        return self._untold > 0

    @Slot()
    def close(self) -> None:
        """End the thread. A later request begins another."""
        self.cancel()
        if self._end_worker is not None:
            self._end_worker()
        self._worker = self._end_worker = None
        self._untold = 0

    def _begin(self) -> None:
        worker = self._worker = _Worker(self._name)
        self._end_worker = weakref.finalize(self, worker.close)  # or Qt ends the program
        queued = Qt.ConnectionType.QueuedConnection
        worker.told.connect(self._tell, queued)
        worker.failed.connect(self._report, queued)
        worker.rested.connect(self._rest, queued)

    @Slot(object, object)
    def _tell(self, job: _Job, result: object) -> None:
        if not job.cancelled:
            self.done.emit(job.key, result)

    @Slot(object, object)
    def _report(self, job: _Job, error: Exception) -> None:
        if not job.cancelled:
            self.failed.emit(job.key, error)

    @Slot(object)
    def _rest(self, worker: _Worker) -> None:
        if worker is self._worker:
            self._untold -= 1
            if not self._untold:
                self._newest = None  # nor what it was asked with
                worker.rest()
