"""Kinks, jumps and poles of a loss of one or two parameters, drawn and named."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from gdviz.base.arrays import Array
from gdviz.base.i18n import translate
from gdviz.engine.problem import TORN, Break, BreakLine, Objective
from gdviz.look.look import blend
from gdviz.notation.numbers import apart
from gdviz.views.common.annotations import (
    Annotation,
    AnnotationDot,
    AnnotationLabel,
    AnnotationLine,
    Annotations,
    Side,
)
from gdviz.views.loss.model_chart import Chart

UPRIGHT = 2.5  # sizes of a ring that a vertical tangent reaches up and down
NAMED = 6  # breaks in sight up to which each is named


def _break_words() -> dict[str, str]:
    """What each kind is called in the language now."""
    return {
        "kink": translate("LossView", "kink at {place}"),
        "cusp": translate("LossView", "cusp at {place}"),
        "vertical": translate("LossView", "vertical slope at {place}"),
        "jump": translate("LossView", "jump at {place}"),
        "pole": translate("LossView", "pole at {place}"),
    }


def break_pieces(
    annotations: Annotations, breaks: Sequence[Break], objective: Objective | Chart
) -> Iterator[Annotation]:
    """A ring on a kink, a tangent at a vertical slope, dashes where the curve is torn, and few have names."""
    look, area, words = annotations.look, annotations.area, _break_words()
    quiet = blend(look.muted, look.surface, 0.25)
    unit = abs(float(annotations.place(1.0, 0.0)[0] - annotations.place(0.0, 0.0)[0]))
    for each in breaks:
        torn = each.kind in TORN
        height = 0.0 if torn else float(objective.value(np.array([each.at])))
        x, y = annotations.place(each.at, height)
        if not area.left() <= x <= area.right():
            continue
        if not torn:
            if not (math.isfinite(y) and area.top() <= y <= area.bottom()):
                continue
            size = look.marker_size * 0.8
            if each.kind == "vertical":
                yield AnnotationLine(
                    ((x, y - UPRIGHT * size), (x, y + UPRIGHT * size)), quiet, look.thin_width
                )
            yield AnnotationDot(x, y, size + 3.2 * look.thin_width, quiet)
            yield AnnotationDot(x, y, size, look.surface)
        else:
            ends = ((x, area.top()), (x, area.bottom()))
            yield AnnotationLine(ends, quiet, look.thin_width, dashed=True)
            y = area.top() + 0.8 * annotations.line_height
        if len(breaks) <= NAMED:
            text = words[each.kind].format(place=apart(each.at, 4, area.width() / unit))
            side: Side = "right" if x < area.center().x() else "left"
            yield AnnotationLabel(x, y, text, look.muted, side, 8.0, free=True)


def break_line_pieces(
    annotations: Annotations, breaks: Sequence[BreakLine], place: Callable[[BreakLine], Array]
) -> Iterator[Annotation]:
    """Dashed where the landscape is torn, thin along a kink, a ring at a point; each kind is named once.

    `place` says where the points of a line are on the plot, NaN where it is hidden.
    """
    look, area = annotations.look, annotations.area
    names = {
        "kink": translate("LossView", "kink"),
        "cusp": translate("LossView", "cusp"),
        "vertical": translate("LossView", "vertical slope"),
        "jump": translate("LossView", "jump"),
        "pole": translate("LossView", "pole"),
    }
    places: dict[str, list[tuple[float, float]]] = {}
    for each in breaks:
        placed = np.column_stack(annotations.place(*place(each).T))
        for piece in np.split(placed, np.flatnonzero(np.isnan(placed[:, 0]))):
            points = [(float(x), float(y)) for x, y in piece if math.isfinite(x)]
            if points and (len(each.points) == 1 or len(points) > 1):
                places.setdefault(each.kind, []).append(points[len(points) // 2])
            if len(points) > 1:
                yield AnnotationLine(tuple(points), look.muted, look.thin_width, dashed=each.kind in TORN)
            elif points and len(each.points) == 1:
                yield AnnotationDot(*points[0], look.marker_size * 0.8 + 3.2 * look.thin_width, look.muted)
                yield AnnotationDot(*points[0], look.marker_size * 0.8, look.surface)
    for kind, found in places.items():
        inside = [place for place in found if area.contains(*place)]
        if inside:
            x, y = inside[len(inside) // 3]
            yield AnnotationLabel(x, y, names[kind], look.muted, "right", 8.0, free=True)
