"""One uncaught error as text: kept as text alone, since an exception keeps alive whatever was around it."""

from __future__ import annotations

import traceback
from types import TracebackType

from msgspec import Struct

LONGEST = 20_000  # characters of a traceback


class ErrorReport(Struct, frozen=True):
    """What went wrong: `error` on one line, `place` by which it is known again, its traceback, its thread.

    `thread` is the name of the thread, empty for the window's own. `files` are those that the error came
    through.
    """

    error: str
    place: str
    trace: str
    thread: str = ""
    files: frozenset[str] = frozenset()


def error_report(
    kind: type[BaseException],
    error: BaseException | None,
    trace: TracebackType | None,
    thread: str = "",
) -> ErrorReport:
    """The error that a hook was given."""
    stack = traceback.extract_tb(trace)
    # An endless recursion ends wherever the stack happens to be full.
    last = stack[-1:] if not issubclass(kind, RecursionError) else stack[:1]
    place = " ".join([kind.__name__, *(f"{frame.filename}:{frame.lineno}" for frame in last)])
    return ErrorReport(
        error=" ".join("".join(traceback.format_exception_only(kind, error)).split())[:500],
        place=place,
        trace="".join(traceback.format_exception(kind, error, trace))[-LONGEST:],
        thread=thread,
        files=frozenset(frame.filename for frame in stack),
    )
