"""Where words stand so that they cover nothing."""

import math

import numpy as np
from PySide6.QtCore import QRectF

from gdviz.views.common.free_place import free_place

AREA, WORDS = QRectF(0, 0, 200, 100), QRectF(90, 20, 40, 14)
NOTHING = np.empty((0, 2))


def place(area=AREA, taken=(), lines=NOTHING, point=(110.0, 40.0)):
    return free_place(point, -math.pi / 2, 6.0, WORDS, area, taken, lines)


def test_where_nothing_is_they_stay():
    assert place() == WORDS


def test_they_cover_neither_rectangles_nor_lines_nor_leave_the_area():
    taken = [QRectF(80, 0, 60, 38)]
    lines = np.stack([np.linspace(0, 200, 100), np.full(100, 60.0)], axis=1)
    found = place(taken=taken, lines=lines)
    assert AREA.contains(found)
    assert not found.intersects(taken[0])
    assert not found.contains(found.center().x(), 60.0)
    assert found.size() == WORDS.size()


def test_a_line_to_them_that_crosses_something_is_the_second_choice():
    wall = QRectF(60, 46, 100, 4)  # under the point: what lies below is reached through it
    found = place(area=QRectF(60, 36, 100, 60), taken=[wall])
    assert found.top() >= wall.bottom()
    assert place(taken=[wall]) == WORDS


def test_where_there_is_no_room_they_stay():
    assert place(area=QRectF(0, 0, 10, 10)) == WORDS
    assert place(area=QRectF(0, 0, 10, 10), taken=[QRectF(0, 0, 5, 5)]) == WORDS
    assert place(taken=[AREA]) == WORDS
