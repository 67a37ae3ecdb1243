"""The runs of an instant that learn from data."""

from __future__ import annotations

from gdviz.document.frame import Frame
from gdviz.engine.learning.training_recording import TrainingRecording


def learning_runs(frame: Frame) -> list[tuple[int, TrainingRecording]]:
    """The visible runs that learn from data, the selected one last."""
    found = []
    for place in frame.shown:
        recording = frame.recordings[place]
        if isinstance(recording, TrainingRecording):
            found.append((place, recording))
    return found
