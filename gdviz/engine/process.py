"""An engine process: a Python of our own with NumPy set up as we need it, which computes what it is asked.

It serves where NumPy was there before us, as in a notebook: then the kernel of its products can't be chosen
any more (see `gdviz.base.kernel`). It is started by ``python -m gdviz --engine-process``, so nothing of the
program that asks is imported there, whether that guards its main module or not. Calls and answers are pickled
through its standard input and output. It ends when its input does: with the process that began it, however
that ends, even in the middle of a call.

Between calls it computes the runs that were lent to it (see `gdviz.engine.lent`). The memory that it shares
with them has no name: on POSIX its file descriptor comes through a socket.
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
from typing import IO, TYPE_CHECKING, Any

from gdviz.base.kernel import ENGINE_PROCESS

if TYPE_CHECKING:
    import socket

POSIX = os.name == "posix"
PATIENCE = 5.0  # seconds for an end of its own
PIPE = 2**20  # bytes that wait in a pipe, at the most
MALLOC = {  # of glibc: arrays use freed memory again, since fresh pages from the system took a sixth of a map
    "MALLOC_MMAP_THRESHOLD_": str(2**24),
    "MALLOC_TRIM_THRESHOLD_": str(2**25),
}
HOME = Path(__file__).parents[2]  # the folder that the package is imported from


class EngineProcess:
    """One engine process, from its start to its end.

    `nice` is how much lower its priority is than ours, 0 to 19. Raises OSError where it can't be started.
    """

    def __init__(self, *, nice: int = 0) -> None:
        import socket  # these take time to read in, which a window's start need not
        import subprocess

        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open one
        if nice:
            flags |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        self.owner = os.getpid()
        ours, theirs = socket.socketpair() if POSIX else (None, None)
        command = [*_command(), str(nice), str(theirs.fileno()) if theirs else ""]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
                creationflags=flags,
                pass_fds=(theirs.fileno(),) if theirs else (),
            )
        except OSError:
            if ours:
                ours.close()
            raise
        finally:
            if theirs:
                theirs.close()
        _widen(self._process.stdout)
        self._handles = ours

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
        assert self._process.stdout is not None
        try:
            self._send(function, args, True)
            done, result = pickle.load(self._process.stdout)
        except (
            OSError,
            EOFError,
            ValueError,
            pickle.UnpicklingError,
        ) as error:  # ValueError: closed meanwhile
            self.close()
            raise ChildProcessError("the engine process has ended") from error
        except BaseException:  # Ctrl+C: an answer would come to the next call
            self.close()
            raise
        if not done:
            raise result
        return result

    def tell(self, function: Callable[..., Any], *args: Any, handle: int | str | None) -> None:
        """Let ``function(*args, handle)`` be done there; nobody waits for it, and it must not raise.

        A file descriptor is another there, of the same file. Raises ChildProcessError where the process has
        ended.
        """
        try:
            if self._handles is None:
                self._send(function, (*args, handle), False)
            else:
                import socket

                socket.send_fds(self._handles, [b"."], [int(handle or 0)])
                self._send(function, args, False)
        except OSError as error:
            self.close()
            raise ChildProcessError("the engine process has ended") from error

    def _send(self, function: Callable[..., Any], args: tuple[Any, ...], answered: bool) -> None:
        assert self._process.stdin is not None
        pickle.dump((function, args, answered), self._process.stdin, pickle.HIGHEST_PROTOCOL)
        self._process.stdin.flush()

    def close(self) -> None:
        """End the process: by force where it does not hear of it, as while it is stopped."""
        import subprocess  # as above

        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._handles):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _widen(pipe: IO[bytes] | None) -> None:
    """Let a picture go through a pipe in few pieces: at each the reader waits for the interpreter."""
    if sys.platform == "linux" and pipe is not None:
        import fcntl

        with contextlib.suppress(OSError):  # more than this user may
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)


serving = False  # whether this is an engine process
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
    return {**MALLOC, **os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def main() -> int:
    """The engine process's own way in, by the arguments that `EngineProcess` gives it."""
    return serve(*sys.argv[2:])


Call = tuple[Callable[..., Any], tuple[Any, ...], bool]


def serve(nice: str, handles: str) -> int:
    """Answer calls until there are no more, and compute what is lent between them: an engine process's life.

    `handles` is the number of the socket that file descriptors come through, where there is one.
    """
    global serving
    serving = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who asks
    if hasattr(os, "nice"):
        os.nice(int(nice))
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    import socket

    files = socket.socket(fileno=int(handles)) if handles else None
    calls: queue.SimpleQueue[Call] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions, files, calls), daemon=True).start()
    from gdviz.engine import lent  # here, since it knows this module

    busy = False
    while True:
        try:
            function, args, answered = calls.get(block=not busy)
        except queue.Empty:
            busy = lent.work()
            continue
        try:
            answer = pickle.dumps((True, function(*args)), pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            if not answered:
                raise  # who lent a run sees that this process ends
            answer = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
        if answered:
            answers.write(answer)
            answers.flush()
        del answer, function, args  # their memory, before the next call comes
        busy = True


def _listen(pipe: IO[bytes], files: socket.socket | None, calls: queue.SimpleQueue[Call]) -> None:
    import socket

    try:
        while True:
            function, args, answered = pickle.load(pipe)
            if files is not None and not answered:
                args = (*args, *socket.recv_fds(files, 1, 1)[1])
            calls.put((function, args, answered))
    finally:
        os._exit(0)  # nobody is there any more, whatever is being computed
