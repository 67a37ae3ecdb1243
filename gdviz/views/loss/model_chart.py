"""A model's loss as a landscape: over its one or two parameters, or on a plane through its many. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from gdviz.base.arrays import Array, distinct
from gdviz.engine.landscape import percentiles
from gdviz.engine.learning.initializers import RandomNormal
from gdviz.engine.learning.network import weight_mask, with_ones
from gdviz.engine.learning.plane import Plane, parameter_plane, principal_plane, total_loss
from gdviz.engine.learning.training import Training
from gdviz.engine.learning.training_recording import TrainingRecording
from gdviz.engine.problem import Bounds

MARGIN = 0.22  # of the size of what must be seen, around it
SLIMMEST = 0.3  # of the other axis' size: less is shown around a path along one axis
REACH = 3.0  # how many sizes of a run's home a run may leave it and still be seen whole
SAMPLE = 200  # rows of a run that its plane is found from
MANY = 1000  # parameters from which on fewer rows do, so that finding the plane takes milliseconds
FEWER = 60
NUMBERS = 4_000_000  # that all rows may have for the share of the plane to be theirs


class Chart(Struct, frozen=True, eq=False):
    """The total loss over all training data, on one or two coordinates.

    - ``whole``: the coordinates are all the parameters that the model has;
    - ``pair``: two of its parameters, the others held where they are at the playhead;
    - ``principal``: the two principal directions of a run, from its end; `plane.share` of the run's movement
      lies in them.

    Charts whose `space` is equal have the same axes, whatever the other parameters are.
    """

    problem: Training
    plane: Plane
    kind: Literal["whole", "pair", "principal"]
    parameter_names: tuple[str, ...]
    space: tuple[object, ...]
    minima: tuple[tuple[float, ...], ...] = ()

    @property
    def dimensions(self) -> int:
        """1 or 2."""
        return len(self.parameter_names)

    @property
    def axes(self) -> Array:
        """The directions of the coordinates, ``(dimensions, parameters)``."""
        return np.stack([self.plane.across, self.plane.along])[: self.dimensions]

    def place(self, params: Array) -> Array:
        """Where parameters ``(..., parameters)`` fall: ``(..., dimensions)``, in double precision."""
        return self.plane.place(np.asarray(params, np.float64))[..., : self.dimensions]

    def params(self, points: Array) -> Array:
        """The parameters at coordinates ``(..., dimensions)``."""
        at: Array = self.plane.origin + np.asarray(points, np.float64) @ self.axes
        return at

    def value(self, points: Array) -> Array:
        """The total loss at coordinates ``(..., dimensions)``."""
        return total_loss(self.problem, self.params(points))

    def along(self, gradient: Array) -> Array:
        """The part of a gradient that lies in the chart, ``(parameters,)`` to ``(dimensions,)``."""
        part: Array = self.axes @ np.asarray(gradient, np.float64)
        return part

    def shown(self, paths: Sequence[Array]) -> Bounds:
        """What to show with paths ``(rows, dimensions)`` on it: all of them and the known minimum.

        A run that flies apart is followed a little way.
        """
        paths = [np.asarray(path, np.float64) for path in paths if len(path)]
        homes = [np.array(self.minima, np.float64)] if self.minima else []
        for path in paths:
            # Without a known minimum a run's home is where it spends most of its time.
            homes.append(
                path[:1] if self.minima else np.transpose([percentiles(each, (5, 95)) for each in path.T])
            )
            homes.append(path[:1])
        if not homes:
            return ((-1.0, 1.0),) * self.dimensions
        home = np.concatenate(homes)
        low, high = home.min(axis=0), home.max(axis=0)
        size = np.maximum(high - low, 1e-9 * np.maximum(1.0, np.abs(high)))
        for path in paths:
            least, most = path.min(axis=0), path.max(axis=0)
            leaves = np.any((least < low - REACH * size) | (most > high + REACH * size))
            reach = size if leaves else REACH * size
            low, high = (
                np.minimum(low, np.maximum(least, low - reach)),
                np.maximum(high, np.minimum(most, high + reach)),
            )
        size = high - low
        if not size.max() > 0:
            size = np.maximum(1.0, np.abs(high))
        middle, size = (low + high) / 2, np.maximum(size, SLIMMEST * size.max()) * (1 + 2 * MARGIN)
        size = np.maximum(size, 1e-9 * np.abs(middle))  # far away digits end: all of it would be one number
        return tuple(zip((middle - size / 2).tolist(), (middle + size / 2).tolist(), strict=True))


def problem_of_loss(problem: Training) -> Training:
    """The problem without what does not shape its loss: how the weights begin, how fast each layer learns."""
    plain = replace(problem.model, weights=RandomNormal(), first_bias=0.0, layer_rates=())
    return problem if plain == problem.model else replace(problem, model=plain)


def whole_chart(problem: Training) -> Chart:
    """The chart of a model with one parameter or two."""
    names = problem.parameter_names
    axes = np.eye(2)[:, : len(names)]
    plane = Plane(np.zeros(len(names)), axes[0], axes[1])
    minimum = known_minimum(problem)
    minima = () if minimum is None else (tuple(minimum.tolist()),)
    return Chart(problem, plane, "whole", names, ("whole", problem), minima)


def pair_chart(problem: Training, params: Array, names: tuple[str, str]) -> Chart:
    """The chart of two of a model's parameters, the others as in `params`, ``(parameters,)``.

    Raises ValueError where the model has none of such a name.
    """
    every = problem.parameter_names
    first, second = (every.index(name) for name in names)
    plane = parameter_plane(every, params, first, second)
    return Chart(problem, plane, "pair", names, ("pair", problem, names))


def principal_chart(problem: Training, sample: Array, every: Array | None = None) -> Chart:
    """The chart on the plane of a run, from `sample`, some of its rows with its newest one last, and of what
    is known of `every` row."""
    plane = principal_plane(sample, every)
    return Chart(problem, plane, "principal", ("", ""), ("principal", object()))


def sampled(recording: TrainingRecording, published: int) -> Array:
    """The parameters of some published rows of a run, the newest last.

    Where only key frames are kept they are those, and the end of a run that is over.
    """
    most = SAMPLE if len(recording.names) <= MANY else FEWER
    if not recording.spacing:
        rows = distinct(np.linspace(0, published - 1, most).astype(np.int64))
        kept: Array = recording.params_rows[rows]
        return kept
    frames = [frame.params for frame in recording.key_frames[:] if frame.row < published]
    places = distinct(np.linspace(0, len(frames) - 1, most - 1).astype(np.int64))
    end = [recording.params_at(published - 1)] if recording.finished else []
    return np.stack([*(frames[place] for place in places), *end])


def all_of(recording: TrainingRecording, published: int) -> Array | None:
    """The parameters of all published rows of a run; None where these are very many numbers."""
    if recording.spacing or published * len(recording.names) > NUMBERS:
        return None
    return recording.params_rows[:published]


def known_minimum(problem: Training) -> Array | None:
    """Where the loss of a linear model is least, by the normal equations; None where these do not hold.

    They do for the mean squared error, with or without L2, and independent inputs.
    """
    l1, l2 = problem.penalty.scales
    linear = not problem.model.hidden and problem.model.output == "linear"
    if not linear or l1 or problem.penalty.formula or not problem.loss.squared:
        return None
    split, (layer,) = problem.split(), problem.layers
    x = with_ones(split.x, layer.bias)
    weight = 2.0 * problem.loss.squared / split.y.size
    shrink = layer.matrix(weight_mask(problem.layers, np.float64))[:, 0] * l2
    matrix = weight * x.T @ x + np.diag(shrink)
    if np.linalg.cond(matrix) > 1e10:
        return None
    minimum: Array = np.linalg.solve(matrix, weight * x.T @ split.y).ravel()
    return minimum
