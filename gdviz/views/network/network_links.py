"""Which parameter of a network a unit or a weight in its diagram is, and where a parameter is there."""

from __future__ import annotations

from collections.abc import Sequence

from gdviz.engine.learning.training import Training
from gdviz.views.network.network_diagram import Target

OF_PARAMETERS = ("gradient_", "shadow_")  # columns of a recording that belong to one parameter


def place_of(target: Target, problem: Training) -> int | None:
    """The place of a weight, or of a unit's bias, among the parameters; None for what has none."""
    if target.column == 0 or target.unit < 0:
        return None
    layer = problem.layers[target.column - 1]
    if target.source < 0:
        return layer.weights_stop + target.unit if layer.bias else None
    return layer.start + target.source * layer.units + target.unit


def target_of(quantity: str, names: Sequence[str], problem: Training) -> Target | None:
    """Where the parameter is drawn that a quantity is, or belongs to."""
    for prefix in ("", *OF_PARAMETERS):
        name = quantity.removeprefix(prefix)
        if name not in names:
            continue
        place = list(names).index(name)
        for column, layer in enumerate(problem.layers, 1):
            if place < layer.stop:
                if place >= layer.weights_stop:
                    return Target(column, place - layer.weights_stop)
                source, unit = divmod(place - layer.start, layer.units)
                return Target(column, unit, source)
    return None
