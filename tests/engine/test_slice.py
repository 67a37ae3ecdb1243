"""A plane through a loss of three and more parameters."""

import numpy as np

from gdviz.engine.formula import Formula
from gdviz.engine.slice import Slice

WHOLE = Formula(text="f(x, y, z) = x²y + sin(z)y + xz")


def test_it_is_the_whole_loss_with_the_others_held():
    plane = Slice(WHOLE, (2, 0), (9.0, 0.7, 9.0))
    points = np.random.default_rng(1).uniform(-2, 2, (4, 5, 2))
    every = np.stack([points[..., 1], np.full((4, 5), 0.7), points[..., 0]], axis=-1)
    assert plane.parameter_names == ("z", "x")
    np.testing.assert_array_equal(plane.value(points), WHOLE.value(every))
    np.testing.assert_array_equal(plane.gradient(points), WHOLE.gradient(every)[..., [2, 0]])
    out = np.empty_like(points)
    assert plane.gradient(points, out) is out
    np.testing.assert_array_equal(out, plane.gradient(points))
    assert plane.value(points.astype(np.float32)).dtype == np.float32
    assert plane.start == (WHOLE.start[2], WHOLE.start[0])
    assert len(plane.bounds) == 2
