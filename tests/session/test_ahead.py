"""What is computed ahead of its turn."""

import pytest

from gdviz.document.edits import change
from gdviz.document.scene import Scene
from gdviz.session import ahead as module
from gdviz.session.ahead import Ahead
from gdviz.session.task import Task
from gdviz.session.worker import Worker

SCENES = [change(Scene(), "runs.0.schedule.learning_rate", rate) for rate in (0.1, 0.2, 0.3)]


def finish(ahead):
    for task in ahead.unfinished:
        while not task.recording.finished:
            task.work()


def test_it_expects_something_until_the_last_scene_is_begun():
    """Also between two scenes, where nothing is unfinished: who waits for all then waits on."""
    ahead = Ahead()
    ahead.expect(SCENES)
    begun = 0
    while ahead.next():
        begun += 1
        assert ahead.expecting
        finish(ahead)
        assert ahead.expecting
    assert begun == len(SCENES)
    assert not ahead.expecting
    ahead.expect(SCENES)
    assert not ahead.next()  # all are known
    ahead.expect(SCENES)
    ahead.forget()
    assert not ahead.expecting


def test_it_expects_no_more_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(module, "usable_memory", lambda: 0)
    ahead = Ahead()
    ahead.expect(SCENES)
    assert not ahead.next()
    assert not ahead.expecting


def test_a_session_computes_ahead_until_all_that_it_expects_is_computed(session, qtbot):
    session.open(SCENES[0])
    session.look_ahead(SCENES)
    assert session.computing_ahead
    qtbot.waitUntil(lambda: not session.computing_ahead)
    assert all(session.computed(scene.runs[0].experiment) for scene in SCENES)
    session.look_no_further()
    assert not session.computing_ahead


@pytest.mark.parametrize("again", [False, True])
def test_a_scene_that_comes_back_is_as_it_was_computed(session, qtbot, again):
    session.open(SCENES[0])
    session.look_ahead(SCENES[1:])
    qtbot.waitUntil(lambda: not session.computing and not session.computing_ahead)
    found = [session.computed(scene.runs[0].experiment) for scene in SCENES]
    for scene, recording in [*zip(SCENES, found, strict=True)] * (1 + again):
        session.open(scene)
        assert session.whole_frame.recordings == (recording,)
        assert not session.computing


def test_a_worker_says_that_it_is_done_though_the_last_burst_was_for_an_older_request(qtbot):
    """The older request is given up before it can say so; who computes ahead waited for ever."""
    worker = Worker()
    task = Task(SCENES[0].runs[0].experiment)
    while not task.recording.finished:
        task.work()
    with qtbot.waitSignal(worker.done, timeout=10_000):
        worker.compute([task])
    worker.close()
