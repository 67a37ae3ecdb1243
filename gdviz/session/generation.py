"""A scene with the recordings of its runs: what is being computed and shown."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.engine.recording import RecordingTooLargeError, usable_memory
from gdviz.session.task import Task


class Generation(Struct, frozen=True, eq=False):
    """One generation: a scene and a task for each of its runs (runs that compute the same share one)."""

    scene: Scene
    tasks: tuple[Task, ...]
    generation: int

    @classmethod
    def of(
        cls,
        scene: Scene,
        before: Generation | None = None,
        *,
        again: bool = False,
        ahead: Sequence[Task] = (),
    ) -> Generation:
        """The stage of `scene`. Runs whose experiment is on stage `before`, or was computed `ahead`, keep
        their recording.

        With `again`, those that were stopped do not. Raises MemoryError where there is no room for all.
        """
        known = (*(before.tasks if before else ()), *ahead)
        tasks = [task for task in known if not (again and task.cut_short)]
        chosen = []
        for run in scene.runs:
            experiment = run.experiment
            task = next((task for task in tasks if task.experiment == experiment), None)
            if task is None:
                task = Task(experiment)
                tasks.append(task)
            chosen.append(task)
        needed = sum(task.recording.nbytes for task in dict.fromkeys(chosen))
        if needed > usable_memory():
            raise RecordingTooLargeError(needed)
        return cls(scene, tuple(chosen), before.generation + 1 if before else 1)

    @property
    def complete(self) -> bool:
        """Whether no run will get another row."""
        return all(task.recording.finished for task in self.tasks)

    @property
    def seconds_left(self) -> float:
        """About how long it takes until the stage is complete."""
        return sum(task.seconds_left for task in dict.fromkeys(self.tasks))

    @property
    def progress(self) -> float:
        """The part of all rows of all runs that is there, 0 … 1."""
        recordings = [task.recording for task in self.tasks]
        rows = sum(recording.published if recording.finished else recording.rows for recording in recordings)
        return sum(recording.published for recording in recordings) / rows

    def frame(self, playhead: float, selected: int) -> Frame:
        """The frame at `playhead`, or at the end of the longest run if that is earlier."""
        recordings = tuple(task.recording for task in self.tasks)
        outcomes = tuple(recording.outcome for recording in recordings)  # first: they come after the rows
        published = tuple(recording.published for recording in recordings)
        selected = min(selected, len(recordings) - 1)
        frame = Frame(self.scene, recordings, published, 0, selected, self.generation, outcomes)
        return replace(frame, playhead=max(0, min(int(playhead), frame.last)))


def follow(selected: int, before: Scene, after: Scene, *, undone: bool = False) -> int:
    """Where the run that was selected is after a change of the scene; the nearest place if it is gone, or
    where that undid its making, the one before it, of which it was a copy.
    """
    run = before.runs[selected]
    if undone and len(after.runs) < len(before.runs) and run not in after.runs:
        return max(0, min(selected - 1, len(after.runs) - 1))
    place = min(selected, len(after.runs) - 1)
    moved = len(after.runs) != len(before.runs) or all(other in after.runs for other in before.runs)
    if moved and after.runs[place] != run and run in after.runs:
        return after.runs.index(run)
    return place
