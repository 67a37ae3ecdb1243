"""How a run that learns from data ended, and why where that is known."""

from __future__ import annotations

import msgspec
import numpy as np

from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.network import weight_mask, with_ones
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.stepper import Stepper
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.optimizers import GradientDescent
from gdviz.engine.outcome import Outcome, as_set, unrated
from gdviz.engine.schedules import Constant
from gdviz.engine.sharpness import ModelSharpness
from gdviz.engine.stability import rates_to_come

SHARPNESS_SIZE = 200_000  # parameters × examples: up to there it takes a fraction of a second


def curvature(problem: Training) -> float | None:
    """The largest second derivative of the total loss over the training data, in any direction.

    Known where it is the same everywhere: for a linear model with the mean squared error it is the largest
    eigenvalue of ``2 XᵀX / n`` (X with a column of ones for the bias), half of that with half the error, and
    an L2 penalty adds its scale. An L1 penalty bends nowhere else than at its kinks, each of which throws a
    weight no farther than rate × scale: below 2/L such a run may not settle, but does not diverge. Else None.
    """
    model = problem.model
    if model.hidden or model.layer_rates or model.output != "linear":
        return None
    if not problem.loss.squared or problem.penalty.formula:
        return None
    (layer,) = problem.layers
    x = with_ones(problem.split().x, model.bias)
    second = 2.0 * problem.loss.squared * x.T @ x / (len(x) * layer.units)
    one_unit = weight_mask((layer,), np.float64)[layer.start : layer.stop : layer.units]
    _, l2 = problem.penalty.scales
    largest = float(np.linalg.eigvalsh(second + l2 * np.diag(one_unit))[-1])
    return largest if np.isfinite(largest) and largest > 0 else None


def _not_finite(problem: Training) -> str:
    """The first feature that has no finite value of some example; empty where all have."""
    columns = zip(problem.input_names, problem.split().x.T, strict=True)
    return next((name for name, column in columns if not np.isfinite(column).all()), "")


def ended(recording: TrainingRecording, step: int, sound: bool) -> Outcome:
    """The outcome of a run that is complete, or whose row `step` holds a number that is not finite.

    - ``unrated``: the schedule gave no rate for the step.
    - ``diverged``: with the reason where `_too_large` knows it.
    - ``diverging``: complete, the loss over all training data ends above where it began, and all rates, those
      that the schedule still has too, are above a limit that is the same everywhere. Each step takes all the
      data: batches have limits of their own.
    - ``risen``: complete, and the loss over all training data ends above where it began.
    - ``done``: complete; whether a network has converged is not known.

    Where penalty, batches or the rates of layers changed on the way, losses before and after are not of the
    same kind: nothing is concluded from them.
    """
    if not sound and unrated(recording, step):
        return Outcome("unrated", step)
    if not sound:
        diverged = Outcome("diverged", step, feature="" if step else _not_finite(recording.problem))
        with np.errstate(all="ignore"):
            return _too_large(recording, diverged) if step and _same_loss(recording) else diverged
    if not _same_loss(recording):
        return Outcome("done", step)
    total = recording.evaluated("train_total_loss")[1]
    if not total[-1] > total[0]:
        return Outcome("done", step)
    rates = recording.learning_rate_rows
    least = float(np.minimum(as_set(rates.min()), rates_to_come(recording.phases.at(step), step)[0]))
    plain = _is_plain(recording)
    largest = curvature(recording.problem) if plain and takes_all(recording.experiment) else None
    if largest and least * largest > 2:
        return Outcome("diverging", step).because(least, largest)
    return Outcome("risen", step, loss=as_set(total[-1]), start_loss=as_set(total[0]))


def _is_plain(recording: TrainingRecording) -> bool:
    """Whether every step is one of plain gradient descent."""
    return all(type(each.optimizer) is GradientDescent for each in recording.phases.settings)


def _too_large(recording: TrainingRecording, outcome: Outcome) -> Outcome:
    """With the reason why a run of plain gradient descent diverged, where it is that its rate is too large.

    A limit that holds everywhere (`curvature`) first, then that of the penalty, then that of the sharpness.
    With batches, each of which has a curvature of its own, only the penalty is known to be the same.
    """
    experiment, problem = recording.experiment, recording.problem
    if not _is_plain(recording):
        return outcome
    loss, rates = recording.column("loss"), recording.learning_rate_rows[: outcome.step]
    row = len(loss) - 1 - int(np.argmin(loss[::-1]))  # from there the loss rose for good
    whole = takes_all(experiment)
    rate = as_set(rates[row] if whole else rates.min())
    largest = curvature(problem) if whole else None
    if largest is not None:
        return outcome.because(rate, largest) if rate * largest > 2 else outcome
    l2 = problem.penalty.scales[1]
    factor = min(problem.model.layer_rates, default=1.0)
    if rate * factor * l2 > 2:
        return outcome.because(rate * factor, l2, "penalty")
    affordable = len(recording.names) * problem.train_size <= SHARPNESS_SIZE
    if not whole or problem.model.layer_rates or recording.spacing or not affordable:
        return outcome
    sharp = ModelSharpness(problem).at(recording.params_between(row, row + 1)[0])
    if not rate * sharp > 2 or not _settles_below(recording.phases.at(row), 2 / sharp):
        return outcome
    return outcome.because(rate, sharp, "row", row)


def _same_loss(recording: TrainingRecording) -> bool:
    """Whether all rows have the same loss on the same number of examples, and the same part of the rate."""
    first = recording.phases.settings[0]
    return all(
        settings.problem == first.problem and settings.batches == first.batches
        for settings in recording.phases.settings
    )


def takes_all(experiment: Experiment) -> bool:
    """Whether each step takes all training data, each example once."""
    problem, batches = experiment.problem, experiment.batches
    assert isinstance(problem, Training)
    return batches.batch_size in (0, problem.train_size) and batches.order != "random"


def _settles_below(experiment: Experiment, limit: float) -> bool:
    """Whether 200 steps at half the limit, and just below it, end no higher than they began."""
    for part in (0.5, 0.95):
        stepper = Stepper(msgspec.structs.replace(experiment, schedule=Constant(learning_rate=part * limit)))
        problem, first = stepper.experiment.problem, stepper.params.copy()
        assert isinstance(problem, Training)
        stepper.skip(201)
        if not total_loss(problem, stepper.params) <= total_loss(problem, first):  # nor NaN
            return False
    return True
