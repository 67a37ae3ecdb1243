"""Arranging the views by hand: menus, double-click, Esc, handles, keys."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from gdviz.document import edits, lessons, stage_layout
from gdviz.look.appearance import HANDLED
from gdviz.look.shortcuts import plain
from tests.sampling import long

pytestmark = pytest.mark.usefixtures("form_when_asked_for")


def names(window):
    return stage_layout.names(window.session.scene.stage)


def entry(window, view, text):
    """The entry of a view's own menu."""
    tile = window.stage.tile(view)
    tile.menu.aboutToShow.emit()
    return next(action for action in tile.menu.actions() if action.text() == text)


def drawn(window):
    return {view.name for view in window.stage.visible_views()}


def on_screen(window):
    return {name for name, tile in window.stage.tiles.items() if tile.isVisible()}


def test_a_lesson_that_is_opened_has_its_room_at_once(window):
    """Notes of another height, tabs or controls below the stage: nothing makes it be laid out once more."""
    for number in (12, 2, 16):  # notes of two lines, and of one
        window.open_lesson(lessons.names()[number - 1])
        found = window.stage.size(), window.stage.column.names
        window.settled()
        assert (window.stage.size(), window.stage.column.names) == found


def test_the_views_of_the_scene_stand_on_the_stage(window):
    expected = {name for row in names(window) for name in row}
    assert on_screen(window) == drawn(window) == expected
    for tile in window.stage.tiles.values():
        assert tile.label.text() == tile.view.title()


def test_hide_and_show_by_menu_and_key(window):
    before = names(window)
    entry(window, "loss", "Hide").trigger()
    assert "loss" not in on_screen(window)
    assert not window.menus.actions["loss"].isChecked()
    assert window.session.history.undo_text == "Hide “Loss”"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert names(window) == before
    assert "loss" in on_screen(window)
    assert window.menus.actions["loss"].isChecked()

    number = list(window.stage.kinds).index("average") + 1
    shown = "average" in on_screen(window)
    QTest.keySequence(window, QKeySequence(f"Ctrl+{number}"))
    assert ("average" in on_screen(window)) is not shown
    window.settled()
    QTest.keySequence(window, QKeySequence(f"Ctrl+{number}"))
    assert ("average" in on_screen(window)) is shown


def test_every_view_has_a_key(window):
    window.menus.menus["view"].aboutToShow.emit()
    for digit, name in zip("1234567890", window.stage.kinds, strict=False):
        action = window.menus.actions[name]
        assert action.shortcut() == QKeySequence(f"Ctrl+{digit}")
        assert action.text() == window.stage.title(name)


def test_a_hidden_view_is_not_drawn_and_is_up_to_date_when_shown_again(window):
    view, plot = window.stage.view("weights"), window.stage.view("loss").plot
    plot.setFocus()
    entry(window, "weights", "Hide").trigger()
    assert plot.hasFocus()  # the lesson's list had it, where End opens another lesson
    window.settled()
    frame = view.frame
    window.session.set_playhead(7)
    window.settled()
    assert view.frame is frame
    window.stage.set_shown("weights", True)
    assert plot.hasFocus()
    window.stage.toggle_enlarged("weights")
    assert window.stage.hasFocus()
    window.stage.reduce()
    window.settled()
    assert window.stage.view("weights") is view
    assert view.frame.playhead == 7


def test_hiding_everything_leaves_a_way_back(window, qtbot):
    for name in list(on_screen(window)):
        entry(window, name, "Hide").trigger()
    assert on_screen(window) == set()
    assert window.stage.empty.isVisible()
    window.enlarge_view()
    assert window.stage.empty.isVisible()
    qtbot.mouseClick(window.stage.empty.button, Qt.MouseButton.LeftButton)
    assert not window.stage.empty.isVisible()
    assert {"loss", "weights"} <= on_screen(window)


@pytest.mark.parametrize("place", ["view", "header"])
def test_double_click_enlarges_and_escape_goes_back(window, qtbot, place):
    before, scene = on_screen(window), window.session.scene
    tile = window.stage.tile("weights")
    target = tile if place == "header" else tile.view.childAt(tile.view.rect().center()) or tile.view
    point = QPoint(20, 10) if place == "header" else target.rect().center()
    qtbot.mouseDClick(target, Qt.MouseButton.LeftButton, pos=point)
    assert on_screen(window) == drawn(window) == {"weights"}
    window.settled()
    assert tile.width() == window.stage.width()
    assert tile.height() == window.stage.height()
    window.session.set_playhead(5)
    window.settled()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert on_screen(window) == before
    assert window.session.scene is scene
    window.settled()
    assert {view.frame.playhead for view in window.stage.visible_views()} == {5}


