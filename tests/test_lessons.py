"""Every lesson shows the figures of the course."""

import json
import re

import numpy as np
import pytest

from gdviz import codec, edits, labels, lessons, resources
from gdviz.document_error import DocumentError
from gdviz.engine.descent import run
from gdviz.scene import Scene


def recordings(name):
    return [run(each.experiment) for each in lessons.load(name).runs]


def printed(recording, column, rows=slice(None), decimals=6):
    return [f"{value:.{decimals}f}" for value in recording.column(column)[rows]]


def test_seven_lessons_in_order():
    assert [lesson.number for lesson in lessons.all()] == [1, 2, 3, 4, 5, 6, 7]
    assert lessons.names()[0] == "01-one-step-at-a-time"


def test_a_lesson_is_found_by_number_and_name():
    first = lessons.all()[0]
    for text in ("1", "01", " 1 ", first.name, f"{first.name}.json"):
        assert lessons.find(text) is first
    for text in ("0", "8", "one-step", "", "1.0", "²"):
        assert lessons.find(text) is None
    with pytest.raises(KeyError):
        lessons.load("8")


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_a_lesson_is_complete_in_both_languages(lesson):
    for text in (lesson.title, lesson.notes):
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
        assert not any("\u4e00" <= character <= "\u9fff" for character in text.en)
    assert 100 < len(lesson.notes.en) < 700
    assert lesson.scene.title == lesson.scene.notes == ""
    assert lessons.texts(lesson.scene, "zh_CN") == (lesson.title.zh, lesson.notes.zh)
    assert all(each.name == "" for each in lesson.scene.runs)  # named by their differences, in any language
    assert len({each.color for each in lesson.scene.runs}) == len(lesson.scene.runs)
    assert codec.loads(codec.dumps(lesson.scene)) == lesson.scene


def test_a_scene_s_own_texts_come_first():
    scene = Scene(lesson=lessons.names()[0], title="Mine")
    assert lessons.texts(scene, "en") == ("Mine", lessons.all()[0].notes.en)
    assert lessons.texts(Scene(title="Mine", lesson="gone"), "en") == ("Mine", "")


def test_the_first_lesson_makes_one_step_at_a_time():
    (recording,) = recordings("1")
    assert printed(recording, "w", slice(0, 5)) == [
        "5.000000",
        "2.600000",
        "1.160000",
        "0.296000",
        "-0.222400",
    ]
    assert printed(recording, "loss", slice(1, 5)) == ["12.959999", "4.665599", "1.679616", "0.604662"]
    assert printed(recording, "w")[-1] == "-1.000000"
    assert recording.published == 41


def test_the_second_lesson_is_too_large_good_and_too_small():
    swinging, good, slow = recordings("2")
    assert set(swinging.column("w").tolist()) == {5.0, -7.0}
    assert set(swinging.column("loss").tolist()) == {36.0}
    assert printed(good, "w")[-1] == "-1.000000"
    assert printed(slow, "w")[-1] == "4.952183"
    texts = [label.text for label in labels.run_labels(lessons.load("2"))]
    assert texts == ["Learning rate 1", "Learning rate 0.2", "Learning rate 0.0001"]


def test_the_second_lesson_diverges_past_one():
    scene = edits.change(lessons.load("2"), "runs.0.schedule.learning_rate", 1.2)
    outcome = run(edits.change(scene, "runs.0.steps", 1000).runs[0].experiment).outcome
    assert outcome.kind == "diverged"
    assert outcome.limit == 1.0


def test_the_third_lesson_decays_exponentially():
    decayed, constant = recordings("3")
    assert printed(decayed, "learning_rate", slice(1, 4)) == ["0.099000", "0.098010", "0.097030"]
    # "After step 39" of the course is the row of 40 updates.
    assert printed(decayed, "learning_rate")[40] == "0.066897"
    assert printed(decayed, "w")[40] == "-0.995731"
    assert printed(decayed, "loss")[40] == "0.000018"
    assert set(constant.column("learning_rate").tolist()) == {float(np.float32(0.1))}
    assert printed(constant, "w")[40] == "-0.999202"


