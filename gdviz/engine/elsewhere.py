"""Pictures' numbers computed in an engine process: pure functions, and generators of many results.

Problems hold whatever data a person has read in. Each is sent once; from then on it is a number, in
arguments and in results alike, so that what comes back refers to the very object that was sent.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import pickle
import threading
from collections.abc import Callable, Iterator
from typing import Any

from gdviz.engine.problem import Problem
from gdviz.engine.process import EngineProcess

MOST_KNOWN = 24  # problems that a process keeps

Answer = tuple[bool, bytes]  # whether it is the last, the pickled result; empty where there was none more


class _Known:
    """Problems and their numbers, the same in both processes."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self.numbers: dict[int, int] = {}  # by the object's identity

    def add(self, number: int, thing: Any) -> None:
        self.objects[number] = thing
        self.numbers[id(thing)] = number

    def dumps(self, thing: Any, meet: Callable[[Any], int | None]) -> bytes:
        """`thing` pickled; `meet` says the number of a problem in it, None where it goes as it is."""
        file = io.BytesIO()
        pickler = _Pickler(file, pickle.HIGHEST_PROTOCOL)
        pickler.meet = meet
        pickler.dump(thing)
        return file.getvalue()

    def loads(self, data: bytes) -> Any:
        """What was pickled."""
        unpickler = _Unpickler(io.BytesIO(data))
        unpickler.objects = self.objects
        return unpickler.load()


class _Pickler(pickle.Pickler):
    meet: Callable[[Any], int | None]

    def persistent_id(self, obj: Any) -> int | None:
        return self.meet(obj) if isinstance(obj, Problem) else None


class _Unpickler(pickle.Unpickler):
    objects: dict[int, Any]

    def persistent_load(self, pid: Any) -> Any:
        return self.objects[pid]


class Elsewhere:
    """Calls into one engine process, from any thread."""

    def __init__(self, process: EngineProcess) -> None:
        self._process = process
        self._known = _Known()
        self._numbers = itertools.count()
        self._one_at_a_time = threading.Lock()

    def results(self, function: Callable[..., Any], *args: Any) -> Iterator[Any]:
        """What the function returns, or yields one after the other, computed as each is asked for.

        Raises what the function raises, and ChildProcessError where the process has ended.
        """
        with self._one_at_a_time:
            data, new, forget = self._packed((function, args))
            known, task = self._known, next(self._numbers)
            last, result = self._process.call(_begin, task, data, new, forget)
        try:
            while result:
                yield known.loads(result)
                if last:
                    return
                with self._one_at_a_time:
                    last, result = self._process.call(_go_on, task)
        except GeneratorExit:  # nobody wants the rest
            with self._one_at_a_time, contextlib.suppress(ChildProcessError):
                self._process.call(_give_up, task)
            raise

    def _packed(self, call: Any) -> tuple[bytes, list[tuple[int, Any]], bool]:
        """The call, the problems in it that the process does not know, and whether it forgets the others."""
        forget = len(self._known.objects) > MOST_KNOWN
        if forget:
            self._known = _Known()
        known, new = self._known, []

        def meet(problem: Any) -> int:
            number = known.numbers.get(id(problem))
            if number is None:
                number = next(self._numbers)
                known.add(number, problem)
                new.append((number, problem))
            return number

        return known.dumps(call, meet), new, forget


# -- in the engine process -----------------------------------------------------------------------------------

_known = _Known()
_begun: dict[int, Iterator[Any]] = {}


def _begin(task: int, data: bytes, new: list[tuple[int, Any]], forget: bool) -> Answer:
    global _known
    if forget:
        _known = _Known()
    for number, problem in new:
        _known.add(number, problem)
    function, args = _known.loads(data)
    made = function(*args)
    if not isinstance(made, Iterator):
        return True, _dumped(made)
    _begun[task] = made
    return _go_on(task)


def _go_on(task: int) -> Answer:
    made = _begun.pop(task)
    try:
        result = next(made)
    except StopIteration:
        return True, b""
    _begun[task] = made
    return False, _dumped(result)


def _give_up(task: int) -> None:
    _begun.pop(task, None)


def _dumped(result: Any) -> bytes:
    known = _known
    return known.dumps(result, lambda problem: known.numbers.get(id(problem)))