@long
def test_the_button_enlarges_and_brings_back(window, qtbot):
    tile = window.stage.tile("weights")
    before = on_screen(window)
    qtbot.mouseClick(tile.enlarge_button, Qt.MouseButton.LeftButton)
    assert on_screen(window) == {"weights"}
    assert tile.enlarge_button.text() == "Back to all views"
    qtbot.mouseClick(tile.enlarge_button, Qt.MouseButton.LeftButton)
    assert on_screen(window) == before


def test_hiding_the_enlarged_view_brings_the_others_back(window):
    before = on_screen(window)
    window.stage.toggle_enlarged("weights")
    entry(window, "weights", "Hide").trigger()
    assert on_screen(window) == before - {"weights"}


def test_moving_by_the_menu(window):
    first = names(window)[0]
    assert not entry(window, first[0], "Move left").isEnabled()
    entry(window, first[0], "Move right").trigger()
    assert names(window)[0][:2] == (first[1], first[0])
    assert window.session.history.can_undo
    left = window.stage.tile(first[1]).mapTo(window, QPoint(0, 0)).x()
    right = window.stage.tile(first[0]).mapTo(window, QPoint(0, 0)).x()
    assert left < right
    entry(window, first[0], "Move down").trigger()
    assert first[0] in names(window)[1]


def test_dragging_a_handle_is_one_edit(window, qtbot):
    row = window.stage.column.rows[0]
    before = window.session.scene.stage
    handle = row.handle(1)
    start = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    for distance in (20, 40, 60):
        qtbot.mouseMove(handle, start + QPoint(distance, 0))
        QTest.mouseMove(handle, start + QPoint(distance, 0))
    assert window.session.scene.stage == before
    row.moveSplitter(row.sizes()[0] + 60, 1)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    after = window.session.scene.stage
    assert after[0].tiles[0].width > before[0].tiles[0].width
    assert sum(t.width for t in after[0].tiles) == pytest.approx(
        sum(t.width for t in before[0].tiles), abs=1e-3
    )
    assert window.session.history.undo_text == "Resize the views"
    window.session.undo()
    assert window.session.scene.stage == before
    assert not window.session.history.can_undo


def test_tiles_keep_their_shares_when_the_window_grows(window):
    def shares():
        return [[size / sum(row.sizes()) for size in row.sizes()] for row in window.stage.column.rows]

    window.resize(1920, 1080)  # so large that no view is at its smallest
    before = shares()
    window.resize(2200, 1300)
    for row, old in zip(shares(), before, strict=True):
        assert row == pytest.approx(old, abs=0.03)


def test_reset_axes_is_offered_when_they_were_moved(window):
    from gdviz.document.edits import set_tile

    assert not entry(window, "weights", "Reset axes").isEnabled()
    window.session.edit(set_tile(window.session.scene, "weights", "x_range", (0.0, 10.0)), "Zoom")
    action = entry(window, "weights", "Reset axes")
    assert action.isEnabled()
    action.trigger()
    tile = stage_layout.tile_of(window.session.scene.stage, "weights")
    assert (tile.x_range, tile.y_range) == (None, None)
    assert not entry(window, "weights", "Reset axes").isEnabled()


def test_a_button_brings_axes_back_that_a_hand_has_moved(window, qtbot):
    from gdviz.document.edits import set_tile

    tile, own = window.stage.tiles["weights"], (0.0, 30.0)  # of a lesson
    window.session.edit(set_tile(window.session.scene, "weights", "x_range", own), "Lesson")
    assert not tile.reset_button.isVisible()
    viewport, left = tile.view.plot.viewport(), Qt.MouseButton.LeftButton
    center = viewport.rect().center()
    for bring_back in (tile.reset_button.click, tile.reset_action.trigger):
        QTest.mousePress(viewport, left, pos=center)
        for pulled in (20, 60, 90):
            QTest.mouseMove(viewport, center + QPoint(pulled, 0))
        QTest.mouseRelease(viewport, left, pos=center + QPoint(90, 0))
        qtbot.waitUntil(tile.reset_button.isVisible)
        bring_back()
        qtbot.waitUntil(tile.reset_button.isHidden)
        back = stage_layout.tile_of(window.session.scene.stage, "weights")
        assert (back.x_range, back.y_range) == (own, None)


