import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdviz.document import edits
from gdviz.document.errors import DocumentError
from gdviz.document.scene import MAX_RUNS, Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.document.validate import build, hints_of, plain, variants
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.declare import Declared, fields_of, kind_of
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Clusters, StraightLine, UserData, Yogurt
from gdviz.engine.learning.losses import (
    ClippedCrossEntropy,
    Huber,
    MeanSquaredError,
    SigmoidCrossEntropy,
    SoftmaxCrossEntropy,
)
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.runs import run as computed
from gdviz.engine.schedules import Constant, Cosine, Exponential, InverseTime
from tests.sampling import examples
from tests.strategies import json_values, objects, scenes

TWO = Scene(runs=(Run(), Run(color=1, schedule=Exponential(learning_rate=0.3))))


def refused(edit, *arguments) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        edit(*arguments)
    return caught.value


def test_a_path_reaches_every_field_in_both_spellings():
    for path in (
        "runs.1.schedule.learning_rate",
        "runs[1].schedule.learning_rate",
        " runs[1].schedule[learning_rate]",
    ):
        changed = edits.change(TWO, path, 0.7)
        assert changed.runs[1].schedule == Exponential(learning_rate=0.7)
        assert edits.get(changed, path) == 0.7


def test_what_an_edit_leaves_alone_is_the_same_object():
    changed = edits.change(TWO, "runs.1.steps", 9)
    assert changed.runs[0] is TWO.runs[0]
    assert changed.stage is TWO.stage
    assert changed.runs[1].schedule is TWO.runs[1].schedule
    assert TWO.runs[1].steps == 40


def parts_of(node):
    if isinstance(node, Declared):
        return node.__struct_fields__
    return range(len(node)) if isinstance(node, tuple) else ()


@given(scenes, st.data())
@settings(max_examples=examples(40), deadline=None)
def test_any_path_takes_its_own_value_and_anything_else_is_a_document_error(scene, data):
    path, node = [], scene
    while isinstance(node, (Declared, tuple)) and len(
        node if isinstance(node, tuple) else node.__struct_fields__
    ):
        part = data.draw(
            st.sampled_from(range(len(node)) if isinstance(node, tuple) else node.__struct_fields__)
        )
        path.append(str(part))
        node = node[part] if isinstance(node, tuple) else getattr(node, part)
        if data.draw(st.booleans()):
            break
    name = ".".join(path)
    assert edits.get(scene, name) == node
    assert edits.change(scene, name, node) == scene
    assert edits.change(scene, name, plain(node)) == scene
    try:
        changed = edits.change(scene, name, data.draw(json_values))
    except DocumentError:
        return
    assert build(Scene, changed) == changed


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("runs.0.schedule.learning_rat", 1, "has no “learning_rat”. Did you mean “learning_rate”?"),
        ("runs.0.schedule.decay_rate", 1, "has no “decay_rate” while its kind is “constant”. These"),
        ("runs.0.schedule.learning_rate", -1, "learning_rate must be between 0 and 1000000, but is -1."),
        ("runs.0.schedule.learning_rate", float("nan"), "learning_rate must be a finite number, but is NaN."),
        ("runs.0.schedule", Constant(learning_rate=2e6), "runs[0].schedule.learning_rate must be between"),
        ("runs.0.schedule.kind", "cosin", "runs[0].schedule.kind must be one of constant, "),
        ("runs.0.schedule.kind", 3, "runs[0].schedule.kind must be one of constant, "),
        ("runs.0.schedule.kind.x", 3, "runs[0].schedule.kind has no parts"),
        ("runs.0.steps.x", 3, "runs[0].steps has no parts, so it has no “x”."),
        ("runs.2.steps", 3, "There is no runs[2]: runs is counted from 0, and its length is 2."),
        ("runs.-1.steps", 3, "runs is a list: “-1” should be a number from 0 to 1."),
        ("runs.0.initial.1", 3, "There is no runs[0].initial[1]"),
        ("runs.0.initial", [1, 2], "runs[0]: initial needs "),
        ("stage.0.tiles.1.view", "loss", "scene: a view can stand on the stage only once."),
        ("stage.0.tiles.0.x_range.0", 1, "stage[0].tiles[0].x_range has no parts"),
        ("runs", [], "The length of runs must be at least 1, but is 0."),
        ("steps", 3, "scene has no “steps”."),
        ("", 3, "The path is empty."),
    ],
)  # fmt: skip
def test_a_change_that_can_not_be_is_refused_with_its_place(path, value, message):
    assert message in str(refused(edits.change, TWO, path, value))


