"""Which window goes where, of the screens that there are."""

from PySide6.QtCore import QRect

from gdviz.app.presenter.placement import Monitor, placed

LAPTOP = Monitor("laptop", QRect(0, 0, 1366, 768), QRect(0, 30, 1366, 738))
BEAMER = Monitor("beamer", QRect(1366, 0, 1280, 720), QRect(1366, 0, 1280, 720))


def test_the_audience_has_the_other_screen_whole():
    for monitors in ([LAPTOP, BEAMER], [BEAMER, LAPTOP]):
        where = placed(monitors, "laptop")
        assert (where.audience, where.presenter, where.full) == (BEAMER.whole, LAPTOP.free, True)
    where = placed([LAPTOP, BEAMER], "laptop", swapped=True)
    assert (where.audience, where.presenter) == (LAPTOP.whole, BEAMER.free)


def test_on_the_screen_that_is_left_both_stand_side_by_side():
    for home, left in (("laptop", LAPTOP), ("laptop", BEAMER), ("beamer", LAPTOP)):
        where = placed([left], home, swapped=home == "beamer")
        assert not where.full
        assert not where.audience.intersects(where.presenter)
        assert where.audience.united(where.presenter) == left.free
