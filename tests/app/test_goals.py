"""A lesson's goal on a small projector: what is free is there, what is asked for is told, nothing jumps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QSpinBox, QWidget

from gdviz.document import edits, lessons
from gdviz.document.beats.beat_words import places
from tests.sampling import EVERY, long, pairs, some

GOALS = [
    (lesson, place)
    for lesson in lessons.all()
    for place, beat in enumerate(lesson.beats)
    if beat.goal is not None
]


def kinds_of(goals):
    """Of all goals enough for every setting that one lets free, the lessons that are soon computed first."""
    seen, chosen = set(), []
    for lesson, place in sorted(goals, key=lambda goal: sum(run.steps for run in goal[0].scene.runs)):
        free = {path.split(".", 2)[2] for path in lesson.beats[place].free}
        if EVERY or not free <= seen:
            seen |= free
            chosen.append((lesson, place))
    return chosen


SMALL = pairs(some(kinds_of(GOALS), 3), ("en", "zh_CN"))
KNOWN = {"hidden_units", "b"}  # what the hand has just set, or what another claim says in words
DRAWN = {"progress": "train_shadow_accuracy"}  # as a curve, of which the lowest number counts


@pytest.fixture(autouse=True)
def soon_played(monkeypatch):
    """What is tried is played as a whole, and soon."""
    monkeypatch.setattr("gdviz.app.beat_player.SECONDS", 0.1)


def with_settings(scene, settings):
    for path, value in settings.items():
        scene = edits.change(scene, path, value)
    return scene


def standing(window):
    """The views that are seen, where, and the controls that are there."""
    views = [(view.name, view.mapTo(window, view.rect().topLeft())) for view in window.stage.visible_views()]
    return views, [each.path for each in window.own_controls.controls if each.isVisible()]


def told(window):
    """The quantities that words and numbers on the window tell."""
    beat = window.player.beat
    found = {place.column for place in places(beat.say.of(window.language))}
    found |= {DRAWN.get(view.name, "") for view in window.stage.visible_views()}
    for view in window.stage.visible_views():
        found |= {said.quantity for said in view.said}
    for run in window.stage.legend.runs:
        found |= {value.reading.quantity for value in run.values}
    return found


@pytest.mark.parametrize(("goal", "language"), SMALL, ids=[f"{goal[0].number}-{to}" for goal, to in SMALL])
def test_what_is_free_is_there_and_nothing_jumps(make_window, settings, goal, language):
    lesson, place = goal
    settings.questions, settings.look, settings.language = True, "projector", language
    window = make_window(lesson.scene)
    player, session = window.player, window.session
    player.go(place)
    window.settled()
    before = standing(window)
    free = [path.split(".", 2)[2] for path in player.beat.free]
    assert all(any(path.startswith(shown) for shown in before[1]) for path in free)
    goal = player.beat.goal
    for settings in (goal.not_solutions[-1], goal.solutions[0]):
        player.go(place)
        session.edit(with_settings(session.scene, settings), "a try")
        player.tried()
        session.pause()
        session.set_playhead(session.frame.last)
        window.settled()
        after = standing(window)
        assert after[1] == before[1]
        assert [name for name, _ in after[0]] == [name for name, _ in before[0]]
    assert player.attempt.solved
    wanted = {claim.column for claim in goal.claims if claim.column} - KNOWN
    assert wanted <= told(window), window.beats.shown().say


def to(window, name, kind=QWidget):
    """Go by Tab to the control called so, of a class."""
    window.stage.setFocus()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        found = QApplication.focusWidget()
        if isinstance(found, kind) and found.accessibleName() == name:
            return found
    raise AssertionError(name)


def typed(window, name, text):
    entry = to(window, name, QLineEdit)
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def goal_of(make_window, settings, number):
    """A window with the goal of a lesson on stage, its player, and the controls by name."""
    settings.questions, settings.look = True, "projector"
    lesson, place = next(found for found in GOALS if found[0].number == number)
    window = make_window(lesson.scene)
    window.player.go(place)
    window.settled()
    return window, window.player


def test_what_is_typed_is_a_try_that_is_played_and_hinted_at(make_window, settings, qtbot):
    window, player = goal_of(make_window, settings, 2)
    for count, rate in enumerate(("0.2", "0.8", "1.2"), 1):
        typed(window, "Learning rate", rate)
        window.settled()
        assert player.attempt.tries == count
        qtbot.waitUntil(lambda: not window.session.playing and window.session.playhead == 8)
    assert window.beats.shown().question.message.startswith("Too small creeps")
    typed(window, "Learning rate", "0.5")
    qtbot.waitUntil(lambda: player.attempt.solved)


def test_a_switch_is_a_try(make_window, settings, qtbot):
    window, player = goal_of(make_window, settings, 5)
    typed(window, "Decay steps", "24")
    window.settled()
    assert (player.attempt.tries, player.attempt.solved) == (1, False)
    qtbot.waitUntil(lambda: not window.session.playing)
    to(window, "Advance global_step")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: player.attempt.solved)
    assert player.attempt.tries == 2


@long
def test_lesson_twelve_is_solved_by_keys_a_choice_and_a_number(make_window, settings, qtbot):
    window, player = goal_of(make_window, settings, 12)
    box = to(window, "Activation")
    QTest.keyClick(box, Qt.Key.Key_Down)
    window.settled()
    assert (player.attempt.tries, player.attempt.solved) == (1, False)
    qtbot.waitUntil(lambda: not window.session.playing)
    typed(window, "Units, Layer 1", "3")
    qtbot.waitUntil(lambda: player.attempt.solved, timeout=20_000)
    assert player.attempt.tries == 2
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    window.settled()
    assert player.beat.id == "keep"


@long
def test_another_arrangement_is_no_try(make_window, settings):
    window, player = goal_of(make_window, settings, 2)
    window.stage.set_shown("weights", False)
    window.settled()
    assert player.attempt.tries == 0


def test_a_class_votes_twice_by_keys_alone(make_window, settings):
    settings.questions, settings.look = True, "projector"
    window = make_window(lessons.all()[1].scene)
    window.player.go(3)
    window.settled()
    for button, votes in (("Show of hands", ("12", "5", "3")), ("Vote again", ("2", "3", "15"))):
        window.stage.setFocus()
        for _ in range(60):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            if getattr(QApplication.focusWidget(), "text", str)() == button:
                break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        for hands in votes:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            QTest.keyClicks(QApplication.focusWidget(), hands)
    assert window.player.attempt.hands == ((12, 5, 3), (2, 3, 15))
    assert not window.player.attempt.answered  # the digits were hands
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert window.player.right
    question = window.beats.question
    assert question.cards[2].shares == (3 / 20, 15 / 20)
    for field in question.hands.findChildren(QSpinBox):
        line = field.lineEdit()
        assert not line.isVisible() or line.width() > line.fontMetrics().horizontalAdvance(line.text())
