"""The picture of a landscape at an angle: what hides what, no holes, and from above it is the plane."""

import itertools

import numpy as np
import pytest

from gdviz.engine.landscape import contour_levels, grid
from gdviz.engine.objectives import Himmelblau
from gdviz.views.loss.relief import Colors, Relief, Sight, Terrain, Viewpoint, sight_of
from gdviz.views.loss.relief_axes import edges_of, written_on
from tests.sampling import pairs, some

BOUNDS = ((-5.0, 5.0), (-5.0, 5.0))
ROOM = (40.0, 10.0, 30.0)
VIEWPOINTS = [Viewpoint(30, 40), Viewpoint(-100, 15), Viewpoint(180, 65), Viewpoint(0, 0), Viewpoint(90, 30)]


def terrain_of(values):
    return Terrain(values, BOUNDS, contour_levels(values))


HILLS = terrain_of(grid(Himmelblau(), BOUNDS, (81, 81)))


def relief_of(terrain, camera, width=320, height=240, ratio=1.0):
    shades = [f"#{place:02x}{place:02x}{place:02x}" for place in range(40, 41 + len(terrain.levels))]
    colors = Colors(terrain, shades, ("#0000ff", "#00ff00"))
    return Relief(terrain, sight_of(camera, width, height, ROOM), colors, ratio)


def places(count=400):
    return np.random.default_rng(1).uniform(-0.5, 0.5, (count, 2))


def hidden_by_looking(relief, ground, height, nearest=0.003):
    """How many pixels a place lies below the highest that is seen before it, looked up point by point."""
    sight, camera = relief.sight, relief.sight.camera
    across, away = sight.along(ground)
    before = np.linspace(away - 1.5, away - nearest, 3000)[:, np.newaxis] * np.array(camera.away)
    line = before + across * np.array(camera.right)
    line = line[np.abs(line).max(axis=1) <= 0.5]
    tops = sight(line, relief.terrain.height_at(line))[:, 1]
    own = sight(ground, np.asarray(height))[1]
    return float(own - tops.min(initial=np.inf))


@pytest.mark.parametrize(
    ("camera", "width"), some(pairs(VIEWPOINTS, [320, 900]), 3)
)  # as high: one is drawn wider
def test_what_is_hidden_is_what_something_before_it_hides(camera, width):
    relief = relief_of(HILLS, camera, width)
    ground = places()
    heights = HILLS.height_at(ground)
    seen = relief.seen(ground, heights)
    for place, height, found in zip(ground, heights, seen, strict=True):
        if found:  # not that something further than two samples before it hides it
            assert hidden_by_looking(relief, place, height, 0.02) < 4.5
        else:
            assert hidden_by_looking(relief, place, height) > -1.0
    assert not relief.seen(places(5) * 0 + [0.0, 0.4], np.full(5, -9.0)).any()


@pytest.mark.parametrize("camera", some(VIEWPOINTS, 3), ids=str)
def test_the_place_under_a_pixel_is_drawn_there(camera):
    relief = relief_of(HILLS, camera)
    ground = places()
    heights = HILLS.height_at(ground)
    for place, pixel in zip(ground, relief.sight(ground, heights), strict=True):
        if hidden_by_looking(relief, place, HILLS.height_at(place)) > -4.0:
            continue
        found = relief.under(*pixel)
        np.testing.assert_allclose(relief.sight(found, HILLS.height_at(found)), pixel, atol=5.0)


@pytest.mark.parametrize(
    ("camera", "size"), [*((each, (320, 240)) for each in VIEWPOINTS), (VIEWPOINTS[0], (3840, 2160))]
)
def test_there_are_no_holes(camera, size):
    relief = relief_of(HILLS, camera, *size)
    drawn = relief.image != 0
    assert drawn.any()
    edges = np.diff(
        np.vstack([np.zeros_like(drawn[:1]), drawn, np.zeros_like(drawn[:1])]).astype(np.int8), axis=0
    )
    assert set((edges == 1).sum(axis=0)) <= {0, 1}  # a column begins once
    columns = np.flatnonzero(drawn.any(axis=0))
    assert np.all(np.diff(columns) == 1)
    corners = relief.sight(np.array(list(itertools.product((-0.5, 0.5), repeat=2))), np.zeros(4))
    assert columns[0] == pytest.approx(corners[:, 0].min(), abs=1.5)
    assert columns[-1] == pytest.approx(corners[:, 0].max(), abs=1.5)


