"""Whether all that the lessons say, ask and promise is what the engine computes."""

import pytest

from gdviz.document import lessons
from gdviz.readings.lesson_check import check
from tests.recordings import recording_of


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_every_beat_of_every_lesson_holds(lesson):
    faults = check(lesson.scene, lesson.beats, recording_of)
    assert [f"{fault.beat}: {fault.text}" for fault in faults] == []
