"""What is drawn reaches paper as outlines: pixels only where a model's output fills an area."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from gdviz import views
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import make_tile
from gdviz.engine.averaging import MovingAverage
from gdviz.engine.experiment import Batches
from gdviz.engine.learning.datasets import Clusters, FiveFeatures, Ring, StraightLine, Yogurt
from gdviz.engine.learning.losses import SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.objectives import Himmelblau
from gdviz.export.picture.choices import Choices
from gdviz.export.picture.drawing import RasterImage
from gdviz.export.picture.pictures import draw, file_of


def runs_on(**problem):
    """Two runs, the second with a shadow."""
    training = Training(model=Model(hidden=(3,)), test_share=0.2, **problem)
    run = Run(problem=training, batches=Batches(batch_size=0), steps=6)
    return run, replace(run, color=1, average=MovingAverage())


SUBJECTS = {
    "formula": (Run(), Run(color=1, average=MovingAverage())),
    "surface": (Run(problem=Himmelblau(), initial=(0.5, -3.5)),),
    "plane": runs_on(data=Ring(examples=40)),
    "classes": runs_on(data=Clusters(groups=3, examples=60), loss=SoftmaxCrossEntropy()),
    "number": runs_on(data=Yogurt()),
    "line": runs_on(data=StraightLine()),
    "strips": runs_on(data=FiveFeatures(examples=60)),
}


def heat_maps(view, runs):
    """How many areas of a view are filled by a model's output."""
    learned = [run.problem for run in runs if isinstance(run.problem, Training)]
    if view == "boundary":
        return sum(problem.data.inputs == 2 for problem in learned)
    if view == "network" and learned:
        problem = learned[0]
        return problem.data.inputs + sum(layer.units for layer in problem.layers) + 1  # and their scale
    return 0


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("view", views.ALL)
def test_only_what_a_model_says_of_an_area_is_made_of_pixels(frame_of, view, subject):
    runs = SUBJECTS[subject]
    frame = frame_of(Scene(runs=runs, stage=(Row(tiles=(make_tile(view),)),)))
    choices = Choices(view=view)
    drawing = draw(frame, choices)
    images = sum(isinstance(item, RasterImage) for item in drawing.items)
    assert images <= heat_maps(view, runs)
    assert len(re.findall(rb"<image\b", file_of(drawing, frame, choices, "svg"))) == images
    assert len(re.findall(rb"/Subtype /Image", file_of(drawing, frame, choices, "pdf"))) <= 2 * images
