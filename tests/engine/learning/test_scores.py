"""Scores beside the loss, as Keras finds them, and half the squared error of courses."""

import numpy as np
import pytest

from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Clusters, Moons, StraightLine, UserData
from gdviz.engine.learning.gradients import data_gradient
from gdviz.engine.learning.losses import HalfMeanSquaredError, MeanSquaredError
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.scores import SCORES, scores_of
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_outcome import curvature
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant

# Computed by tf.keras.metrics of TensorFlow 2.21.
SHARES = [0.967, 0.547, 0.973, 0.715, 0.698, 0.216, 0.976, 0.006, 0.253]
LABELS = [1, 1, 0, 1, 1, 0, 1, 0, 0]
TRUE, SAID = [6.86, 4.74, 6.28, 6.0, 1.53, 6.05, 3.18], [8.41, 5.46, 6.33, 5.02, 1.58, 6.21, 1.97]
KERAS = {"precision": 0.8333333134651184, "recall": 1.0, "rmse": 0.8763561248779297, "r2": 0.7621539831161499}


@pytest.mark.parametrize("name", ["precision", "recall"])
def test_precision_and_recall_are_keras(name):
    problem, labels = Training(data=Moons()), np.array(LABELS)
    output = np.array(SHARES)[:, None]
    found = SCORES[name](problem, np.stack([output, 0 * output]), labels[:, None], labels)
    assert found == pytest.approx([KERAS[name], 0.0], rel=1e-6)  # what is never said has 0


@pytest.mark.parametrize("name", ["rmse", "r2"])
def test_errors_of_numbers_are_keras(name):
    problem, target = Training(data=StraightLine()), np.array(TRUE)[:, None]
    mean = np.full_like(target, target.mean())
    found = SCORES[name](problem, np.stack([np.array(SAID)[:, None], target, mean]), target, target[:, 0])
    best = {"rmse": [0.0, target.std()], "r2": [1.0, 0.0]}[name]
    assert found == pytest.approx([KERAS[name], *best], rel=1e-6, abs=1e-12)


def test_a_recording_has_the_scores_that_say_something():
    wanted = {
        Moons(examples=30): {"accuracy", "precision", "recall"},
        Clusters(examples=30): {"accuracy"},
        StraightLine(): {"rmse", "r2"},
    }
    for data, scores in wanted.items():
        problem = Training(data=data, model=Model(hidden=(2,)), test_share=0.2)
        recording = run(Experiment(problem=problem, steps=4))
        for part in ("train", "test"):
            there = {score for score in SCORES if recording.has(f"{part}_{score}")}
            assert there == scores == set(scores_of(problem))
            for score in scores:
                assert np.isfinite(recording.column(f"{part}_{score}")).all()
        columns = {name.partition("_")[2] for name in recording.columns if name.startswith("train_")}
        assert columns & {"precision", "recall", "rmse", "r2"} == scores - {"accuracy"}


THREE = UserData(rows=((1.0,), (2.0,), (3.0,)), targets=(2.0, 4.0, 5.0), names=("x",), class_names=())


def half(loss):
    problem = Training(data=THREE, model=Model(hidden=()), loss=loss)
    rate, whole = Constant(learning_rate=0.1), Batches(batch_size=0)
    return Experiment(problem=problem, initial=(1.0, 0.0), schedule=rate, batches=whole, steps=3)


def test_half_the_squared_error_gives_the_figures_of_courses_that_define_it_so():
    """J = 1/(2m) Σ (wx + b − y)²: at w = 1, b = 0 it is 9/6; ∂J/∂w = −11/3, ∂J/∂b = −5/3."""
    experiment = half(HalfMeanSquaredError())
    recording = run(experiment)
    assert recording.column("loss")[0] == pytest.approx(1.5)
    assert recording.params_at(1).tolist() == pytest.approx([1 + 1.1 / 3, 0.5 / 3])
    params = np.array([0.3, -0.7])
    twice = data_gradient(half(MeanSquaredError()).problem, params)
    assert data_gradient(experiment.problem, params) == pytest.approx(twice / 2)
    assert curvature(experiment.problem) == pytest.approx(curvature(half(MeanSquaredError()).problem) / 2)
