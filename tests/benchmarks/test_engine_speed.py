"""Steps a second of the engine, against a loop as a textbook writes it, in the same run.

    pytest tests/benchmarks/test_engine_speed.py --override-ini="addopts=--import-mode=importlib"

`extra_info` of each result has the steps a second; the ratio to the textbook loop is a benchmark of its own.
"""

import subprocess
import sys
import time

import numpy as np
import pytest

from gdviz.engine.averaging import MovingAverage
from gdviz.engine.descent import Descent, run
from gdviz.engine.experiment import Experiment
from gdviz.engine.objectives import CourseSquare, Himmelblau, Ravine, Rosenbrock
from gdviz.engine.optimizers import Adam, Momentum
from gdviz.engine.schedules import Constant, Exponential
from tests.benchmarks.sizes import SMALL, sized

STEPS = sized(100_000, 50)
SLOW = Constant(learning_rate=0.0001)

EXPERIMENTS = {
    "w": Experiment(problem=CourseSquare(), schedule=SLOW, steps=STEPS),
    "w, float32": Experiment(problem=CourseSquare(), schedule=SLOW, steps=STEPS, precision="float32"),
    "w, decay and shadow": Experiment(
        schedule=Exponential(learning_rate=0.1, decay_rate=0.99), average=MovingAverage(), steps=STEPS
    ),
    "x and y, ravine": Experiment(problem=Ravine(), schedule=SLOW, steps=STEPS),
    "x and y, Rosenbrock": Experiment(problem=Rosenbrock(), schedule=SLOW, steps=STEPS),
    "x and y, Himmelblau, momentum": Experiment(
        problem=Himmelblau(), optimizer=Momentum(), schedule=SLOW, steps=STEPS
    ),
    "x and y, Rosenbrock, Adam": Experiment(
        problem=Rosenbrock(), optimizer=Adam(), schedule=SLOW, steps=STEPS
    ),
}


def textbook_w(steps):
    """What a textbook writes for (w + 1)², keeping every row."""
    w, rows = np.array([5.0]), []
    for _ in range(steps):
        gradient = 2 * (w + 1)
        rows.append((w[0], np.square(w + 1)[0], gradient[0]))
        w = w - 0.0001 * gradient
    return rows


def textbook_ravine(steps):
    """What a textbook writes for x²/20 + y², keeping every row."""
    place, rows = np.array([-7.0, 2.0]), []
    for _ in range(steps):
        x, y = place
        gradient = np.array([x / 10, 2 * y])
        rows.append((place, x**2 / 20 + y**2, gradient))
        place = place - 0.0001 * gradient
    return rows


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_steps_a_second(benchmark, name):
    benchmark.pedantic(run, (EXPERIMENTS[name],), rounds=5, warmup_rounds=1)
    benchmark.extra_info["steps a second"] = round(STEPS / benchmark.stats["min"])


@pytest.mark.parametrize(("name", "textbook"), [("w", textbook_w), ("x and y, ravine", textbook_ravine)])
def test_against_a_textbook_loop(benchmark, name, textbook):
    def seconds_of_textbook():
        begin = time.perf_counter()
        textbook(STEPS)
        return time.perf_counter() - begin

    slower = min(seconds_of_textbook() for _ in range(5))
    benchmark.pedantic(run, (EXPERIMENTS[name],), rounds=5, warmup_rounds=1)
    benchmark.extra_info["times as fast as a textbook loop"] = round(slower / benchmark.stats["min"], 2)


@pytest.mark.parametrize("rows", sized([1, 100, 10_000], [1]))
def test_a_burst(benchmark, rows):
    """How long the worker keeps the interpreter for one burst."""
    descent = Descent(Experiment(schedule=SLOW, steps=sized(100_000_000, 1000), precision="float32"))
    benchmark.pedantic(descent.advance, (rows,), rounds=20, warmup_rounds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_ten_million_steps_stay_within_100_bytes_a_step(benchmark):
    steps = sized(10_000_000, 100_000)
    code = f"""
from gdviz.engine.descent import *
from gdviz.engine.averaging import MovingAverage

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

descent = Descent(Experiment(steps={steps}, average=MovingAverage()))
begin, taken = resident(), []
while not descent.advance({steps // 200}):
    taken.append((resident() - begin) / descent.recording.published)
print(max(taken[10:]))
"""

    def whole_run():
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    done = benchmark.pedantic(whole_run, rounds=1)
    benchmark.extra_info["bytes a step"] = float(done.stdout)
    assert SMALL or float(done.stdout) < 100
