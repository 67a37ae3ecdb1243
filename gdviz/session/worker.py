"""Computing the runs in a thread of their own, a few milliseconds at a time, or having them computed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.engine.recording import Recording
from gdviz.session.background import Background
from gdviz.session.task import Task

GLANCE = 0.004  # seconds between two looks at what is computed elsewhere

log = logging.getLogger(__name__)


class Worker(QObject):
    """Computes the newest list of tasks in a thread, which lends the long ones to engine processes.

    There is no queue: a new list replaces the old one, which ends after the burst at hand. A task that is in
    both goes on where it was. The one furthest behind is next, so that all runs grow together.
    """

    done = Signal()  # nothing is left to compute
    failed = Signal(object, object)  # Recording, Exception: the run ended where it was, or, where an engine
    # process has ended (ChildProcessError), goes on elsewhere

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "gdviz compute")
        self._background.done.connect(self._hear)
        self._tasks: tuple[Task, ...] = ()

    def compute(self, tasks: Sequence[Task], later: Sequence[Task] = ()) -> None:
        """Compute these from now on, then those for `later`, and nothing else."""
        before, self._tasks = self._tasks, tuple(dict.fromkeys((*tasks, *later)))
        for task in before:
            if task not in self._tasks:
                task.drop()
        first = tuple(dict.fromkeys(tasks))
        self._background.submit(None, _work, first, tuple(task for task in later if task not in first))

    def close(self) -> None:
        """End the thread, after the burst at hand."""
        self.compute(())
        self._background.close()

    @Slot(object, object)
    def _hear(self, _key: None, failure: tuple[Recording, Exception] | tuple[()]) -> None:
        if failure:
            self.failed.emit(*failure)
        else:
            self.done.emit()


def _work(
    first: Sequence[Task], later: Sequence[Task] = ()
) -> Iterator[tuple[()] | tuple[Recording, Exception] | None]:
    """None after each burst, what a run failed by, and (): when the first tasks are done, and when those for
    later are.

    Also where nothing was left to do: a newer request may have come during the burst that ended the last
    task, and the older one had no time to say so.
    """
    for tasks in (first, later):
        if tasks:
            yield from _work_at(tasks)
            yield ()


def _work_at(tasks: Sequence[Task]) -> Iterator[tuple[Recording, Exception] | None]:
    while unfinished := [task for task in tasks if not task.recording.finished]:
        here = [task for task in unfinished if not task.lent]
        for task in unfinished:
            if task.lent:
                yield _failure(task, task.watch)
        if here:
            task = min(here, key=lambda task: task.recording.published)
            yield _failure(task, task.work)
        else:
            time.sleep(GLANCE)
            yield None


def _failure(task: Task, do: Callable[[], None]) -> tuple[Recording, Exception] | None:
    """Do that, and say what it failed by."""
    try:
        do()
    except Exception as error:
        if not isinstance(error, ChildProcessError):
            log.exception("A run could not go on")
            task.end()
        return task.recording, error.with_traceback(None)
    return None
