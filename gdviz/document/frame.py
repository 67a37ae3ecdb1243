"""What the views draw: the scene and its recordings at one instant, frozen."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import force_setattr

from gdviz.document.beats.beat import BeatMark
from gdviz.document.scene import Scene
from gdviz.engine.outcome import Outcome, exploding
from gdviz.engine.recording import Recording


class Frame(Struct, frozen=True):
    """One instant. Two frames that compare equal look the same.

    `published[i]` is the number of rows of ``recordings[i]`` that may be read (a recording may have grown
    since). `playhead` counts steps from 0 and may lie past a run's end, or past what is computed of it: ask
    `row`. `outcomes[i]` is how the i-th run ended, None while it is computed; left out, it is read now.
    """

    scene: Scene
    recordings: tuple[Recording, ...]
    published: tuple[int, ...]
    playhead: int
    selected: int
    generation: int
    outcomes: tuple[Outcome | None, ...] = ()
    hidden: tuple[str, ...] = ()  # what a beat keeps back: values, outcomes, or parts such as loss.tangent
    marks: tuple[BeatMark, ...] = ()  # what a beat rings

    def __post_init__(self) -> None:
        if len(self.outcomes) != len(self.recordings):
            force_setattr(self, "outcomes", tuple(recording.outcome for recording in self.recordings))

    def row(self, run: int) -> int:
        """The row of `run` at the playhead: the last one there is, where the playhead is past it."""
        return max(0, min(self.playhead, self.published[run] - 1))

    def told(self, run: int) -> Outcome | None:
        """How `run` ended, once the playhead has reached its last row: what is said of it anywhere.

        Before, that it diverges, from where its loss has exploded; else None, so that no sentence tells what
        a class is yet to see. That the computation was stopped is no news to come: it is told at once.
        """
        outcome = self.outcomes[run]
        if outcome is None or outcome.kind == "stopped":
            return outcome
        if "outcomes" in self.hidden:
            return None
        row = self.row(run)
        return outcome if row >= self.published[run] - 1 else exploding(self.recordings[run], outcome, row)

    def hides(self, view: str) -> frozenset[str]:
        """The parts of a view that are not to be seen."""
        return frozenset(
            part for name, _, part in (each.partition(".") for each in self.hidden) if name == view
        )

    @property
    def hides_values(self) -> bool:
        """Whether no number is to be read off: a question asks for one."""
        return "values" in self.hidden

    @property
    def shown(self) -> tuple[int, ...]:
        """The places of the runs whose eye is open, the selected one last (drawn on top)."""
        places = [place for place, run in enumerate(self.scene.runs) if run.visible]
        return tuple(sorted(places, key=lambda place: place == self.selected))

    @property
    def last(self) -> int:
        """The last step that any run will reach or has reached: the end of the time axis."""
        ends = [
            (recording.rows if outcome is None else recording.published) - 1
            for recording, outcome in zip(self.recordings, self.outcomes, strict=True)
        ]
        return max(ends, default=0)

    @property
    def reached(self) -> int:
        """The last step at which every run has its row, or has ended before: how far playing may go."""
        unfinished = [
            published - 1
            for published, outcome in zip(self.published, self.outcomes, strict=True)
            if outcome is None
        ]
        return max(0, min(unfinished, default=self.last))
