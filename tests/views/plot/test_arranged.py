"""Where panels of one size stand."""

import itertools

import pytest

from gdviz.views.plot.arranged import WIDER, Room, arranged

ROOM = Room(left=40, bottom=50, top=60, gap=20, right=60)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_panels_stand_further_apart_where_there_is_room_and_none_is_smaller_for_it(count):
    tight, _ = arranged(count, 40 + 60 + count * 150 + (count - 1) * 20, 260, 1.0, ROOM)
    wide, _ = arranged(count, 1300, 260, 1.0, ROOM)
    assert {area.width() for area in tight} == {area.width() for area in wide} == {150.0}
    gaps = [after.left() - before.right() for before, after in itertools.pairwise(wide)]
    assert all(20 < gap <= 20 + WIDER * 150 for gap in gaps)
    assert wide[0].left() >= 40
    assert wide[-1].right() <= 1300 - 60
