"""Training runs: steps a second as a ratio to loops that others would write, in the same run; and memory.

    pytest tests/benchmarks/test_training_speed.py --override-ini="addopts=--import-mode=importlib"

All learn the course's disc with a 2-11-1 network, ReLU, mean squared error and Adam. The plain loop works in
place on one flat vector and keeps every step's parameters; the loop in JavaScript goes through examples,
units and links one by one and needs ``node``; the session of TensorFlow 1 needs TensorFlow here.
"""

import importlib.util
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from tests.benchmarks.sizes import SMALL, sized

HERE = Path(__file__).parent
STEPS = sized(10_000, 20)
WIDE_STEPS = sized(1000, 10)
LONG_STEPS = sized(40_000, 60)
RATE = 0.0001


def experiment(batch, precision="float64", hidden=(11,), steps=STEPS, order="in_order"):
    return Experiment(
        problem=Training(data=Ring(), model=Model(hidden=hidden)),
        optimizer=Adam(),
        schedule=Constant(learning_rate=RATE),
        batches=Batches(batch_size=batch, order=order),
        steps=steps,
        precision=precision,
    )


def plain_loop(batch, precision, steps=STEPS):
    """What one writes with NumPy who cares for speed; returns every step's parameters."""
    x, y = Ring().draw()
    x, y = x.astype(precision), y[:, None].astype(precision)
    flat = np.random.default_rng(0).normal(size=45).astype(precision)
    gradient = np.empty_like(flat)
    w1, b1, w2, b2 = flat[:22].reshape(2, 11), flat[22:33], flat[33:44].reshape(11, 1), flat[44:]
    d1, c1, d2, c2 = (
        gradient[:22].reshape(2, 11),
        gradient[22:33],
        gradient[33:44].reshape(11, 1),
        gradient[44:],
    )
    m, v, scratch, step_taken = (np.zeros_like(flat) for _ in range(4))
    hidden, outer = np.empty((batch, 11), precision), np.empty((batch, 11), precision)
    output, active = np.empty((batch, 1), precision), np.empty((batch, 11), bool)
    rows = np.empty((steps + 1, 45), precision)
    rows[0] = flat
    for step in range(1, steps + 1):
        start = (step - 1) * batch % len(x)
        inputs, target = x[start : start + batch], y[start : start + batch]
        np.dot(inputs, w1, out=hidden)
        hidden += b1
        np.maximum(hidden, 0, out=hidden)
        np.dot(hidden, w2, out=output)
        output += b2
        output -= target
        output *= 2 / batch
        np.dot(hidden.T, output, out=d2)
        output.sum(0, out=c2)
        np.dot(output, w2.T, out=outer)
        np.greater(hidden, 0, out=active)
        outer *= active
        np.dot(inputs.T, outer, out=d1)
        outer.sum(0, out=c1)
        m *= 0.9
        np.multiply(gradient, 0.1, out=scratch)
        m += scratch
        v *= 0.999
        np.multiply(gradient, gradient, out=scratch)
        scratch *= 0.001
        v += scratch
        np.sqrt(v, out=scratch)
        scratch += 1e-8
        np.divide(m, scratch, out=step_taken)
        step_taken *= RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
        flat -= step_taken
        rows[step] = flat
    return rows


def seconds(work, rounds=5):
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def note(benchmark, ratio_to=None, slower=None, steps=STEPS):
    """Put down the steps a second, and how many times as fast as something else it is."""
    benchmark.extra_info["steps a second"] = round(steps / benchmark.stats["min"])
    if ratio_to:
        benchmark.extra_info[f"{ratio_to}, steps a second"] = round(steps / slower)
        benchmark.extra_info[f"times as fast as {ratio_to}"] = round(slower / benchmark.stats["min"], 2)


def test_the_plain_loop_learns_the_same():
    start = np.random.default_rng(0).normal(size=45)
    settings = experiment(30, steps=300)
    ours = run(
        Experiment(
            **{
                **{name: getattr(settings, name) for name in settings.__struct_fields__},
                "initial": tuple(start.tolist()),
            }
        )
    )
    np.testing.assert_allclose(
        plain_loop(30, "float64", 300), ours.params_between(0, 301), rtol=1e-6, atol=1e-9
    )


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("batch", [30, 300])
def test_against_a_plain_loop(benchmark, batch, precision):
    slower = seconds(lambda: plain_loop(batch, precision))
    benchmark.pedantic(run, (experiment(batch, precision),), rounds=5, warmup_rounds=1)
    note(benchmark, "a plain loop", slower)


