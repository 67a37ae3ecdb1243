"""Frames of complete runs, without a session."""

import gc

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


@pytest.fixture(autouse=True)
def no_collection_while_painting():
    """As in the app: a collection in the midst of a paint would delete older widgets, and crash."""
    gc.disable()
    yield
    gc.enable()
