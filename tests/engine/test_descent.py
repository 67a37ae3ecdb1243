"""Descent: bursts of any size give the same rows, and a run ends as it should."""

import subprocess
import sys

import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import Descent, run
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import CourseSquare, Himmelblau, Rosenbrock
from gdviz.engine.optimizers import GradientDescent, Optimizer
from gdviz.engine.problem import Problem
from gdviz.engine.schedules import Constant, Exponential
from gdviz.engine.scripted import Scripted

# Learning from data has a descent of its own, tested in tests/engine/learning.
PROBLEMS = [problem for problem in kinds_of(Problem) if problem is not Training]
OPTIMIZERS = kinds_of(Optimizer)
PRECISIONS = ("float32", "float64")
SHRINKING = Exponential(learning_rate=0.004, decay_rate=0.99, decay_steps=3)


def in_bursts(experiment, *sizes):
    """The recording made in bursts of the sizes given, the last one over and over."""
    descent, sizes = Descent(experiment), list(sizes)
    while not descent.advance(sizes[0]):
        if len(sizes) > 1:
            del sizes[0]
    return descent.recording


def assert_same(one, other):
    assert one.published == other.published
    assert one.outcome == other.outcome
    for name in one.columns:
        np.testing.assert_array_equal(one.column(name), other.column(name), err_msg=name)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda kind: kind.__name__)
def test_bursts_of_any_size_give_the_same_rows(problem, precision):
    experiment = Experiment(
        problem=problem(),
        schedule=SHRINKING,
        average=MovingAverage(decay=0.9, num_updates=True),
        steps=70,
        precision=precision,
    )
    whole = run(experiment)
    assert_same(in_bursts(experiment, 1), whole)
    assert_same(in_bursts(experiment, 3, 1, 17, 8), whole)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZERS, ids=lambda kind: kind.__name__)
def test_bursts_of_any_size_give_the_same_rows_for_every_optimizer(optimizer, precision):
    experiment = Experiment(
        problem=Himmelblau(), optimizer=optimizer(), schedule=SHRINKING, steps=40, precision=precision
    )
    assert_same(in_bursts(experiment, 1), run(experiment))
    assert_same(in_bursts(experiment, 7), run(experiment))


def test_bursts_of_any_size_diverge_at_the_same_step():
    experiment = Experiment(schedule=Constant(learning_rate=1.2), steps=300, precision="float32")
    whole = run(experiment)
    assert whole.outcome.kind == "diverged"
    assert_same(in_bursts(experiment, 1), whole)
    assert_same(in_bursts(experiment, 50), whole)


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize(
    "problem", [kind for kind in PROBLEMS if kind is not Scripted], ids=lambda kind: kind.__name__
)
def test_each_row_holds_its_own_loss_and_gradient(problem, precision):
    recording = run(Experiment(problem=problem(), schedule=SHRINKING, steps=30, precision=precision))
    objective = recording.experiment.problem
    for row, params in enumerate(recording.params):
        assert params.dtype == precision
        assert recording.column("loss")[row] == objective.value(params)
        np.testing.assert_array_equal(recording.gradient[row], objective.gradient(params))


def test_each_step_uses_the_rate_of_the_row_before():
    schedule = Exponential(learning_rate=0.3, decay_rate=0.9, decay_steps=2)
    recording = run(Experiment(schedule=schedule, steps=12, optimizer=GradientDescent()))
    w, rate, gradient = (recording.column(name) for name in ("w", "learning_rate", "gradient_w"))
    np.testing.assert_array_equal(w[1:], w[:-1] - rate[:-1] * gradient[:-1])
    np.testing.assert_array_equal(rate, schedule.rates(np.arange(13)))


def test_equal_experiments_give_equal_recordings():
    experiments = [Experiment(problem=Rosenbrock(), schedule=SHRINKING, steps=200) for _ in range(2)]
    assert experiments[0] == experiments[1]
    assert_same(run(experiments[0]), run(experiments[1]))


def test_the_start_is_there_at_once_and_rows_are_published_as_they_come():
    descent = Descent(Experiment(steps=10))
    assert descent.recording.published == 1
    assert not descent.recording.finished
    assert descent.advance(4) is False
    assert descent.recording.published == 5
    assert descent.advance(100) is True
    assert descent.recording.published == 11
    assert descent.advance(100) is True  # and nothing more happens
    assert descent.recording.published == 11


def test_overflow_ends_the_run_and_keeps_the_rows_before():
    recording = run(Experiment(schedule=Constant(learning_rate=1.2), steps=300, precision="float32"))
    assert recording.published == recording.outcome.step == 127
    for name in ("w", "loss", "gradient_w", "learning_rate"):
        assert np.isfinite(recording.column(name)).all()


def test_the_start_is_kept_even_where_its_loss_overflows():
    recording = run(Experiment(initial=(1e30,), precision="float32"))
    assert recording.published == 1
    assert (recording.outcome.kind, recording.outcome.step) == ("diverged", 0)
    assert recording.column("w").tolist() == [float(np.float32(1e30))]


def test_stopping_keeps_the_rows_and_says_so():
    descent = Descent(Experiment(steps=100))
    descent.advance(9)
    descent.stop()
    assert descent.recording.published == 10
    assert (descent.recording.outcome.kind, descent.recording.outcome.step) == ("stopped", 9)
    assert descent.advance(5) is True
    assert descent.recording.published == 10


def test_a_finished_run_can_not_be_stopped_any_more():
    descent = Descent(Experiment(schedule=Constant(learning_rate=0.2)))
    descent.run()
    descent.stop()
    assert descent.recording.outcome.kind == "converged"


def test_a_script_begins_at_the_start_that_is_set():
    script = Scripted(values=((7, 1.5), (9, -2.0)))
    recording = run(Experiment(problem=script, initial=(4.0,), steps=1000))
    assert recording.column("w").tolist() == [4.0, 1.5, -2.0]
    assert recording.column("global_step").tolist() == [0, 7, 9]
    assert np.isnan(recording.column("loss")).all()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (((-1, 1.0),), "the global step of value 0 must be between 0 and 1e12"),
        (((0, 1.0), (0, float("nan"))), "value 1 must be a finite number"),
    ],
)
def test_a_script_that_can_not_be_is_refused(values, sentence):
    with pytest.raises(ValueError, match=sentence):
        Scripted(values=values)


@pytest.mark.parametrize(
    ("problem", "initial", "sentence"),
    [
        (CourseSquare(), (1.0, 2.0), "initial needs one number, for w, but has 2; leave it empty to begin"),
        (Rosenbrock(), (1.0,), "initial needs 2 numbers, for x, y, but has 1; leave it empty to begin"),
        (CourseSquare(), (float("inf"),), "initial must be finite numbers"),
        (CourseSquare(), (2e30,), "between -1e30 and 1e30"),
    ],
)
def test_a_start_that_can_not_be_is_refused_in_clear_words(problem, initial, sentence):
    with pytest.raises(ValueError, match=sentence):
        Experiment(problem=problem, initial=initial)


def test_the_engine_needs_no_qt():
    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "import gdviz.engine.descent as d, gdviz.engine.landscape, gdviz.engine.objectives\n"
        "assert d.run(d.Experiment()).finished\n"
        "assert not any(name.split('.')[0] in ('pyqtgraph', 'sympy') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
