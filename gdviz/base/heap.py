"""The C library's heap: what is let go goes back to the system, instead of staying as holes in it.

glibc raises the size from which a block is mapped by itself with each such block that is freed, up to 32 MB:
after the first large picture all others lie among small things, and leave holes. And each thread gets a heap
of its own, which keeps the most that it ever held.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

MAPPED = 2**20  # bytes from which a block is mapped by itself: pictures of windows, not what is drawn on them
HEAPS = 2
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # of malloc.h


def keep_small() -> None:
    """For a process that lives on, before its threads begin. Only glibc can be asked."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_MMAP_THRESHOLD, MAPPED)
            mallopt(_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Let the system have the pages that are free."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
