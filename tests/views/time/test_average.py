"""The moving average: value, shadow, and the effective decay on its own axis."""

import msgspec
import numpy as np
import pytest

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.look.look import LOOKS
from gdviz.views.time.average import AverageView
from tests.views.said import values

BY_HAND = Run(problem=Scripted(), average=MovingAverage(decay=0.99, num_updates=True), precision="float32")


def lines(view):
    return {drawn.line.column: drawn for drawn in view.drawn}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_the_shadow_by_hand(show, make_frame, look):
    view = show(AverageView, make_frame(BY_HAND), look)
    found = []
    for step in range(1, 5):
        view.show_frame(msgspec.structs.replace(view.frame, playhead=step))
        found.append(lines(view)["shadow_w"].used.getData()[1][-1])
    assert found == pytest.approx([0.9, 1.644545, 2.328174, 2.955868], abs=1e-6)
    assert values(view) == ["w 10", "shadow 2.956", "decay 0.9182"]


def test_the_decay_has_the_right_axis(show, make_frame):
    view = show(AverageView, make_frame(BY_HAND, playhead=2))
    decay = lines(view)["effective_decay"]
    assert decay.whole.getViewBox() is view.right_box
    assert lines(view)["w"].whole.getViewBox() is view.plot.box
    low, high = view.right_box.viewRange()[1]
    assert (low, high) == (0, 1.05)
    assert view.right_box.viewRange()[0] == view.plot.box.viewRange()[0]
    assert view.plot.right_axis.isVisible()
    assert view.plot.right_axis.title == "decay"
    assert view.right_box.geometry() == view.plot.box.sceneBoundingRect()
    x, y = decay.used.getData()
    assert np.interp([0, 1, 2], x, y) == pytest.approx([0.1, 0.1, 101 / 110])
    (mark,) = [mark for mark in view.marks.marks if mark.right]
    heights = view.plot.box.height()
    assert view.marks.point(mark.x, mark.y, right=True).y() == pytest.approx(
        heights * (1 - mark.y / 1.05), abs=1
    )


def test_a_ring_never_lies_on_the_numbers_of_the_axis(show, make_frame):
    view = show(AverageView, make_frame(BY_HAND, playhead=0))
    assert view.where("shadow", 0) is None
    view.show_frame(msgspec.structs.replace(view.frame, playhead=1))
    assert view.where("shadow", 0).center().x() > view.plot.box.sceneBoundingRect().left()


def test_shadow_lags_behind_training(show, make_frame):
    run = Run(schedule=Constant(learning_rate=0.2), average=MovingAverage(decay=0.9))
    view = show(AverageView, make_frame(run, playhead=8))
    shadow, value = (lines(view)[name].used.getData()[1] for name in ("shadow_w", "w"))
    recording = view.frame.recordings[0]
    assert value == pytest.approx(recording.column("w")[:9])
    assert shadow[-1] == recording.column("shadow_w")[8]
    assert shadow[-1] > value[-1]
    assert lines(view)["shadow_w"].line.dashes
    assert [entry.text for entry in view.legend.entries] == [
        "value",
        "shadow",
        "decay, last step (right axis)",
    ]


def test_only_runs_with_an_average_are_there(show, make_frame):
    view = show(AverageView, make_frame(Run(), Run(average=MovingAverage(), color=1)))
    assert {drawn.line.place for drawn in view.drawn} == {1}


def test_without_an_average_the_view_says_what_to_do(show, make_frame):
    view = show(AverageView, make_frame(Run()))
    assert view.empty.isVisible()
    assert "Turn one on" in view.empty.text()
    view.show_frame(make_frame(BY_HAND))
    assert not view.empty.isVisible()


def test_a_long_decay_is_sampled(show, make_frame):
    run = Run(average=MovingAverage(decay=0.9999, num_updates=True), steps=100_000)
    view = show(AverageView, make_frame(run, playhead=100_000))
    decay = lines(view)["effective_decay"]
    assert len(decay.x) < 3000
    assert np.all(np.diff(decay.y) >= 0)
    assert decay.used.getData()[1][-1] == 0.9999
