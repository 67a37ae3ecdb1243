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
from gdviz.engine.declare import Declared, kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import package_of
from gdviz.engine.learning.activations import activation_called
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
    if unwritten := _without_formula(experiment):
        text = translate("program", "There is no program: it is written from formulas, and {kinds} has none.")
        return f"# {text.format(kinds=', '.join(unwritten))}\n"
    module = importlib.import_module(f"gdviz.export.programs.{_MODULES[framework]}")
    written: str = module.program(experiment, name)
    return written


def _without_formula(experiment: Experiment) -> list[str]:
    """The tags of plug-ins' kinds that say in Python alone what they compute."""
    parts: list[Declared] = []
    for _, settings in experiment.phases:
        parts += [settings.problem, settings.schedule, settings.optimizer]
        if settings.training is not None:
            model = settings.training.model
            parts += [settings.training.loss, *map(activation_called, (*model.of_hidden, model.output))]
    tags = [kind_of(each) for each in parts if not getattr(each, "formula", "")]
    return [tag for tag in dict.fromkeys(tags) if package_of(tag)]


def save(text: str, path: str | os.PathLike[str]) -> None:
    """Write a program, whole or not at all. Raises DocumentError where it can't be written."""
    write_whole(path, text.encode())
