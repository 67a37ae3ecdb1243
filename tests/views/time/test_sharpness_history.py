"""The view of the sharpness beside what a step can bear."""

import numpy as np

from gdviz.document.scene import Run
from gdviz.engine.changes import Change
from gdviz.engine.learning.datasets import Moons
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam, Momentum, RMSProp
from gdviz.engine.schedules import Constant
from gdviz.engine.scripted import Scripted
from gdviz.session.seen import Seen
from gdviz.views.time.sharpness_history import SharpnessView

LEARNING = Training(data=Moons(examples=40), model=Model(hidden=(4,), activation="tanh"))


def shown(qtbot, show, frame):
    view = show(SharpnessView, frame)
    qtbot.waitUntil(lambda: view.ready() and len(view.known) > 0)
    return view


def test_the_limit_is_above_where_a_run_settles_and_below_where_it_does_not(qtbot, show, make_frame):
    runs = [Run(schedule=Constant(learning_rate=rate), steps=20) for rate in (0.4, 1.2)]
    frame = make_frame(*runs, playhead=5, view="sharpness")
    view = shown(qtbot, show, frame)
    for place, above in enumerate((False, True)):
        known = view.known_of(frame, place)
        np.testing.assert_allclose(known.sharpness, 2.0, rtol=1e-6)
        assert ((known.sharpness > known.limits) == above).all()
    assert "below 2/η = 5" in view.caption.text()
    assert "λ = 2" in view.caption.text()


def test_neither_is_said_to_be_above_where_they_are_alike(qtbot, show, make_frame):
    run = Run(schedule=Constant(learning_rate=1.0), steps=20)
    view = shown(qtbot, show, make_frame(run, playhead=20, view="sharpness"))
    assert view.caption.text() == "step 20: λ = 2, as large as 2/η"


def test_a_network_is_known_at_every_row_of_a_short_run(qtbot, show, make_frame):
    frame = make_frame(Run(problem=LEARNING, steps=30), playhead=30, view="sharpness")
    view = shown(qtbot, show, frame)
    known = view.known_of(frame, 0)
    assert known.rows.tolist() == list(range(31))
    assert np.isfinite(known.sharpness).all()


def test_where_the_future_is_hidden_the_curve_ends_at_the_playhead(qtbot, show, make_frame):
    frame = make_frame(Run(problem=LEARNING, steps=30), playhead=21, view="sharpness")
    view = shown(qtbot, show, Seen().of(frame))
    for item in view.lines[0]:
        assert item.getData()[0][-1] == 21
    assert view.caption.text().startswith("step 21")


def test_a_rate_that_is_lowered_lifts_the_limit(qtbot, show, make_frame):
    lowered = Change(step=8, set={"schedule.learning_rate": 0.25})
    run = Run(schedule=Constant(learning_rate=1.0), steps=20, changes=(lowered,))
    frame = make_frame(run, view="sharpness")
    view = shown(qtbot, show, frame)
    known = view.known_of(frame, 0)
    assert known.limits.tolist() == [2.0] * 8 + [8.0] * 13
    assert [flag.step for flag in view.flags.shown] == [8]


def test_the_limit_is_named_as_the_optimizer_has_it(qtbot, show, make_frame):
    for optimizer, name in ((Momentum(), "2(1 + μ)/η"), (Momentum(nesterov=True), "2(1 + μ)/((1 + 2μ)·η)")):
        view = shown(qtbot, show, make_frame(Run(optimizer=optimizer, steps=9), view="sharpness"))
        assert any(entry.text == name for entry in view.legend.entries)
    frame = make_frame(Run(optimizer=Adam(), steps=9), view="sharpness")
    view = shown(qtbot, show, frame)
    assert np.isnan(view.known_of(frame, 0).limits).all()


def test_values_set_by_hand_have_none(show, make_frame):
    view = show(SharpnessView, make_frame(Run(problem=Scripted()), view="sharpness"))
    assert not view.empty.isHidden()


def test_each_limit_that_is_drawn_is_named_and_no_other(qtbot, show, make_frame):
    rate = {"schedule": Constant(learning_rate=0.1), "steps": 10}
    runs = [Run(optimizer=RMSProp(momentum=0.9), **rate), Run(**rate), Run(optimizer=Momentum(), **rate)]
    view = shown(qtbot, show, make_frame(*runs, playhead=5, view="sharpness"))
    qtbot.waitUntil(lambda: len(view.known) == 3)
    assert view.legend.entries[-1].text == "2/η, 2(1 + μ)/η"
    assert "/η" not in view.caption.text()


def test_a_limit_keeps_its_name_when_the_optimizer_changes(qtbot, show, make_frame):
    changes = (
        Change(step=4, set={"optimizer.kind": "momentum"}),
        Change(step=8, set={"optimizer": {"kind": "rmsprop", "momentum": 0.9}}),
    )
    frame = make_frame(Run(changes=changes, steps=12), playhead=10, view="sharpness")
    view = shown(qtbot, show, frame)
    assert view.legend.entries[-1].text == "2/η, 2(1 + μ)/η"
    assert "/η" not in view.caption.text()
