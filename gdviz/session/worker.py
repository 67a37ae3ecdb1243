"""Computing the runs in a thread of their own, a few milliseconds at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.engine.experiment import Experiment
from gdviz.engine.recording import Recording
from gdviz.engine.runs import descent_of
from gdviz.session.background import Background

FIRST_BURST = 16  # rows: seen at once, and soon over however slow a step is
BURST = 0.005  # seconds that a burst aims at: the worker looks up this often
GROWTH = 8  # how much longer than the last a burst may be

log = logging.getLogger(__name__)


class Task:
    """One run being computed. Its first row is there from the beginning."""

    def __init__(self, experiment: Experiment) -> None:
        """Raises MemoryError where there is no room for the recording."""
        self.experiment = experiment
        self.stopped = False  # set by any thread: compute no more
        self._descent = descent_of(experiment)
        self._burst = FIRST_BURST
        self._pace = 0.0  # seconds a row

    @property
    def recording(self) -> Recording:
        """What is computed so far."""
        return self._descent.recording

    @property
    def cut_short(self) -> bool:
        """Whether the run was stopped, or failed, before its end."""
        outcome = self.recording.outcome
        return self.stopped and (outcome is None or outcome.kind == "stopped")

    @property
    def seconds_left(self) -> float:
        """About how long the rest takes, by the last burst; 0 where nothing is known."""
        recording = self.recording
        return 0.0 if recording.finished else (recording.rows - recording.published) * self._pace

    def work(self) -> None:
        """Compute one burst, or end the run where it is if it is stopped."""
        if self.stopped:
            self.end()
            return
        before, began = self.recording.published, time.perf_counter()
        self._descent.advance(self._burst)
        took = time.perf_counter() - began
        rows = self.recording.published - before
        if rows == self._burst and took > 0:
            self._pace = took / rows
            self._burst = max(1, min(int(BURST / self._pace), self._burst * GROWTH))

    def end(self) -> None:
        """No row will follow those that are there."""
        self.stopped = True
        self._descent.stop()


class Worker(QObject):
    """Computes the newest list of tasks in a thread of its own.

    There is no queue: a new list replaces the old one, which ends after the burst at hand. A task that is in
    both goes on where it was. The one furthest behind is next, so that all runs grow together.
    """

    done = Signal()  # nothing is left to compute
    failed = Signal(object, object)  # Recording, Exception: the run ended where it was

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "gdviz compute")
        self._background.done.connect(self._hear)

    def compute(self, tasks: Sequence[Task]) -> None:
        """Compute these and nothing else from now on."""
        self._background.submit(None, _work, tuple(dict.fromkeys(tasks)))

    def close(self) -> None:
        """End the thread, after the burst at hand."""
        self._background.close()

    @Slot(object, object)
    def _hear(self, _key: None, failure: tuple[Recording, Exception] | None) -> None:
        if failure:
            self.failed.emit(*failure)
        else:
            self.done.emit()


def _work(tasks: Sequence[Task]) -> Iterator[tuple[()] | tuple[Recording, Exception] | None]:
    """None after each burst, what a run failed by, and at the end () if there was anything to do."""
    worked = False
    while unfinished := [task for task in tasks if not task.recording.finished]:
        worked = True
        task = min(unfinished, key=lambda task: task.recording.published)
        try:
            task.work()
        except Exception as error:
            log.exception("A run could not go on")
            task.end()
            yield task.recording, error.with_traceback(None)
        yield None
    if worked:
        yield ()
