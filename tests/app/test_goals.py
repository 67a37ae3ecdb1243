"""A lesson's goal on a small projector: what is free is there, what is asked for is told, nothing jumps."""

import pytest

from gdviz.document import edits, lessons
from gdviz.document.beats.beat_words import places
from tests.sampling import pairs

GOALS = [
    (lesson, place)
    for lesson in lessons.all()
    for place, beat in enumerate(lesson.beats)
    if beat.goal is not None
]
SMALL = pairs(GOALS, ("en", "zh_CN"))
KNOWN = {"hidden_units", "b"}  # what the hand has just set, or what another claim says in words
DRAWN = {"progress": "train_shadow_accuracy"}  # as a curve, of which the lowest number counts


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
