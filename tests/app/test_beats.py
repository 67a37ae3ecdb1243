"""A lesson that asks, used as a hand does: said, predicted, seen, tried, reached, left."""

from __future__ import annotations

import json

import pyqtgraph as pg
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from gdviz.app.beat_slides import write_slides
from gdviz.app.window import Window
from gdviz.document import codec, edits, lessons
from gdviz.document.beats.beat_words import places
from gdviz.document.scene import Scene
from gdviz.look.fonts import line_height
from gdviz.look.look import LOOKS, PROJECTOR, READABLE, blend, contrast
from gdviz.look.widgets import heading_font
from gdviz.panels.beats.strip import SAID_PROJECTED
from gdviz.stage.rings import VEIL
from gdviz.views.loss.view import LossView
from tests.sampling import long, some

pytestmark = pytest.mark.usefixtures("form_when_asked_for")

RATE = "runs.0.schedule.learning_rate"


def words(text):
    return {"en": text, "zh": text}


def choice(right, wrong):
    def option(text, value):
        return {
            "text": words(text),
            "why": words(f"why {text}"),
            "claims": [{"column": "w", "row": 1, "is": value, "within": 0.01}],
        }

    return {"kind": "choice", "options": [option("wrong", wrong), option("right", right)]}


BEATS = [
    {
        "id": "see",
        "title": words("See"),
        "say": words("From {0.w@0} to {0.w@1}."),
        "play": {"to": 2, "speed": 50},
        "next": "played",
        "show": ["loss"],
        "mark": [{"view": "loss", "part": "ball", "text": words("at {0.w@2}")}],
    },
    {
        "id": "ask",
        "title": words("Ask"),
        "say": words("And with 1?"),
        "set": {RATE: 1.0},
        "free": [RATE],
        "mark": [{"part": "control", "path": RATE}],
        "show": ["weights"],
        "hide": ["future", "outcomes"],
        "ask": choice(-7, 4),
        "next": "answered",
    },
    {
        "id": "point",
        "title": words("Point"),
        "say": words("Drag."),
        "show": ["weights"],
        "hide": ["future"],
        "ask": {"kind": "point", "view": "weights", "column": "w", "row": 40, "within": 0.2, "start": 2},
        "next": "answered",
    },
    {
        "id": "draw",
        "title": words("Draw"),
        "say": words("Draw w."),
        "show": ["weights"],
        "hide": ["future"],
        "ask": {"kind": "sketch", "view": "weights", "column": "w", "row": 0, "to": 40, "within": 3.0},
        "next": "answered",
    },
    {
        "id": "goal",
        "title": words("Goal"),
        "say": words("Swing."),
        "free": [RATE],
        "goal": {
            "claims": [{"column": "w", "row": 1, "is": -7, "within": 0.01}],
            "solved": words("Yes."),
            "hints": [{"after": 2, "text": words("Larger.")}],
            "solutions": [{RATE: 1.0}],
            "not_solutions": [{RATE: 0.5}],
        },
        "recall": ["ask"],
        "next": "goal",
    },
    {
        "id": "values",
        "title": words("Values"),
        "say": words("Which number?"),
        "show": ["loss", "this_step"],
        "hide": ["values", "loss.tangent", "this_step.gradient"],
        "axes": [{"view": "loss", "x": [-20, 20], "milliseconds": 60}],
    },
]


@pytest.fixture
def scene():
    """Lesson 1's stage with beats of its own, as a teacher's file has them."""
    data = json.loads(codec.dumps(lessons.load(lessons.names()[0])))
    data["scene"]["beats"] = BEATS
    return codec.loads(json.dumps(data))


@pytest.fixture
def window(make_window, settings, scene):
    settings.questions = True
    return make_window(scene)


@pytest.fixture
def quick_mouse():
    """Every move counts, however fast."""
    limit = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", limit)


def at(window, place):
    window.player.go(place)
    window.settled()
    return window.beats.shown()


def run_of(window):
    return window.session.scene.runs[0].experiment