def test_from_above_it_is_the_plane():
    relief = relief_of(HILLS, Viewpoint(0, 90))
    ground = places()
    points = relief.sight(ground, HILLS.height_at(ground))
    np.testing.assert_allclose(points, relief.sight(ground, np.zeros(len(ground))), atol=1e-9)
    steps = relief.sight(np.array([[0.1, 0.0], [0.0, 0.1]]), np.zeros(2)) - relief.sight(
        np.zeros(2), np.zeros(())
    )
    side = 0.1 * relief.sight.scale
    np.testing.assert_allclose(steps, [[side, 0], [0, -side]], atol=1e-9)
    assert relief.seen(ground, HILLS.height_at(ground)).all()
    losses = HILLS.heights.astype(float)
    for (row, column), height in np.ndenumerate(losses[2:-2:6, 2:-2:6]):
        place = np.array([2 + 6 * column, 2 + 6 * row]) / 80 - 0.5
        x, y = relief.sight(place, np.zeros(()))
        band = np.searchsorted(HILLS.height_of(HILLS.levels), height)
        near = np.abs(HILLS.height_of(HILLS.levels) - height).min() < 0.02
        color = relief.image[int(y), int(x)] & 0xFF
        if not near:
            shades = np.array([40 + band]) * np.array([0.6, 1.15])
            assert shades[0] <= color <= shades[1]


def test_where_there_is_no_loss_one_looks_through():
    values = HILLS.values.copy()
    values[30:50, 30:50] = np.nan
    relief = relief_of(terrain_of(values), Viewpoint(20, 90))
    x, y = relief.sight(np.zeros(2), np.zeros(()))
    assert relief.image[int(y), int(x)] == 0
    around = relief.sight(np.array([0.3, 0.3]), np.zeros(()))
    assert relief.image[int(around[1]), int(around[0])] != 0


@pytest.mark.parametrize("elevation", [0, 15, 40, 55])
@pytest.mark.parametrize("size", [(1200, 350), (900, 500), (640, 400), (400, 800)])
def test_the_surface_fills_its_plot_as_wide_as_it_is(size, elevation):
    relief = relief_of(HILLS, Viewpoint(45, elevation), *size)
    columns = np.flatnonzero(relief.image.any(axis=0))
    rows = np.flatnonzero(relief.image.any(axis=1))
    across, up = size[0] - 2 * ROOM[0], size[1] - ROOM[1] - ROOM[2]
    filled = np.ptp(columns) / across, np.ptp(rows) / up
    assert max(filled) > 0.8
    assert np.ptp(columns) > min(0.95 * across, 1.6 * np.ptp(rows))
    spots = relief.sight(np.array([[-0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [0.5, -0.5]]), np.zeros(4))
    assert np.ptp(spots[:, 0]) <= across + 1e-6


def test_from_above_nothing_is_drawn_wider():
    assert relief_of(HILLS, Viewpoint(20, 90), 1200, 350).sight.stretch == pytest.approx(1)
    for place in places(40):  # and elsewhere what is pointed at is what is seen
        relief = relief_of(HILLS, Viewpoint(20, 70), 900, 300)
        x, y = relief.sight(place, HILLS.height_at(place))
        if relief.seen(place[np.newaxis], HILLS.height_at(place[np.newaxis]))[0]:
            assert np.abs(relief.under(x, y) - place).max() < 0.03


def test_a_picture_too_small_for_anything_is_empty():
    relief = relief_of(HILLS, Viewpoint(20, 40), 4, 4)
    assert relief.image.shape == (4, 4)
    assert np.isfinite(relief.under(1, 1)).all()


@pytest.mark.parametrize("camera", VIEWPOINTS, ids=str)
def test_numbers_at_the_edges_are_within_the_picture_and_apart(camera):
    sight = sight_of(camera, 320, 240, ROOM)
    edges = list(edges_of(sight, HILLS, ("x", "y", "loss")))
    ticks, words = written_on(edges, lambda text: (7.0 * len(text), 14.0), 320, 240)
    assert ticks
    assert {"x", "y"} & {word.text for word in words}
    for one, other in itertools.combinations(words, 2):
        assert not one.touches(other)
    for word in words:
        assert word.width / 2 <= word.x <= 320 - word.width / 2
        assert word.height / 2 <= word.y <= 240 - word.height / 2


@pytest.mark.parametrize("turn", range(-180, 180, 20))
def test_a_low_picture_has_the_names_of_its_axes_between_their_numbers(turn):
    sight = sight_of(Viewpoint(turn, 30), 320, 180, (40.0, 10.0, 18.0))
    edges = list(edges_of(sight, HILLS, ("x", "y", "loss")))
    _, words = written_on(edges, lambda text: (7.0 * len(text), 14.0), 320, 180)
    assert {"x", "y"} <= {word.text for word in words}


def test_a_tick_stands_where_its_number_is():
    sight = Sight(Viewpoint(0, 90), 320, 240, 200.0, (160.0, 110.0))
    _, words = written_on(
        list(edges_of(sight, HILLS, ("", "", ""))), lambda text: (7.0 * len(text), 14.0), 320, 240
    )
    for word in words[:3]:
        value = float(word.text.replace("−", "-"))
        assert word.x == pytest.approx(160 + 200 * value / 10, abs=1e-6)


def test_turning_goes_around_and_stops_above_and_at_the_ground():
    assert Viewpoint(170, 40).turned(20, 0) == Viewpoint(-170, 40)
    assert Viewpoint(0, 40).turned(0, 60).elevation == 90
    assert Viewpoint(0, 40).turned(0, -60).elevation == 0
