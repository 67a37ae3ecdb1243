"""How the cost grows with steps, runs, parameters and points: ``python -m tests.benchmarks.growth FILE``.

Each point is the median of rounds; the thin line grows in proportion, through the first point.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.datasets import Ring
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import CourseSquare
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from tests.benchmarks.sizes import sized
from tests.benchmarks.test_training_speed import experiment

ROUNDS = sized(5, 1)
SIZE = 1100, 760
HIDDEN = (1, 4, 11, 32, 64, 128)

Costs = list[tuple[int, float]]  # how much there is of it, and milliseconds


def cost(work: Callable[[], object]) -> float:
    """Milliseconds, the median of the rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def of_steps() -> Costs:
    """One parameter, more and more steps."""
    rate = Constant(learning_rate=0.0001)
    counts = sized([1000, 10_000, 100_000, 1_000_000, 10_000_000], [100, 1000])
    base = Experiment(problem=CourseSquare(), schedule=rate)
    return [(count, cost(lambda count=count: run(replace(base, steps=count)))) for count in counts]


def of_runs() -> Costs:
    """A 2-11-1 network, 1 to 8 runs, one after the other."""
    one = experiment(30, steps=sized(1000, 20))
    return [(count, cost(lambda count=count: [run(one) for _ in range(count)])) for count in (1, 2, 4, 8)]


def of_parameters() -> Costs:
    """One hidden layer, wider and wider."""
    steps = sized(1000, 20)
    found = []
    for units in HIDDEN:
        wide = experiment(30, hidden=(units,), steps=steps)
        found.append((wide.problem.layers[-1].stop, cost(lambda wide=wide: run(wide))))
    return found


def of_points() -> Costs:
    """A full batch of more and more points."""
    base = experiment(0, steps=sized(100, 5))
    found = []
    for count in sized((100, 1000, 10_000, 100_000), (100, 1000)):
        problem = Training(data=Ring(examples=count), model=Model(hidden=(11,)))
        found.append((count, cost(lambda problem=problem: run(replace(base, problem=problem)))))
    return found


CHARTS: dict[str, Callable[[], Costs]] = {
    "steps of one parameter": of_steps,
    "runs of 2-11-1, 1,000 steps each": of_runs,
    "parameters, 1,000 steps": of_parameters,
    "points in the batch, 100 steps": of_points,
}


def chart(found: dict[str, Costs]) -> pg.GraphicsLayoutWidget:
    """Both axes logarithmic: what grows in proportion is a straight line of slope 1."""
    pg.setConfigOptions(background="w", foreground="k", antialias=True)
    sheet = pg.GraphicsLayoutWidget(size=SIZE)
    for place, (title, costs) in enumerate(found.items()):
        plot = sheet.addPlot(row=place // 2, col=place % 2, title=f"{title}: ms")
        plot.setLogMode(x=True, y=True)
        plot.showGrid(x=True, y=True, alpha=0.2)
        counts, times = map(np.array, zip(*costs, strict=True))
        plot.getAxis("bottom").setTicks([[(np.log10(count), f"{count:,}") for count, _ in costs]])
        plot.plot(counts, times[0] * counts / counts[0], pen=pg.mkPen("#999", width=1))
        plot.plot(counts, times, pen=pg.mkPen("#0072b2", width=2), symbol="o", symbolBrush="#0072b2")
    return sheet


def main(file: str) -> None:
    """Measure, print the figures, and write the chart."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    found = {}
    for title, measure in CHARTS.items():
        found[title] = measure()
        print(
            title, *(f"{count:,.0f}: {taken:,.1f} ms" for count, taken in found[title]), sep="; ", flush=True
        )
    sheet = chart(found)
    sheet.show()
    app.processEvents()
    if not sheet.grab().save(file):
        sys.exit(f"{file} can't be written: a file that ends in .png, in a folder that there is.")
    sheet.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "benchmark.png")