def test_the_first_part_plays_by_itself_and_says_its_numbers(window, qtbot):
    qtbot.waitUntil(lambda: window.session.playhead == 2 and not window.session.playing)
    strip = window.beats.strip
    assert strip.isVisible()
    assert strip.say.text() == "From 5 to 2.6."
    assert window.beats.shown().lit
    assert not window.beats.question.isVisible()
    assert [tile.view for row in window.session.scene.stage for tile in row.tiles] == ["loss"]


def test_page_keys_end_what_plays_then_go_on_and_back(window, qtbot):
    window.player.go(0)
    window.session.set_speed(0.5)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert (window.player.place, window.session.playhead) == (0, 2)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.player.place == 1
    QTest.keyClick(window, Qt.Key.Key_PageUp)
    assert window.player.place == 0


def test_nothing_to_come_is_shown_before_it_is_played(window, qtbot):
    at(window, 1)
    qtbot.waitUntil(lambda: not window.session.computing)
    window.settled()
    shown, whole = window.stage.frame, window.session.whole_frame
    assert shown.published == (1,)
    assert shown.recordings[0].published == 1
    assert shown.told(0) is None
    assert whole.published == (41,)
    window.session.set_playhead(3)
    window.settled()
    assert window.stage.frame.published == (4,)
    window.player.explore()
    window.settled()
    assert window.stage.frame.published == (41,)


def test_not_even_the_schedule_that_is_known_before(window):
    at(window, 1)
    window.stage.set_shown("learning_rate", True)
    window.settled()
    view = window.stage.view("learning_rate")
    view.show_frame(window.session.frame)
    assert [list(line.x) for line in view.drawn] == [[0]]


def test_an_answer_is_judged_by_the_recording_and_remembered(window, qtbot):
    assert not at(window, 1).lit
    QTest.mouseClick(window.beats.question.cards[0], Qt.MouseButton.LeftButton)
    options = window.beats.shown().question.options
    assert (options[0].verdict, options[0].why, options[1].verdict) == ("wrong", "why wrong", "")
    QTest.keyClick(window, Qt.Key.Key_2)
    assert window.beats.shown().question.options[1].verdict == "right"
    assert window.beats.shown().lit
    at(window, 0)
    assert at(window, 1).question.options[1].chosen  # as it was answered
    assert at(window, 4).question.notes == ("✗\u00a0Ask: your answer was A, wrong",)


def test_what_a_right_answer_tells_is_played_where_no_later_part_plays_it(window):
    """The class answered, went on, and never saw it happen."""
    at(window, 1)
    QTest.keyClick(window, Qt.Key.Key_1)
    assert not window.session.playing
    QTest.keyClick(window, Qt.Key.Key_2)
    assert window.session.playing
    QTest.keyClick(window, Qt.Key.Key_PageDown)  # ends what plays
    assert (window.player.place, window.session.playhead) == (1, 1)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.player.place == 2
    at(window, 1)
    assert not window.session.playing


def test_what_a_later_part_plays_is_left_to_that(make_window, settings):
    settings.questions = True
    window = make_window(lessons.find("1").scene)
    at(window, 2)
    assert [beat.id for beat in window.player.beats[2:4]] == ["first", "see-first"]
    for option in range(len(window.player.beat.ask.options)):
        window.player.choose(option)
        assert not window.session.playing


def test_the_lesson_s_name_stands_once(make_window, settings):
    """In a large window it stood beside the dots, too."""
    settings.questions = True
    window = make_window(lessons.find("1").scene, size=(1600, 900))
    title = window.lesson.picker.currentText()
    assert not [label for label in window.findChildren(QLabel) if label.text() == title]


def test_a_question_is_not_passed_by_without_a_word(window):
    at(window, 1)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.player.place == 1
    assert "No answer" in window.status.currentMessage()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.player.place == 2
    at(window, 1)
    window.beats.strip.next_button.click()
    assert window.player.place == 1
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not window.status.currentMessage()  # that there is no answer
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    assert window.player.place == 2


