import pytest
from msgspec.structs import replace

from gdviz.document import edits, lessons, stage_layout
from gdviz.document.errors import DocumentError
from gdviz.document.scene import Run, Scene
from gdviz.document.use_data import learning_from
from gdviz.document.validate import build
from gdviz.engine.learning.datasets import Ring, UserData
from gdviz.engine.learning.losses import MeanSquaredError, SigmoidCrossEntropy, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import run as computed
from gdviz.engine.surfaces import Himmelblau


def own(classes: int, inputs: int = 2, size: int = 40) -> UserData:
    rows = tuple(tuple(((3 * place + column) % 7) / 7 for column in range(inputs)) for place in range(size))
    names = tuple(f"class {number}" for number in range(classes))
    targets = tuple(float(place % (classes or 5)) for place in range(size))
    return UserData(rows=rows, targets=targets, class_names=names)


@pytest.mark.parametrize(
    ("classes", "inputs", "loss", "hidden", "view"),
    [
        (2, 2, SigmoidCrossEntropy(), (11,), "boundary"),
        (3, 2, SoftmaxCrossEntropy(), (11,), "boundary"),
        (3, 4, SoftmaxCrossEntropy(), (11,), "fit"),
        (0, 1, MeanSquaredError(), (), "fit"),
    ],
)
def test_a_run_that_learned_from_nothing_gets_a_model_and_views_for_the_data(
    classes, inputs, loss, hidden, view
):
    before = Scene(runs=(Run(name="mine", color=3, seed=7),))
    data = own(classes, inputs)
    scene = learning_from(before, 0, data)
    (run,) = scene.runs
    assert (run.name, run.color, run.seed) == ("mine", 3, 7)
    assert run.problem == Training(data=data, model=Model(hidden=hidden), loss=loss)
    assert (run.batches.batch_size, run.batches.order, run.steps) == (32, "shuffled", 2000)
    assert stage_layout.names(scene.stage) == ((view, "progress"), ("network", "loss"))
    assert build(Scene, scene) == scene
    recording = computed(run.experiment)
    losses = recording.column("loss")
    assert losses[-1] < losses[0]


def test_a_run_that_learns_already_keeps_its_choices():
    problem = Training(model=Model(hidden=(5,), activation="tanh"), test_share=0.25)
    before = edits.change(Scene(runs=(Run(problem=problem, steps=300),)), "runs.0.batches.batch_size", 200)
    scene = learning_from(before, 0, own(2))
    assert scene.runs[0].problem == Training(data=own(2), model=problem.model, test_share=0.25)
    assert (scene.runs[0].steps, scene.runs[0].batches.batch_size) == (300, 30)
    assert scene.stage is before.stage


def test_all_runs_of_the_same_data_learn_from_them_and_the_lesson_says_nothing_any_more():
    ring, other = Run(problem=Training()), Run(problem=Training(data=own(2)), color=1)
    slow = edits.change(Scene(runs=(ring,)), "runs.0.seed", 5).runs[0]
    before = Scene(runs=(ring, other, slow), title="Lesson", notes="the ring", speed=2.0)
    scene = learning_from(before, 2, own(3))
    assert [run.problem.data for run in scene.runs] == [own(3), own(2), own(3)]
    assert scene.runs[0].problem.data is scene.runs[2].problem.data
    assert (scene.title, scene.notes, scene.lesson, scene.beats, scene.speed) == ("", "", "", (), 0.0)


@pytest.mark.parametrize(("first", "then"), [(0, 3), (3, 0), (2, 3), (3, 2), (0, 2), (2, 0)])
def test_another_kind_of_target_gets_its_own_loss_and_model(first, then):
    scene = learning_from(learning_from(Scene(runs=(Run(),)), 0, own(first)), 0, own(then))
    fresh = learning_from(Scene(runs=(Run(),)), 0, own(then))
    for part in ("loss", "model", "data"):
        assert getattr(scene.runs[0].problem, part) == getattr(fresh.runs[0].problem, part)


