"""Python's settings while threads are at work: held by any, given back by the last."""

from __future__ import annotations

import gc
import sys

import pytest

from gdviz.base.interpreter import SWITCH_INTERVAL, ThreadSettings


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_last_to_be_released_gives_back_what_there_was(collecting, order):
    was, interval = gc.isenabled(), sys.getswitchinterval()
    (gc.enable if collecting else gc.disable)()
    try:
        held = ThreadSettings(), ThreadSettings()
        held[order[0]].release()
        held[order[0]].release()
        assert not gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(SWITCH_INTERVAL)
        held[order[1]].release()
        assert gc.isenabled() == collecting
        assert sys.getswitchinterval() == pytest.approx(interval)
    finally:
        (gc.enable if was else gc.disable)()


def test_they_are_given_back_after_an_error():
    interval = sys.getswitchinterval()
    with pytest.raises(OSError, match="full"), ThreadSettings():
        raise OSError("full")
    assert sys.getswitchinterval() == pytest.approx(interval)
