"""What changes on the way of a run, and whether it can be fed to a graph of TensorFlow 1, built once."""

from __future__ import annotations

import itertools
from functools import partial

from gdviz.engine.experiment import Experiment
from gdviz.export.programs.graph_parts import native
from gdviz.export.programs.updates import factors_of
from gdviz.export.programs.written_phases import WrittenPhases, takes_over


def can_change(phases: WrittenPhases) -> bool:
    """Whether the optimizer's numbers can be fed: TensorFlow's own takes tensors, but no switches."""
    # Another one begins anew, as the one that the graph has for it: with fixed numbers.
    if phases.another_optimizer:
        pairs = itertools.pairwise(phases.settings)
        return all(takes_over(*pair) or pair[0].optimizer == pair[1].optimizer for pair in pairs)
    if not phases.differ(lambda settings: settings.optimizer):
        return True
    switched = phases.differ(lambda settings: getattr(settings.optimizer, "nesterov", False))
    return bool(native(phases.first.optimizer)) and not switched


def changing(phases: WrittenPhases) -> list[str]:
    """The numbers of the optimizer that change on the way."""
    if phases.another_optimizer:
        return []
    names = phases.first.optimizer.__struct_fields__
    return [name for name in names if phases.differ(partial(_number_of, name))]


def _number_of(name: str, settings: Experiment) -> object:
    return getattr(settings.optimizer, name)


def penalty_of(settings: Experiment) -> object:
    """The penalty, None where nothing is learned."""
    return getattr(settings.problem, "penalty", None)


def changes_penalty(phases: WrittenPhases) -> bool:
    """Whether another penalty follows."""
    return phases.differ(penalty_of)


def feeds(phases: WrittenPhases) -> bool:
    """Whether something that the graph holds is fed once it has changed."""
    return bool(changing(phases)) or changes_penalty(phases) or phases.differ(factors_of)
