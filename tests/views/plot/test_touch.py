"""Fingers on a plot."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.views.plot.plot import Plot


@pytest.fixture
def plot(qtbot):
    plot = Plot()
    qtbot.addWidget(plot)
    plot.resize(600, 400)
    plot.show()
    plot.set_home((0.0, 10.0), (0.0, 10.0))
    QApplication.processEvents()
    return plot


@pytest.fixture(scope="module")
def screen(qapp):
    return QTest.createTouchDevice()


def touch(plot, screen, *events):
    """Fingers by number: (what, number, place)."""
    sequence = QTest.touchEvent(plot.viewport(), screen)
    for what, number, place in events:
        getattr(sequence, what)(number, place, plot.viewport())
    sequence.commit()
    QApplication.processEvents()


def finger(plot, screen, *places):
    touch(plot, screen, ("press", 0, places[0]))
    for place in places[1:]:
        QTest.qWait(20)
        touch(plot, screen, ("move", 0, place))
    touch(plot, screen, ("release", 0, places[-1]))


def pinch(plot, screen, center, before, after, shift=0):
    def at(distance, moved=0):
        return center + QPoint(-distance + moved, 0), center + QPoint(distance + moved, 0)

    first, second = at(before)
    touch(plot, screen, ("press", 0, first))
    touch(plot, screen, ("move", 0, first), ("press", 1, second))
    for part in range(1, 6):
        first, second = at(before + (after - before) * part // 5, shift * part // 5)
        touch(plot, screen, ("move", 0, first), ("move", 1, second))
    touch(plot, screen, ("release", 0, first), ("release", 1, second))


def widths(plot):
    return [high - low for low, high in plot.ranges]


def test_one_finger_moves_the_plot(plot, screen):
    finger(plot, screen, QPoint(300, 200), QPoint(330, 200), QPoint(360, 200))
    assert plot.zoomed
    assert plot.ranges[0][0] < -0.5
    assert widths(plot) == pytest.approx([10, 10])


def test_two_fingers_zoom_about_what_is_between_them(plot, screen):
    center = QPoint(300, 200)
    before = plot.box.mapSceneToView(plot.mapToScene(center))
    pinch(plot, screen, center, 50, 100)
    assert plot.zoomed
    assert widths(plot)[0] == pytest.approx(5, rel=0.25)
    after = plot.box.mapSceneToView(plot.mapToScene(center))
    assert (after - before).manhattanLength() < 0.6
    plot.reset_axes()
    pinch(plot, screen, center, 100, 50)
    assert widths(plot)[0] == pytest.approx(20, rel=0.25)


def test_two_fingers_take_the_plot_along_and_click_nothing(plot, screen):
    clicked = []
    plot.scene().sigMouseClicked.connect(clicked.append)
    pinch(plot, screen, QPoint(300, 200), 60, 60, shift=60)
    assert plot.ranges[0][0] < -0.5
    assert widths(plot) == pytest.approx([10, 10], rel=0.05)
    assert clicked == []
    finger(plot, screen, QPoint(300, 200))
    assert len(clicked) == 1


def test_a_second_finger_may_come_while_the_first_drags(plot, screen):
    touch(plot, screen, ("press", 0, QPoint(200, 200)))
    for x in (215, 230):
        QTest.qWait(20)
        touch(plot, screen, ("move", 0, QPoint(x, 200)))
    touch(plot, screen, ("move", 0, QPoint(230, 200)), ("press", 1, QPoint(330, 200)))
    for x in (340, 350, 360, 390):
        touch(plot, screen, ("move", 0, QPoint(230, 200)), ("move", 1, QPoint(x, 200)))
    touch(plot, screen, ("release", 0, QPoint(230, 200)), ("release", 1, QPoint(390, 200)))
    assert widths(plot)[0] < 9
    assert plot.scene().dragButtons == []


def test_a_finger_points_at_what_a_mouse_hovers_over(plot, screen):
    pointed = []
    plot.pointed.connect(pointed.append)
    finger(plot, screen, QPoint(200, 150))
    assert pointed
    assert pointed[-1] is not None
