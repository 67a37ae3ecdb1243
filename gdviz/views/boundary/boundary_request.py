"""What pictures of the boundary are asked for, and of which runs."""

from __future__ import annotations

import math

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.learning.input_plane import InputPlane
from gdviz.views.data.heat_map import OutputPicture
from gdviz.views.data.learners import Learner, LearnersRequest
from gdviz.views.plot.axis import Range

MOVING = 100  # points of the grid along the longer side while something moves
LEAST = 50  # where the models are so large that more would not keep up with the screen
LARGE = 2000  # parameters of all models together from which on that is so
RESTING = 300  # once nothing moves


class BoundaryRequest(LearnersRequest, frozen=True):
    """All that pictures depend on."""

    x: Range
    y: Range
    shape: tuple[int, int]
    ends: Range
    planes: tuple[InputPlane | None, ...]
    discrete: bool


def on_a_plane(learners: list[Learner]) -> list[Learner]:
    """The runs of two inputs; where there are none, those with the same inputs as the first of more."""
    two = [each for each in learners if each.problem.data.inputs == 2]
    more = [each for each in learners if each.problem.data.inputs > 2]
    names = more[0].problem.data.input_names if more else ()
    return two or [each for each in more if each.problem.data.input_names == names]


def grid_shape(learners: list[Learner], width: float, height: float, *, fine: bool) -> tuple[int, int]:
    """Rows and columns of the grid of pictures in areas of that size: fewer while the playhead moves."""
    parameters = sum(each.problem.layers[-1].stop for each in learners)
    moving = max(LEAST, round(MOVING * min(1.0, math.sqrt(LARGE / parameters))))
    most, longer = RESTING if fine else moving, max(width, height)
    return max(2, round(most * height / longer)), max(2, round(most * width / longer))


def suits(picture: OutputPicture, learner: Learner, plane: InputPlane | None) -> bool:
    """Whether a run's picture may stay until the next one comes."""
    old, new = picture.wanted.problem, learner.problem
    if old is new or picture.wanted.plane is not plane:
        return picture.wanted.plane is plane
    if old.model != new.model and old.data != new.data:  # another lesson
        return False
    return (old.outputs, old.data.classes) == (new.outputs, new.data.classes)


def output_at(picture: OutputPicture, plane: InputPlane, x: float, y: float) -> Array:
    """What the model of a picture says of a place on its plane: ``(outputs,)``."""
    wanted = picture.wanted
    params = wanted.params if wanted.params is not None else wanted.shadow
    assert params is not None
    with np.errstate(all="ignore"):
        output: Array = wanted.problem.predict(params, plane.inputs(np.array([[x, y]])))[0]
    return output
