"""Plots by keys alone: marks are taken, moved, put down; points come, go, and change their class."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gdviz.document import lessons, stage_layout
from gdviz.document.run_changes import change_from
from gdviz.stage.splitters import KeyHandle
from gdviz.views.plot.plot_hand import step_of
from tests.app.conftest import short
from tests.sampling import long

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(make_window, monkeypatch):
    """Keys for a plot of a lesson, and what is said of it."""

    def begin(number, view, scene=None):
        window = make_window(lessons.all()[number - 1].scene if scene is None else scene)
        plot = window.stage.view(view).plot
        plot.setFocus(Qt.FocusReason.TabFocusReason)
        return Keys(window, plot, monkeypatch)

    return begin


class Keys:
    """What is pressed on a plot, and what is said."""

    def __init__(self, window, plot, monkeypatch):
        self.window, self.plot, self.session, self.said = window, plot, window.session, []
        for module in ("gdviz.views.plot.plot_hand", "gdviz.stage.splitters"):
            monkeypatch.setattr(f"{module}.announce", lambda _about, text: self.said.append(text))

    def click(self, x, y):
        """Click at a place of the plot's axes; the menu of its tile has said that two clicks move a mark."""
        QTest.mouseClick(self.plot.viewport(), LEFT, pos=QPoint(*map(round, self.plot.mark_pixels(0, x, y))))
        self.window.settled()

    def wait_for_clicks(self, view):
        """Choose in the menu of a view's tile that two clicks are to move a mark."""
        self.window.stage.tiles[view].by_clicks.move.trigger()

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier):
        """Press keys wherever the focus is."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key, modifier)
            self.window.settled()

    @property
    def start(self):
        """The start of the first run."""
        return self.session.scene.runs[0].start

    @property
    def points(self):
        """The inputs of the first run's data, and its targets."""
        return self.session.scene.runs[0].problem.data.draw()


def test_the_start_is_taken_moved_and_put_down(keys):
    hand = keys(1, "loss")
    before, step = hand.start[0], step_of(np.ptp(hand.plot.ranges[0]))
    hand.press(Key.Key_Right)  # arrows step as long as nothing is held
    assert (hand.session.playhead, hand.start) == (1, (before,))
    hand.press(Key.Key_Return)
    assert hand.said == [f"Start, w {before:g}", f"Held: Start, w {before:g}"]
    hand.press(Key.Key_Left)
    hand.press(Key.Key_Left, modifier=SHIFT)
    assert hand.start == pytest.approx((before - 11 * step,))
    assert hand.session.playhead == 1
    hand.press(Key.Key_Return)
    assert hand.said[-1] == f"Put down: Start, w {before - 11 * step:g}"
    hand.press(Key.Key_Right)
    assert hand.session.playhead == 2
    hand.press(Key.Key_Z, modifier=CTRL)  # one movement, one change
    assert hand.start == (before,)
    assert not hand.session.history.can_undo


def test_esc_takes_a_movement_back_and_leaves_no_change(keys):
    hand = keys(1, "loss")
    before = hand.session.scene
    hand.window.stage.toggle_enlarged("loss")
    hand.plot.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Key.Key_Return, Key.Key_Left, Key.Key_Left)
    assert hand.session.scene != before
    hand.press(Key.Key_Escape)
    assert hand.session.scene == before
    assert not hand.session.history.can_undo
    assert hand.said[-1] == "Taken back"
    assert hand.window.stage.enlarged == "loss"  # one thing at a time
    hand.press(Key.Key_Left)  # nothing is held any more
    assert hand.session.scene == before


def test_what_is_held_is_put_down_when_the_focus_goes(keys):
    hand = keys(1, "loss")
    before = hand.start
    hand.press(Key.Key_Return, Key.Key_Left, Key.Key_Tab)
    assert hand.start != before
    assert not hand.window.stage.view("loss").hand.held
    assert not hand.window.stage.view("loss").handle.dragging


@long
def test_a_ring_is_drawn_around_the_mark(keys):
    hand = keys(1, "loss")
    view = hand.window.stage.view("loss")
    hand.press(Key.Key_Down)
    at, held = view.plot.ring
    place = view.plot.mapFromScene(view.plot.box.mapToScene(view.handle.pos()))
    assert np.hypot(at[0] - place.x(), at[1] - place.y()) < 2
    assert not held
    plain = view.plot.grab().toImage()
    hand.press(Key.Key_Return)
    assert view.plot.ring[1]
    assert view.plot.grab().toImage() != plain


