"""What stands beside a view's title."""

from __future__ import annotations

import pytest

from gdviz.look.appearance import set_look_in
from gdviz.look.look import PROJECTOR, text_font
from gdviz.stage.tile import TileFrame
from gdviz.views.common.plot_legend import Legend, LegendEntry
from gdviz.views.network.view import NetworkView
from gdviz.views.plot.plot_view import PlotView
from gdviz.views.progress.view import ProgressView
from gdviz.views.step.view import ThisStepView
from gdviz.views.table.view import TableView


class Plain(PlotView):
    """A view with a legend."""

    name = "loss"


def legend(count):
    return tuple(LegendEntry(f"line {place}") for place in range(count))


@pytest.fixture
def seated(qtbot):
    """The tile of a view, as wide as asked."""

    def seat(view, width):
        tile = TileFrame(view)
        qtbot.addWidget(tile)
        tile.resize(width, 400)
        with qtbot.waitExposed(tile):
            tile.show()
        return tile

    return seat


def test_a_row_of_a_legend_stands_beside_the_title_where_there_is_room(seated):
    view = Plain()
    tile = seated(view, 600)
    view.legend.set_entries(legend(2))
    tile.layout().activate()
    assert view.legend.parent() is tile
    assert tile.label.geometry().right() < view.legend.x()
    assert view.legend.geometry().right() < tile.enlarge_button.x()
    assert view.legend.geometry().bottom() < view.parentWidget().y()
    view.legend.set_entries(legend(20))
    assert view.legend.parent() is view
    tile.resize(3000, 400)
    assert view.legend.parent() is tile
    tile.resize(200, 400)
    assert view.legend.parent() is view


def test_the_way_back_to_all_views_is_as_large_as_the_look(seated):
    tile = seated(Plain(), 600)
    set_look_in(tile, PROJECTOR)
    assert tile.enlarge_button.font().pointSizeF() == text_font(PROJECTOR).pointSizeF()


def test_a_low_view_that_stands_alone_gives_the_room_of_its_title_to_the_legend(seated):
    view = Plain()
    tile = seated(view, 600)
    view.legend.set_entries(legend(5))
    width = view.legend.sizeHint().width() + tile.label.sizeHint().width() + 60
    for alone, height, named in ((True, 400, True), (False, 150, True), (True, 150, False)):
        tile.resize(width, height)
        tile.set_state(enlarged=False, movable=set(), axes_moved=False, alone=alone)
        assert tile.label.isVisible() is named
        assert (view.legend.parent() is view) is named
    tile.resize(width * 2, 150)
    assert tile.label.isVisible()


def test_an_aside_in_a_legend_goes_where_that_saves_a_row(qtbot):
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_entries((LegendEntry("value"), LegendEntry("decay (right axis)")))
    whole = legend.sizeHint().width()
    for width, text, row in (
        (whole, "decay (right axis)", 0),
        (whole - 20, "decay", 0),
        (80, "decay (right axis)", 1),
    ):
        legend.resize(width, 40)
        assert legend.words(legend.entries[1], 1000.0) == text
        assert round(legend.places[1].y() / legend.row) == row
    assert legend.sizeHint().width() == whole


def test_only_the_menu_of_a_view_that_has_axes_resets_them(seated):
    for view, there in ((Plain(), True), (ThisStepView(), False)):
        tile = seated(view, 600)
        tile.fill_menu()
        assert [each.isVisible() for each in tile.menu.actions() if each.text() == "Reset axes"] == [there]


def test_a_legend_beside_the_title_says_nothing_where_there_is_nothing_to_see(seated):
    view = Plain()
    tile = seated(view, 600)
    view.legend.set_entries(legend(2))
    assert view.legend.isVisibleTo(tile)
    view.put_away(None)
    assert not view.legend.isVisibleTo(tile)


@pytest.mark.parametrize("view", [ProgressView, ThisStepView, TableView, NetworkView])
@pytest.mark.parametrize(("width", "beside"), [(600, True), (130, False)])
def test_what_is_chosen_above_a_picture_stands_there_too(seated, view, width, beside):
    tile = seated(view(), width)
    assert (tile.view.head.parent() is tile) == beside


def test_a_legend_without_room_keeps_the_names(seated):
    view = Plain()
    seated(view, 400)
    names = ["Momentum", "RMSProp", "Adagrad", "Adam"]
    entries = tuple(
        LegendEntry(f"{name}: best at 0.00287", symbol=place, brief=name) for place, name in enumerate(names)
    )
    view.legend.set_most(2)
    view.legend.set_entries(entries)
    assert len(view.legend.places) == 4
    room = min(place.width() for place in view.legend.places) - 40
    assert [view.legend.words(entry, room) for entry in entries] == names
    assert view.legend.words(entries[0], 1000) == entries[0].text


def test_where_there_is_next_to_no_room_for_a_view_words_say_so(seated):
    view = Plain()
    tile = seated(view, 600)
    set_look_in(tile, PROJECTOR)
    room = view.parentWidget()
    assert view.isVisible()
    assert not room.crowded.isVisible()
    tile.resize(600, 110)
    assert not view.isVisible()
    assert "too small" in room.crowded.text()
    assert room.crowded.isVisible()
    tile.resize(600, 400)
    assert view.isVisible()
    assert not room.crowded.isVisible()
