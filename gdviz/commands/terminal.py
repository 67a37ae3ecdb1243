"""The terminal that a command speaks to: it may be closed, or there is none, and it may end the command."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import NoReturn, TextIO

from gdviz.document.atomic_file import remove_unfinished

MOST_CHARACTERS = 800  # of a sentence on standard error


def prepare() -> None:
    """Let every text be printed: what a console lacks as a question mark, and without a console nowhere."""
    if sys.stdout is None:  # in the window's own program on Windows
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@contextlib.contextmanager
def ending_cleanly() -> Iterator[None]:
    """Within, a signal that ends a program is an exception: a file that is half written goes away."""

    def end(number: int, frame: object) -> NoReturn:
        _end_within_qt(128 + number)
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]  # Windows lacks the second
    kept = {number: signal.getsignal(number) for number in numbers if number is not None}
    before = {number: handler for number, handler in kept.items() if handler is not signal.SIG_IGN}
    for number in before:  # those that are ignored stay so, as nohup wants it
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Within, Ctrl+C is an exception; ``gdviz.__main__`` lets it end the process before and after."""
    if threading.current_thread() is not threading.main_thread() or (
        signal.getsignal(signal.SIGINT) is not signal.SIG_DFL
    ):
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupt(number: int, frame: object) -> NoReturn:
    _end_within_qt(130, "stopped")
    raise KeyboardInterrupt


def _end_within_qt(code: int, message: str = "") -> None:
    """End the process here where Qt is used: it lets no exception through a slot, and went on, or crashed."""
    if "PySide6.QtCore" in sys.modules:
        remove_unfinished()
        if message:
            refuse(message, code)
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)


def refuse(message: str, code: int) -> int:
    """Say in one line why the command can't be carried out; returns the exit code."""
    line = " ".join(message.split())
    if len(line) > MOST_CHARACTERS:  # an argument of thousands of characters is in it
        line = f"{line[: MOST_CHARACTERS // 2]}…{line[-MOST_CHARACTERS // 4 :]}"
    say(f"gdviz: {line}")
    return code


def say(text: str, end: str = "\n") -> None:
    """Say something beside the output, on standard error; where that can't be done, the work goes on."""
    if sys.stderr is not None:
        try:
            print(text, end=end, file=sys.stderr, flush=True)
        except OSError:
            forget(sys.stderr)


def print_utf8(text: str) -> None:
    """Print bytes: what is read by programs is UTF-8, whatever the console speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def forget(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that it does not fail once more when Python ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