def test_another_kind_keeps_what_both_kinds_mean_alike():
    scene = edits.change(TWO, "runs.1.schedule.kind", "cosine")
    assert scene.runs[1].schedule == Cosine(learning_rate=0.3)
    old = Exponential(learning_rate=0.3, decay_rate=0.9, decay_steps=7, staircase=True, warmup_steps=2)
    scene = edits.change(edits.change(TWO, "runs.0.schedule", old), "runs.0.schedule.kind", "inverse_time")
    # A factor of 0.9 is no speed of 0.9: the decay rate is declared otherwise, so it starts from its default.
    assert scene.runs[0].schedule == InverseTime(
        learning_rate=0.3, decay_rate=InverseTime().decay_rate, decay_steps=7, staircase=True, warmup_steps=2
    )
    assert edits.change(scene, "runs.0.schedule.kind", "inverse_time") == scene


def kinds():
    for field in ("problem", "optimizer", "schedule", "average"):
        for cls in variants(hints_of(Run)[field]):
            yield field, cls


KINDS = tuple(kinds())


@pytest.mark.parametrize(("field", "cls"), KINDS)
@given(run=objects(Run))
@settings(max_examples=examples(6), deadline=None)
def test_every_kind_can_follow_any_other(field, cls, run):
    changed = edits.change(Scene(runs=(run,)), f"runs.0.{field}.kind", kind_of(cls))
    assert type(getattr(changed.runs[0], field)) is cls
    assert build(Scene, changed) == changed


def test_a_start_that_does_not_suit_another_problem_becomes_its_own():
    scene = Scene(runs=(Run(initial=(5.0,)),))
    assert edits.change(scene, "runs.0.problem.kind", "rosenbrock").runs[0].initial == ()
    assert edits.change(scene, "runs.0.problem", Rosenbrock()).runs[0].initial == ()
    near = edits.change(scene, "runs.0.initial", [0.5])
    assert edits.change(near, "runs.0.problem.kind", "double_well").runs[0].initial == (0.5,)
    far = edits.change(scene, "runs.0.initial", [500])
    assert edits.change(far, "runs.0.problem.kind", "double_well").runs[0].initial == ()
    formula = edits.change(scene, "runs.0.problem", {"kind": "formula", "text": "w^2"})
    assert edits.change(formula, "runs.0.problem.text", "x^2 + y^2").runs[0].initial == ()
    kept = edits.change(formula, "runs.0.initial", [77])
    assert edits.change(kept, "runs.0.problem.text", "w^4").runs[0].initial == (77.0,)


def learning(run=None, **fields) -> Scene:
    return Scene(runs=(msgspec.structs.replace(run or Run(), problem=Training(**fields)),))


def test_another_number_of_layers_resets_rates_and_start_that_no_longer_fit():
    model = Model(hidden=(3,), layer_rates=(0.0, 1.0))
    scene = learning(model=model)
    scene = edits.change(scene, "runs.0.initial", scene.runs[0].start)
    kept = edits.change(scene, "runs.0.problem.model.activation", "tanh").runs[0]
    assert (kept.problem.model.layer_rates, kept.initial) == ((0.0, 1.0), scene.runs[0].initial)
    wider = edits.change(scene, "runs.0.problem.model.hidden", [4]).runs[0]
    assert (wider.problem.model.layer_rates, wider.initial) == ((0.0, 1.0), ())
    deeper = edits.change(scene, "runs.0.problem.model.hidden", [3, 3]).runs[0]
    assert (deeper.problem.model.layer_rates, deeper.initial) == ((), ())
    assert edits.change(scene, "runs.0.problem.data", Clusters()).runs[0].initial == ()  # three outputs
    assert edits.change(scene, "runs.0.problem.model.bias", False).runs[0].initial == ()
    error = refused(edits.change, scene, "runs.0.problem.model.layer_rates", [1, 1, 1])
    assert "the model has 2 layers, but layer_rates has 3 numbers" in str(error)


