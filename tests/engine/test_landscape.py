"""Landscapes: values, levels that look good, contours where they belong, and what part is shown."""

import numpy as np
import pytest

from gdviz.engine.descent import run
from gdviz.engine.experiment import Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.landscape import (
    bounds_for,
    contour_bands,
    contour_levels,
    contour_lines,
    curve,
    grid,
    loss_range,
    shades,
)
from gdviz.engine.objectives import Bowl, CourseSquare, DoubleWell, Ravine, Rosenbrock, Saddle
from gdviz.engine.problem import Objective, Problem
from gdviz.engine.schedules import Constant

ALL = [kind() for kind in kinds_of(Problem) if issubclass(kind, Objective)]
SURFACES = [objective for objective in ALL if len(objective.parameter_names) == 2]
SURFACES += [
    Bowl(curvature_y=1.0),
    Ravine(ratio=500.0),
    Formula(text="x y"),
    Formula(text="sin(3x)cos(2y) + (x² + y²)/8"),
]
WILD = [  # with walls, poles and places without a value
    Formula(text="exp(x² + y²)"),
    Formula(text="ln(x) + y²"),
    Formula(text="x + y + 1000"),
    Formula(text="1/(x y)"),
]
each_surface = pytest.mark.parametrize("surface", SURFACES, ids=repr)
each_even_wild = pytest.mark.parametrize("surface", SURFACES + WILD, ids=repr)


# -- values ----------------------------------------------------------------------------------------------


def test_a_curve_goes_from_edge_to_edge():
    w, loss = curve(CourseSquare(), ((-3.0, 1.0),), 5)
    assert w.tolist() == [-3.0, -2.0, -1.0, 0.0, 1.0]
    assert loss.tolist() == [4.0, 1.0, 0.0, 1.0, 4.0]


def test_a_grid_has_a_row_for_each_y():
    values = grid(Ravine(), ((-2.0, 2.0), (0.0, 3.0)), (4, 3))
    assert values.shape == (4, 3)
    assert values[0].tolist() == [0.2, 0.0, 0.2]
    assert values[:, 1].tolist() == [0.0, 1.0, 4.0, 9.0]


def test_where_there_is_no_value_there_is_nan_and_no_warning():
    _, loss = curve(Formula(text="ln(w)"), ((-1.0, 1.0),), 5)
    assert np.isnan(loss[:2]).all()
    assert np.isfinite(loss[3:]).all()


def test_the_range_leaves_out_what_shoots_up():
    w = np.linspace(-1, 1, 1001)
    with np.errstate(divide="ignore"):
        low, high = loss_range(1 / np.abs(w))
    assert low == 1
    assert 15 < high < 200
    assert loss_range(np.square(w)) == (0, 1)


@pytest.mark.parametrize("values", [[], [np.nan, np.inf], [3.0, 3.0]])
def test_the_range_is_never_empty(values):
    low, high = loss_range(np.array(values))
    assert low < high


# -- levels ----------------------------------------------------------------------------------------------


@each_even_wild
def test_levels_are_a_good_number_of_round_numbers_within_the_landscape(surface):
    values = grid(surface, surface.bounds)
    levels = contour_levels(values)
    finite = values[np.isfinite(values)]
    assert 7 <= len(levels) <= 18
    assert np.all(np.diff(levels) > 0)
    assert finite.min() < levels[0]
    assert levels[-1] < finite.max()
    for level in levels:
        assert len(f"{level:.10g}".strip("-").rstrip("0").replace(".", "").lstrip("0")) <= 4, level
    # Every part of the landscape is told apart: no band between two lines holds most of it.
    shares = np.histogram(finite, [-np.inf, *levels, np.inf])[0] / finite.size
    assert shares.max() < 0.6


def test_levels_of_a_bowl_make_evenly_spaced_rings():
    levels = contour_levels(grid(Bowl(curvature_y=1.0), ((-5.0, 5.0), (-5.0, 5.0))))
    radii = np.sqrt(2 * levels)
    assert np.diff(radii).max() < 4 * np.diff(radii).min()