def test_the_fourth_lesson_degrades_smoothly_and_by_stairs():
    smooth, stairs, long = recordings("4")
    for recording in (smooth, stairs):
        assert printed(recording, "learning_rate", [0, 10, 20]) == ["0.100000", "0.090000", "0.081000"]
    assert set(printed(stairs, "learning_rate", slice(0, 10))) == {"0.100000"}
    assert smooth.column("learning_rate")[5] < stairs.column("learning_rate")[5]
    schedule = lessons.load("4").runs[2].schedule
    assert (schedule.decay_steps, schedule.decay_rate) == (100000, 0.96)
    assert long.column("learning_rate")[20] == pytest.approx(0.1 * 0.96**0.0002, rel=1e-6)


def test_the_fifth_lesson_counts_steps_or_does_not():
    advancing, frozen = recordings("5")
    used = printed(advancing, "learning_rate", [0, 1, 2, 23], decimals=7)
    assert used == ["1.0000000", "0.9999996", "0.9999992", "0.9999906"]
    assert set(frozen.column("learning_rate").tolist()) == {1.0}
    assert set(frozen.column("global_step").tolist()) == {0}
    for recording in (advancing, frozen):
        assert recording.column("epoch")[[0, 11, 12, 24]].tolist() == [0, 0, 1, 2]
        assert recording.column("examples")[24] == 2400


def test_the_sixth_lesson_moves_the_shadow_by_hand():
    (recording,) = recordings("6")
    assert recording.column("w").tolist() == [0.0, 1.0, 10.0, 10.0, 10.0]
    assert recording.column("global_step").tolist() == [0, 0, 100, 100, 100]
    assert printed(recording, "shadow_w") == ["0.000000", "0.900000", "1.644545", "2.328174", "2.955868"]
    assert printed(recording, "effective_decay", slice(1, 3)) == ["0.100000", "0.918182"]


def test_the_seventh_lesson_follows_training_with_a_shadow():
    with_updates, without = recordings("7")
    (first,) = recordings("1")
    for recording in (with_updates, without):
        assert recording.column("w").tolist() == first.column("w").tolist()
        assert (recording.column("shadow_w")[1:] > recording.column("w")[1:]).all()  # it lags
    assert printed(with_updates, "shadow_w", [10]) == ["-0.908176"]
    assert printed(with_updates, "w", [10]) == ["-0.963720"]
    assert printed(without, "shadow_w", [40]) == ["3.075583"]
    assert with_updates.column("effective_decay")[1] == np.float32(2) / np.float32(11)
    assert printed(without, "effective_decay", [1, 40]) == ["0.990000", "0.990000"]


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_the_notes_state_figures_that_the_runs_have(lesson):
    """Every number with six decimals in the notes stands in the recordings."""
    texts = set()
    for recording in (run(each.experiment) for each in lesson.scene.runs):
        for name in recording.columns:
            texts.update(printed(recording, name))
    for notes in (lesson.notes.en, lesson.notes.zh):
        figures = re.findall(r"-?\d+\.\d{6}(?!\d)", notes.replace("−", "-"))
        assert set(figures) <= texts


def test_a_lesson_file_is_read_strictly(tmp_path):
    name = "01-one-step-at-a-time"
    source = json.loads((resources.folder("lessons") / f"{name}.json").read_bytes())
    path = tmp_path / f"{name}.json"
    for change, message in (
        ({"numbr": 1}, "lesson has no “numbr”. Did you mean “number”?"),
        ({"title": {"en": "a"}}, "lesson.title lacks the key “zh”."),
        ({"scene": {"lesson": "other"}}, f"lesson.scene.lesson: must be {name}, like the file."),
    ):
        path.write_text(json.dumps(source | change), encoding="utf-8")
        with pytest.raises(DocumentError) as caught:
            lessons.read_lesson(path)
        assert str(caught.value) == message
