"""The transport bar with a real session, by mouse and keys."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget

from gdviz.document import edits
from gdviz.document.scene import Scene
from gdviz.look.kept_keys import BUTTON, keep_keys
from gdviz.look.look import LOOKS
from gdviz.notation.numbers import number
from gdviz.panels.playback.speed import USUAL
from gdviz.panels.playback.transport import TransportBar
from gdviz.panels.widgets.slider import Slider

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Player(QMainWindow):
    """A window with the bar, an entry, a button and a slider; wired as the real one."""

    def __init__(self, session):
        super().__init__()
        self.session = session
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        self.entry, self.button, self.slider = QLineEdit(middle), QPushButton("b", middle), Slider(middle)
        keep_keys(self.button, BUTTON)
        self.bar = TransportBar(middle)
        for each in (self.entry, self.button, self.slider, self.bar):
            column.addWidget(each)
        self.setCentralWidget(middle)
        self.menuBar().addMenu("Playback").addActions(self.bar.actions())
        self.bar.play_requested.connect(session.play)
        self.bar.pause_requested.connect(session.pause)
        self.bar.playhead_requested.connect(session.set_playhead)
        self.bar.steps_requested.connect(session.step)
        self.bar.speed_requested.connect(session.set_speed)
        self.bar.loop_requested.connect(session.set_loop)
        session.frame_changed.connect(self.bar.show_frame)
        session.transport_changed.connect(self.show_transport)
        self.bar.show_frame(session.frame)
        self.show_transport()

    def show_transport(self):
        self.bar.show_transport(self.session.playing, self.session.speed, self.session.loop)


@pytest.fixture
def player(session, qtbot):
    scene = edits.change(Scene(), "runs.0.batches", {"examples": 1200, "batch_size": 100})
    session.open(scene)
    player = Player(session)
    qtbot.addWidget(player)
    player.resize(1000, 240)
    with qtbot.waitActive(player):
        player.show()
        player.activateWindow()
    qtbot.waitUntil(lambda: session.frame.published == (41,) and player.bar.frame == session.frame)
    player.setFocus()
    return player


def press(qtbot, player, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or player, key, modifier)


def test_every_press_counts_however_fast(player, session, qtbot):
    for _ in range(3):
        player.bar.forward.trigger()  # quicker than frames come
    qtbot.waitUntil(lambda: session.playhead == 3, timeout=2000)


def test_keys_move_the_playhead(player, session, qtbot):
    for key, modifier, step in (
        (Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Key.Key_Right, SHIFT, 11),
        (Key.Key_Left, Qt.KeyboardModifier.NoModifier, 10),
        (Key.Key_End, Qt.KeyboardModifier.NoModifier, 40),
        (Key.Key_Left, SHIFT, 30),
        (Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        press(qtbot, player, key, modifier)
        assert session.playhead == step
        qtbot.waitUntil(lambda step=step: player.bar.frame.playhead == step)


def test_space_plays_and_pauses_and_the_button_says_which(player, session, qtbot):
    session.set_speed(0.5)
    press(qtbot, player, Key.Key_Space)
    assert session.playing
    assert player.bar.play.text() == "Pause"
    press(qtbot, player, Key.Key_Space)
    assert not session.playing
    assert player.bar.play.text() == "Play"
    qtbot.mouseClick(player.bar.buttons[player.bar.play], Qt.MouseButton.LeftButton)
    assert session.playing
    session.pause()


def test_l_turns_the_loop_on_and_off(player, session, qtbot):
    press(qtbot, player, Key.Key_L)
    assert session.loop
    assert player.bar.loop.isChecked()
    press(qtbot, player, Key.Key_L)
    assert not session.loop


def test_an_entry_of_text_keeps_the_keys(player, session, qtbot):
    player.entry.setFocus()
    qtbot.keyClicks(player.entry, "l l")
    for key in (Key.Key_Left, Key.Key_Home, Key.Key_End, Key.Key_Right):
        qtbot.keyClick(player.entry, key)
    qtbot.keyClick(player.entry, Key.Key_Left, SHIFT)
    assert player.entry.text() == "l l"
    assert player.entry.selectedText() == "l"
    assert (session.playhead, session.playing, session.loop) == (0, False, False)


def test_a_button_reached_by_tab_keeps_space_but_lets_the_arrows_pass(player, session, qtbot):
    clicks = []
    player.button.clicked.connect(lambda: clicks.append(True))
    player.button.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, player, Key.Key_Space)
    assert clicks == [True]
    assert not session.playing
    press(qtbot, player, Key.Key_Right)
    assert session.playhead == 1


def test_a_slider_reached_by_tab_keeps_the_arrows_but_lets_space_pass(player, session, qtbot):
    stepped = []
    player.slider.stepped.connect(stepped.append)
    player.slider.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, player, Key.Key_Right)
    press(qtbot, player, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert stepped == [1, -10]
    assert session.playhead == 0
    session.set_speed(0.5)
    press(qtbot, player, Key.Key_Space)
    assert session.playing
    session.pause()


def test_a_click_on_a_button_leaves_the_focus_where_it_was(player, session, qtbot):
    player.entry.setFocus()
    qtbot.mouseClick(player.bar.buttons[player.bar.forward], Qt.MouseButton.LeftButton)
    assert session.playhead == 1
    assert QApplication.focusWidget() is player.entry


def test_a_click_on_the_scrubber_jumps_and_a_drag_follows(player, session, qtbot):
    scrubber = player.bar.scrubber
    assert (scrubber.minimum(), scrubber.maximum()) == (0, 40)

    def at(step):
        return QPoint(round(scrubber.x_of(step)), scrubber.height() // 2)

    qtbot.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=at(10))
    assert session.playhead == 10
    qtbot.mouseMove(scrubber, at(25))
    assert session.playhead == 25
    qtbot.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=at(25))
    session.set_playhead(5)
    qtbot.waitUntil(lambda: scrubber.value() == 5)


def test_the_scrubber_shows_how_far_runs_are_computed_and_where_they_ended(player, session, qtbot):
    scene = edits.change(edits.duplicate_run(Scene(), 0), "runs.1.steps", 100)
    session.open(scene)
    scrubber = player.bar.scrubber
    qtbot.waitUntil(lambda: scrubber.maximum() == 100 and scrubber.computed == 100)
    assert scrubber.ends == ((40, scene.runs[0].color),)


def test_the_actions_at_the_ends_are_disabled(player, session, qtbot):
    bar = player.bar
    assert not bar.back.isEnabled()
    assert bar.forward.isEnabled()
    session.set_playhead(40)
    qtbot.waitUntil(lambda: not bar.forward.isEnabled())
    assert bar.to_start.isEnabled()


def test_the_counters_count_the_selected_run(player, session, qtbot):
    session.set_playhead(25)
    counters = player.bar.counters
    qtbot.waitUntil(lambda: counters.values["step"] == 25)
    assert counters.values == {"step": 25, "global_step": 25, "epoch": 2, "examples": 2500}
    session.edit(edits.change(session.scene, "runs.0.advance_global_step", False), "", "")
    qtbot.waitUntil(lambda: counters.values["global_step"] == 0)


def test_without_examples_there_are_no_counters_of_them(player, session, qtbot):
    counters = player.bar.counters
    assert counters.shown == ("step", "global_step", "epoch", "examples")
    wide = counters.sizeHint().width()
    session.open(Scene())
    qtbot.waitUntil(lambda: counters.shown == ("step", "global_step"))
    assert counters.sizeHint().width() < wide
    assert "epoch" not in counters.accessibleName()


def test_the_counters_keep_their_size_while_counting(player, session, qtbot):
    size = player.bar.counters.sizeHint()
    session.set_playhead(39)
    qtbot.waitUntil(lambda: player.bar.counters.values["step"] == 39)
    assert player.bar.counters.sizeHint() == size
    assert player.bar.counters.width() >= size.width()


def test_large_counters_are_grouped():
    assert number(1234567) == "1\u202f234\u202f567"


def test_usual_speeds_are_written_in_good_english(player):
    texts = [action.text() for action in player.bar.speed.group.actions()]
    assert texts[:2] == ["0.5 steps per second", "1 step per second"]


@pytest.mark.parametrize(
    ("typed", "speed"), [("0.5", 0.5), ("33", 33.0), ("1000", 1000.0), ("max", math.inf)]
)
def test_any_speed_can_be_typed(player, session, qtbot, typed, speed):
    entry = player.bar.speed.entry
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, typed)
    qtbot.keyClick(entry, Key.Key_Return)
    assert session.speed == speed


@pytest.mark.parametrize("typed", ["0.1", "5000", "quick"])
def test_a_wrong_speed_is_refused_with_what_would_be_right(player, session, qtbot, typed):
    entry = player.bar.speed.entry
    before = session.speed
    entry.setFocus()
    entry.selectAll()
    qtbot.keyClicks(entry, typed)
    qtbot.keyClick(entry, Key.Key_Return)
    assert session.speed == before
    assert entry.wrong
    assert "from 0.5 to 1000" in entry.toolTip()
    qtbot.keyClick(entry, Key.Key_Escape)
    assert not entry.wrong


def test_the_usual_speeds_are_in_a_menu_and_one_arrow_key_apart(player, session, qtbot):
    speed = player.bar.speed
    session.set_speed(5.0)
    assert len(speed.group.actions()) == len(USUAL)
    speed.group.actions()[-1].trigger()
    assert math.isinf(session.speed)
    assert speed.entry.text() == "∞"
    qtbot.keyClick(speed.entry, Key.Key_Down)
    assert session.speed == 1000.0


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_every_button_has_an_icon_a_tip_with_its_key_and_a_name(player, look):
    bar = player.bar
    bar.set_look(look)
    bar.retranslate()
    for action, button in bar.buttons.items():
        assert not action.icon().isNull()
        assert action.shortcut().toString() in button.toolTip()
        assert button.accessibleName() == action.text() != ""


def test_the_bar_fits_a_small_window_in_the_projector_look(player):
    player.bar.set_look(LOOKS["projector"])
    assert player.bar.minimumSizeHint().width() <= 1280
