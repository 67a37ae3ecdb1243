"""Edits of what changes on the way of a run, and how files, paths and labels say it."""

import pytest

from gdviz.document import codec, edits
from gdviz.document.changed_settings import differences, settings_of
from gdviz.document.errors import DocumentError
from gdviz.document.labels import run_labels
from gdviz.document.run_changes import change_from, delete_change, fork_run, move_change
from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import Change, with_settings
from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Momentum, Optimizer
from gdviz.engine.problem import Problem
from gdviz.engine.schedules import Constant, Schedule

RATE = "schedule.learning_rate"


def changed(*changes, **more):
    made = tuple(Change(step=step, set=settings) for step, settings in changes)
    return Scene(runs=(Run(changes=made, **more),))


def changes_of(scene, place=0):
    return [(change.step, change.set) for change in scene.runs[place].changes]


def test_a_setting_from_a_step_on_is_a_change_and_the_run_before_stays():
    scene = change_from(Scene(), 0, RATE, 0.3, 12)
    assert changes_of(scene) == [(12, {RATE: 0.3})]
    assert scene.runs[0].schedule == Scene().runs[0].schedule
    assert [scene.runs[0].at(step).schedule.learning_rate for step in (0, 11, 12, 99)] == [0.1, 0.1, 0.3, 0.3]


def test_from_the_start_on_it_is_the_runs_own():
    scene = change_from(Scene(), 0, RATE, 0.3, 0)
    assert (scene.runs[0].schedule.learning_rate, changes_of(scene)) == (0.3, [])


def test_a_fork_has_the_past_alone():
    scene = fork_run(changed((3, {RATE: 0.2}), (5, {RATE: 0.3}), (9, {RATE: 0.4})), 0, 5)
    assert changes_of(scene, 0)[-1] == (9, {RATE: 0.4})
    assert changes_of(scene, 1) == [(3, {RATE: 0.2}), (5, {RATE: 0.3})]


def test_what_is_set_back_is_no_change():
    scene = change_from(change_from(Scene(), 0, RATE, 0.3, 12), 0, RATE, 0.1, 12)
    assert scene == Scene()


def test_later_changes_stay_as_far_as_the_run_can_make_them():
    scene = changed((5, {"schedule.kind": "exponential"}), (9, {"schedule.decay_rate": 0.5}))
    assert changes_of(change_from(scene, 0, RATE, 0.7, 7))[1:] == [
        (7, {RATE: 0.7}),
        (9, {"schedule.decay_rate": 0.5}),
    ]
    assert changes_of(change_from(scene, 0, "schedule.kind", "cosine", 7))[-1] == (
        7,
        {"schedule": {"kind": "cosine"}},
    )


@pytest.mark.parametrize(("base", "path"), [(Schedule, "schedule"), (Penalty, "problem.penalty")])
def test_every_kind_can_come_later(base, path):
    scene = Scene(runs=(Run(problem=Training()),))
    for kind in kinds_of(base):
        after = change_from(scene, 0, f"{path}.kind", kind_of(kind), 4)
        found = after.runs[0].at(4)
        for part in path.split("."):
            found = getattr(found, part)
        assert type(found) is kind
        assert codec.loads(codec.dumps(after)) == after


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
def test_differences_make_the_one_of_the_other(kind):
    before = Experiment(optimizer=kind())
    names = [name for name in kind.__struct_fields__ if name not in ("nesterov", "initial_accumulator_value")]
    after = with_settings(before, {f"optimizer.{name}": 0.25 for name in names} | {RATE: 0.7})
    assert with_settings(before, differences(before, after)) == after
    assert differences(before, before) == {}


def test_a_change_moves_and_joins_what_is_there():
    scene = changed((5, {RATE: 0.2}), (9, {RATE: 0.3, "optimizer.momentum": 0.5}), optimizer=Momentum())
    assert changes_of(move_change(scene, 0, 9, 12)) == [
        (5, {RATE: 0.2}),
        (12, {RATE: 0.3, "optimizer.momentum": 0.5}),
    ]
    assert changes_of(move_change(scene, 0, 9, 5)) == [(5, {RATE: 0.3, "optimizer.momentum": 0.5})]
    assert changes_of(move_change(scene, 0, 5, -3))[0] == (1, {RATE: 0.2})
    with pytest.raises(DocumentError, match="no change at step 6"):
        move_change(scene, 0, 6, 7)


