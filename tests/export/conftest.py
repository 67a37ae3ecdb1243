"""Frames of complete runs, without a session."""

import gc
from contextlib import ExitStack

import pytest

from gdviz.document import lessons
from tests.recordings import recording_of


@pytest.fixture
def frame_of(qapp):
    """``frame_of(scene or lesson number, step)``: the scene's runs, complete, at a step."""
    from gdviz.document.frame import Frame

    def make(scene, step=4):
        scene = lessons.find(str(scene)).scene if isinstance(scene, int) else scene
        recordings = tuple(recording_of(each.experiment) for each in scene.runs)
        return Frame(scene, recordings, tuple(each.published for each in recordings), step, 0, 1)

    return make


@pytest.fixture
def closing(qapp):
    """Closes what its callbacks do, after a failed test, too: a sheet deleted with work under way crashes."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def sheet_of(closing):
    """``sheet_of(choices, frame)``: the sheet that shows a frame, drawn as finely as can be."""
    from gdviz.export.picture.sheet import Sheet

    def make(choices, frame):
        sheet = Sheet(choices)
        closing.callback(sheet.done)
        sheet.show_frame(frame)
        sheet.settle(frame)
        return sheet

    return make


@pytest.fixture
def camera_of(closing):
    """``camera_of(frame, film, choices)``: a camera for a film."""
    from gdviz.export.animation.animation import Camera

    def make(frame, film, choices):
        camera = Camera(frame, film, choices)
        closing.callback(camera.close)
        return camera

    return make


@pytest.fixture(autouse=True)
def no_collection_while_painting():
    """As in the app: a collection in the midst of a paint would delete older widgets, and crash."""
    gc.disable()
    yield
    gc.enable()
