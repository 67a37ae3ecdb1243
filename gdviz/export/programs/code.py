"""The same in code: a run as a short complete program in NumPy, TensorFlow or PyTorch.

The programs are made for reading: they do what the run does, print what the course prints, and gather the
printed rows in a list ``rows``. Run in the same precision, they give the recording's numbers.
"""

from __future__ import annotations

import importlib
import os
from typing import Literal

from gdviz.base.i18n import translate
from gdviz.document.atomic_file import write_whole
from gdviz.engine.experiment import Experiment
from gdviz.engine.missing import Missing

Framework = Literal["numpy", "tensorflow", "tensorflow1", "torch"]

FRAMEWORKS: dict[Framework, str] = {
    "numpy": "NumPy",
    "tensorflow": "TensorFlow 2 / Keras",
    "tensorflow1": "TensorFlow 1 style",
    "torch": "PyTorch",
}
_MODULES: dict[Framework, str] = {
    "numpy": "numpy_program",
    "tensorflow": "keras_program",
    "tensorflow1": "graph_program",
    "torch": "torch_program",
}


def program(experiment: Experiment, framework: Framework = "numpy", name: str = "") -> str:
    """The text of a Python program that makes the run `experiment`; `name` stands in its first line.

    >>> from gdviz.engine.experiment import Experiment
    >>> print(program(Experiment(steps=3)).splitlines()[0])
    # (w + 1)², Gradient descent, Constant.
    """
    if isinstance(experiment.problem, Missing):
        text = translate("program", "There is no program: the run needs {packages}, which is not installed.")
        return f"# {text.format(packages=experiment.problem.packages)}\n"
    module = importlib.import_module(f"gdviz.export.programs.{_MODULES[framework]}")
    written: str = module.program(experiment, name)
    return written


def save(text: str, path: str | os.PathLike[str]) -> None:
    """Write a program, whole or not at all. Raises DocumentError where it can't be written."""
    write_whole(path, text.encode())
