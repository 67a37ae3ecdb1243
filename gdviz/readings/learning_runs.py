"""The runs of an instant that learn from data."""

from __future__ import annotations

from gdviz.document.frame import Frame
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.recording import Recording


def learning(recording: Recording) -> TrainingRecording | None:
    """The recording, if it is of a run that learns from data."""
    return recording if isinstance(recording, TrainingRecording) else None


def learning_runs(frame: Frame) -> list[tuple[int, TrainingRecording]]:
    """The visible runs that learn from data, the selected one last."""
    found = ((place, learning(frame.recordings[place])) for place in frame.shown)
    return [(place, recording) for place, recording in found if recording is not None]
