"""What a step adds up, of every optimizer: its parts are the movement that the update makes."""

import numpy as np
import pytest

from gdviz.engine.declare import kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.objectives import Ravine
from gdviz.engine.optimizers import Momentum, Optimizer, RMSProp
from gdviz.engine.runs import run
from gdviz.engine.schedules import Exponential
from gdviz.readings.replay import replay_of

MORE = [Momentum(nesterov=True), RMSProp(momentum=0.5)]


@pytest.mark.parametrize("optimizer", [*(kind() for kind in kinds_of(Optimizer)), *MORE], ids=kind_of)
def test_the_parts_of_a_step_are_its_movement(optimizer):
    experiment = Experiment(
        problem=Ravine(), optimizer=optimizer, schedule=Exponential(learning_rate=0.05), steps=12
    )
    recording = run(experiment)
    replay = replay_of(recording)
    for row in range(12):
        state = replay.state(row, 60.0)
        before = {name: array.copy() for name, array in state.items()}
        params, gradient = recording.params_at(row), recording.gradient_at(row)
        rate = recording.learning_rate_rows[row]
        parts = optimizer.parts(params, gradient, state, rate)
        movement = recording.params_at(row + 1) - params
        np.testing.assert_allclose(sum(part.movement for part in parts), movement, rtol=1e-6, atol=1e-12)
        assert len({part.symbol for part in parts}) == len(parts)
        reach = optimizer.reach(gradient, state, rate)
        if reach is not None and len(parts) == 1:
            np.testing.assert_allclose(-reach * gradient, movement, rtol=1e-6, atol=1e-12)
        assert all((state[name] == before[name]).all() for name in optimizer.slots())
