"""Other machines, as far as the environment can play them; and the runs that are compared between them."""

import os
import subprocess
import sys
from pathlib import Path

from numpy._core import _multiarray_umath

SCRIPT = Path(__file__).parent / "stress" / "recordings.py"

KERNELS = [{"OPENBLAS_CORETYPE": n} for n in ("Haswell", "SkylakeX", "Zen", "Sandybridge", "Prescott")]
UNITS = _multiarray_umath.__cpu_dispatch__  # other names are ignored without a word
WIDEST = [unit for unit in UNITS if "512" in unit or unit == "X86_V4"]
NUMPYS = [{"NPY_DISABLE_CPU_FEATURES": " ".join(units)} for units in (WIDEST, UNITS)]
GLIBC = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"}


def digests(lesson_steps, experiments, environment=None, *, numpy_first=False):
    """What ``stress/recordings.py`` prints there, line by line."""
    arguments = [str(lesson_steps), str(experiments), *["numpy-first"] * numpy_first]
    played = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    done = subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        env=played | (environment or {}),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) > experiments
    return lines
