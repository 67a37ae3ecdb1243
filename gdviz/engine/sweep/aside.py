"""Calls in engine processes that can be given up at any moment."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Generator, Iterable
from typing import Any

from gdviz.engine.process import EngineProcess

LOOK = 0.02  # seconds between two looks whether the calls are still wanted
NICE = 2  # how much lower their priority is than the window's
MOST = min(4, os.cpu_count() or 1) + 1  # calls at once; more wait until one is answered

_idle: list[EngineProcess] = []  # processes stay for later calls
_places = threading.Semaphore(MOST)


def aside(function: Callable[..., Any], *args: Any, brief: bool = False) -> Generator[None, None, Any]:
    """``function(*args)``, computed in a process of its own, as what a generator returns: see `all_aside`."""
    for answer in all_aside(function, [args], brief=brief):
        if answer is not None:
            return answer[0]
        yield
    raise AssertionError("nobody answers")


def all_aside(
    function: Callable[..., Any], calls: Iterable[tuple[Any, ...]], *, at_once: int = 1, brief: bool = False
) -> Generator[tuple[Any] | None, None, None]:
    """What a function gives for each of these arguments, in their order, so many computed at once in
    processes of their own, however late one asks for the next.

    It yields None when they have begun and every few milliseconds while the next is not there; where it is
    closed, the processes end in the middle, unless the calls are `brief` ones: they are done before other
    processes are there. Raises what the function raises, ChildProcessError where a process ends.
    """
    work = _Work(function, calls)
    threads = [threading.Thread(target=work.do, daemon=True) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    place = 0
    try:
        while any(thread.is_alive() for thread in threads) or place in work.answers:
            if place not in work.answers:
                yield None
            answer = work.answer(place)
            if answer is not None:
                yield answer
                place += 1
    finally:
        work.end(brief=brief)
        for thread in threads:
            thread.join()


class _Work:
    """The calls that are left, in the hands of some threads."""

    def __init__(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> None:
        # By the place of the call: whether it is done, and what it gave.
        self.answers: dict[int, tuple[bool, Any]] = {}
        self._function, self._coming = function, enumerate(calls)
        self._told, self._ended = threading.Condition(), False
        self._busy: list[EngineProcess] = []

    def answer(self, place: int) -> tuple[Any] | None:
        """What a call gave, after a little while; None if it is not there."""
        with self._told:
            if place not in self.answers:
                self._told.wait(LOOK)
            if place not in self.answers:
                return None
            done, result = self.answers.pop(place)
        if not done:
            raise result
        return (result,)

    def end(self, *, brief: bool) -> None:
        """Nobody wants the rest."""
        with self._told:
            self._ended = True
            for process in () if brief else self._busy:
                process.close()

    def do(self) -> None:
        """Make one call after the other."""
        while True:
            with self._told:
                place, args = (-1, ()) if self._ended else next(self._coming, (-1, ()))
            if place < 0:
                return
            while not _places.acquire(timeout=LOOK):
                if self._ended:
                    return
            answer = self._called(args)
            with self._told:
                self.answers[place] = answer
                self._told.notify_all()

    def _called(self, args: tuple[Any, ...]) -> tuple[bool, Any]:
        try:
            process = _running()
            with self._told:
                if self._ended:
                    _idle.append(process)
                    return False, None
                self._busy.append(process)
            try:
                return True, process.call(self._function, *args)
            finally:
                with self._told:
                    self._busy.remove(process)
                _idle.append(process)
        except Exception as error:  # told to the one who asked
            return False, error
        finally:
            _places.release()


def _running() -> EngineProcess:
    """One that has nothing to do."""
    while _idle:
        process = _idle.pop()
        if process.running:
            return process
    return EngineProcess(nice=NICE)


@atexit.register
def _close() -> None:
    while _idle:
        _idle.pop().close()