def test_a_goal_that_was_reached_is_not_said_of_another_stage(window):
    at(window, 4)
    window.session.edit(edits.change(window.session.scene, RATE, 1.0), "a try")
    window.settled()
    assert window.beats.shown().question.message == "✓ Yes."
    window.session.undo()
    window.settled()
    assert window.beats.shown().question.message.startswith("✓ Reached before")
    assert window.player.lit
    window.session.redo()
    window.settled()
    assert window.beats.shown().question.message == "✓ Yes."


def test_letters_answer_until_the_right_one_is_found(window):
    blank = window.presenting.blank
    at(window, 1)
    window.set_single_keys(False)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert not any(option.chosen for option in window.beats.shown().question.options)
    window.set_single_keys(True)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert window.beats.shown().question.options[0].verdict == "wrong"
    QTest.keyClick(window, Qt.Key.Key_Period)
    assert blank.isVisible()
    QTest.keyClick(blank, Qt.Key.Key_B)
    assert not blank.isVisible()
    QTest.keyClick(window, Qt.Key.Key_C)  # there is none
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not blank.isVisible()
    assert window.beats.shown().question.options[1].verdict == "right"
    QTest.keyClick(window, Qt.Key.Key_B)
    assert blank.isVisible()


@long
def test_hands_become_bars_with_the_answer(window):
    at(window, 1)
    question = window.beats.question
    question.hands.count_button.click()
    for hand, count in zip(question.hands.votes[0], (3, 9), strict=False):
        hand.setValue(count)
    assert question.cards[0].shares == ()
    QTest.keyClick(window, Qt.Key.Key_1)
    assert [card.shares for card in question.cards[:2]] == [(0.25,), (0.75,)]


def test_a_class_votes_twice_and_both_bars_stand_beside_each_other(window):
    at(window, 1)
    question = window.beats.question
    question.hands.count_button.click()
    question.hands.votes[0][0].setValue(8)
    assert not question.hands.votes[1][0].isVisible()
    question.hands.again_button.click()
    assert question.hands.votes[1][0].isVisible()
    for hand, count in zip(question.hands.votes[1], (2, 6), strict=False):
        hand.setValue(count)
    QTest.keyClick(window, Qt.Key.Key_1)
    assert [card.shares for card in question.cards[:2]] == [(1.0, 0.25), (0.0, 0.75)]
    at(window, 0)
    assert at(window, 1).question.votes == ((8, 0), (2, 6))
    assert at(window, 4).question.notes == (
        "✗\u00a0Ask: your answer was A, wrong · hands: A 8, B 0 → A 2, B 6",
    )


def test_what_a_beat_marks_is_ringed_where_it_is_and_follows_it(window, qtbot):
    at(window, 0)
    qtbot.waitUntil(lambda: window.session.playhead == 2 and not window.session.playing)
    window.settled()
    rings, view = window.stage.rings, window.stage.view("loss")
    assert rings.isVisible()
    assert [ring.text for ring in rings.rings] == ["at 1.16"]
    mark = view.marks.marks[0]
    ball = view.plot.to_pixels(mark.x, mark.y)
    center = rings.mapTo(window, rings.rings[0].rect.center().toPoint())
    assert (center - view.plot.mapTo(window, QPoint(*map(round, ball)))).manhattanLength() <= 3
    at(window, 1)
    assert not rings.isVisible()


def test_what_a_question_hides_is_not_to_be_seen(window):
    assert "slope 12" in at_loss(window).annotations.words
    window.set_parameters_visible(False)  # then the stage has the legend
    at(window, 5)
    view = window.stage.view("loss")
    assert view.annotations.words == []
    assert view.where("tangent", 0) is None
    assert view.where("ball", 0) is not None
    step = window.stage.view("this_step")
    assert [line.rpartition("= ")[2] for line in step.equations.text().splitlines()] == ["?"] * 2
    assert not any(run.values for run in window.stage.legend.runs)


def at_loss(window):
    at(window, 4)
    return window.stage.view("loss")


