"""The tabs below a small stage."""

import pytest
from PySide6.QtWidgets import QApplication

from gdviz.look.look import PROJECTOR
from gdviz.stage.tabs import ViewTabs


@pytest.mark.parametrize("room", [50, 5000])
def test_the_name_of_a_view_that_is_shown_stays_whole(qtbot, room):
    tabs = ViewTabs()
    qtbot.addWidget(tabs)
    tabs.set_look(PROJECTOR)
    tabs.show_views(("boundary", "progress"), ("boundary",))
    tabs.fit(room, 5000)
    tabs.show()
    QApplication.processEvents()
    button = tabs.buttons["boundary"]
    assert button.width() >= button.sizeHint().width()
    assert tabs.buttons["progress"].isVisible() == (room == 5000)


def test_without_room_for_more_views_on_the_stage_have_their_titles_there_alone(qtbot):
    tabs = ViewTabs()
    qtbot.addWidget(tabs)
    tabs.set_look(PROJECTOR)
    tabs.show_views(("loss", "weights", "table"), ("loss", "weights"))
    tabs.fit(5000, 5000)
    whole = tabs.minimumWidth()
    tabs.fit(5000, 5000, shown=False)
    assert [name for name, button in tabs.buttons.items() if not button.isHidden()] == ["table"]
    assert tabs.others.isHidden()
    assert tabs.minimumWidth() < whole / 2
