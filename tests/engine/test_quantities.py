"""What is found from recordings when asked, against what it is defined as."""

import numpy as np
import pytest

from gdviz.document import lessons
from gdviz.engine import quantities
from gdviz.engine.changes import Change
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import StraightLine
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import weight_mask
from gdviz.engine.learning.penalties import L2
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.training import Training
from gdviz.engine.quantities import at_every_row, has_quantity, quantity
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant


@pytest.fixture(scope="module")
def fits():
    return [run(each.experiment) for each in lessons.load("8").runs]


@pytest.fixture(scope="module")
def network():
    return run(lessons.load("14").runs[0].experiment)


def at(recording, name, row):
    return float(quantity(recording, name, row)[0])


def test_a_sum_is_that_of_columns(fits):
    for row in (0, 40):
        assert at(fits[0], "w+b", row) == pytest.approx(sum(fits[0].params_at(row)))
    assert quantity(fits[0], "w+b", 0).dtype == fits[0].params.dtype


def test_the_length_of_a_step_is_that_over_all_parameters(fits):
    params = fits[0].params.astype(float)
    lengths = np.linalg.norm(np.diff(params, axis=0), axis=1)
    np.testing.assert_allclose(quantity(fits[0], "step_length", 1, 81), lengths, rtol=1e-3)
    assert np.isnan(quantity(fits[0], "step_length", 0, 3)).tolist() == [True, False, False]


def test_steps_that_raise_the_loss_and_that_point_uphill_are_counted(fits):
    found = [[at(each, name, 80) for each in fits] for name in ("rises", "uphill")]
    assert found == [[18, 0, 37], [8, 0, 30]]
    assert [at(each, "uphill", 40) for each in fits][:2] == [0, 0]
    for recording in fits:
        assert at(recording, "rises", 0) == at(recording, "uphill", 0) == 0
        assert (np.diff(quantity(recording, "rises", 0, 81)) >= 0).all()


def test_rises_are_counted_at_every_step_of_a_long_run():
    """The loss over all data is looked at some steps only: between, it rises and falls unseen."""
    problem = Training(data=StraightLine(), model=Model(hidden=()))
    more = {"schedule": Constant(learning_rate=0.1), "steps": 2500, "precision": "float32"}
    recording = run(Experiment(problem=problem, batches=Batches(batch_size=8), **more))
    assert recording.stride > 1
    losses = [total_loss(problem, row) for row in recording.params]
    assert at(recording, "rises", 2500) == (np.diff(losses) > 0).sum()
    assert at(recording, "rises", 1000) == (np.diff(losses[:1001]) > 0).sum()
    everything = run(Experiment(problem=problem, batches=Batches(batch_size=0), **more))  # found at each step
    np.testing.assert_allclose(
        everything.column("loss"), [total_loss(problem, row) for row in everything.params], rtol=1e-5
    )
    assert at(everything, "rises", 2500) == (np.diff(everything.column("loss")) > 0).sum()


def test_uphill_is_against_the_loss_with_the_penalty_in_force():
    """A step that takes all examples, each once, goes down whatever the loss has become."""
    problem = Training(data=StraightLine(), model=Model(hidden=()), penalty=L2(scale=1000.0))
    change = Change(step=4, set={"problem.penalty": {"kind": "none"}})
    batches, schedule = Batches(batch_size=0), Constant(learning_rate=0.001)
    experiment = Experiment(problem=problem, batches=batches, schedule=schedule, steps=200, changes=(change,))
    assert at(run(experiment), "uphill", 200) == 0


def test_another_penalty_is_no_rise():
    problem = Training(data=StraightLine(), model=Model(hidden=()))
    change = Change(step=4, set={"problem.penalty": {"kind": "l2", "scale": 10.0}})
    more = {"batches": Batches(batch_size=0), "schedule": Constant(learning_rate=0.01), "steps": 12}
    recording = run(Experiment(problem=problem, changes=(change,), **more))
    assert (np.diff(recording.column("train_total_loss")) > 0).sum() == 1
    assert at(recording, "rises", 12) == 0


def test_points_under_the_line_have_a_smaller_target(fits):
    recording = fits[0]
    x, y = recording.problem.data.draw()
    w, b = recording.params_at(40)
    assert at(recording, "points_under", 40) == (w * x[:, 0] + b > y).sum()


def test_the_sharpness_is_the_largest_eigenvalue_of_the_hessian(fits):
    recording, h = fits[0], 1e-5
    assert at(run(Experiment()), "sharpness", 3) == pytest.approx(2.0)  # (w + 1)²
    params = recording.params_at(40).astype(float)
    ends = [[params + sign * h * axis for sign in (1, -1)] for axis in np.eye(2)]
    hessian = [
        (total_gradient(recording.problem, ahead) - total_gradient(recording.problem, behind)) / (2 * h)
        for ahead, behind in ends
    ]
    assert at(recording, "sharpness", 40) == pytest.approx(np.linalg.eigvalsh(hessian)[-1], rel=2e-3)
    assert not has_quantity(run(lessons.load("6").runs[0].experiment), "sharpness")


def test_weights_are_counted_without_biases(network):
    weights = network.params_at(700)[weight_mask(network.problem.layers, bool)]
    assert at(network, "squared_weights", 700) == pytest.approx(float(np.square(weights).sum()), rel=1e-5)
    assert at(network, "near_zero", 700) == (np.abs(weights) < 0.001).sum()
    assert at(network, "hidden_units", 700) == sum(network.problem.model.hidden)


def test_the_movement_of_a_layer_is_that_of_its_own_weights(network):
    for number, layer in enumerate(network.problem.layers, 1):
        moved = np.abs(network.params_at(50) - network.params_at(0))[layer.start : layer.weights_stop]
        assert at(network, f"moved_{number}", 50) == pytest.approx(float(moved.max()))
        assert at(network, f"moved_{number}", 0) == 0
    assert not has_quantity(network, "moved_0")
    assert not has_quantity(network, f"moved_{len(network.problem.layers) + 1}")


def test_the_shadow_s_accuracy_is_that_of_its_parameters(network):
    split = network.problem.split()
    assert not network.problem.standardize
    output = network.problem.predict(network.shadow_at(1200).astype(float), split.x)
    assert at(network, "train_shadow_accuracy", 1200) == network.problem.correct(output, split.labels)


def test_a_run_has_what_it_can_have(fits, network):
    by_formula = run(lessons.load("1").runs[0].experiment)
    for name in ("rises", "near_zero", "moved_1", "train_shadow_accuracy", "points_under", "gone", "w+gone"):
        assert not has_quantity(by_formula, name)
        with pytest.raises(KeyError):
            quantity(by_formula, name, 0)
    assert not has_quantity(fits[0], "train_shadow_accuracy")
    assert not has_quantity(network, "points_under")
    assert not has_quantity(network, "test_shadow_accuracy")
    assert has_quantity(by_formula, "w+loss")
    assert len(quantity(by_formula, "w", 39, 99)) == 2


def test_what_is_found_between_rows_is_what_would_be_found_at_them(network, monkeypatch):
    assert network.stride > 1
    for name in ("train_total_loss", "train_data_loss", "train_accuracy"):
        told = network.column(name)
        found = at_every_row(network, name, 0, network.published)
        assert not np.isnan(found).any()
        monkeypatch.setattr(quantities, "quantity", lambda *_: np.full(network.published, np.nan))
        again = at_every_row(network, name, 0, network.published)
        monkeypatch.undo()
        there = ~np.isnan(told)
        assert again[there] == pytest.approx(told[there], rel=1e-6)
        assert again == pytest.approx(found, rel=1e-6)
