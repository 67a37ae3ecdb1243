"""What the mouse is near on the loss: a step of a run, or a minimum, in words beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from gdviz.base.arrays import Array
from gdviz.engine.problem import Objective
from gdviz.notation.names import indexed
from gdviz.notation.numbers import number
from gdviz.readings.pointed import Pointed
from gdviz.views.common.annotations import AnnotationLabel, Annotations
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.model_chart import Chart
from gdviz.views.plot.marks import Mark, Spot

NEAR = 11.0  # pixels within which the mouse means a point, in a look of scale 1
GAP = 12.0  # pixels between the point and the words
Spots = Callable[[Array, Array], Array]


def words_near(
    annotations: Annotations,
    landscape: Objective | Chart,
    paths: Sequence[Path],
    spots: Spots,
    x: float,
    y: float,
) -> AnnotationLabel | None:
    """The words for the place (x, y), in pixels of the annotations; None where nothing is near.

    `spots` tells where points of the landscape ``(points, dimensions)`` with their losses are drawn.
    """
    near = step_near(annotations, paths, spots, x, y)
    if near is None:
        return _minimum_near(annotations, landscape, spots, x, y)
    text = _step_text(near.path, near.row)
    return AnnotationLabel(near.x, near.y, text, near.path.color, "above", GAP)


class NearStep(Struct, frozen=True):
    """A row of a path, and where it is drawn, in pixels of the annotations."""

    path: Path
    row: int
    x: float
    y: float


def step_near(
    annotations: Annotations, paths: Sequence[Path], spots: Spots, x: float, y: float
) -> NearStep | None:
    """The step that is drawn nearest to (x, y), if it is near; the selected run's where two are as near."""
    best, found = NEAR * annotations.look.font_scale, None
    for path in reversed(paths):
        rows, points = path.drawn()
        points = points.astype(float)
        losses = path.losses(rows).astype(float) if points.shape[1] == 1 else points[:, 0]
        px, py = annotations.place(*spots(points, losses).T)
        distance = np.hypot(px - x, py - y)
        nearest = int(np.argmin(np.nan_to_num(distance, nan=np.inf)))
        if distance[nearest] < best:
            best = float(distance[nearest])
            found = NearStep(path, int(rows[nearest]), float(px[nearest]), float(py[nearest]))
    return found


def nearest_ball(
    annotations: Annotations, balls: Sequence[tuple[Path, Mark]], x: float, y: float, reach: float
) -> int | None:
    """The run whose ball is nearest to (x, y), within `reach` pixels (the last of two as near)."""
    nearest, best = None, reach
    for path, mark in reversed(balls):
        px, py = annotations.place(mark.x, mark.y)
        distance = math.hypot(px - x, py - y)
        if distance < best:
            nearest, best = path.place, distance
    return nearest


def spot_on(paths: Sequence[Path], pointed: Pointed, spots: Spots) -> Spot | None:
    """Where the ball is at a row, for a quantity that moves it: a parameter, its loss, its slope."""
    path = next((path for path in paths if path.place == pointed.run), None)
    if path is None:
        return None
    shown = {"loss", *path.names, *(f"gradient_{name}" for name in path.names)}
    if pointed.quantity not in shown:
        return None
    rows, points = path.drawn()
    following = path.following()
    if pointed.row == path.row + 1 and following is not None:
        point, loss = np.atleast_1d(following[0]).astype(float), following[1]
    elif pointed.row in rows:
        point = points[np.searchsorted(rows, pointed.row)].astype(float)
        loss = float(path.losses(np.array([pointed.row]))[0])
    else:
        return None
    x, y = spots(point[np.newaxis], np.array([loss]))[0]
    return Spot(float(x), float(y))


def _step_text(path: Path, row: int) -> str:
    translate = QCoreApplication.translate
    values, loss, step = path.point_text(row), path.loss_text(row), number(row)
    if not values:
        return translate("LossView", "step {step}: loss {loss}").format(step=step, loss=loss)
    text = translate("LossView", "step {step}: {values}, loss {loss}")
    return text.format(step=step, values=values, loss=loss)


def _minimum_near(
    annotations: Annotations, landscape: Objective | Chart, spots: Spots, x: float, y: float
) -> AnnotationLabel | None:
    for minimum in landscape.minima:
        loss = float(np.asarray(landscape.value(np.array(minimum))))
        px, py = annotations.place(*spots(np.array([minimum]), np.array([loss]))[0])
        if math.hypot(px - x, py - y) < NEAR * annotations.look.font_scale:
            pairs = zip(landscape.parameter_names, minimum, strict=True)
            place = ", ".join(f"{indexed(name)} = {number(value)}" for name, value in pairs)
            text = QCoreApplication.translate("LossView", "A minimum: {place}, loss {loss}")
            text = text.format(place=place, loss=number(loss))
            return AnnotationLabel(px, py, text, annotations.look.text, "above", GAP)
    return None
