"""Which fields of a run do nothing, and which of their values can't be: neither is offered to a person."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gdviz.document.scene import Run
from gdviz.engine.declare import fields_of, kind_of
from gdviz.engine.experiment import Experiment
from gdviz.engine.kinds import kinds_of
from gdviz.engine.stopping import Stopping

WITHOUT_DATA = frozenset({"batches.order"})
UNUSED: dict[str, frozenset[str]] = {  # by the kind of the problem
    "scripted": WITHOUT_DATA
    | {"initial", "optimizer", "schedule", "steps", "stopping", "advance_global_step", "seed"},
    "training": frozenset({"batches.examples"}),
    "missing": frozenset(field.name for field in fields_of(Experiment)),
}
ONE_FOR_ALL = frozenset({"problem.model.activation"})
NO_LAYERS = ONE_FOR_ALL | {"problem.model.activations"}
OF_NUMBERS = frozenset({"problem.standardize_target"})
SOMETIMES = WITHOUT_DATA.union(NO_LAYERS, OF_NUMBERS, *UNUSED.values())


def unused(run: Run) -> frozenset[str]:
    """The places below the run that change nothing of it: they are not shown."""
    found = UNUSED.get(kind_of(run.problem), WITHOUT_DATA)
    if run.training is not None:
        model = run.training.model
        found |= OF_NUMBERS if run.training.data.classes else frozenset()
        found |= NO_LAYERS if not model.hidden else ONE_FOR_ALL if model.activations else frozenset()
    return found


def unfit(run: Run) -> dict[str, dict[str, str]]:
    """By path, the choices that do not go with the rest of the run, and why: they can't be picked."""
    found: dict[str, dict[str, str]] = {}
    if not run.tests:
        reason = QCoreApplication.translate(
            "Relevance", "The test loss needs examples that are held back: set a test share."
        )
        tested = [kind_of(kind) for kind in kinds_of(Stopping) if kind.tested]
        found["stopping.kind"] = dict.fromkeys(tested, reason)
    if run.training is not None and not run.training.data.classes:
        reason = QCoreApplication.translate(
            "Relevance", "Softmax needs classes to choose from, but the target of this data is a number."
        )
        found["problem.model.output"] = {"softmax": reason}
        found["problem.loss.kind"] = {"softmax_cross_entropy": reason}
    return found
