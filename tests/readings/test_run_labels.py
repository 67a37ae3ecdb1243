"""What runs are called on screen: short, each differently, and by what they are once they are changed."""

from types import SimpleNamespace

import pytest

from gdviz.base.i18n import speaking
from gdviz.document import edits, lessons
from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import Change
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2
from gdviz.engine.learning.training import Training
from gdviz.engine.schedules import Constant
from gdviz.readings.run_labels import frame_labels, run_labels

LONGEST = 24  # characters


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("lesson", lessons.all(), ids=lambda lesson: lesson.name)
def test_the_runs_of_lessons_have_short_names_of_their_own(lesson, language):
    with speaking(language):
        names = run_labels(lesson.scene)
    assert len(set(names)) == len(names) == len(lesson.scene.runs)
    assert all(len(name) <= LONGEST for name in names)
    assert not lesson.names or len(lesson.names) == len(lesson.scene.runs)


def test_a_run_of_a_lesson_that_is_changed_is_called_by_what_it_is_now():
    lesson = lessons.find("16")
    changed = edits.change(lesson.scene, "runs.0.schedule.learning_rate", 0.3)
    names = run_labels(changed)
    assert names[1:] == run_labels(lesson.scene)[1:]
    assert names[0] != run_labels(lesson.scene)[0]


def test_the_legend_says_the_rate_that_is_in_force():
    rate = "schedule.learning_rate"
    changes = (Change(step=6, set={rate: 0.2}), Change(step=20, set={rate: 0.02}))
    runs = (
        Run(schedule=Constant(learning_rate=0.9), changes=changes),
        Run(schedule=Constant(learning_rate=0.1)),
    )
    for step, said in ((5, "0.9"), (6, "0.2"), (19, "0.2"), (20, "0.02")):
        frame = SimpleNamespace(scene=Scene(runs=runs), shown=(0, 1), row=lambda _place, step=step: step)
        assert frame_labels(frame) == (f"η = {said}", "η = 0.1")
    same = Scene(runs=(runs[0], Run(schedule=Constant(learning_rate=0.2))))
    frame = SimpleNamespace(scene=same, shown=(0, 1), row=lambda _place: 6)
    assert frame_labels(frame) == ("η = 0.2 (run 1)", "η = 0.2 (run 2)")


def test_a_lessons_names_hold_as_long_as_the_runs_are_told_apart_by_the_same():
    lesson = lessons.find("8")
    names, scene = run_labels(lesson.scene), lesson.scene
    for place, steps in enumerate((5, 1, 40)):
        scene = edits.change(scene, f"runs.{place}.steps", steps)
    assert run_labels(scene) == names
    twice = edits.change(edits.duplicate_run(scene, 0), "runs.1.steps", 9)
    assert len(set(run_labels(twice))) == 4


def test_no_penalty_is_called_so():
    runs = (Run(problem=Training()), Run(problem=Training(penalty=L2())))
    assert run_labels(Scene(runs=runs)) == ("Penalty none", "L2 0.01")


def test_what_all_have_in_common_is_dropped():
    rates = [Run(schedule=Constant(learning_rate=rate)) for rate in (1.0, 0.2)]
    assert run_labels(Scene(runs=tuple(rates))) == ("η = 1", "η = 0.2")
    learners = [Run(problem=Training(model=Model(hidden=(4,), activation=name))) for name in ("relu", "tanh")]
    assert run_labels(Scene(runs=tuple(learners))) == ("ReLU", "Tanh")


def test_no_two_runs_are_called_the_same():
    lesson = lessons.find("11")
    scene = edits.rename_run(lesson.scene, 1, lesson.names[0].en)
    assert len(set(run_labels(scene))) == len(scene.runs)


def test_a_hidden_run_needs_no_number_beside_the_one_that_is_seen():
    runs = (Run(schedule=Constant(learning_rate=0.2)),) * 2 + (Run(schedule=Constant(learning_rate=1.0)),)
    scene = Scene(runs=runs)
    assert run_labels(scene)[0] != run_labels(scene)[1]
    assert frame_labels(SimpleNamespace(scene=scene, shown=(0, 2)))[0] == "η = 0.2"
    assert frame_labels(SimpleNamespace(scene=scene, shown=(0, 1, 2))) == run_labels(scene)


@pytest.mark.parametrize("name", lessons.names())
def test_no_run_of_a_lesson_is_called_by_a_bare_number(name):
    """In a legend “8” beside “loss 8.805” read as one number more."""
    assert not [label for label in run_labels(lessons.load(name)) if label.isdecimal()]
