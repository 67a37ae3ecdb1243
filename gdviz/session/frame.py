"""What the views draw: the scene and its recordings at one instant, frozen."""

from __future__ import annotations

from dataclasses import dataclass

from gdviz.engine.recording import Recording
from gdviz.scene import Scene


@dataclass(frozen=True)
class Frame:
    """One instant. Two frames that compare equal look the same.

    `published[i]` is the number of rows of ``recordings[i]`` that may be read (a recording may have grown
    since). `playhead` counts steps from 0 and may lie past a run's end: ask `row`.
    """

    scene: Scene
    recordings: tuple[Recording, ...]
    published: tuple[int, ...]
    playhead: int
    selected: int
    generation: int

    def row(self, run: int) -> int:
        """The row of `run` at the playhead: the last one there is, where the playhead is past it."""
        return max(0, min(self.playhead, self.published[run] - 1))

    @property
    def shown(self) -> tuple[int, ...]:
        """The places of the runs whose eye is open, the selected one last (drawn on top)."""
        places = [place for place, run in enumerate(self.scene.runs) if run.visible]
        return tuple(sorted(places, key=lambda place: place == self.selected))

    @property
    def last(self) -> int:
        """The last step that any run will reach or has reached: the end of the time axis."""
        ends = [
            (recording.published if recording.finished else recording.rows) - 1 for recording in self.recordings
        ]
        return max(ends, default=0)
