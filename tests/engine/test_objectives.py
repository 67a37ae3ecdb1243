"""Every loss, found through the experiment's own declaration: value, gradient, minima, mathematics."""

import math

import numpy as np
import pytest

from gdviz.engine.declare import fields_of, kind_of, title_of
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import (
    Bowl,
    CourseSquare,
    DoubleWell,
    Parabola,
    Plateau,
    Rastrigin,
    RastriginLine,
    Ravine,
    Rosenbrock,
)
from gdviz.engine.problem import Objective, Problem, largest_curvature

KINDS = [kind for kind in kinds_of(Problem) if issubclass(kind, Objective)]
# Each kind as it is by default, and some whose numbers are set.
OBJECTIVES = [
    *(kind() for kind in KINDS),
    Parabola(curvature_w=0.3, minimum_w=-2.5),
    Parabola(curvature_w=2.0, minimum_w=3.0),
    DoubleWell(tilt=0.3),
    DoubleWell(tilt=-3.0),
    Plateau(steepness=2.5),
    RastriginLine(ripples=0.0),
    Bowl(curvature_x=0.5, curvature_y=8.0, angle=30.0, minimum_x=1.0, minimum_y=-2.0),
    Bowl(curvature_x=3.0, curvature_y=3.0, angle=45.0),
    Ravine(ratio=1.0),
    Ravine(ratio=7.0),
    Rastrigin(ripples=2.5),
]
each = pytest.mark.parametrize("objective", OBJECTIVES, ids=repr)


def random_points(objective, shape=(40,), dtype=np.float64):
    low, high = np.array(objective.bounds).T
    points = np.random.default_rng(7).uniform(low, high, (*shape, len(low)))
    return points.astype(dtype)


def test_all_are_found():
    assert set(kinds_of(Objective)) == set(KINDS)
    assert len({kind_of(kind) for kind in KINDS}) == len({title_of(kind) for kind in KINDS}) == len(KINDS)


@each
@pytest.mark.parametrize("shape", [(), (1,), (40,), (3, 5)])
def test_gradient_agrees_with_central_differences(objective, shape):
    points = random_points(objective, shape)
    gradient = objective.gradient(points)
    assert gradient.shape == points.shape
    for axis in range(points.shape[-1]):
        h = np.zeros(points.shape[-1])
        h[axis] = 1e-5
        difference = (objective.value(points + h) - objective.value(points - h)) / 2e-5
        np.testing.assert_allclose(gradient[..., axis], difference, rtol=1e-6, atol=1e-5)


@each
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_point_of_a_batch_is_what_it_is_alone_to_the_last_bit(objective, dtype):
    points = random_points(objective, (7, 13), dtype)
    values, gradients = objective.value(points), objective.gradient(points)
    assert values.shape == (7, 13)
    assert values.dtype == gradients.dtype == dtype
    for place in np.ndindex(7, 13):
        value, gradient = objective.value(points[place]), objective.gradient(points[place])
        assert np.asarray(value).dtype == gradient.dtype == dtype
        assert value == values[place]
        np.testing.assert_array_equal(gradient, gradients[place])


@each
@pytest.mark.parametrize("shape", [(), (4,)])
def test_gradient_is_written_where_asked(objective, shape):
    points = random_points(objective, shape)
    before, out = points.copy(), np.full_like(points, np.nan)
    assert objective.gradient(points, out) is out
    np.testing.assert_array_equal(out, objective.gradient(points))
    np.testing.assert_array_equal(points, before)


@each
def test_minima_have_no_slope_and_nothing_near_is_lower(objective):
    low, high = np.array(objective.bounds).T
    for minimum in objective.minima:
        point = np.array(minimum)
        assert np.all((low < point) & (point < high))
        np.testing.assert_allclose(objective.gradient(point), 0, atol=1e-12)
        around = point + 1e-2 * np.random.default_rng(3).normal(size=(100, len(point)))
        assert np.all(objective.value(around) > objective.value(point))


@each
def test_start_is_where_it_can_be_seen_and_descent_has_a_slope_there(objective):
    low, high = np.array(objective.bounds).T
    start = np.array(objective.start)
    assert len(start) == len(low) == len(objective.parameter_names) == len(objective.gradient_expressions)
    assert np.all((low < start) & (start < high))
    assert np.linalg.norm(objective.gradient(start)) > 1e-6


@each
def test_curvature_is_the_largest_eigenvalue_of_the_hessian(objective):
    for point in random_points(objective, (10,)):
        point = tuple(point.tolist())
        assert objective.curvature(point) == pytest.approx(
            largest_curvature(objective, np.array(point)), rel=1e-6, abs=1e-7
        )


