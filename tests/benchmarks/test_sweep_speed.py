"""Maps and sweeps: pictures a second, updates a second, network steps a second, and the memory of large ones.

    pytest tests/benchmarks/test_sweep_speed.py --override-ini="addopts=--import-mode=importlib"

Seconds are those of the processor, so that other programs of the machine count as little as can be.
"""

import os
import resource
import time

import numpy as np
import pytest

from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau
from gdviz.engine.optimizers import Adam, Momentum
from gdviz.engine.schedules import Exponential
from gdviz.engine.sweep.axes import SweepAxis
from gdviz.engine.sweep.plan import sweep
from gdviz.engine.sweep.pool import EngineProcesses
from gdviz.engine.sweep.region import compute
from tests.benchmarks.sizes import sized

RATE, START = ("schedule", "learning_rate"), ("initial", 0)
LARGE = int(
    os.environ.get("GDVIZ_SWEEP_RUNS", sized(10**7, 10**4))
)  # 10⁸ is what the figures of the whole are for
ROUNDS, RATES = sized(5, 1), sized(512, 16)

EXPERIMENTS = {
    "w": Experiment(),
    "w, float32": Experiment(precision="float32"),
    "w, momentum, float32": Experiment(optimizer=Momentum(), precision="float32"),
    "w, Adam": Experiment(optimizer=Adam()),
    "x and y, Himmelblau": Experiment(problem=Himmelblau()),
}


def axes(low: float, high: float, count: int) -> tuple[SweepAxis, SweepAxis]:
    """Rate and start, both linear."""
    starts = np.linspace(-4.0, 4.0, count).tolist()
    return SweepAxis(START, tuple(starts)), SweepAxis(RATE, tuple(np.linspace(low, high, count).tolist()))


def with_steps(experiment: Experiment, steps: int) -> Experiment:
    fields = {name: getattr(experiment, name) for name in Experiment.__struct_fields__}
    return Experiment(**{**fields, "steps": steps})


@pytest.mark.parametrize("name", EXPERIMENTS)
@pytest.mark.parametrize(("count", "steps"), sized([(128, 200), (512, 200), (1000, 40)], [(32, 20)]))
def test_a_picture(benchmark, name, count, steps):
    experiment = with_steps(EXPERIMENTS[name], steps)
    over, box = axes(0.001, 0.02 if "Himmelblau" in name else 0.99, count), ((0, count), (0, count))
    compute(experiment, over, ((0, 1), (0, count)))
    began = time.process_time()
    benchmark.pedantic(compute, (experiment, over, box), rounds=ROUNDS)
    seconds = (time.process_time() - began) / ROUNDS
    benchmark.extra_info |= {
        "pictures a core-second": 1 / seconds,
        "updates a core-second": count * count * steps / seconds,
    }


@pytest.mark.parametrize("batch_size", [8, 20])
@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_networks_of_2_11_1(benchmark, batch_size, precision):
    problem = Training(data=Ring(examples=100), model=Model(hidden=(11,)))
    batches = Batches(batch_size=batch_size)
    experiment = Experiment(problem=problem, batches=batches, steps=200, precision=precision)
    over = (SweepAxis(("problem", "model", "weights", "spread"), (0.3, 1.0)), axes(0.001, 1.0, RATES)[1])
    compute(experiment, over, ((0, 1), (0, 8)))
    began = time.process_time()
    benchmark.pedantic(compute, (experiment, over, ((0, 2), (0, RATES))), rounds=3)
    steps = 3 * 2 * RATES * 200 / (time.process_time() - began)
    benchmark.extra_info |= {
        "network steps a core-second": steps,
        "core-seconds of 128² × 200": 128**2 * 200 / steps,
    }


@pytest.mark.parametrize("processes", [1, 2])
def test_a_large_sweep(benchmark, processes, tmp_path):
    experiment = Experiment(steps=200, precision="float32")
    count = round(LARGE**0.5)
    with EngineProcesses(processes) as pool:
        made = benchmark.pedantic(
            sweep,
            (experiment, axes(0.001, 0.99, count), ("outcome", "arrived", "final_loss")),
            {"executor": pool, "folder": tmp_path / "sweep"},
            rounds=1,
        )
    assert made["outcome"].shape == (count, count)
    benchmark.extra_info |= {
        "runs": count * count,
        "updates a second": count * count * 200 / benchmark.stats.stats.mean,
        "MB of a process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def test_a_schedule_that_decays(benchmark):
    experiment = Experiment(schedule=Exponential(), steps=200)
    decays = SweepAxis(("schedule", "decay_rate"), tuple(np.linspace(0.5, 1.0, 128).tolist()))
    benchmark(compute, experiment, (decays, axes(0.001, 2.0, 128)[1]), ((0, 128), (0, 128)))
