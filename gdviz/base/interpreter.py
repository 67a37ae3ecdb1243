"""How Python behaves while threads are at work: when it collects garbage, and how soon a thread lets go."""

from __future__ import annotations

import gc
import sys
from typing import ClassVar

SWITCH_INTERVAL = 0.0002  # seconds after which a thread hands the interpreter to the window


class ThreadSettings:
    """While any is held, Python collects no cyclic garbage by itself, and changes threads often.

    It collects in whichever thread happens to allocate; in a worker that would destroy widgets there, and
    crash. Whoever is released last gives both back as they were. One thread holds and releases them all.
    """

    _held: ClassVar[int] = 0
    _before: ClassVar[tuple[bool, float]]

    def __init__(self) -> None:
        if not ThreadSettings._held:
            ThreadSettings._before = gc.isenabled(), sys.getswitchinterval()
            gc.disable()
            sys.setswitchinterval(SWITCH_INTERVAL)
        ThreadSettings._held += 1
        self._mine = True

    def release(self) -> None:
        """Hold no more; a second time does nothing."""
        if not self._mine:
            return
        self._mine = False
        ThreadSettings._held -= 1
        if not ThreadSettings._held:
            collecting, interval = ThreadSettings._before
            sys.setswitchinterval(interval)
            if collecting:
                gc.enable()

    def __enter__(self) -> ThreadSettings:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
