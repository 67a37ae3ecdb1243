import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.document.labels import differences, run_label, run_labels
from gdviz.document.scene import Run, Scene
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Moons, Ring, StraightLine, UserData
from gdviz.engine.learning.initializers import ConstantValue
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2, NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.schedules import Constant, Exponential
from tests.sampling import examples
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


def learning(**fields) -> Run:
    return Run(problem=Training(**fields))


def test_runs_that_learn_from_data_are_called_in_few_words():
    penalties = [NoPenalty(), L2(), L2(scale=0.1), L1()]
    assert labels(*(learning(penalty=each) for each in penalties)) == [
        "Penalty none",
        "L2 0.01",
        "L2 0.1",
        "L1 0.01",
    ]
    assert labels(*(learning(penalty=each) for each in penalties[1:3])) == ["L2 scale 0.01", "L2 scale 0.1"]
    batches = [Batches(batch_size=size) for size in (0, 1, 8)]
    sizes = [Run(problem=Training(data=Ring()), batches=each) for each in batches]
    assert labels(*sizes) == ["Batch size all", "Batch size 1", "Batch size 8"]
    layers = [learning(model=Model(hidden=hidden)) for hidden in ((), (11,), (8, 4))]
    assert labels(*layers) == ["Hidden units 0", "Hidden units 11", "Hidden units 8–4"]
    rates = [learning(model=Model(layer_rates=rates)) for rates in ((), (0.0, 1.0))]
    assert labels(*rates) == ["Rates (1, 1)", "Rates (0, 1)"]
    activations = [learning(model=Model(activation=each)) for each in ("relu", "leaky_relu")]
    assert labels(*activations) == ["Activation ReLU", "Activation Leaky ReLU"]
    assert labels(learning(data=Moons()), learning(data=Moons(noise=0.3))) == ["Noise 0.15", "Noise 0.3"]


def test_a_drawn_start_is_not_written_out():
    network = learning()
    own = msgspec.structs.replace(network, initial=network.start)
    assert labels(network, own) == ["Start drawn", "Start your own"]
    assert labels(network, msgspec.structs.replace(network, seed=3)) == ["Seed 0", "Seed 3"]
    line = Run(problem=Training(data=StraightLine(), model=Model(hidden=(), weights=ConstantValue())))
    own = msgspec.structs.replace(line, initial=(2.0, 1.0))
    assert labels(line, own) == ["Start (0.1, 0)", "Start (2, 1)"]
    assert differences(Scene(runs=(line, msgspec.structs.replace(line, seed=3)))) == {"seed"}


def test_own_data_are_told_apart_by_how_many_there_are():
    few, many = UserData(), UserData(rows=((0.0, 1.0),) * 3, targets=(0.0, 1.0, 1.0))
    assert labels(learning(data=few), learning(data=many)) == ["Rows 2", "Rows 3"]
    moved = UserData(rows=((-1.0, -1.0), (1.0, 2.0)))
    scene = Scene(runs=(learning(data=few), learning(data=moved)))
    assert differences(scene) == {"problem.data.rows"}
    assert [label.text for label in run_labels(scene)] == ["Run 1", "Run 2"]
    assert labels(learning(data=few), learning()) == ["Your own data", "Disc"]


@given(scenes, st.data())
@settings(max_examples=examples(30), deadline=None)
def test_no_two_runs_are_called_the_same(scene, data):
    runs = data.draw(st.lists(st.sampled_from(scene.runs), min_size=1, max_size=8))
    texts = labels(*runs)
    assert len(set(texts)) == len(texts)
    assert all(text.strip() for text in texts)
