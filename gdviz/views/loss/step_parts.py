"""Inside the step: what the optimizer adds up, one arrow behind the other, and how far it reaches. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct

from gdviz.base.arrays import Array
from gdviz.base.i18n import translate
from gdviz.engine.learning.stepper import rate_factors
from gdviz.engine.optimizer_base import State
from gdviz.look.look import Look, blend
from gdviz.readings.replay import AnyReplay, replay_of
from gdviz.views.common.annotations import (
    Annotation,
    AnnotationLabel,
    AnnotationLine,
    Annotations,
    Side,
)
from gdviz.views.loss.loss_paths import Path
from gdviz.views.loss.substeps import ARROWS, one_after_the_other

LEAST = 46.0  # pixels in a look of scale 1: a shorter step is drawn larger
LARGER = tuple(digit * 10**power for power in range(7) for digit in (2, 5, 10))
APART = 6.0  # pixels by which the bias correction must change the step to be drawn
REACH = 38.0  # pixels of the longer half axis of the ellipse
Spot = Callable[[float, float], tuple[float, float]]


class StepParts(Struct, frozen=True, eq=False):
    """The movements that a step is the sum of, as vectors of the plot, ``(2,)`` each, and its reach there.

    `uncorrected` is the whole movement without the optimizer's bias correction, where it has one.
    """

    symbols: tuple[str, ...]
    movements: tuple[Array, ...]
    reach: Array | None
    uncorrected: Array | None = None


def parts_of(path: Path, state: State) -> StepParts | None:
    """What the step at the playhead adds up; None where a number is not finite.

    `state` is the optimizer's before the step.
    """
    recording, row = path.recording, path.row
    settings = recording.phases.at(row)
    params, gradient = recording.params_at(row), recording.gradient_at(row)
    assert recording.learning_rate_rows is not None
    rate = np.full_like(params, recording.learning_rate_rows[row])
    factors = rate_factors(settings.training, params.dtype) if settings.training else None
    if factors is not None:
        rate = rate * factors
    with np.errstate(all="ignore"):
        parts = settings.optimizer.parts(params, gradient, state, rate)
        reach = settings.optimizer.reach(gradient, state, rate)
        uncorrected = settings.optimizer.uncorrected(params, gradient, state, rate)
    movements = tuple(path.along(part.movement) for part in parts)
    if not all(np.isfinite(each).all() for each in movements):
        return None
    places = path.shown_places  # how far a gradient reaches along an axis is known where that is a parameter
    reach = None if reach is None or places is None else reach[places]
    without = None if uncorrected is None else path.along(uncorrected)
    return StepParts(tuple(part.symbol for part in parts), movements, reach, without)


class StepMemory:
    """Works the optimizer's memory out again, of one run after the other."""

    def __init__(self) -> None:
        self._replay: AnyReplay | None = None

    def parts(self, path: Path) -> tuple[StepParts | None, bool]:
        """What the step at the playhead adds up, and whether that takes another call."""
        if self._replay is None or self._replay.recording is not path.recording:
            self._replay = replay_of(path.recording)
        state = self._replay.state(path.row)
        return (None, True) if state is None else (parts_of(path, state), False)


def pieces(
    annotations: Annotations,
    spot: Spot,
    color: str,
    point: tuple[float, float],
    parts: StepParts,
    share: float = 0.0,
) -> Iterator[Annotation]:
    """The arrows from the ball to where the step leads, and the ellipse; drawn larger where the step is
    short, which is said. At slow playback, where `share` of the step is done, they come one after the other.

    `spot` tells where a point of the landscape is drawn, in pixels."""
    look = annotations.look
    begin = np.array(spot(*point))
    if not annotations.area.contains(*begin):
        return
    ends = np.array(point) + np.cumsum(parts.movements, axis=0)
    places = np.array([spot(*end) for end in ends])
    if not np.isfinite(places).all():
        return
    longest = max(float(np.hypot(*(place - begin))) for place in places)
    if longest == 0:
        return
    least = LEAST * look.font_scale
    times = next((each for each in (1, *LARGER) if longest * each >= least), LARGER[-1])
    yield from _ellipse(look, spot, color, point, parts)
    if parts.uncorrected is not None and np.isfinite(parts.uncorrected).all() and not share:
        tip = begin + times * (np.array(spot(*(np.array(point) + parts.uncorrected))) - begin)
        if np.hypot(*(tip - begin - times * (places[-1] - begin))) > APART * look.font_scale:
            ghost = (tuple(begin.tolist()), tuple(tip.tolist()))
            faint = blend(look.muted, look.surface, 0.2)
            yield AnnotationLine(ghost, faint, look.thin_width * 1.5, arrow=True, dashed=True)
            text = translate("LossView", "without bias correction")
            toward: Side = "right" if tip[0] >= begin[0] else "left"
            yield AnnotationLabel(float(tip[0]), float(tip[1]), text, faint, toward, 4.0, free=True)
    shades = [0.55, 0.25, 0.0] if len(places) > 1 else [0.0]
    before = begin
    grow = one_after_the_other(share, ARROWS, len(places)) if share else [1.0] * len(places)
    for number, (symbol, place) in enumerate(zip(parts.symbols, places, strict=True)):
        if not grow[number]:
            break
        end = begin + times * (place - begin)
        end = before + grow[number] * (end - before)
        last = number == len(places) - 1
        shade = blend(color, look.text, shades[min(number, len(shades) - 1)])
        line = (tuple(before.tolist()), tuple(end.tolist()))
        yield AnnotationLine(line, shade, 1.1 * look.curve_width, arrow=True, casing=look.surface)
        text = f"{symbol}  ×{times}" if last and times > 1 else symbol
        where = end if last else (before + end) / 2
        side: Side = "right" if end[0] >= before[0] or not last else "left"
        yield AnnotationLabel(float(where[0]), float(where[1]), text, shade, side, 6.0, free=True)
        before = end


def _ellipse(
    look: Look, spot: Spot, color: str, point: tuple[float, float], parts: StepParts
) -> Iterator[Annotation]:
    """Where gradients of one length would lead: stretched along the axis on which the step reaches far."""
    if parts.reach is None or not np.isfinite(parts.reach).all() or not parts.reach.max() > 0:
        return
    small = max(float(np.hypot(*each)) for each in parts.movements) / float(parts.reach.max())
    axes = np.diag(parts.reach)
    yield from ellipse(look, spot, point, axes * small, blend(color, look.surface, 0.3))


def ellipse(
    look: Look, spot: Spot, point: tuple[float, float], axes: Array, color: str
) -> Iterator[AnnotationLine]:
    """An ellipse around the ball whose half axes point as the small movements `axes` ``(2, 2)`` do, a row
    each, and are as long as these, to each other."""
    middle = np.array(spot(*point))
    half = np.array([spot(*(np.array(point) + axis)) for axis in axes]) - middle
    longest = float(np.hypot(*half.T).max())
    if not 0 < longest < math.inf:
        return
    half *= REACH * look.font_scale / longest
    yield AnnotationLine(ring((middle[0], middle[1]), half), color, look.thin_width, dashed=True)


def ring(middle: tuple[float, float], half: Array) -> tuple[tuple[float, float], ...]:
    """An ellipse around a pixel; `half` are two half axes of it, conjugate ones, a row each ``(2, 2)``."""
    angles = np.linspace(0, 2 * math.pi, 49)[:, np.newaxis]
    points = np.array(middle) + np.cos(angles) * half[0] + np.sin(angles) * half[1]
    return tuple((float(px), float(py)) for px, py in points)
