"""The sharpness: the largest eigenvalue of the Hessian, and what a step can bear of it."""

import numpy as np
import pytest

from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import hidden_names
from gdviz.engine.learning.datasets import Moons, StraightLine, UserData
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.losses import SigmoidCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import with_ones
from gdviz.engine.learning.penalties import L1, L2, NoPenalty, Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_outcome import curvature
from gdviz.engine.objectives import Bowl, Parabola, Ravine
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum
from gdviz.engine.problem import Objective, hessian
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.engine.sharpness import ModelSharpness, along, limit, sharpness_of

SMOOTH = Training(
    data=Moons(examples=40), model=Model(hidden=(4,), activation="tanh"), penalty=L2(scale=0.01)
)


def whole(problem, params):
    """All eigenvalues of the total loss's Hessian, rising."""
    h = 1e-5 * np.eye(len(params))
    rows = [(total_gradient(problem, params + e) - total_gradient(problem, params - e)) / 2e-5 for e in h]
    return np.linalg.eigvalsh((np.array(rows) + np.array(rows).T) / 2)


@pytest.mark.parametrize("kind", kinds_of(Objective), ids=kind_of)
def test_of_a_closed_form_it_is_the_largest_eigenvalue(kind):
    objective = kind()
    low, high = np.array(objective.bounds).T
    params = low + np.random.default_rng(0).uniform(size=(20, len(low))) * (high - low)
    found = sharpness_of(objective, params)
    for value, point in zip(found, params, strict=True):
        bend = hessian(objective, point)
        if bend is None:
            assert np.isnan(value)
        else:
            np.testing.assert_allclose(value, np.linalg.eigvalsh(bend)[-1], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("text", ["|w| + w²", "max(w, w²)", "relu(3w) + w²", "w² + step(w)"])
def test_at_a_kink_there_is_none_and_beside_it_that_of_its_side(text):
    objective = Formula(text=text)
    at = np.array([[0.0], [1e-9], [-3e-6], [-2.0], [2.0]])
    sharp = sharpness_of(objective, at)
    assert np.isnan(sharp[:3]).all() or text == "w² + step(w)"  # whose gradient does not show the jump
    np.testing.assert_allclose(sharp[3:], [2.0, 2.0], rtol=1e-8)


def test_it_is_what_is_known_of_a_bowl():
    for objective in (Parabola(curvature_w=3.0), Bowl(angle=30.0), Ravine()):
        found = sharpness_of(objective, np.ones((2, len(objective.parameter_names))))
        np.testing.assert_allclose(found, objective.curvature(objective.start), rtol=1e-7)


@pytest.mark.parametrize("activation", hidden_names())
def test_of_a_network_it_is_the_largest_eigenvalue(activation):
    problem = Training(
        data=Moons(examples=40), model=Model(hidden=(4,), activation=activation), penalty=L2(scale=0.01)
    )
    model = ModelSharpness(problem)
    for seed in range(4):
        params = np.array(problem.start_from(seed))
        assert model.at(params) == pytest.approx(whole(problem, params)[-1], rel=2e-3)


def test_a_kink_that_an_example_lies_at_adds_nothing():
    """Training lets examples lie there: differences of gradients found up to a hundred times too much."""
    problem = Training(data=Moons(examples=40), model=Model(hidden=(4,), activation="relu"))
    params = np.array(problem.start_from(0))
    layer = problem.layers[0]
    sums = layer.matrix(params).T @ with_ones(problem.split().x, True).T
    unit, example = np.unravel_index(np.abs(sums).argmin(), sums.shape)
    bias = layer.weights_stop + unit
    found = []
    for beyond in (-1e-4, -1e-8, 0.0, 1e-8, 1e-4):
        moved = params.copy()
        moved[bias] += beyond - sums[unit, example]
        found.append(ModelSharpness(problem).at(moved))
    assert found[:3] == pytest.approx([found[0]] * 3, rel=2e-3)
    assert found[3:] == pytest.approx([found[4]] * 2, rel=2e-3)


@pytest.mark.parametrize("penalty", kinds_of(Penalty), ids=kind_of)
def test_of_a_line_it_is_the_same_everywhere(penalty):
    problem = Training(data=StraightLine(), model=Model(hidden=()), penalty=penalty())
    known = curvature(problem)
    if known is not None:
        model = ModelSharpness(problem)
        for params in ([0.5, 0.5], [3.0, -2.0]):
            assert model.at(np.array(params)) == pytest.approx(known, rel=1e-3)


@pytest.mark.parametrize("text", ["tanh(w)", "tanh(3w)/2", "1/(1 + exp(−3w))", "w⁴ − 3w³ + 2"])
def test_rounding_on_flat_ground_is_no_kink(text):
    places = np.concatenate([np.linspace(-30, 30, 1001), np.geomspace(1e-12, 1e-3, 100)])
    assert np.isfinite(sharpness_of(Formula(text), places[:, np.newaxis])).all()


@pytest.mark.parametrize("text", ["(x + y − 1)² + (x − y − 3)²", "(2a + b − 5)² + (b − 1)² + (b − 2a + 3)²"])
def test_rounding_between_two_axes_is_no_kink(text):
    """As of a line on inputs around 0: what the axes have in common is the digits of a gradient that is 0."""
    loss, away = Formula(text), np.random.default_rng(0).normal(size=(200, 2))
    minimum = np.linalg.solve(hessian(loss, np.zeros(2)), -loss.gradient(np.zeros(2)))
    for size in (1e-12, 1e-9, 1e-6):
        found = sharpness_of(loss, minimum + size * away)
        np.testing.assert_allclose(found, sharpness_of(loss, np.array([[7.0, -5.0]]))[0], rtol=1e-6)


def test_the_kinks_of_l1_have_no_curvature():
    line = {"data": StraightLine(), "model": Model(hidden=())}
    plain, charged = (Training(**line, penalty=each) for each in (NoPenalty(), L1(scale=0.5)))
    for params in ([0.0, 0.0], [1e-9, 3.0]):
        assert ModelSharpness(charged).at(np.array(params)) == ModelSharpness(plain).at(np.array(params))


def test_along_a_run_it_goes_on_from_the_last_direction():
    recording = run(Experiment(problem=SMOOTH, steps=40, schedule=Constant(learning_rate=0.2)))
    rows = range(0, 41, 5)
    found = list(along([SMOOTH] * len(rows), recording.params[::5]))
    for value, row in zip(found, rows, strict=True):
        assert value == pytest.approx(whole(SMOOTH, recording.params_at(row))[-1], rel=2e-3)


def test_where_another_direction_becomes_the_sharpest_that_is_followed():
    """Each example has one input alone: along each weight the logistic loss bends as if it were the only one.

    The direction of the last point is still one in which the loss bends, and no longer the sharpest.
    """
    rows = ((1.0, 0.0), (0.0, 1.5))
    problem = Training(
        data=UserData(rows=rows, targets=(1.0, 0.0), class_names=("0", "1")),
        model=Model(hidden=(), bias=False),
        loss=SigmoidCrossEntropy(),
    )
    points = np.array([(t, 4.0 - t) for t in np.linspace(0.0, 4.0, 401)])
    likely = 1 / (1 + np.exp(-points * np.diag(rows)))
    wanted = (np.diag(rows) ** 2 * likely * (1 - likely) / 2).max(axis=1)
    np.testing.assert_allclose(list(along([problem] * 401, points)), wanted, rtol=1e-4)


def test_where_the_loss_bends_downwards_at_most_there_is_none_rather_than_no_number():
    rows = ((10.0, 20.0, 1.0), (20.0, 10.0, 1.0), (30.0, 0.0, 1.0))
    problem = Training(
        data=UserData(rows=rows, targets=(0.0, 1.0, 2.0), class_names=("0", "1", "2")),
        model=Model(hidden=(), output="softmax"),
    )
    params = np.array(problem.start_from(0))
    curvatures = whole(problem, params)
    assert curvatures[0] < -0.01
    assert ModelSharpness(problem).at(params) == pytest.approx(curvatures[-1], abs=-1e-4 * curvatures[0])


def test_where_the_loss_bends_down_everywhere_it_is_negative():
    assert sharpness_of(kinds_of(Objective)[0](), np.array([[0.0]]))[0] > 0
    flat = ModelSharpness(Training(data=StraightLine(), model=Model(hidden=(1,), activation="tanh")))
    assert np.isfinite(flat.at(np.array([2.0, 1.0, -3.0, 0.5])))


@pytest.mark.parametrize("optimizer", [GradientDescent(), Momentum(), Momentum(nesterov=True)], ids=repr)
def test_below_the_limit_a_bowl_settles_and_above_it_does_not(optimizer):
    experiment = Experiment(problem=Parabola(curvature_w=3.0), optimizer=optimizer, steps=3000)
    bearable = limit(experiment, np.array(1.0))
    for part, settles in ((0.98, True), (1.02, False)):
        rate = part * float(bearable) / 3.0
        end = run(Experiment(**{**vars_of(experiment), "schedule": Constant(learning_rate=rate)}))
        loss = end.column("loss")
        assert (loss[-1] < loss[0]) == settles


def vars_of(experiment):
    return {name: getattr(experiment, name) for name in experiment.__struct_fields__}


def test_no_limit_is_claimed_where_none_is_known():
    assert limit(Experiment(optimizer=Adam()), np.array(0.1)) is None
    layered = Training(model=Model(layer_rates=(0.5, 1.0)))
    assert limit(Experiment(problem=layered), np.array(0.1)) is None


@pytest.mark.parametrize("middle", [0.0, 273.15, 2019.5, -1e5])
def test_a_landscape_far_from_zero_has_the_curvature_of_the_same_one_around_it(middle):
    loss = Formula(text=f"100000*(w - {middle})^4 + (w - {middle})^2", low=middle - 1.0, high=middle + 1.0)
    w = middle + 0.03 if abs(middle) < 1e4 else middle + 0.5
    bends = 2 + 12e5 * (w - middle) ** 2
    assert sharpness_of(loss, [[w]]) == pytest.approx([bends], rel=1e-3)
