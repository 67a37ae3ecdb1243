"""What a frame tells, and when."""

import msgspec
import pytest

from gdviz.document.frame import Frame
from gdviz.document.scene import Run, Scene
from gdviz.engine.descent import Descent, run
from gdviz.engine.schedules import Constant


def frame_of(*rates, steps=40):
    scene = Scene(runs=tuple(Run(schedule=Constant(learning_rate=rate), steps=steps) for rate in rates))
    recordings = tuple(run(each.experiment) for each in scene.runs)
    return Frame(scene, recordings, tuple(each.published for each in recordings), 0, 0, 1)


@pytest.mark.parametrize("rate", [0.2, 1.0, 1e-4])
def test_nothing_is_told_before_the_playhead_is_at_the_end_of_the_run(rate):
    frame = frame_of(rate)
    end = frame.published[0] - 1
    for playhead in range(end + 3):
        told = msgspec.structs.replace(frame, playhead=playhead).told(0)
        assert told == (frame.outcomes[0] if playhead >= end else None)


def test_a_run_that_flies_apart_says_so_from_where_its_loss_has_exploded():
    frame = frame_of(1.2, steps=8)  # the loss is 36, 70.56, 138.3, 271.1, 531.3 …
    told = [msgspec.structs.replace(frame, playhead=row).told(0) for row in range(9)]
    kinds = [each and (each.kind, each.step) for each in told]
    assert kinds == [None] * 4 + [("diverging", 4)] * 4 + [("diverging", 8)]
    assert msgspec.structs.replace(frame, playhead=6, hidden=("outcomes",)).told(0) is None


def test_a_run_that_ends_early_is_told_before_the_others():
    frame = frame_of(0.2, 1.2, steps=3000)
    early = msgspec.structs.replace(frame, playhead=frame.published[1] - 1)
    assert early.told(0) is None
    assert early.told(1).kind == "diverged"


def test_of_a_run_that_is_still_computed_nothing_is_told():
    frame = msgspec.structs.replace(frame_of(0.2), playhead=40)
    assert msgspec.structs.replace(frame, outcomes=(None,)).told(0) is None


def test_that_a_run_was_stopped_is_told_at_once():
    scene = Scene(runs=(Run(steps=100),))
    descent = Descent(scene.runs[0].experiment)
    descent.advance(12)
    descent.stop()
    frame = Frame(scene, (descent.recording,), (descent.recording.published,), 0, 0, 1)
    assert frame.told(0).kind == "stopped"
