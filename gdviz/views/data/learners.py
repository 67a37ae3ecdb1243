"""The runs of a frame that learn from data, as views of data draw them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gdviz.document.frame import Frame
from gdviz.engine.learning.input_plane import InputPlane
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.look.look import Look
from gdviz.views.data.heat_map import WantedOutput


class Learner(Struct, frozen=True, eq=False):
    """A run that learns from data, at the playhead."""

    place: int
    problem: Training
    recording: TrainingRecording
    row: int
    color: str
    symbol: int

    @property
    def averaged(self) -> bool:
        """Whether there is a shadow."""
        return self.recording.shadow_rows is not None

    def wanted(self, of: str, plane: InputPlane | None = None) -> WantedOutput:
        """The parameters to draw: of the weights, their shadow, or both, where there is a shadow."""
        recording, row = self.recording, self.row
        only_shadow, with_shadow = self.averaged and of == "shadow", self.averaged and of != "weights"
        params = None if only_shadow else recording.params_at(row)
        shadow = recording.shadow_at(row) if with_shadow else None
        return WantedOutput(self.place, row, self.problem, params, shadow, plane)


class LearnersRequest(Struct, frozen=True):
    """What is computed of runs at their rows depends on; a view adds what else does."""

    recordings: tuple[TrainingRecording, ...]
    places: tuple[int, ...]
    rows: tuple[int, ...]
    of: str
    look: Look
    fine: bool


def rows_of(
    learners: Sequence[Learner],
) -> tuple[tuple[TrainingRecording, ...], tuple[int, ...], tuple[int, ...]]:
    """Recordings, places and rows of runs, for a request."""
    recordings = tuple(each.recording for each in learners)
    return recordings, tuple(each.place for each in learners), tuple(each.row for each in learners)


def learners_of(frame: Frame, look: Look) -> list[Learner]:
    """The shown runs that learn from data, in the order of the scene."""
    found = []
    for place in sorted(frame.shown):
        run, recording = frame.scene.runs[place], frame.recordings[place]
        if (
            isinstance(run.problem, Training)
            and isinstance(recording, TrainingRecording)
            and frame.published[place]
        ):
            color = look.run_colors[run.color]
            found.append(Learner(place, run.problem, recording, frame.row(place), color, run.color))
    return found
