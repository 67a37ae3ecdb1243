"""Runs that end before all their steps: at a short gradient, or when the test loss falls no more."""

import msgspec
import numpy as np
import pytest

from gdviz.document import codec, edits
from gdviz.document.scene import Run, Scene
from gdviz.engine.adam import Adam
from gdviz.engine.declare import RuleError
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Moons, StraightLine
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.engine.stopping import AllSteps, EarlyStopping, GradientTolerance
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.plan import sweep
from gdviz.readings.outcome_sentence import outcome_text

BOWL = Experiment(
    schedule=Constant(learning_rate=0.2), steps=1000, stopping=GradientTolerance(tolerance=1e-3)
)
LINE = Experiment(
    problem=Training(data=StraightLine(), model=Model(hidden=())),
    schedule=Constant(learning_rate=0.1),
    batches=Batches(batch_size=0),
    steps=2000,
    stopping=GradientTolerance(tolerance=1e-3),
)
OVERFITS = Experiment(
    problem=Training(
        data=Moons(noise=0.4, examples=60),
        test_share=0.4,
        model=Model(hidden=(16, 16), activation="tanh"),
    ),
    optimizer=Adam(),
    schedule=Constant(learning_rate=0.02),
    batches=Batches(batch_size=0),
    steps=3000,
    stopping=EarlyStopping(patience=150),
)


def test_a_run_that_flies_apart_does_so_without_a_warning():
    """The square of a gradient that can just be kept is too large for a number."""
    changes = {"schedule": Constant(learning_rate=1.1), "precision": "float32"}
    assert run(msgspec.structs.replace(BOWL, **changes)).outcome.kind == "diverged"


@pytest.mark.parametrize("experiment", [BOWL, LINE], ids=["closed form", "learned"])
def test_the_first_short_gradient_ends_the_run(experiment):
    recording, whole = run(experiment), run(msgspec.structs.replace(experiment, stopping=AllSteps()))
    lengths = np.linalg.norm(whole.gradient_between(0, whole.published), axis=1)
    last = int(np.argmax(lengths <= 1e-3))
    assert 0 < last < experiment.steps
    assert (recording.published, recording.outcome.kind, recording.outcome.step) == (
        last + 1,
        "tolerance",
        last,
    )
    assert recording.outcome.gradient == pytest.approx(lengths[last])
    assert recording.params_at(last).tobytes() == whole.params_at(last).tobytes()
    assert outcome_text(recording.outcome).startswith(f"ended at step {last}: the gradient, ")


def test_one_that_begins_at_a_minimum_ends_at_once():
    recording = run(msgspec.structs.replace(BOWL, initial=(-1.0,)))
    assert (recording.published, recording.outcome.step) == (1, 0)


def test_the_test_loss_ends_the_run_once_its_lowest_is_long_ago():
    recording = run(OVERFITS)
    whole = run(msgspec.structs.replace(OVERFITS, stopping=AllSteps()))
    rows, losses = whole.evaluated("test_total_loss")
    best, best_row = np.inf, 0
    for row, loss in zip(rows.tolist(), losses.tolist(), strict=True):
        if loss < best:
            best, best_row = loss, row
        elif row - best_row >= 150:
            break
    assert row < OVERFITS.steps
    outcome = recording.outcome
    assert (outcome.kind, outcome.step, outcome.row) == ("early", row, best_row)
    assert recording.published == row + 1
    ended_rows, ended = recording.evaluated("test_total_loss")
    assert ended_rows[-1] == row
    np.testing.assert_array_equal(ended, losses[: len(ended)])
    assert f"below that of step {best_row}" in outcome_text(outcome)


def test_rows_in_bursts_of_any_size_end_alike():
    whole, descent = run(OVERFITS), TrainingDescent(OVERFITS)
    while not descent.advance(7):
        pass
    assert descent.recording.published == whole.published
    assert descent.recording.outcome == whole.outcome
    few = TrainingDescent(OVERFITS, budget=400_000).run()  # key frames only
    assert (few.spacing > 0, few.outcome) == (True, whole.outcome)
    assert few.params_at(few.published - 1).tobytes() == whole.params_at(whole.published - 1).tobytes()


def test_early_stopping_needs_a_test_set_and_goes_with_it():
    with pytest.raises(RuleError, match="make test_share larger than 0"):
        Experiment(stopping=EarlyStopping())
    fields = {name: getattr(OVERFITS, name) for name in Experiment.__struct_fields__}
    scene = Scene(runs=(Run(**fields),))
    assert codec.loads(codec.dumps(scene)) == scene
    assert edits.change(scene, "runs.0.problem.test_share", 0.0).runs[0].stopping == AllSteps()
    assert edits.change(scene, "runs.0.problem.kind", "course").runs[0].stopping == AllSteps()


def test_a_sweep_lets_each_run_end_by_itself():
    rates = (0.1, 0.2, 0.4)
    found = sweep(BOWL, [SweepAxis(("schedule", "learning_rate"), rates)], keep=("final_loss",))
    for place, rate in enumerate(rates):
        alone = run(msgspec.structs.replace(BOWL, schedule=Constant(learning_rate=rate)))
        assert found["final_loss"][place] == alone.column("loss")[-1]