def test_levels_of_a_deep_valley_are_logarithmic():
    levels = contour_levels(grid(Rosenbrock(), Rosenbrock().bounds))
    ratios = levels[1:] / levels[:-1]
    assert ratios.min() > 1.4
    assert ratios.max() < 3
    assert levels[-1] / levels[0] > 500


def test_levels_of_a_saddle_are_even_and_on_both_sides():
    levels = contour_levels(grid(Saddle(), Saddle().bounds))
    np.testing.assert_allclose(np.diff(levels), levels[1] - levels[0])
    assert levels[0] < 0 < levels[-1]
    assert 0.0 in levels


@pytest.mark.parametrize("height", [1e300, np.inf, np.nan])
def test_few_huge_values_do_not_matter(height):
    values = grid(Bowl(), Bowl().bounds)
    before = contour_levels(values)
    values = values.copy()
    values[0, :20] = height
    np.testing.assert_allclose(contour_levels(values)[:8], before[:8], rtol=0.5)


@pytest.mark.parametrize("value", [0.0, 7.0, -1e300, np.nan, np.inf])
def test_flat_land_has_no_levels(value):
    values = np.full((20, 20), value)
    assert contour_levels(values).size == 0
    assert contour_lines(values, Bowl().bounds, contour_levels(values)) == []


def test_a_single_spike_on_flat_land_still_has_levels():
    values = np.zeros((50, 50))
    values[10, 10] = 5.0
    levels = contour_levels(values)
    assert levels.size
    assert levels.min() > 0
    assert levels.max() < 5


# -- contours --------------------------------------------------------------------------------------------


@each_surface
def test_lines_lie_where_the_loss_has_their_level(surface):
    bounds = surface.bounds
    values = grid(surface, bounds, (401, 401))
    levels = contour_levels(values)
    lines = contour_lines(values, bounds, levels)
    assert len(lines) == len(levels)
    size = np.ptp(np.array(bounds), axis=1)
    for level, (x, y) in zip(levels, lines, strict=True):
        assert len(x) == len(y) > 0
        gaps = np.isnan(x)
        np.testing.assert_array_equal(gaps, np.isnan(y))
        assert not np.any(gaps[1:] & gaps[:-1])  # single NaNs, between two lines
        assert not gaps[[0, -1]].any()
        points = np.column_stack([x, y])[~gaps]
        with np.errstate(all="ignore"):
            # The value is off by what the loss bends within a cell: compare across a cell.
            reach = size / 400
            around = [
                surface.value(points + reach * np.array(way))
                for way in ((1, 1), (1, -1), (-1, 1), (-1, -1), (0, 0))
            ]
        close = (np.nanmin(around, axis=0) <= level) & (level <= np.nanmax(around, axis=0))
        assert close.mean() > 0.97


def test_a_level_that_is_not_met_has_an_empty_line():
    values = grid(Bowl(), Bowl().bounds)
    (x, y), (also_x, _) = contour_lines(values, Bowl().bounds, np.array([-1.0, 1.0]))
    assert len(x) == len(y) == 0
    assert len(also_x) > 0


