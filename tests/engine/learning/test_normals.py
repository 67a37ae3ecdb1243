"""Normal numbers of our own are NumPy's, from the same stream, up to the last digits of a logarithm."""

import numpy as np
import pytest

from gdviz.engine.learning.normals import TAIL, normals, normals_of_generator


@pytest.mark.parametrize("shape", [(1,), (7,), (40, 2), (1200, 5)])
def test_as_numpys_legacy_generator(shape):
    for seed in range(20):
        ours, theirs = np.random.RandomState(seed), np.random.RandomState(seed)
        np.testing.assert_allclose(normals(ours, *shape), theirs.randn(*shape), rtol=1e-13)
        assert ours.random_sample() == theirs.random_sample()


def test_as_numpys_generator_in_the_tails_too():
    tails = 0
    for seed in range(100):
        ours, theirs = np.random.default_rng(seed), np.random.default_rng(seed)
        expected = theirs.standard_normal((50, 40))
        np.testing.assert_allclose(normals_of_generator(ours, (50, 40)), expected, rtol=1e-14)
        assert ours.random() == theirs.random()
        tails += int((np.abs(expected) > TAIL).sum())
    assert tails > 20
