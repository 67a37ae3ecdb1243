"""How many pictures a second the surface of a loss shows while it turns, and how long one takes at 4K.

    pytest tests/benchmarks/test_surface_speed.py --override-ini="addopts=--import-mode=importlib"

The aim is 30 a second at 1280×720 on one core. Seconds are those of the processor.
"""

import time

import pytest
from PySide6.QtGui import QImage

from gdviz.document.frame import Frame
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.objectives import Himmelblau
from gdviz.engine.schedules import Constant
from gdviz.views.loss.view import LossView
from tests.benchmarks.sizes import sized
from tests.recordings import recording_of

RUN = Run(problem=Himmelblau(), initial=(0.5, -3.5), schedule=Constant(learning_rate=0.01), steps=40)
PICTURES = sized(60, 2)


@pytest.mark.parametrize("size", sized([(1280, 720), (3840, 2160)], [(640, 360)]), ids=str)
def test_pictures_a_second_while_it_turns(qtbot, benchmark, size):
    scene = Scene(runs=(RUN,), stage=(Row(tiles=(make_tile("loss", surface=True),)),))
    recording = recording_of(RUN.experiment)
    view = LossView()
    qtbot.addWidget(view)
    view.resize(*size)
    with qtbot.waitExposed(view):
        view.show()
    view.show_frame(Frame(scene, (recording,), (recording.published,), 30, 0, 1))
    image = QImage(*size, QImage.Format.Format_RGB32)
    view.render(image)
    view.relief.work.submit = lambda *_: None  # the finer picture, for which a hand does not wait

    def turn():
        for _ in range(PICTURES):
            view.turning.turn(2.0, 0.1)
            view.render(image)

    began = time.process_time()
    benchmark.pedantic(turn, rounds=1)
    seconds = (time.process_time() - began) / PICTURES
    benchmark.extra_info |= {"ms a picture": 1000 * seconds, "pictures a core-second": 1 / seconds}
    print("\nsurface", size, benchmark.extra_info)