def test_a_change_goes():
    scene = changed((5, {RATE: 0.2}), (9, {RATE: 0.3}))
    assert changes_of(delete_change(scene, 0, 5)) == [(9, {RATE: 0.3})]
    assert delete_change(scene, 0, 6) == scene


@pytest.mark.parametrize("path", ["steps", "precision", "initial", "problem.kind", "seed"])
def test_what_holds_for_the_whole_run_is_refused(path):
    value = {"steps": 9, "precision": "float32", "initial": [1.0], "seed": 3}.get(path, "momentum")
    with pytest.raises(DocumentError, match=r"way|whole run"):
        change_from(Scene(), 0, path, value, 4)


@pytest.mark.parametrize("kind", kinds_of(Problem), ids=kind_of)
def test_another_problem_keeps_the_changes_that_it_can_make(kind):
    learning = changed(
        (3, {RATE: 0.2, "problem.penalty": {"kind": "l2", "scale": 0.1}}),
        (6, {"optimizer.momentum": 0.5}),
        problem=Training(),
        optimizer=Momentum(),
    )
    scene = edits.change(learning, "runs.0.problem.kind", kind_of(kind))
    assert (3, RATE) in [(step, path) for step, settings in changes_of(scene) for path in settings]
    assert [
        each for each in changes_of(edits.change(scene, "runs.0.optimizer.kind", "sgd")) if each[0] == 6
    ] == []


def test_paths_reach_a_setting_of_a_change():
    scene = changed((5, {RATE: 0.2}))
    scene = edits.change(scene, f"runs.0.changes.0.set.{RATE}", 0.4)
    scene = edits.change(scene, "runs[0].changes[0].step", 8)
    assert changes_of(scene) == [(8, {RATE: 0.4})]
    assert edits.get(scene, f"runs.0.changes.0.set.{RATE}") == 0.4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '{"step": 0, "set": {"schedule.learning_rate": 1}}',
            "changes[0].step must be between 1 and 100000000",
        ),
        ('{"step": 1, "set": {}}', "The length of runs[0].changes[0].set must be at least 1"),
        ('{"step": 1, "set": 3}', "changes[0].set must be an object with keys, but is 3"),
        ('{"set": {}}', "changes[0] lacks the key “step”"),
        (
            '{"step": 1, "set": {"schedule.learning_rate": "x"}}',
            "set.schedule.learning_rate must be a number",
        ),
        ('{"step": 1, "set": {"schedule.kind": "expnential"}}', "Did you mean “exponential”?"),
        ('{"step": 1, "set": {"precision": "float32"}}', "the precision holds for the whole run"),
        ('{"step": 1, "set": {"schedule": {"kind": "exponential", "rat": 1}}}', "set.schedule has no “rat”"),
        ('{"step": 1, "set": {"optimizer.momentum": 0.5}}', "there is no such setting in this run"),
    ],
)
def test_a_file_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(DocumentError) as caught:
        codec.loads(f'{{"gdviz": {codec.VERSION}, "scene": {{"runs": [{{"changes": [{text}]}}]}}}}')
    assert sentence in str(caught.value)


def test_labels_tell_the_futures_of_one_past_apart():
    past = Run()
    runs = (past, *(changed((12, {RATE: rate})).runs[0] for rate in (0.2, 0.3)))
    texts = [label.text for label in run_labels(Scene(runs=runs))]
    assert texts[1:] == ["η 0.2 from step 12", "η 0.3 from step 12"]
    assert len(set(texts)) == 3


def test_settings_are_known_with_what_was_before():
    (setting,) = settings_of(changed((12, {RATE: 0.2}), schedule=Constant(learning_rate=0.5)).runs[0], 12)
    assert (setting.before, setting.after, setting.field.title) == (0.5, 0.2, "Learning rate")