def area(rings):
    """By the shoelace formula; holes run the other way round and count negative."""
    total = 0.0
    for ring in rings:
        np.testing.assert_array_equal(ring[0], ring[-1])
        x, y = ring.T
        total += (x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2
    return total


@pytest.mark.parametrize("surface", [Bowl(), Rosenbrock(), Saddle()], ids=repr)
def test_bands_cover_the_whole_plane(surface):
    values = grid(surface, surface.bounds)
    levels = contour_levels(values)
    bands = contour_bands(values, surface.bounds, levels)
    assert len(bands) == len(levels) + 1
    areas = [sum(area(polygon) for polygon in band) for band in bands]
    assert all(size > 0 for size in areas)
    assert sum(areas) == pytest.approx(np.prod(np.ptp(np.array(surface.bounds), axis=1)))


def test_bands_have_holes():
    values = grid(Bowl(), Bowl().bounds)
    ring = contour_bands(values, Bowl().bounds, np.array([1.0, 3.0]))[1]
    assert [len(polygon) for polygon in ring] == [2]
    assert area(ring[0]) == pytest.approx(np.pi * (6 - 2) / 2, rel=1e-2)  # ellipses of 0.5x² + 2y²


def test_there_are_no_bands_where_there_is_no_value():
    values = grid(Formula(text="ln(x) + y²"), ((-5.0, 5.0), (-5.0, 5.0)))
    bands = contour_bands(values, ((-5.0, 5.0), (-5.0, 5.0)), contour_levels(values))
    assert 45 < sum(area(polygon) for band in bands for polygon in band) < 50
    assert contour_bands(np.full((5, 5), np.nan), Bowl().bounds, np.array([1.0])) == [[], []]


@each_surface
def test_shades_are_even_shares_in_the_order_of_height(surface):
    values = grid(surface, surface.bounds)
    levels = contour_levels(values)
    shade = shades(values, levels)
    known = np.isfinite(values)
    assert shade.dtype == np.float32
    assert shade[known].min() == 0
    assert shade[known].max() == 1
    order = np.argsort(values[known], kind="stable")
    assert np.all(np.diff(shade[known][order]) >= 0)
    np.testing.assert_allclose(
        np.interp(levels, values[known][order], shade[known][order]),
        np.arange(1, len(levels) + 1) / (len(levels) + 1),
        atol=0.06,
    )


def test_shades_of_what_is_not_a_number():
    shade = shades(np.array([0.0, 1.0, np.inf, -np.inf, np.nan]), np.array([0.5]))
    assert shade[:4].tolist() == [0, 1, 1, 0]
    assert np.isnan(shade[4])
    assert np.isnan(shades(np.full(3, np.nan), np.array([]))).all()


# -- what is shown ---------------------------------------------------------------------------------------


def path(rate, **choices):
    return run(Experiment(schedule=Constant(learning_rate=rate), **choices)).params


@pytest.mark.parametrize("objective", ALL, ids=repr)
def test_without_a_path_the_bounds_are_the_loss_own(objective):
    assert bounds_for(objective) == objective.bounds
    assert bounds_for(objective, [np.empty((0, len(objective.bounds)))]) == objective.bounds


def test_a_path_within_the_bounds_changes_nothing():
    assert bounds_for(CourseSquare(), [path(0.2), path(1.0)]) == CourseSquare().bounds


def test_a_path_that_swings_a_little_farther_is_held_whole():
    swinging = path(1.0, initial=(8.0,))  # from 8 to −10 and back
    ((low, high),) = bounds_for(CourseSquare(), [swinging])
    assert low < -10 < 8 < high
    assert high - low < 1.2 * 18


def test_a_far_start_is_held_with_its_path():
    ((low, high),) = bounds_for(CourseSquare(), [path(0.2, initial=(1000.0,))])
    assert low == -8
    assert 1000 < high < 1100


def test_a_path_that_diverges_does_not_make_the_rest_tiny():
    ((low, high),) = bounds_for(CourseSquare(), [path(0.2), path(1.2, steps=300)])
    assert -15 < low < -8
    assert 6 < high < 12
    fleeing = path(0.1, problem=Saddle(), steps=200)
    (x_low, x_high), (y_low, y_high) = bounds_for(Saddle(), [fleeing])
    assert (x_low, x_high) == Saddle().bounds[0]
    assert y_low == -2
    assert 2 < y_high < 4


def test_a_diverging_path_does_not_cut_another_one():
    ((low, high),) = bounds_for(CourseSquare(), [path(1.2, steps=300), path(1.0, initial=(9.0,))])
    assert low < -11
    assert high > 9


def test_several_paths_are_all_held():
    paths = [path(0.01, problem=DoubleWell(), initial=(start,)) for start in (-2.5, 3.0)]
    ((low, high),) = bounds_for(DoubleWell(), paths)
    assert low < -2.5
    assert high > 3