def test_reset_layout_goes_back_to_the_lessons_own(window):
    lesson = window.session.scene.stage
    entry(window, "weights", "Hide").trigger()
    window.menus.actions["parameters"].setChecked(False)
    assert not window.column.isVisible()
    window.menus.actions["reset_layout"].trigger()
    assert window.session.scene.stage == lesson
    assert window.column.isVisible()
    assert window.menus.actions["parameters"].isChecked()


def test_a_finger_that_stays_opens_the_menu_of_the_view(window, qtbot, monkeypatch):
    screen = QTest.createTouchDevice()
    tile = next(iter(window.stage.tiles.values()))
    viewport = tile.view.plot.viewport()
    clicked, opened = [], []
    tile.view.plot.scene().sigMouseClicked.connect(clicked.append)
    monkeypatch.setattr(tile.menu, "popup", opened.append)
    QTest.touchEvent(viewport, screen).press(0, QPoint(90, 60), viewport).commit()
    qtbot.waitUntil(lambda: len(opened) == 1)
    QTest.touchEvent(viewport, screen).release(0, QPoint(90, 60), viewport).commit()
    assert clicked == []


@long
def test_in_the_projector_look_a_finger_finds_everything_on_the_stage(make_window, settings):
    settings.look = "projector"
    window = make_window(lessons.load(lessons.names()[11]))
    small = [
        f"{type(part).__name__} {part.accessibleName()}"
        for part in window.findChildren(QWidget)
        if part.isVisible()
        and isinstance(part, HANDLED)
        and not isinstance(part, QScrollBar)
        and min(part.width(), part.height()) < 44
    ]
    assert small == []


def test_at_slow_playback_the_loss_moves_between_two_steps(window, qtbot):
    curve = window.stage.tile("loss").view.curve
    window.session.set_speed(0.5)
    window.session.play()
    qtbot.waitUntil(lambda: 0.0 < curve.share < 1.0)
    window.session.pause()
    assert curve.share == 0.0


def test_the_surface_is_chosen_turned_and_taken_back(window, hand, qtbot):
    hand.open(8)
    view = window.stage.tile("loss").view
    entry(window, "loss", "3-D surface").trigger()
    window.settled()
    assert view.relief.item.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.session.history.undo_text == "Turn the surface")
    assert window.session.scene.stage[0].tiles[0].azimuth == 35.0
    for _ in range(2):
        window.session.undo()
        window.settled()
    assert not view.relief.item.isVisible()


@long
def test_a_finger_finds_the_pen_and_the_end_of_presenting_in_the_menu_of_a_view(window):
    window.presenting.set_on(True)
    tile = next(iter(window.stage.tiles.values()))
    tile.fill_menu()
    offered = {plain(action.text()): action for action in tile.menu.actions()}
    offered["Pen"].trigger()
    assert window.pen.layer.tool == "pen"
    window.pen.lay_down()
    offered["Present"].trigger()
    assert not window.presenting.on


def test_a_setting_that_changes_lays_nothing_out_but_the_view_that_says_more(window):
    scene, laid_out = window.session.scene, []

    class Eye(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.LayoutRequest:
                laid_out.append(watched)
            return False

    eye = Eye()
    window.session.edit(edits.change(scene, "runs.0.schedule.learning_rate", 0.21), "change")
    window.settled()
    QApplication.processEvents()  # what the first one has laid out is told to the window last
    QApplication.instance().installEventFilter(eye)
    for rate in (0.22, 0.23):
        window.session.edit(edits.change(scene, "runs.0.schedule.learning_rate", rate), "change")
        window.settled()
    QApplication.instance().removeEventFilter(eye)
    views = [tile.view for tile in window.stage.tiles.values()]
    outside = [each for each in laid_out if not any(each in (view, view.parent()) for view in views)]
    assert [type(each).__name__ for each in outside if not window.parameters.isAncestorOf(each)] == []


def test_another_size_while_rows_are_built_does_not_lay_out_half_of_them(window, monkeypatch):
    stage = window.stage
    tile_of = stage.tile

    def tile(name):
        stage.resize(stage.width(), stage.height() - 1)
        return tile_of(name)

    monkeypatch.setattr(stage, "tile", tile)
    stage.set_shown("average", "average" not in on_screen(window))
    rows = [tuple(row.widget(place).view.name for place in range(row.count())) for row in stage.column.rows]
    assert tuple(rows) == stage.column.names == stage.fit.rows
