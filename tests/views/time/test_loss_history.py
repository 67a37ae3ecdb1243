"""The loss against step, linear and logarithmic."""

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.look.look import LOOKS
from gdviz.views.time.loss_history import LossHistoryView
from tests.views.learners import learner
from tests.views.said import values

RUN = Run(schedule=Constant(learning_rate=0.2))


def frame_of(make_frame, *runs, **settings):
    return make_frame(*runs, view="loss_history", **settings)


def data(item):
    x, y = item.getData()
    return np.asarray(x), np.asarray(y)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_loss_at_the_playhead(show, make_frame, look):
    view = show(LossHistoryView, frame_of(make_frame, RUN, playhead=1), look)
    (drawn,) = view.drawn
    assert data(drawn.used)[1] == pytest.approx([36, 12.96])
    assert values(view) == ["loss 12.96"]
    assert view.plot.ranges[1][0] == 0
    assert view.plot.ranges[1][1] >= 36


def test_the_logarithm_is_ours_and_its_numbers_are_losses(show, make_frame):
    frame = frame_of(make_frame, RUN, playhead=10, log=True)
    view = show(LossHistoryView, frame)
    loss = frame.recordings[0].column("loss")
    assert data(view.drawn[0].used)[1] == pytest.approx(np.log10(loss[:11]))
    assert values(view)[0].startswith("loss 0.00131")
    texts = view.plot.left_axis.texts()
    assert {"1", "10⁻⁶"} & set(texts)
    assert view.plot.left_axis.title == "loss (log)"
    low, high = view.plot.ranges[1]
    assert low < np.log10(loss[-1]) < np.log10(36) < high


def test_losses_of_zero_are_gaps(show, make_frame):
    run = Run(schedule=Constant(learning_rate=0.5), steps=10)  # one step to the minimum, exactly
    frame = frame_of(make_frame, run, playhead=4, log=True)
    assert frame.recordings[0].column("loss")[1:].max() == 0
    view = show(LossHistoryView, frame)
    x, y = data(view.drawn[0].whole)
    assert np.isfinite(y).all()
    assert x.tolist() == [0]
    assert not view.marks.marks


def test_the_menu_switches_the_axis_through_the_scene(show, make_frame):
    frame = frame_of(make_frame, RUN, y_range=(0.0, 5.0))
    view = show(LossHistoryView, frame)
    edits = []
    view.edited.connect(lambda *edit: edits.append(edit))
    (action,) = view.actions_for_menu()
    assert not action.isChecked()
    assert action.text() == "Logarithmic loss axis"
    action.trigger()
    ((scene, text, merge),) = edits
    assert text
    assert not merge
    tile = scene.stage[0].tiles[0]
    assert tile.log
    assert tile.y_range is None
    assert scene.runs == frame.scene.runs
    view.show_frame(msgspec.structs.replace(frame, scene=scene))
    assert action.isChecked()
    assert view.plot.left_axis.log
    view.show_frame(frame)
    assert not action.isChecked()
    assert data(view.drawn[0].whole)[1].max() == 36


def test_a_diverging_loss_does_not_hide_the_others(show, make_frame):
    runs = Run(schedule=Constant(learning_rate=1.3), steps=500), replace(RUN, color=1)
    view = show(LossHistoryView, frame_of(make_frame, *runs, playhead=100))
    assert view.plot.ranges[1][1] < 1000
    assert view.marks.leaves
    view.show_frame(frame_of(make_frame, *runs, playhead=100, log=True))
    assert view.plot.ranges[1][1] < 12


def test_values_set_by_hand_have_no_loss(show, make_frame):
    view = show(LossHistoryView, frame_of(make_frame, Run(problem=Scripted(), average=MovingAverage())))
    assert view.empty.isVisible()


def test_ticks_within_a_decade_are_numbers(show, make_frame):
    frame = frame_of(make_frame, Run(schedule=Constant(learning_rate=0.001), steps=20), log=True)
    view = show(LossHistoryView, frame)
    texts = view.plot.left_axis.texts()
    assert len(texts) >= 2
    assert all(30 <= float(text) <= 40 for text in texts)


def test_a_batch_that_is_drawn_is_not_all_examples_though_it_is_as_large(show, make_frame):
    for order, title in (("shuffled", "loss"), ("random", "loss of the batch")):
        run = learner(steps=3)
        run = replace(run, batches=replace(run.batches, batch_size=0, order=order))
        assert show(LossHistoryView, make_frame(run, view="loss_history")).plot.left_axis.title == title
