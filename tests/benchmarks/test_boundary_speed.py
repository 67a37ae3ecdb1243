"""How many pictures a second the decision boundary shows while the playhead moves, for three runs.

``pytest tests/benchmarks/test_boundary_speed.py`` prints the figures; the aim is 30 a second.
"""

import time

import msgspec
import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Slot

from gdviz.base.interpreter import ThreadSettings
from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.adam import Adam
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2, NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.views.boundary.view import BoundaryView
from tests.benchmarks.sizes import sized

STEPS = sized(400, 12)


def frame_of(hidden, average):
    runs = tuple(
        Run(
            problem=Training(data=Ring(), model=Model(hidden=hidden, first_bias=0.1), penalty=penalty),
            optimizer=Adam(),
            batches=Batches(batch_size=30),
            steps=STEPS,
            precision="float32",
            color=color,
            **average,
        )
        for color, penalty in enumerate((NoPenalty(), L2(scale=0.01), L1(scale=0.01)))
    )
    scene = Scene(runs=runs, stage=(Row(tiles=(make_tile("boundary", x_range=(-3, 3), y_range=(-3, 3)),)),))
    recordings = tuple(TrainingDescent(run.experiment).run() for run in runs)
    return Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)


@pytest.fixture(autouse=True)
def switching_as_in_a_session():
    with ThreadSettings():
        yield


class Player(QObject):
    """Moves the playhead at the pace of a screen, and counts the pictures that come."""

    def __init__(self, view, frame):
        super().__init__()
        self.view, self.frame = view, frame
        self.rows, self.step, self.took = [], 0, 0.0
        self.timer = QTimer(self, interval=16, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.tick)
        view.background.done.connect(self.count)

    @Slot()
    def tick(self):
        began = time.perf_counter()
        self.step += 1
        self.view.show_frame(msgspec.structs.replace(self.frame, playhead=self.step))
        self.view.plot.viewport().repaint()
        self.took += time.perf_counter() - began

    @Slot(object, object)
    def count(self, key, result):
        if not key.fine:
            self.rows.append(result[0].wanted.row)


MODELS = {
    "2-11-1": ((11,), {}),
    "2-11-1 with shadow": ((11,), {"average": MovingAverage()}),
    "2-64-64-1": ((64, 64), {}),
}


@pytest.mark.parametrize("name", sized(list(MODELS), ["2-11-1"]))
def test_pictures_a_second_while_the_playhead_moves(qtbot, benchmark, engine_processes, name):
    qtbot.waitUntil(engine_processes)
    view = BoundaryView()
    qtbot.addWidget(view)
    view.resize(1100, 480)
    with qtbot.waitExposed(view):
        view.show()
    player = Player(view, frame_of(*MODELS[name]))
    player.tick()
    qtbot.waitUntil(lambda: len(view.found) == 3)

    def play():
        player.rows.clear()
        player.step, player.took = 0, 0.0
        player.timer.start()
        qtbot.waitUntil(lambda: player.step >= STEPS // 2)
        player.timer.stop()

    began = time.perf_counter()
    benchmark.pedantic(play, rounds=1)
    seconds = time.perf_counter() - began
    benchmark.extra_info["pictures_a_second"] = round(len(set(player.rows)) / seconds, 1)
    benchmark.extra_info["window_ms_a_frame"] = round(1000 * player.took / player.step, 2)
    print("\nboundary", benchmark.extra_info)
    view.background.close()
