"""A run on a plane through a loss of three and more parameters."""

from __future__ import annotations

import numpy as np

from gdviz.base.arrays import Array
from gdviz.document.frame import Frame
from gdviz.engine.problem import Objective
from gdviz.engine.slice import Slice
from gdviz.views.loss.loss_paths import Path


class SlicePath(Path, frozen=True, eq=False):
    """The run's two parameters at `places`; its losses are its own, also where it is beside the plane."""

    places: tuple[int, int]

    def _in_plane(self, params: Array) -> Array:
        part: Array = params[..., list(self.places)]
        return part

    def along(self, movement: Array) -> Array:
        """Of a movement ``(..., parameters)`` the two at `places`: ``(..., 2)``."""
        return self._in_plane(movement)

    @property
    def names(self) -> tuple[str, ...]:
        """What the two are called."""
        return tuple(self.recording.names[place] for place in self.places)

    @property
    def params(self) -> Array:
        """The two from the start to the playhead, shape (rows, 2)."""
        return self._in_plane(super().params)

    @property
    def gradient(self) -> Array | None:
        """The part of the gradient in the plane: ``(2,)``."""
        whole = super().gradient
        return None if whole is None else self._in_plane(whole)

    def known(self, rows: int) -> Array:
        """The points of the first `rows` rows."""
        return self._in_plane(super().known(rows))

    def following(self) -> tuple[Array, float] | None:
        """Where the next row is, and its loss."""
        following = super().following()
        return following and (self._in_plane(following[0]), following[1])

    def point_text(self, row: int) -> str:
        """All parameters at a row: what is not on the axes counts as well."""
        return self.values_text(self.recording.names, row)


def slice_of(frame: Frame, objective: Objective, chosen: tuple[str, ...]) -> Slice:
    """The plane through the selected run's ball over two `chosen` parameters, the first two by default."""
    names = objective.parameter_names
    known = [names.index(name) for name in chosen if name in names][:2]
    first, second = known if len(known) == 2 else (0, 1)
    recording = frame.recordings[frame.selected]
    held = recording.params_at(frame.row(frame.selected)) if frame.published[frame.selected] else None
    params = frame.scene.runs[frame.selected].start if held is None else held
    others = np.asarray(params, np.float64).copy()
    others[[first, second]] = 0.0  # so that a run along the plane leaves the landscape as it is
    return Slice(objective, (first, second), tuple(others.tolist()))
