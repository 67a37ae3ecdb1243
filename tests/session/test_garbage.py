import gc
import threading
import weakref

import pytest

from gdviz.session.garbage import GarbageCollector


class Knot:
    """Refers to itself: only cyclic collection frees it. Notes the thread that does."""

    freed_by = None

    def __init__(self):
        self.itself = self

    def __del__(self):
        Knot.freed_by = threading.current_thread()


@pytest.fixture
def collector(qtbot):
    gc.collect()
    collector = GarbageCollector()
    yield collector
    collector.close()


def allocate(count):
    """Things enough for a collection to be due."""
    return [[] for _ in range(count)]


def test_a_busy_thread_collects_nothing_and_the_collector_does(collector):
    watched = weakref.ref(Knot())
    kept = []
    busy = threading.Thread(target=lambda: kept.append(allocate(100_000)))
    busy.start()
    busy.join()
    assert watched() is not None
    collector.collect()
    assert watched() is None
    assert Knot.freed_by is threading.main_thread()


def test_little_garbage_is_left_for_later(collector):
    before = [generation["collections"] for generation in gc.get_stats()]
    collector.collect()
    assert [generation["collections"] for generation in gc.get_stats()] == before


def test_older_generations_get_their_turn(collector):
    before = [generation["collections"] for generation in gc.get_stats()]
    kept = []
    for _ in range(150):
        kept.append(allocate(gc.get_threshold()[0] + 100))
        collector.collect()
    counts = [after["collections"] - n for after, n in zip(gc.get_stats(), before, strict=True)]
    assert counts[0] > counts[1] > counts[2] > 0


@pytest.mark.parametrize("enabled", [True, False])
def test_closing_leaves_collection_as_it_was(qtbot, enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        collector = GarbageCollector()
        assert not gc.isenabled()
        collector.close()
        collector.close()
        assert gc.isenabled() == enabled
    finally:
        gc.enable()
