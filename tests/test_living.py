"""A monkey, a kill, and windows opened and closed, in short; `start.py stress` runs them for long."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sampling import long, some
from tests.stress.kills import live_and_die

PROJECT = Path(__file__).parents[1]


@pytest.mark.parametrize(("module", "seed", "count"), some([("monkey", "0", 25), ("windows", "0", 2)], 1))
def test_nothing_fails_and_nothing_stays(module, seed, count):
    command = [sys.executable, "-m", f"tests.stress.{module}", seed, str(count)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, f"{ended.stdout}\n{ended.stderr[-3000:]}"


@long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_kill_loses_no_file_and_no_edit(tmp_path):
    assert live_and_die("0", 1, tmp_path) > 0
