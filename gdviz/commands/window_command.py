"""``gdviz`` and ``gdviz FILE``: what comes before Qt is read in, and what is said if no window can open."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Sequence

from gdviz.base import preflight
from gdviz.base.interpreter import ThreadSettings
from gdviz.base.resources import NotInstalledError
from gdviz.document.errors import shortened


def main(given: Sequence[str], *, new_window: bool, check: Callable[[str], None]) -> int:
    """Open files, or the first lesson, in a window; returns the exit code when it is closed.

    Files that a person typed are looked at by `check` first, which may raise.
    """
    files = []
    for each in given:
        file = local(each)
        if file is None:
            return preflight.tell(preflight.StartError("remote", preflight.NO_FILE, file=shortened(each)))
        if _is_typed(file):
            check(file)
        files.append(file)
    # Until the window is there, Ctrl+C ends the process at once: Qt would lose an exception, or crash by it.
    # Where it is to be ignored, as a shell's script wants it of what goes on in the background, it is.
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return _open(files, new_window)
    except preflight.StartError as problem:
        return preflight.tell(problem)
    except NotInstalledError as error:
        return preflight.tell(preflight.StartError("damaged", preflight.NO_LIBRARY, error=str(error)))
    finally:
        signal.signal(signal.SIGINT, before)


def _open(files: Sequence[str], new_window: bool) -> int:
    """Raises a StartError where no window can be opened."""
    preflight.check_display()
    with ThreadSettings():  # what is read in and built now lives on; the session collects in its own time
        try:
            from gdviz.app.app import main as open_window  # here, since nothing else needs Qt
        except ImportError as error:
            raise preflight.import_problem(error) from error
        return open_window(*files, new_window=new_window)


def local(file: str) -> str | None:
    """The path of a file that may be given as a URL, as file managers do; None on another computer.

    >>> local("file:///tmp/a%20b.gdviz"), local("a.gdviz"), local("https://example.org/a.gdviz")
    ('/tmp/a b.gdviz', 'a.gdviz', None)
    """
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", file):
        return file
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        url = urlsplit(file)
    except ValueError:
        return None
    return url2pathname(url.path) if url.scheme == "file" and url.netloc in ("", "localhost") else None


def _is_typed(file: str) -> bool:
    """Whether a person reads in a terminal what is wrong; after a double-click the window says it."""
    return sys.stderr is not None and (sys.stderr.isatty() or not os.path.isabs(file))
