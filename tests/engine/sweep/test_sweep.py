"""Sweeps: every run of one is, to the last bit, the run that its settings make alone."""

import itertools
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gdviz.document import edits, lessons
from gdviz.document.scene import Run, Scene
from gdviz.document.sweep_axes import axis_of, settings_of
from gdviz.engine.averaging import MovingAverage, NoAverage
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.formula import Formula
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import hidden_names
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.losses import Loss
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.openblas import kernel_is_fixed
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import DoubleWell, Himmelblau, Parabola, RastriginLine, Saddle
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum, Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant, Exponential, Polynomial, Schedule
from gdviz.engine.sweep import basins, cluster, learned, plan, region, together
from gdviz.engine.sweep.alone import kept_of
from gdviz.engine.sweep.aside import MOST, all_aside, aside
from gdviz.engine.sweep.axes import SweepAxis, placed
from gdviz.engine.sweep.basins import minima_of
from gdviz.engine.sweep.cluster import ClusterExecutor, OtherVersionError
from gdviz.engine.sweep.plan import SweepError, blocks_of, sweep
from gdviz.engine.sweep.pool import EngineProcesses
from gdviz.engine.sweep.region import compute, varies
from gdviz.engine.sweep.rules import ARRIVED, DIVERGED, KEPT, SWINGS, UNDERWAY
from gdviz.engine.sweep.steps import Steps
from gdviz.engine.sweep.together import RunsTogether
from gdviz.engine.sweep.varied import Varied
from tests.sampling import EVERY, pairs, some

PIXELS = 1000 if EVERY else 250
IDLE = {"seed", "batches", "average"} | {"boundaries", "values", "low", "high"}  # the last are bound
RATES = tuple(np.geomspace(1e-3, 4.0, 13).tolist())


def whole(axes: list[SweepAxis]) -> region.Box:
    return tuple((0, len(axis)) for axis in axes)


def assert_same(got: dict[str, np.ndarray], where: tuple[int, ...], experiment: Experiment) -> None:
    recording = run(experiment)
    for name, number in kept_of(recording).items():
        assert got[name][where].tobytes() == number.tobytes(), (name, got[name][where], number, experiment)
    assert got["final_loss"][where].tobytes() == recording.column("loss")[-1].tobytes()
    assert recording.outcome is not None
    broke_off = recording.outcome.kind in ("diverged", "undefined")
    assert (got["outcome"][where] == DIVERGED) == broke_off
    assert got["broken"][where] == (recording.outcome.step if broke_off else -1)


def numbers_around(setting) -> list[float]:
    """Some values of a setting that its declaration allows, its own among them."""
    low, high = setting.field.slider or (-3.0, 3.0)
    if setting.whole:
        return sorted({int(each) for each in np.linspace(max(low, 1), min(high, 60), 5)})
    spread = np.geomspace if setting.field.log else np.linspace
    return [*spread(low, high, 6).tolist(), setting.value]


def closed_scenes() -> Iterator[Scene]:
    """Every closed-form lesson; every loss, optimizer and schedule; both precisions."""
    for lesson in lessons.all():
        if all(each.objective for each in lesson.scene.runs):
            yield lesson.scene
    losses, precisions = (
        itertools.cycle(kinds_of(Objective)),
        itertools.cycle(("float32", "float64", "float32")),
    )
    schedules, steps = itertools.cycle(kinds_of(Schedule)), itertools.cycle((1, 7, 40, 25))
    for kind in 3 * kinds_of(Optimizer):
        parts = {"problem": next(losses)(), "optimizer": kind(), "schedule": next(schedules)()}
        yield Scene(runs=(Run(**parts, precision=next(precisions), steps=next(steps)),))
    for text in ("w", "w - w", "ln(w) + w", "w^4 - 3w^3 + 2", "sin(3x)cos(2y) + (x^2+y^2)/8", "sqrt(w)"):
        yield Scene(runs=(Run(problem=Formula(text=text), precision=next(precisions)),))


