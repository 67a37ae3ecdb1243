"""Tab, F6, and the ring: everything can be reached by keys, in the order in which it is read."""

from __future__ import annotations

import itertools
import os

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget

from gdviz.document import edits, lessons
from gdviz.look.look import LOOKS
from gdviz.look.reading_order import is_stop, stops
from gdviz.look.widgets import TARGET
from gdviz.panels.widgets.slider import Slider
from gdviz.stage.splitters import KeyHandle
from gdviz.stage.tile import TileFrame
from tests.app.conftest import short
from tests.sampling import long, some

Key = Qt.Key
EVERY = [(number, asks) for number in range(1, len(lessons.names()) + 1) for asks in (False, True)]
SAMPLE = some([(2, True), (13, False)], 1)  # a formula, and a network: all kinds of controls are in the two


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key wherever the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def focusable(window):
    """All that is seen and says that Tab may come, by no order at all."""
    return {each for each in window.findChildren(QWidget) if each.isVisible() and is_stop(each)}


@pytest.mark.parametrize(("number", "asks"), EVERY if "GDVIZ_EVERY_SCREEN" in os.environ else SAMPLE)
def test_tab_visits_each_control_once(make_window, settings, number, asks):
    settings.questions = asks
    window = make_window(lessons.all()[number - 1].scene)
    window.session.pause()  # what plays lets buttons come and go
    window.stage.setFocus()
    press(Key.Key_Tab)
    first, visited = QApplication.focusWidget(), [QApplication.focusWidget()]
    while len(visited) < 300:
        press(Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
        visited.append(QApplication.focusWidget())
    assert len(visited) == len(set(visited))
    assert set(visited) == focusable(window)
    press(Key.Key_Backtab)
    assert QApplication.focusWidget() is visited[-1]


def test_panels_over_the_stage_go_where_they_would_hide_what_has_the_focus(make_window):
    window = make_window(lessons.all()[0].scene, (1000, 700))
    window.set_parameters_visible(True)
    assert window.arrangement.narrow
    column = window.arrangement.column
    for widget, stays in ((window.lesson.next_button, False), (window.transport.findChild(Slider), True)):
        window.set_parameters_visible(True)
        window.focus_order.give(widget, Qt.FocusReason.TabFocusReason)
        assert column.isVisible() is stays


def test_tab_goes_as_a_column_is_read(make_window):
    window = make_window(short(lessons.all()[12].scene))
    for region in (window.parameters, window.transport):
        corners = [each.mapTo(window, QPoint()) for each in stops(region)]
        for before, after in itertools.pairwise(corners):
            assert after.y() > before.y() - 20
            assert after.y() > before.y() + 20 or after.x() > before.x()
    columns = [region.mapTo(window, QPoint()).x() for region in window.focus_order.regions()]
    assert columns[0] < columns[4]


def test_f6_goes_from_region_to_region_and_view_to_view(make_window):
    window = make_window()
    window.stage.setFocus()
    regions = [each for each in window.focus_order.regions() if not isinstance(each, KeyHandle)]
    entered = []
    for _ in regions:
        press(Key.Key_F6)
        entered.append(
            next(each for each in regions if each.isAncestorOf(QApplication.focusWidget()) or each.hasFocus())
        )
    assert set(entered) == set(regions)
    views = [region.view for region in regions if isinstance(region, TileFrame)]
    assert views == window.stage.visible_views()
    press(Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert entered[-2].isAncestorOf(QApplication.focusWidget())


@long
def test_what_has_the_focus_is_scrolled_into_sight(bare_window):
    window = bare_window
    window.stage.setFocus()
    for _ in range(30):
        press(Key.Key_Tab)
        assert window.focus_order.ring.isVisible()


@pytest.mark.parametrize("look", some(LOOKS, 1))
def test_a_ring_is_seen_around_what_keys_have_reached(bare_window, look):
    window = bare_window
    window.looks.set_look(look)
    window.stage.setFocus()
    before = window.grab().toImage()
    for _ in range(4):
        press(Key.Key_Tab)
    ring = window.focus_order.ring
    assert ring.isVisible()
    at = QApplication.focusWidget()
    assert ring.geometry().contains(at.rect().translated(at.mapTo(window, QPoint())))
    after = window.grab().toImage()
    edge = ring.geometry()
    changed = 0
    for x in range(edge.left(), edge.right()):
        for y in range(edge.top(), edge.bottom()):
            old, new = before.pixelColor(x, y), after.pixelColor(x, y)
            changed += old != new and contrast(old, new) >= 3
    assert changed > 2 * (edge.width() + edge.height())  # a line two pixels wide, without its corners
    window.stage.setFocus()
    assert not ring.isVisible()


def test_the_ring_follows_what_it_is_around_and_goes_with_it(bare_window):
    window = bare_window
    slider = next(each for each in stops(window.parameters) if isinstance(each, Slider))
    window.stage.setFocus()
    while QApplication.focusWidget() is not slider:
        press(Key.Key_Tab)
    ring = window.focus_order.ring
    corner = ring.pos()
    bar = window.parameters.area.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    assert ring.pos() == corner - QPoint(0, 20)
    window.set_parameters_visible(False)
    assert QApplication.focusWidget() is not slider
    assert ring.around is QApplication.focusWidget()


def contrast(one, other):
    """The contrast of two colors, as WCAG counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color):
    """The relative luminance of a color (WCAG 2.2)."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_the_ring_forgets_rows_that_are_gone_while_what_was_in_them_stays(bare_window):
    """As rows of the stage do: an exception in the window's own order of Tab ended the process."""
    ring = bare_window.focus_order.ring
    row = QWidget(bare_window.stage)
    inside = QPushButton(row)
    row.show()
    ring.show_around(inside)
    inside.setParent(bare_window.stage)
    shiboken6.delete(row)
    ring.show_around(bare_window.transport)
    ring.show_around(inside)
    assert ring.around is inside
    inside.setParent(None)
    shiboken6.delete(inside)
    assert ring.around is None


def test_a_view_is_enlarged_and_its_menu_opened_by_keys(make_window, monkeypatch):
    window = make_window()
    second = window.stage.visible_views()[1]
    stops(second)[0].setFocus()
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.stage.enlarged == second.name
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.stage.enlarged is None
    tile = window.stage.tile(second.name)
    opened = []
    monkeypatch.setattr(tile, "open_menu", lambda: opened.append(1))
    for key, modifier in (
        (Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
        (Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    ):
        stops(second)[0].setFocus()
        press(key, modifier)
        assert opened.pop()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_space_and_enter_press_the_button_that_has_the_focus(make_window, settings, key):
    settings.questions = True
    window = make_window(lessons.all()[1].scene)
    window.player.go(1)
    window.settled()
    for button in (each for each in window.focus_order.stops() if isinstance(each, QAbstractButton)):
        button.setFocus()
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        asked.ignore()
        QApplication.sendEvent(button, asked)
        assert asked.isAccepted() == (key == Key.Key_Space), button.accessibleName()
    card = window.beats.question.cards[1]
    card.setFocus()
    press(key)
    assert window.player.attempt.answer == 1.0
    assert not window.session.playing


def test_what_can_be_clicked_is_large_enough(bare_window):
    window = bare_window
    for look in LOOKS:
        window.looks.set_look(look)
        QApplication.processEvents()
        for each in window.focus_order.stops():
            divider = isinstance(each, KeyHandle)  # as wide as the gap; the keys move it as well
            assert divider or min(each.width(), each.height()) >= TARGET, (each, each.accessibleName())


def test_the_legend_of_a_narrow_window_chooses_a_run_by_keys(make_window):
    scene = edits.duplicate_run(replace(lessons.all()[0].scene, stage=()), 0)
    window = make_window(scene)
    window.resize(900, 700)
    window.settled()
    legend = window.stage.legend
    assert legend in window.focus_order.stops()
    legend.setFocus()
    press(Key.Key_Right)
    assert window.session.selected == 1
    press(Key.Key_Right)  # there is no other
    press(Key.Key_Left)
    assert window.session.selected == 0
    assert window.session.playhead == 0


def test_what_had_the_focus_may_be_gone(bare_window, qtbot):
    """Nothing of it is asked for again: that would be an error of a C++ object already deleted."""
    entry = QLineEdit(bare_window)
    entry.show()
    entry.setFocus()
    shiboken6.delete(entry)
    bare_window.stage.setFocus()
    assert bare_window.focusWidget() is bare_window.stage


def test_buttons_of_views_are_told_apart(make_window):
    window = make_window(lessons.all()[1].scene)
    tiles = [window.stage.tile(name) for name in window.stage.seen()]
    assert len(tiles) > 1
    names = [part.accessibleName() for tile in tiles for part in (tile.enlarge_button, tile.menu_button)]
    assert len(set(names)) == len(names)
    window.set_language("zh_CN")
    assert all(tile.view.title() in tile.menu_button.accessibleName() for tile in tiles)