def test_points_are_added_moved_classified_and_deleted(keys):
    hand = keys(13, "boundary", short(stage_layout_with(lessons.all()[12].scene, "boundary"), 3))
    x, targets = hand.points
    hand.press(Key.Key_Down)
    first = int(np.argmin(x[:, 0]))
    assert hand.said[-1].startswith("Point (")
    hand.press(Key.Key_Return, Key.Key_Right, Key.Key_Up, Key.Key_Return)
    moved, _ = hand.points
    assert (moved[first] > x[first]).all()
    assert np.delete(moved, first, 0).tolist() == np.delete(x, first, 0).tolist()
    other = 1 - int(targets[first])
    hand.press(Key.Key_1 + other)
    assert hand.points[1][first] == other
    hand.press(Key.Key_N)
    assert len(hand.points[0]) == len(x) + 1
    hand.press(Key.Key_Return, Key.Key_Up, Key.Key_Return)  # the new one
    assert hand.points[0][-1][1] > moved[first][1]
    hand.press(Key.Key_Delete)
    assert len(hand.points[0]) == len(x)
    assert len(hand.session.scene.runs) == len(lessons.all()[12].scene.runs)  # no run
    assert hand.said[-1].startswith("Deleted: Point")


def test_points_are_selected_moved_and_deleted_together(keys):
    hand = keys(13, "boundary", short(stage_layout_with(lessons.all()[12].scene, "boundary"), 3))
    x, _ = hand.points
    hand.press(Key.Key_Down, Key.Key_M, Key.Key_Down, Key.Key_M)
    assert hand.said[-1] == "2 selected points"
    group = hand.window.stage.view("boundary").editing.group
    chosen = sorted(group.selected)
    hand.press(Key.Key_Up, Key.Key_Up)
    assert hand.said[-1] == "2 selected points"
    hand.press(Key.Key_Return, Key.Key_Right, Key.Key_Return)
    moved = hand.points[0] - x
    assert (moved[chosen, 0] > 0).all()
    assert np.ptp(moved[chosen, 0]) < 1e-9
    assert not np.delete(moved, chosen, 0).any()
    hand.session.undo()
    assert np.array_equal(hand.points[0], x)
    hand.press(Key.Key_Delete)
    assert len(hand.points[0]) == len(x) - 2
    hand.session.undo()
    assert np.array_equal(hand.points[0], x)
    hand.window.settled()
    hand.press(Key.Key_A, modifier=CTRL)
    assert len(group.selected) == len(x)
    hand.press(Key.Key_Escape)
    assert not group.selected
    hand.window.stage.view("boundary").hand.chosen = None
    group.select(0, frozenset({0, 1, 2}))  # by the lasso
    hand.press(Key.Key_Delete)
    assert np.array_equal(hand.points[0], x[3:])


def test_digits_choose_the_class_of_new_points(keys):
    hand = keys(13, "boundary", short(stage_layout_with(lessons.all()[12].scene, "boundary"), 3))
    hand.press(Key.Key_2, Key.Key_Insert)
    assert hand.points[1][-1] == 1
    hand.window.stage.setFocus()
    hand.press(Key.Key_1)
    assert hand.window.stage.view("boundary").classes.place == 1


def test_the_axes_move_by_keys(keys):
    hand = keys(1, "loss")
    x, y = hand.plot.ranges
    hand.press(Key.Key_Plus)
    assert np.ptp(hand.plot.ranges[0]) == pytest.approx(0.8 * np.ptp(x))
    hand.press(Key.Key_Minus)
    assert hand.plot.ranges == (pytest.approx(x), pytest.approx(y))
    hand.press(Key.Key_Right, modifier=CTRL | SHIFT)
    assert hand.plot.ranges[0] == pytest.approx(np.add(x, 0.1 * np.ptp(x)))
    assert hand.session.playhead == 0


