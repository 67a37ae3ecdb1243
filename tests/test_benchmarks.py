"""The benchmarks run, small: their figures decide nothing here, but they never rot."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

from tests.sampling import long

HERE = Path(__file__).parent


def test_every_benchmark_finds_what_it_names():
    for path in HERE.glob("benchmarks/test_*.py"):
        importlib.import_module(f"tests.benchmarks.{path.stem}")


@long
def test_every_benchmark_runs():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE / "benchmarks")]
    # In a worker of pytest-xdist they would measure nothing; this process is its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
    done = subprocess.run(
        [*command, "--override-ini=addopts=--import-mode=importlib"],
        env={**environment, "GDVIZ_SMALL_BENCHMARKS": "1"},
        cwd=HERE.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