def test_a_batch_shrinks_to_the_data():
    scene = learning(Run(batches=Batches(batch_size=300)))
    assert edits.change(scene, "runs.0.problem.data.examples", 50).runs[0].batches.batch_size == 50
    assert edits.change(scene, "runs.0.problem.test_share", 0.5).runs[0].batches.batch_size == 150
    assert edits.change(scene, "runs.0.problem.data", UserData()).runs[0].batches.batch_size == 2
    assert edits.change(scene, "runs.0.problem.data.examples", 500).runs[0].batches.batch_size == 300
    every = edits.change(scene, "runs.0.batches.batch_size", 0)
    assert edits.change(every, "runs.0.problem.data.examples", 50).runs[0].batches.batch_size == 0
    plain = Scene(runs=(Run(batches=Batches(batch_size=1000)),))
    assert edits.change(plain, "runs.0.problem.kind", "training").runs[0].batches.batch_size == 300
    begun = edits.change(Scene(), "runs.0.problem.kind", "training")  # with batches of one it diverged
    assert begun.runs[0].batches == Batches(batch_size=32, order="shuffled")
    chosen = edits.change(begun, "runs.0.batches", {"batch_size": 1})
    assert edits.change(chosen, "runs.0.problem.data.examples", 50).runs[0].batches == Batches()
    error = refused(edits.change, scene, "runs.0.batches.batch_size", 301)
    assert "batch_size must be at most 300" in str(error)


def test_data_whose_target_is_a_number_take_the_softmax_away():
    scene = learning(data=Clusters(), model=Model(output="softmax"), loss=SoftmaxCrossEntropy())
    for path, value in (("data.kind", "line"), ("data", Yogurt()), ("data", UserData(class_names=()))):
        problem = edits.change(scene, f"runs.0.problem.{path}", value).runs[0].problem
        assert (problem.model.output, problem.loss) == ("linear", MeanSquaredError())
    problem = edits.change(scene, "runs.0.problem.data.kind", "moons").runs[0].problem
    assert (problem.model.output, problem.loss) == ("softmax", SoftmaxCrossEntropy())
    for loss in (SigmoidCrossEntropy(), ClippedCrossEntropy()):
        scene = learning(model=Model(output="sigmoid"), loss=loss)
        problem = edits.change(scene, "runs.0.problem.data", StraightLine()).runs[0].problem
        assert (problem.model.output, problem.loss) == ("linear", MeanSquaredError())
    squashed = learning(data=StraightLine(), model=Model(output="sigmoid"), loss=Huber())
    problem = edits.change(squashed, "runs.0.problem.data", Yogurt()).runs[0].problem
    assert (problem.model.output, problem.loss) == ("sigmoid", Huber())
    numbers = learning(data=StraightLine())
    for path, value in (("model.output", "softmax"), ("loss.kind", "softmax_cross_entropy")):
        assert "softmax needs classes" in str(refused(edits.change, numbers, f"runs.0.problem.{path}", value))


def test_too_few_examples_to_test_on_any_are_all_learned_from():
    scene = learning(test_share=0.9)
    assert edits.change(scene, "runs.0.problem.data", UserData()).runs[0].problem.test_share == 0.0
    assert edits.change(scene, "runs.0.problem.data.examples", 20).runs[0].problem.test_share == 0.9
    few = learning(data=UserData())
    assert "no example is left" in str(refused(edits.change, few, "runs.0.problem.test_share", 0.9))


