"""Planes through many parameters, the loss on them, and gradients at any point."""

import numpy as np
import pytest

from gdviz.engine.learning.datasets import Ring, StraightLine, Yogurt
from gdviz.engine.learning.gradients import data_gradient, penalty_gradient, total_gradient
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1AndL2
from gdviz.engine.learning.plane import parameter_plane, principal_plane, surface, total_loss
from gdviz.engine.learning.training import Training


def test_the_plane_of_two_parameters_has_their_own_values_as_places():
    problem = Training(data=StraightLine(), model=Model(hidden=()))
    plane = parameter_plane(problem.parameter_names, np.array([3.0, -1.0]), 0, 1)
    assert plane.names == ("w", "b")
    assert plane.place(np.array([3.0, -1.0])).tolist() == [3.0, -1.0]
    assert plane.params(np.array([[0.5, 2.0]])).tolist() == [[0.5, 2.0]]


def test_the_loss_on_a_plane_is_the_loss():
    problem = Training(data=Yogurt(), model=Model(hidden=(), bias=False))
    plane = parameter_plane(problem.parameter_names, np.zeros(2), 0, 1)
    x, y = np.linspace(-1, 2, 7), np.linspace(0, 3, 5)
    grid = surface(problem, plane, x, y)
    assert grid.shape == (5, 7)
    split = problem.split()
    by_hand = np.mean((split.x @ [x[2], y[4]] - split.y[:, 0]) ** 2)
    assert grid[4, 2] == pytest.approx(by_hand)
    some = surface(problem, plane, x, y, slice(0, 8))
    assert some[4, 2] == pytest.approx(np.mean((split.x[:8] @ [x[2], y[4]] - split.y[:8, 0]) ** 2))


def test_the_principal_plane_holds_the_movement():
    rng = np.random.default_rng(3)
    a, b = np.linalg.qr(rng.normal(size=(20, 2)))[0].T
    along = np.linspace(-1, 0, 50)
    path = 4 * along[:, None] * a + 2 * np.sin(6 * along)[:, None] * b + 0.001 * rng.normal(size=(50, 20))
    plane = principal_plane(path)
    assert plane.share == pytest.approx(1.0, abs=1e-4)
    assert plane.place(path[-1]).tolist() == [0.0, 0.0]
    assert abs(plane.across @ plane.along) < 1e-12
    assert (plane.place(path[0]) <= 1e-12).all()
    np.testing.assert_allclose(plane.params(plane.place(path)), path, atol=0.01)


@pytest.mark.parametrize("path", [np.ones((5, 4)), np.outer(np.arange(4.0), np.ones(3)), np.zeros((1, 2))])
def test_runs_that_hardly_move_have_a_plane_too(path):
    plane = principal_plane(path)
    assert np.isfinite(plane.place(path)).all()
    assert np.linalg.norm(plane.along) == pytest.approx(1.0)


def test_gradients_at_any_point_are_the_slopes_of_the_total_loss():
    problem = Training(data=Ring(examples=40), penalty=L1AndL2())
    params = np.random.default_rng(0).normal(size=45)
    steps = np.eye(45) * 1e-6
    for rows in (None, slice(5, 12), np.array([3, 3, 9])):
        wanted = (
            total_loss(problem, params + steps, rows) - total_loss(problem, params - steps, rows)
        ) / 2e-6
        np.testing.assert_allclose(total_gradient(problem, params, rows), wanted, rtol=1e-5, atol=1e-6)
    parts = data_gradient(problem, params) + penalty_gradient(problem, params)
    np.testing.assert_array_equal(parts, total_gradient(problem, params))
