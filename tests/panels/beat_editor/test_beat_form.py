"""The form of a lesson's part says all that a part can say."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.document.beats.ask import ChoiceQuestion
from gdviz.panels.beat_editor.beat_form import BeatForm
from gdviz.panels.beat_editor.claim_row import single
from gdviz.panels.beat_editor.stage_facts import StageFacts
from tests.sampling import some

NOTHING = StageFacts(("a", "b", "c", "d"), ((),) * 4, (), (), (), lambda: 0, lambda *_: None, lambda _: None)


def with_single_claims(beat):
    changes = {"expect": single(beat.expect)}
    if isinstance(beat.ask, ChoiceQuestion):
        options = tuple(replace(each, claims=single(each.claims)) for each in beat.ask.options)
        changes["ask"] = replace(beat.ask, options=options)
    if beat.goal is not None:
        changes["goal"] = replace(beat.goal, claims=single(beat.goal.claims))
    return replace(beat, **changes)


@pytest.fixture
def form(qtbot):
    made = BeatForm(None)
    qtbot.addWidget(made)
    return made


def test_every_part_of_a_lesson_is_read_as_it_is_shown(form):
    """What the form can't say it would lose at the first touch."""
    for lesson in some(lessons.all(), 9):
        for beat in lesson.beats:
            form.beat = None
            form.show_beat(beat, NOTHING)
            read = form.read(beat)
            assert set(read.hide) == set(beat.hide)
            assert replace(read, hide=beat.hide) == with_single_claims(beat), f"{lesson.number} {beat.id}"
