"""The fair comparison: each optimizer at its own best rate."""

import math

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gdviz.document.scene import Run
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum, Optimizer, RMSProp
from gdviz.engine.runs import run
from gdviz.engine.schedules import Exponential, PiecewiseConstant
from gdviz.engine.stopping import GradientTolerance
from gdviz.views.map import fair_work
from gdviz.views.map.fair import FairView
from gdviz.views.map.fair_work import comparisons, request_for


@pytest.fixture(autouse=True)
def few_rates(monkeypatch) -> None:
    monkeypatch.setattr(fair_work, "COUNTS", (11, 21))


def compared(experiment: Experiment):
    return [each for each in comparisons(request_for(experiment)) if each is not None][-1]


def test_every_point_is_the_loss_of_its_run() -> None:
    experiment = Experiment(schedule=Exponential(learning_rate=0.2), steps=25, precision="float32")
    picture = compared(experiment)
    assert {type(line.optimizer) for line in picture.lines} >= set(kinds_of(Optimizer))
    for line in picture.lines:
        for rate, loss in list(zip(line.rates, line.losses, strict=True))[::7]:
            schedule = replace(experiment.schedule, learning_rate=rate)
            recording = run(replace(experiment, optimizer=line.optimizer, schedule=schedule))
            if recording.outcome.kind == "diverged":
                assert math.isnan(loss)
            else:
                assert loss == float(recording.column("loss")[-1])


def test_what_changes_on_the_way_does_so_for_each_optimizer_that_has_it() -> None:
    changes = (
        Change(step=3, set={"optimizer.momentum": 0.5}),
        Change(step=6, set={"schedule.learning_rate": 0.01}),
    )
    picture = compared(Experiment(optimizer=Momentum(), steps=12, changes=changes))
    for line in picture.lines:
        at_its_rate = replace(Experiment().schedule, learning_rate=line.rates[4])
        kept = changes if type(line.optimizer) in (Momentum, RMSProp) else changes[1:]
        recording = run(Experiment(optimizer=line.optimizer, schedule=at_its_rate, steps=12, changes=kept))
        assert line.losses[4] == float(recording.column("loss")[-1])


def test_the_best_rate_is_that_of_the_lowest_loss() -> None:
    picture = compared(Experiment())
    (line,) = (each for each in picture.lines if type(each.optimizer) is GradientDescent)
    assert line.rates[line.best] == pytest.approx(0.5, abs=0.25)  # 1/L, where a step lands on the minimum
    adam = next(each for each in picture.lines if type(each.optimizer) is Adam)
    assert adam.losses[adam.best] == np.nanmin(adam.losses)


def test_of_losses_below_zero_the_lowest_is_the_best() -> None:
    picture = compared(Experiment(problem=Formula()))  # w²/4 + sin 2w, at least −0.863
    assert not picture.log
    assert all(line.losses[line.best] == np.nanmin(line.losses) for line in picture.lines)
    assert picture.heights(np.array([-0.5])) == -0.5
    assert compared(Experiment(problem=Formula(text="w² - 2w + 1"), precision="float32")).log


def test_the_runs_own_optimizer_is_compared_as_it_is_set() -> None:
    own = Momentum(momentum=0.5)
    optimizers = request_for(Experiment(optimizer=own)).optimizers
    assert own in optimizers
    assert Momentum() not in optimizers
    same_map = request_for(Experiment(optimizer=own, schedule=Exponential(learning_rate=0.9)))
    assert same_map == request_for(Experiment(optimizer=own, schedule=Exponential(learning_rate=0.1)))


def test_models_are_compared_too(qtbot, show, make_frame, monkeypatch) -> None:
    monkeypatch.setattr(fair_work, "COUNTS", (3,))
    run_ = Run(problem=Training(data=Ring(examples=12), model=Model(hidden=(2,))), steps=3)
    view = show(FairView, make_frame(run_, view="fair"))
    qtbot.waitUntil(lambda: view.ready() and view.picture is not None)
    assert len(view.legend.entries) == len(view.picture.lines)


def test_a_schedule_without_one_rate_is_said(show, make_frame) -> None:
    view = show(FairView, make_frame(Run(schedule=PiecewiseConstant()), view="fair"))
    assert "no one learning rate" in view.lacking(view.frame)


def test_a_click_puts_an_optimizer_with_its_rate_on_stage(qtbot, show, make_frame) -> None:
    view = show(FairView, make_frame(Run(), view="fair"))
    qtbot.waitUntil(lambda: view.ready() and view.picture is not None)
    assert "Adadelta: best at 10 or more" in [entry.text for entry in view.legend.entries]
    scenes: list = []
    view.edited.connect(lambda scene, *_: scenes.append(scene))
    place = next(at for at, line in enumerate(view.picture.lines) if type(line.optimizer) is Adam)
    line = view.picture.lines[place]
    x, y = view.lines.place(math.log10(line.rates[line.best]), math.log10(line.losses[line.best]))
    scene_point = view.plot.box.mapToScene(x, y)
    view.plot.pointed.emit(scene_point)
    assert view.readout.words
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=view.plot.mapFromScene(scene_point))
    chosen = scenes[-1].runs[0]
    assert chosen.schedule.learning_rate in line.rates
    assert "Adam" in view.plot.accessibleDescription()


def test_runs_that_may_end_earlier_and_those_that_leave_the_loss_are_called_so(
    qtbot, show, make_frame
) -> None:
    early = Run(stopping=GradientTolerance(tolerance=1.0))
    view = show(FairView, make_frame(early, view="fair"))
    assert view.plot.left_axis.title == "loss at the end of the run"
    outside = Run(problem=Formula(text="ln(w) + w"), initial=(-1.0,))
    view = show(FairView, make_frame(outside, view="fair"))
    qtbot.waitUntil(lambda: view.ready() and view.picture is not None)
    assert view.legend.entries[0].text == "Gradient descent: no finite loss"
