"""How long it takes from one beat of a lesson to another, once those to come are computed ahead.

    pytest tests/benchmarks/test_beat_turns.py -s --override-ini=addopts=--import-mode=importlib

The real window at 1280 × 720 in the projector look, from each part of a lesson to each other: the
milliseconds that the window works, and those that pass, until words, layout and the rows of each view stand
and are painted, and how many turns take more than 100. The first time that a view is needed it is made,
which is told apart. Aim: every turn within 100 ms, on a machine that does nothing else; beside other work
the first of the two numbers is the one to compare.
"""

import itertools
import time

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from gdviz.document import lessons
from tests.benchmarks.sizes import sized

LESSONS = sized(tuple(range(1, len(lessons.names()) + 1)), (2,))
AIM = 100.0  # milliseconds
PATIENCE = sized(90.0, 3.0)  # seconds that everything may be computed ahead


@pytest.fixture
def window(qtbot, engine_processes):
    from gdviz.app.settings import Settings
    from gdviz.app.window import Window

    settings = Settings()
    settings.language, settings.look, settings.questions, settings.keep_progress = (
        "en",
        "projector",
        True,
        False,
    )
    window = Window(settings, lessons.load("1"))
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.session.mark_saved()
    window.close()
    window.deleteLater()
    vars(window).clear()


def pump(until, seconds):
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def drawn(window):
    session = window.session
    views = window.stage.visible_views()
    return not session.computing and all(view.frame and view.frame.scene is session.scene for view in views)


def turn(window, place):
    """The milliseconds of work until all that the beat shows is drawn and painted, and those that pass."""
    begin, worked = time.perf_counter(), time.thread_time()
    window.player.go(place)
    pump(lambda: drawn(window), 30.0)
    window.repaint()
    work, whole = time.thread_time() - worked, time.perf_counter() - begin
    window.session.pause()
    pump(lambda: False, 0.1)
    return 1000 * work, 1000 * whole


@pytest.mark.parametrize("number", LESSONS)
def test_from_beat_to_beat(window, number):
    window.documents.open_lesson(lessons.names()[number - 1])
    player, session = window.player, window.session
    pump(lambda: not session.computing, 60.0)
    pump(lambda: not session.computing_ahead, PATIENCE)
    places = range(sized(len(player.beats), 3))
    first = told([turn(window, place) for place in places])
    found = told([turn(window, place) for place in round_trip(len(places))])
    print(f"\nlesson {number:2}: {found}; at first {first}")


def told(turns):
    """The medians of the milliseconds of work and of those that passed, each with the most."""
    (work, passed), (most, longest) = np.median(turns, axis=0), np.max(turns, axis=0)
    slow = int((np.array(turns) > AIM).any(axis=1).sum())
    return (
        f"work {work:4.0f} ms (most {most:4.0f}), passed {passed:4.0f} ms (most {longest:4.0f}), "
        f"{slow} of {len(turns)} above {AIM:.0f} ms"
    )


def round_trip(count):
    """The places of a way that goes from each of so many to each other once."""
    left, at = set(itertools.permutations(range(count), 2)), count - 1
    while left:
        ways = sorted(to for here, to in left if here == at)
        to = ways[0] if ways else min(left)[0]
        left.discard((at, to))
        yield to
        at = to
