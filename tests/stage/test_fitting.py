"""Which views a stage shows: those that come first, never smaller than they make sense. No Qt."""

import itertools

import pytest

from gdviz.document import lessons
from gdviz.document.scene import STAGE, Row, Run
from gdviz.document.tiles import VIEWS, make_tile
from gdviz.stage.fitting import fitted, needs_of

GAP = 8
ROOMS = [(1256, 420), (1000, 330), (924, 520), (1560, 900), (400, 900), (200, 100)]


def needs(runs, scale):
    return lambda tile: needs_of(tile, runs, scale)


@pytest.mark.parametrize("number", [lesson.number for lesson in lessons.all()])
def test_every_view_is_shown_large_enough_or_waits(number):
    scene = lessons.find(str(number)).scene
    tiles = {tile.view: tile for row in scene.stage for tile in row.tiles}
    for room, scale in itertools.product(ROOMS, (1.0, 1.6)):
        fit = fitted(scene.stage, needs(scene.runs, scale), room, GAP)
        assert sorted([*fit.shown, *fit.waiting]) == sorted(tiles)
        assert fit.shown
        for widths in fit.widths:
            assert sum(widths) + GAP * (len(widths) - 1) == pytest.approx(room[0])
        assert sum(fit.heights) + GAP * (len(fit.heights) - 1) == pytest.approx(room[1])
        if len(fit.shown) > 1:
            for names, height, widths in zip(fit.rows, fit.heights, fit.widths, strict=True):
                for name, width in zip(names, widths, strict=True):
                    sizes = needs_of(tiles[name], scene.runs, scale)
                    assert any(width >= wide - 1 and height >= high - 1 for wide, high in sizes)


def test_more_room_never_shows_less():
    for width, height in itertools.product(range(300, 1900, 200), range(200, 1100, 150)):
        less, more = (
            fitted(STAGE, needs((Run(),), 1.0), (w, h), GAP)
            for w, h in ((width, height), (width + 200, height + 150))
        )
        assert len(more.shown) >= len(less.shown)


def test_what_a_hand_picked_comes_first_in_its_order():
    room, few = (1000, 360), needs((Run(),), 1.6)
    assert fitted(STAGE, few, room, GAP).shown == ("loss", "weights")
    assert set(fitted(STAGE, few, room, GAP, picked=("loss_history",)).shown) == {"loss", "loss_history"}
    both = ("this_step", "loss_history", "weights")
    assert set(fitted(STAGE, few, room, GAP, picked=both).shown) == set(both[:2])


def test_panels_stand_in_fewer_columns_where_another_view_has_room_beside_them():
    scene = lessons.find(
        "12"
    ).scene  # four panels: of the shares of its row two columns of them had too little
    assert fitted(scene.stage, needs(scene.runs, 1.4), (1264, 610), GAP).shown == ("boundary", "network")
    assert fitted(scene.stage, needs(scene.runs, 1.4), (1264, 580), GAP).shown == ("boundary",)


@pytest.mark.parametrize("name", list(VIEWS))
def test_every_view_says_how_small_it_may_be(name):
    runs = (Run(), Run(color=1), Run(color=2))
    for scale in (1.0, 1.6):
        sizes = needs_of(make_tile(name), runs, scale)
        assert sizes
        assert all(wide >= 180 and high >= 120 for wide, high in sizes)
    assert fitted((Row(tiles=(make_tile(name),)),), needs(runs, 1.0), (50, 50), GAP).shown == (name,)
