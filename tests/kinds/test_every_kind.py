"""What holds for every kind that there is: gdviz's own, and where plug-ins are installed, theirs.

`test_plug_ins` runs these tests and others that ask for all kinds again, for a package of kinds installed.
"""

import itertools

import numpy as np
import pytest

import gdviz
from gdviz.document import codec, edits, stage_layout
from gdviz.document.scene import MAX_RUNS, Run, Scene
from gdviz.document.tiles import VIEWS
from gdviz.engine.declare import kind_of
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import hidden_names
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import Moons
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.losses import Loss, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Optimizer
from gdviz.engine.problem import Problem
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Schedule
from tests.sampling import EVERY

SMALL = Model(hidden=(3,), activation="tanh")


def learning(rate=0.01, **more):
    """A short run of a small model on few data."""
    problem = Training(**{"data": Moons(examples=24), "model": SMALL, "loss": SoftmaxCrossEntropy(), **more})
    return Run(problem=problem, steps=6, schedule=Constant(learning_rate=rate))


def runs():
    """A run of each kind of each part: name -> run."""
    datasets = kinds_of(Dataset)
    few = {kind: {"examples": 24} if "examples" in kind.__struct_fields__ else {} for kind in datasets}
    slow = Constant(learning_rate=1e-3)
    numbers = {"loss": kinds_of(Loss)[0]()}
    return {
        **{kind: Run(schedule=kind(), steps=6) for kind in kinds_of(Schedule)},
        **{kind: Run(optimizer=kind(), steps=6) for kind in kinds_of(Optimizer)},
        **{kind: Run(problem=kind(), steps=6, schedule=slow) for kind in kinds_of(Problem)},
        **{kind: learning(data=kind(**few[kind]), **numbers) for kind in datasets},
        **{kind: learning(loss=kind()) for kind in kinds_of(Loss)},
        **{kind: learning(penalty=kind()) for kind in kinds_of(Penalty)},
        **{kind: learning(model=Model(weights=kind(), hidden=(3,))) for kind in kinds_of(Initializer)},
        **{name: learning(model=Model(activation=name, hidden=(3,))) for name in hidden_names()},
    }


RUNS = runs()
each = pytest.mark.parametrize("name", RUNS, ids=str)


@each
def test_a_file_holds_it(name):
    scene = Scene(runs=(RUNS[name],))
    assert codec.loads(codec.dumps(scene)) == scene
    assert codec.loads(codec.packed(scene)) == scene


@each
def test_the_same_run_gives_the_same_bits_and_is_finite(name):
    experiment = RUNS[name].experiment
    first, second = run(experiment), run(experiment)
    assert first.published == first.rows == second.published
    assert first.params_rows.tobytes() == second.params_rows.tobytes()
    assert np.isfinite(first.params_rows).all()


@pytest.mark.parametrize("base", [Schedule, Optimizer, Problem])
def test_it_can_be_chosen_by_its_tag(base):
    field = {Schedule: "schedule", Optimizer: "optimizer", Problem: "problem"}[base]
    for kind in kinds_of(base):
        scene = edits.change(Scene(), f"runs.0.{field}.kind", kind_of(kind))
        assert type(getattr(scene.runs[0], field)) is kind


def test_the_schema_knows_every_kind():
    text = str(codec.schema())
    assert [kind for kind in RUNS if f"'{tag_of(kind)}'" not in text] == []


@pytest.mark.parametrize("kind", kinds_of(Schedule))
def test_a_schedule_is_quiet_and_never_negative(kind):
    with np.errstate(all="raise", under="ignore"):
        for dtype, warmup in itertools.product((np.float32, np.float64), (0, 5)):
            rates = kind(warmup_steps=warmup).rates(np.arange(200), dtype)
            assert rates.dtype == dtype
            assert np.isfinite(rates).all()
            assert (rates >= 0).all()


@pytest.mark.parametrize("kind", kinds_of(Optimizer))
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_an_optimizers_lines_end_in_what_it_does(kind, precision):
    params, gradient = np.array([5.0, -2.0], precision), np.array([12.0, -0.5], precision)
    optimizer = kind()
    state = optimizer.start(params)
    moved = params.copy()
    lines = optimizer.lines(params, gradient, state, np.array(0.1, precision), index=1, name="w2")
    optimizer.update(moved, gradient, state, np.array(0.1, precision))
    assert [line.value for line in lines if line.symbol == "w2"] == [moved[1]]
    assert moved.dtype == precision
    assert (moved != params).all()


def pictures():
    """Scenes that together hold a run of every kind, each with every second view, in turn, or with all."""
    halves = itertools.cycle([list(VIEWS)] if EVERY else [list(VIEWS)[::2], list(VIEWS)[1::2]])
    for learns, foreign in itertools.product((True, False), (False, True)):
        some = [
            name
            for name in RUNS
            if is_foreign(name) == foreign and isinstance(RUNS[name].problem, Training) == learns
        ]
        for first in range(0, len(some), MAX_RUNS):
            names = some[first : first + MAX_RUNS]
            stage = ()
            for view in VIEWS if foreign else next(halves):
                stage = stage_layout.shown(stage, view)
            scene = Scene(runs=tuple(RUNS[name] for name in names), stage=stage)
            yield pytest.param(scene, id=" ".join(map(tag_of, names)))


def tag_of(name):
    return name if isinstance(name, str) else kind_of(name)


def is_foreign(name):
    """Whether it is a plug-in's."""
    return "." in tag_of(name)


@pytest.mark.parametrize("activation", hidden_names())
def test_the_network_view_draws_each_activation(qapp, activation):
    run = learning(model=Model(activation=activation, hidden=(3,)))
    assert gdviz.render(Scene(runs=(run,)), view="network", step=3).png.startswith(b"\x89PNG")


@pytest.mark.parametrize("scene", list(pictures()))
def test_every_view_draws_it(qapp, scene, monkeypatch):
    monkeypatch.setattr("gdviz.views.map.map_work.SIDES", (8,))  # a map of models becomes finer and finer
    assert gdviz.render(scene, step=3).png.startswith(b"\x89PNG")
