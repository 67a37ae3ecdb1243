"""Frames of finished runs, as the session would show them, and views on the screen."""

import gc

import pytest

from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from tests.recordings import recording_of


@pytest.fixture
def make_frame():
    """``make_frame(*runs, playhead=0, selected=0, **tile)``: a frame of complete recordings."""
    from gdviz.document.frame import Frame

    def make(*runs, playhead=0, selected=0, view="weights", generation=1, **tile):
        scene = Scene(runs=runs or (Run(),), stage=(Row(tiles=(make_tile(view, **tile),)),))
        recordings = tuple(recording_of(each.experiment) for each in scene.runs)
        published = tuple(recording.published for recording in recordings)
        return Frame(scene, recordings, published, playhead, selected, generation)

    return make


@pytest.fixture(autouse=True)
def no_collection_while_painting():
    """As in the app: a collection in the midst of a paint would delete older widgets, and crash."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def every_move_of_the_mouse_counts():
    """pyqtgraph leaves out moves that come faster than a hundred a second."""
    import pyqtgraph as pg

    limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", limit)


@pytest.fixture
def show(qtbot):
    """``show(View, frame)``: the view on the screen, drawn."""
    from gdviz.look.look import LIGHT

    def shown(kind, frame, look=LIGHT, size=(640, 400)):
        view = kind()
        qtbot.addWidget(view)
        view.set_look(look)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        view.show_frame(frame)
        view.grab()
        return view

    return shown
