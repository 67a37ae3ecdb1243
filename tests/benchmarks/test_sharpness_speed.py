"""How long the sharpness along a run takes: every tenth of 4,000 steps.

    pytest tests/benchmarks/test_sharpness_speed.py --override-ini="addopts=--import-mode=importlib"

The aim is half a second of one core; seconds are those of the processor.
"""

import time

import numpy as np
import pytest
from msgspec.structs import replace

from gdviz.document import lessons
from gdviz.document.scene import Run
from gdviz.engine.objectives import Himmelblau
from gdviz.engine.runs import run
from gdviz.engine.schedules import Constant
from gdviz.engine.sharpness import along, sharpness_of
from tests.benchmarks.sizes import sized

STEPS = sized(4000, 40)


@pytest.mark.parametrize("what", ["2-11-1, 300 examples", "x and y"])
def test_every_tenth_step(benchmark, what):
    hills = Run(problem=Himmelblau(), schedule=Constant(learning_rate=0.01))
    chosen = hills if what == "x and y" else lessons.load("18").runs[0]
    experiment = replace(chosen, steps=STEPS).experiment
    began = time.process_time()
    recording = run(experiment)
    trained = time.process_time() - began
    rows = np.arange(0, STEPS + 1, 10)
    params = np.stack([recording.params_at(row) for row in rows.tolist()])

    def find():
        if experiment.training is None:
            return sharpness_of(experiment.problem, params)
        return np.fromiter(along([experiment.training] * len(rows), params), float)

    began = time.process_time()
    found = benchmark.pedantic(find, rounds=1)
    seconds = time.process_time() - began
    assert np.isfinite(found).all()
    benchmark.extra_info |= {"core-seconds of the sharpness": seconds, "of the steps": trained}
    print("\nsharpness", what, benchmark.extra_info)
