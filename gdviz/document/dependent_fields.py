"""What else must change with a field, so that no choice leads to a dead end.

Files are read strictly. A person who picks other data, though, wants what hung on the old data to follow:
here stands, for each field that others depend on, what becomes of those that would no longer fit.
"""

from __future__ import annotations

import operator
import weakref
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from gdviz.document.scene import Run, Scene
from gdviz.engine.changes import suiting
from gdviz.engine.declare import Declared, RuleError, kind_of
from gdviz.engine.experiment import Batches, Experiment
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.features import features_of, inputs_read
from gdviz.engine.learning.losses import MeanSquaredError
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import GradientDescent, Momentum
from gdviz.engine.schedules import Constant
from gdviz.engine.stopping import AllSteps

Changes = dict[str, Any]
SIZE = 32  # examples of a batch that nobody chose


def changes_with(node: Declared, name: str, value: Any) -> Changes:
    """The fields of `node` that change when the field `name` becomes `value`, that one included."""
    changes = {name: value}
    for (cls, field), rule in RULES.items():
        if field == name and isinstance(node, cls):
            changes |= rule(node, value)
    if isinstance(node, Experiment) and node.changes and name != "changes":
        changes["changes"] = suiting(replace(node, **changes, changes=()), node.changes)
    return changes


def _with_hidden(model: Model, hidden: tuple[int, ...]) -> Changes:
    """Rates for another number of layers are dropped: all layers learn alike again. A new layer has the
    activation of the one before it."""
    changes: Changes = {}
    if model.layer_rates and len(model.layer_rates) != len(hidden) + 1:
        changes["layer_rates"] = ()
    if model.activations:
        longer = (*model.activations, *model.activations[-1:] * len(hidden))
        changes["activations"] = longer[: len(hidden)]
    return changes


def _with_data(training: Training, data: Dataset) -> Changes:
    """Where numbers are learned instead of classes, the loss is over numbers and the output linear.

    Something must be left to learn from, and features are of inputs that are there.
    """
    changes: Changes = {}
    if training.transforms:
        changes |= _features_of(training, data.inputs)
    if training.data.classes and not data.classes:
        if training.model.output != "linear":
            changes["model"] = replace(training.model, output="linear")
        if training.loss.outputs != "numbers":
            changes["loss"] = MeanSquaredError()
    if data.size - round(data.size * training.test_share) < 1:
        changes["test_share"] = 0.0
    return changes


def _features_of(training: Training, inputs: int) -> Changes:
    """The features that can be had of so many inputs, and the largest degree up to the present one."""
    kept = tuple(
        text
        for text in training.features
        if max(inputs_read(features_of((text,), 1, training.data.inputs))) < inputs
    )
    for degree in range(training.degree, 1, -1):
        try:
            features_of(kept, degree, inputs)
        except RuleError:
            continue
        return {"features": kept, "degree": degree}
    return {"features": kept, "degree": 1}


def _with_problem(run: Experiment, problem: Any) -> Changes:
    """A start for other parameters is dropped, a batch holds no more than there is, and a loss on which usual
    learning rates fly apart gets one of its own, until another is chosen.

    Where nothing was learned from data before, nobody chose a batch: one of one example flies apart.
    """
    changes: Changes = {}
    if not suits(run, problem):
        changes["initial"] = ()
    if kind_of(run.problem) != kind_of(problem) and isinstance(run.optimizer, (GradientDescent, Momentum)):
        changes |= _steady(run, problem)
    if isinstance(problem, Training) and run.batches == Batches() and not isinstance(run.problem, Training):
        changes["batches"] = usual_batches(problem.train_size)
    elif isinstance(problem, Training) and run.batches.batch_size > problem.train_size:
        changes["batches"] = replace(run.batches, batch_size=problem.train_size)
    tests = isinstance(problem, Training) and problem.train_size < problem.data.size
    if run.stopping.tested and not tests:
        changes["stopping"] = AllSteps()
    return changes


def _steady(run: Experiment, problem: Any) -> Changes:
    rate, steady = getattr(run.schedule, "learning_rate", None), problem.steady_rate
    chosen = rate != run.problem.steady_rate  # by a person: lowered where it has to be, else kept
    if rate is None or (chosen and (steady is None or rate <= steady)):
        return {}
    usual = Constant().learning_rate if steady is None else steady
    return {"schedule": replace(run.schedule, learning_rate=usual)}


def usual_batches(examples: int) -> Batches:
    """What a step takes of so many examples by itself."""
    return Batches(batch_size=min(SIZE, examples), order="shuffled")


def suits(run: Experiment, problem: Any) -> bool:
    """Whether the start of `run` can stay when it gets another problem."""
    if not run.initial or run.problem.parameter_names != problem.parameter_names:
        return False
    if kind_of(run.problem) == kind_of(problem):
        return True
    bounds = getattr(problem, "bounds", None)  # the part of the domain that is worth showing
    return bounds is not None and all(
        low <= value <= high for value, (low, high) in zip(run.initial, bounds, strict=True)
    )


def sharing_data(scene: Scene) -> Scene:
    """The scene with equal data being one object in all runs, and in other scenes: kept and compared once."""
    runs = tuple(map(_sharing, scene.runs))
    return scene if all(map(operator.is_, runs, scene.runs)) else replace(scene, runs=runs)


def _sharing(run: Run) -> Run:
    training = run.training
    if training is None:
        return run
    data = _first_like(training.data)
    return run if data is training.data else replace(run, problem=replace(training, data=data))


def _first_like(data: Dataset) -> Dataset:
    key = hash(data)
    first = _known.get(key)
    # What a file says of them tells -0.0 from 0.0.
    if first is not None and (
        first is data or (first == data and msgspec.json.encode(first) == msgspec.json.encode(data))
    ):
        return first
    _known[key] = data
    return data


_known: weakref.WeakValueDictionary[int, Dataset] = weakref.WeakValueDictionary()  # by their hashes


RULES: dict[tuple[type[Declared], str], Callable[[Any, Any], Changes]] = {
    (Model, "hidden"): _with_hidden,
    (Training, "data"): _with_data,
    (Experiment, "problem"): _with_problem,
}
