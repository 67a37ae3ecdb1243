from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.schedules import Constant, Exponential
from gdviz.labels import differences, run_label, run_labels
from gdviz.scene import Run, Scene
from tests.strategies import scenes


def labels(*runs: Run) -> list[str]:
    return [label.text for label in run_labels(Scene(runs=runs))]


def test_runs_are_called_by_what_sets_them_apart():
    rates = [Run(schedule=Constant(learning_rate=rate)) for rate in (1.0, 0.2, 0.0001)]
    assert labels(*rates) == ["Learning rate 1", "Learning rate 0.2", "Learning rate 0.0001"]
    assert labels(Run(schedule=Exponential()), Run()) == ["Exponential decay", "Constant"]
    assert labels(Run(initial=(1.5,)), Run()) == ["Start (1.5)", "Start (5)"]
    assert labels(Run(advance_global_step=False), Run()) == [
        "Advance global_step off",
        "Advance global_step on",
    ]
    averages = [Run(average=MovingAverage(decay=decay)) for decay in (0.9, 0.99)]
    assert labels(*averages) == ["Decay 0.9", "Decay 0.99"]


def test_a_label_says_no_more_than_it_must():
    slow = Run(schedule=Constant(learning_rate=0.1), steps=10)
    fast = Run(schedule=Constant(learning_rate=0.2), steps=20)
    assert labels(slow, fast) == ["Learning rate 0.1", "Learning rate 0.2"]
    assert labels(slow, fast, Run(schedule=Constant(learning_rate=0.2), steps=30)) == [
        "Learning rate 0.1, Steps 10",
        "Learning rate 0.2, Steps 20",
        "Learning rate 0.2, Steps 30",
    ]


def test_a_name_stands_alone_and_equal_runs_are_numbered():
    assert labels(Run()) == ["Run 1"]
    assert labels(Run(name=" Mine "), Run(steps=3)) == ["Mine", "Steps 3"]
    assert labels(Run(), Run()) == ["Run 1", "Run 2"]
    assert labels(Run(name="a"), Run(name="a"), Run(name="a (run 1)")) == [
        "a (run 1)",
        "a (run 2)",
        "a (run 1) (run 3)",
    ]
    assert labels(Run(name="Run 2"), Run()) == ["Run 2 (run 1)", "Run 2"]
    assert labels(Run(steps=3), Run(steps=3), Run()) == ["Steps 3 (run 1)", "Steps 3 (run 2)", "Steps 40"]


def test_the_parts_of_a_label_can_be_translated():
    label = run_label(Scene(runs=(Run(schedule=Exponential()), Run(steps=3))), 0)
    assert label.parts == (("", "Exponential decay"),)
    label = run_label(Scene(runs=(Run(), Run(steps=3))), 1)
    assert (label.name, label.parts, label.numbered) == ("", (("Steps", 3),), False)


def test_differences_name_the_fields():
    assert differences(Scene()) == frozenset()
    plain, other = Run(), Run(name="b", color=3, visible=False)
    assert differences(Scene(runs=(plain, other))) == frozenset()
    assert differences(Scene(runs=(plain, Run(schedule=Constant(learning_rate=1.0), steps=3)))) == {
        "schedule.learning_rate",
        "steps",
    }
    assert differences(Scene(runs=(plain, Run(schedule=Exponential())))) == {"schedule.kind"}
    # Two runs have a decay rate, and differ in it; the third has none.
    assert differences(
        Scene(runs=(plain, Run(schedule=Exponential()), Run(schedule=Exponential(decay_rate=0.5))))
    ) == {
        "schedule.kind",
        "schedule.decay_rate",
    }


def test_an_own_start_is_no_difference_where_it_says_the_same():
    assert differences(Scene(runs=(Run(), Run(initial=(5.0,))))) == frozenset()
    assert "initial" in differences(Scene(runs=(Run(), Run(problem=Rosenbrock()))))


@given(scenes, st.data())
@settings(max_examples=60, deadline=None)
def test_no_two_runs_are_called_the_same(scene, data):
    runs = data.draw(st.lists(st.sampled_from(scene.runs), min_size=1, max_size=8))
    texts = labels(*runs)
    assert len(set(texts)) == len(texts)
    assert all(text.strip() for text in texts)