def test_a_thousand_random_pixels_of_many_scenes_are_the_runs_that_they_open() -> None:
    random = np.random.default_rng(20261128)
    scenes = list(closed_scenes())
    each = -(-PIXELS // len(scenes))
    vary: set[str] = set()
    for scene in scenes:
        place = int(random.integers(len(scene.runs)))
        run_ = scene.runs[place]
        known = [each for each in settings_of(run_) if not IDLE.intersection(each.parts)]
        by_path = {each.path: each for each in known}
        first, second = random.choice(list(by_path), 2, replace=False)
        axes = [
            axis_of(scene, place, path, dict.fromkeys(numbers_around(by_path[path])))
            for path in (first, second)
        ]
        vary |= {axis.path for axis in axes if varies(run_.experiment, axis.parts)}
        got = compute(run_.experiment, axes, whole(axes))
        for _ in range(each):
            where = tuple(int(random.integers(len(axis))) for axis in axes)
            changed = scene
            for axis, at in zip(axes, where, strict=True):
                changed = edits.change(changed, f"runs.{place}.{axis.path}", axis.values[at])
            assert_same(got, where, changed.runs[place].experiment)
    assert {"initial.0", "schedule.learning_rate"} <= vary


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("kind", kinds_of(Optimizer))
def test_two_settings_of_an_optimizer_or_schedule_vary_together(kind, precision) -> None:
    schedule = Exponential(learning_rate=0.3)
    experiment = Experiment(problem=Himmelblau(), optimizer=kind(), schedule=schedule, precision=precision)
    rate = SweepAxis(("schedule", "learning_rate"), RATES)
    decay = SweepAxis(("schedule", "decay_rate"), tuple(np.linspace(0.5, 1.1, 9).tolist()))
    names = [each.path for each in settings_of(Run(optimizer=kind())) if each.parts[0] == "optimizer"]
    axes = (
        [decay, rate]
        if not names
        else [SweepAxis(("optimizer", names[0].split(".")[1]), (0.1, 0.5, 0.9)), rate]
    )
    assert all(varies(experiment, axis.parts) for axis in axes)
    got = compute(experiment, axes, whole(axes))
    for where in itertools.product(range(0, len(axes[0]), 2), range(0, len(rate), 4)):
        one = experiment
        for axis, at in zip(axes, where, strict=True):
            one = placed(one, axis.parts, axis.values[at])
        assert_same(got, where, one)


def test_three_axes_any_order_and_a_part_of_them() -> None:
    experiment = Experiment(problem=Parabola(), optimizer=Momentum(), steps=30)
    axes = [
        SweepAxis(("optimizer", "momentum"), (0.0, 0.5, 0.9)),
        SweepAxis(("problem", "curvature_w"), (0.5, 3.0)),
        SweepAxis(("schedule", "learning_rate"), RATES),
    ]
    got = compute(experiment, axes, whole(axes))
    part = compute(experiment, axes, ((1, 3), (1, 2), (4, 9)))
    for name in KEPT:
        assert got[name][1:3, 1:2, 4:9].tobytes() == part[name].tobytes()
    for order in itertools.permutations(range(3)):
        turned = compute(
            experiment, [axes[place] for place in order], whole([axes[place] for place in order])
        )
        assert all(np.transpose(got[name], order).tobytes() == turned[name].tobytes() for name in KEPT)
    assert_same(
        got,
        (2, 1, 7),
        replace(
            placed(
                placed(placed(experiment, axes[0].parts, 0.9), axes[1].parts, 3.0), axes[2].parts, RATES[7]
            )
        ),
    )


def test_a_setting_of_every_lesson_is_placed_as_an_edit_places_it() -> None:
    for lesson in lessons.all():
        for setting in settings_of(lesson.scene.runs[0]):
            edited = edits.change(lesson.scene, f"runs.0.{setting.path}", setting.value).runs[0].experiment
            assert placed(lesson.scene.runs[0].experiment, setting.parts, setting.value) == edited


def test_a_model_of_other_layers_is_another_run() -> None:
    problem = Training(data=Ring(examples=24), model=Model(hidden=(3,)))
    experiment = Experiment(problem=problem, steps=12, precision="float32")
    axes = [
        SweepAxis(("problem", "model", "hidden", 0), (1, 4)),
        SweepAxis(("schedule", "learning_rate"), (0.01, 1e4)),
    ]
    got = compute(experiment, axes, whole(axes))
    for where in np.ndindex(2, 2):
        one = placed(
            placed(experiment, axes[0].parts, axes[0].values[where[0]]),
            axes[1].parts,
            axes[1].values[where[1]],
        )
        assert_same(got, where, one)
    assert (got["outcome"][:, 1] == DIVERGED).all()


def learners() -> Iterator[Experiment]:
    """Models of every loss, activation, order of batches and penalty, in both precisions."""
    losses, orders = itertools.cycle(kinds_of(Loss)), itertools.cycle(("in_order", "shuffled", "random"))
    penalties, optimizers = itertools.cycle(kinds_of(Penalty)), itertools.cycle(kinds_of(Optimizer))
    sizes, hidden = itertools.cycle((7, 0, 1)), itertools.cycle(((3,), (), (5, 4)))
    for place, activation in enumerate((*hidden_names(), *hidden_names())):
        loss = next(losses)()
        output = {"probabilities": "softmax", "logits": "linear"}.get(loss.outputs, "tanh")
        model = Model(hidden=next(hidden), activation=activation, output=output)
        yield Experiment(
            problem=Training(data=Ring(examples=20), model=model, loss=loss, penalty=next(penalties)()),
            optimizer=next(optimizers)(),
            batches=Batches(batch_size=next(sizes), order=next(orders)),
            precision=("float32", "float64")[place % 2],
            steps=25,
            average=MovingAverage() if place % 3 == 0 else NoAverage(),
        )


@pytest.mark.skipif(not kernel_is_fixed(), reason="products have digits of their own here")
@pytest.mark.parametrize("experiment", list(learners()), ids=lambda each: each.problem.model.activation)
def test_models_that_learn_together_have_the_digits_of_each(experiment) -> None:
    axes = [
        SweepAxis(("problem", "model", "weights", "spread"), (0.2, 1.0, 1.7)),
        SweepAxis(("schedule", "learning_rate"), (0.01, 0.3, 50.0, 1e6)),
    ]
    assert region.inner_axes(experiment, axes) == [0, 1]
    assert learned.agrees(placed(experiment, axes[1].parts, 0.01))
    got = compute(experiment, axes, whole(axes))
    for where in ((0, 0), (2, 1), (1, 2), (1, 3), (0, 3)):
        one = placed(experiment, axes[0].parts, axes[0].values[where[0]])
        assert_same(got, where, placed(one, axes[1].parts, axes[1].values[where[1]]))


@pytest.mark.skipif(not kernel_is_fixed(), reason="products have digits of their own here")
def test_the_models_of_all_lessons_learn_together() -> None:
    for lesson in lessons.all():
        for each in lesson.scene.runs:
            if each.training is not None:
                assert learned.agrees(each.experiment), lesson.name


def test_what_arrives_swings_and_is_underway() -> None:
    axes = [SweepAxis(("schedule", "learning_rate"), (0.01, 0.3, 0.999))]
    got = compute(Experiment(steps=40), axes, whole(axes))
    assert got["outcome"].tolist() == [UNDERWAY, ARRIVED, SWINGS]
    assert got["arrived"].tolist()[1] == 7  # 6·0.4⁷ = 0.0098 is the first within 14/1000
    assert got["basin"].tolist() == [-1, 0, -1]


def test_basins_are_those_that_runs_fall_to() -> None:
    axes = [SweepAxis(("initial", 0), (-1.4, -0.3, 0.3, 1.4))]
    experiment = Experiment(problem=DoubleWell(), schedule=Constant(learning_rate=0.05), steps=200)
    got = compute(experiment, axes, whole(axes))
    assert minima_of(DoubleWell())[got["basin"], 0].round(6).tolist() == [-1, -1, 1, 1]


@pytest.mark.parametrize(
    ("text", "minima"),
    [
        ("abs(w - 1)", [[1.0]]),
        ("w^4", [[0.0]]),
        ("max(w^2, 2w)", [[0.0]]),
        ("abs(sin(w)) + w/10", [[-6.283], [-3.142], [0.0], [3.142], [6.283], [9.425]]),
        ("abs(x) + y^2", [[0.0, 0.0]]),
        ("abs(y - 0.3x) + 0.005x^2", [[0.0, 0.0]]),
        ("x^2 + y^2 + (z - 1)^2", [[0.0, 0.0, 1.0]]),
        *(
            (text, [])
            for text in ("1/w", "floor(w)", "max(w^2, 1)", "(x + y)^2", "abs(x - y)", "sqrt(abs(x*y))")
        ),
        *((text, []) for text in ("(x^2 + y^2 - 1)^2", "(x^2 + y^2 + z^2 - 1)^2")),
    ],
)
def test_minima_without_curvature_are_found_and_nothing_else(text, minima) -> None:
    found = minima_of(Formula(text=text))
    assert found.round(3).tolist() == minima


def test_what_converges_arrives() -> None:
    falling = Exponential(learning_rate=0.5, decay_rate=0.8, decay_steps=1)
    for text in ("abs(w - 1)", "abs(w) + w^2", "abs(w)^1.5", "x^2 + abs(y - 1)", "x^2 + y^2 + z^2"):
        recording = run(Experiment(problem=Formula(text=text), schedule=falling, steps=60))
        assert recording.outcome.kind == "converged"
        assert kept_of(recording)["outcome"] == ARRIVED


def test_a_minimum_beside_the_picture_counts_and_those_in_it_come_first(monkeypatch) -> None:
    two = Formula(text="(w - 1)^2*(w - 5.8)^2")  # drawn from -2 to 4
    assert minima_of(two).round(3).tolist() == [[1.0], [5.8]]
    starts = SweepAxis(("initial", 0), (0.0, 4.0))
    experiment = Experiment(problem=two, schedule=Constant(learning_rate=0.01), steps=200)
    got = compute(experiment, [starts], whole([starts]))
    assert got["outcome"].tolist() == [ARRIVED, ARRIVED]
    monkeypatch.setattr(basins, "MOST", 20)
    ripples = minima_of.__wrapped__(Formula(text="cos(20w)"))[:, 0]
    assert len(ripples) == 20
    assert np.sum((ripples > -2) & (ripples < 4)) == 19


def test_two_minima_close_to_each_other_both_count() -> None:
    """Nearer than what counts as at a minimum on both sides: each has its half."""
    close = Formula(text="(w - 1)^2*(w - 1.01)^2")
    assert minima_of(close).round(3).tolist() == [[1.0], [1.01]]
    starts = SweepAxis(("initial", 0), tuple(np.linspace(0.97, 1.04, 24).tolist()))
    experiment = Experiment(problem=close, schedule=Constant(learning_rate=100.0), steps=600)
    got = compute(experiment, [starts], whole([starts]))
    assert set(got["outcome"].tolist()) == {ARRIVED}
    assert set(got["basin"].tolist()) == {0, 1}
    for place in range(0, 24, 5):
        assert_same(got, (place,), placed(experiment, starts.parts, starts.values[place]))


def test_minima_are_found() -> None:
    ripples = minima_of(RastriginLine())[:, 0]
    assert ripples[0] == 0.0
    assert len(ripples) >= 11
    assert np.abs(ripples - np.rint(ripples))[:11].max() < 0.05
    assert len(minima_of(Himmelblau())) == 4
    assert len(minima_of(Saddle())) == 0
    assert minima_of(Formula(text="(w^2-1)^2")).round(6).tolist() in ([[-1.0], [1.0]], [[1.0], [-1.0]])


def test_a_varied_number_computes_as_the_plain_one_does() -> None:
    numbers = [0.1, 0.3, 7.0]
    varied = Varied(numbers)
    for dtype in (np.float32, np.float64):
        array = np.array([0.7, 1.9, 1e-3], dtype)
        got = 2 / varied * array - (1 - varied)
        want = np.array([(2 / each * array - (1 - each))[place] for place, each in enumerate(numbers)])
        assert got.dtype == dtype
        assert got.tobytes() == want.astype(dtype).tobytes()
    with pytest.raises(TypeError):
        bool(varied > 0.2)
    with pytest.raises(TypeError):
        varied**2  # C's power and NumPy's may differ in the last digit
    assert bool(varied > 0)


def test_what_would_round_otherwise_is_made_alone() -> None:
    assert varies(Experiment(schedule=Polynomial()), ("schedule", "power"))
    assert not varies(Experiment(schedule=Polynomial()), ("schedule", "warmup_steps"))
    assert not varies(Experiment(problem=Parabola()), ("problem", "curvature_w"))


# -- whole sweeps --------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 40), min_size=1, max_size=3), st.integers(1, 3000))
@settings(max_examples=50, deadline=None)
def test_blocks_cover_every_place_once(shape, runs_at_once) -> None:
    parts = [("schedule", "learning_rate"), ("initial", 0), ("seed",)]
    axes = [SweepAxis(each, tuple(range(1, count + 1))) for each, count in zip(parts, shape, strict=False)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "BLOCK", plan.seconds_of(Experiment(), axes, shape) * (runs_at_once + 0.5))
        boxes = blocks_of(Experiment(), axes)
    seen = np.zeros(shape, int)
    for box in boxes:
        seen[tuple(slice(*ends) for ends in box)] += 1
        assert np.prod([stop - first for first, stop in box]) <= runs_at_once
    assert (seen == 1).all()


def test_blocks_are_as_large_as_the_longest_runs_of_a_sweep_allow() -> None:
    rates = SweepAxis(("schedule", "learning_rate"), tuple(np.linspace(0.1, 1, 3000).tolist()))
    for steps in (10, 20_000):
        own = blocks_of(Experiment(steps=steps), (rates,))
        swept = blocks_of(Experiment(steps=4000), (SweepAxis(("steps",), (5, steps)), rates))
        assert {box[1] for box in swept} == {box[0] for box in own}


AXES = (SweepAxis(("schedule", "learning_rate"), RATES), SweepAxis(("initial", 0), (-3.0, 1.0, 2.0)))


@pytest.fixture
def in_many_blocks(monkeypatch) -> None:
    monkeypatch.setattr(plan, "BLOCK", 4.5 * plan.seconds_of(Experiment(), AXES, tuple(map(len, AXES))))


class StoppedError(Exception):
    pass


@pytest.mark.usefixtures("in_many_blocks")
def test_a_sweep_that_was_ended_goes_on_where_it_was(tmp_path) -> None:
    told: list[int] = []

    def stop(made: int, total: int) -> None:
        told.append(made)
        if made > total // 2:
            raise StoppedError

    folder = tmp_path / "map.part"
    with pytest.raises(StoppedError):
        sweep(Experiment(), AXES, folder=folder, tell=stop)
    ended_at, told = told[-1], []
    got = sweep(Experiment(), AXES, folder=folder, tell=lambda made, total: told.append(made))
    assert told[0] == ended_at
    assert all(isinstance(each, np.memmap) for each in got.values())
    want = compute(Experiment(), AXES, whole(list(AXES)))
    assert all(got[name].tobytes() == want[name].tobytes() for name in KEPT)
    assert sweep(Experiment(steps=41), AXES, folder=folder)["arrived"].shape == (13, 3)  # another: made anew
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        sweep(Experiment(steps=42), AXES, folder=folder)


@pytest.mark.usefixtures("in_many_blocks")
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_worker_that_is_killed_loses_nothing() -> None:
    want = compute(Experiment(), AXES, whole(list(AXES)))
    killed: list[int] = []

    def kill_one(made: int, total: int) -> None:
        if made and not killed and pool.ids:
            killed.append(pool.ids[0])
            os.kill(pool.ids[0], signal.SIGKILL)

    pool = EngineProcesses(2)
    try:
        got = sweep(Experiment(), AXES, executor=pool, tell=kill_one)
    finally:
        pool.shutdown()
    assert killed
    assert all(got[name].tobytes() == want[name].tobytes() for name in KEPT)


@pytest.mark.usefixtures("in_many_blocks")
def test_a_block_whose_workers_all_die_is_given_up(monkeypatch) -> None:
    class Dying(EngineProcesses):
        def submit(self, fn, /, *args, **kwargs):
            return self._threads.submit(_die)

    pool = Dying(1)
    try:
        with pytest.raises(SweepError):
            sweep(Experiment(), AXES, executor=pool)
    finally:
        pool.shutdown()


@pytest.mark.usefixtures("in_many_blocks")
def test_workers_of_a_cluster_give_the_same_bits_and_must_have_the_same_versions(monkeypatch) -> None:
    want = compute(Experiment(), AXES, whole(list(AXES)))
    with ThreadPoolExecutor(1) as workers:
        got = sweep(Experiment(), AXES, executor=ClusterExecutor(workers))
        assert all(got[name].tobytes() == want[name].tobytes() for name in KEPT)
        monkeypatch.setattr(cluster, "versions", iter(("gdviz 9", "gdviz 8")).__next__)
        with pytest.raises(OtherVersionError, match="a worker has"):
            ClusterExecutor(workers).submit(pow, 2, 3).result()
    cluster.close()


def _die() -> None:
    raise ChildProcessError("the engine process has ended")


def test_a_pool_that_nobody_waits_for_ends_in_the_middle_of_a_call() -> None:
    pool = EngineProcesses(1)
    future = pool.submit(time.sleep, 60)
    while not pool.ids:
        time.sleep(0.01)
    began = time.monotonic()
    pool.shutdown(wait=False)
    with pytest.raises(ChildProcessError):
        future.result()
    assert time.monotonic() - began < 30
    assert not [each for each in threading.enumerate() if each.name.startswith("gdviz sweep")]


def test_a_call_aside_is_answered_or_given_up_in_the_middle() -> None:
    def result_of(call):
        while True:
            try:
                next(call)
            except StopIteration as stop:
                return stop.value

    assert result_of(aside(pow, 2, 10)) == 1024
    with pytest.raises(TypeError):
        result_of(aside(pow, "2", 10))
    call = aside(time.sleep, 60)
    next(call)
    began = time.monotonic()
    call.close()
    assert time.monotonic() - began < 30
    assert result_of(aside(pow, 3, 2)) == 9  # in another process


def test_calls_aside_go_on_while_nobody_asks_and_are_answered_in_their_order() -> None:
    seconds = (0.4, 0.0, 0.0, 0.0)
    calls = all_aside(time.sleep, ((each,) for each in seconds), at_once=2)
    assert [answer for answer in calls if answer is not None] == [(None,)] * len(seconds)
    powers = all_aside(pow, ((place, 2) for place in range(20)), at_once=3, brief=True)
    assert [answer[0] for answer in powers if answer] == [place * place for place in range(20)]
    begun = all_aside(time.sleep, ((60,) for _ in range(9)), at_once=2)
    next(begun)
    began = time.monotonic()
    begun.close()
    assert time.monotonic() - began < 30


def test_a_call_that_is_answered_but_not_looked_at_leaves_its_place_to_another():
    """Two maps waited for each other for ever, each with the first of its pieces without a place."""
    answered = [aside(time.sleep, 0.3) for _ in range(MOST)]
    for call in answered:
        next(call)
    one_more, end = aside(pow, 3, 2), time.monotonic() + 60.0
    try:
        while time.monotonic() < end:
            next(one_more)
    except StopIteration as done:
        assert done.value == 9
    else:
        raise AssertionError("it has no place")
    finally:
        for call in answered:
            call.close()


def test_many_calls_aside_go_on_side_by_side_and_none_waits_for_ever() -> None:
    calls = {place: aside(pow, place, 3) for place in range(2 * MOST)}
    found: dict[int, int] = {}
    began = time.monotonic()
    while len(found) < len(calls) and time.monotonic() - began < 60:
        for place, call in calls.items():
            try:
                if place not in found:
                    next(call)
            except StopIteration as stop:
                found[place] = stop.value
    assert found == {place: place**3 for place in calls}
    waiting = [aside(time.sleep, 60) for _ in range(MOST + 1)]
    for call in waiting:
        next(call)  # the last has no place, and does not hold up the others
    for call in waiting:
        call.close()


def test_plain_descent_and_adam_agree_with_the_engine_on_a_long_run() -> None:
    for optimizer in (GradientDescent(), Adam()):
        experiment = Experiment(optimizer=optimizer, steps=3000, precision="float32")
        axes = [SweepAxis(("schedule", "learning_rate"), (0.003, 0.7))]
        got = compute(experiment, axes, whole(axes))
        for place, rate in enumerate(axes[0].values):
            assert_same(got, (place,), placed(experiment, axes[0].parts, rate))


STANDING = {  # losses, with the ends of rates and starts among which many runs soon stand still
    "two minima": (DoubleWell(), (0.02, 0.4), (-1.8, 1.8)),
    "one, and swings": (Parabola(), (0.1, 1.2), (-3.0, 3.0)),
    "four, of two parameters": (Himmelblau(), (0.004, 0.02), (-4.0, 4.0)),
}


@pytest.mark.parametrize(("name", "steps"), pairs(STANDING, [263, 120, 1200]))
def test_runs_that_stand_still_before_their_end_are_those_that_go_on(name, steps, monkeypatch) -> None:
    problem, rates, starts = STANDING[name]
    experiment = Experiment(problem=problem, precision="float32", steps=steps)
    axes = [
        SweepAxis(("initial", 0), tuple(np.linspace(*starts, 12).tolist())),
        SweepAxis(("schedule", "learning_rate"), tuple(np.linspace(*rates, 12).tolist())),
    ]
    monkeypatch.setattr(region, "TILE", 64)  # of few runs, some of which stand still and some do not
    monkeypatch.setattr(together, "FEW", 4)
    rows: list[int] = []
    see = RunsTogether.is_finite
    monkeypatch.setattr(
        RunsTogether, "is_finite", lambda self, row: (rows.append(self._loss.size), see(self, row))[1]
    )
    got = compute(experiment, axes, whole(axes))
    looked_at = sum(rows)
    monkeypatch.setattr(Steps, "forgets", False)  # then all go on
    assert all(
        each.tobytes() == got[name].tobytes() for name, each in compute(experiment, axes, whole(axes)).items()
    )
    assert looked_at < sum(rows) - looked_at
    for where in some(itertools.product(range(12), range(12)), 29):
        one = experiment
        for axis, at in zip(axes, where, strict=True):
            one = placed(one, axis.parts, axis.values[at])
        assert_same(got, where, one)


@pytest.mark.parametrize(("kind", "precision"), pairs(kinds_of(Objective), ["float32", "float64"]))
def test_a_loss_that_is_too_large_for_a_moment_ends_its_run(kind, precision) -> None:
    """Whether numbers are finite is not looked at where parameters are small: how small is small enough?"""
    problem = kind()
    largest = float(np.finfo(precision).max)
    shares = (0.02, 0.1, 0.2, 0.26, 0.4, 0.49, 0.51, 0.52)
    starts = [sign * min(1e30, largest**share) for sign in (-1, 1) for share in shares]
    rates = tuple(np.geomspace(1e-3, 1e6, 5).tolist())
    schedule = Exponential(decay_rate=0.7, decay_steps=1)  # which brings some back
    experiment = Experiment(problem=problem, schedule=schedule, precision=precision)
    axes = [SweepAxis(("initial", 0), tuple(starts)), SweepAxis(("schedule", "learning_rate"), rates)]
    for steps in (1, 40):
        experiment = replace(experiment, steps=steps)
        got = compute(experiment, axes, whole(axes))
        for where in some(itertools.product(range(0, len(starts), 2), range(0, 5, 2)), 8):
            one = experiment
            for axis, at in zip(axes, where, strict=True):
                one = placed(one, axis.parts, axis.values[at])
            assert_same(got, where, one)
