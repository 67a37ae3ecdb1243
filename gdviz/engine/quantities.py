"""Numbers of a run that can be named: the columns of its recording, and what is found from them when asked.

- ``w1+w2``: the sum of columns.
- ``step_length``: how far the step to the row went, over all parameters; NaN at the start.
- ``rises``: at how many steps up to the row the loss over the whole training data rose.
- ``uphill``: at how many steps up to the row the step's own gradient pointed uphill, that is, against the
  gradient over the whole training data.
- ``train_shadow_accuracy``, ``test_shadow_accuracy``: the accuracy with the shadow in place of the weights.
- ``near_zero``: how many weights are within 0.001 of zero.
- ``squared_weights``: the sum of the squares of the weights.
- ``points_under``: how many training points lie under the model's line, that is, have a smaller target.
- ``moved_1``, ``moved_2`` …: how far the weight of this layer that moved most is from its start.
- ``hidden_units``: how many units the hidden layers have together.

- ``sharpness``: the largest eigenvalue of the Hessian of the loss, of a model's total loss over all training
  data.

Weights are without biases. All but the sum, the step's length and the sharpness are of runs that learn from
data.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from msgspec.structs import replace

from gdviz.base.arrays import Array
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.penalties import NoPenalty
from gdviz.engine.learning.plane import total_loss
from gdviz.engine.learning.scores import SCORES
from gdviz.engine.learning.training_outcome import takes_all
from gdviz.engine.learning.training_recording import WHOLE_COLUMNS, TrainingRecording
from gdviz.engine.problem import Objective
from gdviz.engine.recording import Recording
from gdviz.engine.sharpness import along, sharpness_of

NEAR_ZERO = 0.001  # weights no farther from zero count as zero
AT_ONCE = 256  # rows whose outputs over all data are held together
PARTS: dict[str, Literal["train", "test"]] = {
    "train_shadow_accuracy": "train",
    "test_shadow_accuracy": "test",
}


def has_quantity(recording: Recording, name: str) -> bool:
    """Whether the run has numbers of this name, at some rows."""
    if "+" in name:
        return all(has_quantity(recording, part) for part in name.split("+"))
    if recording.has(name):
        return True
    if name == "step_length":
        return True
    if name == "sharpness":
        return recording.has("loss")
    if not isinstance(recording, TrainingRecording):
        return False
    if name.startswith("moved_"):
        return name.removeprefix("moved_") in [str(n + 1) for n in range(len(recording.problem.layers))]
    if name in PARTS:
        return recording.averaged and recording.has(name.replace("_shadow", ""))
    if name == "points_under":
        return not recording.problem.data.classes
    return name in LEARNED


def quantity(recording: Recording, name: str, row: int, stop: int | None = None) -> Array:
    """The numbers called `name` of the published rows ``row:stop``, by default of one row.

    NaN at rows where the number was not found. Raises KeyError for a name that the run does not have.
    """
    stop = min(row + 1 if stop is None else stop, recording.published)
    row = min(row, stop)
    if "+" in name:
        parts = [quantity(recording, part, row, stop) for part in name.split("+")]
        total: Array = np.sum(parts, axis=0, dtype=parts[0].dtype)
        return total
    if recording.knows(name):
        return recording.column(name, row, stop)
    if not has_quantity(recording, name):
        raise KeyError(name)
    if name == "step_length":
        return _step_length(recording, row, stop)
    if name == "sharpness":
        return _sharpness(recording, row, stop)
    assert isinstance(recording, TrainingRecording)
    if name.startswith("moved_"):
        return _moved(recording, int(name.removeprefix("moved_")), row, stop)
    if name in PARTS:
        return shadow_accuracy(recording, PARTS[name], np.arange(row, stop))
    return LEARNED[name](recording, row, stop)


def _step_length(recording: Recording, row: int, stop: int) -> Array:
    first = max(row, 1)
    params = recording.params_between(first - 1, stop)
    lengths: Array = np.linalg.norm(np.diff(params.astype(np.float64), axis=0), axis=1)
    return np.concatenate([np.full(min(first, stop) - row, np.nan), lengths])


def _sharpness(recording: Recording, row: int, stop: int) -> Array:
    params = recording.params_between(row, stop)
    if isinstance(recording, TrainingRecording):
        return np.fromiter(along([recording.problem_at(each) for each in range(row, stop)], params), float)
    problem = recording.experiment.problem
    assert isinstance(problem, Objective)
    return sharpness_of(problem, params)


def _weights(recording: TrainingRecording, row: int, stop: int) -> Array:
    """The weights, without the biases, of rows."""
    mask = weight_mask(recording.problem.layers, np.bool_)
    weights: Array = recording.params_between(row, stop)[:, mask]
    return weights


def _near_zero(recording: TrainingRecording, row: int, stop: int) -> Array:
    counted: Array = (np.abs(_weights(recording, row, stop)) <= NEAR_ZERO).sum(axis=1)
    return counted


def _squared_weights(recording: TrainingRecording, row: int, stop: int) -> Array:
    total: Array = np.square(_weights(recording, row, stop)).sum(axis=1)
    return total


def _rises(recording: TrainingRecording, row: int, stop: int) -> Array:
    """Another penalty is no rise: up to the row from which it is in force the loss is with the one before."""
    mask = weight_mask(recording.problem.layers, recording.experiment.precision)
    plain = replace(recording.problem, penalty=NoPenalty())
    values = _total_losses(recording, stop)
    risen = np.diff(values) > 0
    for start in recording.loss_breaks(of_batch=False):
        if 0 < start < stop:
            params = recording.params_between(start, start + 1)
            before = recording.penalty(np.array([start - 1]), params, mask)[0]
            risen[start - 1] = total_loss(plain, params)[0] + before > values[start - 1]
    counted: Array = np.concatenate([[0], np.cumsum(risen)])[row:stop]
    return counted


def _total_losses(recording: TrainingRecording, stop: int) -> Array:
    """The loss over the whole training data at every row before `stop`."""
    if all(takes_all(each) and each.batches.order == "in_order" for each in recording.phases.settings):
        return recording.column("loss", 0, stop)  # each step has found it
    return at_every_row(recording, "train_total_loss", 0, stop)


def _uphill(recording: TrainingRecording, row: int, stop: int) -> Array:
    """The full gradient costs a pass over all data a step, so only the rows asked for are gone through."""
    params, own = recording.params_between(0, stop - 1), recording.gradient_between(0, stop - 1)
    against = [
        float(np.dot(total_gradient(recording.problem_at(step), params[step]), own[step])) < 0
        for step in range(len(params))
    ]
    counted: Array = np.concatenate([[0], np.cumsum(against)])[row:stop]
    return counted


def shadow_accuracy(recording: TrainingRecording, part: Literal["train", "test"], rows: Array) -> Array:
    """The share of the training or test data that the shadow of each of `rows` (rising) has right."""
    split, found = recording.problem.split(), []
    x, labels = (split.x, split.labels) if part == "train" else (split.test_x, split.test_labels)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        shadows = recording.shadow_between(some[0], some[-1] + 1)[some - some[0]].astype(np.float64)
        output = output_of(recording.problem.layers, shadows, x)
        found.append(recording.problem.correct(output, labels))
    shares: Array = np.concatenate(found) if found else np.empty(0)
    return shares


def at_every_row(recording: Recording, name: str, row: int, stop: int) -> Array:
    """As `quantity`, but what is found from the whole data at some rows only is found at the others, too."""
    found = quantity(recording, name, row, stop).copy()
    gaps = row + np.flatnonzero(np.isnan(found))
    if name not in WHOLE_COLUMNS or not isinstance(recording, TrainingRecording):
        return found
    problem, split, (part, _, what) = recording.problem, recording.problem.split(), name.partition("_")
    x, y, labels = (
        (split.x, split.y, split.labels)
        if part == "train"
        else (split.test_x, split.test_y, split.test_labels)
    )
    for rows in np.split(gaps, range(AT_ONCE, len(gaps), AT_ONCE)) if len(gaps) else ():
        params = recording.params_between(rows[0], rows[-1] + 1)[rows - rows[0]]
        output, target = output_of(problem.layers, params, x.astype(params.dtype)), y.astype(params.dtype)
        if what in SCORES:
            found[rows - row] = SCORES[what](problem, output, target, labels)
        else:
            found[rows - row] = problem.loss.value(output, target)
            if what == "total_loss":
                mask = weight_mask(problem.layers, params.dtype)
                found[rows - row] += recording.penalty(rows, params, mask)
    return found


def _points_under(recording: TrainingRecording, row: int, stop: int) -> Array:
    split = recording.problem.split()
    rows = recording.params_between(row, stop).astype(np.float64)
    own = split.labels[:, np.newaxis]
    return np.asarray([int((recording.problem.predict(one, split.own_x) > own).sum()) for one in rows])


def _moved(recording: TrainingRecording, layer: int, row: int, stop: int) -> Array:
    mask = weight_mask(recording.problem.layers, np.bool_)
    place = recording.problem.layers[layer - 1]
    mask[: place.start], mask[place.stop :] = False, False
    moved: Array = np.abs(recording.params_between(row, stop) - recording.params_at(0))[:, mask].max(axis=1)
    return moved


def _hidden_units(recording: TrainingRecording, row: int, stop: int) -> Array:
    return np.full(stop - row, sum(recording.problem.model.hidden))


LEARNED: dict[str, Callable[[TrainingRecording, int, int], Array]] = {
    "rises": _rises,
    "uphill": _uphill,
    "near_zero": _near_zero,
    "squared_weights": _squared_weights,
    "points_under": _points_under,
    "hidden_units": _hidden_units,
}
