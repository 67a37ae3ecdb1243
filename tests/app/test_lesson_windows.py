"""Each of the seven lessons, driven as a teacher would: pick it, play it, step through it, read the plots."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from gdviz.document import lessons
from gdviz.document.beats.beat_scene import beat_scene
from tests.sampling import EVERY, long

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def shadow_lags(hand, place):
    """How far the shadow is from the value, over the whole run."""
    _, value = hand.used("average", "w", place)
    _, shadow = hand.used("average", "shadow_w", place)
    return np.abs(value[-1] - shadow[-1])


def show_beat(window, number, name):
    """Put on stage, free to be changed, what one beat of a lesson shows."""
    lesson = lessons.all()[number - 1]
    window.session.open(beat_scene(lesson.scene, next(beat for beat in lesson.beats if beat.id == name)))
    window.stage.setFocus()
    window.settled()


def test_a_picked_lesson_is_ready_and_playing_it_to_its_end_changes_nothing_in_it(window, hand, qtbot):
    for number, lesson in enumerate(lessons.all()[: 7 if EVERY else 3], 1):
        hand.pick(number)
        assert window.session.scene == lesson.scene
        assert (window.session.playhead, window.session.playing) == (0, False)
        assert lesson.title.en in window.windowTitle()
        assert lesson.title.en in window.lesson.picker.currentText()
        assert window.lesson.notes.text == lesson.notes.en
        assert not window.isWindowModified()
        assert window.stage.visible_views()
        assert {view.frame.playhead for view in window.stage.visible_views()} == {0}
        window.session.set_speed(1000)
        QTest.keyClick(window, Key.Key_Space)
        assert window.session.playing
        qtbot.waitUntil(lambda: not window.session.playing)
        window.settled()
        assert window.session.playhead == window.session.frame.last > 0
        assert not window.isWindowModified()
        assert not window.session.history.can_undo


@pytest.mark.opens(1)
def test_lesson_1_shows_each_step_and_its_arithmetic(window, hand):
    losses = [36, 12.959999, 4.665599, 1.679616, 0.604662]
    for step, w in enumerate([5, 2.6, 1.16, 0.296, -0.2224]):
        assert hand.end("weights", "w") == (step, pytest.approx(w, rel=1e-6))
        assert hand.end("loss_history", "loss") == (step, pytest.approx(losses[step], abs=6e-7))
        assert hand.cursor("weights") == hand.cursor("loss_history") == step
        hand.press(Key.Key_Right)
    hand.press(Key.Key_Home)
    assert "5 − 0.2 × 12" in hand.arithmetic()
    assert "2.6" in hand.arithmetic()
    hand.press(Key.Key_Right, modifier=SHIFT)
    assert window.session.playhead == 10
    hand.press(Key.Key_Left)
    assert window.session.playhead == 9
    hand.press(Key.Key_End)
    assert hand.end("weights", "w") == (40, pytest.approx(-1, abs=5e-7))


@pytest.mark.opens(1)
def test_lesson_1_follows_the_slider_while_it_is_dragged(window, hand):
    hand.press(Key.Key_Right, times=2)
    seen = []
    for _ in hand.drag_slider("schedule.learning_rate", 0.3):
        window.settled()
        rate = window.session.scene.runs[0].schedule.learning_rate
        _, w = hand.end("weights", "w")
        assert w == pytest.approx(6 * (1 - 2 * rate) ** 2 - 1, rel=1e-5)
        seen.append(rate)
    assert len(set(seen)) > 2
    assert window.isWindowModified()
    hand.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert window.session.scene == lessons.all()[0].scene
    assert hand.end("weights", "w")[1] == pytest.approx(1.16)
    assert not window.isWindowModified()


@pytest.mark.opens(2)
def test_lesson_2_shows_three_rates_side_by_side_and_why_one_diverges(window, hand):
    hand.press(Key.Key_Right)
    assert hand.end("weights", "w", 0) == (1, -7)
    assert window.status.outcome.text() == ""  # the class is yet to see how it ends
    hand.press(Key.Key_End)
    ends = [hand.end("weights", "w", run)[1] for run in range(3)]
    assert ends == [5, pytest.approx(-1, abs=1e-6), pytest.approx(4.952183, abs=5e-7)]
    assert hand.end("loss_history", "loss", 0) == (40, 36)
    assert "exactly 2/L" in window.status.outcome.text()
    hand.type_value("schedule.learning_rate", "1.2")
    assert "1.2 is above 2/L = 1" in window.status.outcome.text()
    assert window.session.frame.outcomes[0].kind in ("diverging", "diverged")


@long
@pytest.mark.opens(3)
def test_lesson_3_decays_in_stairs(window, hand):
    for step, (w, rate) in enumerate([(5, 1), (-7, 0.9), (3.8, 0.81), (-3.976, 0.729), (0.363, 0.6561)]):
        assert hand.end("weights", "w") == (step, pytest.approx(w, abs=1e-5))
        assert hand.end("weights", "w", 1)[1] == [5, -7][step % 2]  # the constant rate swings for ever
        assert hand.end("learning_rate", "learning_rate") == (step, pytest.approx(rate, abs=5e-7))
        assert hand.end("learning_rate", "learning_rate", 1)[1] == 1
        hand.press(Key.Key_Right)
    _, w = hand.whole("weights", "w")
    assert np.flatnonzero(np.abs(w + 1) < 0.01)[0] == 7


def test_lesson_3_shows_the_figures_of_the_course(window, hand):
    show_beat(window, 3, "course")
    for step, rate in enumerate([0.1, 0.099, 0.09801, 0.097030]):
        assert hand.end("learning_rate", "learning_rate") == (step, pytest.approx(rate, abs=5e-7))
        assert hand.end("learning_rate", "learning_rate", 1)[1] == pytest.approx(0.1)
        hand.press(Key.Key_Right)
    hand.press(Key.Key_End)
    assert hand.end("learning_rate", "learning_rate") == (40, pytest.approx(0.066897, abs=5e-7))
    assert hand.end("weights", "w")[1] == pytest.approx(-0.995731, abs=5e-7)


@pytest.mark.opens(4)
def test_lesson_4_shows_stairs_and_their_smooth_twin(window, hand):
    hand.press(Key.Key_Right, modifier=SHIFT)
    assert hand.end("learning_rate", "learning_rate", 0) == (10, 0.5)
    assert hand.end("weights", "w", 0) == (10, 5)  # made with the rate at 9, still 1
    hand.press(Key.Key_Right)
    assert hand.end("weights", "w", 0) == (11, pytest.approx(-1))
    _, stepped = hand.whole("learning_rate", "learning_rate", 0)
    _, smooth = hand.whole("learning_rate", "learning_rate", 1)
    assert list(np.unique(stepped)) == [0.125, 0.25, 0.5, 1]
    assert len(np.unique(np.round(smooth, 9))) == len(smooth) == 31
    assert smooth[::10] == pytest.approx([1, 0.5, 0.25, 0.125])


@long
def test_lesson_4_shows_the_figures_of_the_course(window, hand):
    show_beat(window, 4, "see")
    for step, rate in enumerate([0.1, 0.09, 0.081]):
        for run in range(2):
            assert hand.end("learning_rate", "learning_rate", run) == (10 * step, pytest.approx(rate))
        hand.press(Key.Key_Right, modifier=SHIFT)


@long
@pytest.mark.opens(5)
def test_lesson_5_counts_and_shows_what_a_still_counter_does(window, hand):
    hand.press(Key.Key_End)
    counters = {name: text.replace("\u202f", "").replace(",", "") for name, text in hand.counters().items()}
    assert counters == {"step": "24", "global_step": "24", "epoch": "2", "examples": "2400"}
    assert hand.end("learning_rate", "learning_rate", 0)[1] == 0.25  # halved once an epoch
    assert hand.end("learning_rate", "learning_rate", 1)[1] == 1
    assert hand.end("weights", "w", 0)[1] == pytest.approx(-1, abs=1e-6)
    assert hand.end("weights", "w", 1)[1] == 5


def test_lesson_5_shows_the_figures_of_the_course(window, hand):
    show_beat(window, 5, "course")
    window.stage.set_shown("learning_rate", True)
    hand.press(Key.Key_End)
    hand.press(Key.Key_Left)
    assert hand.end("learning_rate", "learning_rate", 0) == (23, pytest.approx(0.9999906, abs=5e-8))
    assert hand.end("learning_rate", "learning_rate", 1) == (23, 1)


@pytest.mark.opens(6)
def test_lesson_6_follows_values_set_by_hand(window, hand):
    for step, (value, shadow) in enumerate(
        [(0, 0), (1, 0.9), (10, 1.644545), (10, 2.328174), (10, 2.955868)]
    ):
        assert hand.end("average", "w") == (step, value)
        assert hand.end("average", "shadow_w") == (step, pytest.approx(shadow, abs=5e-7))
        hand.press(Key.Key_Right)
    hand.press(Key.Key_Home)
    hand.press(Key.Key_Right)
    assert "min(0.99, 101/110)" in hand.arithmetic()
    assert "1.644545" in hand.arithmetic()


@pytest.mark.opens(7)
def test_lesson_7_shows_the_shadow_beside_the_value(window, hand):
    for step, (w, shadow) in enumerate([(5, 5), (-7, 3.8), (5, 3.92), (-7, 2.828)]):
        assert hand.end("average", "w") == (step, w)
        assert hand.end("average", "shadow_w") == (step, pytest.approx(shadow, abs=5e-7))
        hand.press(Key.Key_Right)
    hand.press(Key.Key_End)
    assert hand.end("average", "shadow_w")[1] == pytest.approx(-0.600193, abs=5e-7)  # near the minimum


@long
def test_lesson_7_shows_the_figures_of_the_course(window, hand):
    show_beat(window, 7, "course")
    hand.press(Key.Key_Right, modifier=SHIFT)
    assert hand.end("average", "w", 0)[1] == pytest.approx(-0.963720, abs=5e-7)
    assert hand.end("average", "shadow_w", 0)[1] == pytest.approx(-0.908176, abs=5e-7)
    hand.press(Key.Key_End)
    assert hand.end("average", "shadow_w", 1)[1] == pytest.approx(3.075583, abs=5e-7)
    assert shadow_lags(hand, 0) < shadow_lags(hand, 1)
    assert hand.end("average", "effective_decay", 0)[1] == pytest.approx(41 / 50)
    assert hand.end("average", "effective_decay", 1)[1] == pytest.approx(0.99)


def test_next_and_previous_walk_through_the_lessons(window, hand, qtbot):
    names = list(lessons.names())
    left = Qt.MouseButton.LeftButton
    assert not window.lesson.back_button.isEnabled()
    for before, name in pairwise(names) if EVERY else (names[:2], names[-2:]):
        window.documents.open_lesson(before)
        qtbot.mouseClick(window.lesson.next_button, left)
        assert window.session.scene.lesson == name
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as in a program's own loop
    assert not window.lesson.next_button.isEnabled()
    QTest.keyClick(window, Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.session.scene.lesson == names[-2]


def test_a_lesson_that_is_opened_is_laid_out_and_drawn_at_once(window):
    def compute():  # as the worker has on an idle machine by the time that the panels show the scene
        while window.session.computing:
            time.sleep(0.001)

    window.session.scene_changed.connect(compute)
    names = lessons.names()
    for name in (names[1], names[0], names[1]):
        window.settled()
        laid_out = []
        window.stage.arranged.connect(lambda found=laid_out: found.append(1))
        window.documents.open_lesson(name)
    assert laid_out == [1]
    assert all(view.frame.scene is window.session.scene for view in window.stage.visible_views())
