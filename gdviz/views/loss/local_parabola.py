"""The parabola that touches a loss of one parameter at the ball, and how far a step may reach. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from gdviz.base.arrays import Array
from gdviz.engine.problem import Objective, hessian
from gdviz.engine.sharpness import ModelHessian
from gdviz.look.look import blend
from gdviz.notation.numbers import to_digits
from gdviz.views.common.annotations import (
    Annotation,
    AnnotationDot,
    AnnotationLabel,
    AnnotationLine,
    Annotations,
)
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.model_chart import Chart

DIGITS = 4  # of numbers that differences may give
POINTS = 121


def curvature(landscape: Objective | Chart, point: Array) -> float | None:
    """The second derivative at `point` ``(1,)``, L of 2/L with its sign; None where there is none."""
    if isinstance(landscape, Chart):
        whole = ModelHessian(landscape.problem)
        whole.move_to(landscape.params(point))
        found = float(landscape.along(whole.times(landscape.axes[0]))[0])
        return found if math.isfinite(found) else None
    matrix = hessian(landscape, np.asarray(point, np.float64))
    return None if matrix is None else float(matrix[0, 0])


def parabola_pieces(
    annotations: Annotations, landscape: Objective | Chart, path: Path, visible: tuple[float, float]
) -> Iterator[Annotation]:
    """The parabola with the loss, the slope and the curvature of the ball's place, where it is visible.

    A step at the rate 1/L leads to its lowest point, one at 2/L to the height from which it began: these
    two places are marked.
    """
    point, gradient = path.point, path.gradient
    bend = None if gradient is None else curvature(landscape, point)
    if gradient is None or bend is None:
        return
    look, area = annotations.look, annotations.area
    w, loss, slope = float(point[0]), path.loss, float(gradient[0])
    at = np.linspace(*visible, POINTS)
    away = at - w
    with np.errstate(over="ignore", invalid="ignore"):
        x, y = annotations.place(at, loss + slope * away + bend / 2 * away * away)
    color = blend(path.color, look.surface, 0.35)
    inside = np.isfinite(y) & (y > area.top() - area.height()) & (y < area.bottom() + area.height())
    line = tuple(zip(x[inside].tolist(), y[inside].tolist(), strict=True))
    if len(line) > 1:
        yield AnnotationLine(line, color, look.curve_width, dashed=True)
    ball = annotations.place(w, loss)
    marked = 3.0 * look.marker_size
    if not bend > 0:
        text = f"L = {to_digits(bend, DIGITS)}"
        yield AnnotationLabel(*ball, text, path.color, "above", marked, free=True)
        return
    for times in (1, 2):
        height = loss - (slope * slope / (2 * bend) if times == 1 else 0.0)
        x, y = annotations.place(w - times * slope / bend, height)
        text = f"{times}/L = {to_digits(times / bend, DIGITS)}"
        if area.contains(x, y):
            yield AnnotationDot(x, y, look.marker_size * 0.7, path.color)
            yield AnnotationDot(x, y, look.marker_size * 0.7 - 3.2 * look.thin_width, look.surface)
            yield AnnotationLabel(x, y, text, path.color, "above", 6.0, free=True)
        elif times == 2:
            yield AnnotationLabel(*ball, text, path.color, "above", marked, free=True)