def test_curvature_of_the_hessian_is_right_where_it_is_known():
    x, y = -1.2, 1.0
    hessian = np.array([[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]])
    assert Rosenbrock().curvature((x, y)) == pytest.approx(np.linalg.eigvalsh(hessian)[-1], rel=1e-9)
    assert CourseSquare().curvature((3.0,)) == 2
    assert Rosenbrock().curvature((1e200, 0.0)) is None


# -- the mathematics that is shown ----------------------------------------------------------------------


def evaluated(expression, names, points):
    """What the text says at each point, read by the grammar for typed formulas."""
    formula = Formula(text=expression)
    return formula.value(points[:, [names.index(name) for name in formula.parameter_names]])


@each
def test_what_is_written_is_what_is_computed(objective):
    points, names = random_points(objective), objective.parameter_names
    close = 1e-3 if getattr(objective, "angle", 0) else 1e-9  # a turned bowl is written with five digits
    written = evaluated(objective.expression, names, points)
    np.testing.assert_allclose(written, objective.value(points), rtol=close, atol=close)
    for axis, slope in enumerate(objective.gradient_expressions):
        written = evaluated(slope, names, points)
        np.testing.assert_allclose(written, objective.gradient(points)[:, axis], rtol=close, atol=close)


@each
def test_mathematics_has_real_signs(objective):
    for text in (objective.expression, *objective.gradient_expressions):
        assert not set("-*^") & set(text)
        assert "e+" not in text
        assert "e-" not in text


@pytest.mark.parametrize(
    ("objective", "expression", "slopes"),
    [
        (CourseSquare(), "(w + 1)²", ("2w + 2",)),
        (Parabola(curvature_w=4.0, minimum_w=-1.5), "2(w + 1.5)²", ("4(w + 1.5)",)),
        (Parabola(curvature_w=2.0), "w²", ("2w",)),
        (Parabola(curvature_w=1e-7), "5×10⁻⁸·w²", ("10⁻⁷w",)),
        (DoubleWell(tilt=-0.25), "(w² − 1)² − 0.25w", ("4w(w² − 1) − 0.25",)),
        (Plateau(steepness=2.0), "tanh²(2w)", ("4 tanh(2w)(1 − tanh²(2w))",)),
        (Ravine(), "x²/20 + y²", ("2x/20", "2y")),
        (Bowl(angle=30.0, minimum_x=1.0), "0.875(x − 1)² − 1.299038(x − 1)y + 1.625y²", None),
        (Rastrigin(ripples=0.0), "x² + y²", ("2x", "2y")),
    ],
)
def test_settable_numbers_are_put_in(objective, expression, slopes):
    assert objective.expression == expression
    assert slopes is None or objective.gradient_expressions == slopes


# -- single losses --------------------------------------------------------------------------------------


def test_course_loss_rounds_as_automatic_differentiation():
    w = np.array([0.1], np.float32)
    assert CourseSquare().gradient(w)[0] == np.float32(2) * (np.float32(0.1) + np.float32(1))


def test_double_well_has_one_valley_past_the_greatest_tilt():
    assert len(DoubleWell(tilt=1.5).minima) == 2
    assert len(DoubleWell(tilt=1.6).minima) == 1
    left, right = DoubleWell(tilt=0.3).minima
    assert DoubleWell(tilt=0.3).value(np.array(left)) < DoubleWell(tilt=0.3).value(np.array(right))


def test_plateau_is_flat_far_out():
    assert Plateau().value(np.array([5.0])) == pytest.approx(1, abs=1e-3)
    assert abs(Plateau().gradient(np.array([5.0]))[0]) < 1e-3


def test_bowl_bends_as_set_along_its_turned_axes():
    bowl = Bowl(curvature_x=0.5, curvature_y=8.0, angle=30.0)
    along = np.array([math.cos(math.pi / 6), math.sin(math.pi / 6)])
    np.testing.assert_allclose(bowl.gradient(along), 0.5 * along)
    across = np.array([-along[1], along[0]])
    np.testing.assert_allclose(bowl.gradient(across), 8 * across)


def test_parabola_keeps_its_start_in_sight_wherever_its_minimum_is():
    for minimum in (-1000.0, 0.0, 5.0, 12.0):
        ((low, high),) = Parabola(minimum_w=minimum).bounds
        assert low < 5 < high
        assert low < minimum < high


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_everything_is_said(kind):
    assert title_of(kind)
    assert kind.__doc__.strip()
    for field in fields_of(kind):
        assert field.title, field.name
        assert field.help.endswith("."), field.name
