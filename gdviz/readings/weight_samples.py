"""Some rows of a run's parameters, as many as a picture needs, wherever they are kept: nothing is computed
again. Of a long run of a large network these are the key frames."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array, distinct
from gdviz.engine.learning.network import weight_mask
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.notation.ticks import nice_step


class Samples(Struct, frozen=True, eq=False):
    """The parameters ``(rows, parameters)`` of some rows, and their shadow; None without moving average."""

    rows: Array
    params: Array
    shadow: Array | None


def sampled(recording: TrainingRecording, start: int, stop: int, most: int, places: Any = None) -> Samples:
    """At most about `most` of the published rows ``start:stop``, evenly, with the first and the last if all
    rows are kept; `places` chooses parameters (default: all)."""
    start, stop = max(start, 0), min(stop, recording.published)
    places = slice(None) if places is None else places
    if stop <= start:
        empty = np.empty((0, len(recording.names)))[:, places]
        return Samples(np.empty(0, np.int64), empty, None if recording.shadow_rows is None else empty)
    if not recording.spacing:
        rows = distinct(np.linspace(start, stop - 1, min(most, stop - start)).astype(np.int64))
        shadow = None if recording.shadow_rows is None else recording.shadow_rows[rows][:, places]
        return Samples(rows, recording.params_rows[rows][:, places], shadow)
    frames = [frame for frame in list(recording.key_frames) if start <= max(frame.row, 0) < stop]
    if not frames:
        return Samples(
            np.array([start]),
            recording.params_at(start)[None, places],
            None if recording.shadow_rows is None else recording.shadow_at(start)[None, places],
        )
    chosen = distinct(np.linspace(0, len(frames) - 1, min(most, len(frames))).astype(np.int64))
    frames = [frames[place] for place in chosen.tolist()]
    shadow = None
    if recording.shadow_rows is not None:
        shadow = np.stack([frame.shadow.value[places] for frame in frames if frame.shadow is not None])
    rows = np.array([max(frame.row, 0) for frame in frames])
    return Samples(rows, np.stack([frame.params[places] for frame in frames]), shadow)


def weight_places(recording: TrainingRecording) -> Array:
    """The places of those parameters that are weights, not biases: ``(weights,)``."""
    return np.flatnonzero(weight_mask(recording.problem.layers, np.float64))


def weight_scale(recording: TrainingRecording, published: int) -> float:
    """A round number that no weight exceeds by much in the published rows: it stays while the run plays."""
    found = sampled(recording, 0, published, 64, weight_places(recording)).params
    largest = float(np.abs(found).max()) if found.size else 0.0
    return nice_step(largest) if 1e-6 < largest < 1e30 and math.isfinite(largest) else 1.0