def nested_kinds():
    for part in ("data", "loss", "penalty", "model.weights"):
        hints = hints_of(Model if part == "model.weights" else Training)
        for cls in variants(hints[part.rpartition(".")[2]]):
            yield part, cls


@pytest.mark.parametrize(("part", "cls"), tuple(nested_kinds()))
@given(problem=objects(Training), batches=objects(Batches))
@settings(max_examples=examples(6), deadline=None)
def test_every_kind_of_a_part_can_follow_any_other(part, cls, problem, batches):
    """But for a loss over classes where there are none, which is refused with its reason."""
    try:
        run = Run(problem=problem, batches=batches)
    except ValueError:
        run = Run(problem=problem)
    path = f"runs.0.problem.{part}.kind"
    if cls is SoftmaxCrossEntropy and not problem.data.classes:
        assert refused(edits.change, Scene(runs=(run,)), path, kind_of(cls)).code == "rule"
        return
    changed = edits.change(Scene(runs=(run,)), path, kind_of(cls))
    assert edits.get(changed, path) == kind_of(cls)
    assert build(Scene, changed) == changed


def test_the_numbers_of_a_drawn_start_can_be_set_one_by_one():
    scene = learning()
    changed = edits.change(scene, "runs.0.initial.3", 7)
    assert changed.runs[0].initial == (*scene.runs[0].start[:3], 7.0, *scene.runs[0].start[4:])
    assert edits.reset(changed, "runs.0.initial.3").runs[0].initial == scene.runs[0].start


def test_data_and_network_free_only_the_axes_that_show_them():
    tiles = (make_tile("boundary", x_range=(0, 1)), make_tile("weights", x_range=(0, 1)))
    tiles += (make_tile("learning_rate", y_range=(0, 1)),)
    scene = msgspec.structs.replace(learning(), stage=(Row(tiles=tiles),))

    def ranges(path, value):
        return [tile.x_range for tile in edits.change(scene, path, value).stage[0].tiles[:2]]

    assert ranges("runs.0.problem.data.seed", 5) == [(0, 1)] * 2
    assert ranges("runs.0.problem.data.kind", "moons") == [None, (0, 1)]
    assert ranges("runs.0.problem.model.hidden", [3]) == [(0, 1), None]
    assert ranges("runs.0.problem.kind", "himmelblau") == [None, None]


def test_another_problem_frees_the_axes_that_showed_the_old_one():
    tiles = (make_tile("loss", x_range=(0, 1)), make_tile("learning_rate", y_range=(0, 1)))
    scene = Scene(stage=(Row(tiles=tiles),))
    changed = edits.change(scene, "runs.0.problem.kind", "himmelblau")
    assert changed.stage[0].tiles == (make_tile("loss"), tiles[1])
    assert edits.change(scene, "runs.0.steps", 3).stage is scene.stage


def test_the_numbers_of_an_own_start_can_be_set_one_by_one():
    scene = edits.change(Scene(runs=(Run(problem=Rosenbrock()),)), "runs.0.initial.1", 3)
    assert scene.runs[0].initial == (-1.2, 3.0)
    assert edits.get(Scene(), "runs.0.initial") == ()
    assert edits.get(Scene(), "runs.0.initial.0") == 5.0


def test_reset_takes_the_default_of_the_declaration():
    scene = edits.change(TWO, "runs.1.schedule.decay_rate", 0.5)
    assert edits.reset(scene, "runs.1.schedule.decay_rate") == TWO
    assert edits.default(scene, "runs.1.steps") == 40
    assert edits.reset(scene, "runs.1.schedule").runs[1].schedule == Constant()
    assert edits.reset(scene, "runs.1.schedule.kind").runs[1].schedule == Constant(learning_rate=0.3)
    assert edits.reset(edits.change(Scene(), "runs.0.initial", [2]), "runs.0.initial.0").runs[0].start == (
        5.0,
    )
    assert refused(edits.default, scene, "stage.0.tiles.0.view").code == "no_default"
    assert refused(edits.default, scene, "runs.0").code == "no_default"
    assert refused(edits.default, scene, "runs.0.stepps").code == "no_default"


