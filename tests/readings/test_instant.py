"""Each quantity of an instant: what it belongs to, its full text and its short one."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document.frame import Frame
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Exponential
from gdviz.notation.numbers import read
from gdviz.readings.instant import found_row, reading, readings
from tests.views.learning import at, frame_of, learner


def frame(*runs, playhead):
    scene = Scene(runs=runs)
    recordings = tuple(run(each.experiment) for each in runs)
    published = tuple(recording.published for recording in recordings)
    return Frame(scene, recordings, published, playhead, 0, 1)


def test_what_belongs_to_a_step_says_which():
    shadow = Run(average=MovingAverage(decay=0.99, num_updates=True), precision="float32")
    instant = frame(shadow, playhead=3)
    decay, rate, w = (reading(instant, 0, name) for name in ("effective_decay", "learning_rate", "w"))
    assert (decay.moment, decay.text, decay.steps) == ("step made", "0.307692", (2, 3))
    assert (rate.moment, rate.steps) == ("step to come", (3, 4))
    assert (w.moment, w.steps) == ("row", (3, 3))


def test_a_short_text_has_four_digits_or_as_many_as_tell_it_from_the_rows_beside_it():
    far = Run(schedule=Constant(learning_rate=0.2), precision="float32")
    assert reading(frame(far, playhead=1), 0, "loss").short == "12.96"
    assert reading(frame(far, playhead=1), 0, "loss").text == "12.959999"
    decaying = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)
    slow = Run(schedule=decaying, precision="float32")
    assert reading(frame(slow, playhead=16), 0, "learning_rate").short == "0.9999934"


def test_a_short_text_tells_the_runs_apart():
    near, nearer = Run(schedule=Constant(learning_rate=0.2)), Run(schedule=Constant(learning_rate=0.2000004))
    instant = frame(near, nearer, playhead=1)
    assert reading(instant, 0, "w").short != reading(instant, 1, "w").short
    unseen = msgspec.structs.replace(instant, scene=Scene(runs=(near, replace(nearer, visible=False))))
    assert reading(unseen, 0, "w").short == "2.6"


def test_what_is_found_at_some_rows_only_says_at_which():
    instant = frame_of(learner(steps=4000), playhead=0)
    stride = instant.recordings[0].stride
    assert stride > 1
    later = reading(at(instant, stride + 1), 0, "train_total_loss")
    assert later.row == stride == found_row(instant.recordings[0], "train_total_loss", stride + 1)
    assert later.text == reading(at(instant, stride), 0, "train_total_loss").text


def test_a_quantity_that_a_run_does_not_have_has_no_reading():
    instant = frame(Run(), playhead=2)
    assert reading(instant, 0, "shadow_w") is None
    assert reading(instant, 0, "train_accuracy") is None
    assert {each.quantity for each in readings(instant, 0)} >= {"step", "w", "loss", "learning_rate"}


@pytest.mark.parametrize("playhead", [0, 1, 7, 40])
def test_values_and_texts_are_the_recording_s(playhead):
    instant = frame(Run(precision="float32"), playhead=playhead)
    for each in readings(instant, 0):
        value = instant.recordings[0].column(each.quantity, each.row, each.row + 1)[0]
        assert each.value == value
        assert read(each.text) == pytest.approx(float(value), rel=1e-5, abs=1e-9)
        assert abs(read(each.short) - float(value)) <= 10 ** (np.floor(np.log10(abs(value) or 1)) - 3)