def test_a_control_that_a_beat_points_at_is_ringed_and_the_ones_of_a_goal_until_a_try(window):
    at(window, 0)
    assert window.own_controls.ringed == ()
    at(window, 4)
    (control,) = window.own_controls.controls
    assert window.own_controls.ringed == (control.path,)
    window.session.edit(edits.change(window.session.scene, RATE, 0.7), "rate")
    window.player.tried()
    assert window.own_controls.ringed == ()
    at(window, 1)
    (control,) = window.own_controls.controls
    assert window.own_controls.ringed == (control.path,)
    picture = window.own_controls.grab().toImage()
    ring = control.geometry()
    assert picture.pixelColor(ring.center().x(), ring.top() - 1).name() == window.look.accent.lower()


def test_axes_move_to_where_a_beat_wants_them(window, qtbot):
    at(window, 4)
    plot = window.stage.view("loss").plot
    before = plot.ranges
    window.player.go(5)
    assert plot.gliding
    assert plot.ranges == before
    qtbot.waitUntil(lambda: not plot.gliding and plot.ranges[0] == (-20.0, 20.0))
    window.player.go(4)
    qtbot.waitUntil(lambda: not plot.gliding and plot.ranges == before)


@long
def test_the_beats_to_come_are_computed_ahead(window, qtbot):
    at(window, 0)
    session = window.session
    qtbot.waitUntil(lambda: not session.computing_ahead and len(session._ahead.tasks) == 2)
    window.player.go(1)
    assert not session.computing
    assert session.whole_frame.recordings[0].published == 41
    first = session.whole_frame.recordings[0]
    window.player.go(0)
    window.player.go(1)
    assert session.whole_frame.recordings[0] is first
    assert session.computed(session.scene.runs[0].experiment) is first
    assert session.computed(edits.change(session.scene, RATE, 0.123).runs[0].experiment) is None
    window.player.explore()
    window.menus.actions["questions"].trigger()
    window.documents.open_lesson(lessons.names()[1])
    window.settled()
    assert first not in [task.recording for task in session._ahead.tasks]


def test_a_part_is_laid_out_and_drawn_once_as_it_comes_and_stays_where_it_is(window, qtbot, monkeypatch):
    player, session = window.player, window.session
    drawn: list[object] = []
    draw = LossView.draw

    def counted(view, frame, previous):
        drawn.append(frame.scene)
        draw(view, frame, previous)

    monkeypatch.setattr(LossView, "draw", counted)
    qtbot.waitUntil(lambda: not session.computing and not session.computing_ahead)

    def standing():
        views = window.stage.visible_views()
        return [(view.name, view.mapTo(window, QPoint(0, 0)), view.size()) for view in views]

    for place in (*range(len(player.beats)), 0, 3):
        drawn.clear()
        player.go(place)
        assert drawn in ([], [session.scene])
        session.pause()
        assert all(view.frame.scene is session.scene for view in window.stage.visible_views())
        found = standing()
        qtbot.wait(30)
        assert standing() == found, player.beat.id


@long
def test_a_view_that_stays_keeps_the_focus_from_part_to_part(window):
    player = window.player
    player.go(1)
    window.settled()
    plot = window.stage.view("weights").plot
    plot.setFocus()
    player.go(2)
    assert plot.hasFocus()
    player.go(0)
    assert window.stage.hasFocus()


@long
def test_no_more_is_computed_ahead_when_the_lesson_asks_no_more(window):
    ahead = window.player.scenes_ahead(0)
    next(ahead)
    window.player.beats = window.player.beats[:1]
    assert list(ahead) == []


@long
def test_the_focus_goes_nowhere_when_what_has_it_goes(window):
    at(window, 1)
    window.banner.say("Something.")
    goings = {
        window.beats.question.cards[1]: lambda: at(window, 0),
        window.banner.close_button: window.banner.dismiss,
    }
    for part, go in goings.items():
        part.setFocus(Qt.FocusReason.TabFocusReason)
        assert QApplication.focusWidget() is part
        go()
        assert QApplication.focusWidget() is None


