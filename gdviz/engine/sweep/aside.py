"""A call in an engine process that can be given up at any moment."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Generator
from typing import Any

from gdviz.engine.process import EngineProcess

LOOK = 0.02  # seconds between two looks whether the call is still wanted

_process: EngineProcess | None = None
_one_at_a_time = threading.Lock()


def aside(function: Callable[..., Any], *args: Any) -> Generator[None, None, Any]:
    """``function(*args)``, computed in a process of its own, as what a generator returns.

    It yields None every few milliseconds meanwhile; where it is closed then, the process ends in the middle.
    The process stays for the next call. Raises what the function raises, ChildProcessError where it ends.
    """
    results: list[tuple[bool, Any]] = []
    with _one_at_a_time:
        process = _running()
        thread = threading.Thread(target=_call, args=(process, results, function, args), daemon=True)
        thread.start()
        try:
            while thread.is_alive():
                thread.join(LOOK)
                if thread.is_alive():
                    yield
        finally:
            if thread.is_alive():
                process.close()
                thread.join()
    done, result = results[0]
    if not done:
        raise result
    return result


def _running() -> EngineProcess:
    global _process
    if _process is None or not _process.running:
        _process = EngineProcess()
    return _process


def _call(
    process: EngineProcess, results: list[tuple[bool, Any]], function: Callable[..., Any], args: Any
) -> None:
    try:
        results.append((True, process.call(function, *args)))
    except Exception as error:  # told to the one who asked
        results.append((False, error))


@atexit.register
def _close() -> None:
    if _process is not None:
        _process.close()


__all__ = ["aside"]
