"""Rows between key frames, made again for who shows them."""

import gc
import weakref
from types import SimpleNamespace

from gdviz.session.at_hand import RowsAtHand


class Sparse:
    """A recording that has no row at hand."""

    spacing = 8

    def at_hand(self, row):
        return False

    def prepare(self, row):
        pass


def test_a_recording_whose_rows_were_made_is_not_kept_for_that(qtbot):
    rows, shown = RowsAtHand(), SimpleNamespace(recordings=(Sparse(),), row=lambda place: 3)
    with qtbot.waitSignal(rows.ready):
        assert not rows.has(shown)
    assert rows.has(shown)  # whether or not it still has them: else it was asked for ever
    gone = weakref.ref(shown.recordings[0])
    del shown
    qtbot.waitUntil(lambda: gc.collect() >= 0 and gone() is None)  # the thread has still to lay it down
    rows.close()
