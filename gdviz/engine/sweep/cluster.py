"""Workers of a cluster as an executor: each computes in an engine process of its own.

An engine process has NumPy set up as we need it, so that the digits are the same as here; a worker with
another gdviz or another NumPy is refused.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import numpy as np

from gdviz.base.version import __version__
from gdviz.engine.process import EngineProcess

_process: EngineProcess | None = None
_one_at_a_time = threading.Lock()


class OtherVersionError(RuntimeError):
    """A worker has another gdviz or another NumPy, which may give other digits."""


class ClusterExecutor(Executor):
    """Calls by the workers of another executor, such as Dask's, in engine processes."""

    def __init__(self, workers: Executor) -> None:
        self._workers = workers

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Let a function of a module of ours be called by one of the workers."""
        assert not kwargs
        return self._workers.submit(on_worker, versions(), fn, args)


def versions() -> str:
    """Of what decides the digits."""
    return f"gdviz {__version__}, NumPy {np.__version__}"


def on_worker(wanted: str, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """``function(*args)`` in the engine process of this worker.

    Raises OtherVersionError where something else is installed than what is wanted.
    """
    global _process
    if (own := versions()) != wanted:
        raise OtherVersionError(f"a worker has {own}, but here it is {wanted}")
    with _one_at_a_time:
        if _process is None or not _process.running:
            _process = EngineProcess()
        return _process.call(function, *args)


@atexit.register
def close() -> None:
    """End the engine process of this worker."""
    if _process is not None:
        _process.close()
