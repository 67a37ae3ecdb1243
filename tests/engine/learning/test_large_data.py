"""Data beyond the squares that numbers hold: standardized, or said to be too large."""

import numpy as np

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.readings.outcome_sentence import outcome_text
from gdviz.readings.own_units import own_formula
from gdviz.tabular import parse_table, to_dataset
from gdviz.tabular.encoding import encoded

LINE = Model(hidden=())


def of(text):
    table = parse_table(encoded("file", text.encode()))
    return to_dataset(table, list(range(len(table.columns) - 1)), len(table.columns) - 1)


def test_inputs_whose_squares_are_no_numbers_are_standardized():
    problem = Training(
        data=of("x,z,y\n1e200,1,1.5\n2e200,2,2\n3e200,1,3\n5e200,3,4\n"), standardize=True, model=LINE
    )
    assert np.allclose(problem.split().x.std(axis=0), 1.0)
    assert "10⁻²⁰⁰" in own_formula(problem, np.array([4.0, 1.0, 0.5]))
    squares = Training(data=problem.data, standardize=True, degree=2, model=LINE)
    run = TrainingDescent(Experiment(problem=squares, steps=3))
    run.run()
    assert outcome_text(run.recording.outcome).startswith("could not begin: x² is too large")
    assert own_formula(squares, np.ones(6)) == ""


def test_targets_beyond_single_precision_are_predicted_in_their_units():
    data = of("x,y\n1,1e200\n2,2e200\n3,3.1e200\n")
    problem = Training(data=data, standardize=True, standardize_target=True, model=LINE)
    predicted = problem.predict(np.array([1.0, 0.0], np.float32), np.array([[1.0], [3.0]]))
    assert np.isfinite(predicted).all()
    assert predicted[1, 0] > 2e200
