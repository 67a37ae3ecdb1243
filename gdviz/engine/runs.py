"""From an experiment to the descent that computes it, whatever its problem is."""

from __future__ import annotations

from gdviz.engine.columns import Place, on_heap
from gdviz.engine.descent import Descent
from gdviz.engine.experiment import Experiment
from gdviz.engine.learning.openblas import kernel_is_fixed
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_descent import TrainingDescent
from gdviz.engine.learning.training_recording import BUDGET
from gdviz.engine.process import in_engine_process
from gdviz.engine.recording import Recording

AnyDescent = Descent | TrainingDescent


def descent_of(experiment: Experiment, budget: int = BUDGET, place: Place = on_heap) -> AnyDescent:
    """The run of an experiment, at its first row. Raises RecordingTooLargeError where it can't be kept.

    Where products have their own digits (see `kernel_is_fixed`), so has the run; `run` minds that.
    `budget` is how many bytes of a model's parameters are kept; past it they are made again when asked for.
    `place` is where a model's recording lies.
    """
    if isinstance(experiment.problem, Training):
        return TrainingDescent(experiment, budget, place)
    return Descent(experiment)


def run(experiment: Experiment) -> Recording:
    """The complete recording of an experiment, with the same digits wherever it is computed.

    A model whose products would have other digits here is computed in an engine process.

    >>> run(Experiment(steps=3)).column("step").tolist()
    [0, 1, 2, 3]
    """
    if isinstance(experiment.problem, Training) and not kernel_is_fixed():
        recording: Recording = in_engine_process(_computed, experiment)
        return recording
    return _computed(experiment)


def _computed(experiment: Experiment) -> Recording:
    return descent_of(experiment).run()
