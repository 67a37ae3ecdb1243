"""Several panels on the same axes: where they lie, what is spared, and that a hand moves all of them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from gdviz.look.look import LOOKS
from gdviz.views.plot.panel_plot import Axes, PanelPlot
from gdviz.views.plot.panel_title import PanelHeading

HEADINGS = tuple(
    PanelHeading(f"run {place}", "#0072B2", place, ((None, "train 93 %"),)) for place in range(3)
)


@pytest.fixture
def plot(qtbot, request):
    page = QWidget()
    qtbot.addWidget(page)
    plot = PanelPlot(page)
    plot.resize(900, 420)
    plot.show_panels(HEADINGS, Axes("x1", "x2", equal=True))
    plot.set_home((-2.0, 2.0), (-3.0, 3.0))
    page.resize(900, 420)
    page.show()
    page.grab()
    yield plot
    request.node.funcargs.clear()  # they would keep it alive until after the search for leaks


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("size", [(900, 420), (300, 500), (240, 120)])
def test_the_boxes_lie_where_they_are_said_to_and_show_the_same(plot, look, size):
    plot.set_look(look)
    plot.resize(*size)
    for panel, area in zip(plot.panels, plot.areas, strict=True):
        box = panel.vb.mapRectToScene(panel.vb.rect())
        for found, wanted in zip(box.getRect(), area.getRect(), strict=True):
            assert found == pytest.approx(wanted, abs=0.01)
        assert panel.vb.viewRange() == [[-2.0, 2.0], [-3.0, 3.0]]
        assert plot.rect().toRectF().contains(area)
        assert area.width() / 4 == pytest.approx(area.height() / 6, rel=1e-6)
    assert len({(area.width(), area.height()) for area in plot.areas}) == 1


@pytest.mark.parametrize("width", [700, 1200, 2000])
def test_numbers_of_a_panel_do_not_touch_those_of_the_next(plot, width):
    plot.set_home((-200.0, 200.0), (-200.0, 200.0))
    plot.resize(width, 900)
    axis = plot.panels[0].bottom_axis
    assert plot.places.columns > 1
    gap = plot.areas[1].left() - plot.areas[0].right()
    assert axis.beyond(plot.ranges[0], plot.areas[0].width()) <= gap - 0.3 * plot.metrics.height()


def test_small_lines_stand_side_by_side_where_they_have_room(plot):
    lines = ((), "weights"), ((5.0, 3.0), "shadow: test 89.6%")
    plot.show_panels((PanelHeading(color="#0072B2", lines=lines),), Axes(equal=True))
    beside = plot.areas[0].height()
    assert plot.titles[0].row_width() <= plot.titles[0].size().width()
    longer = ((), "weights" * 20), lines[1]
    plot.show_panels((PanelHeading(color="#0072B2", lines=longer),), Axes(equal=True))
    assert plot.areas[0].height() < beside  # one below the other
    plot.show_panels((PanelHeading(color="#0072B2", lines=lines),), Axes(equal=True))
    assert plot.areas[0].height() == beside


def test_what_is_written_gives_way_where_the_panels_are_small(plot):
    assert plot.spared == frozenset()
    plot.resize(300, 140)
    assert "titles" in plot.spared
    assert plot.left_axis.title == plot.bottom_axis.title == ""
    plot.resize(900, 420)
    assert (plot.left_axis.title, plot.bottom_axis.title) == ("x2", "x1")


def test_a_panel_that_is_not_needed_is_hidden(plot):
    plot.show_panels(HEADINGS[:1], plot.axes)
    assert [panel.isVisible() for panel in plot.panels] == [True, False, False]
    plot.show_panels(HEADINGS, plot.axes)
    assert all(panel.isVisible() for panel in plot.panels)


def wheel(plot, panel):
    place = QPointF(plot.areas[panel].center())
    page = plot.viewport()
    event = QWheelEvent(
        place,
        page.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page, event)


@pytest.mark.parametrize("panel", [0, 2])
def test_a_hand_on_one_panel_moves_all(plot, qtbot, panel):
    with qtbot.waitSignal(plot.moved):
        wheel(plot, panel)
    ranges = [panel.vb.viewRange() for panel in plot.panels]
    assert ranges[0] == ranges[1] == ranges[2] != [[-2.0, 2.0], [-3.0, 3.0]]
    assert plot.zoomed
    plot.reset_axes()
    assert all(panel.vb.viewRange() == [[-2.0, 2.0], [-3.0, 3.0]] for panel in plot.panels)


def test_fixed_axes_stay(plot):
    plot.show_panels(HEADINGS, Axes("x1", "x2", fixed=True))
    wheel(plot, 1)
    assert plot.ranges == ((-2.0, 2.0), (-3.0, 3.0))
    assert not plot.zoomed
