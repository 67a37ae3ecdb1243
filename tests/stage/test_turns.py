"""Views that take long are drawn in several turns of the event loop."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest

from gdviz.stage import turns
from gdviz.stage.turns import Turns


class Slow:
    """A view that takes a second to draw."""

    def __init__(self, name, told):
        self.name, self.told, self.frame = name, told, None

    def show_frame(self, frame):
        self.frame = frame
        self.told.append((self.name, frame.step))
        next(self.told.clock)


class Told(list):
    """What was drawn, in order."""

    clock = itertools.count()


def frame(step, lesson="a"):
    return SimpleNamespace(step=step, scene=SimpleNamespace(lesson=lesson))


@pytest.fixture
def told(monkeypatch):
    """A clock that goes on only where something is drawn."""
    told = Told()
    now = [0.0]
    told.clock = (now.__setitem__(0, now[0] + 1.0) for _ in itertools.count())
    monkeypatch.setattr(turns, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    return told


@pytest.fixture
def stage(qtbot, qapp, told):
    """Three slow views that show a frame of the lesson "a"."""
    views = [Slow(name, told) for name in "xyz"]
    made = Turns(lambda: views, lambda frame: told.append(("all", frame.step)), qapp)
    yield SimpleNamespace(turns=made, views=views)
    made.deleteLater()


def test_a_lesson_comes_as_a_whole_and_its_next_frames_view_by_view(stage, told, qtbot):
    stage.turns.show(frame(0))
    assert told == [("x", 0), ("y", 0), ("z", 0), ("all", 0)]
    stage.turns.show(frame(1))
    assert told[4:] == [("x", 1)]
    assert not stage.turns.over
    qtbot.waitUntil(lambda: stage.turns.over)
    assert told[5:] == [("y", 1), ("z", 1), ("all", 1)]
    stage.turns.show(frame(2, "b"))
    assert told[8:] == [("x", 2), ("y", 2), ("z", 2), ("all", 2)]


def test_the_newest_frame_wins_and_no_view_waits_for_ever(stage, told, qtbot):
    stage.turns.show(frame(0))
    for step in range(1, 7):
        stage.turns.show(frame(step))
    assert told[4:] == [("x", 1), ("y", 2), ("z", 3), ("x", 4), ("y", 5), ("z", 6)]
    qtbot.waitUntil(lambda: stage.turns.over)
    assert told[10:] == [("x", 6), ("y", 6), ("all", 6)]


def test_a_view_that_has_gone_is_not_drawn(stage, told, qtbot):
    stage.turns.show(frame(0))
    stage.turns.show(frame(1))
    gone = stage.views.pop()
    qtbot.waitUntil(lambda: stage.turns.over)
    assert gone.frame.step == 0
    assert told[-1] == ("all", 1)
