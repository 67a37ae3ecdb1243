"""The numbers at the axes: each is seen whole, also those at the ends of an axis."""

import itertools

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from gdviz.export.picture.catcher import drawn
from gdviz.export.picture.drawing import TextRun
from gdviz.look.look import LOOKS, PROJECTOR
from gdviz.views.plot.panel_plot import Axes, PanelPlot
from gdviz.views.plot.panel_title import PanelHeading
from gdviz.views.plot.plot import Plot
from tests.sampling import pairs


def numbers(widget):
    """The words that are painted, and where they begin and end."""
    found = {}
    for item in drawn(widget).items:
        if isinstance(item, TextRun):
            width = QFontMetricsF(item.font).horizontalAdvance(item.text)
            place = item.transform.mapRect(QRectF(item.place.x(), item.place.y(), width, 1.0))
            found[item.text] = (place.left(), place.right())
    return found


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(
    ("width", "last"),
    pairs([260, 333, 480, 640, 900], [100_000, 1_000_000, 20_000_000, 900_000_000]),
)
def test_the_last_step_of_a_long_run_is_not_cut(qtbot, look, width, last):
    page = QWidget()
    qtbot.addWidget(page)
    plot = Plot(page)
    plot.set_look(look)
    plot.bottom_axis.whole = True
    plot.resize(width, 240)
    plot.set_home((0.0, float(last)), (0.0, 1.0))
    page.resize(width, 240)
    page.show()
    page.grab()
    found = numbers(page)
    assert set(plot.bottom_axis.texts()) <= set(found)
    for text in plot.bottom_axis.texts():
        begin, end = found[text]
        assert 0 <= begin <= end <= width, text
    ends = sorted(found[text] for text in plot.bottom_axis.texts())
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ends))


@pytest.mark.parametrize("width", [201, 260, 333])
def test_the_last_number_below_a_panel_is_not_cut(qtbot, width):
    page = QWidget()
    qtbot.addWidget(page)
    plot = PanelPlot(page)
    plot.show_panels((PanelHeading(),), Axes())
    plot.resize(width, 240)
    plot.set_home((0.0, 1_000_000.0), (0.0, 1.0))
    page.resize(width, 240)
    page.show()
    page.grab()
    found = numbers(page)
    assert found
    for text, (begin, end) in found.items():
        assert 0 <= begin <= end <= width, text
    assert "1\u202f000\u202f000" in found
    ends = sorted(found[text] for text in found if len(text) > 4)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(ends))


def test_an_axis_has_room_for_its_numbers_before_they_are_painted(qtbot):
    """In the first picture of a loss that grew they lay on the axis title."""
    plot = Plot()
    qtbot.addWidget(plot)
    plot.set_look(PROJECTOR)
    plot.resize(400, 240)
    plot.set_titles(left="loss")
    plot.show()
    for end in (40.0, 96_000.0):
        plot.set_home((0.0, 1.0), (0.0, end))
        axis = plot.left_axis
        needed = axis.thickness((0.0, end), axis.height(), titled=True, numbered=True)
        assert plot.box.geometry().left() >= needed
        plot.grab()


def test_in_a_low_plot_the_title_stands_in_the_line_of_the_numbers(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    plot = Plot(page)
    plot.set_look(PROJECTOR)
    plot.set_titles(bottom="step", left="w")
    plot.set_home((0.0, 40.0), (0.0, 1.0))
    page.show()
    boxes = []
    for width, height, in_line in ((600, 400, False), (600, 180, True), (150, 180, False), (600, 400, False)):
        plot.resize(width, height)
        page.resize(width, height)
        page.grab()
        assert plot.bottom_axis.label.isVisible() != in_line
        found = numbers(page)
        boxes.append(height - plot.box.height())
        others = [place for text, place in found.items() if text in plot.bottom_axis.texts()]
        assert not in_line or max(right for _, right in others) < found["step"][0] < found["step"][1] <= width
    assert boxes[0] == boxes[3] > boxes[1] + 20


def test_the_title_of_a_low_axis_goes_on_beside_the_numbers_below_it(qtbot):
    """Of “accuracy %” the end was cut, above a corner with nothing in it."""
    plot = Plot()
    qtbot.addWidget(plot)
    plot.set_titles(left="accuracy %", bottom="step")
    axis = plot.left_axis
    need = axis.label.boundingRect().width()
    plot.resize(400, round(need + 30))
    plot.show()
    assert axis.height() < need
    assert axis.labelText == "accuracy %"
    label = axis.label.mapRectToScene(axis.label.boundingRect())
    assert plot.rect().contains(label.toRect())
