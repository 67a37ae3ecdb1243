"""Whether all that the lessons say, ask and promise is what the engine computes."""

import pytest

from gdviz.document import lessons
from gdviz.readings.lesson_check import check
from tests.recordings import recording_of
from tests.sampling import long

SLOW = (13, 15, 16, 18)  # whose runs take seconds; `tests/document/test_lessons.py` has their figures


def each(lesson):
    return pytest.param(lesson, id=lesson.name, marks=[long] if lesson.number in SLOW else [])


@pytest.mark.parametrize("lesson", [each(lesson) for lesson in lessons.all()])
def test_every_beat_of_every_lesson_holds(lesson):
    faults = check(lesson.scene, lesson.beats, recording_of)
    assert [f"{fault.beat}: {fault.text}" for fault in faults] == []
