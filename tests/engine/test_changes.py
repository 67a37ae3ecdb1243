"""Settings that change on the way: what was gathered stays, and every row uses the settings in force."""

import msgspec
import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage, Shadow
from gdviz.engine.changes import OPEN, Change, why_fixed, with_settings
from gdviz.engine.declare import RuleError, fields_of, kind_of
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.batches import Sampler
from gdviz.engine.learning.datasets import Moons
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L2, Penalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.objectives import Rosenbrock
from gdviz.engine.optimizers import Adagrad, Momentum, Optimizer
from gdviz.engine.problem import Objective
from gdviz.engine.runs import descent_of, run
from gdviz.engine.schedules import Constant, Exponential, Schedule

AT = 7
SMALL = Training(data=Moons(examples=23), model=Model(hidden=(3,), activation="tanh"))


def plain(value):
    return msgspec.to_builtins(value)


def changed(experiment, settings, step=AT):
    return msgspec.structs.replace(experiment, changes=(Change(step=step, set=settings),))


def assert_same(one, other):
    assert one.published == other.published
    assert one.outcome == other.outcome
    for name in one.columns:
        assert one.column(name).tobytes() == other.column(name).tobytes(), name


def learning(**more):
    return Experiment(
        **{"problem": SMALL, "steps": 20, "schedule": Constant(learning_rate=0.05), **more},
    )


def analytic(**more):
    return Experiment(
        **{"problem": Rosenbrock(), "steps": 20, "schedule": Constant(learning_rate=1e-4), **more}
    )


def settings_of(experiment):
    """Every setting of a run that can change, with the value in force."""
    found = {"schedule": plain(experiment.schedule)}
    for field in fields_of(type(experiment.schedule)):
        found[f"schedule.{field.name}"] = plain(getattr(experiment.schedule, field.name))
    for field in fields_of(type(experiment.optimizer)):
        found[f"optimizer.{field.name}"] = plain(getattr(experiment.optimizer, field.name))
    if isinstance(experiment.average, MovingAverage):
        found |= {"average.decay": experiment.average.decay, "average.num_updates": False}
    found["optimizer"] = plain(experiment.optimizer)
    found["batches.batch_size"] = experiment.batches.batch_size
    if isinstance(experiment.problem, Training):
        found["problem.penalty"] = plain(experiment.problem.penalty)
        found["problem.model.layer_rates"] = list(experiment.problem.model.layer_rates)
    return found