def test_a_line_is_dragged_to_where_a_number_will_be(window, quick_mouse, qtbot):
    at(window, 2)
    plot = window.stage.view("weights").plot
    wait_for_rest(qtbot, plot)

    def pixel(value):
        return QPoint(round(plot.to_pixels(20.0, value)[0]), round(plot.to_pixels(20.0, value)[1]))

    start, end = pixel(2.0), pixel(-0.95)
    drag(plot, start, end)
    assert float(window.beats.question.field.text().replace("−", "-")) == pytest.approx(-0.95, abs=0.1)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(2.0))  # or without dragging
    assert float(window.beats.question.field.text().replace("−", "-")) == pytest.approx(2.0, abs=0.1)
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(-0.95))
    assert float(window.beats.question.field.text().replace("−", "-")) == pytest.approx(-0.95, abs=0.1)
    window.beats.question.answer_button.click()
    assert window.beats.shown().question.verdict == "right"
    window.settled()
    assert window.stage.frame.published == (41,)  # the true curve beside what was predicted


def test_a_curve_is_drawn_and_compared(window, quick_mouse, qtbot):
    at(window, 3)
    plot = window.stage.view("weights").plot
    wait_for_rest(qtbot, plot)
    start, end = (QPoint(*map(round, plot.to_pixels(*at))) for at in ((0.0, 3.0), (39.0, -1.0)))
    drag(plot, start, end)
    assert window.player.attempt.drawn
    assert window.player.right is True
    assert window.player.lit


@pytest.mark.parametrize("way", some(["clicks", "keys"], 1))
def test_a_curve_is_put_point_by_point_without_dragging(window, quick_mouse, qtbot, way):
    at(window, 3)
    plot = window.stage.view("weights").plot
    wait_for_rest(qtbot, plot)
    hand = window.stage.view("weights").hand
    steps = [grip.place[0] for grip in hand.grips() if grip.key[0] == "curve"]
    for number, step in enumerate(steps):
        assert not window.player.attempt.answered
        if way == "clicks":
            inside = min(max(step, steps[0] + 0.5), steps[-1] - 0.5)
            place = QPoint(*map(round, plot.to_pixels(inside, -1.0)))
            qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
        else:
            grip = next(grip for grip in hand.grips() if grip.key == ("curve", number))
            assert "not placed yet" in grip.name
            grip.put(step, -1.0)
            grip.drop()
    assert [round(x) for x, _ in window.player.attempt.drawn] == [round(step) for step in steps]
    assert all(y == pytest.approx(-1.0, abs=0.2) for _, y in window.player.attempt.drawn)


def wait_for_rest(qtbot, plot):
    """Until the plot has its place: it is laid out, and its axes have settled."""
    seen = []

    def at_rest():
        seen.append((plot.area, plot.ranges))
        return plot.area.height() > 100 and len(seen) > 9 and len({str(each) for each in seen[-10:]}) == 1

    qtbot.waitUntil(at_rest)


