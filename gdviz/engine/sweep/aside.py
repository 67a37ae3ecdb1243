"""Calls in engine processes that can be given up at any moment."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Generator
from typing import Any

from gdviz.engine.process import EngineProcess

LOOK = 0.02  # seconds between two looks whether the call is still wanted
NICE = 2  # how much lower their priority is than the window's
MOST = min(4, os.cpu_count() or 1) + 1  # calls at once; more wait until one is answered

_idle: list[EngineProcess] = []  # processes stay for later calls
_places = threading.Semaphore(MOST)


def aside(function: Callable[..., Any], *args: Any, brief: bool = False) -> Generator[None, None, Any]:
    """``function(*args)``, computed in a process of its own, as what a generator returns.

    It yields None when it has begun and every few milliseconds after that; where it is closed then, the
    process ends in the middle, unless the call is a `brief` one: it is done before another process is there.
    Raises what the function raises, ChildProcessError where the process ends.
    """
    results: list[tuple[bool, Any]] = []
    while not _places.acquire(timeout=LOOK):
        yield
    try:
        process = _running()
        thread = threading.Thread(target=_call, args=(process, results, function, args), daemon=True)
        thread.start()
    except BaseException:
        _places.release()
        raise
    try:
        while thread.is_alive():
            yield
            thread.join(LOOK)
    finally:
        if thread.is_alive() and not brief:
            process.close()
        thread.join()
        _idle.append(process)
    done, result = results[0]
    if not done:
        raise result
    return result


def _running() -> EngineProcess:
    """One that has nothing to do."""
    while _idle:
        process = _idle.pop()
        if process.running:
            return process
    return EngineProcess(nice=NICE)


def _call(
    process: EngineProcess, results: list[tuple[bool, Any]], function: Callable[..., Any], args: Any
) -> None:
    try:
        results.append((True, process.call(function, *args)))
    except Exception as error:  # told to the one who asked
        results.append((False, error))
    finally:
        _places.release()  # at once: whoever asked may look at another call first, which waits for a place


@atexit.register
def _close() -> None:
    while _idle:
        _idle.pop().close()
