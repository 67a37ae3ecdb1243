"""Features: what a model is given in place of the inputs, and what it learns with them."""

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document import codec, edits, use_data
from gdviz.document.scene import Run, Scene
from gdviz.engine.declare import RuleError
from gdviz.engine.formula import FormulaError
from gdviz.engine.learning.datasets import FiveFeatures, Moons, StraightLine, UserData
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.scores import SCORES
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.readings.own_units import own_weights


def ring(points=40):
    """Two circles, one inside the other, which no line parts: `ring-two-columns.csv` of a user."""
    angle = np.arange(points) * 2.4
    radius = np.where(np.arange(points) % 2, 0.5, 1.5)
    rows = np.round(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), 3)
    targets = (np.arange(points) % 2).astype(float)
    return UserData(rows=tuple(map(tuple, rows.tolist())), targets=tuple(targets), names=("x1", "x2"))


def test_each_feature_is_what_it_says():
    problem = Training(data=Moons(examples=9), features=("x1²", "x1·x2", "sin x2", "exp(-x1)"))
    x1, x2 = Moons(examples=9).draw()[0].T
    wanted = np.stack([x1**2, x1 * x2, np.sin(x2), np.exp(-x1)], axis=1)
    np.testing.assert_allclose(problem.split().x, wanted, rtol=1e-14)
    assert problem.input_names == ("x1²", "x1·x2", "sin(x2)", "exp(−x1)")
    assert problem.layers[0].inputs == problem.inputs == 4


@pytest.mark.parametrize(
    ("data", "degree", "count"), [(StraightLine(), 6, 6), (Moons(), 6, 27), (Moons(), 2, 5)]
)
def test_a_polynomial_has_every_product_once(data, degree, count):
    problem = Training(data=data, degree=degree)
    assert problem.inputs == len(set(problem.input_names)) == count
    own, x = problem.split().own_x, problem.split().x
    powers = [
        np.prod(own ** np.array(each), axis=1)
        for each in np.ndindex(*[degree + 1] * data.inputs)
        if 0 < sum(each) <= degree
    ]
    assert len(powers) == count
    np.testing.assert_allclose(np.sort(x, axis=1), np.sort(np.stack(powers, axis=1), axis=1), rtol=1e-12)


def test_the_inputs_themselves_are_no_feature():
    split = Training(data=Moons()).split()
    assert split.x.tobytes() == split.own_x.tobytes()
    assert Training(data=Moons(), features=("x1", "x2")).split().x.tobytes() == split.x.tobytes()
    assert Training(data=Moons(), features=("sin x1",), degree=2).input_names[:3] == ("sin(x1)", "x1", "x2")


def test_features_are_standardized_and_predicted_alike():
    problem = Training(data=Moons(examples=30), degree=3, standardize=True, test_share=0.2)
    split = problem.split()
    np.testing.assert_allclose(split.x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(split.x.std(axis=0), 1)
    np.testing.assert_allclose(problem.seen(split.test_own_x), split.test_x)


def test_names_are_those_of_the_data():
    data = UserData(rows=((1.0, 2.0), (3.0, 4.0)), names=("age", "size of it"))
    assert Training(data=data, degree=2).input_names[2:] == ("age²", "age·size of it", "size of it²")


@pytest.mark.parametrize("text", ["x3", "y²", "x1 + w"])
def test_a_feature_reads_inputs_only(text):
    with pytest.raises(RuleError, match="the inputs are called x1 … x2"):
        Training(data=Moons(), features=(text,))


def test_what_is_no_formula_or_too_much_is_refused():
    with pytest.raises(FormulaError):
        Training(data=Moons(), features=("x1 +",))
    with pytest.raises(RuleError, match="more than 100 features"):
        Training(data=FiveFeatures(), degree=4)


def test_a_ring_is_learned_with_squares_and_not_without():
    beginning = use_data.learning_from(Scene(), 0, ring()).runs[0]
    linear = {"data": ring(), "model": Model(hidden=(), weights=beginning.problem.model.weights)}
    last = []
    for degree in (1, 2):
        problem = Training(**linear, loss=beginning.problem.loss, degree=degree)
        experiment = Run(problem=problem, optimizer=Adam(), schedule=Constant(learning_rate=0.05), steps=300)
        last.append(run(experiment.experiment).column("train_accuracy")[-1])
    assert last[0] < 0.8
    assert last[1] == 1.0


def test_other_data_take_the_features_that_they_can():
    scene = Scene(runs=(Run(problem=Training(data=FiveFeatures(), features=("x1", "x1·x5"), degree=3)),))
    scene = edits.change(scene, "runs.0.problem.data.kind", "moons")
    assert (scene.runs[0].problem.features, scene.runs[0].problem.degree) == (("x1",), 3)
    wide = Scene(runs=(Run(problem=Training(data=Moons(), degree=6)),))
    wide = edits.change(wide, "runs.0.problem.data.kind", "five_features")
    assert wide.runs[0].problem.degree == 3
    numbers = UserData(rows=((1.0,), (2.0,)), targets=(0.5, 1.5), class_names=())
    assert use_data.learning_from(scene, 0, numbers).runs[0].problem.features == ("x1",)


def test_a_file_holds_them():
    scene = Scene(runs=(Run(problem=Training(data=Moons(), features=("x1²",), degree=2)),))
    assert codec.loads(codec.dumps(scene)) == scene


def test_a_standardized_target_is_learned_and_predicted_in_its_own_units():
    rows = tuple((float(x), float(x % 3)) for x in range(20))
    targets = tuple(300_000.0 + 5_000 * a - 20_000 * b for a, b in rows)
    data = UserData(rows=rows, targets=targets, names=("a", "b"), class_names=())
    scene = use_data.learning_from(Scene(runs=(Run(),)), 0, data)
    problem = scene.runs[0].training
    assert problem.standardize
    assert problem.standardize_target
    assert abs(problem.split().y.mean()) < 1e-12
    recording = run(replace(scene.runs[0].experiment, steps=1500, schedule=Constant(learning_rate=0.05)))
    params = recording.params_at(recording.published - 1)
    weights, bias = own_weights(problem, params)
    np.testing.assert_allclose([*weights, bias], [5_000, -20_000, 300_000], rtol=1e-3)
    inputs = np.array([[3.0, 1.0]])
    np.testing.assert_allclose(problem.predict(params, inputs), [[295_000]], rtol=1e-3)
    near = SCORES["rmse"](problem, np.zeros((20, 1)), problem.split().y, problem.split().labels)
    assert near == pytest.approx(np.std(targets)), "of what always says the mean"


def test_a_column_of_equal_numbers_is_standardized_to_zero():
    """Thirty times 0.1 have a mean beside 0.1, and so a deviation of 1e-17."""
    rows = tuple((float(x), 0.1) for x in range(30))
    data = UserData(rows=rows, targets=(0.1,) * 30, names=("a", "b"), class_names=())
    problem = Training(
        data=data, model=Model(hidden=()), standardize=True, standardize_target=True, test_share=0.3
    )
    split = problem.split()
    assert not split.x[:, 1].any()
    assert not split.y.any()
    assert problem.seen(np.array([3.0, 0.2]))[1] == pytest.approx(0.1)
    assert own_weights(problem, np.array([1.0, 2.0, 0.5]))[0][1] == 2.0
    assert SCORES["r2"](problem, np.ones((21, 1)), np.full((21, 1), 0.1), split.labels) == 0.0


def test_classes_are_never_scaled():
    assert not Training(data=Moons(examples=9), standardize_target=True).scales_target
