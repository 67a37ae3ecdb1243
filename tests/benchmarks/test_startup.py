"""From process start to the first painted window, beside a trivial window of PySide6 and pyqtgraph.

pytest tests/benchmarks/test_startup.py -s --override-ini=addopts=--import-mode=importlib

Aim: at most 1.35 times the trivial window; packaged under 0.8 s, and 1.5 s from an empty disk cache. These
variables name packaged executables, which are then measured in place of what runs from source:

    GDVIZ_PACKAGED=dist/gdviz/gdviz GDVIZ_TRIVIAL=dist/trivial/trivial

where the trivial one is `trivial_window.py`, packaged alike. GDVIZ_COLD=1 empties the disk cache before each
start (as root). `first_paint.py` tells how a paint is seen from outside; it takes any programs by hand.
"""

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from tests.benchmarks.sizes import sized

HERE = Path(__file__).parent
ROUNDS = sized(10, 1)


def load(name):
    """A module beside this one: the tests are no package."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not load("first_paint").available(), reason="needs Xvfb, and Qt's libraries for X")
@pytest.mark.benchmark(group="start to first painted window, s")
def test_process_start_to_first_painted_window(benchmark):
    first_paint = load("first_paint")
    first_paint.QUIET = sized(first_paint.QUIET, 0.1)
    trivial = os.environ.get("GDVIZ_TRIVIAL")
    packaged = os.environ.get("GDVIZ_PACKAGED")
    commands = [
        [trivial] if trivial else [sys.executable, str(HERE / "trivial_window.py")],
        [packaged] if packaged else [sys.executable, "-m", "gdviz"],
    ]
    cold = bool(os.environ.get("GDVIZ_COLD"))
    found = benchmark.pedantic(first_paint.starts, (commands, ROUNDS), {"cold": cold}, rounds=1)
    base, app = map(first_paint.medians, found)
    lines = {
        "trivial window painted, s": base.painted,
        "gdviz painted, s": app.painted,
        "gdviz complete, s": app.complete,
        "ratio of the paints": app.painted / base.painted,
        "ratio of processor time": app.processor / base.processor,
    }
    for name, value in lines.items():
        benchmark.extra_info[name] = round(value, 3)
        print(f"\n{name}: {value:.3f}", end="")
