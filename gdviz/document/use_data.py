"""Data of one's own become what a run learns from, in one edit of the scene."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from gdviz.document import edits, stage_layout
from gdviz.document.dependent_fields import changes_with, sharing_data, usual_batches
from gdviz.document.scene import Row, Run, Scene
from gdviz.document.tiles import ViewName, make_tile
from gdviz.engine.learning.dataset_base import Dataset
from gdviz.engine.learning.losses import Loss, MeanSquaredError, SigmoidCrossEntropy, SoftmaxCrossEntropy
from gdviz.engine.learning.model import Model
from gdviz.engine.learning.training import Training
from gdviz.engine.optimizers import Adam, GradientDescent, Momentum
from gdviz.engine.schedules import Constant

OF_DATA = "train_total_loss"  # the column that only runs have which learn from data
WIDE, APART = 10.0, 10.0  # numbers as large as this are standardized, and sizes that differ so much
RATE, STEPS = 0.01, 2000  # of a run that learned from nothing before
TESTED = 0.5  # the largest part of one's own data that is put aside: lessons learn from a tenth of many
SAFE = 0.1  # up to here plain descent bears another loss over standardized data


def learning_from(scene: Scene, place: int, data: Dataset) -> Scene:
    """The scene in which the run at `place` learns from `data`. Raises DocumentError where that can't be.

    So do the runs that had the same data, or the same loss without data. A run that learns already keeps its
    choices, but gets a model and a loss for such data where it learned another kind of target. Another learns
    by Adam, or as it descended where runs were compared by that; if the stage shows nothing of data, it does
    so now. What a lesson said holds no longer and goes, and so does its pace.
    """
    scene = replace(scene, title="", notes="", lesson="", beats=(), speed=0.0)
    run = scene.runs[place]
    if run.training is not None:
        shared = [other for other, each in enumerate(scene.runs) if _has_data_of(each, run)]
        for other in shared:
            scene = _with_data(scene, other, data)
        if data.inputs == 1:
            scene = replace(scene, stage=_instead(scene.stage, "boundary", "fit"))
        elif view_for(data) == "boundary" != view_for(run.training.data):
            scene = replace(scene, stage=_instead(scene.stage, "fit", "boundary"))
        return sharing_data(scene)
    alike = [other for other, each in enumerate(scene.runs) if each.problem == run.problem]
    compared = len({(scene.runs[other].optimizer, scene.runs[other].schedule) for other in alike}) > 1
    changed = scene
    for other in alike:
        changed = edits.change(changed, f"runs.{other}", _beginner(scene.runs[other], data, compared))
    changed = sharing_data(changed)
    if any(tile.needs == OF_DATA for row in scene.stage for tile in row.tiles):
        return changed
    view = view_for(data)
    if all(each.training is not None for each in changed.runs):
        stage = (
            Row(tiles=(make_tile(view, width=1.4), make_tile("progress")), height=1.3),
            Row(tiles=(make_tile("network", width=1.4), make_tile("loss"))),
        )
        return replace(changed, stage=stage)
    return replace(changed, stage=stage_layout.shown(scene.stage, view))


def _instead(stage: stage_layout.Stage, view: ViewName, other: ViewName) -> stage_layout.Stage:
    """The stage with another view in place of one, if it does not have that already."""
    if stage_layout.tile_of(stage, other) is not None:
        return stage
    return tuple(
        replace(
            row,
            tiles=tuple(
                make_tile(other, width=tile.width) if tile.view == view else tile for tile in row.tiles
            ),
        )
        for row in stage
    )


def _has_data_of(run: Run, other: Run) -> bool:
    """Whether two runs learn from equal data."""
    if run.training is None or other.training is None:
        return False
    return run.training.data is other.training.data or run.training.data == other.training.data


def _with_data(scene: Scene, place: int, data: Dataset) -> Scene:
    """The scene in which a run that learns already does so from other data."""
    training = scene.runs[place].training
    assert training is not None
    training = replace(training, test_share=min(training.test_share, TESTED))
    before, after = (min(each.classes, 3) for each in (training.data, data))
    if before == after:
        other = _fitting_scale(replace(training, **changes_with(training, "data", data)))
        return edits.change(scene, f"runs.{place}.problem", other)
    run = scene.runs[place]
    plain = isinstance(run.optimizer, (GradientDescent, Momentum))
    if plain and getattr(run.schedule, "learning_rate", 0.0) > SAFE:
        scene = edits.change(scene, f"runs.{place}.schedule.learning_rate", SAFE)
    fitting = replace(training, **changes_with(training, "data", data))
    kept = replace(training.model, output="linear") if before and after else _model_for(data)
    other = replace(_fitting_scale(fitting), model=kept, loss=_loss_for(data), test_share=0.0)
    changed = edits.change(scene, f"runs.{place}.problem", other)
    if data.size - round(data.size * training.test_share) >= 1:
        changed = edits.change(changed, f"runs.{place}.problem.test_share", training.test_share)
    return changed


def _fitting_scale(training: Training) -> Training:
    """Numbers that are far from 1, or of very different sizes, are standardized: else nothing is learned."""
    x, labels = training.data.draw()
    spreads = np.ptp(x, axis=0)
    spreads = spreads[spreads > 0]
    wide = bool(np.abs(x).max() > WIDE or (spreads.size and spreads.max() > APART * spreads.min()))
    far = bool(not training.data.classes and (np.abs(labels).max() > WIDE or np.ptp(labels) < 1 / APART))
    return replace(
        training,
        standardize=training.standardize or wide,
        standardize_target=training.standardize_target or far,
    )


def _loss_for(data: Dataset) -> Loss:
    if not data.classes:
        return MeanSquaredError()
    return SoftmaxCrossEntropy() if data.classes > 2 else SigmoidCrossEntropy()


def _model_for(data: Dataset) -> Model:
    return Model() if data.classes else Model(hidden=())


def view_for(data: Dataset) -> ViewName:
    """The view that shows best what is learned from such data."""
    return "boundary" if data.classes and data.inputs == 2 else "fit"


def _beginner(run: Run, data: Dataset, compared: bool) -> Run:
    """A run that learns from `data`, called and coloured like `run`; it descends like that if `compared`.

    Then all is standardized: rates of a parabola of curvature 2 do on that what they did there.
    """
    training = Training(data=data, model=_model_for(data), loss=_loss_for(data))
    if compared:
        training = replace(training, standardize=True, standardize_target=not data.classes)
    return Run(
        problem=_fitting_scale(training),
        optimizer=run.optimizer if compared else Adam(),
        schedule=run.schedule if compared else Constant(learning_rate=RATE),
        average=run.average,
        batches=usual_batches(data.size),
        steps=STEPS,
        precision=run.precision,
        seed=run.seed,
        name=run.name,
        color=run.color,
        visible=run.visible,
    )
