"""Where words stand so that they cover nothing."""

import math

import numpy as np
from PySide6.QtCore import QRectF

from gdviz.views.common.free_place import free_place, leader

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


def test_where_lines_are_everywhere_they_still_cover_no_other_words():
    x, y = np.meshgrid(np.arange(0, 200, 5.0), np.arange(0, 100, 5.0))
    lines = np.stack([x.ravel(), y.ravel()], axis=1)
    assert place(lines=lines) == WORDS
    others = WORDS.adjusted(-5, -5, 5, 5)
    found = place(taken=[others], lines=lines)
    assert AREA.contains(found)
    assert not found.intersects(others)


def test_where_there_is_no_room_they_stay():
    assert place(area=QRectF(0, 0, 10, 10)) == WORDS
    assert place(area=QRectF(0, 0, 10, 10), taken=[QRectF(0, 0, 5, 5)]) == WORDS
    assert place(taken=[AREA]) == WORDS


def test_what_lies_on_their_point_hides_no_other_mark_from_the_line_to_words():
    x, y = point = (110.0, 40.0)
    turns = [math.pi / 3 * turn + math.pi / 6 for turn in range(6)]  # one of the marks straight above
    marks = [QRectF(x - 4 + 20 * math.cos(turn), y - 4 + 20 * math.sin(turn), 8, 8) for turn in turns]
    head = QRectF(x - 8, y - 8, 16, 16)
    found = place(area=QRectF(0, -100, 300, 300), taken=[head, *marks], point=point)
    begin, end = leader(*point, found)
    along = [begin + (end - begin) * (part / 24) for part in range(25)]
    assert not any(mark.contains(step) for mark in marks for step in along)
    assert not any(mark.intersects(found) for mark in (head, *marks))
