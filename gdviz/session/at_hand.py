"""Rows between key frames are made again before a frame shows them, and not in the window's thread."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject, Signal, Slot

from gdviz.document.frame import Frame
from gdviz.engine.recording import Recording
from gdviz.session.background import Background

Places = tuple[tuple[Recording, int], ...]  # recordings that keep key frames only, and the row to be read


class RowsAtHand(QObject):
    """Makes rows again in a thread of its own; those asked for last first."""

    ready = Signal()  # those that were asked for can be read, or can't be made

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self, "gdviz rows")
        self._background.done.connect(self._take)
        self._background.failed.connect(self._take)
        self._asked: Places = ()
        self._served: list[tuple[weakref.ref[Recording], int]] = []  # not kept for that: they are large

    def has(self, frame: Frame) -> bool:
        """Whether what `frame` shows at its playhead can be read at once; if not, it is made: see `ready`."""
        wanted = tuple(
            (recording, frame.row(place))
            for place, recording in enumerate(frame.recordings)
            if recording.spacing and not recording.at_hand(frame.row(place))
        )
        if not wanted or _known(wanted) == self._served:  # those were made; something else took their place
            return True
        if wanted != self._asked:
            self._asked = wanted
            self._background.submit(wanted, _prepare, wanted)
        return False

    def close(self) -> None:
        """End the thread."""
        self._background.close()

    @Slot(object, object)
    def _take(self, made: Places, _result: object) -> None:
        self._served, self._asked = _known(made), ()
        self.ready.emit()


def _known(places: Places) -> list[tuple[weakref.ref[Recording], int]]:
    return [(weakref.ref(recording), row) for recording, row in places]


def _prepare(places: Places) -> bool:
    for recording, row in places:
        recording.prepare(row)
    return True
