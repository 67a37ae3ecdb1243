"""The line of a linear model in the data's own units predicts what the model does, as it is written."""

import re

import numpy as np
import pytest

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.readings.own_units import own_formula
from tests.recordings import recording_of


@pytest.mark.parametrize("slope", [3.0, 0.02, -40.0])
@pytest.mark.parametrize("first", [0.0, 1990.0, 1e5])
def test_a_line_predicts_as_it_is_written(slope, first):
    """A year is taken two thousand times: the fourth digit of its weight is whole units of the target."""
    years = first + np.arange(35.0)
    targets = slope * (years - 2000) + slope * np.random.default_rng(1).normal(size=35)
    data = UserData(tuple((each,) for each in years.tolist()), tuple(targets.tolist()), ("year",), ())
    problem = Training(data=data, model=Model(hidden=()), standardize=True, standardize_target=True)
    params = recording_of(Experiment(problem=problem, steps=200)).params_at(200)
    line = own_formula(problem, params).replace("−", "-").replace("\u202f", "")
    weight, bias = re.fullmatch(r"ŷ = (\S+) · year ([+-] .+)", line).groups()
    written = float(weight) * years + float(bias.replace(" ", ""))
    predicted = problem.predict(params, years[:, np.newaxis])[:, 0]
    np.testing.assert_allclose(written, predicted, rtol=0, atol=2e-3 * np.ptp(predicted))
