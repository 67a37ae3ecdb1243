"""Products stay in one thread, whoever imports NumPy first."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("asked", "used"), [(None, "1"), ("1", "1"), ("2", "2")])
def test_numpy_imported_first_still_uses_one_thread(asked, used):
    code = """
import numpy
from gdviz.engine.learning.openblas import threads
print(set(threads()) or "another library")
"""
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    if asked:
        environment["OPENBLAS_NUM_THREADS"] = asked
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in (f"{{{used}}}", "another library", "{1}")
