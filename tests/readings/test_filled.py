"""Numbers in the texts of lessons."""

import pytest

from gdviz.document import lessons
from gdviz.engine.runs import descent_of, run
from gdviz.readings.filled import filled, told


@pytest.fixture(scope="module")
def two():
    return [run(each.experiment) for each in lessons.load("2").runs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no place", "no place"),
        ("w {0.w@1}, {0.w@1}", "w −7, −7"),
        ("{2.w@40}", "4.952183"),
        ("{2.w@40:3}", "4.95"),
        ("{0.loss@3} {0.learning_rate@3}", "36 1"),
        ("{0.step_length@1}", "12"),
        ("{0.w+loss@0}", "41"),
        ("{0.w@41} {3.w@0} {0.shadow_w@0}", "– – –"),
    ],
)
def test_a_place_is_filled_as_views_write_it(text, expected, two):
    assert filled(text, two) == expected


def test_an_accuracy_is_a_share():
    recording = run(lessons.load("11").runs[1].experiment)
    assert filled("{0.train_accuracy@50} {0.train_accuracy@10:2}", [recording]) == "100% 69%"


def test_a_place_that_is_not_computed_yet_is_a_dash():
    descent = descent_of(lessons.load("1").runs[0].experiment)
    assert filled("{0.w@0} {0.w@4}", [descent.recording]) == "5 –"
    text = "From {0.w@0} on. Then: {0.w@4}! Then 0.5. 从 {0.w@0}。到 {0.w@4}。"
    assert told(text, [descent.recording]) == "From 5 on. Then 0.5. 从 5。"
    descent.run()
    assert filled("{0.w@0} {0.w@4}", [descent.recording]) == "5 −0.2224"
    assert told("From {0.w@0} on: {0.w@4}!", [descent.recording]) == "From 5 on: −0.2224!"
