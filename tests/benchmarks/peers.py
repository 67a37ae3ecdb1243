"""gdviz beside what others have, in one run, as a Markdown table: ``python -m tests.benchmarks.peers``.

All learn the course's disc with a 2-11-1 network, ReLU, mean squared error and Adam, in float64, and keep
every step's parameters: a loop in place as one writes with NumPy who cares for speed; a session of TensorFlow
1 that is asked for each step, in float32 (where TensorFlow is installed); and units and links in JavaScript,
example by example, as TensorFlow Playground's network does, written anew here (where there is node). Each
figure is the median of rounds that go through all of them in turns: what else the machine does meets all
alike.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.runs import run
from gdviz.views.data.heat_map import drained, outputs_at
from tests.benchmarks.sizes import SMALL, sized
from tests.benchmarks.test_training_speed import experiment, plain_loop

HERE = Path(__file__).parent
ROUNDS = sized(7, 1)
STEPS = sized(4000, 30)
GRIDS = sized(200, 3)
BATCHES = (1, 30, 300)

Row = dict[str, Callable[[], float]]  # by who it is: a second's worth of work


def rate(work: Callable[[], object], count: int) -> float:
    """How many of `count` things a second `work` does."""
    begin = time.perf_counter()
    work()
    return count / (time.perf_counter() - begin)


def told(*command: str) -> float:
    """The number that a program prints last."""
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])


def rows() -> dict[str, Row]:
    """What is measured, by its name."""
    node = shutil.which("node")
    session = importlib.util.find_spec("tensorflow") is not None
    found: dict[str, Row] = {}
    for batch in BATCHES:
        row: Row = {
            "gdviz": lambda batch=batch: rate(lambda: run(experiment(batch, steps=STEPS)), STEPS),
            "loop in NumPy": lambda batch=batch: rate(lambda: plain_loop(batch, "float64", STEPS), STEPS),
        }
        if session:
            row["TensorFlow 1 session"] = lambda batch=batch: told(
                sys.executable, str(HERE / "session_steps.py"), str(batch), str(sized(1500, 30))
            )
        if node:
            steps = str(max(sized(30_000, 300) // batch, 10))
            row["units and links in JavaScript"] = lambda batch=batch, steps=steps: told(
                node, str(HERE / "per_example.js"), str(batch), steps
            )
        found[f"steps a second, batch {batch}"] = row
    found["boundary grids of 100×100 a second"] = grids(node)
    return found


def grids(node: str | None) -> Row:
    """The outputs of the model over a square, as a boundary asks for them."""
    problem = Training(data=Ring(), model=Model(hidden=(11,)))
    params = np.random.default_rng(0).normal(size=45)
    axis = np.linspace(-3, 3, 100)
    across, up = np.meshgrid(axis, axis)
    points = np.column_stack([across.ravel(), up.ravel()])
    w1, b1, w2, b2 = params[:22].reshape(2, 11), params[22:33], params[33:44].reshape(11, 1), params[44:]

    def ours() -> None:
        for _ in range(GRIDS):
            drained(outputs_at(problem, params, points))

    def plain() -> None:
        for _ in range(GRIDS):
            np.maximum(points @ w1 + b1, 0) @ w2 + b2

    row: Row = {"gdviz": lambda: rate(ours, GRIDS), "loop in NumPy": lambda: rate(plain, GRIDS)}
    if node:
        row["units and links in JavaScript"] = lambda: told(
            node, str(HERE / "per_example.js"), "grid", str(sized(60, 2))
        )
    return row


def starts() -> dict[str, str]:
    """Seconds to the first paint, beside the least window of PySide6 and pyqtgraph; none without Xvfb."""
    from tests.benchmarks import first_paint

    if SMALL or not first_paint.available():  # small, it has a test of its own
        return {}
    commands = [[sys.executable, str(HERE / "trivial_window.py")], [sys.executable, "-m", "gdviz"]]
    base, app = map(first_paint.medians, first_paint.starts(commands, ROUNDS))
    ratio, share = app.painted / base.painted, app.processor / base.processor
    beside = f"{ratio:.2f} of a bare window of pyqtgraph ({base.painted:.2f} s)"
    return {"gdviz": f"{app.painted:.2f} s, {beside}; {share:.2f} of its processor time"}


def machine() -> str:
    """What it was made on."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [line for line in cpuinfo.read_text(encoding="utf-8").splitlines() if "model name" in line]
        name = models[0].partition(":")[2].strip() if models else name
    return f"{name}, Python {platform.python_version()}, NumPy {np.__version__}"


def table() -> str:
    """The table, in Markdown."""
    measured = rows()
    times: dict[str, dict[str, list[float]]] = {
        name: {who: [] for who in row} for name, row in measured.items()
    }
    for _ in range(ROUNDS):
        for name, row in measured.items():
            for who, work in row.items():
                times.setdefault(name, {}).setdefault(who, []).append(work())
    peers = list(dict.fromkeys(who for row in measured.values() for who in row))
    lines = ["| " + " | ".join(["", *peers]) + " |", "| --- |" + " ---: |" * len(peers)]
    for name, row in times.items():
        cells = [f"{statistics.median(row[who]):,.0f}" if who in row else "" for who in peers]
        lines.append("| " + " | ".join([name, *cells]) + " |")
    for who, text in starts().items():
        lines.append(
            "| start to first paint | " + " | ".join(text if each == who else "" for each in peers) + " |"
        )
    return "\n".join([*lines, "", f"Medians of {ROUNDS} rounds; {machine()}."])


if __name__ == "__main__":
    print(table())
