"""The way of a training run over a chart: some of its rows and where they fall, found once for each."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.views.loss.model_chart import Chart

MOST = 3000  # points of a path; beyond it every second one goes, the same ones for every playhead
NUMBERS = 4_000_000  # of parameters that these points have together: each is placed again on another chart
LEAST = 500  # points of a path, however many parameters there are


class ModelTrace:
    """Rows evenly spaced, or key frames where only these are kept, with their places on one chart."""

    def __init__(self, recording: TrainingRecording) -> None:
        self.recording = recording
        self._most = min(MOST, max(LEAST, NUMBERS // len(recording.names)))
        self._stride = 1
        self.rows: Array = np.empty(0, np.int64)
        self.points: Array = np.empty((0, 2))
        self._axes: tuple[object, ...] = ()

    def update(self, chart: Chart, published: int) -> None:
        """Take notice of the published rows, on this chart."""
        if chart.space != self._axes:
            self._axes = chart.space
            self.rows, self.points = np.empty(0, np.int64), np.empty((0, chart.dimensions))
            self._stride = 1
        spacing = max(1, self.recording.spacing)
        available = -(-published // spacing)
        while available > self._most * self._stride:
            self._stride *= 2
            self.rows, self.points = self.rows[::2], self.points[::2]
        fresh = slice(len(self.rows) * self._stride, available, self._stride)
        if fresh.start >= available:
            return
        if self.recording.spacing:
            frames = self.recording.key_frames[fresh]
            params = np.stack([frame.params for frame in frames])
            rows = np.array([max(frame.row, 0) for frame in frames])
        else:
            params, rows = self.recording.params_rows[fresh], np.arange(available)[fresh]
        self.rows = np.concatenate([self.rows, rows])
        self.points = np.concatenate([self.points, chart.place(params)])

    def until(self, row: int, point: Array) -> tuple[Array, Array]:
        """The rows before `row` and their places, then `row` itself at `point`."""
        count = int(np.searchsorted(self.rows, row))
        rows = np.append(self.rows[:count], row)
        return rows, np.concatenate([self.points[:count], point[np.newaxis]])
