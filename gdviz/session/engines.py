"""The engine processes of this program, which all windows share: as many as have work, up to a few."""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import threading
from collections import Counter

import numpy as np

from gdviz.engine.columns import Column, SharedColumns
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.lent import LET_GO, STOP, LentColumns, lend
from gdviz.engine.outcome import Outcome
from gdviz.engine.process import EngineProcess

NICE = 5  # lower than the window's; much lower, and a class waits half a minute beside a busy program
MOST_ENDED = 3  # processes that ended by themselves, after which none is begun any more

log = logging.getLogger(__name__)


class Lent:
    """A run that an engine process goes on with."""

    def __init__(self, process: EngineProcess, columns: LentColumns) -> None:
        self.process = process
        self._columns = columns

    def stop(self) -> None:
        """Let it end where it is, with the outcome "stopped"."""
        self._columns.ask(STOP)

    def let_go(self) -> None:
        """Nobody wants it any more."""
        self._columns.ask(LET_GO)

    @property
    def answer(self) -> Outcome | Exception | None:
        """How it ended, or what it failed by; None while it is computed.

        Raises ChildProcessError where the process has ended before.
        """
        running = self.process.running  # first: an answer may come just before the end
        answer = self._columns.answer
        if answer is None and not running:
            raise ChildProcessError("the engine process has ended")
        return answer


class WatchedProcess(EngineProcess):
    """An engine process that says when it is there."""

    def __init__(self, nice: int) -> None:
        super().__init__(nice=nice)
        begun = SharedColumns()
        self._begun = begun(_BEGUN)["begun"]
        with contextlib.suppress(ChildProcessError):
            self.tell(_say_begun, handle=begun.handle)

    @property
    def ready(self) -> bool:
        """Whether what it is told is done at once."""
        return bool(self._begun[0])


_BEGUN = {"begun": Column((1,), np.int64, 0)}


def _say_begun(handle: int | str) -> None:
    SharedColumns(handle)(_BEGUN)["begun"][0] = 1


class Engines:
    """Begins engine processes when there is work for them, and shares the work out. Any thread may ask."""

    def __init__(self, most: int) -> None:
        self.most = most  # processes
        self._processes: list[WatchedProcess] = []
        self._lent: set[Lent] = set()
        self._ended = 0
        self._one_at_a_time = threading.Lock()

    @property
    def usable(self) -> bool:
        """Whether runs can be lent: not where processes end again and again, or can't be begun."""
        return self.most > 0 and self._ended < MOST_ENDED

    @property
    def ready(self) -> list[EngineProcess]:
        """The processes that are there."""
        return [process for process in self._processes if process.ready and process.running]

    def begin_one(self) -> bool:
        """Begin one more process; whether another is wanted, so that every core has one."""
        with self._one_at_a_time:
            if self.usable and len(self._processes) < self.most:
                self._begin()
            return self.usable and len(self._processes) < self.most

    def lend(self, descent: TrainingDescent, columns: LentColumns) -> Lent | None:
        """Let the process with the least to do go on with a run; None where none is there yet, or any more.

        An idle process is begun, if there may be one more.
        """
        with self._one_at_a_time:
            process = self._choose()
            if process is None:
                return None
            try:
                lend(columns, process, descent.experiment, descent.recording.budget, descent.key_frame())
            except ChildProcessError:
                return None  # it is missed when one is chosen the next time
            lent = Lent(process, columns)
            self._lent.add(lent)
            return lent

    def take_back(self, lent: Lent) -> None:
        """That run is over. Never waits."""
        self._lent.discard(lent)

    def close(self) -> None:
        """End all processes; if runs are lent after that, others are begun."""
        with self._one_at_a_time:
            for process in self._processes:
                if process.owner == os.getpid():
                    process.close()
            self._processes.clear()

    def _choose(self) -> WatchedProcess | None:
        self._bury()
        lent = Counter(id(lent.process) for lent in list(self._lent))
        idle_one = any(not lent[id(process)] for process in self._processes)
        if self.usable and not idle_one and len(self._processes) < self.most:
            self._begin()
        if not all(process.ready for process in self._processes):
            ready = [process for process in self._processes if process.ready and not lent[id(process)]]
        else:
            ready = self._processes
        return min(ready, key=lambda process: lent[id(process)], default=None) if self.usable else None

    def _bury(self) -> None:
        for process in list(self._processes):
            if not process.running:
                log.warning("An engine process has ended by itself")
                process.close()
                self._processes.remove(process)
                self._ended += 1

    def _begin(self) -> None:
        try:
            self._processes.append(WatchedProcess(NICE))
        except OSError:
            log.exception("An engine process could not be begun")
            self._ended = MOST_ENDED


def _most() -> int:
    """The processes of this machine: one more than it has cores, or what the environment says."""
    asked = os.environ.get("GDVIZ_ENGINE_PROCESSES", "")
    return int(asked) if asked.isdecimal() else (os.cpu_count() or 1) + 1


engines = Engines(_most())
atexit.register(engines.close)
