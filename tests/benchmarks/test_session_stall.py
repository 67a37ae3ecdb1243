"""How long the window waits while runs are computed, and how soon it shows what a hand has changed.

``pytest tests/benchmarks/test_session_stall.py`` prints the figures.
"""

import time

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Slot

from gdviz.document.scene import Run, Scene
from gdviz.engine.descent import Descent
from gdviz.engine.schedules import Constant
from gdviz.session.session import Session
from tests.benchmarks.sizes import sized

MILLION = sized(1_000_000, 3000)


def scene(runs, steps, rate=0.001):
    return Scene(
        runs=tuple(
            Run(schedule=Constant(learning_rate=rate * (place + 1)), steps=steps) for place in range(runs)
        )
    )


class Heartbeat(QObject):
    """Beats every 10 ms in the window's thread; what a beat comes late is the stall."""

    def __init__(self):
        super().__init__()
        self.beats = []
        self.timer = QTimer(self, interval=10, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)

    @Slot()
    def beat(self):
        self.beats.append(time.perf_counter())

    def late(self):
        """Milliseconds that each beat came too late."""
        return np.maximum(0, np.diff(self.beats) * 1000 - 10)


@pytest.mark.parametrize("runs", [1, 3])
def test_stall_of_the_window_while_a_million_steps_are_computed(qtbot, benchmark, runs):
    session, heart = Session(), Heartbeat()

    def compute():
        session.open(scene(runs, MILLION // runs))
        heart.beats.clear()
        heart.timer.start()
        qtbot.waitUntil(lambda: not session.computing and len(heart.beats) > 2)
        heart.timer.stop()

    benchmark.pedantic(compute, rounds=1)
    session.close()
    late = heart.late()
    benchmark.extra_info["stall_p99_ms"] = round(float(np.percentile(late, 99)), 2)
    benchmark.extra_info["stall_max_ms"] = round(float(late.max()), 2)
    print("\nstall, aim below 33 ms:", benchmark.extra_info)


def test_a_million_steps_without_a_window(benchmark):
    """What the thread, the bursts and the window cost: compare with the time above."""
    benchmark.pedantic(lambda: Descent(scene(1, MILLION).runs[0].experiment).run(), rounds=1)


def test_from_a_movement_of_the_slider_to_the_frame(qtbot, benchmark):
    session, frames = Session(scene(3, 1000)), []
    session.frame_changed.connect(frames.append)
    qtbot.waitUntil(lambda: not session.computing and frames[-1:] == [session.frame])
    rates = iter(np.linspace(0.01, 0.02, 100_000))

    def rest():
        qtbot.wait(30)
        del frames[:]
        return (scene(3, 1000, float(next(rates))),), {}

    def move(new):
        with qtbot.waitSignal(session.frame_changed):
            session.edit(new, "Learning rate", merge="learning rate")
        qtbot.waitUntil(lambda: frames[-1:] == [session.frame] and not session.computing)

    benchmark.pedantic(move, setup=rest, rounds=sized(30, 1))
    session.close()
