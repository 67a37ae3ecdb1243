"""Run the programs of “the same in code” in every framework, and compare each with its recording.

Not run by gdviz's tests, which run the NumPy ones: TensorFlow and PyTorch are installed from the package
index into throw-away environments, or the interpreters that have them are given:

    python packaging/run_exported_code.py
    python packaging/run_exported_code.py --tensorflow /path/to/python --torch /path/to/python

gdviz itself must be importable by the Python that runs this. Takes a few minutes; the exit code is the number
of frameworks whose programs do not give the recordings' numbers. With ``--lessons`` these are the programs of
all lessons' runs instead (a quarter of an hour): within 1e-5 over the first hundred rows, in float64 within
1e-8, and within 2e-4 after, up to the step from which the last digits of its start decide where a run is, or
those of what a unit of ReLU is given whether it is on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from gdviz.document import lessons
from gdviz.engine.experiment import Experiment
from gdviz.export.programs.code import FRAMEWORKS, program

CASES = Path(__file__).resolve().parent.parent / "tests" / "export" / "programs"
sys.path.insert(0, str(CASES))

from program_cases import all_cases, is_one, kink_before, steady_until, trouble  # noqa: E402 - found by the line above

PACKAGES = {"tensorflow": ["tensorflow-cpu==2.21.*"], "torch": ["torch==2.13.*", "numpy"]}


def interpreter(package: str, given: str | None, folder: Path) -> str:
    """A Python that has the package: the one given, or a new environment's."""
    if given:
        return given
    home = folder / package
    venv.create(home, with_pip=True)
    python = str(home / ("Scripts" if os.name == "nt" else "bin") / "python")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES[package]], check=True)
    return python


def lesson_cases() -> dict[str, Experiment]:
    """Every run of every lesson."""
    return {
        f"{name}-{place}": run.experiment
        for name in lessons.names()
        for place, run in enumerate(lessons.load(name).runs)
    }


def check(
    framework: str, python: str, folder: Path, cases: dict[str, Experiment], steady: dict[str, int]
) -> int:
    """How many programs of a framework fail."""
    home = folder / f"programs-{framework}"
    home.mkdir()
    texts = {name: program(experiment, framework, name) for name, experiment in cases.items()}
    cases = {name: cases[name] for name, text in texts.items() if is_one(text)}
    for name in cases:
        (home / f"{name}.py").write_text(texts[name], encoding="utf-8")
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "TF_ENABLE_ONEDNN_OPTS": "0"}
    subprocess.run(
        [python, str(CASES / "run_programs.py"), str(home)], check=True, env={**os.environ, **quiet}
    )
    failed = 0
    for name, experiment in cases.items():
        result = json.loads((home / f"{name}.json").read_text(encoding="utf-8"))
        wrong = result["error"] or trouble(experiment, result["rows"], steady.get(name))
        kink = kink_before(experiment, result["rows"]) if wrong and not result["error"] else None
        if kink:
            print(f"{framework}: {name}: last digits decide which units are on in step {kink}", flush=True)
            wrong = trouble(experiment, result["rows"], kink)
        if wrong:
            failed += 1
            print(f"{framework}: {name}: {wrong}")
    right = f"{len(cases) - failed} of {len(cases)}"
    print(f"{FRAMEWORKS[framework]}: {right} programs give the recordings' numbers", flush=True)
    return failed


def main() -> int:
    """Check all frameworks, or those that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tensorflow", metavar="PYTHON", help="a Python that has TensorFlow")
    parser.add_argument("--torch", metavar="PYTHON", help="a Python that has PyTorch")
    parser.add_argument("--lessons", action="store_true", help="the programs of all lessons")
    parser.add_argument("--only", choices=list(FRAMEWORKS), help="check this framework alone")
    options = parser.parse_args()
    failures = 0
    cases = lesson_cases() if options.lessons else all_cases()
    steady = {name: steady_until(case) for name, case in cases.items()} if options.lessons else {}
    for name, step in steady.items():
        if step < cases[name].steps:
            print(
                f"{name}: its last digits decide from step {step + 1} of {cases[name].steps} on", flush=True
            )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        pythons = {"numpy": sys.executable}
        for framework in FRAMEWORKS:
            if options.only not in (None, framework):
                continue
            package = framework.rstrip("1")
            if package not in pythons:
                pythons[package] = interpreter(package, getattr(options, package), folder)
            failures += check(framework, pythons[package], folder, cases, steady) > 0
    return failures


if __name__ == "__main__":
    raise SystemExit(main())
