"""Where a program ends before all its steps: at a short gradient, or when the test loss falls no more."""

from __future__ import annotations

from gdviz.base.i18n import translate
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.training_recording import stride_of
from gdviz.engine.stopping import EarlyStopping, GradientTolerance
from gdviz.export.programs.text import Lines, indented, number


def gradient_stop(experiment: Experiment, length: str) -> Lines:
    """What stands before the update ``i``; `length` is that of the gradient."""
    stopping = experiment.stopping
    if not isinstance(stopping, GradientTolerance):
        return []
    return [
        f"if {length} <= {number(stopping.tolerance)}:",
        '    print("Ended at step %d: the gradient is within the tolerance." % i)',
        "    break",
    ]


def watch_lines(experiment: Experiment, loss: str) -> Lines:
    """What stands before the loop; `loss` is that of the test data."""
    if not isinstance(experiment.stopping, EarlyStopping):
        return []
    return [f"lowest, lowest_step = {loss}, 0  # " + translate("program", "of the test loss")]


def early_stop(experiment: Experiment, loss: str) -> Lines:
    """The end of the loop's body, after the update ``i`` is reported; `loss` is that of the test data."""
    stopping = experiment.stopping
    if not isinstance(stopping, EarlyStopping):
        return []
    lines = [
        f"test_loss = {loss}",
        "if test_loss < lowest:",
        "    lowest, lowest_step = test_loss, i + 1",
        f"elif i + 1 - lowest_step >= {stopping.patience}:",
        '    print("Ended at step %d: the test loss was lowest at step %d." % (i + 1, lowest_step))',
        "    break",
    ]
    stride = stride_of(experiment)
    return lines if stride == 1 else [f"if (i + 1) % {stride} == 0:", *indented(lines)]