def drag(plot, start, end):
    kinds, left = QEvent.Type, Qt.MouseButton.LeftButton
    ways = [QPointF(start) + (QPointF(end) - QPointF(start)) * part / 10 for part in range(11)]
    events = [(kinds.MouseMove, ways[0], Qt.MouseButton.NoButton), (kinds.MouseButtonPress, ways[0], left)]
    events += [(kinds.MouseMove, way, left) for way in ways[1:]]
    events += [(kinds.MouseButtonRelease, ways[-1], Qt.MouseButton.NoButton)]
    for kind, way, buttons in events:
        button = Qt.MouseButton.NoButton if kind == kinds.MouseMove else left
        where = QPointF(plot.viewport().mapToGlobal(way.toPoint()))
        event = QMouseEvent(kind, way, where, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(plot.viewport(), event)
        QApplication.processEvents()


def test_a_goal_counts_tries_gives_a_hint_and_is_reached(window, qtbot, monkeypatch):
    assert not at(window, 4).lit
    note = window.beats.strip.note
    assert not note.text().strip()
    assert note.isVisible()  # its line is there for the tries: the stage keeps its height
    height = note.height()
    for rate, seconds in ((0.3, 60), (0.4, 0.1), (0.5, 0.1)):  # in which what is tried is played
        monkeypatch.setattr("gdviz.app.beat_player.SECONDS", seconds)
        edit(window, RATE, rate)  # the second before the first was seen: both are one try
        if rate > 0.3:
            qtbot.waitUntil(lambda: not window.session.playing)
    assert window.beats.shown().question.message == "Larger. Tries: 2"
    assert note.height() == height
    edit(window, RATE, 1.0)
    qtbot.waitUntil(lambda: window.player.attempt.solved)
    assert window.beats.shown().question.message == "✓ Yes."
    assert window.beats.shown().lit


def edit(window, path, value):
    window.parameters.edited.emit(edits.change(window.session.scene, path, value), "Change", "")
    window.parameters.edit_finished.emit()
    window.settled()


def test_only_what_is_free_can_be_touched_and_is_taken_back_by_one_click(window):
    at(window, 4)
    edit(window, "runs.0.steps", 7)
    assert run_of(window).steps == 40
    assert not window.player.touched
    edit(window, RATE, 0.7)
    assert run_of(window).schedule.learning_rate == 0.7
    window.beats.strip.restore_button.click()
    assert run_of(window).schedule.learning_rate == 0.2
    assert not window.player.touched


@long
def test_the_way_back_has_its_name_where_there_is_room(window):
    at(window, 4)
    edit(window, RATE, 0.7)
    button = window.beats.strip.restore_button
    for width, text in ((1920, "Back to the lesson"), (820, "Reset"), (1920, "Back to the lesson")):
        window.resize(width, 800)
        window.settled()
        assert button.isVisible()
        assert button.text() == text
        assert button.accessibleName() == "Back to the lesson"


def test_a_question_in_larger_type_scrolls_instead_of_the_window_growing(make_window, settings):
    settings.look, settings.questions, settings.type_size = "projector", True, 1.5
    window = make_window(lessons.find("8").scene)
    size = window.size()
    window.player.go(1)
    window.settled()
    question = window.beats.question
    assert question.isVisible()
    assert window.size() == size
    scroll = question.verticalScrollBar()
    assert scroll.isVisible()
    last = question.cards[3]
    last.setFocus()  # as by Tab
    question.ensureWidgetVisible(last)
    assert question.viewport().rect().contains(last.mapTo(question.viewport(), last.rect().center()))


@long
def test_no_part_makes_a_projectors_window_wider_than_its_screen(make_window, settings):
    settings.look, settings.questions = "projector", True
    window = make_window(lessons.find("2").scene, (1024, 600))
    window.player.go(len(window.player.beats) - 1)
    window.settled()
    assert window.beats.strip.more_button.isVisible()
    assert window.width() == 1024


def test_exploring_frees_everything_and_leads_back(window):
    at(window, 4)
    window.beats.strip.explore_button.click()
    edit(window, "runs.0.steps", 7)
    assert run_of(window).steps == 7
    assert not window.beats.question.isVisible()
    window.beats.strip.resume_button.click()
    assert window.player.place == 4
    assert run_of(window).steps == 40


@long
def test_a_stage_that_is_no_lesson_any_more_leads_back_to_no_questions(window):
    window.player.explore()
    own = replace(window.session.scene, lesson="", beats=())  # as an import of data leaves it
    window.session.edit(own, "Import")
    assert not window.beats.strip.isVisible()
    assert not window.menus.actions["resume"].isEnabled()
    window.player.resume()
    assert window.session.scene == own
    window.session.undo()
    assert window.beats.strip.resume_button.isVisible()
    assert window.menus.actions["resume"].isEnabled()


def answers(monkeypatch, button):
    monkeypatch.setattr(QMessageBox, "exec", lambda box: button)


def test_going_back_to_the_questions_loses_nothing_of_a_file(window, scene, tmp_path, monkeypatch):
    path = tmp_path / "mine.gdviz"
    codec.save(scene, path)
    window.documents.open(path)
    window.player.explore()
    mine = edits.change(window.session.scene, RATE, 0.35)
    window.session.edit(mine, "Change")
    answers(monkeypatch, QMessageBox.StandardButton.Cancel)
    window.player.resume()
    assert window.session.scene == mine
    answers(monkeypatch, QMessageBox.StandardButton.Save)
    window.player.resume()
    assert window.player.active
    assert window.documents.save()
    assert codec.loads(codec.read(path)) == mine


def test_the_file_of_a_changed_lesson_is_left_with_its_stage(window, tmp_path):
    path = tmp_path / "mine.gdviz"
    codec.save(edits.change(lessons.load(lessons.names()[0]), RATE, 0.35), path)
    window.documents.open(path)
    assert window.player.exploring
    window.player.resume()
    assert window.player.active
    assert window.documents.path is None  # the lesson, which Ctrl+S must not put into the person's file


@long
def test_a_file_keeps_its_parts_when_one_is_on_stage(window, scene, tmp_path):
    path = tmp_path / "mine.gdviz"
    codec.save(scene, path)
    window.documents.open(path)
    at(window, 4)
    edit(window, RATE, 0.7)
    assert window.documents.may_leave()
    assert window.documents.save()
    assert codec.loads(codec.read(path)) == scene


@long
def test_a_lesson_that_was_changed_and_kept_is_shown_as_it_was_kept(window):
    changed = edits.change(lessons.load(lessons.names()[0]), RATE, 0.35)
    assert window.documents.bring_back(changed, None, modified=True)
    assert window.session.scene == changed
    assert not window.player.active


def test_lessons_without_questions_are_as_their_stage(window, scene):
    window.menus.actions["questions"].trigger()
    assert not window.player.active
    assert not window.beats.strip.isVisible()
    assert window.session.scene.runs == scene.runs
    window.menus.actions["questions"].trigger()
    assert window.player.active
    assert window.player.place == 0


@long
def test_outside_its_parts_a_lesson_plays_at_its_own_speed_and_other_scenes_at_the_person_s(window):
    at(window, 0)
    window.player.explore()
    assert window.session.speed == window.session.scene.speed > 0
    window.session.open(Scene())
    assert window.session.speed == window.settings.speed


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_said_fits_two_lines_on_an_old_projector(qapp, language):
    width = 1280 - 24 - 330  # the window without its margins and the buttons beside
    metrics = QFontMetrics(heading_font(PROJECTOR, SAID_PROJECTED))
    for lesson in lessons.all():
        for beat in lesson.beats:
            text = beat.say.of(language)
            for place in places(text):
                text = text.replace(place.written, "−1.2345")
            box = metrics.boundingRect(0, 0, width, 10_000, Qt.TextFlag.TextWordWrap, text)
            assert box.height() < 2.5 * line_height(metrics, text), (lesson.name, beat.id, text)


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_what_is_not_ringed_can_be_read(look):
    ground, words = (blend(color, look.window, VEIL / 255) for color in (look.surface, look.muted))
    assert contrast(words, ground) >= READABLE


def test_what_a_question_keeps_back_is_not_said_to_be_running(make_window, settings):
    settings.questions = True
    window = make_window(lessons.find("1").scene)
    kept_back = 0
    for place in range(4):
        window.player.go(place)
        window.settled()
        kept_back += window.session.frame.outcomes[0] is None
        assert window.runs.model.states == ("",)
    assert kept_back


def test_a_slide_recalls_no_answer_and_has_nothing_to_press(qapp, scene, tmp_path):
    asked, goal = (beat for beat in scene.beats if beat.id in ("ask", "goal"))
    seen = {}
    for path in write_slides(replace(scene, beats=(asked, goal)), tmp_path, (800, 500), "light", "en"):
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
        seen[path.name] = window.beats.shown().question.notes
        assert not window.lesson.back_button.isVisible()
        assert not window.lesson.next_button.isVisible()
        del window
    assert seen == {"01-ask.png": (), "02-ask-answer.png": (), "03-goal.png": ()}
