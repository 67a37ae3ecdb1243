"""Recordings as far as they were seen."""

from gdviz.document.frame import Frame
from gdviz.document.scene import Scene
from gdviz.engine.experiment import Experiment
from gdviz.engine.runs import run
from gdviz.session.seen import Seen


class Late(str):
    """A name in a recording that another thread adds to, whenever it is looked at."""

    recording = None

    def __hash__(self) -> int:
        if self.recording is not None:
            self.recording.__dict__[f"late {len(self.recording.__dict__)}"] = 0
        return super().__hash__()


def test_what_other_threads_work_out_meanwhile_stops_nobody():
    """A cached value that came while the stored ones were gone through was a RuntimeError."""
    recording, name = run(Experiment(steps=5)), Late("shared")
    recording.__dict__[name] = 1
    name.recording = recording
    frame = Frame(Scene(), (recording,), (6,), 2, 0, 1)
    seen = Seen()
    (reader,) = seen.of(frame).recordings
    assert (reader.published, reader.shared) == (3, 1)
    assert seen.of(frame).recordings[0] is reader
