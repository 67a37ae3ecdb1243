"""Arranging a stage is arithmetic on a frozen value: no window is needed to test it."""

import itertools
import typing

import pytest

from gdviz.document import stage_layout
from gdviz.document.scene import STAGE, Row
from gdviz.document.stage_layout import (
    find,
    moved,
    names,
    shown,
    tile_of,
    with_axes_reset,
    with_sizes,
    without,
)
from gdviz.document.tiles import VIEWS, make_tile


def stage(*rows):
    return tuple(Row(tiles=tuple(make_tile(view) for view in row)) for row in rows)


def test_hiding_everything_leaves_an_empty_stage():
    empty = STAGE
    for row in STAGE:
        for tile in row.tiles:
            empty = without(empty, tile.view)
    assert empty == ()


def test_hiding_the_only_view_of_a_row_takes_the_row_away():
    assert names(without(stage(["loss"], ["table", "weights"]), "loss")) == (("table", "weights"),)


def test_showing_fills_the_last_row_and_then_begins_another():
    growing = ()
    assert len(VIEWS) <= 3 * stage_layout.MOST_ROWS
    for view in VIEWS:
        growing = shown(growing, view)
    full = [tuple(VIEWS)[first : first + 3] for first in range(0, len(VIEWS), 3)]
    assert names(growing) == tuple(full)
    assert shown(growing, "loss") is growing


@pytest.mark.parametrize(
    ("view", "direction", "expected"),
    [
        ("loss", "left", (("loss", "weights"), ("this_step", "loss_history"))),
        ("loss", "right", (("weights", "loss"), ("this_step", "loss_history"))),
        ("weights", "down", (("loss",), ("this_step", "weights", "loss_history"))),
        ("this_step", "up", (("this_step", "loss", "weights"), ("loss_history",))),
        ("weights", "up", (("weights",), ("loss",), ("this_step", "loss_history"))),
        ("this_step", "down", (("loss", "weights"), ("loss_history",), ("this_step",))),
    ],
)
def test_moving(view, direction, expected):
    assert names(moved(STAGE, view, direction)) == expected


def test_the_only_view_of_the_first_row_cannot_go_further_up():
    alone = stage(["loss"], ["table"])
    assert moved(alone, "loss", "up") == alone
    assert moved(alone, "table", "down") == alone


def test_moving_keeps_every_view_exactly_once():
    for view in ("loss", "weights", "this_step", "loss_history"):
        for first, second in itertools.product(typing.get_args(stage_layout.Direction), repeat=2):
            result = moved(moved(STAGE, view, first), view, second)
            assert sorted(v for row in names(result) for v in row) == sorted(
                v for row in names(STAGE) for v in row
            )
            assert all(row for row in names(result))


def test_sizes_of_a_drag_become_shares():
    new = with_sizes(STAGE, [100, 300], [[300, 100], [200, 200]])
    assert [row.height for row in new] == [0.6, 1.8]
    assert [[tile.width for tile in row.tiles] for row in new] == [[1.95, 0.65], [1.3, 1.3]]
    assert names(new) == names(STAGE)


def test_sizes_that_only_differ_by_rounding_change_nothing():
    assert with_sizes(STAGE, [583, 417], [[615, 385], [615, 385]]) == STAGE
    assert with_sizes(STAGE, [0, 417], [[615, 385], [615, 385]]) == STAGE


def test_axes_are_reset_of_one_view_only():
    ranged = (
        Row(
            tiles=(
                make_tile("loss", x_range=(0.0, 1.0), batch=False),
                make_tile("weights", y_range=(2.0, 3.0)),
            )
        ),
    )
    new = with_axes_reset(ranged, "loss")
    assert tile_of(new, "loss") == make_tile("loss", batch=False)
    assert tile_of(new, "weights") == tile_of(ranged, "weights")
    assert find(new, "table") is None
