"""This step of runs whose settings change on the way: what is in force stands in its lines."""

import msgspec
import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.changes import Change
from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.datasets import Moons
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Adam, Optimizer
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.readings.replay import replay_of
from gdviz.views.step.arithmetic import step_equations
from gdviz.views.step.training_arithmetic import training_equations

LEARNING = Training(data=Moons(examples=23), model=Model(hidden=(3,), activation="tanh"))
CHANGES = (
    Change(step=3, set={"schedule.learning_rate": 0.02}),
    Change(step=6, set={"schedule.learning_rate": 0.03, "average.decay": 0.5}),
)


def numbers(optimizer):
    """Other numbers of an optimizer, as far as they can change."""
    return {
        f"optimizer.{name}": 0.4
        for name in optimizer.__struct_fields__
        if name not in ("nesterov", "initial_accumulator_value")
    }


def experiment(optimizer, **more):
    changed = numbers(optimizer)
    changes = (*CHANGES[:1], Change(step=6, set={**CHANGES[1].set, **changed}))
    average = MovingAverage(decay=0.9, start="zero", debias=True)
    schedule = Constant(learning_rate=0.01)
    return Experiment(
        **{
            "optimizer": optimizer,
            "steps": 12,
            "average": average,
            "schedule": schedule,
            "changes": changes,
            **more,
        }
    )


@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
def test_the_lines_come_to_the_next_row(kind):
    recording = run(experiment(kind()))
    replay = replay_of(recording)
    for row in range(12):
        state = replay.state(row, 60.0)
        settings = recording.phases.at(row)
        params, gradient = recording.params_at(row), recording.gradient_at(row)
        (line,) = [
            line
            for line in settings.optimizer.lines(params, gradient, state, recording.learning_rate_rows[row])
            if line.symbol == "w"
        ]
        assert line.value == recording.params_at(row + 1)[0]
        rates = [each.parts[-1] for each in step_equations(recording, row, state) if each.left == "η"]
        assert rates == [["0.01", "0.02", "0.03"][(row >= 3) + (row >= 6)]]


@pytest.mark.parametrize("budget", [10**8, 3_000])
@pytest.mark.parametrize("kind", kinds_of(Optimizer), ids=kind_of)
def test_the_state_of_a_model_is_found_again(kind, budget):
    made = experiment(kind(), problem=LEARNING)
    frozen = Change(step=9, set={"problem.model.layer_rates": [0.5, 0.0]})
    made = msgspec.structs.replace(made, changes=(*made.changes, frozen))
    recording = TrainingDescent(made, budget).run()
    replay = replay_of(recording)
    for row in (0, 5, 6, 7, 2, 8, 9, 11):
        state = replay.state(row, 60.0)
        settings = recording.phases.at(row)
        params, gradient = np.array(recording.params_at(row)), recording.gradient_at(row)
        rate = np.full_like(params, recording.learning_rate_rows[row])
        if row >= 9:
            first, second = LEARNING.layers
            rate[first.start : first.stop] *= 0.5
            rate[second.start : second.stop] *= 0.0
        settings.optimizer.update(
            params, gradient, {name: np.array(each) for name, each in state.items()}, rate
        )
        np.testing.assert_array_equal(params, recording.params_at(row + 1))


def test_penalty_and_decay_in_force_stand_in_the_lines():
    made = experiment(Adam(), problem=LEARNING)
    penalty = Change(step=6, set={**made.changes[1].set, "problem.penalty": {"kind": "l2", "scale": 0.25}})
    recording = run(msgspec.structs.replace(made, changes=(made.changes[0], penalty)))
    replay = replay_of(recording)
    for row, charged, decay in ((5, False, "0.9"), (6, True, "0.5")):
        equations = training_equations(recording, row, 0, replay.state(row, 60.0))
        text = " ".join(part for each in equations for part in (each.left, *each.parts))
        assert ("penalty" in text) == charged
        assert ("0.25" in text) == charged
        assert f"{decay} ×" in text
