"""What will be wanted next is computed while nothing else is to be done."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from gdviz.document.scene import Scene
from gdviz.engine.recording import usable_memory
from gdviz.session.task import Task

SHARE = 0.25  # of the memory that recordings may take: what is on stage comes first

log = logging.getLogger(__name__)


class Ahead:
    """The tasks of scenes that are expected: those that were on stage, and those that are made one by one."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.expecting = False  # whether a scene may be left that `next` has not asked for
        self._scenes: Iterator[Scene] = iter(())

    def expect(self, scenes: Iterable[Scene]) -> None:
        """From now on these, the likeliest first; what was computed before is kept."""
        self._scenes, self.expecting = iter(scenes), True

    def forget(self) -> None:
        """Nothing is expected."""
        self.tasks, self._scenes, self.expecting = [], iter(()), False

    def keep(self, tasks: Sequence[Task]) -> None:
        """Keep what has been on stage: it is wanted again when somebody goes back. The oldest go first."""
        self.tasks += [task for task in tasks if task not in self.tasks]
        while self._room() < 0:
            del self.tasks[0]

    def _room(self) -> float:
        """How many bytes more may be taken."""
        return SHARE * usable_memory() - sum(task.recording.nbytes for task in self.tasks)

    @property
    def unfinished(self) -> tuple[Task, ...]:
        """What is still to be computed."""
        return tuple(task for task in self.tasks if not task.recording.finished)

    def next(self) -> bool:
        """Begin with the next scene that is not computed yet; False where there is none, or no room."""
        for scene in self._scenes:
            known = [task.experiment for task in self.tasks]
            try:
                made = [Task(run.experiment) for run in scene.runs if run.experiment not in known]
            except Exception:  # it is said when the scene comes on stage
                log.info("A scene that is expected cannot be computed ahead", exc_info=True)
                continue
            if sum(task.recording.nbytes for task in made) > self._room():
                break
            if made:
                self.tasks += made
                return True
        self.expecting = False
        return False
