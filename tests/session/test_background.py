"""Pictures computed off the window's thread: the newest wins, nothing leaks, closing does not wait."""

import gc
import logging
import threading
import time

import pytest
from PySide6.QtCore import QObject, QThread, Slot

from gdviz.session.background import Background
from gdviz.session.picture_process import results_of


class Reader(QObject):
    """Keeps what is told, and in which thread."""

    def __init__(self):
        super().__init__()
        self.results, self.errors, self.threads = [], [], set()

    @Slot(object, object)
    def take(self, key, result):
        self.threads.add(QThread.currentThread())
        self.results.append((key, result))

    @Slot(object, object)
    def fail(self, key, error):
        self.errors.append((key, error))

    @property
    def keys(self):
        return [key for key, _ in self.results]


@pytest.fixture
def reader(qapp):
    return Reader()


@pytest.fixture
def background(reader):
    background = Background()
    background.done.connect(reader.take)
    background.failed.connect(reader.fail)
    yield background
    background.close()


class Gate:
    """Work that waits until it is let go."""

    def __init__(self):
        self.begun, self.open = threading.Event(), threading.Event()

    def __call__(self, value):
        self.begun.set()
        assert self.open.wait(10)
        return value


def test_a_result_is_told_in_the_threads_own_thread_and_computed_elsewhere(background, reader, qtbot):
    background.submit("key", threading.get_ident)
    qtbot.waitUntil(lambda: bool(reader.results))
    (key, thread), here = reader.results[0], threading.get_ident()
    assert key == "key"
    assert thread != here
    assert reader.threads == {reader.thread()}


def test_the_newest_request_wins_and_the_one_at_work_is_told_too(background, reader, qtbot):
    gate = Gate()
    background.submit(0, gate, "first")
    assert gate.begun.wait(10)
    for number in range(1, 50):
        background.submit(number, str, number)
    gate.open.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert reader.results == [(0, "first"), (49, "49")]


def test_a_generator_tells_its_parts_and_is_given_up_for_a_newer_request(background, reader, qtbot):
    stages, gate = [], Gate()

    def parts():
        yield "coarse"
        yield None
        stages.append("resumed")
        gate("")
        yield "fine"
        stages.append("went on")

    background.submit("old", parts)
    assert gate.begun.wait(10)
    background.submit("new", lambda: "newest")
    gate.open.set()
    qtbot.waitUntil(lambda: len(reader.results) == 3)
    assert reader.results == [("old", "coarse"), ("old", "fine"), ("new", "newest")]
    assert stages == ["resumed"]


class Lane:
    """A process for pictures that is a thread."""

    results = staticmethod(results_of)


def test_a_second_worker_takes_the_next_request_and_what_is_late_is_not_told(reader, qtbot):
    background, gates = Background(elsewhere=(Lane(), Lane())), (Gate(), Gate(), Gate())
    background.done.connect(reader.take)
    for number, gate in enumerate(gates[:2]):
        background.submit(number, gate, str(number))
        assert gate.begun.wait(10)  # the second does not wait for the first
    background.submit("waits", str)
    background.submit(2, gates[2], "2")
    gates[1].open.set()
    assert gates[2].begun.wait(10)
    gates[2].open.set()
    qtbot.waitUntil(lambda: len(reader.results) == 2)
    gates[0].open.set()
    qtbot.waitUntil(lambda: not background.busy)
    background.close()
    assert reader.results == [(1, "1"), (2, "2")]


def test_a_newer_request_ends_what_another_worker_refines(reader, qtbot):
    background, begun, ended = Background(elsewhere=(Lane(), Lane())), threading.Event(), threading.Event()

    def finer():
        try:
            while True:
                begun.set()
                time.sleep(0.001)
                yield None
        finally:
            ended.set()

    background.done.connect(reader.take)
    background.submit("old", finer)
    assert begun.wait(10)
    background.submit("new", int)
    assert ended.wait(10)
    qtbot.waitUntil(lambda: not background.busy)
    background.close()
    assert reader.results == [("new", 0)]


def test_what_is_cancelled_is_not_told(background, reader, qtbot):
    gate = Gate()
    background.submit("at work", gate, 1)
    assert gate.begun.wait(10)
    background.submit("waiting", int)
    background.cancel()
    gate.open.set()
    background.submit("after", int)
    qtbot.waitUntil(lambda: bool(reader.results))
    qtbot.wait(20)
    assert reader.keys == ["after"]


def test_even_what_is_told_already_is_not_heard_after_cancelling(background, reader, qtbot):
    told = threading.Event()

    def one():
        yield 1
        told.set()  # the result lies in the event loop, which has not turned

    background.submit("told", one)
    assert told.wait(10)
    background.cancel()
    qtbot.wait(20)
    assert reader.keys == []


def test_an_error_is_told_and_the_next_request_computed(background, reader, qtbot, caplog):
    with caplog.at_level(logging.CRITICAL, "gdviz"):
        background.submit("broken", int, "no number")
        qtbot.waitUntil(lambda: bool(reader.errors))
    (key, error), *_ = reader.errors
    assert key == "broken"
    assert isinstance(error, ValueError)
    background.submit("whole", int, "7")
    qtbot.waitUntil(lambda: bool(reader.results))
    assert reader.results == [("whole", 7)]


def test_closing_gives_long_work_up_at_its_next_step(background, reader):
    begun, done = threading.Event(), threading.Event()

    def long():
        begun.set()
        for _ in range(10_000):
            time.sleep(0.001)
            yield None
        done.set()

    background.submit("long", long)
    assert begun.wait(10)
    background.close()
    assert not background.busy
    assert not done.is_set()
    assert reader.results == []


def test_after_closing_it_can_be_used_again(background, reader, qtbot):
    background.submit(1, int)
    background.close()
    background.close()
    background.submit(2, int)
    qtbot.waitUntil(lambda: bool(reader.results))
    assert reader.keys == [2]


def test_the_thread_ends_with_its_owner(qtbot):
    """The check of every test of Qt finds threads that go on."""
    background, threads = Background(), []
    background.submit("key", lambda: threads.append(QThread.currentThread()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0].isRunning()
    del background
    gc.collect()
    assert not threads[0].isRunning()


def test_no_garbage_is_collected_in_the_thread(background, reader, qtbot):
    gc.enable()
    background.submit("key", gc.isenabled)
    qtbot.waitUntil(lambda: bool(reader.results))
    assert reader.results == [("key", False)]
    qtbot.waitUntil(gc.isenabled)


def test_two_keep_garbage_until_both_rest(qtbot):
    gc.enable()
    gates, both = (Gate(), Gate()), (Background(), Background())
    for gate, background in zip(gates, both, strict=True):
        background.submit("key", gate, 1)
        assert gate.begun.wait(10)
    gates[0].open.set()
    qtbot.waitUntil(lambda: not both[0].busy)
    qtbot.wait(20)
    assert not gc.isenabled()
    gates[1].open.set()
    qtbot.waitUntil(gc.isenabled)
    for background in both:
        background.close()
