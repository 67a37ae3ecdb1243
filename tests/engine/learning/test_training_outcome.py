"""What is said of runs that learn from data, checked by going on and by other learning rates."""

from collections import Counter

import msgspec
import numpy as np

from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Moons, Ring, StraightLine, Yogurt
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.penalties import L1, L2, NoPenalty
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum
from gdviz.engine.schedules import Constant, Exponential

ORDERS = ("in_order", "in_order", "shuffled", "random")
DATA = (StraightLine(seed=1), Moons(examples=60), Ring(examples=60), Yogurt())


def random_experiment(rng):
    rate = 10 ** rng.uniform(-2, 1.5)
    schedules = (Exponential(learning_rate=rate, decay_rate=0.5), *(Constant(learning_rate=rate),) * 3)
    optimizers = (Momentum(), Adam(), *(GradientDescent(),) * 4)
    penalties = (NoPenalty(), NoPenalty(), L2(scale=10 ** rng.uniform(-2, 1.5)), L1(scale=0.1))
    model = Model(
        hidden=((), (5,), (11,), (4, 4))[rng.integers(4)],
        activation=("relu", "tanh", "sigmoid")[rng.integers(3)],
    )
    return Experiment(
        problem=Training(data=DATA[rng.integers(4)], model=model, penalty=penalties[rng.integers(4)]),
        schedule=schedules[rng.integers(4)],
        optimizer=optimizers[rng.integers(6)],
        batches=Batches(batch_size=int(rng.choice([0, 0, 10])), order=ORDERS[rng.integers(4)]),
        steps=int(rng.integers(3, 80)),
        seed=int(rng.integers(1000)),
        precision=str(rng.choice(["float32", "float64"])),
    )


def longer(experiment, rate=None):
    schedule = experiment.schedule if rate is None else Constant(learning_rate=rate)
    changes = {"schedule": schedule, "steps": 10 * experiment.steps}
    return TrainingDescent(msgspec.structs.replace(experiment, **changes)).run()


def test_what_is_said_of_random_networks_is_true():
    seen = Counter()
    for seed in range(150):
        experiment = random_experiment(np.random.default_rng(seed))
        recording = TrainingDescent(experiment).run()
        outcome, total = recording.outcome, recording.evaluated("train_total_loss")[1]
        seen[outcome.kind] += 1
        seen[outcome.decisive] += 1
        if outcome.kind in ("done", "risen"):
            assert (total[-1] > total[0]) == (outcome.kind == "risen"), seed
        if outcome.kind == "diverging":
            after = longer(experiment)
            assert after.outcome.kind == "diverged" or after.evaluated("train_total_loss")[1][-1] > total[-1]
        if outcome.decisive in ("everywhere", "row"):
            assert experiment.batches.batch_size == 0
            assert experiment.batches.order != "random"  # which takes some twice: a curvature of its own
            assert outcome.learning_rate > outcome.limit
            for part in (0.95, 0.5, 0.1):
                assert longer(experiment, part * outcome.limit).outcome.kind == "done", (seed, part)
        if outcome.decisive == "penalty":
            assert outcome.learning_rate * experiment.problem.penalty.scale > 2
    assert {"done", "risen", "diverging", "diverged", "everywhere", "row", "penalty"} <= set(seen)