@pytest.mark.parametrize("order", ["shuffled", "random"])
def test_drawn_batches(benchmark, order):
    benchmark.pedantic(run, (experiment(30, order=order),), rounds=3, warmup_rounds=1)
    note(benchmark)


@pytest.mark.skipif(not shutil.which("node"), reason="there is no node")
def test_against_a_loop_over_the_examples_in_javascript(benchmark):
    command = ["node", str(HERE / "per_example.js"), "300", str(sized(3000, 30))]
    rates = [
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)
    ]
    benchmark.pedantic(run, (experiment(300),), rounds=5, warmup_rounds=1)
    note(benchmark, "JavaScript", STEPS / max(rates))


@pytest.mark.skipif(importlib.util.find_spec("tensorflow") is None, reason="there is no TensorFlow")
def test_against_a_session_of_tensorflow_1(benchmark):
    script = [sys.executable, str(HERE / "session_steps.py"), "30", str(sized(3000, 30))]
    rate = float(subprocess.run(script, capture_output=True, text=True, check=True).stdout.split()[-1])
    benchmark.pedantic(run, (experiment(30, "float32"),), rounds=5, warmup_rounds=1)
    note(benchmark, "a session", STEPS / rate)


def test_the_three_runs_of_lesson_13(benchmark):
    """40,000 steps each; the aim is under 5 s in all."""
    runs = [replace(each.experiment, steps=LONG_STEPS) for each in lessons.load("13").runs]
    benchmark.pedantic(lambda: [run(each) for each in runs], rounds=2)


@pytest.mark.parametrize("hidden", sized([(64, 64), (64,) * 6], [(64, 64)]), ids=str)
def test_wide_networks(benchmark, hidden):
    benchmark.pedantic(run, (experiment(30, hidden=hidden, steps=WIDE_STEPS),), rounds=3, warmup_rounds=1)
    note(benchmark, steps=WIDE_STEPS)


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_forty_thousand_steps_of_a_wide_network_stay_in_the_budget_and_scrub(benchmark):
    """Resident memory, and rows made again in any order against those first computed, bit for bit."""
    code = """
import gdviz
import hashlib, time
import numpy as np
from gdviz.engine.experiment import *
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.optimizers import Adam
from gdviz.engine.schedules import Constant

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

def digest(*rows):
    return hashlib.blake2b(b"".join(row.tobytes() for row in rows), digest_size=16).digest()

experiment = Experiment(
    problem=Training(model=Model(hidden=(64, 64))), optimizer=Adam(), average=MovingAverage(),
    schedule=Constant(learning_rate=0.0001), batches=Batches(batch_size=30), steps=STEPS,
)
begin = resident()
descent = TrainingDescent(experiment)
recording, stepper = descent.recording, descent._stepper
first, keep = [], stepper.burst
def burst(rows):
    made = keep(rows)
    first.extend(digest(*row) for row in zip(made.params, made.gradient, made.shadow))
    return made
stepper.burst = burst
first.append(digest(recording.params_at(0), recording.gradient_between(0, 1)[0], recording.shadow_at(0)))
while not descent.advance(256):
    pass
most, slowest = resident() - begin, 0.0
half = STEPS // 2
around = range(half, min(half + 200, STEPS))
rows = [*range(0, STEPS + 1, 37), *range(STEPS, -1, -41), *around, *reversed(around)]
for row in rows:
    start = time.perf_counter()
    params = recording.params_at(row)
    slowest = max(slowest, time.perf_counter() - start)
    made = digest(params, recording.gradient_between(row, row + 1)[0], recording.shadow_at(row))
    assert made == first[row], row
print(max(most, resident() - begin), slowest, len(rows))
"""

    code = code.replace("STEPS", str(LONG_STEPS))

    def whole_run():
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    memory, slowest, _ = map(float, benchmark.pedantic(whole_run, rounds=1).stdout.split())
    benchmark.extra_info["megabytes"] = round(memory / 1e6)
    benchmark.extra_info["slowest row in milliseconds"] = round(slowest * 1e3, 1)
    assert SMALL or memory < 256e6 + 40e6  # beside the budget: small columns and Python itself