AVERAGE = MovingAverage(decay=0.7, start="zero", debias=True)
KINDS = {
    **{kind: learning(schedule=kind(), average=AVERAGE) for kind in kinds_of(Schedule)},
    **{kind: learning(optimizer=kind(), average=AVERAGE) for kind in kinds_of(Optimizer)},
    **{kind: learning(problem=msgspec.structs.replace(SMALL, penalty=kind())) for kind in kinds_of(Penalty)},
    **{kind: analytic(problem=kind()) for kind in kinds_of(Objective)},
    **{
        order: learning(batches=Batches(batch_size=5, order=order))
        for order in ("in_order", "shuffled", "random")
    },
}
KINDS |= {(kind, "analytic"): analytic(optimizer=kind(), average=AVERAGE) for kind in kinds_of(Optimizer)}
KINDS |= {(kind, "analytic"): analytic(schedule=kind(), average=AVERAGE) for kind in kinds_of(Schedule)}


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("name", KINDS, ids=str)
def test_to_set_what_is_in_force_changes_no_bit(name, precision):
    experiment = msgspec.structs.replace(KINDS[name], precision=precision)
    assert_same(run(changed(experiment, settings_of(experiment))), run(experiment))


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_an_optimizer_goes_on_with_what_it_has_gathered(kind, precision):
    """Against the same run made by hand, with only the numbers of the state replaced."""
    before = analytic(optimizer=kind(), precision=precision, schedule=Constant(learning_rate=1e-3))
    settings = {}
    for field in fields_of(kind):
        other = 0.5 if field.kind == "float" else not field.default
        try:
            changed(before, {f"optimizer.{field.name}": other})
        except RuleError as error:
            assert "begins" in str(error)
            continue
        settings[f"optimizer.{field.name}"] = other
    found = run(changed(before, settings | {"schedule.learning_rate": 2e-3}))

    after = with_settings(before, settings).optimizer
    params = np.asarray(before.start, precision)
    state, gradient = before.optimizer.start(params), before.problem.gradient(params)
    for row in range(20):
        assert found.params_at(row).tobytes() == params.tobytes()
        if row == AT and settings:
            slots = {name: state[name] for name in before.optimizer.slots()}
            extra = {name: state[name] for name in ("beta1_power", "beta2_power") if kind_of(kind) == "adam"}
            state = after.start(params) | slots | extra
            if kind_of(kind) == "adamw":  # Keras takes the powers of the betas anew
                state["step"][()] = AT + 1
                for beta in ("beta1", "beta2"):
                    state[f"{beta}_power"][()] = state[beta] ** (AT + 1)
        rate = np.asarray(1e-3 if row < AT else 2e-3, precision)
        (before.optimizer if row < AT else after).update(params, gradient, state, rate)
        gradient = before.problem.gradient(params)


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
@pytest.mark.parametrize("before", kinds_of(Optimizer), ids=kind_of)
def test_another_optimizer_begins_anew_where_the_run_is(before, kind):
    """From the change on it is a run of its own from there; where nothing else was gathered, to the bit."""
    experiment = analytic(optimizer=before(), schedule=Constant(learning_rate=1e-3))
    found = run(changed(experiment, {"optimizer": plain(kind()), "schedule.learning_rate": 2e-3}))
    assert found.params[: AT + 1].tobytes() == run(experiment).params[: AT + 1].tobytes()
    if before is kind:
        return
    start = tuple(found.params[AT].tolist())
    alone = analytic(optimizer=kind(), schedule=Constant(learning_rate=2e-3), initial=start, steps=20 - AT)
    assert found.params[AT:].tobytes() == run(alone).params.tobytes()


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
def test_a_network_goes_on_with_another_optimizer_that_has_gathered_nothing(kind):
    recording = run(changed(learning(optimizer=kind()), {"optimizer": {"kind": "adam", "beta1": 0.5}}))
    optimizer = recording.phases.at(AT).optimizer
    params = recording.params_at(AT).copy()
    state = kind().start(recording.params_at(0))
    for row in range(AT if kind is type(optimizer) else 0):  # what Adam itself has gathered stays
        kind().update(recording.params_at(row).copy(), recording.gradient_at(row), state, np.array(0.05))
    state = optimizer.taken_over(params, kind(), state)
    for row in range(AT, recording.published - 1):
        gradient = total_gradient(recording.problem_at(row), params, recording.batch(row))
        np.testing.assert_allclose(recording.gradient_at(row), gradient, rtol=1e-9, atol=1e-12)
        optimizer.update(params, recording.gradient_at(row), state, np.array(0.05))
        assert recording.params_at(row + 1).tobytes() == params.tobytes()


def test_rates_at_the_step_itself_are_the_new_ones():
    recording = run(
        changed(analytic(schedule=Exponential(learning_rate=1e-4)), {"schedule.learning_rate": 2e-4})
    )
    old, new = (Exponential(learning_rate=rate).rates(np.arange(21)) for rate in (1e-4, 2e-4))
    assert recording.column("learning_rate").tolist() == [*old[:AT], *new[AT:]]


def test_the_shadow_of_the_step_itself_was_made_before():
    average = MovingAverage(decay=0.9)
    recording = run(changed(analytic(average=average), {"average.decay": 0.5}))
    assert recording.column("effective_decay").tolist() == [0.9] * (AT + 1) + [0.5] * (20 - AT)
    shadow, params = Shadow(average, recording.params[0]), recording.params
    first = shadow.follow(params[: AT + 1], np.arange(AT + 1))
    shadow.average = MovingAverage(decay=0.5)
    rest = shadow.follow(params[AT + 1 :], np.arange(AT + 1, 21))
    np.testing.assert_array_equal(recording.shadow, np.concatenate([first, rest]))