def test_of_ones_own_data_no_more_than_half_are_put_aside_though_a_lesson_learns_from_a_tenth():
    for lesson in ("lesson-13", "lesson-15"):
        scene = lessons.load(lesson)
        assert {run.training.test_share for run in scene.runs} == {0.9}
        for data in (own(0, 1, 6), own(2, 2, 6)):
            found = learning_from(scene, 0, data)
            assert {run.training.train_size for run in found.runs} == {3}


def test_runs_that_were_compared_on_a_loss_are_compared_on_the_data():
    before, hours = lessons.find("2").scene, range(1, 21)
    scores = tuple(20.0 + 3 * hour + hour % 3 for hour in hours)
    line = UserData(rows=tuple((hour / 2,) for hour in hours), targets=scores, class_names=())
    scene = learning_from(before, 1, line)
    assert [run.training.data for run in scene.runs] == [line] * 3
    assert [run.schedule for run in scene.runs] == [run.schedule for run in before.runs]
    assert {run.optimizer for run in scene.runs} == {before.runs[0].optimizer}
    assert [run.name for run in scene.runs] == [run.name for run in before.runs]
    ends = [computed(run.experiment).column("loss") for run in scene.runs]  # as in the lesson
    assert ends[0][-1] == pytest.approx(ends[0][0])
    assert ends[1][-1] < ends[1][0] / 100
    assert ends[2][0] / 4 < ends[2][-1] < ends[2][0]
    assert {each.optimizer for each in learning_from(Scene(runs=(Run(), Run())), 0, own(2)).runs} == {Adam()}


def test_units_that_runs_are_compared_by_stay_with_more_classes():
    before = lessons.find("12").scene
    scene = learning_from(before, 0, own(3))
    assert [run.training.model for run in scene.runs] == [run.training.model for run in before.runs]
    assert {type(run.training.loss) for run in scene.runs} == {SoftmaxCrossEntropy}


def test_rates_that_another_kind_of_target_does_not_bear_are_lowered():
    before = lessons.find("16").scene  # at a rate of 2 the squares of numbers fly apart
    scene = learning_from(before, 0, own(0))
    assert [run.schedule for run in scene.runs] == [
        replace(run.schedule, learning_rate=0.1) for run in before.runs
    ]
    kept = learning_from(before, 0, own(2))
    assert [run.schedule for run in kept.runs] == [run.schedule for run in before.runs]


def test_a_run_of_another_loss_does_not_learn_from_them_and_other_views_stay():
    before = Scene(runs=(Run(problem=Himmelblau()), Run(color=1)))
    scene = learning_from(before, 1, own(2))
    assert scene.runs[0] is before.runs[0]
    assert stage_layout.names(scene.stage) == (("loss", "weights"), ("this_step", "loss_history", "boundary"))
    shown = edits.change(before, "stage.0.tiles.0.view", "fit")
    assert learning_from(shown, 1, own(2)).stage == shown.stage


def test_data_that_no_model_can_use_are_refused():
    scene = Scene(runs=(Run(problem=Training(data=Ring(), test_share=0.0)),))
    with pytest.raises(DocumentError, match="at most 100000"):
        learning_from(scene, 0, UserData(rows=((0.0,),) * 100_001, targets=(0.0,) * 100_001))


def test_the_fit_takes_the_place_of_the_boundary_where_there_is_no_plane():
    before = lessons.find("12").scene
    assert stage_layout.tile_of(before.stage, "boundary") is not None
    scene = learning_from(before, 0, own(0, inputs=1))
    assert stage_layout.tile_of(scene.stage, "boundary") is None
    assert stage_layout.tile_of(scene.stage, "fit") is not None
    kept = learning_from(before, 0, own(2)).stage
    assert stage_layout.names(kept) == stage_layout.names(before.stage)
    back = learning_from(scene, 0, own(3))
    assert stage_layout.tile_of(back.stage, "boundary") is not None
    assert stage_layout.tile_of(back.stage, "fit") is None
    assert learning_from(back, 0, own(2)).stage == back.stage
