"""How weights begin: TensorFlow's definitions, by their moments and bounds."""

import math

import numpy as np
import pytest

from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.initializers import (
    ConstantValue,
    Glorot,
    He,
    Initializer,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
)
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training

INPUTS, UNITS = 300, 200
CUT = 0.8796256610342398  # the standard deviation of a normal that is cut off at ±2

EXPECTED = {  # spread, and the bound that no weight passes
    RandomNormal(spread=0.3): (0.3, math.inf),
    TruncatedNormal(spread=0.3): (0.3 * CUT, 0.6),
    RandomUniform(reach=0.4): (0.4 / math.sqrt(3), 0.4),
    Glorot(): (math.sqrt(2 / (INPUTS + UNITS)), math.sqrt(6 / (INPUTS + UNITS))),
    He(): (math.sqrt(2 / INPUTS), 2 * math.sqrt(2 / INPUTS) / CUT),
}


@pytest.mark.parametrize("initializer", EXPECTED, ids=lambda each: type(each).__name__)
def test_weights_have_the_spread_and_bounds_of_their_definition(initializer):
    spread, bound = EXPECTED[initializer]
    drawn = initializer.draw(INPUTS, UNITS, np.random.default_rng(1))
    assert drawn.shape == (INPUTS, UNITS)
    count = drawn.size
    assert abs(drawn.mean()) < 4 * spread / math.sqrt(count)
    assert drawn.std() == pytest.approx(spread, rel=4 / math.sqrt(2 * count))
    assert np.abs(drawn).max() <= bound
    if math.isfinite(bound):
        assert np.abs(drawn).max() > 0.99 * bound  # and the bound is reached


def test_a_cut_normal_is_normal_within_its_bounds():
    drawn = TruncatedNormal(spread=1.0).draw(INPUTS, UNITS, np.random.default_rng(2))
    within_one = 0.682689492137 / 0.954499736104  # of a normal: within 1, of those within 2
    assert np.mean(np.abs(drawn) < 1) == pytest.approx(within_one, abs=0.006)


@pytest.mark.parametrize("kind", kinds_of(Initializer), ids=lambda each: each.__name__)
def test_a_start_follows_from_its_seed_and_biases_stand_apart(kind):
    problem = Training(model=Model(hidden=(7, 5), weights=kind(), first_bias=0.25))
    start = np.array(problem.start_from(3))
    assert start.tolist() == list(problem.start_from(3))
    for layer in problem.layers:
        assert set(start[layer.weights_stop : layer.stop]) == {0.25}
    if kind is ConstantValue:
        assert set(start[: problem.layers[0].weights_stop]) == {0.1}
    else:
        assert start.tolist() != list(problem.start_from(4))
