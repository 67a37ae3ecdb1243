"""Engine processes as an executor of `concurrent.futures`: a sweep's default.

Each worker is a Python of our own with NumPy set up as we need it (see `gdviz.engine.process`), so it makes
no difference whether the program that asks guards its main module, is a notebook or the packaged app.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from gdviz.engine.process import EngineProcess


class EngineProcesses(Executor):
    """So many engine processes; one that dies is begun again at the next call.

    A call raises what its function raises, and ChildProcessError where its process ends before it answers.
    """

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="gdviz sweep")
        self._own = threading.local()
        self._begun: list[EngineProcess] = []
        self._lock = threading.Lock()

    @property
    def ids(self) -> list[int]:
        """The system's numbers of the processes that were begun."""
        with self._lock:
            return [process.id for process in self._begun]

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Let a function of a module of ours be called in one of the processes."""
        return self._threads.submit(self._call, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes: after the calls at hand, or in the middle of them where nobody waits."""
        if not wait:
            self._close()
        self._threads.shutdown(wait=True, cancel_futures=cancel_futures or not wait)
        self._close()

    def _call(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        process: EngineProcess | None = getattr(self._own, "process", None)
        if process is None or not process.running:
            process = self._own.process = EngineProcess()
            with self._lock:
                self._begun.append(process)
        return process.call(_called, function, args, kwargs)

    def _close(self) -> None:
        with self._lock:
            for process in self._begun:
                process.close()


def _called(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    return function(*args, **kwargs)
