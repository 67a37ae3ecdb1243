"""Random networks: the gradient that an optimizer is given, against central differences of the total loss.

Every loss × activation × penalty × output × precision, with random layers, data, batches and weights. The
differences are taken in float64, also of float32 networks. Where the slopes of both sides differ there is a
kink (of ReLU, of the absolute error), and nothing to compare.
"""

import random

import msgspec
import numpy as np

from gdviz.engine.kinds import kinds_of
from gdviz.engine.learning.activations import hidden_names, output_names
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.datasets import UserData
from gdviz.engine.learning.gradients import total_gradient
from gdviz.engine.learning.initializers import Initializer
from gdviz.engine.learning.losses import Loss
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.network import output_of, weight_mask
from gdviz.engine.learning.penalties import Penalty
from gdviz.engine.learning.training import Training
from tests.stress.recordings import drawn

DATA = [kind for kind in kinds_of(Dataset) if kind is not UserData]
MOST_COMPARED = 40  # parameters of a network
STEPS = 1e-6, 3e-8
LOOSE = {"float32": 2e-3, "float64": 1e-4}  # of the largest part of the gradient


def check(chance: random.Random) -> None:
    """One network. Raises AssertionError where a slope differs."""
    problem = network(chance)
    precision = chance.choice(list(LOOSE))
    size = problem.train_size
    rows = None if chance.random() < 0.5 else slice(0, chance.randint(1, size))
    params = problem.model.start(problem.layers, chance.randrange(2**32))
    params = (params + chance.choice([0.0, 0.1, 1.0]) * normals(chance, params.size)).astype(precision)
    with np.errstate(all="ignore"):
        found = total_gradient(problem, params, rows)
        assert found.dtype == precision, problem
        if not np.isfinite(found).all():
            assert not np.isfinite(total(problem, params.astype(float)[np.newaxis], rows)).all() or (
                np.abs(params).max() > 1e2
            ), problem
            return
        places = chance.sample(range(params.size), min(params.size, MOST_COMPARED))
        wanted, smooth = differences(problem, params.astype(np.float64), rows, places)
    scale = np.abs(found).max() + np.abs(wanted).max() + 1e-3
    apart = np.abs(found[places] - wanted) / scale
    for number in np.flatnonzero(smooth & (apart >= LOOSE[precision])):
        if problem.model.activation == "step" and precision == "float32":
            exact = total_gradient(problem, params.astype(np.float64), rows)
            if abs(exact[places[number]] - wanted[number]) < LOOSE["float64"] * scale:
                continue  # an input of 0 in one precision, and beside its jump in the other
        assert bends_beside(problem, params, rows, places[number], LOOSE[precision] * scale), (
            problem, precision, rows, apart[number],
        )  # fmt: skip


def bends_beside(problem: Training, params: np.ndarray, rows: slice | None, place: int, much: float) -> bool:
    """Whether the slope by one parameter is another a little beside it.

    There are kinks closer than differences can tell: weights of 0.01 leave 1e-10 of the inputs behind five
    layers.
    """
    slopes = []
    for step in (-max(STEPS), -min(STEPS), 0.0, min(STEPS), max(STEPS)):
        moved = params.copy()
        moved[place] += step
        slopes.append(total_gradient(problem, moved, rows)[place])
    return max(slopes) - min(slopes) > much / 2


def network(chance: random.Random) -> Training:
    """A model with its data, loss and penalty, of every sort that may stand together."""
    while True:
        data = drawn(chance, chance.choice(DATA))
        data = msgspec.structs.replace(data, examples=chance.choice([7, 12, 30]))
        model = Model(
            hidden=tuple(chance.choice([1, 2, 3, 5, 11]) for _ in range(chance.choice([0, 1, 1, 2, 3, 6]))),
            activation=chance.choice(hidden_names()),
            output=chance.choice(output_names()),
            bias=chance.random() < 0.8,
            weights=drawn(chance, chance.choice(kinds_of(Initializer))),
        )
        try:
            return Training(
                data=data,
                model=model,
                loss=drawn(chance, chance.choice(kinds_of(Loss))),
                penalty=drawn(chance, chance.choice(kinds_of(Penalty))),
                test_share=chance.choice([0.0, 0.3]),
                standardize=chance.random() < 0.3,
            )
        except ValueError:
            continue  # a loss of classes, and data without any


def normals(chance: random.Random, size: int) -> np.ndarray:
    """So many normal numbers."""
    return np.array([chance.gauss(0, 1) for _ in range(size)])


def total(problem: Training, points: np.ndarray, rows: slice | None) -> np.ndarray:
    """The total loss at each of the points, ``(points, parameters)``."""
    split = problem.split()
    x, y = split.x.astype(np.float64), split.y.astype(np.float64)
    if rows is not None:
        x, y = x[rows], y[rows]
    mask = weight_mask(problem.layers, np.float64)
    return problem.loss.value(output_of(problem.layers, points, x), y) + problem.penalty.value(points, mask)


def differences(problem: Training, params: np.ndarray, rows: slice | None, places: list[int]):
    """The slope by each of some parameters, and whether all differences agree on it."""
    middle = total(problem, params[np.newaxis], rows)
    sides = []
    for step in STEPS:
        steps = np.zeros((len(places), params.size))
        steps[range(len(places)), places] = step
        sides.append((total(problem, params + steps, rows) - middle) / step)
        sides.append((middle - total(problem, params - steps, rows)) / step)
    central = (sides[0] + sides[1]) / 2
    apart = np.maximum.reduce(sides) - np.minimum.reduce(sides)
    scale = np.abs(central).max(initial=0.0) + 1e-3
    resolved = np.abs(middle) * 1e-16 / min(STEPS) < 1e-6 * scale  # else its changes are lost in it
    return central, (apart < 1e-4 * scale) & np.isfinite(central) & resolved
