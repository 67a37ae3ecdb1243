"""A parameter against step where only key frames are kept: a line through these, none made again."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.recording import Recording


class KeyFrameLine:
    """A source of a line's values: one parameter, or its shadow, at the key frames and at the run's end."""

    def __init__(self, recording: Recording, column: str) -> None:
        self.recording = recording
        self.column = column
        self.of_shadow = column not in recording.names
        self.index = recording.names.index(column.removeprefix("shadow_") if self.of_shadow else column)
        self.rows = 0
        self._x: list[int] = []
        self._y: list[float] = []
        self._ended = False

    def update(self, rows: int) -> None:
        """Take notice of published rows."""
        frames = self.recording.key_frames
        for place in range(len(self._x), -(-rows // self.recording.spacing)):
            frame = frames[place]
            shadow = frame.shadow
            vector = shadow.value if self.of_shadow and shadow is not None else frame.params
            self._x.append(max(frame.row, 0))
            self._y.append(float(vector[self.index]))
        if self.recording.finished and rows == self.recording.published and not self._ended:
            self._ended = True
            self._x.append(rows - 1)
            self._y.append(float(self.recording.column(self.column, rows - 1, rows)[0]))
        self.rows = rows

    @property
    def first(self) -> float:
        """The value at the start."""
        return self._y[0]

    def value(self, row: float) -> float:
        """About the value at a row: on the line between its key frames."""
        return float(np.interp(row, self._x, self._y))

    def extent(self) -> tuple[float, float] | None:
        """The smallest and the largest value."""
        return (min(self._y), max(self._y)) if self._y else None

    def polyline(self, start: int, stop: int, columns: int) -> tuple[Array, Array]:
        """The points to draw of rows ``start:stop``, with a neighbor on each side."""
        x, y = np.array(self._x, float), np.array(self._y, float)
        first = max(0, int(np.searchsorted(x, start, side="right")) - 1)
        last = int(np.searchsorted(x, stop)) + 1
        part = slice(first, last, 1 + (last - first) // (2 * columns))
        return x[part], y[part]
