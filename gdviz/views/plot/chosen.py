"""Which of a model's many parameters a view shows: those that the scene names, else those that moved most."""

from __future__ import annotations

import weakref

import numpy as np

from gdviz.document.frame import Frame
from gdviz.engine.recording import Recording

FEW = 4  # parameters that a view shows all of, and as many of more


def most_moved(recording: Recording, published: int, count: int = FEW) -> tuple[str, ...]:
    """The names of the parameters that are farthest from their start, in their own order."""
    start = np.asarray(recording.experiment.start)
    moved = np.abs(recording.newest(published).astype(np.float64) - start)
    places = np.sort(np.argsort(-moved, kind="stable")[:count])
    return tuple(recording.names[place] for place in places.tolist())


class ChosenParameters:
    """The names that a view shows. While a run grows they are found anew each time that it has doubled."""

    def __init__(self, count: int = FEW) -> None:
        self.count = count
        self._key: tuple[object, ...] = ()
        self._found: tuple[str, ...] = ()

    def names(self, frame: Frame, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """Those of `wanted` that the selected run has; else all of few, or the few that moved most."""
        recording, published = frame.recordings[frame.selected], frame.published[frame.selected]
        every = recording.names
        known = tuple(name for name in wanted if name in every) if wanted else ()
        if known:
            return known
        if len(every) <= self.count:
            return every
        over = frame.outcomes[frame.selected] is not None
        key = (weakref.ref(recording), 0 if over else published.bit_length())
        if key != self._key:
            self._key, self._found = key, most_moved(recording, published, self.count)
        return self._found
