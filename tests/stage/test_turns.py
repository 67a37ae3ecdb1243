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

    def show_between(self, share):
        self.told.append((self.name, share))

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
    assert told[4:] == [("x", 1), ("all", 1)]
    assert not stage.turns.over
    qtbot.waitUntil(lambda: stage.turns.over)
    assert told[6:] == [("y", 1), ("all", 1), ("z", 1), ("all", 1)]
    stage.turns.show(frame(2, "b"))
    assert told[10:] == [("x", 2), ("y", 2), ("z", 2), ("all", 2)]


def test_the_newest_frame_wins_and_no_view_waits_for_ever(stage, told, qtbot):
    stage.turns.show(frame(0))
    for step in range(1, 7):
        stage.turns.show(frame(step))
    drawn = [each for each in told[4:] if each[0] != "all"]
    assert drawn == [("x", 1), ("y", 2), ("z", 3), ("x", 4), ("y", 5), ("z", 6)]
    qtbot.waitUntil(lambda: stage.turns.over)
    assert told[16:] == [("x", 6), ("all", 6), ("y", 6), ("all", 6)]


def test_what_is_marked_is_told_while_frames_follow_faster_than_they_are_drawn(stage, told):
    """A beat that plays would go on under the rings of the one before."""
    for step in range(3):
        stage.turns.show(frame(step))
    assert not stage.turns.over
    assert told[-1] == ("all", 2)


def test_the_way_to_the_next_step_is_that_of_the_frame_which_a_view_shows(stage, told, qtbot):
    """The ball of a view that was drawn later went back to where its step began."""
    stage.turns.show(frame(0))
    stage.turns.show_between(0.9)
    del told[:]
    stage.turns.show(frame(1))
    stage.turns.show_between(0.1)
    assert told == [("x", 1), ("all", 1), ("x", 0.1)]
    qtbot.waitUntil(lambda: stage.turns.over)
    assert told[3:] == [("y", 1), ("y", 0.1), ("all", 1), ("z", 1), ("z", 0.1), ("all", 1)]


def test_a_view_that_has_gone_is_not_drawn(stage, told, qtbot):
    stage.turns.show(frame(0))
    stage.turns.show(frame(1))
    gone = stage.views.pop()
    qtbot.waitUntil(lambda: stage.turns.over)
    assert gone.frame.step == 0
    assert told[-1] == ("all", 1)