def test_each_row_has_the_penalty_and_the_batch_in_force():
    experiment = changed(
        learning(batches=Batches(batch_size=4)),
        {"problem.penalty": {"kind": "l2", "scale": 0.3}, "batches.batch_size": 9},
    )
    recording = run(experiment)
    for row in range(recording.published):
        problem = recording.problem_at(row)
        assert problem.penalty == (SMALL.penalty if row < AT else L2(scale=0.3))
        rows = recording.batch(row)
        assert isinstance(rows, slice)
        assert rows.stop - rows.start <= (4 if row < AT else 9)
        np.testing.assert_allclose(
            recording.gradient_at(row),
            total_gradient(problem, recording.params_at(row), rows),
            rtol=1e-9,
            atol=1e-12,
        )
    total = recording.column("train_total_loss") - recording.column("train_data_loss")
    assert not total[:AT].any()
    assert (total[AT:] > 0).all()
    np.testing.assert_allclose(
        recording.column("loss"), recording.column("data_loss") + recording.column("penalty")
    )


def test_a_frozen_layer_stands_still_from_there_on():
    recording = run(changed(learning(), {"problem.model.layer_rates": [0.0, 1.0]}))
    layer, other = SMALL.layers
    moved = np.diff(recording.params, axis=0)
    assert moved[:AT, layer.start : layer.stop].any(axis=1).all()
    assert not moved[AT:, layer.start : layer.stop].any()
    assert moved[AT:, other.start : other.stop].any(axis=1).all()