def test_a_flag_is_moved_by_steps_and_deleted(keys):
    scene = lessons.all()[0].scene
    scene = stage_layout_with(scene, "weights")
    scene = change_from(scene, 0, "schedule.learning_rate", 0.05, 10)
    hand = keys(1, "weights", scene)
    hand.press(Key.Key_Down)
    hand.press(Key.Key_Return, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert [change.step for change in hand.session.scene.runs[0].changes] == [12]
    hand.press(Key.Key_Delete)
    assert hand.session.scene.runs[0].changes == ()


def test_the_run_of_a_map_is_moved(keys):
    hand = keys(1, "map", stage_layout_with(lessons.all()[0].scene, "map"))
    before = hand.session.scene.runs[0]
    hand.press(Key.Key_Return, Key.Key_Right, Key.Key_Up)
    after = hand.session.scene.runs[0]
    assert after.schedule != before.schedule
    assert after.start != before.start
    hand.press(Key.Key_Escape)
    assert hand.session.scene.runs[0] == before


def test_the_start_is_moved_by_clicks_and_taken_back(keys):
    hand = keys(1, "loss")
    before, (x0, x1) = hand.start, hand.plot.ranges[0]
    pixel = (x1 - x0) / hand.plot.area.width()
    hand.wait_for_clicks("loss")
    assert hand.said[-1].startswith("Held: Start")  # there is no other mark
    hand.click(-3.0, 5.0)
    assert hand.start == pytest.approx((-3.0,), abs=1.5 * pixel)
    hand.click(2.0, 5.0)  # over: nothing is held any more
    assert hand.start == pytest.approx((-3.0,), abs=1.5 * pixel)
    hand.wait_for_clicks("loss")
    hand.press(Key.Key_Escape)
    hand.click(2.0, 5.0)
    assert hand.start == pytest.approx((-3.0,), abs=1.5 * pixel)
    hand.session.undo()
    assert hand.start == before


def test_one_of_several_marks_is_moved_by_two_clicks(keys):
    scene = stage_layout_with(lessons.all()[0].scene, "weights")
    for step, rate in ((10, 0.05), (25, 0.1)):
        scene = change_from(scene, 0, "schedule.learning_rate", rate, step)
    hand = keys(1, "weights", scene)
    flags = [grip.place for grip in hand.window.stage.view("weights").hand.grips()]
    hand.wait_for_clicks("weights")
    hand.click(*flags[1])
    hand.click(30.0, 0.0)
    assert [change.step for change in hand.session.scene.runs[0].changes] == [10, 30]
    hand.wait_for_clicks("weights")
    hand.click(20.0, 0.0)  # beside all marks: it ends
    hand.click(*flags[0])
    hand.click(5.0, 0.0)
    assert [change.step for change in hand.session.scene.runs[0].changes] == [10, 30]
    hand.wait_for_clicks("weights")
    hand.window.stage.setFocus()  # so does whatever else is done
    hand.click(*flags[0])
    hand.click(5.0, 0.0)
    assert [change.step for change in hand.session.scene.runs[0].changes] == [10, 30]


def test_the_axes_move_by_clicks(keys):
    hand = keys(1, "loss")
    menu = hand.window.stage.tiles["loss"].by_clicks.menu
    closer, farther, left, right, up, down = menu.actions()[2:]
    (x0, x1), (y0, y1) = hand.plot.ranges
    closer.trigger()
    assert np.ptp(hand.plot.ranges[0]) == pytest.approx(0.8 * (x1 - x0))
    farther.trigger()
    for way, moved in ((left, (-1, 0)), (right, (0, 0)), (up, (0, 1)), (down, (0, 0))):
        way.trigger()
        at = hand.plot.ranges[0][0] - x0, hand.plot.ranges[1][0] - y0
        assert at == pytest.approx((0.25 * moved[0] * (x1 - x0), 0.25 * moved[1] * (y1 - y0)), abs=1e-9)


def test_a_divider_is_moved_by_keys(keys):
    hand = keys(1, "loss")
    handle = divider(hand.window)
    before, layout = handle.at, hand.session.scene.stage
    handle.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press(Key.Key_Right)
    assert handle.at == before  # it steps
    hand.press(Key.Key_Return, Key.Key_Left)
    assert handle.at < before
    hand.press(Key.Key_Escape)
    assert handle.at == before
    hand.press(Key.Key_Return, Key.Key_Left, Key.Key_Return)
    assert hand.session.scene.stage != layout
    assert hand.said[0] == "Held: Divider: Parameters | Loss against step"
    assert hand.said[1] == "Taken back"


def test_a_divider_is_moved_by_two_clicks(keys):
    hand = keys(1, "loss")
    handle = divider(hand.window)
    before, layout = handle.at, hand.session.scene.stage
    QTest.mouseClick(handle, LEFT)
    QTest.mouseMove(handle, QPoint(-60, 5))
    assert handle.at < before - 40  # it goes along
    hand.press(Key.Key_Escape)
    assert (handle.at, hand.session.scene.stage) == (before, layout)
    QTest.mouseClick(handle, LEFT)
    QTest.mouseMove(handle, QPoint(-80, 5))
    QTest.mouseClick(handle, LEFT)
    put = handle.at
    assert put < before - 40
    assert hand.session.scene.stage != layout
    QTest.mouseMove(handle, QPoint(60, 5))
    assert handle.at == put


def divider(window):
    """One between two views that stand side by side."""
    handles = window.stage.findChildren(KeyHandle)
    return next(
        each for each in handles if each.isVisible() and each.orientation() == Qt.Orientation.Horizontal
    )


def stage_layout_with(scene, view):
    """The scene with one view on its stage."""
    return replace(scene, stage=stage_layout.shown((), view))
