"""How a run that learns from data ended, and why where that is known."""

from __future__ import annotations

import numpy as np

from gdviz.engine.learning.losses import MeanSquaredError
from gdviz.engine.learning.network import weight_mask, with_ones
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.outcome import Outcome


def curvature(problem: Training) -> float | None:
    """The largest second derivative of the total loss over the training data, in any direction.

    Known where it is the same everywhere: for a linear model with the mean squared error it is the largest
    eigenvalue of ``2 XᵀX / n`` (X with a column of ones for the bias), and an L2 penalty adds its scale. Else
    None.
    """
    model = problem.model
    if model.hidden or model.layer_rates or model.output != "linear":
        return None
    if not isinstance(problem.loss, MeanSquaredError) or problem.penalty.formula:
        return None
    (layer,) = problem.layers
    x = with_ones(problem.split().x, model.bias)
    second = 2.0 * x.T @ x / (len(x) * layer.units)
    one_unit = weight_mask((layer,), np.float64)[layer.start : layer.stop : layer.units]
    _, l2 = problem.penalty.scales
    largest = float(np.linalg.eigvalsh(second + l2 * np.diag(one_unit))[-1])
    return largest if np.isfinite(largest) and largest > 0 else None


def ended(recording: TrainingRecording, step: int, sound: bool) -> Outcome:
    """The outcome of a run that is complete, or whose row `step` holds a number that is not finite.

    ``diverged`` and ``diverging`` (complete, but the loss ends above where it began) come with the rate and
    its limit 2 / curvature where gradient descent's rate at the lowest loss was above it.
    """
    loss = recording.column("loss")
    if sound and not loss[-1] > loss[0]:
        return Outcome("done", step)
    largest = curvature(recording.problem) if step else None
    if largest is None or type(recording.experiment.optimizer) is not GradientDescent:
        return Outcome("done" if sound else "diverged", step)
    rate = float(str(recording.learning_rate_rows[int(np.argmin(loss))]))  # by way of the text: 1.2 stays 1.2
    if rate <= 2 / largest:
        return Outcome("done" if sound else "diverged", step)
    return Outcome("diverging" if sound else "diverged", step, rate, largest, 2 / largest)
