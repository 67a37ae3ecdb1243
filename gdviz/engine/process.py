"""An engine process: a Python of our own with NumPy set up as we need it, which computes what it is asked.

It serves where NumPy was there before us, as in a notebook: then the kernel of its products can't be chosen
any more (see `gdviz.base.kernel`). It is started by ``python -m gdviz --engine-process``, so nothing of the
program that asks is imported there, whether that guards its main module or not. Calls and answers are pickled
through its standard input and output. It ends when its input does: with the process that began it, however
that ends, even in the middle of a call.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from gdviz.base.kernel import ENGINE_PROCESS

HOME = Path(__file__).parents[2]  # the folder that the package is imported from


class EngineProcess:
    """One engine process, from its start to its end."""

    def __init__(self) -> None:
        import subprocess  # takes time to read in, which a window's start need not

        no_window = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open one
        self.owner = os.getpid()
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            creationflags=no_window,
        )

    @property
    def id(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def call(self, function: Callable[..., Any], *args: Any) -> Any:
        """``function(*args)``, computed there; `function` is one of a module of ours.

        Raises what the function raises, and ChildProcessError where the process ends before it answers.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            pickle.dump((function, args), self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            done, result = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.close()
            raise ChildProcessError("the engine process has ended") from error
        except BaseException:  # Ctrl+C: an answer would come to the next call
            self.close()
            raise
        if not done:
            raise result
        return result

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_current: EngineProcess | None = None
_one_at_a_time = threading.Lock()


def in_engine_process(function: Callable[..., Any], *args: Any) -> Any:
    """``function(*args)``, computed in this process's engine process, which is begun at the first call."""
    global _current
    with _one_at_a_time:
        if _current is None or not _current.running or _current.owner != os.getpid():
            _current = EngineProcess()
        return _current.call(function, *args)


@atexit.register
def _close() -> None:
    if _current is not None and _current.owner == os.getpid():
        _current.close()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):  # the packaged app is its own Python
        return [sys.executable, ENGINE_PROCESS]
    return [sys.executable, "-P", "-m", "gdviz", ENGINE_PROCESS]


def _environment() -> dict[str, str]:
    paths = [str(HOME), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def serve() -> int:
    """Answer calls until there are no more: what an engine process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    calls: queue.SimpleQueue[tuple[Callable[..., Any], tuple[Any, ...]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, calls), daemon=True).start()
    while True:
        function, args = calls.get()
        try:
            answer = pickle.dumps((True, function(*args)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            answer = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        answers.write(answer)
        answers.flush()
        del answer, function, args  # their memory, before the next call comes


def _listen(pipe: IO[bytes], calls: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            calls.put(pickle.load(pipe))
    finally:
        os._exit(0)  # nobody is there any more, whatever is being computed
