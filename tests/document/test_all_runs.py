"""One edit for all runs where they have the same, and for one alone."""

from msgspec.structs import replace

from gdviz.document import edits, lessons
from gdviz.document.all_runs import in_all_runs, in_one_run, spread
from gdviz.document.scene import Run, Scene
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.training import Training
from gdviz.engine.missing import Missing
from gdviz.engine.schedules import Constant

RATES = (0.2, 1.0, 1.2)


def scene():
    runs = (
        Run(schedule=Constant(learning_rate=rate), name=str(rate), color=n) for n, rate in enumerate(RATES)
    )
    return Scene(runs=tuple(runs))


def values(scene, path):
    return [edits.get(scene, f"runs.{place}.{path}") for place in range(len(scene.runs))]


def test_what_the_runs_have_in_common_changes_in_all():
    before = scene()
    after = in_all_runs(before, edits.change(before, "runs.1.initial", [3.0]), 1)
    assert values(after, "initial") == [(3.0,)] * 3
    assert values(after, "schedule.learning_rate") == list(RATES)
    assert [run.name for run in after.runs] == ["0.2", "1.0", "1.2"]


def test_what_they_differ_in_changes_in_one():
    before = scene()
    after = in_all_runs(before, edits.change(before, "runs.1.schedule.learning_rate", 0.5), 1)
    assert values(after, "schedule.learning_rate") == [0.2, 0.5, 1.2]
    twice = edits.duplicate_run(before, 0)
    assert in_all_runs(before, twice, 0) == twice


def test_a_kind_in_common_is_exchanged_in_all_and_a_name_in_none():
    before = scene()
    after = in_all_runs(before, edits.change(before, "runs.0.optimizer.kind", "momentum"), 0)
    assert {type(run.optimizer).__name__ for run in after.runs} == {"Momentum"}
    renamed = edits.rename_run(before, 0, "first")
    assert in_all_runs(before, renamed, 0) == renamed


def test_starts_of_their_own_that_suit_another_problem_no_longer_go_in_all():
    before = scene()
    for place, start in enumerate(([5.0], [3.0], [])):
        before = edits.change(before, f"runs.{place}.initial", start)
    after = in_all_runs(before, edits.change(before, "runs.0.problem.kind", "himmelblau"), 0)
    assert values(after, "problem.kind") == ["himmelblau"] * 3
    assert [run.initial for run in after.runs] == [()] * 3
    again = in_all_runs(after, edits.change(after, "runs.0.initial", [1.0, 2.0]), 0)
    kept = in_all_runs(again, edits.change(again, "runs.0.steps", 7), 0)
    assert [run.initial for run in kept.runs] == [(1.0, 2.0)] * 3


def test_data_change_in_the_runs_that_had_the_same():
    own = UserData(rows=((0.0,), (1.0,)), targets=(0.0, 1.0))
    other = UserData(rows=((0.0,), (5.0,)), targets=(0.0, 1.0))
    runs = tuple(Run(problem=Training(data=data)) for data in (own, own, other))
    before = Scene(runs=runs)
    moved = replace(own, rows=((0.0,), (2.0,)))
    after = in_all_runs(before, edits.change(before, "runs.0.problem.data", moved), 0)
    assert [run.problem.data for run in after.runs] == [moved, moved, other]
    alone = in_one_run(before, after, 0)
    assert [run.problem.data for run in alone.runs] == [moved, own, other]


def test_what_is_not_edited_stays_the_same_object_in_all_runs():
    """A hundred thousand rows are not checked, nor their split found anew, while a hand is on a slider."""
    missing = Run(problem=Missing(text='{"problem": {"kind": "of_a_package"}}'))
    before = Scene(runs=(Run(problem=Training()), Run(problem=Training(), steps=7), missing))
    after = in_all_runs(before, edits.change(before, "runs.0.schedule.learning_rate", 0.5), 0)
    assert values(after, "schedule.learning_rate")[:2] == [0.5, 0.5]
    assert after.runs[1].problem is before.runs[1].problem
    assert after.runs[2] is missing


def test_every_lesson_takes_a_new_length_in_the_runs_that_share_it():
    for lesson in lessons.all():
        before = lesson.scene
        own = before.runs[0].steps
        after = in_all_runs(before, edits.change(before, "runs.0.steps", own + 1), 0)
        expected = [run.steps + (run.steps == own) for run in before.runs]
        assert [run.steps for run in after.runs] == expected


def test_what_one_run_has_is_spread_to_those_that_can_have_it():
    before = edits.change(scene(), "runs.2.schedule.kind", "piecewise_constant")
    after = spread(before, 1, ["schedule.learning_rate"])
    assert [run.schedule for run in after.runs[:2]] == [Constant(learning_rate=1.0)] * 2
    assert after.runs[2] == before.runs[2]  # its schedule has no such field
    assert values(spread(before, 1, ["schedule"]), "schedule.learning_rate") == [1.0] * 3
    assert spread(before, 2, ["schedule.learning_rate"]) == before  # a menu was open since it had one