@pytest.mark.parametrize("order", ["in_order", "shuffled", "random"])
@pytest.mark.parametrize(
    ("examples", "size", "step", "other"),
    [(23, 4, 7, 9), (12, 4, 3, 5), (23, 23, 2, 1), (10, 3, 1, 3), (23, 4, 7, 23)],
)
def test_batches_of_another_size_go_on_where_the_others_have_come_to(order, examples, size, step, other):
    before = Sampler(examples, size, order, 0)
    after = before.resized(step, other)
    taken = [np.arange(examples)[before.rows(row)] for row in range(step)]
    taken += [np.arange(examples)[after.rows(row)] for row in range(step, step + 40)]
    counted = np.cumsum([0, *map(len, taken)])
    rows = np.arange(step, step + 41)
    assert after.processed(rows).tolist() == counted[step:].tolist()
    if order == "shuffled":  # each epoch has each example once
        seen = np.concatenate(taken)
        for epoch in range(len(seen) // examples):
            assert sorted(seen[epoch * examples : (epoch + 1) * examples]) == list(range(examples))
    if order == "in_order" and other == size:
        assert [after.rows(row) for row in range(step, 40)] == [before.rows(row) for row in range(step, 40)]
    again = after.resized(step + 5, other)
    for row in range(step + 5, step + 30):
        np.testing.assert_array_equal(
            np.arange(examples)[again.rows(row)], np.arange(examples)[after.rows(row)]
        )
        assert again.processed(np.asarray(row)) == after.processed(np.asarray(row))


def test_counters_go_on():
    experiment = changed(
        analytic(batches=Batches(examples=10, batch_size=2)), {"batches.batch_size": 5}, step=3
    )
    examples = run(experiment).column("examples").tolist()
    assert examples[:7] == [0, 2, 4, 6, 11, 16, 21]
    assert run(experiment).column("epoch").tolist()[:7] == [0, 0, 0, 0, 1, 1, 2]


MANY = (
    Change(step=3, set={"schedule.learning_rate": 0.1, "batches.batch_size": 6}),
    Change(step=5, set={"problem.penalty": {"kind": "l2", "scale": 0.01}, "average.decay": 0.4}),
    Change(step=6, set={"optimizer.momentum": 0.3}),
    Change(step=12, set={"optimizer": {"kind": "adam", "beta1": 0.8}}),
    Change(step=17, set={"problem.model.layer_rates": [0.5, 1.0], "schedule": {"kind": "exponential"}}),
    Change(step=19, set={"optimizer.kind": "adamw"}),
    Change(step=900, set={"schedule.learning_rate": 9.0}),
)
CHANGING = learning(
    optimizer=Momentum(), average=AVERAGE, batches=Batches(batch_size=4, order="shuffled"), steps=30
)


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_bursts_of_any_size_and_rows_made_again_are_the_same(precision):
    experiment = msgspec.structs.replace(CHANGING, changes=MANY, precision=precision)
    whole = run(experiment)
    for size in (1, 2, 5):
        descent = descent_of(experiment)
        while not descent.advance(size):
            pass
        assert_same(descent.recording, whole)
    small = TrainingDescent(experiment, budget=3_000).run()
    assert small.spacing
    for rows in (range(31), reversed(range(31))):
        for row in rows:
            for part in ("params", "gradient", "shadow"):
                read = getattr(small, f"{part}_at")(row)
                assert read.tobytes() == getattr(whole, f"{part}_at")(row).tobytes()


def test_analytic_bursts_of_any_size_are_the_same():
    experiment = msgspec.structs.replace(
        analytic(optimizer=Momentum(), average=AVERAGE),
        changes=(MANY[2], Change(step=7, set={"average.decay": 0.1})),
    )
    whole = run(experiment)
    for size in (1, 2, 6, 7, 8):
        descent = descent_of(experiment)
        while not descent.advance(size):
            pass
        assert_same(descent.recording, whole)


def test_a_change_past_the_end_does_nothing():
    assert_same(run(changed(analytic(), {"schedule.learning_rate": 9.0}, step=21)), run(analytic()))


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"precision": "float32"}, "precision"),
        ({"steps": 3}, "number of steps"),
        ({"problem.data.examples": 3}, "data"),
        ({"problem": {"kind": "himmelblau"}}, "data, model and loss"),
        ({"initial": [1.0, 2.0]}, "start"),
        ({"average.kind": "none"}, "shadow"),
        ({"optimizer": {"kind": "adagrad", "initial_accumulator_value": 0.5}}, "begins"),
        ({"schedule.nothing": 3}, "no such setting"),
        ({"schedule.learning_rate": -3}, "can’t be set"),
        ({"schedule.kind": "nothing"}, "no such kind"),
    ],
)
def test_what_holds_for_the_whole_run_is_refused_with_a_sentence(settings, text):
    with pytest.raises(RuleError, match=text):
        changed(analytic(average=AVERAGE, optimizer=Adagrad()), settings)


def test_each_step_once_and_in_order():
    change = Change(step=3, set={"schedule.learning_rate": 0.1})
    for changes in ((change, change), (MANY[1], change)):
        with pytest.raises(RuleError, match="order of their steps"):
            msgspec.structs.replace(CHANGING, changes=changes)


def test_the_order_of_settings_says_nothing():
    settings = {"schedule.decay_rate": 0.5, "schedule.kind": "exponential", "schedule.learning_rate": 0.3}
    for keys in (sorted(settings), sorted(settings, reverse=True)):
        schedule = with_settings(analytic(), {key: settings[key] for key in keys}).schedule
        assert schedule == Exponential(learning_rate=0.3, decay_rate=0.5)


def test_every_part_of_a_run_is_open_or_says_why_not():
    for field in fields_of(Experiment):
        assert (why_fixed(field.name) is None) == (field.name in OPEN)


def test_no_cause_is_claimed_across_another_loss():
    wild = learning(schedule=Constant(learning_rate=80.0), steps=60)
    changed_run = run(changed(wild, {"problem.penalty": {"kind": "l2", "scale": 0.5}}))
    assert changed_run.outcome.decisive == ""