def test_change_all_changes_every_run():
    scene = edits.change_all(TWO, "average", MovingAverage())
    assert [run.average for run in scene.runs] == [MovingAverage()] * 2


def test_a_new_run_takes_the_next_free_colour():
    scene = edits.add_run(Scene(runs=(Run(color=1), Run(color=0))))
    assert [run.color for run in scene.runs] == [1, 0, 2]
    assert scene.runs[2] == Run(color=2)
    scene = edits.duplicate_run(edits.rename_run(TWO, 0, "first"), 0)
    assert [run.color for run in scene.runs] == [0, 2, 1]
    assert [run.name for run in scene.runs] == ["first", "", ""]
    assert scene.runs[1].experiment == scene.runs[0].experiment


def test_there_are_never_too_many_runs_nor_none():
    scene = Scene()
    for _ in range(MAX_RUNS - 1):
        scene = edits.duplicate_run(scene, 0)
    assert sorted(run.color for run in scene.runs) == list(range(MAX_RUNS))
    assert refused(edits.duplicate_run, scene, 0).code == "too_many_runs"
    for _ in range(MAX_RUNS - 1):
        scene = edits.delete_run(scene, 0)
    assert refused(edits.delete_run, scene, 0).code == "last_run"
    assert refused(edits.delete_run, scene, 1).code == "no_entry"


def test_runs_are_moved_renamed_coloured_and_hidden():
    scene = edits.add_run(TWO)
    colors = [run.color for run in edits.move_run(scene, 0, 2).runs]
    assert colors == [1, 2, 0]
    assert [run.color for run in edits.move_run(scene, 2, 0).runs] == [2, 0, 1]
    assert edits.move_run(scene, 1, 1) == scene
    assert refused(edits.move_run, scene, 0, 3).code == "no_entry"
    assert edits.rename_run(scene, 1, "slow").runs[1].name == "slow"
    assert edits.set_color(scene, 1, 7).runs[1].color == 7
    assert edits.set_visible(scene, 1, False).runs[1].visible is False
    assert refused(edits.set_color, scene, 1, 8).code == "ge_le"


def test_an_option_of_a_view_is_set_where_the_view_stands():
    scene = edits.set_tile(Scene(), "loss_history", "log", True)
    assert scene.stage[1].tiles[1] == make_tile("loss_history", log=True)
    assert edits.set_tile(scene, "loss", "x_range", (-3, 3)).stage[0].tiles[0].x_range == (-3.0, 3.0)
    assert refused(edits.set_tile, scene, "table", "log", True).code == "not_on_stage"


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_loss_on_which_usual_rates_fly_apart_gets_one_of_its_own_until_another_is_chosen(optimizer):
    scene = edits.change(Scene(runs=(Run(),)), "runs.0.optimizer.kind", optimizer)
    problems = next(field for field in fields_of(Experiment) if field.name == "problem").variants
    steep = [each for each in problems if each.steady_rate is not None]
    assert len(steep) == 5
    for kind in steep:
        chosen = edits.change(scene, "runs.0.problem.kind", kind_of(kind)).runs[0]
        assert (chosen.schedule.learning_rate == kind.steady_rate) is (optimizer == "sgd")
        losses = computed(chosen.experiment).column("loss")
        assert losses[-1] < losses[0]
        slow = edits.change(Scene(runs=(chosen,)), "runs.0.schedule.learning_rate", 1e-4)
        for before, rate in ((Scene(runs=(chosen,)), 0.1), (slow, 1e-4)):
            after = edits.change(before, "runs.0.problem.kind", "bowl").runs[0]
            assert after.schedule.learning_rate == rate
        for other in steep:  # the rate of the loss before was nobody's choice
            after = edits.change(Scene(runs=(chosen,)), "runs.0.problem.kind", kind_of(other)).runs[0]
            assert (after.schedule.learning_rate == other.steady_rate) is (optimizer == "sgd")
