"""The learning rate: the schedule to come, what is used, stairs and their smooth twin, readable digits."""

import itertools

import msgspec
import numpy as np
import pytest

from gdviz.document.scene import Run
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.schedules import Constant, Exponential, PiecewiseConstant
from gdviz.engine.scripted import Scripted
from gdviz.look.look import LOOKS
from gdviz.views.time.learning_rate import LearningRateView
from tests.views.said import values

STAIRS = Exponential(learning_rate=0.1, decay_rate=0.9, decay_steps=10, staircase=True)
LESSON5 = Exponential(learning_rate=1.0, decay_rate=0.96, decay_steps=100_000)


def data(item):
    x, y = item.getData()
    return np.asarray(x), np.asarray(y)


def lines(view, ghost=False):
    return [drawn for drawn in view.drawn if drawn.line.ghost == ghost]


def test_the_schedule_to_come_is_there_before_it_is_computed(show, make_frame):
    frame = make_frame(Run(schedule=Exponential(learning_rate=0.1, decay_rate=0.99, decay_steps=1)))
    view = show(LearningRateView, msgspec.structs.replace(frame, published=(1,)))
    (drawn,) = view.drawn
    x, y = data(drawn.whole)
    assert x.tolist() == list(range(41))
    assert y == pytest.approx(0.1 * 0.99**x)
    assert data(drawn.used)[0].tolist() == [0]
    view.show_frame(msgspec.structs.replace(frame, playhead=3))
    assert data(drawn.used)[1][-1] == pytest.approx(0.0970299)
    assert values(view) == ["η 0.09703"]


def test_stairs_are_drawn_as_stairs_with_their_smooth_twin(show, make_frame):
    view = show(LearningRateView, make_frame(Run(schedule=STAIRS, steps=20), playhead=15))
    (stairs,), (ghost,) = lines(view), lines(view, ghost=True)
    x, y = data(stairs.whole)
    assert ((np.diff(x) == 0) | (np.diff(y) == 0)).all()
    assert y[x == 10].tolist() == pytest.approx([0.1, 0.09])
    assert y[-1] == pytest.approx(0.081)
    assert data(ghost.source.polyline(0, 21, 500) and ghost.whole)[1].min() == pytest.approx(0.081)
    assert ghost.source.polyline(0, 21, 500)[1] == pytest.approx(0.1 * 0.9 ** (np.arange(21) / 10))
    assert data(stairs.used)[0][-1] == 15
    assert data(stairs.used)[1][-1] == pytest.approx(0.09)
    assert data(ghost.used)[0] is None or len(data(ghost.used)[0]) == 0
    assert [entry.text for entry in view.legend.entries] == ["learning rate", "without staircase"]


def test_a_frozen_counter_leaves_the_rate_where_it_is(show, make_frame):
    runs = (
        Run(schedule=LESSON5, steps=24, precision="float32"),
        Run(schedule=LESSON5, steps=24, precision="float32", advance_global_step=False, color=1),
    )
    view = show(LearningRateView, make_frame(*runs, playhead=1))
    falling, frozen = sorted(lines(view), key=lambda drawn: drawn.line.place)
    assert set(data(frozen.whole)[1]) == {1.0}
    assert data(falling.whole)[1][-1] == pytest.approx(0.9999902, abs=1e-7)
    assert values(view) == ["η 0.9999996", "η 1"]
    texts = view.plot.left_axis.texts()
    assert len(set(texts)) == len(texts) >= 3
    assert all(len(text) >= 8 for text in texts)
    view.show_frame(msgspec.structs.replace(view.frame, playhead=23))
    assert "η 0.9999906" in values(view)


def test_pieces_are_stairs_too(show, make_frame):
    view = show(LearningRateView, make_frame(Run(schedule=PiecewiseConstant(), steps=30)))
    x, y = data(view.drawn[0].whole)
    assert ((np.diff(x) == 0) | (np.diff(y) == 0)).all()


def test_a_long_schedule_is_short_to_draw_and_falls_everywhere(show, make_frame):
    frame = make_frame(Run(schedule=LESSON5, steps=200_000), playhead=100_000)
    view = show(LearningRateView, frame)
    x, y = view.drawn[0].x, view.drawn[0].y
    assert len(x) < 3000
    assert (x[0], x[-1]) == (0, 200_000)
    assert np.all(np.diff(y) <= 0)
    assert data(view.drawn[0].used)[1][-1] == pytest.approx(0.96)


def test_values_set_by_hand_have_no_rate(show, make_frame):
    view = show(LearningRateView, make_frame(Run(problem=Scripted(), average=MovingAverage())))
    assert view.empty.isVisible()
    assert "by hand" in view.empty.text()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_constant_rates_have_room_in_every_look(show, make_frame, look):
    view = show(LearningRateView, make_frame(Run(schedule=Constant(learning_rate=0.2))), look)
    low, high = view.plot.ranges[1]
    assert low == 0
    assert high > 0.2
    assert view.plot.left_axis.title == "next η"


def test_a_run_may_end_while_its_line_is_made(show, make_frame, monkeypatch):
    """Then it knows another number of steps beforehand from one look at it to the next."""
    ends = itertools.count()
    monkeypatch.setattr(
        LearningRateView, "source_key", lambda view, line: (line.recording, line.column, next(ends))
    )
    view = show(LearningRateView, make_frame(Run(steps=20)))
    assert len(view.drawn) == 1
