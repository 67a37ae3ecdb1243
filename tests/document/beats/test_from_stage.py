"""A beat taken from the stage gives that stage again."""

import pytest
from msgspec.structs import replace

from gdviz.document import edits, lessons
from gdviz.document.beats.beat_scene import beat_scene
from gdviz.document.beats.beat_words import Words
from gdviz.document.beats.from_stage import new_beat, with_stage
from gdviz.document.stage_layout import names

BASE = lessons.load("2")
EMPTY = new_beat((), Words(en="a"), Words(en="b"))


@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_every_beat_s_stage_can_be_taken_again(lesson):
    for beat in lesson.beats:
        scene = beat_scene(lesson.scene, beat)
        again = beat_scene(lesson.scene, with_stage(beat, lesson.scene, scene, 0, 2.0))
        assert again.runs == scene.runs, beat.id
        assert names(again.stage)[0][:4] == tuple(name for row in names(scene.stage) for name in row)[:4] or (
            again.stage == lesson.scene.stage == scene.stage
        ), beat.id


def test_only_what_differs_is_set():
    scene = edits.change(BASE, "runs.0.schedule.learning_rate", 0.3)
    scene = edits.change(scene, "runs.1.visible", False)
    beat = with_stage(EMPTY, BASE, scene, 7, 2.5)
    assert beat.set == {"runs.0.schedule.learning_rate": 0.3, "runs.1.visible": False}
    assert (beat.show, beat.play.to, beat.play.speed, beat.next) == ((), 7, 2.5, "played")
    assert with_stage(beat, BASE, BASE, 0, 2.5) == replace(EMPTY, next="click")


def test_other_kinds_and_other_runs_are_set_whole():
    scene = edits.change(BASE, "runs.0.optimizer.kind", "adam")
    assert list(with_stage(EMPTY, BASE, scene, 0, 1.0).set) == ["runs.0.optimizer"]
    scene = edits.duplicate_run(BASE, 0)
    beat = with_stage(EMPTY, BASE, scene, 0, 1.0)
    assert list(beat.set) == ["runs"]
    assert beat_scene(BASE, beat).runs == scene.runs


def test_ids_are_new():
    assert new_beat(("part-1", "part-3"), Words(en="a"), Words(en="b")).id == "part-2"
