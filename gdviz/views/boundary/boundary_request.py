"""What pictures of the boundary are asked for, and of which runs."""

from __future__ import annotations

from msgspec import Struct

from gdviz.engine.learning.input_plane import InputPlane
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.look.look import Look
from gdviz.views.data.learners import Learner
from gdviz.views.plot.axis import Range


class BoundaryRequest(Struct, frozen=True):
    """All that pictures depend on."""

    recordings: tuple[TrainingRecording, ...]
    places: tuple[int, ...]
    rows: tuple[int, ...]
    of: str
    look: Look
    x: Range
    y: Range
    shape: tuple[int, int]
    ends: Range
    planes: tuple[InputPlane | None, ...]
    discrete: bool
    fine: bool


def on_a_plane(learners: list[Learner]) -> list[Learner]:
    """The runs of two inputs; where there are none, those with the same inputs as the first of more."""
    two = [each for each in learners if each.problem.data.inputs == 2]
    more = [each for each in learners if each.problem.data.inputs > 2]
    names = more[0].problem.data.input_names if more else ()
    return two or [each for each in more if each.problem.data.input_names == names]


__all__ = ["BoundaryRequest", "on_a_plane"]
